"""A page for a USB stick: one HTML file in both languages, with charts that hover, that asks nobody for anything."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from html import escape
from pathlib import Path

from ..config import ROOT
from ..exhibits import Exhibit, Table
from ..exhibits.figure_tables import at_right, written
from ..i18n import LANGUAGES, Words
from . import contents
from .contents import Chapter, Order

STATIC = ROOT / "ocod_dash" / "assets"
HERE = Path(__file__).parent
WEIGHTS = (400, 600)
MOST_ROWS = 500


def write(order: Order, path: Path, on_progress: Callable[[float], None]) -> None:
    """Write the page: each language's own part, and what draws it."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        scripts = [_script(next(STATIC.glob("plotly-basic-*.min.js"))), _script(HERE / "snapshot.js")]
        file.write(_head(order, scripts))
        for at, language in enumerate(LANGUAGES, start=1):
            for part in _part(order.speaking(language), language):
                file.write(part)
            on_progress(at / (len(LANGUAGES) + 1))
        for script in scripts:
            file.write(f"<script>{script}</script>\n")
        file.write("</body>\n</html>\n")


def _script(path: Path) -> str:
    script = path.read_text("utf-8")
    assert "</script" not in script.lower(), path
    return script


def _head(order: Order, scripts: list[str]) -> str:
    """Write what allows nothing but our own scripts, by their digests, then type and style."""
    allowed = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    policy = f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; font-src data:; img-src data:"
    code = order.context.words.language
    buttons = "".join(
        f'<button type="button" data-speak="{each}" lang="{each}">{escape(language.label)}</button>'
        for each, language in LANGUAGES.items()
    )
    style = "".join(_faces()) + (HERE / "snapshot.css").read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(contents.title(order))}</title>\n<style>{style}</style>\n</head>\n<body>\n<nav>{buttons}</nav>\n"
    )


def _faces() -> Iterator[str]:
    for weight in WEIGHTS:
        for script, span in (
            ("thai", "U+0E00-0E7F,U+200B-200D,U+25CC"),
            ("latin", "U+0000-02FF,U+2000-20CF,U+2200-22FF"),
        ):
            data = b64encode((STATIC / f"sarabun-{script}-{weight}.woff2").read_bytes()).decode()
            yield (
                f"@font-face{{font-family:Sarabun;font-weight:{weight};unicode-range:{span};"
                f"src:url(data:font/woff2;base64,{data}) format('woff2')}}\n"
            )


def _part(order: Order, language: str) -> Iterator[str]:
    words = order.context.words
    yield f'<main class="{language}" lang="{language}">\n<h1>{escape(contents.title(order))}</h1>\n'
    if order.of_sample:
        yield f'<p><span class="mark">{escape(words("badge.sample"))}</span> {escape(words("badge.sample.help"))}</p>\n'
    facts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in contents.facts(order))
    yield f"<dl>{facts}</dl>\n"
    chapters = contents.chapters(order)
    for chapter in chapters:
        yield from _chapter(order, chapter)
    yield f"<h2>{escape(words('export.sources'))}</h2>\n"
    yield "".join(f"<p>{escape(source)}</p>\n" for source in contents.sources(order, chapters))
    yield _table(contents.definitions(order.context), order.context.words) + "</main>\n"


def _chapter(order: Order, chapter: Chapter) -> Iterator[str]:
    words = order.context.words
    yield f"<h2>{escape(words(f'page.{chapter.page}'))}</h2>\n"
    if chapter.numbers:
        cards = "".join(
            f'<div title="{escape(n.definition)}">{escape(n.name)}<b>{escape(n.written)}</b>'
            f'<span class="quiet">{escape(n.remark)}</span></div>'
            for n in chapter.numbers
        )
        yield f'<div class="numbers">{cards}</div>\n'
    yield "".join(f"<p>{escape(line)}</p>\n" for line in chapter.said)
    for exhibit in chapter.exhibits:
        yield from _exhibit(exhibit)


def _exhibit(exhibit: Exhibit) -> Iterator[str]:
    words = exhibit.context.words
    yield f'<article>\n<h3>{escape(exhibit.title)}</h3>\n<p class="quiet">{escape(exhibit.subtitle)}</p>\n'
    label = f'role="group" aria-label="{escape(exhibit.alternative)}"'
    table = _table(exhibit.table(), words, words("export.more_rows", shown=MOST_ROWS, n=len(exhibit.table())))
    if exhibit.draw_chart:
        height = int(exhibit.chart.layout.height)
        data = exhibit.spec.replace("<", "\\u003c")  # nothing in it can end the script
        yield (
            f'<div class="card"><div class="chart" {label} style="height:{height}px"></div>'
            f'<script type="application/json">{data}</script></div>\n'
        )
    elif exhibit.draw_map:
        yield f'<div class="card" {label}>{exhibit.map}</div>\n'
    if exhibit.draw_chart or exhibit.draw_map:
        yield f"<details><summary>{escape(words('frame.table'))}</summary>{table}</details>\n"
    else:
        yield table
    mark = f'<span class="mark">{escape(words("badge.sample"))}</span> ' if exhibit.of_sample else ""
    yield f'<p class="quiet">{mark}{escape(exhibit.source)}</p>\n</article>\n'


def _table(table: Table, words: Words, more: str = "") -> str:
    texts, heads_of = written(table.frame.head(MOST_ROWS), words), table.heads
    right = at_right(texts, len(heads_of))
    heads = "".join(_cell("th", head, figure) for head, figure in zip(heads_of, right, strict=True))
    rows = "".join(f"<tr>{''.join(map(partial(_cell, 'td'), row, right))}</tr>\n" for row in texts)
    rest = f'<p class="quiet">{escape(more)}</p>' if len(table) > MOST_ROWS else ""
    return f'<div class="scroll"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{rest}\n'


def _cell(tag: str, text: str, figure: bool) -> str:
    return f'<{tag} class="figure">{escape(text)}</{tag}>' if figure else f"<{tag}>{escape(text)}</{tag}>"
