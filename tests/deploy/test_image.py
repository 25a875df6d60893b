"""The steps of the Dockerfile, tried without Docker: in a new folder, by an account that may write only what it is given."""

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx
import pytest

from ocod_dash.config import ROOT

TEXT = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text("utf-8"))
STEPS = [(word, rest) for word, rest in re.findall(r"^([A-Z]+) (.+)$", TEXT, re.M) if word != "ARG"]
NOBODY = 10001  # the account of the image
UV = shutil.which("uv", path=str(Path(sys.executable).parent))
WAIT = 200

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux") or not UV, reason="needs Linux and the project's .venv"),
    pytest.mark.timeout(600),
]


def of(word: str) -> list[str]:
    return [rest for found, rest in STEPS if found == word]


def account() -> dict[str, object]:
    """Return how to start a process by the image's account; who may not change the account is itself without rights."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}


@dataclass
class Image:
    """The tree that the steps make, and what the container would be given to write to."""

    app: Path
    python: Path
    writable: Path
    environment: dict[str, str]

    def start(self, command: list[str], **more: str) -> "subprocess.Popen[bytes]":
        """Start a command of the image by its account."""
        program = [str(self.python) if command[0] == "python" else command[0], *command[1:]]
        environment = self.environment | more
        with (self.writable / "log.txt").open("ab") as log:
            return subprocess.Popen(program, cwd=self.app, env=environment, stdout=log, stderr=log, **account())  # type: ignore[call-overload, no-any-return]

    def run(self, command: list[str], **more: str) -> int:
        return self.start(command, **more).wait(WAIT)


def usable_python() -> str:
    """Return a Python that the account can run."""
    for python in (getattr(sys, "_base_executable", sys.executable), "/usr/local/bin/python3", "/usr/bin/python3"):
        try:
            subprocess.run([python, "-c", "import sys; assert sys.version_info >= (3, 11)"], check=True, **account())  # type: ignore[call-overload]
        except (OSError, subprocess.CalledProcessError):
            continue
        return str(python)
    pytest.skip("no Python that another account can run")


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    """Do what the Dockerfile does."""
    python = usable_python()
    folder = Path(tempfile.mkdtemp(prefix="ocod-image-"))
    folder.chmod(0o755)
    app, venv, writable = (folder / name for name in ("app", "venv", "writable"))
    app.mkdir()
    for word, rest in STEPS:
        if word == "COPY":
            copy(rest.split(), app)
        elif word == "RUN" and rest.startswith("pip install"):
            install(rest, python, venv, app)
    writable.mkdir()
    if os.getuid() == 0:
        os.chown(writable, NOBODY, NOBODY)
    for path in (app, *app.rglob("*")):
        path.chmod(path.stat().st_mode & 0o555)
    environment = {name: value for line in of("ENV") for name, value in (each.split("=") for each in shlex.split(line))}
    moved = {name: re.sub(r"^/(tmp|var/lib/ocod-dash)", str(writable), value) for name, value in environment.items()}
    here = {"STREAMLIT_SERVER_ADDRESS": "127.0.0.1", "PORT": str(free_port()), "TMPDIR": str(writable)}
    yield Image(app, venv / "bin" / "python", writable, moved | here | {"PATH": os.environ["PATH"]})
    for path in (app, *app.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(folder)


def copy(names: list[str], app: Path) -> None:
    *sources, target = names
    for name in sources:
        source, into = ROOT / name, app / target
        if source.is_dir():
            shutil.copytree(source, into, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            into.mkdir(exist_ok=True)
            shutil.copy(source, into)


def install(command: str, python: str, venv: Path, app: Path) -> None:
    """Install as pip would, by uv, which has the files already."""
    assert UV
    subprocess.run([UV, "venv", "--quiet", "--python", python, str(venv)], check=True)
    options = [each for each in shlex.split(command)[2:] if each != "--no-cache-dir"]
    subprocess.run(
        [UV, "pip", "install", "--quiet", "--python", str(venv / "bin" / "python"), *options], check=True, cwd=app
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_the_image_starts_as_an_account_without_rights_on_a_tree_that_nobody_can_write(image: Image) -> None:
    before = files(image.app)
    address = f"http://127.0.0.1:{image.environment['PORT']}"
    (health,) = of("HEALTHCHECK")
    check = json.loads(health.partition("CMD ")[2])
    assert image.run(check) == 1  # it does not run yet
    process = image.start(json.loads(of("CMD")[0]), WORKERS="2" if shutil.which("nginx") else "1")
    try:
        last = time.monotonic() + WAIT
        while image.run(check) and time.monotonic() < last:
            assert process.poll() is None, (image.writable / "log.txt").read_text("utf-8")
            time.sleep(0.5)
        assert httpx.get(f"{address}/healthz", timeout=30).json()["sample"]
        assert httpx.get(address, timeout=30).status_code == 200
        register = image.writable / "register.csv"
        register.write_text("centre_id,name_th,province,status\na,ศูนย์ a,50,open\n", "utf-8")
        publish = ["python", "-m", "ocod_dash", "publish", str(register), "--as-of", "2021-05-19", "--yes"]
        assert image.run(publish) == 0
        assert (
            image.run(["python", "-m", "ocod_dash", "export", "--as", "pdf", "-o", str(register.with_suffix(".pdf"))])
            == 0
        )
        assert register.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
        time.sleep(6)
        assert httpx.get(f"{address}/healthz", timeout=30).json()["release"] == 2
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) in (0, -signal.SIGTERM)
    finally:
        process.kill()
        process.wait()
    assert files(image.app) == before


def test_the_image_has_no_more_than_the_app() -> None:
    listed = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    allowed = {line.removeprefix("!") for line in listed if line.startswith("!")}
    assert "*" in listed
    assert {name for step in of("COPY") for name in step.split()[:-1]} == allowed
    assert of("USER") == [f"{NOBODY}:{NOBODY}"]
    assert any("--require-hashes" in step for step in of("RUN"))


def test_the_container_is_started_with_few_rights() -> None:
    lines = {line.strip() for line in (ROOT / "compose.yaml").read_text("utf-8").splitlines()}
    assert lines >= {"read_only: true", "cap_drop:", "- ALL", "- no-new-privileges:true", "- store:/var/lib/ocod-dash"}


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_the_service_of_systemd_is_valid_and_has_few_rights(tmp_path: Path) -> None:
    unit = (ROOT / "deploy" / "ocod-dash.service").read_text("utf-8")
    here = tmp_path / "ocod-dash.service"
    here.write_text(
        re.sub(r"/srv/ocod-dash/.venv/bin/python", sys.executable, unit).replace("/srv/ocod-dash", str(ROOT))
    )
    checked = subprocess.run(["systemd-analyze", "verify", str(here)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
    rated = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(here)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert rated.returncode == 0, rated.stdout[-300:]
