"""The options of the commands that read a file, and what they mean."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

import typer

from ..clock import today
from ..config import settings
from ..dates import FIRST_DAY
from ..i18n import Words
from ..ingest import NO_MAPPING, Form, Mapping, Reading, Saved
from ..ingest.files import SEPARATORS
from ..query import Notice, read_day
from ..store import Store, saved_mapping, saved_mappings
from ..view import EARLIEST, LAST, View, tell
from .terminal import remark

DayOrders = Literal["day_first", "month_first"]
SIGNS = {name: sign for sign, name in SEPARATORS.items()} | {"\\t": "\t"}

MappingFile = Annotated[str | None, typer.Option("--mapping", metavar="TOML", help="cli.mapping.file.help")]
MappingName = Annotated[str | None, typer.Option("--mapping", metavar="NAME|TOML", help="cli.mapping.help")]
Save = Annotated[str | None, typer.Option("--save-mapping", metavar="NAME", help="cli.save.help")]
Sheet = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="cli.sheet.help")]
Header = Annotated[int | None, typer.Option("--header", metavar="ROW", min=0, help="cli.header.help")]
Encoding = Annotated[str | None, typer.Option("--encoding", metavar="NAME", help="cli.encoding.help")]
Separator = Annotated[str | None, typer.Option("--separator", metavar="SIGN", help="cli.separator.help")]
Dates = Annotated[DayOrders | None, typer.Option("--dates", help="cli.dates.help")]
Without = Annotated[str | None, typer.Option("--without", metavar="ROWS", help="cli.without.help")]
ReportFile = Annotated[Path | None, typer.Option("--report", metavar="FILE", help="cli.report.help")]
AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help="cli.as_of.help")]
AsOfOrToday = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="cli.as_of.today")]
Threshold = Annotated[str, typer.Option("--threshold", metavar="N|N%", help="cli.threshold.help")]
Scope = Annotated[str | None, typer.Option("--scope", metavar="all|50,51", help="cli.scope.help")]
Region = Annotated[str | None, typer.Option("--region", metavar="NAME,NAME", help="cli.export.region")]
Province = Annotated[str | None, typer.Option("--province", metavar="50,51", help="cli.export.province")]
District = Annotated[str | None, typer.Option("--district", metavar="5001", help="cli.export.district")]
Day = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="cli.export.as_of")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="cli.export.since")]
By = Annotated[str, typer.Option("--by", metavar="region|province|district", help="cli.export.by")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="cli.yes.help")]
Json = Annotated[bool, typer.Option("--json", help="cli.json.help")]


def store() -> Store:
    """Return the store that the setting names."""
    return Store(settings().store)


def sign_of(separator: str | None) -> str | None:
    """Return the sign that a separator's name means, or the sign itself."""
    return SIGNS.get(separator, separator) if separator else None


def mapping_of(name: str | None, reading: Reading, form: Form) -> Mapping:
    """Return the mapping of a TOML file or of a saved name, with how the command line has the file read.

    Raises
    ------
    Problem
        If there is neither a file nor a saved mapping of the name.
    """
    path = Path(name) if name and name != NO_MAPPING else None
    if path is None:
        mapping = Mapping(form)
    elif path.suffix == ".toml" or path.exists() or not form.named_mappings:
        mapping = Mapping.load(path, form)
    else:
        mapping = saved_mapping(store(), str(name), form)
    return replace(mapping, reading=Reading(**mapping.reading.given() | reading.given()))  # type: ignore[arg-type]


def saved_of(name: str | None, form: Form) -> tuple[Saved, ...]:
    """Return the saved mappings that may fit a file: none where a mapping is given."""
    return () if name or not form.named_mappings else tuple(saved_mappings(store(), form).values())


def day_of(words: Words, text: str | None) -> date:
    """Read an as-of date, today if none is given; one that is to come is a slip."""
    if text is None:
        return today()
    found = written_day(words, "as_of", text, FIRST_DAY)
    # East of Thailand it may be tomorrow already.
    if found > today() + timedelta(days=1):
        raise typer.BadParameter(words("cli.wrong.later", day=found), param_hint="--as-of")
    return found


def written_day(words: Words, name: str, text: str, first: date = EARLIEST, last: date = LAST) -> date:
    """Read the day of an option, and report how it was read where that is not plain."""
    day, notices = read_day(name, text.strip(), first, last)
    report(words, notices)
    return day or first


def report(words: Words, notices: Iterable[Notice]) -> None:
    """Report on the error stream how days were read, so that the output stays what a program reads.

    Raises
    ------
    BadParameter
        For a text that is no day, with the nearest one that is.
    """
    for notice in notices:
        if notice.read_as:
            remark(tell(notice, words))
        elif notice.limits:
            hint = words("notice.hint", nearest=notice.nearest) if notice.nearest else ""
            first, last = notice.limits
            text = words("cli.wrong.date", value=notice.value, first=first, last=last, hint=hint)
            raise typer.BadParameter(text, param_hint=option_of(notice))


def option_of(notice: Notice) -> str:
    """Return the option that a notice is about."""
    return "--" + notice.parameter.replace("_", "-")


def refuse(words: Words, notices: Iterable[Notice], option: str = "") -> None:
    """Refuse values that an address would leave out.

    Raises
    ------
    BadParameter
        For the first of them, with the nearest value that can be used.
    """
    for notice in (notice for notice in notices if not notice.read_as):
        hint = words("notice.hint", nearest=notice.nearest) if notice.nearest else ""
        text = words("cli.wrong.value", value=notice.value, hint=hint)
        raise typer.BadParameter(text, param_hint=option or option_of(notice))


def view_of(words: Words, query: dict[str, str | None], latest: date) -> View:
    """Read the view as an address would be read, but refuse what an address would leave out."""
    view, notices = View.from_query({name: [value] for name, value in query.items() if value}, latest)
    report(words, notices)
    for notice in (notice for notice in notices if not notice.read_as):
        if notice.key == "notice.outside":
            raise typer.BadParameter(words("cli.wrong.outside", value=notice.value), param_hint="--province")
        hint = words("notice.hint", nearest=notice.nearest) if notice.nearest else ""
        text = words("cli.wrong.value", value=notice.value, hint=hint)
        raise typer.BadParameter(text, param_hint=option_of(notice))
    return view


def one_of(words: Words, option: str, values: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    """Refuse a value of an option that is not allowed, with the nearest that is."""
    for value in values:
        if value not in allowed:
            near = next(iter(get_close_matches(value, allowed, n=1)), "")
            _wrong(words, option, value, near, ", ".join(allowed))


def _wrong(words: Words, option: str, value: str, near: str, known: str) -> None:
    hint = words("notice.hint", nearest=near) if near else ""
    raise typer.BadParameter(words("cli.wrong.choice", value=value, hint=hint, known=known), param_hint=option)


def not_the_file(words: Words, report: Path | None, file: Path) -> None:
    """Refuse a report that would be written over the file it is about."""
    if report and report.exists() and file.exists() and report.samefile(file):
        raise typer.BadParameter(words("cli.wrong.report", value=str(report)), param_hint="--report")


def scope_of(text: str | None) -> tuple[str, ...] | None:
    """Read a scope: None where none is given, empty for all."""
    if text is None:
        return None
    return () if text.strip().lower() == "all" else tuple(code.strip() for code in text.split(","))


def rows_of(words: Words, text: str | None) -> tuple[int, ...]:
    """Read row numbers, such as ``12,40``."""
    pieces = [piece.strip() for piece in (text or "").split(",") if piece.strip()]
    if not all(piece.isdecimal() and len(piece) < 10 for piece in pieces):
        raise typer.BadParameter(words("cli.wrong.rows", value=str(text)), param_hint="--without")
    return tuple(int(piece) for piece in pieces)


def threshold_of(words: Words, text: str, read: int) -> int:
    """Return how many rows with errors may be left out, of so many read: a number, or a percentage."""
    number = text.strip().removesuffix("%")
    try:
        most = float(number)
    except ValueError:
        most = -1
    if not 0 <= most <= (100 if text.strip().endswith("%") else read + 1e9) or most != most:
        raise typer.BadParameter(words("cli.wrong.threshold", value=text), param_hint="--threshold")
    return int(read * most / 100) if text.strip().endswith("%") else int(most)
