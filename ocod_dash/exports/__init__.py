"""Files to download, made from exhibits and tables, never from a page."""
