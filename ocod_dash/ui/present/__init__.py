"""Present mode: the slides, and the stage that shows them."""
