"""Present: the same findings and pictures as slides that fill the screen."""

from ocod_dash.ui import empty, published, visit
from ocod_dash.ui.present import slides, stage

here = visit.current()

if empty.total(here) is not None:
    stage.stage(here, slides.decks(here, published.visit()))
    stage.follow(here)
