"""docs/architecture.md tells of the code as it is, and the code keeps to what is said there."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

from ocod_dash.config import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
HOUSE = ROOT / "ocod_dash"
PACKAGES = {
    path.stem
    for path in HOUSE.iterdir()
    if (path / "__init__.py").exists() or (path.suffix == ".py" and path.stem != "__init__")
}
MODULES = [
    ROOT / "app.py",
    *(
        path
        for folder in ("ocod_dash", "pages", "deploy", "scripts", "bench")
        for path in (ROOT / folder).rglob("*.py")
    ),
]
PAGES = sorted((ROOT / "pages").glob("*.py"))


def contract(name: str) -> dict[str, list[str]]:
    return next(each for each in CONTRACTS if each["name"] == name)


def imports(path: Path) -> set[str]:
    """Return what a module imports, each as a dotted name from the top."""
    here = path.relative_to(ROOT).with_suffix("").parts
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = ".".join((*(here[: -node.level] if node.level else ()), *([node.module] if node.module else ())))
            found |= {above, *(f"{above}.{alias.name}" for alias in node.names)}
    return found


def inside(package: str) -> list[Path]:
    module = HOUSE / f"{package}.py"
    return [module] if module.exists() else sorted((HOUSE / package).rglob("*.py"))


def test_the_diagram_shows_the_layers_that_are_checked_in_their_order():
    rows = [
        set(re.findall(r"\w+", layer)) & PACKAGES
        for layer in contract("Each package imports only from those below it")["layers"]
    ]
    diagram = re.findall(r"```text\n(.*?)```", PAGE, re.S)[0].splitlines()
    assert diagram[0] == "app.py, pages/"
    assert [set(re.findall(r"\w+", line)) for line in diagram[1:]] == rows
    assert set.union(*rows) == PACKAGES


def test_every_package_is_described_once_and_no_other():
    table = PAGE.partition("## Packages")[2].partition("\n## ")[0]
    assert sorted(re.findall(r"^\| `(\w+)` \|", table, re.M)) == sorted(PACKAGES)


def test_only_ui_and_web_may_know_streamlit():
    others = contract("Only ui and web know Streamlit")["source_modules"]
    assert PACKAGES - {name.removeprefix("ocod_dash.") for name in others} == {"ui", "web", "__main__"}


def test_every_view_is_kept_from_knowing_who_looks_at_it():
    """The contract names modules: one that builds parts and is not named could reach the session."""
    named = contract("What builds a page cannot know who looks at it")["source_modules"]
    streamlit = {path for path in inside("ui") if "streamlit" in {name.partition(".")[0] for name in imports(path)}}
    apart = {
        *inside("ui/data"),
        *inside("ui/present"),
        *(HOUSE / "ui" / name for name in ("script.py", "build_ahead.py")),
    }  # build nothing that is cached
    builders = {path for path in inside("ui") if path.name != "__init__.py"} - streamlit - apart
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in builders}
    assert {name for name in modules if not name.startswith(tuple(named))} == set()


def test_no_two_modules_at_one_depth_have_the_same_name():
    names = [
        (len(path.parts), path.name) for path in HOUSE.rglob("*.py") if path.name not in ("__init__.py", "__main__.py")
    ]
    assert {name for name in names if names.count(name) > 1} == set()


def test_ui_stays_small():
    assert sum(len(path.read_text("utf-8").splitlines()) for path in inside("ui")) < 3700


@pytest.mark.parametrize("room", ["charts", "maps"])
def test_what_draws_asks_no_data(room):
    imported = {name for path in inside(room) for name in imports(path)}
    assert not {
        name for name in imported if name.startswith(("ocod_dash.loader", "ocod_dash.store", "ocod_dash.ingest"))
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_only_arranges(path):
    assert len(path.read_text("utf-8").splitlines()) < 100
    libraries = {name.partition(".")[0] for name in imports(path)} - sys.stdlib_module_names
    assert libraries <= {"streamlit", "ocod_dash"}
    packages = {name.split(".")[1] for name in imports(path) if name.startswith("ocod_dash.")}
    assert packages == {"ui"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_and_begins_by_saying_what_it_is_for(path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) < 300
    assert re.match(r'"""[^"\n]+[.:;,]\n|"""[^"\n]+\."""\n', text), text[:80]


def test_every_path_and_name_in_the_page_is_there():
    code = "\n".join(path.read_text("utf-8") for path in MODULES)
    for named in set(re.findall(r"`([^`\n]+)`", PAGE)) - PACKAGES:
        words = re.findall(r"\w+", named)
        there = (ROOT / named).exists() or (HOUSE / named).exists()
        assert there or all(word in code for word in words), named
