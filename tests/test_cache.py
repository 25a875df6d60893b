"""What is computed is computed once, kept within its bytes, and forgotten in order."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Barrier, Event

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import polars as pl
import pytest

from ocod_dash import cache
from ocod_dash.cache import MEGABYTE, cached, size_of

QUARTER = 256 * 1024


def test_fifty_threads_that_need_the_same_value_compute_it_once():
    computed = []
    together = Barrier(50)

    @cached(1)
    def answer(key: str) -> str:
        computed.append(key)
        time.sleep(0.05)
        return key.upper()

    def ask(_: int) -> str:
        together.wait()
        return answer("north")

    with ThreadPoolExecutor(50) as threads:
        assert set(threads.map(ask, range(50))) == {"NORTH"}
    assert computed == ["north"]
    assert answer.cache_info()[:2] == (49, 1)


def test_values_of_other_keys_are_computed_side_by_side():
    both = Barrier(2, timeout=10)  # breaks unless two threads are in the function at once

    @cached(1)
    def answer(key: str) -> str:
        both.wait()
        return key

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(answer, ("north", "south"))) == ["north", "south"]


def test_values_never_take_more_than_the_bound_and_the_least_recently_used_goes_first():
    computed = Counter()

    @cached(1)
    def column(key: str) -> np.ndarray:
        computed[key] += 1
        return np.zeros(QUARTER, dtype=np.uint8)

    for key in "abcd":
        column(key)
    assert column.cache_info().currsize == MEGABYTE
    column("a")
    column("e")  # takes the place of b
    assert column.cache_info().currsize == MEGABYTE
    for key in "acde":
        column(key)
    assert computed == dict.fromkeys("abcde", 1)
    column("b")
    assert computed["b"] == 2


def test_a_value_larger_than_the_bound_is_returned_and_not_stored():
    @cached(1)
    def column(size: int) -> np.ndarray:
        return np.zeros(size, dtype=np.uint8)

    column(QUARTER)
    assert len(column(MEGABYTE + 1)) == MEGABYTE + 1
    assert column.cache_info().currsize == QUARTER


def test_an_error_reaches_who_computed_and_those_who_wait_compute_again():
    first, computed = Event(), []

    @cached(1)
    def answer(key: str) -> str:
        computed.append(key)
        if len(computed) == 1:
            first.set()
            time.sleep(0.05)
            raise OSError("the disk is away")
        return key

    def later(_: int) -> str:
        first.wait()
        return answer("north")

    with ThreadPoolExecutor(11) as threads:
        failing = threads.submit(answer, "north")
        waiting = threads.map(later, range(10))
        with pytest.raises(OSError, match="away"):
            failing.result(timeout=10)
        assert set(waiting) == {"north"}
    assert len(computed) == 2


def test_a_key_may_leave_out_how_a_value_is_made():
    @cached(1, key=lambda name, make: name)
    def kept(name, make):
        return make()

    assert kept("a", lambda: 1) == 1
    assert kept("a", lambda: 2) == 1
    assert kept("b", lambda: 2) == 2


def test_a_cached_function_may_use_another_and_all_are_emptied_together():
    @cached(1)
    def inner(n: int) -> int:
        return n + 1

    @cached(1)
    def outer(n: int) -> int:
        return inner(n) * 2

    assert outer(1) == 4
    name = next(name for name in cache.statistics() if name.endswith("together.<locals>.outer"))
    assert cache.statistics()[name].misses == 1
    assert cache.statistics()[name].currsize > 0
    cache.clear()
    assert cache.statistics()[name] == (0, 0, MEGABYTE, 0)


@dataclass
class Pair:
    """Two values."""

    first: object
    second: object


LARGE = b"x" * 100_000


@pytest.mark.parametrize(
    "value",
    [
        LARGE,
        "x" * 100_000,
        [LARGE],
        (LARGE, LARGE),
        {"a": LARGE, "b": {"c": LARGE}},
        {LARGE},
        Pair(LARGE, [LARGE]),
        partial(Pair, LARGE, second=LARGE),
        lambda held=LARGE: held,
        np.zeros(12_500),
        np.zeros(25_000)[::2],
        pd.DataFrame({"a": np.zeros(12_500)}),
        pl.DataFrame({"a": np.zeros(12_500)}),
        pl.Series(np.zeros(12_500)),
        {"frame": pl.DataFrame({"a": np.zeros(6_250)}), "array": np.zeros(6_250)},
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_is_as_large_as_what_it_refers_to_and_shared_objects_count_once(value):
    assert 100_000 <= size_of(value) < 102_000


def test_what_a_function_closes_over_belongs_to_it():
    def make(held: bytes):
        return lambda: held

    assert 100_000 <= size_of(make(bytes(100_000))) < 102_000
    assert size_of(lambda: LARGE) < 1_000  # a global is the program's


def test_a_value_that_refers_to_itself_has_a_size():
    ring: list = [LARGE]
    ring.append(ring)
    assert 100_000 <= size_of(ring) < 102_000


def test_a_figure_is_as_large_as_its_points():
    points = np.arange(12_500, dtype=float)
    assert 200_000 <= size_of(go.Figure(go.Scatter(x=points, y=points + 1))) < 300_000


def test_frames_of_texts_count_their_texts():
    texts = ["ศูนย์ดิจิทัลชุมชน" * 10 + str(n) for n in range(1_000)]
    in_bytes = sum(len(text.encode()) for text in texts)
    assert size_of(pl.DataFrame({"name": texts})) >= in_bytes
    assert size_of(pd.DataFrame({"name": texts})) >= in_bytes
