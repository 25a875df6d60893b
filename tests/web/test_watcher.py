"""One watcher has all open pages follow new data, one after another."""

import asyncio

import pytest

from ocod_dash.web import streamlit_compat, watcher


def test_open_pages_run_again_once_for_new_data(monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[str] = []
    ended: list[bool] = []
    monkeypatch.setattr(watcher, "_shown", {"one": 1, "two": 1, "who has published": 2})
    monkeypatch.setattr(streamlit_compat, "open_sessions", lambda: ["one", "two", "who has published", "new"])
    monkeypatch.setattr(streamlit_compat, "run_again", lambda session: (again.append(session), run(session)))
    monkeypatch.setattr(streamlit_compat, "end_lost_sessions", lambda: ended.append(True))
    monkeypatch.setattr(watcher, "BETWEEN", 0)
    found = iter([OSError(), 2, 2, 2, 2, 2, 2])

    def run(session: str) -> None:
        monkeypatch.setattr(streamlit_compat, "session_id", lambda: session)
        watcher.shows(2)

    def look() -> int:
        current = next(found)
        if isinstance(current, OSError):  # a store that cannot be read for a moment
            raise current
        return current

    async def watched() -> None:
        task = asyncio.create_task(watcher.watch(look, 0.001))
        for _ in range(500):
            await asyncio.sleep(0.002)
            if len(ended) >= 5:
                break
        task.cancel()

    asyncio.run(watched())
    assert again == ["one", "two"]
    assert len(ended) >= 5
