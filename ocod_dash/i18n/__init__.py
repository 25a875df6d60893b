"""Words, numbers and dates in Thai and English, as equals; a further language is a catalogue and a row."""

from .languages import DATA_LANGUAGES, DEFAULT, LANGUAGES, Language, language_of
from .words import Message, Month, Percent, Words

__all__ = ["DATA_LANGUAGES", "DEFAULT", "LANGUAGES", "Language", "Message", "Month", "Percent", "Words", "language_of"]
