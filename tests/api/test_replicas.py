"""Several processes on one store, as behind a load balancer, are one API."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx2 as httpx
import pytest

ROOT = Path(__file__).parents[2]
START_SECONDS = 240


@contextmanager
def replica(store: Path, folder: Path, **environment: str) -> Iterator[httpx.Client]:
    """Run the app on a store; give a program that asks it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder.mkdir()
    ours = {"OCOD_STORE": str(store), "HOME": str(folder), "USERPROFILE": str(folder)} | environment
    command = [sys.executable, "-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | ours, stdout=log, stderr=log)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            _wait_until_there(client, process, folder / "log.txt")
            yield client
    finally:
        process.kill()
        process.wait()


def _wait_until_there(client: httpx.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    last_moment = time.monotonic() + START_SECONDS
    while time.monotonic() < last_moment and process.poll() is None:
        try:
            client.get("/healthz").raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.2)
    pytest.fail(f"the app did not start:\n{log.read_text(errors='replace')}")


def test_what_one_replica_answered_need_not_be_sent_by_another(sample, tmp_path):
    addresses = (
        "summary",
        "provinces?region=north&format=csv&lang=th",
        "centres?province=50&limit=3",
        "claims?on=2021-05-19",
    )
    with ExitStack() as running:
        one, other = (running.enter_context(replica(sample, tmp_path / name)) for name in ("one", "other"))
        for address in addresses:
            first, second = one.get(f"/api/v1/{address}"), other.get(f"/api/v1/{address}")
            assert (first.status_code, first.content) == (200, second.content)
            assert first.headers["etag"] == second.headers["etag"]
            again = other.get(f"/api/v1/{address}", headers={"If-None-Match": first.headers["etag"]})
            assert (again.status_code, again.content) == (304, b"")
