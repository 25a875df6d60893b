"""What is taken away: files made from metrics, charts and maps, never from a page."""
