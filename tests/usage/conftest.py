"""Spark for the tests: two worker processes of its own on this machine, reachable from nowhere else."""

import shutil
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from ocod_dash.usage import Engine, engine_of

MASTER = "local-cluster[2,1,1024]"
OPTIONS = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.driver.memory": "1g",
}


@pytest.fixture(scope="session")
def spark() -> Iterator[Engine]:
    """The engine on a real local cluster; tests that need it are left out where Spark or Java is not installed."""
    if not find_spec("pyspark") or not shutil.which("java"):
        pytest.skip("needs Apache Spark and Java: make test-spark")
    submit = " ".join(f"--conf {name}={value}" for name, value in OPTIONS.items())
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        environment.setenv("TZ", "UTC")
        environment.setenv("PYSPARK_SUBMIT_ARGS", f"{submit} pyspark-shell")
        engine = engine_of("spark", MASTER)
        try:
            yield engine
        finally:
            engine.session.stop()
