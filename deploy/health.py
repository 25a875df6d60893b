"""Say whether the app at ``PORT`` of this machine is healthy, as a container's health check: the code is 0 or 1."""

import os
import sys
import urllib.request


def main() -> int:
    """Return the code of the process, and write the reason why the app is not healthy."""
    port, base = os.environ.get("PORT") or "8501", os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/{base + '/' if base else ''}healthz", timeout=8).close()
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
