"""The script that Streamlit runs for every page.

It is not beside ``pages/``: there Streamlit would run a page that is the very first request of a fresh server
without the shell.
"""

from ocod_dash.ui import shell

shell.run()
