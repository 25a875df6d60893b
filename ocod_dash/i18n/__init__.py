"""Words, numbers and dates in Thai and English, as equals."""

from .words import LANGUAGES, Message, Month, Words, language_of

__all__ = ["LANGUAGES", "Message", "Month", "Words", "language_of"]
