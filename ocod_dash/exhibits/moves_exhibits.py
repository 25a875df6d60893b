"""Where the centres that the review suggests to move would best move to: each site once, with people gained and lost."""

from .. import geography
from ..metrics import next_sites
from ..siting.moves import Moves
from ..siting.plan import Plan
from . import review_exhibits
from .context import Context
from .exhibit import Exhibit
from .figure_tables import Column, Table, coded
from .selection import Selection


def found(context: Context, plan: Plan) -> Moves:
    """Return the moves, which depend on the reach and not on the goal or the number of sites."""
    question = plan.study.question
    of = f"{question.within} {question.detour}"
    return context.cached("moves", lambda: next_sites.moves(context.ask, plan.study), of=of)


def moves(selection: Selection, plan: Plan) -> Exhibit | None:
    """Show each centre that would move with its site; None where no review can be made, or nothing would move."""
    context = selection.context
    if not review_exhibits.is_known(context) or not len(rows := (all_moves := found(context, plan)).rows):
        return None
    words, shown = context.words, rows.to_pandas()
    if context.sample:  # which says of no real place that something should leave it: by id, not by what it brings
        shown = shown.sort_values("centre_id")

    def table() -> Table:
        columns: dict[str, Column] = {
            "centre_id": (words("siting.column.centre_id"), shown.centre_id),
            "site_code": (coded(words, words("siting.column.name")), shown.code),
            "site": (words("siting.column.to"), words.names(shown)),
            "province_code": (coded(words, words("filter.province")), shown.province),
            "province": (words("filter.province"), [words.name(geography.place(code)) for code in shown.province]),
            "gained": (words("siting.column.gained"), shown.gained.astype("Int64")),
            "lost": (words("siting.column.lost"), shown.lost.astype("Int64")),
        }
        return Table.of(columns, codes=("site_code", "province_code"))

    clause = context.clause(next_sites.moved(all_moves))
    measured = words("siting.moves.measured", reach=next_sites.way(plan.study, plan.study.question.within))
    return Exhibit(context, "next_moves", clause, measured, table, hint=words("frame.sort"), data_only=True)
