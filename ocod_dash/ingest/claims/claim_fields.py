"""The fields of a file of published figures, and the words that people write in them."""

from ...schema import ENTERED, empty

# The columns of a claim that are its source's, not of its publication here.
COLUMNS = tuple(name for name in empty("claims").columns if name not in ENTERED)
ALIASES: dict[str, tuple[str, ...]] = {
    "claim_id": ("claim", "รหัสตัวเลข", "ตัวเลข (รหัส)"),
    "subject": ("programme", "program", "programme_id", "โครงการ", "เรื่อง"),
    "part": ("fund", "ส่วน", "ส่วนของโครงการ", "กองทุน"),
    "measure": ("indicator", "ตัวชี้วัด", "สิ่งที่นับ", "รายการ"),
    "measure_th": ("indicator_th", "ชื่อตัวชี้วัดใหม่ (ไทย)"),
    "measure_en": ("indicator_en", "ชื่อตัวชี้วัดใหม่ (อังกฤษ)"),
    "basis": ("ฐาน", "ฐานของตัวเลข", "ลักษณะ"),
    "period": ("years", "ช่วงปี", "ปี"),
    "value": ("figure", "number", "amount", "ตัวเลข", "ค่า", "จำนวน"),
    "unit": ("หน่วย", "หน่วยนับ"),
    "unit_th": ("ชื่อหน่วยใหม่ (ไทย)",),
    "unit_en": ("ชื่อหน่วยใหม่ (อังกฤษ)",),
    "qualifier": ("exactness", "ความแน่นอน", "กล่าวว่า"),
    "as_of": ("date", "ณ วันที่", "ข้อมูล ณ วันที่", "วันที่"),
    "as_of_precision": ("precision", "ความละเอียดของวันที่"),
    "scope_en": ("scope", "ขอบเขต (อังกฤษ)", "ขอบเขตภาษาอังกฤษ"),
    "scope_th": ("ขอบเขต", "ขอบเขต (ไทย)", "ขอบเขตภาษาไทย"),
    "source_id": ("source", "แหล่งที่มา", "รหัสแหล่งที่มา"),
    "publisher": ("publisher_en", "who", "who_said_it", "ผู้เผยแพร่ (อังกฤษ)"),
    "publisher_th": ("ผู้เผยแพร่", "ผู้เผยแพร่ (ไทย)", "ผู้กล่าว"),
    "published_on": ("published", "วันที่เผยแพร่", "เผยแพร่เมื่อ"),
    "published_precision": ("ความละเอียดของวันที่เผยแพร่",),
    "web_address": ("address", "url", "link", "ที่อยู่เว็บ", "ลิงก์"),
    "withdrawn": ("withdraw", "ถอน", "ถอนตัวเลข"),
}

QUALIFIER_WORDS = {
    "exactly": ("exact", "=", "พอดี", "เท่ากับ", "แน่นอน", "จำนวน"),
    "about": ("approximately", "around", "close to", "~", "ประมาณ", "ราว", "เกือบ", "ใกล้เคียง"),
    "over": ("more than", "at least", ">", "กว่า", "มากกว่า", "เกิน", "ไม่น้อยกว่า"),
}
WITHDRAWN_WORDS = {
    "yes": ("true", "1", "x", "withdrawn", "ใช่", "ถอน", "ถอนแล้ว"),
    "no": ("false", "0", "ไม่", "ไม่ใช่", "ไม่ถอน"),
}
PRECISION_WORDS = {"day": ("วัน", "วันที่"), "month": ("เดือน",), "year": ("ปี",)}
