"""The register's state: its release and age, how complete it is, how exactly located."""

from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from ... import geography
from ...clock import today
from ...exhibits import Context
from ...i18n.elapsed import age, ago
from ...metrics import quality
from ...web.markdown import note
from ...web.streamlit_compat import table_height

MEASURED = (*quality.COLUMNS, quality.DATED)
COUNT = st.column_config.NumberColumn(format="localized")


def cards(context: Context) -> None:
    """Draw what the release is: its number, day, age, rows."""
    words, release, now = context.words, context.data.release, datetime.now(UTC)
    number, kind = (
        words("data.release.number", number=str(release.number)),
        "data.sample" if release.sample else "data.real",
    )
    centres, milestones = (words.number(release.counts.get(table, 0)) for table in ("centres", "milestones"))
    with st.grid(columns=4, min_column_width=170, key="data_cards"):
        for name, figure, remark in (
            (words("data.release"), number, ago(release.published_at, now, words)),
            (words("data.as_of"), words.date(release.as_of), age(release.as_of, today(), words)),
            (words("data.centres"), centres, words(kind)),
            (words("data.milestones"), milestones, words("data.milestones.note")),
        ):
            st.metric(name, figure, delta_description=remark, border=True, height="stretch")


def completeness(context: Context) -> None:
    """Draw what share of centres has each column, for the places in view."""
    words = context.words
    total = context.ask(quality.completeness, level="country")
    if total.empty:
        note(words("empty.place"))
        return
    st.markdown(f"## {words('data.completeness')}", anchors=False)
    shares = pd.DataFrame(
        {
            words("data.column"): [_label(context, name) for name in MEASURED],
            words("data.share"): total.iloc[0][list(MEASURED)].astype(float).to_numpy(),
        }
    )
    st.dataframe(shares, hide_index=True, column_config=_bars(words("data.share")), key="data_shares")


def by_province(context: Context) -> None:
    """Draw the same shares for each province."""
    words = context.words
    st.markdown(f"## {words('data.completeness.provinces')}", anchors=False)
    rows = context.ask(quality.completeness, level="province")
    table = pd.DataFrame({words("filter.province"): [words.name(geography.place(code)) for code in rows.code]})
    table[words("data.centres")] = rows.centres
    for name in MEASURED:
        table[_label(context, name)] = rows[name].astype(float)
    columns = _bars(*(_label(context, name) for name in MEASURED)) | {words("data.centres"): COUNT}
    height = table_height(len(table), 11)
    st.dataframe(table, hide_index=True, column_config=columns, height=height, key="data_provinces")


def precision(context: Context) -> None:
    """Draw how exactly centres are located."""
    words = context.words
    rows = context.ask(quality.precision)
    st.markdown(f"## {words('data.precision')}", anchors=False)
    of_all = rows.centres / max(rows.centres.sum(), 1) * 100
    kinds = [
        words(f"precision.{kind}" if isinstance(kind, str) else "precision.none") for kind in rows.location_precision
    ]
    table = pd.DataFrame(
        {words("data.precision.kind"): kinds, words("data.centres"): rows.centres, words("data.share"): of_all}
    )
    columns = _bars(words("data.share")) | {words("data.centres"): COUNT}
    st.dataframe(table, hide_index=True, column_config=columns, key="data_precision")
    note(words("data.precision.note"))


def _label(context: Context, column: str) -> str:
    return context.words(f"column.{column}")


def _bars(*names: str) -> dict[str, Any]:
    bar = st.column_config.ProgressColumn(format="%.0f%%", min_value=0, max_value=100)
    return dict.fromkeys(names, bar)
