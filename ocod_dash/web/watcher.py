"""One watcher for all sessions: it looks for new data, has open pages run again one after another, and ends lost sessions."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from anyio import to_thread

from . import streamlit_compat

BETWEEN = 0.05  # seconds from one page to the next, so that a change does not stop those in use

_shown: dict[str, object] = {}  # by session


def shows(data: object) -> None:
    """Note which data the session shows whose script is running."""
    _shown[streamlit_compat.session_id()] = data


async def watch(look: Callable[[], object], seconds: float) -> None:
    """Watch until cancelled.

    Parameters
    ----------
    look : callable
        Returns what identifies the current data; open pages that show other data run again.
    seconds : float
        From one look to the next.
    """
    while True:
        with suppress(Exception):  # a store that cannot be read for a moment changes nothing
            current = await to_thread.run_sync(look)
            sessions = streamlit_compat.open_sessions()
            for gone in set(_shown) - set(sessions):  # one that comes back runs, and notes it again
                del _shown[gone]
            for session in sessions:
                if _shown.get(session, current) != current:
                    streamlit_compat.run_again(session)
                    await asyncio.sleep(BETWEEN)
        streamlit_compat.end_lost_sessions()
        await asyncio.sleep(seconds)
