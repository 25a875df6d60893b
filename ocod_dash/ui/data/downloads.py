"""The register as files to download."""

from functools import partial

import streamlit as st

from ...exhibits import Context
from ...exports import centre_rows as register
from ...web.file_button import file_button
from ...web.markdown import note


def downloads(context: Context) -> None:
    """Offer the full register of the release in each kind of file; a sample says so in its name and on every row."""
    words, release = context.words, context.data.release
    st.markdown(f"## {words('downloads')}", anchors=False)
    name = f"register{'_sample' if release.sample else ''}_{release.as_of.isoformat()}"
    with st.container(horizontal=True):
        for kind, mime in register.KINDS.items():
            label = {"geojson": "GeoJSON", "parquet": "Parquet"}.get(kind, kind.upper())
            content = partial(register.write, context.data, kind, context.source)
            file_button(label, content, f"{name}.{kind}", mime, key=f"download_{kind}")
    note(words("downloads.note"))
