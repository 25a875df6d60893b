"""What conditions on the figures of a centre are made of: their names, thresholds and language."""
