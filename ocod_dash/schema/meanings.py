"""What tables and columns mean, in every language: the catalogues say it."""

from ..i18n import Words


def meaning(table: str, language: str, column: str | None = None) -> str:
    """Return what a table's row is, or what one of its columns holds.

    Parameters
    ----------
    table : str
        One of ``TABLES``.
    language : str
        One of ``LANGUAGES``.
    column : str, optional
        A column of the table.
    """
    named = ".".join(filter(None, (table, column)))
    return Words(language)(f"schema.{named}")
