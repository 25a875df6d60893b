"""What the tables hold, and whom the published figures are from."""

import pandas as pd
import streamlit as st

from ... import schema
from ...exhibits import Context, claim_text
from ...metrics.claims import date_text
from ...web import sheet
from ...web.markdown import plain
from ...web.parts import Items, Part
from ..claim_links import web_address
from ..page_context import PageContext
from ..render import html


def dictionary(context: Context) -> None:
    """Draw each table of a release with its columns, their types and meaning."""
    words = context.words
    for name in schema.TABLES:
        st.markdown(f"#### {name}", anchors=False)
        st.markdown(plain(schema.meaning(name, words.language)))
        declared = schema.TABLES[name].columns
        table = pd.DataFrame(
            {
                words("data.column"): list(declared),
                words("dictionary.type"): [str(column.dtype) for column in declared.values()],
                words("dictionary.empty"): [
                    words("dictionary.yes" if column.nullable else "dictionary.no") for column in declared.values()
                ],
                words("dictionary.meaning"): [schema.meaning(name, words.language, column) for column in declared],
            }
        )
        st.table(table, hide_index=True, border="horizontal")


def sources(page: PageContext) -> None:
    """Draw every source: who published what, when, where it can be read, and the terms of use."""
    words = page.words
    sheet.show("sources", _published, page)
    st.markdown(f"#### {words('sources.licences')}", anchors=False)
    st.table(
        pd.DataFrame(
            [(words(f"licence.{each}"), words(f"licence.{each}.terms")) for each in LICENCES],
            columns=[words("sources.what"), words("sources.terms")],
        ),
        hide_index=True,
        border="horizontal",
    )


def _published(page: PageContext) -> Items:
    """Return the table of sources."""
    context, words = page.context, page.words
    rows = context.data.store.table(context.data.release, "sources").collect().to_pandas()
    heads = [words("sources.publisher"), words("sources.published"), words("sources.address")]
    table = [
        (
            claim_text.who(context, row),
            date_text(words, row.published_on, row.published_precision),
            web_address(context, row.address, short=True),
        )
        for _, row in rows.iterrows()
    ]
    title, figures = words("data.part.sources"), [False] * len(heads)
    yield Part("sources", html("table", title=title, heads=heads, rows=table, figures=figures))


# What the product draws on besides the published claims; data/README.md has the versions.
LICENCES = ("outlines", "names", "points", "figures", "claims", "sample")
