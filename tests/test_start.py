"""The command starts at once: what is slow to load is loaded where it is used."""

import os
import subprocess
import sys

import pytest
import typer

from ocod_dash.cli import (  # noqa: F401 - these define the commands
    application,
    changes,
    doctor,
    export,
    forecasts,
    listings,
    plans_command,
    reviews,
    siting_command,
    usage_commands,
)
from ocod_dash.cli.application import GROUPS, MODULES, listing
from ocod_dash.i18n import Words
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty

DRAWING = {"pandas", "plotly", "pydeck", "pptx", "typst", "narwhals", "streamlit", "jinja2"}
READING = {"fastexcel", "chardet", "xlsxwriter"}
PLACES = {"shapely", "geothai"}


def loaded(*arguments: str, env: dict[str, str]) -> set[str]:
    """Run the command in a process of its own and return the libraries that it loaded."""
    program = (
        "import sys\nfrom ocod_dash.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "finally:\n    print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", program, *arguments], env=env, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return set(run.stderr.splitlines()[-1].split())


@pytest.fixture
def env(tmp_path, monkeypatch) -> dict[str, str]:
    publish_when_empty(Store(str(tmp_path / "store")))
    return os.environ | {"OCOD_STORE": str(tmp_path / "store"), "LANG": "en_GB.UTF-8"}


def test_help_loads_neither_the_engine_nor_what_draws(env):
    assert not loaded("--help", env=env) & (DRAWING | READING | PLACES | {"polars", "pydantic", "deltalake"})


def test_the_list_of_releases_loads_nothing_that_draws_or_knows_places(env):
    assert not loaded("releases", env=env) & (DRAWING | PLACES | {"chardet", "xlsxwriter", "filelock"})


def test_a_check_of_a_register_loads_nothing_that_draws_or_writes_workbooks(env, tmp_path):
    register = tmp_path / "register.csv"
    register.write_text("centre_id,name_th,province,latitude,longitude,status\na,ศูนย์,50,18.8,99.0,open\n", "utf-8")
    assert not loaded("check", str(register), env=env) & (DRAWING | {"chardet", "xlsxwriter"})


@pytest.mark.parametrize("listed", [*MODULES, *GROUPS])
def test_the_help_lists_each_command_as_it_describes_itself(listed):
    whole, names = (typer.main.get_command(each).commands for each in (application.app, listing(Words("en"))))
    assert sorted(whole) == sorted(names)  # the modules may have been loaded in another order
    assert names[listed].help == whole[listed].help


@pytest.mark.parametrize(("name", "module"), (MODULES | GROUPS).items())
def test_the_module_named_for_a_command_defines_it(name, module):
    program = f"import typer\nfrom ocod_dash.cli.{module} import app\nprint(*typer.main.get_command(app).commands)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert name in run.stdout.split()
