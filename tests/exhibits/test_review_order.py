"""Which places a review names first: of a register those with the most to decide, of a sample none."""

import pytest

from ocod_dash import schema
from ocod_dash.charts.series import plain
from ocod_dash.criteria.limits import Limits
from ocod_dash.exhibits import Context, review_exhibits
from ocod_dash.loader import Data
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.theme import Theme
from ocod_dash.view import View

NORTHEAST = View(regions=("northeast",))  # 20 provinces
SHOWN = 8  # of them on a slide


@pytest.fixture(scope="module")
def releases(tmp_path_factory) -> dict[str, Data]:
    """The sample, and the same tables as a register that is none."""
    invented = Store(str(tmp_path_factory.mktemp("sample") / "store"))
    publish_when_empty(invented)
    release = invented.current()
    real = Store(str(tmp_path_factory.mktemp("real") / "store"))
    tables = {name: invented.rows(release, name) for name in schema.TABLES}
    real.publish(tables, as_of=release.as_of, sample=False, based_on=None, file="r.csv", sha256="0" * 64, who="a test")
    return {"sample": Data(invented, release), "register": Data(real, real.current())}


def on_a_slide(data: Data) -> tuple[list[str], list[int], str]:
    """The places of the slide from the top, how many centres of every place are to be decided on, and what is measured."""
    context = Context(data, NORTHEAST, Theme("en"))
    exhibit = review_exhibits.by_place(context, Limits(), most=SHOWN)
    (chart,) = plain(exhibit.chart, context.theme)
    frame = exhibit.table().frame
    assert list(chart.labels) == list(frame.place.head(SHOWN))
    return list(frame.code), list(frame.to_decide), exhibit.measured


def test_a_register_has_the_places_with_the_most_to_decide_first(releases):
    codes, to_decide, measured = on_a_slide(releases["register"])
    assert to_decide == sorted(to_decide, reverse=True)
    assert to_decide[0] > to_decide[-1]
    assert "with the most to decide first (first 8 of 20)" in measured
    assert codes != sorted(codes)


def test_a_sample_has_its_places_by_code(releases):
    codes, _, measured = on_a_slide(releases["sample"])
    assert codes == sorted(codes)
    assert "most" not in measured
