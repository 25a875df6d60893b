"""Finding the places that an address names, in Thai or English, with or without the words for their levels.

A name counts only where the whole of it stands in the address, and a number never does. Where the names allow more
than one place, none of these is taken.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from .gazetteer import Level, Place, place
from .names import IGNORED, called, find
from .spelling import fold

T = TypeVar("T")

BANGKOK = "10"
LONGEST_ADDRESS = 2_000
LONGEST_NAME = 45
LETTER = re.compile(r"[ก-ฮะ-ฺเ-๎A-Za-z]")
BREAK = re.compile(r"[,;/|()\[\]\r\n]")

# What stands before a name to say its level. A single letter needs its dot, or a space on both sides.
BEFORE: dict[Level, re.Pattern[str]] = {
    "province": re.compile(r"จังหวัด|จว\.|จ\.|(?<!\S)จ(?=\s)|\b(?:chang\s?wat|jang\s?wat|province of)\b|\bj\.", re.I),
    "district": re.compile(
        r"(?:กิ่ง\s*)?(?:อำเภอ|อ\.)|(?<!\S)อ(?=\s)|(?<!สนามชัย)เขต|\b(?:king\s+)?(?:amphoe|amphur|amphor|ampher|ampur)\b|(?<!chai\s)\bkhet\b|\ba\.",
        re.I,
    ),
    "subdistrict": re.compile(
        r"ตำบล|ต\.|(?<!\S)ต(?=\s)|แขวง|\b(?:tambon|tambol|tumbon|tumbol|khwaeng|kwaeng)\b|\bt\.", re.I
    ),
}
# Districts and subdistricts are so called in Bangkok alone.
OF_BANGKOK = re.compile(r"เขต|แขวง|kh?et|kh?waeng", re.I)
# What stands after a name.
AFTER: dict[Level, re.Pattern[str]] = {
    "province": re.compile(r"\bprovince\b", re.I),
    "district": re.compile(r"(?<!sub)(?<!sub[-\s])\bdistrict\b", re.I),
    "subdistrict": re.compile(r"\bsub[-\s]?district\b", re.I),
}
# What makes a name that of a road, a village or a building.
OTHER_THING = re.compile(
    r"(?<![ก-๎])(?:ถนน|ถ\.|ซอย|ซ\.|หมู่บ้าน|หมู่ที่|หมู่|บ้าน|ม\.|ตรอก|แยก|วัด|\b(?:thanon|soi|road|rd\.?|street|moo|mu|ban|baan|trok|wat))\s*$",
    re.I,
)
# What may follow the last place of an address: its country, post code, telephone.
TAIL = re.compile(
    r"(?:[\s.,:;/|()\[\]\-–—]|ประเทศไทย|(?<![ก-๎])ไทย|\bthailand|\bkingdom of|รหัสไปรษณีย์|(?<![ก-๎])รหัส|ปณ\.?"
    r"|\b(?:post\s?code|postal code|zip(?:\s?code)?)|(?<!\d)\d{5}|(?:โทรศัพท์|โทร\.?|\b(?:tel|phone|mobile)\.?)[\s:+\d\-–()]*\d)$",
    re.I,
)
POSTCODE = re.compile(r"(?<![\d\-])\d{5}(?![\d\-])")
WORDS = re.compile(r"\s*([ก-๎]+|[A-Za-z'’\-]+(?: [A-Za-z'’\-]+)*)")


class AddressPlaces(NamedTuple):
    """The places of an address: their Thai names; of one that is not known, what the address has for it."""

    province: str | None = None
    district: str | None = None
    subdistrict: str | None = None


class Found(NamedTuple):
    """A name in an address: the places that it can mean, and where it begins and ends."""

    places: tuple[Place, ...]
    begin: int
    end: int


@lru_cache(maxsize=50_000)
def places_in(address: str) -> AddressPlaces:
    """Return the places that an address names.

    Parameters
    ----------
    address : str
        Such as ``99 ม.4 ต.หนองจ๊อม อ.สันทราย จ.เชียงใหม่ 50210``, or ``Khwaeng Hua Mak, Khet Bang Kapi, Krung Thep Maha
        Nakhon 10240, Thailand``.

    Returns
    -------
    AddressPlaces
        Without a province where none is named, or where names contradict each other.
    """
    return _Address(fold(unicodedata.normalize("NFKC", address[:LONGEST_ADDRESS]))).places()


@dataclass(frozen=True)
class _Address:
    """An address in the one form of its letters."""

    text: str

    def places(self) -> AddressPlaces:
        """Return the places that are named."""
        province, beside = self.province()
        if province is None:
            return AddressPlaces(None if self.marked["province"] else self.unknown("province"))
        districts, beside = self.parts("district", (province,), beside)
        subdistricts, _ = self.parts("subdistrict", districts or (province,), beside)
        if len(districts) > 1:
            districts = tuple({place(str(each.parent)) for each in subdistricts})
        return AddressPlaces(province.name_th, self.one("district", districts), self.one("subdistrict", subdistricts))

    def one(self, level: Level, those: tuple[Place, ...]) -> str | None:
        """Return the name of the one place that is meant, or what the address has where no place is called so."""
        return those[0].name_th if len(those) == 1 else None if those else self.unknown(level)

    def province(self) -> tuple[Place | None, int | None]:
        """Return the one province that the names allow, and where the text ends that may have its district."""
        stated, districts = self.marked["province"], _places(self.marked["district"])
        homes = {each.code[:2] for each in districts}
        if stated:
            several = _places(stated)
            one = _only(several) or _only(each for each in several if each.code in homes)
            return one, min(found.begin for found in stated)
        for found in self.last_provinces():
            one = _only(found.places)
            return (one if one and (not homes or one.code in homes) else None), found.begin
        first = self.name_from(_first(LETTER, self.text), "province")
        if first and homes & {each.code for each in first.places}:
            return _only(first.places), None
        if self.unknown("province"):
            return None, None
        if any(self.in_bangkok(found.begin) for found in self.marked["subdistrict"]):
            homes |= {BANGKOK}
        home = _only(homes)
        return (place(home) if home else None), None

    def parts(
        self, level: Level, within: tuple[Place, ...], beside: int | None
    ) -> tuple[tuple[Place, ...], int | None]:
        """Return the places of a level that the names allow, and where the text before them ends.

        Parameters
        ----------
        level : {"district", "subdistrict"}
            The level.
        within : tuple of Place
            Those that it may be in.
        beside : int or None
            Where the text ends that may have its name without a word for its level.
        """
        named = [found for found in self.marked[level] if _within(found.places, within)]
        if named:
            return _within(_places(named), within), min(found.begin for found in named)
        written = self.unknown(level)
        for province in within[:1] if written else ():
            if cut_short := find(str(written), level, province.code).place:
                return (cut_short,), None
        found = self.name_to(beside, level) if beside is not None and not self.marked[level] else None
        if found is None or self.is_other_thing(found):
            return (), beside
        return _within(found.places, within), found.begin

    @cached_property
    def marked(self) -> dict[Level, list[Found]]:
        """The names of each level that stand beside a word for it; those of its office only where there are no others."""
        found: dict[Level, list[Found]] = {level: [] for level in BEFORE}
        offices: dict[Level, list[Found]] = {level: [] for level in BEFORE}
        ends: set[int] = set()
        for level, begin, end in sorted(self.words, key=lambda word: word[1]):
            name = self.name_from(end, level)
            if name and OF_BANGKOK.match(self.text, begin):
                name = name._replace(places=tuple(each for each in name.places if each.code.startswith(BANGKOK)))
            if name and name.places:
                glued = begin not in ends and self.text[end - 1] == "." and begin and LETTER.match(self.text[begin - 1])
                (offices if glued else found)[level].append(name._replace(begin=begin))
                ends.add(name.end)
        for level, pattern in AFTER.items():
            names = (self.name_to(word.start(), level, across=False) for word in pattern.finditer(self.text))
            found[level] += [name for name in names if name]
        return {level: names or offices[level] for level, names in found.items()}

    @cached_property
    def words(self) -> list[tuple[Level, int, int]]:
        """The words that stand before a name to say its level: the level, where the word begins and where it ends."""
        return [(level, *word.span()) for level, pattern in BEFORE.items() for word in pattern.finditer(self.text)]

    def unknown(self, level: Level) -> str | None:
        """Return the first text that a word says to be a name of the level, and no such name begins; None without one."""
        for each, _, end in self.words:
            written = WORDS.match(self.text, end)
            if each == level and written and not self.name_from(end, level):
                return written[1]
        return None

    def in_bangkok(self, begin: int) -> bool:
        """Return whether a name has a word before it that is used in Bangkok alone."""
        return bool(OF_BANGKOK.match(self.text, begin))

    def last_provinces(self) -> Iterable[Found]:
        """Yield provinces that stand at the end of the address, or before a post code, without a word for their level."""
        for end in (len(self.text), *[code.start() for code in POSTCODE.finditer(self.text)][-3:]):
            found = self.name_to(end, "province")
            if found and not self.is_other_thing(found) and not self.is_part_of_a_name(found):
                yield found

    def is_other_thing(self, found: Found) -> bool:
        """Return whether a name without a word for its level is that of a road, a village or a building."""
        before = self.text[: found.begin]
        return bool(before.rstrip().endswith(("-", "–")) or OTHER_THING.search(before[-20:]))

    def is_part_of_a_name(self, found: Found) -> bool:
        """Return whether a province's name stands in that of a district or subdistrict elsewhere."""
        return any(
            begin.begin < found.end and found.begin < begin.end and not _within(begin.places, found.places)
            for level in ("district", "subdistrict")
            for begin in self.marked[level]
        ) or any(end <= found.begin and not self.text[end : found.begin].strip(" .") for _, _, end in self.words)

    def name_from(self, begin: int | None, level: Level) -> Found | None:
        """Return the longest name of a level that begins at a place of the text and ends with a word."""
        key, best = "", None
        if begin is None:
            return None
        for at in range(begin, min(len(self.text), begin + LONGEST_NAME)):
            letter = self.text[at]
            if BREAK.match(letter):
                break
            if IGNORED.match(letter):
                continue
            key += letter.lower()
            if not self.is_inside_word(at + 1) and (those := called(key, level)) and self.ends_name(at + 1):
                best = Found(those, begin, at + 1)
        return best

    def name_to(self, end: int, level: Level, *, across: bool = True) -> Found | None:
        """Return the longest name of a level that begins with a word and ends at a place of the text.

        What may follow an address, and where ``across`` what separates its parts, may come between.
        """
        key, best = "", None
        end = self.trimmed(end) if across else len(self.text[:end].rstrip())
        for at in range(end - 1, max(-1, end - LONGEST_NAME), -1):
            letter = self.text[at]
            if BREAK.match(letter):
                break
            if IGNORED.match(letter):
                continue
            key = letter.lower() + key
            if not (at and self.follows_letter(at)) and (those := called(key, level)):
                best = Found(those, at, end)
        return best

    def follows_letter(self, at: int) -> bool:
        """Return whether there are letters on both sides of a place of the text."""
        return bool(LETTER.match(self.text[at - 1]) and LETTER.match(self.text, at))

    def is_inside_word(self, at: int) -> bool:
        """Return whether a place of the text is inside a word of Latin letters."""
        return self.follows_letter(at) and self.text[at].isascii()

    def ends_name(self, at: int) -> bool:
        """Return whether a name may end at a place of the text: no letter follows, or another place does."""
        if not self.follows_letter(at):
            return True
        return any(begin == at for _, begin, _ in self.words) or self.name_from(at, "province") is not None

    def trimmed(self, end: int) -> int:
        """Return where the text ends without what may follow an address."""
        while tail := TAIL.search(self.text, max(0, end - 40), end):
            end = tail.start()
        return end


def _places(found: Iterable[Found]) -> set[Place]:
    return {each for name in found for each in name.places}


def _within(places: Iterable[Place], within: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(each for each in places if any(each.code.startswith(whole.code) for whole in within))


def _only(those: Iterable[T]) -> T | None:
    """Return the one that there is; None for none or several."""
    one = {*those}
    return one.pop() if len(one) == 1 else None


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return found.start() if found else None
