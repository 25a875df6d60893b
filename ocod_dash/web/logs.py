"""The log: a line of text or of JSON for each event, with the request that it belongs to and nothing about the visitor."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

from . import streamlit_compat

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
FIGURES = ("method", "route", "code", "milliseconds")  # what a line about a request has besides its text


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get() or None,
        } | {name: getattr(record, name, None) for name in FIGURES}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps({name: value for name, value in line.items() if value is not None}, ensure_ascii=False)


def write_json() -> None:
    """Write everything that this process logs as JSON: the server's, Streamlit's and this project's."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    streamlit_compat.log_to_root()
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "websockets"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
