"""One form for Thai texts that look alike: marks doubled or misplaced, glyphs of old fonts, spaces that a PDF put in."""

import re
import unicodedata

# The glyphs for raised and lowered marks that fonts of before Unicode have at U+F700 to U+F71A, and what they mean.
OLD_GLYPHS = dict(zip(range(0xF700, 0xF71B), "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู", strict=True))

UPPER_AND_LOWER, TONES = "ัิ-ฺ็ํ", "่-์๎"
MARKS = re.compile(rf"[{UPPER_AND_LOWER}{TONES}]{{2,}}")
# A mark, or the vowel า or ำ, cannot begin a word, so a space before it is none. Where a PDF loses the ring of ำ, a space is
# what remains of it.
LOST_RING = re.compile(rf"(?<=[ก-ฮ])(?:\s{{1,3}}([{TONES}]?)\s{{0,3}}า|([{TONES}])\s{{1,3}}า)")
LOOSE = re.compile(rf"(?<=[ก-ฮ{UPPER_AND_LOWER}])\s{{1,3}}(?=[{UPPER_AND_LOWER}{TONES}ำ])")
RING = re.compile(rf"ํ([{TONES}]*)า|([{TONES}])ำ")


def fold(text: str) -> str:
    """Return a text in the one form of all that look like it; what is spelt right is unchanged.

    Parameters
    ----------
    text : str
        Any text, such as ``ขอนแก่่น``, ``กาฬสินธ์ุ``, ``เเพร่``, ``ลําปาง``, or ``ล าปาง`` as a PDF gives it.
    """
    text = unicodedata.normalize("NFC", text.translate(OLD_GLYPHS)).replace("เเ", "แ")
    text = re.sub(r"(?<![ฤฦ])ๅ", "า", text)
    text = LOST_RING.sub(lambda found: f"{found[1] or found[2] or ''}ำ", MARKS.sub(_in_order, text))
    text = MARKS.sub(_in_order, LOOSE.sub("", text))
    return RING.sub(lambda found: f"{found[1] or found[2] or ''}ำ", text)


def _in_order(marks: re.Match[str]) -> str:
    """Return marks on one letter each once, those of vowels before those of tones."""
    return "".join(sorted(dict.fromkeys(marks[0]), key=lambda mark: mark in "่้๊๋์๎"))
