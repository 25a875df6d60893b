"""What a file to download holds: the exhibits of some pages, in order, and the facts of its title page."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from .. import geography
from ..clock import BANGKOK, today
from ..exhibits import Context, Exhibit, Table, claim_text, headline
from ..exhibits.headline import Number
from ..exhibits.page_exhibits import has_centres
from ..exhibits.parameters import PARAMETERS
from ..exhibits.rollout_exhibits import highlights
from ..exhibits.selection import Selection
from ..i18n import LANGUAGES
from ..metrics import MEASURES, REVIEW_MEASURES, findings
from ..metrics import rollout as of_rollout
from ..page_registry import PAGES, WITH_FILES
from ..problem import Problem
from ..view import View
from .file_names import file_name

# What is chosen of published figures, and the kind of term that names its codes; programmes have names of their own.
TERMS = {"kind": "programme_kind", "line": "action_line", "sdg": "sdg", "agency": "agency", "programme": ""}
NOT_FILTERS = ("on", "sort", "claim")  # parameters that are in no name of a file
OF_CENTRES = ("xlsx", "geojson")  # kinds of files that have the rows of single centres


@dataclass(frozen=True)
class ExportRequest(Selection):
    """What a file holds: a selection, and the pages whose exhibits it has.

    Parameters
    ----------
    pages : tuple of str
        Names of pages that have files.
    """

    pages: tuple[str, ...] = WITH_FILES

    @property
    def of_sample(self) -> bool:
        """Whether figures of the sample register are in it."""
        return self.context.sample and any(PAGES[page].of_register for page in self.pages)

    def speaking(self, language: str) -> "ExportRequest":
        """Return the same in another language."""
        return replace(self, context=replace(self.context, theme=replace(self.context.theme, language=language)))

    def of_day(self, day: str) -> bool:
        """Say whether any of the pages has this day in its address: the register's or that of what others published."""
        return any(PAGES[page].day == day for page in self.pages)


@dataclass(frozen=True)
class Chapter:
    """A page's exhibits, with its headline numbers and its highlights where it has any."""

    page: str
    exhibits: list[Exhibit]
    numbers: list[Number] = field(default_factory=list)
    highlights: list[str] = field(default_factory=list)


def chapters(request: ExportRequest, *, data: bool = False) -> list[Chapter]:
    """Return the chapters of a file, page by page; of a file of ``data`` with the tables for further work.

    Raises
    ------
    Problem
        If there is nothing to show.
    """
    context, found = request.context, []
    for page in (page for page in WITH_FILES if page in request.pages):
        shown = [exhibit for exhibit in PAGES[page].exhibits(request) if exhibit and not exhibit.page_only]
        shown = [exhibit for exhibit in shown if data or not exhibit.data_only]
        if PAGES[page].summary and has_centres(context):
            total = context.ask(of_rollout.summary).iloc[0]
            titles = {each.title for each in shown}  # what an exhibit says is not said twice
            lines = [context.counted(context.clause(finding)) for finding in highlights(context)]
            lines = [line for line in lines if line not in titles]
            found.append(Chapter(page, shown, headline.headline(context, total), lines))
        elif shown:
            found.append(Chapter(page, shown))
    if not found:
        raise Problem("export.empty", places=context.chosen)
    return found


def exhibit(request: ExportRequest, key: str) -> Exhibit:
    """Return the exhibit of a key.

    Raises
    ------
    Problem
        If no exhibit of the file has this key; it names those there are.
    """
    every = exhibits(request)
    if key not in every:
        near = next(iter(get_close_matches(key, every, n=1)), "")
        hint = request.context.words("notice.hint", nearest=near) if near else ""
        raise Problem("export.no_chart", value=key, hint=hint, known=", ".join(every))
    return every[key]


def exhibits(request: ExportRequest) -> dict[str, Exhibit]:
    """Return the file's exhibits by key, those that only files of data hold too."""
    return {exhibit.key: exhibit for chapter in chapters(request, data=True) for exhibit in chapter.exhibits}


def title(request: ExportRequest) -> str:
    """Return the title of the file: how far the rollout is, or the pages that it holds."""
    context, words = request.context, request.context.words
    total = context.ask(of_rollout.summary)
    if request.of_day("register") and not total.empty:
        return context.say(findings.headline(total.iloc[0]))
    return words.listing([words(f"page.{page}") for page in request.pages])


def facts(request: ExportRequest) -> list[tuple[str, str]]:
    """Return the lines of the title page: what is chosen, the release, the days, the language."""
    context, words, release = request.context, request.context.words, request.context.data.release
    lines = [(words("export.pages"), words.listing([words(f"page.{page}") for page in request.pages]))]
    if request.of_day("register"):
        lines += [(words("export.filters"), context.chosen), (words("export.as_of"), words.date(context.day))]
        if context.view.since:
            lines.append((words("filter.since"), words.date(context.view.since)))
    if request.of_day("published"):
        lines.append((words("export.on"), words.date(request.published.day)))
    lines += _choices(request)
    published = words.date(release.published_at.astimezone(BANGKOK))
    lines += [
        (words("export.release"), words("export.release.of", register=context.register, day=published)),
        (words("language"), LANGUAGES[words.language].label),
        (words("export.made"), words.date(today())),
    ]
    return lines


def _choices(request: ExportRequest) -> list[tuple[str, str]]:
    """Return what else is chosen on the pages: tags and programmes, a search, the places compared."""
    context, words, lines = request.published, request.context.words, []
    for name, of in TERMS.items():
        if codes := request.chosen(name):
            named = [
                claim_text.term(context, of, code) if of else claim_text.programme(context, code) for code in codes
            ]
            lines.append((words(f"published.filter.{name}"), words.listing(named)))
    if search := request.chosen("search"):
        lines.append((words("ledger.search"), search[0]))
    if codes := request.chosen("compare"):
        lines.append((words("compare.title"), words.listing([words.name(geography.place(code)) for code in codes])))
    return lines


def definitions(context: Context, measures: Collection[str] = tuple(MEASURES)) -> Table:
    """Return every measure of places, or those given, with what it means: ``measure``, ``meaning``."""
    words = context.words
    return Table.of(
        {
            "measure": (words("export.measure"), [words(f"measure.{measure}") for measure in measures]),
            "meaning": (words("dictionary.meaning"), [words(f"measure.{measure}.definition") for measure in measures]),
        }
    )


def defined(exhibit: Exhibit) -> list[str]:
    """Return the definitions of the measures that are columns of an exhibit's table."""
    words, columns = exhibit.context.words, exhibit.table().frame.columns
    return [
        f"{words(f'measure.{measure}')}: {words(f'measure.{measure}.definition')}"
        for measure in (*MEASURES, *REVIEW_MEASURES)
        if measure in columns
    ]


def sources(request: ExportRequest, held: list[Chapter]) -> list[str]:
    """Return the citations of the file's exhibits."""
    cited = [exhibit.source for chapter in held for exhibit in chapter.exhibits]
    return list(dict.fromkeys(cited)) + [request.context.words("equity.caveat")] * ("regions" in request.pages)


def name(request: ExportRequest, kind: str, chart: str = "") -> str:
    """Return a name for the file, or for that of one chart; it has the filters in it."""
    if chart:
        return exhibit_name(exhibit(request, chart), kind)
    context = request.context
    own = {name for page in request.pages for name in PAGES[page].parameters if name not in NOT_FILTERS}
    return file_name(
        ("ocod", *(request.pages if len(request.pages) == 1 else ())),
        kind,
        sample=request.of_sample,
        view=context.view if request.of_day("register") else View(),
        day=context.day if request.of_day("register") else request.published_on,
        statuses=kind in OF_CENTRES or any(PAGES[page].shows_centres for page in request.pages),
        choices=[value for each, values in request.choices if each in own for value in _unusual(each, values)],
        language=context.words.language,
    )


def exhibit_name(exhibit: Exhibit, kind: str) -> str:
    """Return a name for a file of one exhibit; it has the filters in it."""
    context = exhibit.context
    return file_name(
        (exhibit.key,),
        kind,
        sample=exhibit.of_sample,
        view=context.view,
        day=context.day,
        statuses=exhibit.of_statuses,
        choices=(exhibit.variant,),
        language=context.words.language,
    )


def _unusual(name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    return () if values == PARAMETERS[name].default else values
