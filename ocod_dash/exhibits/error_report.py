"""How a reader reports an error to the publisher: a message or a form with what they see filled in."""

from urllib.parse import quote, urlencode, urlsplit

from .. import __version__
from ..config import EMAIL, settings
from .context import Context
from .publisher import public_address


def report_address(context: Context, page: str, path: str, view: str) -> str:
    """Return the address by which a reader reports an error on a page.

    Parameters
    ----------
    context : Context
        The release and the language.
    page : str
        The name of the page.
    path : str
        Its address, with what is chosen.
    view : str
        What is chosen, in words.

    Returns
    -------
    str
        A ``mailto`` or ``https`` address; every text in it is percent-encoded. Empty where no contact is set.
    """
    words, contact, number = context.words, settings().contact, str(context.data.release.number)
    if not contact:
        return ""
    seen = {"page": f"{page} {public_address(path)}", "view": view, "release": number, "version": __version__}
    if not EMAIL[-1].fullmatch(contact):
        filled = urlencode(seen | {"lang": words.language}, quote_via=quote)
        return urlsplit(contact)._replace(query="&".join(filter(None, (urlsplit(contact).query, filled)))).geturl()
    subject = words("about.report.subject", page=page, number=number)
    body = "\r\n".join(words("about.report.body", **seen).splitlines())
    return f"mailto:{quote(contact, safe='@')}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"
