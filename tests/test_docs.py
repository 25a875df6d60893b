"""Nothing that a user can set, type, write in a file or read off a page is left without words in docs/."""

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
import typer

from ocod_dash import ingest
from ocod_dash.api import request_models
from ocod_dash.api.resources import RESOURCES
from ocod_dash.cli import (  # noqa: F401 - they define commands
    changes,
    doctor,
    export,
    forecasts,
    plans_command,
    reviews,
    siting_command,
    survey_commands,
    usage_commands,
)
from ocod_dash.cli.export import app
from ocod_dash.config import ROOT, Settings
from ocod_dash.i18n import LANGUAGES
from ocod_dash.i18n.words import catalogue
from ocod_dash.ingest import CLAIMS, REGISTER, Declaration, Mapping
from ocod_dash.ingest.review import REVIEW_FORMS
from ocod_dash.page_registry import BY_PATH
from ocod_dash.schema import TABLES
from ocod_dash.usage import RECORDS
from scripts.make_dictionary import PAGE, dictionary

DOCS = {path.name: path.read_text("utf-8") for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]}
GROUPS = typer.main.get_command(app).commands
COMMANDS = GROUPS | {
    f"{group} {name}": command for group, of in GROUPS.items() for name, command in getattr(of, "commands", {}).items()
}


def rows(text: str) -> dict[str, str]:
    """Return the rows of a page's tables by the code in their first cell."""
    return dict(re.findall(r"^\| `([^`]+)` \|(.*)\|$", text, re.M))


def named(code: str) -> str:
    """Return the name of the command that a code calls: ``claims check`` of ``ocod claims check FILE``."""
    return " ".join(word for word in code.split()[1:] if re.fullmatch("[a-z]+", word))


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", DOCS[page], re.S)


def test_every_setting_is_documented_with_its_default_and_no_other():
    listed = {name: row for name, row in rows(DOCS["operations.md"]).items() if name.startswith("OCOD_")}
    assert set(listed) == {f"OCOD_{name.upper()}" for name in Settings.model_fields}
    for name, setting in Settings.model_fields.items():
        default = "none" if setting.default is None else f"`{setting.default}`"
        assert listed[f"OCOD_{name.upper()}"].split("|")[0].strip() == default, name


def test_every_command_is_documented_with_its_options_and_no_other():
    listed = {named(code): row for code, row in rows(DOCS["operations.md"]).items() if code.startswith("ocod ")}
    assert set(listed) == set(COMMANDS)
    for name, command in COMMANDS.items():
        options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        assert set(re.findall(r"--[\w-]+", listed[name])) == options - {"--help"}, name


def test_every_address_and_parameter_of_the_api_is_documented_and_no_other():
    listed = rows(DOCS["api.md"])
    assert {name for name in listed if name.startswith("/")} == {f"/{each.name}" for each in RESOURCES}
    for each in RESOURCES:
        formats = re.findall(r"GeoJSON|JSON|CSV", listed[f"/{each.name}"])
        assert {name.lower() for name in formats} == set(each.formats), each.name
    first_cells = re.findall(r"^\| (`[a-z][^|]+)\|", DOCS["api.md"], re.M)
    models = (
        request_models.ChangeParameters,
        request_models.ReviewParameters,
        request_models.SitingParameters,
        request_models.ProgrammeParameters,
        request_models.ClaimParameters,
    )
    assert set(re.findall(r"`(\w+)`", "".join(first_cells))) == {
        name for model in models for name in model.model_fields
    }


def assert_documented(listed: dict[str, str], form: Declaration) -> None:
    """Assert that a table lists each field of a kind of file with its other names, and which are required."""
    assert set(listed) == set(form.fields)
    for name, aliases in form.aliases.items():
        also, *meaning = listed[name].split("|")
        assert set(re.findall(r"`([^`]+)`", also)) == set(aliases), name
        assert ("**required**" in meaning[0], "**จำเป็น**" in meaning[1]) == (name in form.required,) * 2, name


@pytest.mark.parametrize(("page", "form"), [("importing.md", REGISTER), ("claims.md", CLAIMS), ("usage.md", RECORDS)])
def test_every_field_of_a_file_is_documented_with_its_other_names_and_no_other(page, form):
    assert_documented(rows(DOCS[page]), form)


@pytest.mark.parametrize("form", REVIEW_FORMS, ids=lambda form: form.name)
def test_every_field_of_a_file_of_a_review_is_documented_in_its_own_section(form):
    section = DOCS["review-files.md"].partition(f"\n## {form.name}:")[2].partition("\n## ")[0]
    assert_documented(rows(section), form)


def test_the_register_in_the_import_guide_can_be_published(tmp_path):
    (tmp_path / "register.csv").write_text(blocks("importing.md", "csv")[0], "utf-8")
    outcome = ingest.run(tmp_path / "register.csv", as_of=date(2021, 5, 19))
    assert (outcome.report.accepted, outcome.report.errors) == (2, 0)
    assert outcome.tables["centres"]["province_code"].to_list() == ["50", "51"]
    assert sorted(outcome.tables["milestones"]["status"]) == ["in_progress", "open"]


def test_the_mapping_in_the_import_guide_is_one(tmp_path):
    (tmp_path / "m.toml").write_text(blocks("importing.md", "toml")[0], "utf-8")
    (tmp_path / "offices.csv").write_text("office,changwat,amphoe_name\nบ้านสวน,เชียงใหม่,แม่ริม\n", "utf-8")
    outcome = ingest.run(tmp_path / "offices.csv", Mapping.load(tmp_path / "m.toml", REGISTER), date(2021, 5, 19))
    assert outcome.tables["centres"]["district_code"].to_list() == ["5007"]
    assert outcome.tables["milestones"]["status"].to_list() == ["planned"]


def test_the_data_dictionary_is_what_the_code_declares_in_both_languages():
    assert PAGE.read_text("utf-8") == dictionary(), "run: make dictionary"
    thai = re.compile("[ก-๙]")
    for name in TABLES:
        table = dictionary().partition(f"### {name}\n")[2].partition("\n##")[0]
        assert all(thai.search(row.rpartition("|")[2]) for row in rows(table).values()), name


def test_no_meaning_is_left_of_a_column_that_is_gone():
    declared = {name: list(table.columns) for name, table in TABLES.items()}
    for language in LANGUAGES:
        keys = [message.id for message in catalogue(language) if str(message.id).startswith("schema.")]
        named = {key.split(".")[1]: [] for key in keys}
        for key in keys:
            named[key.split(".")[1]] += key.split(".")[2:]
        assert named == declared


def test_the_readme_is_short_and_names_every_page():
    assert len(DOCS["README.md"].splitlines()) < 120
    assert {f"`/{path}`" for path in BY_PATH} <= set(re.findall(r"`[^`]+`", DOCS["README.md"]))


@pytest.mark.parametrize("page", DOCS)
def test_a_page_names_no_task_command_or_file_that_is_not_there(page):
    text, folder = DOCS[page], ROOT if (ROOT / page).exists() else ROOT / "docs"
    tasks = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert set(re.findall(r"(?<![\w.])make ([a-z]+)(?=[`\s]*$|`| *#)", text, re.M)) <= tasks
    assert set(re.findall(r"`(?:ocod|python -m ocod_dash) ([a-z]+)", text)) <= set(COMMANDS)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _, heading = target.partition("#")
        assert (folder / file).exists(), target
        if heading:
            other = DOCS[Path(file).name] if file else text
            assert heading in [anchor(title) for title in re.findall(r"^#+ (.+)$", other, re.M)], target


def anchor(title: str) -> str:
    """Return a heading's anchor, as GitHub makes it."""
    kept = [letter for letter in title.lower() if letter in " -_" or unicodedata.category(letter)[0] in "LMN"]
    return "".join(kept).replace(" ", "-")


def test_the_pictures_are_there_and_small():
    pictures = re.findall(r"\]\((docs/pictures/[^)]+)\)", DOCS["README.md"])
    assert len(pictures) == 2
    assert all((ROOT / picture).stat().st_size < 300_000 for picture in pictures)


def commands(page: str) -> list[list[str]]:
    """Return the lines of each block of code without their comments, which are in the page's language."""
    return [[line.split("#")[0].rstrip() for line in block.splitlines()] for block in blocks(page, "")]


def headings(page: str) -> list[int]:
    """Return the level of each heading outside the blocks of code."""
    return [len(marks) for marks in re.findall(r"^(#+) ", re.sub(r"```.*?```", "", DOCS[page], flags=re.S), re.M)]


def test_the_readme_in_thai_has_the_commands_and_the_sections_of_the_one_in_english():
    assert commands("README.th.md") == commands("README.md") != []
    assert headings("README.th.md") == headings("README.md") != []
    assert "](docs/README.th.md)" in DOCS["README.md"]
    assert "](../README.md)" in DOCS["README.th.md"]
