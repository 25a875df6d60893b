"""The fields of a kind of file, and the names by which columns of files are known to hold them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..schema import STATUSES


def key(text: str) -> str:
    """Put a header in the one form in which headers are compared: spaces, marks and capitals do not matter."""
    return re.sub(r"[\s_\-.,/()]", "", text).casefold()


@dataclass(frozen=True)
class Form:
    """What a kind of file can hold.

    Parameters
    ----------
    aliases : mapping of str to tuple of str
        The fields, each with the names by which it is known besides its own; those before come first when a file has
        several.
    needed : tuple of tuple of str
        Of each of these, a file has at least one.
    surer : tuple of str
        Codes that say a field more surely than its name.
    personal : tuple of str
        Data about persons: kept only where a setting says so.
    single : tuple of str
        What is never the same in every row, so that the page offers no one value for it.
    """

    aliases: Mapping[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]
    surer: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    single: tuple[str, ...] = ()

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields."""
        return tuple(self.aliases)

    @property
    def required(self) -> tuple[str, ...]:
        """The fields that nothing but one other stands in for."""
        return tuple(names[0] for names in self.needed if len(names) <= 2)

    @cached_property
    def known(self) -> frozenset[str]:
        """Every name by which a field is known, as :func:`key` makes it."""
        return frozenset(key(name) for field, aliases in self.aliases.items() for name in (field, *aliases))


DATED = {f"{status}_on": status for status in STATUSES}

# A bare "id" is none of these names: it is often a running number, which is another centre's next month.
ALIASES: dict[str, tuple[str, ...]] = {
    "centre_id": ("center_id", "centre_code", "center_code", "site_id", "site_code", "รหัสศูนย์", "รหัสศูนย์ดิจิทัลชุมชน"),
    "name_th": (
        "name", "center_name", "centre_name", "site_name", "name_thai", "ชื่อศูนย์", "ชื่อศูนย์ดิจิทัลชุมชน", "ชื่อ", "ชื่อสถานที่",
    ),
    "name_en": ("english_name", "center_name_en", "site_name_en", "ชื่อภาษาอังกฤษ", "ชื่อศูนย์ (ภาษาอังกฤษ)"),
    "province": ("province_code", "site_province", "center_province", "changwat", "prov", "จังหวัด", "รหัสจังหวัด", "ชื่อจังหวัด"),
    "district": (
        "district_code", "site_district", "site_amphoe", "amphoe", "amphur", "อำเภอ", "รหัสอำเภอ", "ชื่ออำเภอ", "เขต", "อำเภอ/เขต",
    ),
    "subdistrict": (
        "subdistrict_code", "sub_district", "site_tambon", "tambon", "tumbon", "ตำบล", "รหัสตำบล", "ชื่อตำบล", "แขวง", "ตำบล/แขวง",
    ),
    "address": ("center_add", "centre_address", "center_address", "site_address", "ที่อยู่", "ที่ตั้ง", "สถานที่ตั้ง"),
    "latitude": ("lat", "site_lat", "ละติจูด", "ละติจุด"),
    "longitude": ("lon", "lng", "long", "site_long", "ลองจิจูด", "ลองติจูด", "ลองจิจุด"),
    "coordinates": ("site_latlong", "lat_long", "latlong", "lat,long", "latlng", "location", "gps", "พิกัด", "ค่าพิกัด"),
    "location_precision": ("ความแม่นยำของพิกัด",),
    "phase": ("ระยะ", "ระยะที่", "เฟส"),
    "host_type": ("ประเภทสถานที่", "ประเภทหน่วยงาน"),
    "due_on": ("due", "due_date", "กำหนดเปิด", "กำหนดแล้วเสร็จ", "วันครบกำหนด"),
    "sample": ("ตัวอย่าง",),
    "status": ("site_status", "center_status", "สถานะ", "สถานะศูนย์", "สถานะการดำเนินงาน"),
    "planned_on": ("วันที่เข้าแผน",),
    "in_progress_on": ("start_date", "วันที่เริ่มดำเนินการ"),
    "open_on": ("opened_on", "open_date", "opening_date", "วันที่เปิด", "วันที่เปิดให้บริการ", "วันเปิดศูนย์"),
    "suspended_on": ("วันที่หยุดชั่วคราว",),
    "closed_on": ("closed_date", "วันที่ปิด"),
    "contact": ("contact_person", "contact_name", "ผู้ประสานงาน", "ผู้ติดต่อ", "ผู้ดูแล", "ผู้ดูแลศูนย์", "ชื่อผู้ประสานงาน"),
    "telephone": ("tel", "phone", "mobile", "center_tel", "site_tel", "โทรศัพท์", "เบอร์โทร", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์"),
}  # fmt: skip
FIELDS = tuple(ALIASES)
# Data about persons: kept only where a setting says so.
PERSONAL = ("contact", "telephone")
# What tells one centre from another.
SINGLE = ("centre_id", "name_th", "name_en", "address", "latitude", "longitude", "coordinates", "sample", *PERSONAL)
# A code says a place more surely than a name.
SURER = ("province_code", "district_code", "subdistrict_code")

REGISTER = Form(ALIASES, (("name_th",), ("province", "address"), ("status", *DATED)), SURER, PERSONAL, SINGLE)
