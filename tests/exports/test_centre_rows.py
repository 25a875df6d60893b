"""The register taken away and published again: the same centres, and no new milestone."""

import re
from datetime import date
from unicodedata import normalize

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocod_dash import geography
from ocod_dash.exports import centre_rows as register
from ocod_dash.ingest.forms.texts import NOTHING_TEXT
from ocod_dash.loader import Data
from ocod_dash.schema import STATUSES, empty
from ocod_dash.store import Store, compose, examine, publish_draft
from ocod_dash.store.sample import publish_when_empty

AS_OF = date(2021, 5, 19)
CODES = [district.code for province in geography.provinces() for district in geography.districts(province.code)]


def again(store: Store, tmp_path, kind: str) -> tuple[dict, dict]:
    """Take the current release away and publish the file; return the tables before and after."""
    release = store.current()
    path = tmp_path / f"register.{kind if kind != 'parquet' else 'csv'}"
    data = Data(store, release)
    if kind == "parquet":
        path.with_suffix(".parquet").write_bytes(register.write(data, "parquet", "here"))
        pl.read_parquet(path.with_suffix(".parquet")).write_csv(path)
    else:
        path.write_bytes(register.write(data, kind, "here"))
    outcome, base = examine(store, path, as_of=release.as_of)
    assert outcome.report.errors == 0, list(outcome.report.entries)[:3]
    after = publish_draft(store, compose(store, outcome, base, ()), "malee")
    return tuple({n: store.table(r, n).collect() for n in ("centres", "milestones")} for r in (release, after))


@pytest.mark.parametrize("kind", register.KINDS)
def test_the_sample_published_again_is_the_same(tmp_path, kind):
    store = Store(str(tmp_path / "store"))
    publish_when_empty(store)
    before, after = again(store, tmp_path, kind)
    assert before["centres"].equals(after["centres"])
    # Of a status that a centre had twice, a file holds the last day only.
    assert after["milestones"].join(before["milestones"], on=["centre_id", "status", "on"], how="anti").height == 0


names = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Zs", "Co", "Cn")),
    min_size=1,
    max_size=20,
)
# What an import keeps of a name: NFC in one form of all that look alike, no apostrophe that stands guard before a formula,
# and no sign that there is none, such as a dash.
names = names.map(lambda name: geography.fold(normalize("NFC", name))).filter(
    lambda name: name and not name.startswith("'") and not re.search(NOTHING_TEXT, name)
)
days = st.dates(date(2019, 1, 1), AS_OF)
centre = st.fixed_dictionaries(
    {
        "name_th": names,
        "district_code": st.sampled_from(CODES),
        "latitude": st.integers(60, 200).map(lambda n: n / 10),
        "longitude": st.integers(980, 1050).map(lambda n: n / 10),
        "status": st.sampled_from(STATUSES),
        "on": days,
    }
)


@settings(max_examples=15)
@given(centres=st.lists(centre, min_size=1, max_size=5))
@pytest.mark.parametrize("kind", ["csv", "xlsx", "geojson"])
def test_any_register_published_again_is_the_same(tmp_path_factory, kind, centres):
    folder = tmp_path_factory.mktemp("again")
    store = Store(str(folder / "store"))
    rows = [
        each
        | {
            "centre_id": f"C{i}",
            "province_code": each["district_code"][:2],
            "location_precision": "surveyed",
            "sample": False,
        }
        for i, each in enumerate(centres)
    ]
    bare = empty("centres")
    tables = {
        "centres": pl.DataFrame([{n: row.get(n) for n in bare.columns} for row in rows], schema=bare.schema),
        "milestones": pl.DataFrame(
            [{n: row[n] for n in ("centre_id", "status", "on")} for row in rows], schema=empty("milestones").schema
        ),
    }
    store.publish(tables, as_of=AS_OF, sample=False, based_on=None, file="r", sha256="", who="malee")
    before, after = again(store, folder, kind)
    assert after["centres"].sort("centre_id").equals(before["centres"].sort("centre_id"))
    assert after["milestones"].sort("centre_id").equals(before["milestones"].sort("centre_id"))


def test_nothing_in_a_file_taken_away_is_a_formula(tmp_path):
    store = Store(str(tmp_path / "store"))
    path = tmp_path / "r.csv"
    path.write_text("centre_id,name_th,province,status\na,=1+1,50,open\n", "utf-8")
    publish_draft(store, compose(store, *examine(store, path, as_of=AS_OF)), "malee")
    data = Data(store, store.current())
    assert "'=1+1" in register.write(data, "csv", "here").decode("utf-8-sig")
    _before, after = again(store, tmp_path, "csv")
    assert after["centres"]["name_th"].to_list() == ["=1+1"]
