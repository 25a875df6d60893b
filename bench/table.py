"""What was measured, as rows: for the terminal, for a file, for docs/performance.md."""

import json
import math
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

PAGES = "overview / regions / map"
BEGIN, END = "<!-- figures: python -m bench --write writes these lines -->", "<!-- end of figures -->"


@dataclass(frozen=True)
class Row:
    """One line: what was measured, one value or one for each name in ``of``, in a unit, and what is wanted.

    ``least`` says that a value should be at least what is wanted, and not at most.
    """

    what: str
    values: tuple[float, ...]
    unit: str = ""
    of: str = ""
    wanted: tuple[float, ...] = ()
    least: bool = False

    @property
    def name(self) -> str:
        """What was measured, with the names of the values."""
        return f"{self.what}: {self.of}" if self.of else self.what

    @property
    def met(self) -> bool | None:
        """Whether every value is as wanted; None where nothing is."""
        if not self.wanted:
            return None
        pairs = zip(self.values, self.wanted, strict=True)
        return all(value >= want if self.least else value <= want for value, want in pairs)

    @property
    def measured(self) -> str:
        """The values, with their unit."""
        return f"{' / '.join(map(written, self.values))} {self.unit}".strip()

    @property
    def goal(self) -> str:
        """What is wanted, and whether it is met."""
        return f"{' / '.join(map(written, self.wanted))}{'' if self.met else ', not met'}" if self.wanted else ""


def written(value: float) -> str:
    """Write a figure with as many digits as it is worth."""
    if math.isnan(value):
        return "-"
    return f"{value:,.0f}" if abs(value) >= 20 or value == int(value) else f"{value:.3g}"


def rows_of(found: dict[str, Any]) -> list[tuple[str, Row]]:
    """Return the rows of all parts in a file's content, each with its part."""
    rows = [(part, row | {name: tuple(row[name]) for name in ("values", "wanted")}) for part, row in _each(found)]
    return [(part, Row(**row)) for part, row in rows]


def _each(found: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    return ((part, row) for part, one in found["parts"].items() for row in one["rows"])


def in_text(rows: list[tuple[str, Row]]) -> str:
    """Write rows as one table for a terminal."""
    lines = [("", "", "measured", "wanted"), *((part, row.name, row.measured, row.goal) for part, row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(3)]
    return "\n".join(
        "  ".join(f"{cell:{width}}" for cell, width in zip(line, (*widths, 0), strict=True)) for line in lines
    )


def in_markdown(found: dict[str, Any]) -> str:
    """Write a file's content as one table, with the days and machine that it comes from and what did not work."""
    days = sorted({one["day"] for one in found["parts"].values()})
    lines = [
        f"Measured on {' and '.join(days)}: {found['machine']}.",
        "",
        "| | | measured | wanted |",
        "| --- | --- | ---: | ---: |",
    ]
    last = ""
    for part, row in rows_of(found):
        goal = f"**{row.goal}**" if row.met is False else row.goal
        lines.append(f"| {part if part != last else ''} | {row.name} | {row.measured} | {goal} |")
        last = part
    failed = [f"- {part}: {reason}" for part, one in found["parts"].items() for reason in one["failed"]]
    return "\n".join([*lines, *(["", "Not measured:", "", *failed] if failed else [])])


def write(found: dict[str, Any], document: Path) -> None:
    """Put the table into a document, between its two marks."""
    text = document.read_text("utf-8")
    if BEGIN not in text or END not in text:
        raise SystemExit(f"{document} has no lines {BEGIN!r} and {END!r} to write between")
    inside = f"{BEGIN}\n{in_markdown(found)}\n{END}"
    document.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: inside, text, flags=re.DOTALL), "utf-8")


def read(path: Path) -> dict[str, Any]:
    """Return what a file holds of earlier parts; nothing where there is no file."""
    return json.loads(path.read_text("utf-8")) if path.exists() else {"parts": {}}


def save(found: dict[str, Any], path: Path) -> None:
    """Write all figures to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, indent=1, default=_plain, ensure_ascii=False), "utf-8")


def _plain(thing: Any) -> Any:
    return sorted(thing) if isinstance(thing, set) else asdict(thing)
