"""The one door to data, on a real store."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import polars as pl
import pytest

from ocod_dash import loader, schema
from ocod_dash.cache import statistics
from ocod_dash.config import settings
from ocod_dash.metrics import places, rollout, status
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.view import View

AS_OF = date(2021, 5, 19)
TODAY = View()  # the release's own day


def forget() -> None:
    """Forget settings and answers, as a new process would."""
    for cached in (settings, loader._answers, loader._tables):
        cached.cache_clear()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with the sample, and a smaller register published after it."""
    folder = tmp_path_factory.mktemp("data") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OCOD_STORE", str(folder))
        forget()
        store = Store(str(folder))
        publish_when_empty(store)
        yield store
    forget()


@pytest.fixture(scope="module")
def sample(store) -> loader.Data:
    return loader.open_release(1)


@pytest.fixture(scope="module")
def later(store, tables) -> loader.Data:
    """A release after the sample's, of two real centres."""
    register = tables("a 5001 open 2021-06-01\nb 1001 in_progress 2021-06-15")
    store.publish(
        {name: register[name] for name in ("centres", "milestones")},
        as_of=date(2021, 6, 30),
        sample=False,
        based_on=1,
        file="register.csv",
        sha256="0" * 64,
        who="tests",
    )
    return loader.open_release()


def counted(data: loader.Data, view: View = TODAY) -> tuple[int, int, int]:
    total = data.ask(rollout.summary, view).iloc[0]
    return int(total.in_plan), int(total.open), int(total.in_progress)


def test_the_sample_has_the_totals_published_for_its_day(sample):
    assert sample.release.as_of == AS_OF
    assert counted(sample) == (2394, 2144, 250)
    assert counted(sample, View(as_of=AS_OF)) == (2394, 2144, 250)


def test_the_sample_can_be_seen_on_an_earlier_day_and_in_a_part(sample):
    in_plan, on_day, _ = counted(sample, View(as_of=date(2019, 12, 31)))
    assert in_plan == 2394
    assert 0 < on_day < 2144
    parts = [counted(sample, View(regions=(r,))) for r in ("north", "northeast", "west", "central", "east", "south")]
    assert tuple(map(sum, zip(*parts, strict=True))) == (2394, 2144, 250)


def test_an_older_release_stays_what_it_was_when_a_newer_one_is_published(sample, later):
    assert (later.release.number, counted(later)) == (2, (2, 1, 1))
    assert counted(sample) == (2394, 2144, 250)
    assert counted(loader.open_release(1)) == (2394, 2144, 250)
    forget()
    assert counted(loader.open_release(1)) == (2394, 2144, 250)


def test_an_answer_is_kept_for_the_next_visitor_and_each_may_change_their_own(sample):
    views = []

    def summary(tables, view):
        views.append(view)
        return rollout.summary(tables, view)

    first = sample.ask(summary, View())
    first["open"] = 0
    assert sample.ask(summary, View(as_of=AS_OF)).open[0] == 2144  # the release's own day is the day left out
    assert loader.open_release(1).ask(summary, View()).open[0] == 2144
    assert len(views) == 1
    sample.ask(summary, View(regions=("north",)))
    assert len(views) == 2


def test_each_release_and_each_option_has_its_own_answer(sample, later):
    assert len(sample.ask(places.progress, View(), level="region")) == 6
    assert len(sample.ask(places.progress, View(), level="province")) == 77
    assert later.ask(places.progress, View(), level="region").in_plan.sum() == 2


def test_a_large_table_is_read_where_it_lies_with_the_same_figures(sample, monkeypatch):
    monkeypatch.setenv("OCOD_MEMORY_ROWS", "0")
    forget()
    assert counted(sample) == (2394, 2144, 250)
    monkeypatch.undo()
    forget()


def test_a_table_that_the_release_has_not_is_empty(sample):
    for name in schema.TABLES:
        found = sample.ask(lambda tables, view, name: tables[name], View(), name=name)
        assert list(found.columns) == list(schema.empty(name).columns)


def test_what_the_pages_get_are_plain_dates_counts_and_texts(sample):
    found = sample.ask(status.on_the_day, View(provinces=("50",)))
    kinds = {column: found[column].dtype.kind for column in ("due_on", "since", "latitude", "sample")}
    assert kinds == {"due_on": "M", "since": "M", "latitude": "f", "sample": "b"}
    assert found.status.isin(schema.STATUSES).all()


def test_a_release_that_is_not_there_is_an_error_that_says_so(store):
    with pytest.raises(LookupError, match="99"):
        loader.open_release(99)


def test_an_empty_store_says_how_to_fill_it(tmp_path, monkeypatch):
    monkeypatch.setenv("OCOD_STORE", str(tmp_path / "empty"))
    settings.cache_clear()
    with pytest.raises(LookupError, match="ocod sample"):
        loader.open_release()
    monkeypatch.undo()
    settings.cache_clear()


def test_a_store_that_cannot_be_reached_is_told_by_pages_and_its_reason_is_in_the_log_once(later, monkeypatch, caplog):
    asked = []
    loader.open_release().ask(rollout.summary, TODAY)  # memory holds it

    def fail(self: Store) -> None:
        asked.append(self)
        raise OSError("the network is down")

    with monkeypatch.context() as down:
        down.setattr(Store, "current", fail)
        for _ in range(3):
            standing_in = loader.open_release()
            assert standing_in.fault.key == "api.unreadable"
            assert standing_in.release == later.release
    assert caplog.messages == ["the store cannot be read: the network is down"]
    assert len(asked) == 1  # a storage that is down takes seconds to say so
    loader._unlisted.clear()  # some seconds later
    assert loader.open_release().fault is None


def test_the_calendar_has_every_month_once_with_its_last_day():
    months = loader.calendar()
    assert (months["month"][0], months["month"][-1]) == (date(2000, 1, 1), date(2060, 12, 1))
    assert months.height == 61 * 12
    leap = months.filter(pl.col("month") == date(2024, 2, 1)).row(0)
    assert leap == (date(2024, 2, 1), date(2024, 2, 29), date(2024, 3, 1))


def test_fifty_visitors_after_a_publish_open_its_tables_and_compute_their_answer_once(sample, monkeypatch):
    computed, opened, together = [], [], Barrier(50)
    table = Store.table

    def summary(tables, view):
        computed.append(view)
        return rollout.summary(tables, view)

    def opening(store, release, name):
        opened.append(name)
        return table(store, release, name)

    def context(_):
        together.wait()
        return sample.ask(summary, View()).open[0]

    monkeypatch.setattr(Store, "table", opening)
    forget()
    with ThreadPoolExecutor(50) as visitors:
        assert set(visitors.map(context, range(50))) == {2144}
    assert len(computed) == 1
    assert sorted(opened) == sorted(schema.TABLES)
    forget()


def test_answers_take_no_more_memory_than_the_setting_allows(sample, monkeypatch):
    monkeypatch.setenv("OCOD_ANSWERS_MB", "1")
    forget()
    for day in range(1, 31):
        sample.ask(status.on_the_day, View(provinces=("50",), as_of=date(2021, 4, day)))
        sample.ask(status.on_the_day, View(as_of=date(2021, 4, day)))
    info = statistics()["ocod_dash.loader._answer"]
    assert 0 < info.currsize <= info.maxsize == 2**20
    monkeypatch.undo()
    forget()
