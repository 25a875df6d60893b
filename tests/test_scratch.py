"""Folders of a moment: removed by who made them, else when the next server starts."""

import os
import subprocess
import sys
import tempfile
import time

import pytest

from ocod_dash import scratch


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_goes_with_what_it_was_made_for(temporary):
    with scratch.folder() as name:
        (temporary / name / "register.csv").write_text("0811112222")
        assert os.stat(name).st_mode & 0o077 == 0
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="a process is looked up as POSIX does")
def test_what_a_killed_process_left_goes_and_what_is_in_use_stays(temporary):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    long_ago = time.time() - 2 * scratch.OLD
    before_us = f"ocod-{os.getpid()}-abcdefgh"
    for name in (f"ocod-{ended.pid}-abcdefgh", before_us, "ocod-former_1", "ocod-former_2", "ocod-dash-keep", "other"):
        (temporary / name).mkdir()
        (temporary / name / "register.csv").write_text("0811112222")
    for name in (before_us, "ocod-former_1", "ocod-dash-keep", "other"):
        os.utime(temporary / name, (long_ago, long_ago))
    (temporary / "ocod-former_3").symlink_to(temporary / "other")
    with scratch.folder() as name:
        scratch.sweep()
        left = {path.name for path in temporary.iterdir()}
    assert left == {os.path.basename(name), "ocod-former_2", "ocod-dash-keep", "ocod-former_3", "other"}
    assert (temporary / "other" / "register.csv").exists()
