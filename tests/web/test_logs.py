"""The log for machines: a line of JSON for each event, with the request's id and nothing about the visitor."""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from ocod_dash.config import ROOT
from ocod_dash.web.logs import REQUEST_ID, JsonFormatter

START_SECONDS = 240


def test_a_line_is_json_with_the_id_of_its_request() -> None:
    try:
        raise ValueError("broken")
    except ValueError:
        error = sys.exc_info()
    record = logging.LogRecord("ours", logging.ERROR, "f.py", 1, "it %s", ("failed\nhere",), error)  # type: ignore[arg-type]
    record.route = "/api/v1/summary"
    token = REQUEST_ID.set("0123456789")
    try:
        text = JsonFormatter().format(record)
    finally:
        REQUEST_ID.reset(token)
    line = json.loads(text)
    assert "\n" not in text
    assert (line["level"], line["logger"], line["message"]) == ("error", "ours", "it failed\nhere")
    assert (line["request_id"], line["route"]) == ("0123456789", "/api/v1/summary")
    assert "ValueError: broken" in line["error"]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, subprocess.Popen[bytes], Path]]:
    """The app with a log of JSON: its port, its process, its log."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("app")
    ours = {"OCOD_STORE": str(folder / "store"), "HOME": str(folder), "OCOD_LOG": "json"}
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | ours, stdout=log, stderr=log)
    try:
        last_moment = time.monotonic() + START_SECONDS
        while process.poll() is None and time.monotonic() < last_moment:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        yield port, process, folder / "log.txt"
    finally:
        process.kill()
        process.wait()


def receive_all(session: ClientConnection) -> None:
    while True:
        session.recv(timeout=30)


def test_a_signal_to_end_closes_sessions_gently_and_the_log_names_no_visitor(
    running: tuple[int, subprocess.Popen[bytes], Path],
) -> None:
    port, process, log = running
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/summary?province=50", headers={"X-Request-Id": "0123456789abcdef"}
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        assert answer.headers["Request-Id"] == "0123456789abcdef"
        assert "server" not in answer.headers
    with connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"]) as session:  # type: ignore[list-item]
        process.send_signal(signal.SIGTERM)
        with pytest.raises(ConnectionClosed) as closed:
            receive_all(session)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012  # the service starts again
    assert process.wait(timeout=30) in (0, -signal.SIGTERM)
    written = log.read_text("utf-8")
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    (line,) = [each for each in lines if each.get("route") == "/api/v1/summary"]
    assert (line["method"], line["code"], line["request_id"]) == ("GET", 200, "0123456789abcdef")
    assert "127.0.0.1" not in written
    assert "province" not in written
