"""The plans of next centres that are saved, how much of each was done, and saving the one that the address asks for."""

import shlex
from dataclasses import replace

import streamlit as st

from ...exhibits import next_plan, plan_exhibits
from ...exhibits.plan_tables import of_plans
from ...metrics import next_sites
from ...problem import Problem
from ...siting.question import PARAMETERS, Question
from ...store import save_plan, saved_plans
from ...web import sheet
from ...web.markdown import note, plain
from ...web.parts import Items, Part
from ..headings import note as line
from ..links import href
from ..page_context import PageContext
from ..place_tables import linked, table
from ..render import html
from .steward import allowed, sign

IN_SIGHT = 12  # plans


def plans(page: PageContext) -> None:
    """Draw the saved plans, and let a steward save the one that the address asks for."""
    sign(page.context)
    sheet.show("data_plans", _listed, page)
    if name := st.session_state.pop("plans_saved", None):
        st.success(plain(page.words("plans.saved", name=name)), icon=":material/check_circle:")
    _offer(page)


def _listed(page: PageContext) -> Items:
    """Return the plans, each with a link that shows it beside its own question solved on the register in view."""
    context, words = page.context, page.words
    saved = list(saved_plans(context.data.store).values())
    yield line("plans_hint", words("plans.hint"))
    if not saved:
        yield Part("plans_none", html("note", text=words("plans.none")))
        return
    shown, links = of_plans(context, saved), {}
    for one in saved:
        there = replace(page, context=plan_exhibits.in_places(context, one))
        links[one.name] = href(there, "next", choices={**one.question, "beside": one.name})
    bare = replace(shown, frame=shown.frame.assign(name=""))
    marks = {"name": linked(shown.frame.name, shown.frame.name, links)}
    yield Part("plans", table(context, bare, words("data.part.plans"), rows=IN_SIGHT, marks=marks))


def _offer(page: PageContext) -> None:
    """Draw the plan that the address asks for, and let a steward save it; show all others the command that does it."""
    context, words = page.context, page.words
    st.markdown(f"## {words('plans.save')}", anchors=False)
    found = next_plan.first(page)
    if isinstance(found, Problem):
        note(found.tell(words))
        return
    st.markdown(plain(context.say(next_sites.headline(found))))
    note(words("plans.save.solved"))
    who = allowed(context, command(page))
    if who is None:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(words("plans.name"), key="plans_name", width=280)
        if st.button(words("plans.save.press"), disabled=not name.strip(), key="plans_save", icon=":material/save:"):
            _save(page, name, who)


def _save(page: PageContext, name: str, who: str) -> None:
    """Save the plan, the solver's if it has one in its time."""
    words, context = page.words, page.context
    try:
        with st.spinner(words("cli.stage.site")):
            if job := next_plan.current(page):
                job.wait()
        found = next_plan.found(page)
        if isinstance(found, Problem):
            raise found
        st.session_state["plans_saved"] = save_plan(
            context.data.store, plan_exhibits.to_save(context, found, name, who)
        )
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")
    else:
        st.rerun()


def command(page: PageContext) -> str:
    """Return the command that saves the plan."""
    asked: Question = next_plan.question(page)
    options = asked.query() | page.context.view.to_query()
    words = ["ocod", "site"]
    for name in (*PARAMETERS, "region", "province", "district", "as_of"):
        if name in options:
            words += [f"--{name.replace('_', '-')}", options[name]]
    return shlex.join([*words, "--save", page.words("plans.name.example")])
