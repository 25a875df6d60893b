"""Pages to try the browser's side on: a picture and a chart with links, fields, a part that answers, a table, a player."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from time import sleep

import streamlit as st
from markupsafe import Markup

from ocod_dash.charts.template import bold, escape, figure, label
from ocod_dash.i18n import Words
from ocod_dash.theme import Theme
from ocod_dash.web import fields, sheet, sortable_table
from ocod_dash.web.navigation import is_dark, navigation
from ocod_dash.web.page_renderer import html
from ocod_dash.web.parts import Chart, File, Fragment, Items, Part, Picture
from ocod_dash.web.url_state import base_path

AREAS = {"50": "เชียงใหม่", "10": "กรุงเทพมหานคร", "90": "สงขลา"}
DAYS = [date(2021, month, 28) for month in range(1, 7)]
COLOURS = {"done": "#3485DA", "begun": "#E06923", "<later>": "#8C8E93"}


@dataclass(frozen=True)
class Context:
    """The address's parameters and the theme."""

    theme: Theme
    query: tuple[tuple[str, str], ...]
    only: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        return self.theme.language, self.theme.dark, self.query

    def get(self, name: str, default: str = "") -> str:
        return dict(self.query).get(name, default)


@st.cache_resource
def presses() -> Iterator[int]:
    return count(1)


def picture(context: Context) -> Picture:
    """Draw three areas and one that leads nowhere as four squares."""
    squares = "".join(
        f'<rect data-area="{code}" x="{100 * at}" width="100" height="100" '
        f'fill="{context.theme.palette.sequence[at]}"><title>{name}</title></rect>'
        for at, (code, name) in enumerate([*AREAS.items(), ("0", "nowhere")])
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100">{squares}</svg>'
    return Picture(svg, "map", "สามพื้นที่", 100, {code: f"{base_path()}/?area={code}&lang=th" for code in AREAS})


def chart(context: Context) -> Chart:
    """Draw a stack of bars for each row: a row leads on, but for the first one from the bottom."""
    rows = int(context.get("rows", "4"))
    names = [escape(f"Row <{at}> & ก") for at in range(rows)]
    traces = [
        {
            "type": "bar", "orientation": "h", "y": list(range(rows)), "x": [(at + by) % 4 * 500 for at in range(rows)],
            "customdata": [(name, f"r{at}") for at, name in enumerate(names)], "name": "", "marker": {"color": colour},
            "hovertemplate": "%{customdata[0]}: <b>%{x:,}</b> " + escape(meaning),
        }
        for by, (meaning, colour) in enumerate(COLOURS.items(), start=1)
    ]  # fmt: skip
    end = {"x": 1, "xref": "paper", "xanchor": "right"}
    written = [label(bold(f"{name} ศูนย์ที่ยังไม่เปิดให้บริการ"), y=at, **end) for at, name in enumerate(names)]
    axis = {"showticklabels": False}
    shown = figure(context.theme, traces, 28 * rows + 20, annotations=written, barmode="stack", yaxis=axis)
    links = {f"r{at}": f"{base_path()}/?rows={max(rows - 1, 1)}&row=r{at}" for at in range(1, rows)}
    return Chart(str(shown.to_json()), "Rows", links)


def parts(context: Context) -> Items:
    words = context.theme.words
    yield Part("links", html("title", text="<img src=x onerror=alert(1)>"), middle=picture(context))
    yield Part("chart", html("title", text="Chart"), middle=chart(context))
    number = presses()

    def slow() -> File:
        sleep(1)
        return File("slow.txt", "text/plain", b"slow")

    buttons = [(name, name.upper(), name.upper(), "") for name in ("file", "slow", "table", "missing")]
    table = html("table", title="ตาราง", heads=["<i>a</i>"], rows=[["1"]], figures=[True])
    answers = {
        "file": lambda: File("คำตอบ 1.txt", "text/plain", str(next(number)).encode()),
        "slow": slow,
        "table": lambda: Fragment(table),
    }
    row = html("row", buttons=buttons, failed="It failed", source=("<b>ที่มา</b>", "", ""))
    yield Part("answers", Markup('<button type="button" data-action="greet">Greet</button>'), row, answers=answers)
    letters = [(each, each.upper()) for each in "abcd"]
    chosen = tuple(context.get("letters", "a").split(","))
    yield fields.pills(words, "letters", "letters", "Letters", letters, chosen, nothing="none")
    yield fields.tabs(words, "tabs", "view", "Views", [("", "First"), ("second", "Second")], context.get("view"))
    yield fields.player(words, "player", "day", DAYS, day(context))
    rows = [("ข2", "900", "1 Feb"), ("ก10", "−5", "3 Jan"), ("ก9", "1,200", "2 Mar")]
    order = {"day": ["2021-02-01", "2021-01-03", "2021-03-02"]}
    headings = {name: name for name in ("name", "figure", "day")}
    yield Part("sorts", sortable_table.sortable(headings, rows, [False, True, False], "Rows", order=order))
    yield Part("other", Markup('<a href="{0}/other" data-go>Other</a>').format(base_path()))


def day(context: Context) -> date:
    given = context.get("day")
    return date.fromisoformat(given) if given else DAYS[-1]


def first() -> None:
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1
    if "slow" in st.query_params and len(st.query_params) > 1:
        sleep(float(st.query_params["slow"]))
    query = tuple(st.query_params.to_dict().items())
    context = Context(Theme(st.query_params.get("lang", "th"), is_dark()), query)
    navigation(context.theme.words)
    sheet.show("parts", parts, context, {"greet": lambda _: st.write("Hello")})
    st.write(f"drawn for {'dark' if context.theme.dark else 'light'}, run {st.session_state['runs']}.")
    st.write(f"area: {context.get('area')}, row: {context.get('row')}, day: {day(context)}.")
    st.button("run")


def other() -> None:
    navigation(Words("th"))
    st.write("another page")


st.navigation([st.Page(first, default=True), st.Page(other)], position="hidden").run()
