"""The script behind every page: language, data, filters and navigation, then the page itself."""

from ocod_dash.ui import room

room.open_room()
