"""The fields of a register, and the names by which columns of files are known to hold them."""

from ...schema import STATUSES

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
# Data about persons: published only where a setting allows it.
PERSONAL = ("contact", "telephone")
# What is never the same for every centre.
SINGLE = ("centre_id", "name_th", "name_en", "address", "latitude", "longitude", "coordinates", "sample", *PERSONAL)
# A code identifies a place better than a name.
SURER = ("province_code", "district_code", "subdistrict_code")
# What may be in a column together with other fields.
WITHIN = dict.fromkeys(("latitude", "longitude"), "coordinates")
WITHIN |= dict.fromkeys(("province", "district", "subdistrict"), "address")
