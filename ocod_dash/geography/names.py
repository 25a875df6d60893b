"""Finding a place by what people write: Thai or English, with or without จ. อ. ต., in any of the usual spellings."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from .gazetteer import Level, Place, by_code, place, region_of
from .romanisation import sound
from .spelling import fold

MOST_DIGITS = 10  # of a code, with zeros before it
MOST_SUGGESTIONS = 3
# Below this similarity, of 100, a suggestion would puzzle more than help.
LEAST_SIMILAR = 60

# What people write around a name to say its level. A short Thai form needs its dot or a space: อ alone begins อ่างทอง.
AROUND: dict[Level, re.Pattern[str]] = {
    "region": re.compile(r"^ภาค|\s+region$", re.I),
    "province": re.compile(r"^จังหวัด|^จ[.\s]|^(?:changwat|province of)\s+|\s+(?:changwat|province)$", re.I),
    "district": re.compile(
        r"^(?:กิ่ง\s*)?อำเภอ|^เขต|^อ[.\s]|^(?:king\s+)?(?:amphoe|amphur|ampur|amphor)\s+|^khet\s+|\s+(?:amphoe|khet|district)$",
        re.I,
    ),
    "subdistrict": re.compile(
        r"^ตำบล|^แขวง|^ต[.\s]|^(?:tambon|tumbon|khwaeng|kwaeng)\s+|\s+(?:tambon|khwaeng|sub[-\s]?district)$", re.I
    ),
}

# Other names and spellings that mean one place only; spaces, hyphens and capitals do not matter.
ALSO: dict[str, tuple[str, ...]] = {
    "north": ("Northern",),
    "northeast": ("อีสาน", "North-east", "Northeastern", "North-eastern", "Isan", "Isaan"),
    "west": ("Western",),
    "central": ("Centre", "Center"),
    "east": ("Eastern",),
    "south": ("Southern", "ปักษ์ใต้"),
    "10": ("กทม", "กรุงเทพ", "Krung Thep", "Krung Thep Maha Nakhon", "Bangkok Metropolis", "BKK"),
    "11": ("Samut Prakarn",),
    "14": ("อยุธยา", "Ayutthaya", "Ayudhya", "Ayuthaya", "Phra Nakhon Sri Ayutthaya"),
    "22": ("Chantaburi", "จันท์"),
    "24": ("แปดริ้ว",),
    "25": ("Prachin",),
    "27": ("Sa Kaew",),
    "30": ("โคราช", "Korat", "Khorat", "Nakorn Ratchasima", "Nakhon Rachasima"),
    "33": ("Sri Sa Ket", "Srisaket", "Si Saket"),
    "34": ("อุบล", "Ubon"),
    "37": ("Amnart Charoen",),
    "38": ("Bung Kan", "Beung Kan"),
    "39": ("Nong Bua Lampu",),
    "41": ("อุดร", "Udon", "Udorn Thani"),
    "44": ("Mahasarakam",),
    "48": ("Nakorn Phanom",),
    "60": ("Nakorn Sawan",),
    "62": ("Kampaeng Phet", "Kamphaengpetch"),
    "65": ("Pitsanulok",),
    "66": ("Pichit",),
    "67": ("Petchabun", "Petchaboon", "Phetchaboon"),
    "71": ("กาญจน์",),
    "72": ("สุพรรณ", "Suphan", "Supanburi"),
    "73": ("Nakorn Pathom",),
    "74": ("Samut Sakorn",),
    "75": ("Samut Songkram",),
    "76": ("Petchaburi", "Phetburi"),
    "77": ("ประจวบ", "Prachuap"),
    "80": ("นครศรี", "Nakhon Sri Thammarat", "Nakorn Si Thammarat", "Nakorn Sri Thammarat"),
    "82": ("Pang Nga",),
    "84": ("สุราษฎร์", "Surat"),
    "90": ("Songkla",),
    "93": ("Pattalung", "Phattalung"),
}

IGNORED = re.compile(r"[\s.,'’‘`\-–ฯ()\u200b-\u200d\ufeff]")
BRACKETS = re.compile(r"^(.+?)\s*\((.+)\)$")
# "Muang" and "Mueang" are both common for เมือง, the capital district.
MUEANG = re.compile(r"^(?:muang|meuang|mueng)")


@dataclass(frozen=True)
class Match:
    """What a text was found to mean.

    Parameters
    ----------
    place : Place or None
        The place, when the text is the name or code of one place only.
    exact : bool
        Whether the text is a name or code of a place. Exact without a place means of several: ``suggestions`` has all.
    suggestions : tuple of Place
        Without a place: those it could mean. For a misspelt name up to three, the most similar first.
    """

    place: Place | None
    exact: bool
    suggestions: tuple[Place, ...] = ()


@lru_cache(maxsize=50_000)
def find(text: str, level: Level, within: str | None = None) -> Match:
    """Find the place that a text names; a misspelt name gets suggestions and is never silently taken.

    Parameters
    ----------
    text : str
        A name in Thai or English, with or without the word for its level (จ. จังหวัด อ. อำเภอ เขต ต. ตำบล แขวง,
        Changwat, Amphoe, Province, ...), cut short with ฯ, or a code.
    level : {"region", "province", "district", "subdistrict"}
        The kind of place to find.
    within : str, optional
        Code of a place that it must be in, at any level above.

    Raises
    ------
    UnknownPlace
        If ``within`` is no place's code.
    """
    within = place(within).code if within else None
    text = _tidy(text)
    everywhere = _named(text, level)
    found = [each for each in everywhere if _is_in(each, within)]
    if len(found) == 1:
        return Match(found[0], exact=True)
    if found:
        return Match(None, exact=True, suggestions=tuple(found))
    likely = dict.fromkeys([*everywhere, *_similar(text, level, within)])
    return Match(None, exact=False, suggestions=tuple(likely)[:MOST_SUGGESTIONS])


def _named(text: str, level: Level) -> list[Place]:
    """Return the places of a level whose name or code the text is, by code."""
    known = by_code().get(str(int(text)) if text.isdecimal() and len(text) <= MOST_DIGITS else text.lower())
    if known and known.level == level:
        return [known]
    key = _key(text, level)
    if key not in _names(level) and key and text.endswith("ฯ"):
        begun = {each for name, each in _keys(level) if name.startswith(key)}
        return sorted(begun, key=lambda each: each.code)
    return list(called(key, level))


def called(key: str, level: Level) -> tuple[Place, ...]:
    """Return the places of a level with a name, written without spaces and signs; else those that sound like it in Latin."""
    named = _names(level).get(MUEANG.sub("mueang", key), ())
    return named or (_sounds(level).get(sound(key), ()) if key.isascii() else ())


def _similar(text: str, level: Level, within: str | None) -> list[Place]:
    """Return places of a level with names like the text, the most similar first."""
    keys = _keys(level, within)
    names = [name for name, _ in keys]
    near = process.extract(
        _key(text, level), names, scorer=ratio, score_cutoff=LEAST_SIMILAR, limit=4 * MOST_SUGGESTIONS
    )
    return [keys[i][1] for _, _, i in near]


def _is_in(each: Place, within: str | None) -> bool:
    if within is None:
        return True
    if within.isdecimal():
        return each.code.startswith(within) and each.code != within
    return each.level != "region" and region_of(each.code[:2]) == within


def _key(text: str, level: Level) -> str:
    """Put a name in the one form in which names are compared, without the words that say its level."""
    return _bare(AROUND[level].sub("", _tidy(text)))


def _bare(text: str) -> str:
    return MUEANG.sub("mueang", IGNORED.sub("", _tidy(text)).casefold())


def _tidy(text: str) -> str:
    """Write letters that look the same in one way: full-width ones, and Thai as :func:`fold` does."""
    return fold(unicodedata.normalize("NFKC", text)).strip()


@lru_cache(maxsize=2_000)
def _keys(level: Level, within: str | None = None) -> tuple[tuple[str, Place], ...]:
    """Return each name of each place of a level, in the form of :func:`_key`."""
    return tuple(
        (name, each)
        for each in by_code().values()
        if each.level == level and _is_in(each, within)
        for spelling in dict.fromkeys(_spellings(each))
        for name in {_key(spelling, level), _bare(spelling)}
    )


@cache
def _names(level: Level) -> dict[str, tuple[Place, ...]]:
    """Return the places of a level by each of their names, in the form of :func:`_key`."""
    return _grouped(_keys(level))


@cache
def _sounds(level: Level) -> dict[str, tuple[Place, ...]]:
    """Return the places of a level by how their names in Latin letters sound."""
    return _grouped((sound(name), each) for name, each in _keys(level) if name.isascii())


def _grouped(named: Iterable[tuple[str, Place]]) -> dict[str, tuple[Place, ...]]:
    groups: defaultdict[str, set[Place]] = defaultdict(set)
    for name, each in named:
        groups[name].add(each)
    return {name: tuple(sorted(those, key=lambda each: each.code)) for name, those in groups.items()}


def _spellings(each: Place) -> Iterable[str]:
    yield from (each.name_th, each.name_en, *ALSO.get(each.code, ()))
    if both := BRACKETS.match(each.name_th):
        yield from both.groups()
    if each.level == "district" and each.name_th == "เมือง" + place(each.code[:2]).name_th:
        yield from ("เมือง", "Mueang")
