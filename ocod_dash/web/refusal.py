"""A request that is not answered, with the reason in the language of the browser."""

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from ..i18n import Words, language_of


class Refused(Exception):
    """A request that is refused.

    Parameters
    ----------
    code : int
        Of the answer.
    key : str
        The message.
    headers : mapping, optional
        Further headers of the answer.
    **figures
        The figures of the message.
    """

    def __init__(self, code: int, key: str, headers: Mapping[str, str] | None = None, **figures: Any) -> None:
        super().__init__(key)
        self.code, self.key, self.headers, self.figures = code, key, headers or {}, figures

    def response(self, given: Headers) -> PlainTextResponse:
        """Return the answer to a request with these headers."""
        words = Words(language_of(given.get("accept-language")))
        return PlainTextResponse(
            words(self.key, **self.figures), self.code, {"Cache-Control": "no-store"} | dict(self.headers)
        )
