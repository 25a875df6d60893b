"""The register of centres as a kind of file: a file is the full register, or that of some provinces, on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from ... import geography, schema
from ...config import settings
from ...problem import Problem, Sentence
from ..files import ROW
from ..forms import Form, Import, Outcome, Plan, Published, Report, Tables, summary
from ..forms.places import place_list
from .centre_changes import CentreChanges, centre_changes
from .centre_fields import ALIASES, DATED, PERSONAL, SINGLE, SURER, WITHIN
from .centre_rules import judge, removed, rules_of_a_release, settle
from .centre_values import READERS, clean
from .identify import identify, restored
from .milestones import milestones
from .pairs import with_pairs


class ScopeQuestion(Problem):
    """The file lacks provinces that the current release has: are their centres gone, or is the file of a part only?

    Parameters
    ----------
    missing : sequence of str
        Codes of the provinces that the file lacks.
    present : sequence of str
        Codes of the provinces that it has.
    """

    def __init__(self, missing: Sequence[str], present: Sequence[str]):
        places = place_list(geography.place(code) for code in missing)
        super().__init__("store.scope", n=len(missing), places=places, scope=",".join(present))
        self.missing, self.present = tuple(missing), tuple(present)


class CentreForm(Form):
    """The register: its rows are centres, whose ids and history go on from one release to the next."""

    def tabulate(self, work: Import, published: Tables) -> tuple[dict[str, pl.DataFrame], Report]:
        """Return ``centres`` and ``milestones``, and ``contacts`` where data about persons are published."""
        known = _real(published)
        former = {name: published.get(f"former_{name}", frame.clear()) for name, frame in known.items()}
        work.on_stage("clean")
        rows = pl.concat(judge(clean(texts, work.month_first), work) for texts in work.texts())
        work.on_stage("check")
        rows = restored(rows, pl.concat([known["centres"], former["centres"]]))
        rows, judged = settle(rows, work)
        work.on_stage("tables")
        rows = identify(rows.with_columns(_defaults()), known["centres"], former["centres"])
        work.tally.take(with_pairs(rows, known["centres"]), rules_of_a_release())
        self._report_removed(work, rows, known["centres"])
        report = work.tally.report(judged)
        tables = {
            "centres": rows.select(list(schema.empty("centres").columns)),
            "milestones": milestones(rows, pl.concat([known["milestones"], former["milestones"]]), pl.lit(work.as_of)),
        }
        if settings().personal_data:
            people = rows.select(list(schema.empty("contacts").columns))
            tables["contacts"] = people.filter(pl.any_horizontal(pl.col(PERSONAL).is_not_null()))
        return tables, report

    def _report_removed(self, work: Import, rows: pl.DataFrame, known: pl.DataFrame) -> None:
        """Report how many centres in the provinces of the file it lacks, if these are many."""
        there = known.join(rows, on="province_code", how="semi")
        lacks = there.join(rows, on="centre_id", how="anti").height
        if many(lacks, there.height):
            header = pl.DataFrame({ROW: [work.source.reading.header or 1]}, schema={ROW: pl.Int64})
            work.tally.take(header, [removed(lacks, there.height)])

    def compose(self, outcome: Outcome, published: Published, scope: Sequence[str] | None) -> Plan:
        """Put the centres of the file in the place of all that are published, or of those of some provinces.

        Raises
        ------
        ScopeQuestion
            If no scope is given and the file lacks provinces.
        Problem
            If the import has no accepted row, or does not fit the scope.
        """
        if not outcome.report.accepted:
            raise Problem("store.none", file=outcome.file)
        centres, changed = outcome.tables["centres"], outcome.tables["milestones"]
        real = _real(published.tables)
        old = real["centres"]
        sample = bool(centres["sample"].any())
        chosen = _chosen(scope, outcome, old, sample)
        stays = old.filter(~pl.col("province_code").is_in(chosen)) if chosen else old.clear()
        _no_clash(centres, stays)
        replaced = old.join(stays, on="centre_id", how="anti")
        staying = real["milestones"].join(stays, on="centre_id", how="semi")
        tables = {
            "centres": pl.concat([stays, centres]).sort("province_code", "district_code", "centre_id"),
            "milestones": pl.concat([staying, changed]).sort("centre_id", "on") if staying.height else changed,
        }
        contacts = published.tables["contacts"]
        if "contacts" in outcome.tables:
            others = contacts.join(stays, on="centre_id", how="semi")
            tables["contacts"] = pl.concat([others, outcome.tables["contacts"]]).sort("centre_id")
        elif contacts.height:
            # Data about persons are not published any more.
            tables["contacts"] = contacts.clear()
        changes = centre_changes(real, tables, (published.as_of or outcome.as_of, outcome.as_of))
        matched = centres.join(replaced, on="centre_id", how="semi").height
        counts = {
            "centres": tables["centres"].height,
            "in_file": outcome.report.accepted,
            "new": centres.height - matched,
            "matched": matched,
            "gone": replaced.height - matched,
            "dropped": published.tables["centres"].height - old.height,
        }
        dropped = (Sentence("form.register.dropped", {"n": counts["dropped"]}),) if counts["dropped"] else ()
        return Plan(
            tables,
            changes,
            counts,
            summary=summary(self, changes),
            on_command=(Sentence("form.register.draft", counts), *dropped),
            on_page=dropped,
            question=_question(counts["gone"], replaced.height),
            scope=chosen,
            sample=sample,
        )

    def compare(self, before: Tables, after: Tables, days: tuple[date, date]) -> CentreChanges:
        """Return which centres are new, gone or moved, and which have another status."""
        return centre_changes(before, after, days)

    def figures(self, plan: Plan) -> dict[str, Any]:
        """Return the counts of the publish, and what changes."""
        return {"draft": plan.counts, self.difference: plan.changes.figures()}


REGISTER = CentreForm(
    name="register",
    aliases=ALIASES,
    needed=(("name_th",), ("province", "address"), ("status", *DATED)),
    tables=("centres", "milestones", "contacts"),
    label="name_th",
    action="publish",
    surer=SURER,
    personal=PERSONAL,
    single=SINGLE,
    marked=("name_th", "province"),
    joined={"coordinates": ","},
    within=WITHIN,
    values=READERS,
    absent={"status": "mapping.status"},
    twins=("twin_name", "twin_point", "duplicate_id"),
    dated=True,
    scoped=True,
    founding=True,
    difference="difference",
)


def _real(tables: Tables) -> dict[str, pl.DataFrame]:
    """Return a register without its sample centres: nothing of a sample is carried on."""
    centres = tables["centres"].filter(~pl.col("sample"))
    return {"centres": centres, "milestones": tables["milestones"].join(centres, on="centre_id", how="semi")}


def _defaults() -> list[pl.Expr]:
    """Return what holds where a file has nothing: a register is real, and a point is the centre's own."""
    precision = pl.when(pl.col("latitude").is_not_null()).then(pl.col("location_precision").fill_null("surveyed"))
    return [pl.col("sample").fill_null(value=False), precision.alias("location_precision")]


def many(n: int, of: int) -> bool:
    """Return whether a publish that removes so many centres needs a further question."""
    return n * 100 > of * settings().most_removed


def _question(n: int, of: int) -> Sentence | None:
    """Return the question that a publish asks which removes many centres."""
    return Sentence("form.register.removes", {"n": n, "of": of}) if many(n, of) else None


def _no_clash(centres: pl.DataFrame, stays: pl.DataFrame) -> None:
    """Refuse a file with a centre that is published in a province that it does not replace."""
    clash = centres.join(stays, on="centre_id")
    if clash.height:
        first = clash.row(0, named=True)
        place = place_list([geography.place(first["province_code_right"])])
        raise Problem("store.clash", value=first["centre_id"], place=place)


def _chosen(scope: Sequence[str] | None, outcome: Outcome, old: pl.DataFrame, sample: bool) -> tuple[str, ...]:
    """Return the provinces to replace, none for all, if the file fits them."""
    present, before = (frame["province_code"].unique().sort().to_list() for frame in (outcome.tables["centres"], old))
    if sample and (scope or (scope is None and before)):
        raise Problem("store.sample_over_real")
    if scope is None:
        missing = [code for code in before if code not in present]
        if missing:
            raise ScopeQuestion(missing, present)
        return ()
    chosen = tuple(sorted(set(scope)))
    for code in chosen:
        try:
            geography.place(code, "province")
        except geography.UnknownPlace as error:
            nearest = place_list([error.nearest]) if error.nearest else "–"
            raise Problem("store.no_province", value=code, nearest=nearest) from None
    outside = [code for code in present if code not in chosen]
    if chosen and outside:
        places = place_list(geography.place(code) for code in outside)
        raise Problem("store.outside", n=len(outside), places=places, scope=",".join(chosen))
    return chosen
