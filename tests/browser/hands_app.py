"""A page to try the app's hands and parts on: a map of three provinces, a part that answers, a field, and a table."""

from base64 import b64encode
from types import SimpleNamespace

import pandas as pd
import streamlit as st

from ocod_dash.exhibits import Table
from ocod_dash.theme import Theme
from ocod_dash.ui import browser, fields, tables
from ocod_dash.ui.part import Picture, html, part

PROVINCES = {"50": "เชียงใหม่", "10": "กรุงเทพมหานคร", "90": "สงขลา"}

theme = Theme(st.query_params.get("lang", "th"), st.context.theme.type == "dark")
browser.hands(theme.language, "/")
st.write(f"asked: {st.query_params.get('province')}, drawn for {'dark' if theme.dark else 'light'}")


def picture() -> str:
    """Draw three provinces as three squares."""
    squares = "".join(
        f'<rect data-province="{code}" data-region="north" x="{100 * at}" width="100" height="100" '
        f'fill="{theme.palette.sequence[at]}"><title>{name}</title></rect>'
        for at, (code, name) in enumerate(PROVINCES.items())
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">{squares}</svg>'


part("map", html("title", text="แผนที่"), middle=Picture(picture(), "map", "สามจังหวัด", 100))

st.session_state["answered"] = st.session_state.get("answered", 0)


def file() -> dict[str, str]:
    """Answer with a file that says how often it was asked for."""
    st.session_state["answered"] += 1
    content = b64encode(f"{st.session_state['answered']}".encode()).decode()
    return {"name": "answer.txt", "type": "text/plain", "content": content}


buttons = html("row", buttons=[("file", "FILE", ""), ("table", "TABLE", "")], source=("<b>ที่มา</b>", "", ""))
table = html("table", title="ตาราง", heads=["<i>a</i>"], rows=[["1"]], figures=[True])
part(
    "answers",
    html("title", text="<img src=x onerror=alert(1)>"),
    buttons,
    answers={"file": file, "table": lambda: {"table": table}},
)
st.button("run")

context = SimpleNamespace(words=theme.words)
chosen = tuple(st.query_params.get("letters", "a").split(","))
fields.pills(
    context, "letters", "letters", "Letters", [(each, each.upper()) for each in "abcd"], chosen, nothing="none"
)
sorts = Table(
    pd.DataFrame({"name": ["ข2", "ก10", "ก9"], "figure": ["900", "−5", "1,200"], "day": ["1 Feb", "3 Jan", "2 Mar"]}),
    {"name": "name", "figure": "figure", "day": "day"},
)
days = {"day": ["2021-02-01", "2021-01-03", "2021-03-02"]}
part("sorts", tables.plain(context, sorts, order=days))
