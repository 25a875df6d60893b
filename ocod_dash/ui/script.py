"""The script that Streamlit runs for every page.

It is not beside ``pages/``: there Streamlit would run a page that is the very first one a fresh server is asked for
without what stands round it.
"""

from ocod_dash.ui import shell

shell.run()
