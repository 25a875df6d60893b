"""An environment for each peer, with its versions pinned; it stays in the user's cache from one run to the next."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from ..servers import Failed

PINS = {
    "dash": ("dash==4.4.1", "dash-deck==0.0.1", "flask-compress==1.25", "waitress==3.0.2"),
    "panel": ("panel==1.9.4", "plotly==7.1.0", "pydeck==0.9.3"),
    "vizro": ("vizro==1.0.0", "dash-deck==0.0.1", "waitress==3.0.2"),
    "streamlit": ("streamlit==1.67.0", "plotly==7.1.0", "pydeck==0.9.3"),
}


def python(name: str) -> Path:
    """Return the Python of a peer's environment, created when there is none with these versions."""
    sign = hashlib.sha256(f"{PINS[name]} {sys.version}".encode()).hexdigest()[:12]
    folder = _caches() / "ocod-bench" / f"{name}-{sign}"
    found = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "complete").exists():
        uv = Path(sys.executable).with_name("uv")
        _run([str(uv), "venv", "--clear", "--quiet", "--python", sys.executable, str(folder)])
        _run([str(uv), "pip", "install", "--quiet", "--python", str(found), *PINS[name]])
        (folder / "complete").touch()
    return found


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        raise Failed(f"not installed: {(done.stderr or done.stdout).strip()[-500:]}")


def _caches() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache")
