"""What people write for each status, and which status a text is surely meant for."""

from rapidfuzz.distance import OSA

from ...schema import STATUSES
from ..forms.texts import plain_word

# Spaces, hyphens, underscores, full stops and capitals do not matter.
STATUS_WORDS: dict[str, tuple[str, ...]] = {
    "planned": (
        "not started", "not yet started", "not begun", "not open", "not opened", "not yet open", "not yet opened", "pending",
        "new", "planning", "scheduled", "proposed", "upcoming", "awaiting opening", "waiting", "to be opened",
        "ยังไม่เริ่ม", "ยังไม่เริ่มดำเนินการ", "ยังไม่ดำเนินการ", "ยังไม่ได้ดำเนินการ", "ยังไม่เริ่มโครงการ", "ยังไม่ได้เริ่ม",
        "ยังไม่เปิด", "ยังไม่เปิดให้บริการ", "ยังไม่เปิดบริการ", "ยังไม่เปิดใช้งาน", "ยังไม่เปิดดำเนินการ", "ยังไม่ได้เปิด",
        "ยังไม่ได้เปิดให้บริการ", "ยังไม่ให้บริการ", "ยังไม่พร้อมให้บริการ", "ยังไม่ติดตั้ง", "ยังไม่ได้ติดตั้ง", "ยังไม่แล้วเสร็จ",
        "ไม่เปิด", "ไม่เปิดให้บริการ", "รอ", "รอเปิด", "รอเปิดให้บริการ", "รอเปิดบริการ", "รอดำเนินการ", "รอการดำเนินการ", "รอติดตั้ง",
        "รออนุมัติ", "รอจัดตั้ง", "อยู่ในแผน", "ตามแผน", "แผน", "วางแผน", "เตรียมการ", "เตรียมดำเนินการ", "เตรียมเปิด",
        "เตรียมเปิดให้บริการ", "เตรียมความพร้อม", "อยู่ระหว่างเตรียมการ",
    ),
    "in_progress": (
        "under way", "ongoing", "started", "under construction", "being installed", "installing", "installation",
        "implementing", "processing", "wip",
        "กำลังดำเนินการ", "กำลังดำเนินงาน", "กำลังติดตั้ง", "กำลังก่อสร้าง", "กำลังจัดตั้ง", "กำลังจัดทำ", "อยู่ระหว่างดำเนินการ",
        "อยู่ระหว่างการดำเนินการ", "อยู่ระหว่างดำเนินงาน", "ระหว่างดำเนินการ", "อยู่ระหว่างติดตั้ง", "อยู่ระหว่างการติดตั้ง",
        "ระหว่างติดตั้ง", "อยู่ระหว่างก่อสร้าง", "อยู่ระหว่างการก่อสร้าง", "ระหว่างก่อสร้าง", "อยู่ระหว่างจัดตั้ง", "อยู่ระหว่างการจัดตั้ง",
        "อยู่ระหว่างจัดทำ", "อยู่ระหว่างตรวจรับ", "เริ่มดำเนินการ", "เริ่มดำเนินการแล้ว",
    ),
    "open": (
        "opened", "completed", "complete", "done", "finished", "active", "operational", "operating", "in operation",
        "in service", "in use", "live", "launched", "open for service", "fully open", "functioning",
        "เปิด", "เปิดแล้ว", "เปิดให้บริการ", "เปิดให้บริการแล้ว", "เปิดให้บริการปกติ", "เปิดให้บริการตามปกติ", "เปิดบริการ", "เปิดบริการแล้ว",
        "เปิดใช้งาน", "เปิดใช้งานแล้ว", "เปิดดำเนินการ", "เปิดดำเนินการแล้ว", "เปิดทำการ", "เปิดทำการแล้ว", "เปิดศูนย์แล้ว", "เปิดปกติ",
        "ให้บริการ", "ให้บริการแล้ว", "ให้บริการปกติ", "ให้บริการได้", "ให้บริการอยู่", "กำลังให้บริการ", "พร้อมให้บริการ", "พร้อมใช้งาน",
        "พร้อมเปิดให้บริการ", "ใช้งาน", "ใช้งานแล้ว", "ใช้งานได้", "ใช้งานปกติ", "ใช้งานได้ปกติ", "ใช้งานอยู่", "กำลังใช้งาน", "ปกติ",
        "แล้วเสร็จ", "เสร็จ", "เสร็จแล้ว", "เสร็จสิ้น", "เสร็จสมบูรณ์", "ดำเนินการแล้ว", "ดำเนินการแล้วเสร็จ", "ดำเนินการเสร็จสิ้น",
        "ดำเนินการเสร็จแล้ว",
    ),
    "suspended": (
        "temporarily closed", "temporarily suspended", "closed temporarily", "suspend", "on hold", "paused",
        "หยุดชั่วคราว", "หยุดให้บริการชั่วคราว", "หยุดบริการชั่วคราว", "ปิดชั่วคราว", "ปิดให้บริการชั่วคราว", "ปิดบริการชั่วคราว", "ปิดปรับปรุง",
        "ปิดปรับปรุงชั่วคราว", "งดให้บริการชั่วคราว", "ระงับชั่วคราว", "ระงับการให้บริการชั่วคราว", "ระงับการใช้งานชั่วคราว",
        "พักการให้บริการ", "ชะลอการให้บริการ",
    ),
    "closed": (
        "permanently closed", "closed permanently", "shut down", "shutdown", "cancelled", "canceled", "terminated",
        "discontinued", "decommissioned", "ended",
        "ปิด", "ปิดแล้ว", "ปิดถาวร", "ปิดศูนย์", "ปิดศูนย์แล้ว", "ปิดบริการ", "ปิดบริการแล้ว", "ปิดให้บริการ", "ปิดให้บริการแล้ว",
        "ปิดให้บริการถาวร", "ปิดดำเนินการ", "ปิดการใช้งาน", "ปิดตัว", "ปิดกิจการ", "ยกเลิก", "ยกเลิกแล้ว", "ยกเลิกศูนย์", "ยกเลิกการให้บริการ",
        "ยุติ", "ยุติการให้บริการ", "ยุติการดำเนินการ", "ยุติการดำเนินงาน", "เลิกให้บริการ", "เลิกใช้งาน", "เลิกกิจการ",
    ),
}  # fmt: skip
# What the product itself calls each status, in files of earlier versions too: reading one is not reported as a change.
OWN_WORDS = (
    "not started", "ยังไม่เริ่มดำเนินการ", "ยังไม่เริ่ม", "อยู่ระหว่างดำเนินการ", "กำลังดำเนินการ", "เปิดให้บริการ", "หยุดให้บริการชั่วคราว",
    "หยุดชั่วคราว", "ปิดให้บริการ", "ปิดแล้ว",
)  # fmt: skip
STATUS_CODES = {word: status for status, several in STATUS_WORDS.items() for word in (status, *several)}
# A text with so few wrong letters is a slip of a word, of a short one and of a long one.
SLIP, SLIP_OF_LONG, LONG = 1, 2, 8
# A text with one of these means something else than a word without it.
TURNS = ("ไม่", "ยัง", "รอ", "not", "un", "re", "in")


def likely_statuses(text: str) -> tuple[str, ...]:
    """Return the status that a text is surely meant for, or else every status."""
    plain = plain_word(text)
    most = SLIP_OF_LONG if len(plain) >= LONG else SLIP
    nearest: dict[str, int] = {}
    for word, status in STATUS_CODES.items():
        own = plain_word(word)
        away = OSA.distance(plain, own, score_cutoff=most + 1)
        if away <= most and all((turn in plain) == (turn in own) for turn in TURNS):
            nearest[status] = min(away, nearest.get(status, away))
    least = min(nearest.values(), default=0)
    likely = [status for status, away in nearest.items() if away == least]
    return (likely[0],) if len(likely) == 1 else STATUSES
