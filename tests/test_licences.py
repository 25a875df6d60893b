"""Every file that is not this project's own program has its licence stated, once, and works of others are named."""

import hashlib
import re
import tomllib
from fnmatch import fnmatch

import pytest

from ocod_dash import __version__
from ocod_dash.config import DATA, ROOT
from ocod_dash.exhibits.licences import CODE, NONE, TEXTS, licences, table
from ocod_dash.i18n import LANGUAGES, Words

NOTICE = (ROOT / "NOTICE").read_text("utf-8")
ASSETS = [
    path for path in (ROOT / "ocod_dash" / "assets").rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")
]
FILES = [path for path in DATA.rglob("*") if path.is_file()]
KNOWN = {*TEXTS, *NONE, "MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC"}


def test_the_licence_of_the_program_is_the_full_official_text():
    text = (ROOT / "LICENSE").read_bytes()
    assert hashlib.sha256(text).hexdigest() == "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == CODE
    files = {path for pattern in project["license-files"] for path in ROOT.glob(pattern)}
    assert {path for path in ASSETS if path.name.endswith("LICENSE.txt") or path.name == "OFL.txt"} < files
    assert {ROOT / "LICENSE", ROOT / "NOTICE"} < files


@pytest.mark.parametrize("path", ASSETS, ids=lambda path: path.name)
def test_the_notice_names_every_bundled_file(path):
    assert f"  {path.relative_to(ROOT).as_posix()}\n" in NOTICE


def test_the_notice_names_no_file_that_is_not_there():
    for named in re.findall(r"^  (\S+/\S+)$", NOTICE, re.M):
        assert (ROOT / named).exists(), named


@pytest.mark.parametrize("path", [*ASSETS, *FILES], ids=lambda path: path.name)
def test_every_file_of_data_and_assets_has_its_licence(path):
    name = path.relative_to(ROOT).as_posix()
    own = [row for row in licences() if row["files"] != "ocod_dash/*" and fnmatch(name, row["files"])]
    assert own or path.name == "OFL.txt", name


@pytest.mark.parametrize("path", [path for path in FILES if path.name != "README.md"], ids=lambda path: path.name)
def test_the_description_of_the_data_states_it_too(path):
    stated = (DATA / "README.md").read_text("utf-8").partition("## Licences")[2]
    patterns = re.findall(r"`(data/[^`]+)`", stated)
    assert any(fnmatch(path.relative_to(ROOT).as_posix(), pattern) for pattern in patterns)


def test_every_row_is_of_files_that_are_there_and_of_a_known_licence():
    for row in licences():
        assert set(row["licence"].split(", ")) <= KNOWN, row
        assert row["files"] == "geothai" or list(ROOT.glob(row["files"])), row


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_is_in_each_language_and_without_the_program_it_is_of_data_alone(language):
    rows, heads = table(Words(language))
    assert {len(row) for row in rows} == {len(heads)}
    assert all(text for row in rows for text in row)
    of_data, _ = table(Words(language), program=False)
    assert {row[1].partition("/")[0] for row in of_data} == {"data", "geothai"}


def test_the_version_is_declared_once():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "ocod_dash.__version__"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
