"""Addresses as people and maps write them, each with its province and district: a format is a function of a place.

``python -m tests.fuzz.address_corpus 100000 7`` makes that many with a seed and reports how many are placed, wrongly placed
and not found. The formats of ``UNSEEN`` are those on which the reading was not developed.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from ocod_dash import geography
from ocod_dash.geography import Place
from ocod_dash.geography.addresses import places_in

BANGKOK = "10"
ROADS_TH = (
    "สุขุมวิท",
    "มิตรภาพ",
    "เพชรเกษม",
    "พหลโยธิน",
    "เชียงใหม่-ลำพูน",
    "ลำปาง",
    "อุดรธานี",
    "ราชดำเนิน",
    "แม่ริม",
    "10",
    "ปากช่อง",
)
ROADS_EN = (
    "Sukhumvit",
    "Mittraphap",
    "Phet Kasem",
    "Phahonyothin",
    "Chiang Mai-Lamphun",
    "Lampang",
    "Ratchadamnoen",
    "Mae Rim",
    "Pak Chong",
)
HOSTS_TH = ("โรงเรียนบ้านหนองบัว", "อบต.หนองบัว", "วัดป่าแดด", "ศาลากลางหมู่บ้าน", "รพ.สต.บ้านใหม่", "ที่ทำการผู้ใหญ่บ้าน", "เทศบาลตำบล")
HOSTS_EN = ("Ban Nong Bua School", "Community Hall", "Wat Pa Daet", "Village Office", "Public Library")


class Where(NamedTuple):
    """A place with the small change of an address: numbers, a road, a building, a post code."""

    subdistrict: Place
    district: Place
    province: Place
    number: int
    moo: int
    road_th: str
    road_en: str
    host_th: str
    host_en: str
    postcode: str

    @property
    def th(self) -> tuple[str, str, str]:
        """The subdistrict, the district and the province in Thai."""
        return self.subdistrict.name_th, self.district.name_th, self.province.name_th

    @property
    def en(self) -> tuple[str, str, str]:
        """The subdistrict, the district and the province in English."""
        return self.subdistrict.name_en, self.district.name_en, self.province.name_en

    @property
    def in_bangkok(self) -> bool:
        """Whether it is in Bangkok, where districts are called otherwise."""
        return self.province.code == BANGKOK


def words_th(w: Where, *, short: bool = False) -> tuple[str, str, str]:
    """Return the words for the levels, as Bangkok or the others have them."""
    if w.in_bangkok:
        return "แขวง", "เขต", ""
    return ("ต.", "อ.", "จ.") if short else ("ตำบล", "อำเภอ", "จังหวัด")


def words_en(w: Where) -> tuple[str, str, str]:
    """Return the words for the levels in English letters."""
    return ("Khwaeng", "Khet", "") if w.in_bangkok else ("Tambon", "Amphoe", "Chang Wat")


def mueang(w: Where) -> str:
    """Return the district's name, or the one word by which every capital district is called."""
    return "เมือง" if w.th[1] == f"เมือง{w.th[2]}" else w.th[1]


def bangkok_en(w: Where) -> str:
    """Return the province as maps of before 2023 write it."""
    return "Krung Thep Maha Nakhon" if w.in_bangkok else f"Chang Wat {w.en[2]}"


def full_th(w: Where) -> str:
    s, d, p = words_th(w)
    return f"{w.number} หมู่ที่ {w.moo} ถนน{w.road_th} {s}{w.th[0]} {d}{w.th[1]} {p}{w.th[2]} {w.postcode}"


def short_th(w: Where) -> str:
    s, d, p = words_th(w, short=True)
    return f"{w.number} ม.{w.moo} {s}{w.th[0]} {d}{mueang(w)} {p}{w.th[2]} {w.postcode}"


def short_spaced_th(w: Where) -> str:
    s, d, p = words_th(w, short=True)
    return f"{w.number} ม. {w.moo} ถ. {w.road_th} {s} {w.th[0]} {d} {w.th[1]} {p} {w.th[2]}"


def glued_th(w: Where) -> str:
    s, d, p = words_th(w, short=True)
    return f"{w.host_th} {s}{w.th[0]}{d}{w.th[1]}{p or 'จ.'}{w.th[2]}"


def glued_full_th(w: Where) -> str:
    s, d, p = words_th(w)
    return f"{w.number}หมู่{w.moo}{s}{w.th[0]}{d}{w.th[1]}{p or 'จังหวัด'}{w.th[2]}{w.postcode}"


def google_th(w: Where) -> str:
    s, d, _ = words_th(w)
    return f"{w.number} ถนน {w.road_th} {s}{w.th[0]} {d}{w.th[1]} {w.th[2]} {w.postcode} ประเทศไทย"


def google_old_en(w: Where) -> str:
    s, d, _ = words_en(w)
    return f"{w.number}, {w.moo} {w.road_en} Road, {s} {w.en[0]}, {d} {w.en[1]}, {bangkok_en(w)} {w.postcode}, Thailand"


def google_new_en(w: Where) -> str:
    return f"{w.number} {w.road_en} Rd, {w.en[0]}, {w.en[1]} District, {w.en[2]} {w.postcode}, Thailand"


def google_sub_en(w: Where) -> str:
    return f"{w.host_en}, {w.en[0]} Sub-district, {w.en[1]} District, {w.en[2]} Province {w.postcode}"


def district_only_en(w: Where) -> str:
    return f"{w.en[1]} District, {w.en[2]}, Thailand"


def bare_en(w: Where) -> str:
    return f"{w.number} Moo {w.moo}, {w.en[0]}, {w.en[1]}, {w.en[2]} {w.postcode}"


def upper_en(w: Where) -> str:
    return google_new_en(w).upper()


def initials_en(w: Where) -> str:
    return f"{w.number} M.{w.moo} T.{w.en[0]} A.{w.en[1]} {w.en[2]} {w.postcode}"


def muang_en(w: Where) -> str:
    return f"{w.host_en}, Amphur {w.en[1].replace('Mueang', 'Muang')}, {w.en[2]}"


def bare_th(w: Where) -> str:
    return f"{w.number} {w.th[0]} {w.th[1]} {w.th[2]} {w.postcode}"


def commas_th(w: Where) -> str:
    s, d, p = words_th(w, short=True)
    return f"{w.number}, หมู่ {w.moo}, {s}{w.th[0]}, {d}{mueang(w)}, {p}{w.th[2]}"


def telephone_th(w: Where) -> str:
    s, d, p = words_th(w, short=True)
    return f"{w.host_th} ม.{w.moo} {s}{w.th[0]} {d}{w.th[1]} {p}{w.th[2]} {w.postcode} โทร. 053-123456"


def letters_th(w: Where) -> str:
    s, d, p = ("แขวง ", "เขต ", "") if w.in_bangkok else ("ต ", "อ ", "จ ")
    return f"{w.number} {s}{w.th[0]} {d}{w.th[1]} {p}{w.th[2]}"


def reversed_th(w: Where) -> str:
    s, d, p = words_th(w)
    return f"{p}{w.th[2]} {d}{w.th[1]} {s}{w.th[0]} หมู่ {w.moo}"


def pdf_th(w: Where) -> str:
    return full_th(w).replace("ำ", " า")


def nikhahit_th(w: Where) -> str:
    return full_th(w).replace("ำ", "ํา").replace("แ", "เเ")


# Those on which the reading was developed.
SEEN: tuple[Callable[[Where], str], ...] = (
    full_th, short_th, short_spaced_th, glued_th, glued_full_th, google_th, google_old_en, google_new_en, google_sub_en,
    district_only_en, bare_en, upper_en, initials_en, muang_en, bare_th, commas_th, telephone_th, letters_th, reversed_th,
    pdf_th, nikhahit_th,
)  # fmt: skip


def lines_th(w: Where) -> str:
    s, d, p = words_th(w)
    return f"{w.host_th}\n{s}{w.th[0]} {d}{mueang(w)}\n{p}{w.th[2]}\n{w.postcode}"


def thai_digits_th(w: Where) -> str:
    return full_th(w).translate({ord(str(n)): "๐๑๒๓๔๕๖๗๘๙"[n] for n in range(10)})


def plus_code_en(w: Where) -> str:
    return f"V2XM+9C {w.en[0]}, {w.en[1]} District, {w.en[2]}, Thailand"


def near_th(w: Where) -> str:
    s, d, p = words_th(w)
    return f"(ใกล้{w.host_th}) {d}{w.th[1]} {s}{w.th[0]} {p}{w.th[2]} รหัสไปรษณีย์ {w.postcode}"


def slashes_en(w: Where) -> str:
    return f"{w.number}/{w.moo} Soi {w.moo} {w.road_en} Rd. / {w.en[0]} / {w.en[1]} / {w.en[2]} / {w.postcode}"


def dashes_th(w: Where) -> str:
    s, d, p = words_th(w, short=True)
    return f"{w.host_th} - {s}{w.th[0]} - {d}{w.th[1]} - {p}{w.th[2]}"


def hyphenated_en(w: Where) -> str:
    s, d, _ = words_en(w)
    joined = (part.replace(" ", "-") for part in w.en)
    return "{} {s} {}, {d} {}, {} {}".format(w.number, *joined, w.postcode, s=s, d=d)


def run_together_en(w: Where) -> str:
    s, d, p = (name.replace(" ", "") for name in w.en)
    return f"{w.number} Moo {w.moo} Tambol {s} Amphur {d} {p} {w.postcode} THAILAND"


def mixed(w: Where) -> str:
    s, d, _ = words_th(w)
    return f"{w.host_en} {s}{w.th[0]} {d}{w.th[1]} {w.en[2]} {w.postcode}"


def province_first_th(w: Where) -> str:
    _, d, p = words_th(w, short=True)
    return f"{p}{w.th[2]} : {d}{w.th[1]} : {w.host_th} เลขที่ {w.number}"


def wide_spaces_th(w: Where) -> str:
    return short_spaced_th(w).replace(" ", "\u00a0 ")


def capital_en(w: Where) -> str:
    name = "Muang" if w.en[1] == f"Mueang {w.en[2]}" else w.en[1]
    return f"{w.host_en}, {w.road_en} Road, {name} District, {w.en[2]} {w.postcode}"


UNSEEN: tuple[Callable[[Where], str], ...] = (
    lines_th, thai_digits_th, plus_code_en, near_th, slashes_en, dashes_th, hyphenated_en, run_together_en, mixed,
    province_first_th, wide_spaces_th, capital_en,
)  # fmt: skip


def addresses(
    seed: int, formats: tuple[Callable[[Where], str], ...], most: int
) -> Iterator[tuple[str, Where, Callable[[Where], str]]]:
    """Yield addresses with their places and formats: every district in turn, a subdistrict and a format at random."""
    random = Random(seed)
    districts = [d for p in geography.provinces() for d in geography.districts(p.code)]
    for n in range(most):
        if not n % len(districts):
            random.shuffle(districts)
        district = districts[n % len(districts)]
        subdistrict = random.choice(geography.subdistricts(district.code))
        where = Where(
            subdistrict, district, geography.place(district.code[:2]), random.randint(1, 99), random.randint(1, 96),
            random.choice(ROADS_TH), random.choice(ROADS_EN), random.choice(HOSTS_TH), random.choice(HOSTS_EN),
            f"{district.code[:2]}{random.randint(0, 999):03}",
        )  # fmt: skip
        style = random.choice(formats)
        yield style(where), where, style


def judged(address: str, where: Where) -> str:
    """Return how an address was read: ``found``, ``no_district``, ``no_province`` or ``wrong``."""
    read = places_in(address)
    province = geography.find(read.province, "province").place if read.province else None
    if province is None:
        return "no_province"
    district = geography.find(read.district, "district", province.code).place if read.district else None
    if province != where.province or district not in (None, where.district):
        return "wrong"
    return "found" if district else "no_district"


def tally(seed: int, formats: tuple[Callable[[Where], str], ...], most: int) -> tuple[Counter[str], list[str]]:
    """Return how many addresses were read how, and those that were not found."""
    counts: Counter[str] = Counter()
    missed = []
    for address, where, style in addresses(seed, formats, most):
        how = judged(address, where)
        counts[how] += 1
        if how != "found":
            missed.append(f"{how} {style.__name__} {where.district.code}: {address!r} -> {places_in(address)}")
    return counts, missed


if __name__ == "__main__":
    most, seed = (int(each) for each in (*sys.argv[1:], "10000", "1")[:2])
    for name, formats in (("seen", SEEN), ("unseen", UNSEEN)):
        counts, missed = tally(seed, formats, most // 2)
        print(name, dict(counts))
        print(*missed[:20], sep="\n")
        if counts["wrong"]:
            sys.exit(f"{counts['wrong']} addresses were placed wrongly")
