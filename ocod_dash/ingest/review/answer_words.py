"""The words that people write for yes and no, conditions, wishes, options and types of cost, and what reads them."""

from collections.abc import Mapping

import polars as pl

from ..forms import Reader
from ..forms.texts import known_words

# What says that nothing is known; "none" is no such text, for it may be a number or an answer.
BLANK = r"(?i)^([-–—_.*]+|#?n\.?/?a\.?|null|nil|unknown|don'?t know|not known|ไม่ระบุ|ยังไม่ระบุ|ไม่ทราบ|ไม่มีข้อมูล|ไม่แน่ใจ|ไม่ได้สำรวจ)$"

Words = Mapping[str, tuple[str, ...]]

ANSWERS: Words = {
    "yes": ("ใช่", "y", "true", "1", "มี", "ใช้", "ใช้งาน", "ใช้อยู่", "ยังใช้อยู่", "ยังใช้งานอยู่", "ได้", "เปิด", "ตามเวลา", "✓", "/"),
    "no": ("ไม่ใช่", "n", "false", "0", "ไม่", "ไม่มี", "ไม่ใช้", "ไม่ได้ใช้", "ไม่ได้ใช้งาน", "ไม่ได้", "ไม่เปิด", "ไม่ตามเวลา"),
}  # fmt: skip
CONDITIONS: Words = {
    "good": ("ดี", "ใช้ได้ดี", "ใช้งานได้ดี", "ใช้งานได้", "ปกติ", "สมบูรณ์"),
    "worn": ("พอใช้", "เก่า", "เสื่อมสภาพ", "ทรุดโทรม", "ชำรุดบางส่วน", "ใช้ได้บางส่วน", "fair"),
    "broken": ("ชำรุด", "เสีย", "เสียหาย", "ใช้ไม่ได้", "ใช้งานไม่ได้", "not working", "out of order"),
}
WISHES: Words = {
    "yes": ("ต้องการ", "ใช่", "y", "true", "1", "ยินดี", "ประสงค์", "รับโอน", "พร้อม", "พร้อมรับโอน", "✓", "/"),
    "partly": ("ต้องการบางส่วน", "บางส่วน", "มีเงื่อนไข", "รับโอนแบบมีเงื่อนไข", "partially", "conditional", "conditionally"),
    "no": ("ไม่ต้องการ", "ไม่ใช่", "ไม่", "n", "false", "0", "ไม่ยินดี", "ไม่ประสงค์", "ไม่รับโอน", "ไม่พร้อม"),
}
OPTIONS: Words = {
    "keep": ("คงไว้", "คงเดิม", "ดำเนินการต่อ", "ใช้งานต่อ", "continue"),
    "improve": ("ปรับปรุง", "พัฒนา", "repair", "upgrade"),
    "move": ("ย้าย", "ย้ายที่ตั้ง", "ย้ายสถานที่", "relocate"),
    "hand_over": ("ถ่ายโอน", "โอน", "ส่งมอบ", "โอนให้ อปท.", "ถ่ายโอนให้ อปท.", "ถ่ายโอนให้ท้องถิ่น", "transfer"),
    "close": ("ปิด", "ปิดศูนย์", "ปิดให้บริการ", "ยุติ", "ยุบเลิก", "ยกเลิก"),
    "ask": ("สอบถามเพิ่มเติม", "ขอข้อมูลเพิ่มเติม", "สำรวจเพิ่มเติม", "รอข้อมูล", "more information"),
}
COST_KINDS: Words = {
    "staff": ("บุคลากร", "ค่าบุคลากร", "ค่าจ้าง", "ค่าตอบแทน", "เจ้าหน้าที่", "salary", "wages"),
    "internet": ("อินเทอร์เน็ต", "ค่าอินเทอร์เน็ต", "อินเตอร์เน็ต", "ค่าอินเตอร์เน็ต"),
    "electricity": ("ไฟฟ้า", "ค่าไฟฟ้า", "ค่าไฟ", "power"),
    "rent": ("เช่า", "ค่าเช่า", "ค่าเช่าสถานที่"),
    "repair": ("ซ่อม", "ซ่อมแซม", "ค่าซ่อมแซม", "บำรุงรักษา", "ค่าบำรุงรักษา", "maintenance"),
    "equipment": ("อุปกรณ์", "ครุภัณฑ์", "ค่าครุภัณฑ์"),
    "other": ("อื่น ๆ", "อื่นๆ", "others"),
}


def reader(words: Words) -> Reader:
    """Return a reader of words, each in capitals or not, with the code that it means."""
    return known_words({word: code for code, others in words.items() for word in (code, *others)})


def yes_or_no(text: pl.Expr) -> pl.Expr:
    """Read texts as yes or no."""
    return reader(ANSWERS)(text).replace_strict({"yes": True, "no": False}, default=None, return_dtype=pl.Boolean)


def usual(words: Words) -> frozenset[str]:
    """Return what a form offers to choose from: each code, and its first word in Thai."""
    return frozenset({*words, *(others[0] for others in words.values())})


def written(words: Words) -> str:
    """Write the words that are expected: each code with its first word in Thai."""
    return ", ".join(f"{code} ({others[0]})" for code, others in words.items())
