"""A roll-up by Spark Connect: the command asks a server, here one on this machine, and the months are those of Polars."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from tests.usage.logs_of_use import at_random, rolled

pytestmark = pytest.mark.spark

WAIT = 180  # seconds for the server


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a server of Spark Connect, and return its address."""
    found = importlib.util.find_spec("pyspark")
    if found is None or found.origin is None or not shutil.which("java"):
        pytest.skip("needs Apache Spark and Java: make test-spark")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = Path(found.origin).parent
    set_to = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": port,
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": 2,
    }
    options = [word for name, value in set_to.items() for word in ("--conf", f"{name}={value}")]
    own = {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1", "TZ": "UTC"}
    log = tmp_path_factory.mktemp("connect") / "log.txt"
    with log.open("wb") as file:
        server = subprocess.Popen(
            ["bash", str(home / "sbin" / "start-connect-server.sh"), "--master", "local[1]", *options],
            env=os.environ | own, cwd=log.parent, stdout=file, stderr=file, start_new_session=True,
        )  # fmt: skip
    try:
        last_moment = time.monotonic() + WAIT
        while "Spark Connect server started" not in log.read_text(errors="replace"):
            assert server.poll() is None, log.read_text(errors="replace")[-2000:]
            assert time.monotonic() < last_moment, "the server does not start"
            time.sleep(0.5)
        yield f"sc://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def test_the_command_rolls_up_by_spark_connect(master, tmp_path):
    logs = tmp_path / "logs"
    logs.mkdir()
    at_random(1, 300).write_csv(logs / "1.csv")
    command = [
        sys.executable, "-m", "ocod_dash", "usage", "rollup", "logs", "--out", "activity.parquet", "--engine", "spark",
        "--master", master,
    ]  # fmt: skip
    run = subprocess.run(command, cwd=tmp_path, env=os.environ | {"TZ": "UTC"}, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    found, expected = pl.read_parquet(tmp_path / "activity.parquet"), rolled(logs, tmp_path / "polars").activity
    assert found.equals(expected.select(found.columns))
    assert found.height == 12
