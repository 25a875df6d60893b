"""What pyproject.toml declares is what the code imports, and each dependency says what it is for."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from ocod_dash.config import ROOT

TEXT = (ROOT / "pyproject.toml").read_text("utf-8")
PROJECT = tomllib.loads(TEXT)["project"]
OURS = {"ocod_dash", "pages", "app", "bench", "deploy", "scripts", "tests"}


def names(requirements: list[str]) -> set[str]:
    return {re.match(r"[\w-]+", each)[0].lower() for each in requirements}


RUNNING = names(PROJECT["dependencies"])
OPTIONAL = names(PROJECT["optional-dependencies"]["spark"])
DEVELOPING = RUNNING | names(PROJECT["optional-dependencies"]["dev"])


def imports(path: Path) -> set[str]:
    """Return the top names of the modules that a file imports, but for those beside it."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.partition(".")[0] for name in plain | parts}


def distributions(*places: str) -> dict[str, set[str]]:
    """Return the top modules that the code in some places imports, each with the distributions that bring it."""
    files = [
        path for place in places for path in ([ROOT / place], (ROOT / place).rglob("*.py"))[(ROOT / place).is_dir()]
    ]
    ours = set(sys.stdlib_module_names) | OURS | {path.stem for path in files}
    known = packages_distributions()
    return {
        top: {name.lower().replace("_", "-") for name in known.get(top, [top] if top in OPTIONAL else ())}
        for top in set.union(*map(imports, files)) - ours
    }


@pytest.mark.parametrize(
    ("places", "declared"),
    [(("app.py", "pages", "ocod_dash", "deploy"), RUNNING | OPTIONAL), (("scripts", "tests"), DEVELOPING)],
    ids=["running", "developing"],
)
def test_every_library_that_is_imported_is_declared(places, declared):
    undeclared = {top: sorted(by) for top, by in distributions(*places).items() if not by & declared}
    assert not undeclared


def test_every_dependency_is_imported():
    imported = set.union(*distributions("app.py", "pages", "ocod_dash").values())
    assert imported >= RUNNING | OPTIONAL


def test_every_dependency_says_what_it_is_for_and_where_it_ends():
    for requirement in PROJECT["dependencies"]:
        assert re.search(rf'^    "{re.escape(requirement)}", +# \S.{{5,}}$', TEXT, re.M), requirement
        assert re.search(r"<\d|~=", requirement), requirement
