"""Words, numbers and dates in Thai and English, as equals."""

from .words import LANGUAGES, Message, Month, Percent, Words, language_of

__all__ = ["LANGUAGES", "Message", "Month", "Percent", "Words", "language_of"]
