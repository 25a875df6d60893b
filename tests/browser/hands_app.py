"""A page of two frames, to try the app's hands on: one chart, one map, each with title, subtitle and source."""

import plotly.graph_objects as go
import streamlit as st

from ocod_dash.look import Look
from ocod_dash.ui import browser

PROVINCES = {"50": "เชียงใหม่", "10": "กรุงเทพมหานคร", "90": "สงขลา"}

look = Look(st.query_params.get("lang", "th"), st.context.theme.type == "dark")
browser.style()
clicked = browser.hands(look.language, failed="could not be saved")
st.write(f"clicked: {clicked}, drawn for {'dark' if look.dark else 'light'}")


def picture() -> str:
    """Draw three provinces as three squares."""
    squares = "".join(
        f'<rect data-province="{code}" x="{100 * at}" width="100" height="100" fill="{look.ink.sequence[at]}">'
        f"<title>{name}</title></rect>"
        for at, (code, name) in enumerate(PROVINCES.items())
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">{squares}</svg>'


def chart() -> None:
    """Draw a bar of the colour of open centres."""
    figure = go.Figure(go.Bar(x=["ศูนย์"], y=[1], marker_color="#3485DA"))
    figure.update_layout(height=200, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)")
    st.plotly_chart(figure, theme=None, config={"displayModeBar": False})


def empty() -> None:
    """Draw nothing."""


for key, draw in {
    "chart": chart,
    "map": lambda: browser.svg(picture(), "map", "สามจังหวัด", height=100),
    "kept": lambda: browser.svg(picture(), "kept", "สามจังหวัด", hidden=True),
    "empty": empty,
}.items():
    with st.container(key=f"frame_{key}"):
        title = "#### " + "เปิดแล้ว 2,144 ศูนย์ จากแผน 2,394 ศูนย์ " * 4
        st.markdown(f"{title}\n\n:gray[จำนวนศูนย์ที่] :blue[**เปิดแล้ว**]\n\nกดเพื่อดูต่อ")
        draw()
        with st.container(key=f"row_{key}"):
            st.button("PNG", key=f"png_{key}")
            st.markdown(":yellow[**ข้อมูลตัวอย่าง**]")
