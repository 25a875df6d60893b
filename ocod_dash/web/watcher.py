"""One watcher for all sessions: it looks for new data, has open pages run again one after another, and ends lost sessions."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from anyio import to_thread

from . import streamlit_compat

BETWEEN = 0.05  # seconds from one page to the next, so that a change does not stop those in use

log = logging.getLogger(__name__)


async def watch(look: Callable[[], object], seconds: float) -> None:
    """Watch until cancelled.

    Parameters
    ----------
    look : callable
        Returns what identifies the current data; open pages run again when it is another.
    seconds : float
        From one look to the next.
    """
    seen: object = None
    while True:
        with suppress(Exception):  # a store that cannot be read for a moment changes nothing
            found = await to_thread.run_sync(look)
            if seen not in (None, found):
                log.info("new data: %d open pages run again", len(streamlit_compat.open_sessions()))
                for session in streamlit_compat.open_sessions():
                    streamlit_compat.run_again(session)
                    await asyncio.sleep(BETWEEN)
            seen = found
        streamlit_compat.end_lost_sessions()
        await asyncio.sleep(seconds)
