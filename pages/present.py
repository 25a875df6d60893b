"""Present: the same findings and pictures as slides that fill the screen."""

from ocod_dash.ui import context, empty, published
from ocod_dash.ui.present import slides, stage

here = context.current()

if empty.total(here) is not None:
    stage.stage(here, slides.decks(here, published.context()))
    stage.follow(here)
