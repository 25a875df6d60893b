"""A chart or map saved in the browser as SVG and PNG, tried on a static page without the app, and opened on its own."""

import json
import re
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from ocod_dash.config import ROOT

UI = ROOT / "ocod_dash" / "ui"
SPACE = "{http://www.w3.org/2000/svg}"
TITLE = "ในข้อมูลตัวอย่าง เปิดแล้ว 2,144 ศูนย์ จากแผน 2,394 ศูนย์ <b>&amp; ยังเหลืออีก 250 ศูนย์ ที่ต้องเปิดให้ครบทุกภาคของประเทศ"
TOLD = {
    "title": TITLE,
    "subtitle": "จำนวนศูนย์",
    "source": "ที่มา: ทะเบียนตัวอย่าง",
    "mark": "ข้อมูลตัวอย่าง",
    "language": "th",
}
PAGE = """<!doctype html><html lang="th"><head><meta charset="utf-8"><style>
@font-face {{ font-family: Sarabun; font-weight: 400; src: url("static/sarabun-thai-400.woff2"); unicode-range: U+0E00-0E7F }}
@font-face {{ font-family: Sarabun; font-weight: 400; src: url("static/sarabun-latin-400.woff2"); unicode-range: U+0000-02FF }}
body {{ font-family: Sarabun, sans-serif; background: rgb(255, 255, 255); color: rgb(20, 33, 61); width: 640px }}
body.dark {{ background: rgb(14, 17, 23); color: rgb(232, 236, 242) }}
</style></head><body>
<div id="chart"></div>
<div id="map"><svg data-picture="map" viewBox="0 0 300 100" role="group"><g>
<rect width="100" height="100" fill="#A9CDE6" tabindex="0" role="link"><title>เชียงใหม่</title></rect></g></svg></div>
<div id="two"><div id="left"></div><div id="right"></div></div><div id="none"></div>
<script src="static/{plotly}"></script>
<script>for (const id of ["chart", "left", "right"]) Plotly.newPlot(id, ...{figure})</script>
</body></html>"""
SAVED = "async ([id, told]) => (await import('./save.js')).svgOf(document.getElementById(id), told)"
PNG = """async ([id, told]) => {
    const { svgOf, pngOf } = await import("./save.js");
    const image = await createImageBitmap(await pngOf(await svgOf(document.getElementById(id), told)));
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const colours = new Set();
    for (let at = 0; at < data.length; at += 4) colours.add(data.slice(at, at + 3).join());
    return { width: image.width, height: image.height, colours: [...colours] };
}"""
# How far the texts reach out of the picture, and whether they are drawn in the type that is inside.
OUT = """() => document.fonts.ready.then(() => {
    const { width } = document.documentElement.viewBox.baseVal;
    const texts = [...document.documentElement.children].filter((each) => each.localName === "text");
    return { lines: texts.length, out: Math.max(...texts.map((each) => each.getBBox().x + each.getBBox().width)) - width,
             faces: [...document.fonts].filter((face) => face.status === "loaded").length };
})"""


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    figure = go.Figure(go.Bar(x=["เหนือ", "ใต้"], y=[245, 340], marker_color="#3485DA", text=["245", "340"]))
    figure.update_layout(height=220, width=300, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)")
    drawn = json.loads(figure.to_json())
    folder = tmp_path_factory.mktemp("save")
    plotly = next((UI / "static").glob("plotly-basic-*.js")).name
    args = json.dumps([drawn["data"], drawn["layout"], {"displayModeBar": False}])
    (folder / "page.html").write_text(PAGE.format(plotly=plotly, figure=args), "utf-8")
    (folder / "save.js").write_bytes((UI / "save.js").read_bytes())
    shutil.copytree(UI / "static", folder / "static")
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/page.html"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser, url):
    page = browser.new_page()
    page.goto(url)
    page.wait_for_selector("#right .main-svg")
    yield page
    page.close()


def texts(svg: str) -> list[str]:
    """The lines that stand round the picture."""
    return [line.text or "" for line in ElementTree.fromstring(svg).findall(f"{SPACE}text")]


def near(colour: str, wanted: tuple[int, int, int]) -> bool:
    """Say whether a colour is the one wanted, as text drawn smooth comes out."""
    return all(abs(int(one) - other) <= 3 for one, other in zip(colour.split(","), wanted, strict=True))


def test_a_saved_chart_holds_its_finding_its_measure_its_citation_and_the_samples_mark(page):
    svg = page.evaluate(SAVED, ["chart", TOLD])
    root, lines = ElementTree.fromstring(svg), texts(svg)
    assert root.find(f"{SPACE}title").text == TITLE
    assert "".join(lines).replace(" ", "").startswith(TITLE.replace(" ", ""))
    assert lines[-3:] == [TOLD["subtitle"], TOLD["mark"], TOLD["source"]]
    assert {"245", "340", "เหนือ", "ใต้"} <= {text.text for text in root.iter(f"{SPACE}text")}


def test_a_chart_that_is_of_no_sample_has_no_mark(page):
    assert TOLD["mark"] not in texts(page.evaluate(SAVED, ["chart", TOLD | {"mark": ""}]))


def test_a_saved_chart_opened_alone_asks_for_nothing_and_is_set_in_our_type_inside_its_edges(page, browser, tmp_path):
    svg = page.evaluate(SAVED, ["chart", TOLD])
    assert not re.search(r"""(?:href|src)=["']?(?!#|data:)|url\((?!["']?(?:#|data:|&quot;#))""", svg)
    assert "<script" not in svg
    assert "foreignObject" not in svg
    (tmp_path / "chart.svg").write_text(svg, "utf-8")
    alone, asked = browser.new_page(), []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto((tmp_path / "chart.svg").as_uri())
    drawn = alone.evaluate(OUT)
    assert drawn["lines"] == 2 + 3  # the long title takes two
    assert drawn["out"] <= 0
    assert drawn["faces"] == 2
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
    alone.close()


def test_a_saved_map_keeps_its_provinces_names_and_nothing_that_can_be_clicked(page):
    svg = page.evaluate(SAVED, ["map", TOLD])
    assert "<title>เชียงใหม่</title>" in svg
    assert "tabindex" not in svg
    assert 'role="link"' not in svg


def test_several_charts_are_saved_as_they_stand(page):
    root = ElementTree.fromstring(page.evaluate(SAVED, ["two", TOLD]))
    left, right = root.findall(f"{SPACE}svg")
    assert float(right.get("y")) - float(left.get("y")) == pytest.approx(220)  # one under the other, as on the page


def test_a_png_is_the_same_picture_at_twice_its_size_on_the_ground_of_the_theme(page):
    root = ElementTree.fromstring(page.evaluate(SAVED, ["chart", TOLD]))
    light = page.evaluate(PNG, ["chart", TOLD])
    assert (light["width"], light["height"]) == (2 * int(root.get("width")), 2 * int(root.get("height")))
    assert {"255,255,255", "52,133,218", "255,247,230"} <= set(light["colours"])
    assert any(near(colour, (20, 33, 61)) for colour in light["colours"])
    page.evaluate("document.body.className = 'dark'")
    dark = page.evaluate(PNG, ["chart", TOLD])
    assert {"14,17,23", "52,133,218"} <= set(dark["colours"])
    assert any(near(colour, (232, 236, 242)) for colour in dark["colours"])


def test_where_there_is_no_picture_that_is_said(page):
    told = page.evaluate(SAVED.replace("told)", "told).catch((error) => error.message)"), ["none", TOLD])
    assert told == "there is no picture here"
