"""The fields of a raw record of use, the names by which logs are known to call them, and the kinds of record."""

from ..ingest.forms import Declaration
from ..ingest.register.centre_fields import ALIASES as OF_CENTRES

# What a record counts as beside a visit.
COURSE, SERVICE, VISIT = "course", "service", "visit"

ALIASES: dict[str, tuple[str, ...]] = {
    "centre_id": OF_CENTRES["centre_id"],
    "record_id": (
        "bookingno", "booking_id", "ticketno", "ticket_id", "session_id", "acct_session_id", "เลขที่การจอง", "เลขที่จอง",
    ),
    "used_on": ("date", "bookingdate", "visit_date", "service_date", "วันที่", "วันที่จอง", "วันที่ใช้บริการ"),
    "starts_at": (
        "start", "starttime", "started_at", "begin", "check_in", "login_time", "connected_at", "timestamp",
        "acct_start_time", "เวลาเริ่ม", "เวลาเข้า",
    ),
    "ends_at": (
        "end", "endtime", "ended_at", "finish", "check_out", "logout_time", "disconnected_at",
        "acct_stop_time", "เวลาสิ้นสุด", "เวลาออก",
    ),
    "person_hash": ("person", "visitor_hash", "user_hash", "member_hash", "device_hash", "mac_hash", "รหัสผู้ใช้"),
    "people": ("ticketcount", "number_of_people", "จำนวนคน", "จำนวนผู้ใช้บริการ", "จำนวนที่นั่ง"),
    "record_kind": ("kind", "bookingslottype", "slot_type", "type", "service_type", "ประเภท", "ประเภทบริการ", "ประเภทการใช้บริการ"),
}  # fmt: skip

RECORDS = Declaration(
    name="usage",
    aliases=ALIASES,
    needed=(("centre_id",), ("starts_at", "used_on")),
    tables=("activity",),
    named_mappings=False,
)

# The words, in small letters, by which records of a kind are known; any other is a visit and is reported.
KINDS: dict[str, str] = {
    word: kind
    for kind, words in {
        COURSE: ("course", "training", "class", "lesson", "workshop", "อบรม", "ฝึกอบรม", "การอบรม", "หลักสูตร", "เรียน", "ห้องอบรม"),
        SERVICE: (
            "service", "print", "printing", "printout", "scan", "copy", "video conference", "videoconference", "vdo conference",
            "บริการ", "พิมพ์เอกสาร", "สแกนเอกสาร", "ถ่ายเอกสาร", "ประชุมทางไกล", "บริการภาครัฐ",
        ),
        VISIT: (
            "visit", "wifi", "wi-fi", "internet", "computer", "pc", "booking", "ticket", "session", "walk-in",
            "เข้าใช้", "เข้าใช้บริการ", "อินเทอร์เน็ต", "คอมพิวเตอร์", "จองเครื่อง",
        ),
    }.items()
    for word in words
}  # fmt: skip
