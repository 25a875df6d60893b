"""Centre: what is known of one centre."""

from dataclasses import replace

from ...exhibits import centre_exhibits
from ...web.parts import Items, Part, columns
from ..exhibit_card import card, reason, table_card
from ..headings import title
from ..links import href, own_choices
from ..page_context import PageContext
from ..place_tables import linked, table
from ..render import html


def build(page: PageContext) -> Items:
    """Return what is suggested and decided, the figures that led there, the months, the survey and the neighbours."""
    words, found = page.words, centre_exhibits.find(page)
    if found is None:
        near = words.listing(centre_exhibits.nearest_ids(page)) or words("no_data")
        yield title(words("centre.none"))
        yield reason(words("centre.none.id", id="".join(page.chosen("id"))), words("centre.none.near", near=near))
        return
    suggested = centre_exhibits.is_reviewed(found)
    said = (
        words("centre.title", name=words.name(found), option=words(f"option.{found.option}"))
        if suggested
        else words.name(found)
    )
    yield title(page.context.counted(said))
    shown = page.exhibits()
    sections = [
        Part(f"section_{each.key}", html("section", section=each)) for each in centre_exhibits.sections(page, found)
    ]
    left = [card(shown["centre_months"])] if "centre_months" in shown else []
    if "centre_neighbours" in shown:
        exhibit = shown["centre_neighbours"]
        frame = exhibit.table().frame
        links = {code: href(page, "centre", choices=own_choices(page) | {"id": code}) for code in frame.centre_id}
        bare = exhibit.table().frame.assign(centre="")
        marks = {"centre": linked(frame.centre_id, frame.centre, links)}
        left.append(
            table_card(
                exhibit, table(exhibit.context, replace(exhibit.table(), frame=bare), exhibit.title, marks=marks)
            )
        )
    yield columns((1, 1), [*sections[:2], *left], sections[2:])
