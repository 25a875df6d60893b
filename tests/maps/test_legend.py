"""The legend in the map's corner."""

from ocod_dash.maps import legend
from ocod_dash.maps.scale import quantiles
from ocod_dash.theme import STATUS_COLOURS, Theme

EN, TH = Theme("en"), Theme("th")


def test_classes_are_listed_with_the_largest_first(provinces):
    classes = quantiles(provinces.in_plan, "in_plan")
    html = legend.html(classes, None, None, "open", EN)
    texts = [text for _, text in classes.classes(EN)]
    assert all(colour in html for colour, _ in classes.classes(EN))
    assert [html.index(f">{text}<") for text in reversed(texts)] == sorted(html.index(f">{text}<") for text in texts)


def test_only_statuses_on_the_map_are_listed(dots):
    html = legend.html(None, dots, None, "open", TH)
    assert all(word in html for word in ("เปิดให้บริการ", "อยู่ระหว่างดำเนินการ", "ยังไม่เริ่มดำเนินการ", "ปิดให้บริการ"))
    assert "หยุดให้บริการชั่วคราว" not in html
    assert STATUS_COLOURS["suspended"] not in html


def test_discs_are_listed_up_to_the_largest_on_the_map(cells):
    cells["open"] = [1, 7, 30, 250]
    html = legend.html(None, None, cells, "open", EN)
    assert "Open centres" in html
    assert [n for n in (1, 5, 20, 100, 250) if f"<td>{n}</td>" in html] == [20, 100, 250]


def test_a_disc_that_looks_like_the_largest_is_not_listed_beside_it(cells):
    cells["centres"] = [1, 7, 30, 103]
    html = legend.html(None, None, cells, "centres", EN)
    assert [n for n in (1, 5, 20, 100, 103) if f"<td>{n}</td>" in html] == [5, 20, 103]


def test_rings_stand_for_places_where_no_centre_is_open_yet(cells):
    cells["open"] = [0, 0, 0, 3]
    html = legend.html(None, None, cells, "open", EN)
    assert html.index(">none yet<") < html.index("<td>1</td>") < html.index("<td>3</td>")
    cells["open"] = 0
    html = legend.html(None, None, cells, "open", TH)
    assert ">ยังไม่มี<" in html
    assert "<td>0</td>" not in html


def test_an_empty_map_has_an_empty_legend(dots, cells):
    assert legend.html(None, dots.head(0), cells.head(0), "open", EN) == '<div class="ocod-legend"></div>'
