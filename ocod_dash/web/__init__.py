"""What knows Streamlit and the browser, and nothing of what the pages are about."""
