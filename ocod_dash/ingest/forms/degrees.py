"""Reading coordinates as people write them: decimals, degrees with minutes and seconds, two in one cell."""

import re
from functools import lru_cache

from ...dates import THAI_DIGITS
from ...schema.tables import LATITUDES, LONGITUDES

SIXTIETHS = re.compile(r"^(\d{1,3})[°º˚\s:]+(\d{1,2}(?:\.\d+)?)(?:['’′`\s:]+(\d{1,2}(?:\.\d+)?))?['’′`\"”″\s]*$")
FOUR_PARTS = re.compile(r"^([0-9]{1,3})-([0-9]+)-([0-9]{1,3})-([0-9]+)$")
# Two plain numbers, as most cells have them; what else there may be is read piece by piece.
PAIR = r"^([0-9]{1,3}\.[0-9]+)(?:\s*[,;/|]\s*|\s+)([0-9]{1,3}\.[0-9]+)$"
BETWEEN = re.compile(r"\s*[,;/|]\s*|\s+")


@lru_cache(maxsize=100_000)
def degrees(text: str | None) -> float | None:
    """Return the degrees that a text means, or None.

    Parameters
    ----------
    text : str or None
        Such as ``13.75``, ``13,75``, ``๑๓.๗๕``, ``13.75°N`` or ``13°45'30.5"``.
    """
    if not text:
        return None
    plain = text.translate(THAI_DIGITS).strip()
    bare = re.sub(r"^[NEne]\s*|\s*(?:[NEne]|เหนือ|ตะวันออก)$", "", plain).strip()
    match = SIXTIETHS.match(bare.replace("องศา", "°").replace("พิลิปดา", '"').replace("ลิปดา", "'"))
    if match:
        degree, minutes, seconds = match[1], float(match[2]), float(match[3] or 0)
        return round(int(degree) + minutes / 60 + seconds / 3600, 7) if minutes < 60 and seconds < 60 else None
    number = re.sub(r"[°º˚]$", "", bare)
    number = number.replace(",", ".") if number.count(",") == 1 and "." not in number else number
    return float(number) if re.fullmatch(r"[+-]?\d+(\.\d*)?", number) else None


@lru_cache(maxsize=100_000)
def point(text: str | None) -> tuple[float, float] | None:
    """Return latitude and longitude, in the order of the text, of a cell that holds both; None where it does not.

    Parameters
    ----------
    text : str or None
        Such as ``13.7501, 100.4913``, ``13°45'0"N 100°29'29"E``, or in four parts ``13-7501-100-4913``.
    """
    if not text:
        return None
    plain = text.translate(THAI_DIGITS).strip().strip("()[]").strip()
    parts = FOUR_PARTS.match(plain)
    if parts:
        return float(f"{parts[1]}.{parts[2]}"), float(f"{parts[3]}.{parts[4]}")
    for pieces in _halves(plain):
        first, second = degrees(pieces[0]), degrees(pieces[1])
        if first is not None and second is not None and _plausible(first, second):
            return first, second
    return None


def _halves(text: str) -> list[tuple[str, str]]:
    """Return every way to split a text in two, at a comma first."""
    cuts = sorted(BETWEEN.finditer(text), key=lambda cut: "," not in cut.group())
    return [(text[: cut.start()], text[cut.end() :]) for cut in cuts]


def _plausible(first: float, second: float) -> bool:
    """Return whether two numbers could be a point of Thailand, in either order."""

    def within(latitude: float, longitude: float) -> bool:
        return LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]

    return within(first, second) or within(second, first)
