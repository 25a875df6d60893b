"""A page for a USB stick: one HTML file in every language, with charts that hover, without any request to a server."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from ..assets import ASSETS, PLOTLY
from ..exhibits import Exhibit, Table
from ..exhibits.figure_tables import at_right, written
from ..i18n import LANGUAGES, Words
from ..templates import renderer
from . import contents
from .contents import ExportRequest

FOLDER = Path(__file__).parent
WEIGHTS = (400, 600)
MOST_ROWS = 500
_render = renderer(FOLDER / "templates")


def write(request: ExportRequest, path: Path, on_progress: Callable[[float], None]) -> None:
    """Write the page: each language's own part, and what draws it."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        scripts = [_script(ASSETS / PLOTLY), _script(FOLDER / "snapshot.js")]
        file.write(f"{_head(request, scripts)}\n")
        for at, language in enumerate(LANGUAGES, start=1):
            for part in _part(request.speaking(language)):
                file.write(f"{part}\n")
            on_progress(at / (len(LANGUAGES) + 1))
        for script in scripts:
            file.write(f"<script>{script}</script>\n")
        file.write("</body>\n</html>\n")


def _script(path: Path) -> str:
    script = path.read_text("utf-8")
    assert "</script" not in script.lower(), path
    return script


def _head(request: ExportRequest, scripts: list[str]) -> Markup:
    """Write what allows nothing but our own scripts, by their digests, then type and style."""
    allowed = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    policy = f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; font-src data:; img-src data:"
    return _render(
        "head",
        language=request.context.words.language,
        languages=list(LANGUAGES.values()),
        policy=Markup(policy),
        style=Markup("".join(_faces()) + (FOLDER / "snapshot.css").read_text("utf-8").rstrip()),
        title=contents.title(request),
    )


def _faces() -> Iterator[str]:
    for weight in WEIGHTS:
        for script, span in (
            ("thai", "U+0E00-0E7F,U+200B-200D,U+25CC"),
            ("latin", "U+0000-02FF,U+2000-20CF,U+2200-22FF"),
        ):
            data = b64encode((ASSETS / f"sarabun-{script}-{weight}.woff2").read_bytes()).decode()
            yield (
                f"@font-face{{font-family:Sarabun;font-weight:{weight};unicode-range:{span};"
                f"src:url(data:font/woff2;base64,{data}) format('woff2')}}\n"
            )


def _part(request: ExportRequest) -> Iterator[Markup]:
    words, chapters = request.context.words, contents.chapters(request)
    about = {"title": contents.title(request), "sample": request.of_sample, "facts": contents.facts(request)}
    yield _render("opening", words=words, **about)
    for chapter in chapters:
        title = words(f"page.{chapter.page}")
        yield _render("chapter", title=title, numbers=chapter.numbers, highlights=chapter.highlights)
        yield from map(_exhibit, chapter.exhibits)
    definitions = _table(contents.definitions(request.context), words)
    yield _render("closing", words=words, sources=contents.sources(request, chapters), definitions=definitions)


def _exhibit(exhibit: Exhibit) -> Markup:
    chart = Markup(exhibit.spec.replace("<", "\\u003c")) if exhibit.draw_chart else ""  # nothing in it ends the script
    return _render(
        "exhibit",
        exhibit=exhibit,
        words=exhibit.context.words,
        chart=chart,
        height=int(exhibit.chart.layout.height) if exhibit.draw_chart else 0,
        map=Markup(exhibit.map) if exhibit.draw_map else "",
        table=_table(exhibit.table().read, exhibit.context.words),
    )


def _table(table: Table, words: Words) -> Markup:
    rows = written(table.frame.head(MOST_ROWS), words)
    more = words("export.more_rows", shown=MOST_ROWS, n=len(table)) if len(table) > MOST_ROWS else ""
    return _render("table", heads=table.heads, rows=rows, right=at_right(rows, len(table.heads)), more=more)
