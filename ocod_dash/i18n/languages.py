"""The languages of the product, a row each; a language is its row and its catalogue."""

import re
from dataclasses import dataclass
from pathlib import Path

CATALOGUES = Path(__file__).parent


@dataclass(frozen=True)
class Language:
    """One language.

    Parameters
    ----------
    code : str
        As in an address, as the name of its catalogue, and as the Unicode locale that its numbers and months are of.
    name, label : str
        Its name in itself, and a shorter one for the switch between languages.
    tag : str
        Its BCP 47 tag in office documents, with a country.
    fallbacks : tuple of str
        Codes of the languages whose texts are used where a row of data has none in this one, the nearest first.
    columns : tuple of str
        Endings of the data columns that hold texts in this language; without any it is ``_<code>``.
    era : int
        How many years its calendar is ahead of the Common Era.
    numeric_dates : bool
        Whether a date that is typed is of numbers, such as ``19/05/2564``; else the month is a word.
    office_dates : str
        What precedes a format of dates in office documents, for the names of its months and its calendar.
    comma, last_comma : str
        The separator of the items of a list in a sentence, and the one before the last.
    type_size : int
        Type size of charts, in pixels.
    stacked_marks : bool
        Whether marks stand above and below letters, so that lines of a document need more space between them.
    catalogues : pathlib.Path
        The folder that its catalogue is in.
    """

    code: str
    name: str
    label: str
    tag: str
    fallbacks: tuple[str, ...] = ("en", "th")
    columns: tuple[str, ...] = ()
    era: int = 0
    numeric_dates: bool = False
    office_dates: str = ""
    comma: str = ", "
    last_comma: str = ", "
    type_size: int = 13
    stacked_marks: bool = False
    catalogues: Path = CATALOGUES

    @property
    def catalogue(self) -> Path:
        """The file of its texts; the plural rule is in its header."""
        return self.catalogues / f"{self.code}.po"

    @property
    def endings(self) -> tuple[str, ...]:
        """Endings of the data columns that hold its texts."""
        return self.columns or (f"_{self.code}",)


# Thai needs a pixel more than Latin to read as large. A data column without an ending holds the English text.
LANGUAGES = {
    language.code: language
    for language in (
        Language(
            "th",
            "ไทย",
            "ไทย",
            "th-TH",
            ("en",),
            era=543,
            numeric_dates=True,
            office_dates="[$-107041E]",
            comma=" ",
            last_comma=" และ ",
            type_size=14,
            stacked_marks=True,
        ),
        Language(
            "en", "English", "EN", "en-GB", ("th",), columns=("_en", ""), office_dates="[$-809]", last_comma=" and "
        ),
    )
}
DEFAULT = "en"
# The languages that the columns of the data, and of the files that bring them, are in.
DATA_LANGUAGES = ("th", "en")


def language_of(locale: str | None) -> str:
    """Return the language for a browser's or system's locale, such as ``th-TH`` or ``en_GB.UTF-8``; English if there is none."""
    code = re.split(r"[-_.,;]", (locale or "").strip().lower())[0]
    return code if code in LANGUAGES else DEFAULT
