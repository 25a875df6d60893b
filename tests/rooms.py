"""A kind of file that the product has never had, rooms of centres, declared as one of its own would be."""

from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl
import pytest

from ocod_dash import schema
from ocod_dash.i18n import LANGUAGES
from ocod_dash.i18n.words import catalogue
from ocod_dash.ingest import FORMS
from ocod_dash.ingest.forms import RecordForm, Rule
from ocod_dash.ingest.forms.texts import days, whole_numbers
from ocod_dash.schema.declaration import Column, Table

Rooms = Table(
    "A room of a centre.",
    {
        "room_id": Column(pl.String, "The room's id.", unique=True),
        "centre_id": Column(pl.String, "The centre."),
        "seats": Column(pl.Int64, "Seats.", nullable=True),
        "checked_on": Column(pl.Date, "When they were counted.", nullable=True),
    },
)


def of_a_known_centre(published, as_of):
    known = published["centres"]["centre_id"].implode()
    return [Rule("rooms.centre", "error", "centre_id", ~pl.col("centre_id").is_in(known))]


ROOMS = RecordForm(
    name="rooms",
    aliases={"room_id": ("ห้อง",), "centre_id": ("ศูนย์",), "seats": ("ที่นั่ง",), "checked_on": ("ตรวจเมื่อ",)},
    needed=(("room_id",), ("centre_id",)),
    tables=("rooms",),
    reads=("centres",),
    command=("rooms",),
    key=("room_id",),
    shown="seats",
    named=("centre_id",),
    values={"seats": whole_numbers, "checked_on": days},
    rules=of_a_known_centre,
)
TEXTS = {
    "form.rooms.kind": "Rooms of centres",
    "form.rooms.hint": "Rooms as CSV",
    "form.rooms.rule": "A row with a known id corrects that room.",
    "form.rooms.template": "The rooms as they are",
    "form.rooms.changes": "New rooms: {added}; corrected: {corrected}; unchanged: {unchanged}",
    "form.rooms.between": "New rooms: {added}; corrected: {corrected}; withdrawn: {withdrawn}",
    "form.rooms.confirm": "Publish {added} new rooms, {corrected} corrected",
    "form.rooms.ask": "Publish {added} rooms?",
    "form.rooms.published": "Release {number} is now current: {n} rooms.",
    "form.rooms.help": "The rooms.",
    "form.rooms.check.help": "Check a file of rooms.",
    "form.rooms.publish.help": "Publish a file of rooms.",
    "form.rooms.file.help": "The rooms.",
    "cli.action.rooms": "rooms published",
    "report.rooms.centre": "Row {row}: there is no centre “{value}”",
    "field.room_id": "Room",
    "field.seats": "Seats",
    "field.checked_on": "Checked on",
}


@contextmanager
def declared() -> Iterator[None]:
    """Declare the kind, its table and its texts for one test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(schema.TABLES, "rooms", Rooms)
        patch.setitem(FORMS, "rooms", ROOMS)
        for language in LANGUAGES:
            for key, text in TEXTS.items():
                catalogue(language).add(key, text)
        yield
        for language in LANGUAGES:
            for key in TEXTS:
                catalogue(language).delete(key)
