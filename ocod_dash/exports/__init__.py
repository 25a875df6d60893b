"""Files to download, from exhibits and tables, never from a page."""
