"""What a visitor types in a date field, read by the server as an address is: the browser has no reader of its own."""

from datetime import date

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from ..dates import certain_day
from ..i18n import Words, language_of
from ..query import MOST_LETTERS, read_day
from .answers import NO_STORE


def route(under: str = "") -> Route:
    """Return the route of what is typed, below the path that the app is served under."""
    return Route(f"{under}/answers/day", answer)


def answer(request: Request) -> Response:
    """Answer with the day that ``text`` names, and how the field writes it; or with what is wrong, in the page's language.

    ``first`` and ``last`` are the days that the field takes, ``lang`` is the page's language.
    """
    asked = request.query_params
    words, text = Words(language_of(asked.get("lang"))), asked.get("text", "").strip()[:MOST_LETTERS]
    first, last = (certain_day(asked.get(name, "")) for name in ("first", "last"))
    if not first or not last:
        return PlainTextResponse("first and last must be days such as 2021-05-19", 400, NO_STORE)
    found, message = read(words, text, first, last)
    if found:
        return JSONResponse({"day": found.isoformat(), "text": words.typed_date(found)}, headers=NO_STORE)
    return JSONResponse({"message": message}, headers=NO_STORE)


def read(words: Words, text: str, first: date, last: date) -> tuple[date | None, str]:
    """Return the day that a text names, of those from ``first`` to ``last``; or None, and what is wrong with the text."""
    found, notices = read_day("day", text.strip(), first, last)
    if found:
        return found, ""
    nearest = notices[0].nearest
    hint = words("notice.hint", nearest=words.typed_date(nearest)) if isinstance(nearest, date) else ""
    return None, words("filter.as_of.wrong", value=text, first=first, last=last, hint=hint)
