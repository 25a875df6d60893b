"""What of an address could not be used, in words."""

from .. import geography
from ..i18n import Words
from ..query import Notice


def notice_texts(words: Words, notices: list[Notice]) -> list[str]:
    """Return in words what of an address could not be used."""
    texts = []
    for notice in notices:
        if notice.key == "notice.outside":
            texts.append(words(notice.key, place=geography.place(notice.value)))
        else:
            hint = words("notice.hint", nearest=notice.nearest) if notice.nearest else ""
            texts.append(words(notice.key, value=notice.value, hint=hint))
    return texts
