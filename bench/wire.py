"""A visitor without a browser: speaks Streamlit's protocol, and stores what the server sends."""

import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from lxml import html
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from .product import pressed

RELEASE = re.compile(rb"release (\d+)")
CARD = re.compile(r'ocod-name">([^<]*).*?ocod-number">([^<]*)<', re.DOTALL)
DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass
class Run:
    """One run of a page's script, as it arrived."""

    seconds: float = 0.0
    sent: int = 0
    elements: list[Any] = field(default_factory=list)

    def of(self, kind: str) -> list[Any]:
        """Return the elements of a kind, by Streamlit's name for it: ``metric``, ``download_button``."""
        return [getattr(element, kind) for element in self.elements if element.WhichOneof("type") == kind]

    @property
    def figures(self) -> list[dict[str, Any]]:
        """The Plotly figures of the parts."""
        return [json.loads(part["chart"]["spec"]) for part in self.parts if "chart" in part]

    @property
    def pictures(self) -> list[dict[str, Any]]:
        """The SVG pictures of the parts, with what belongs to them."""
        return [part["picture"] for part in self.parts if "picture" in part]

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """The names and figures of the cards."""
        heads = "".join(part["head"] for part in self.parts)
        return [(name.strip(), figure) for name, figure in CARD.findall(heads)]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The parts of the page's sheets, out of their columns."""
        return [
            part
            for sheet in self.of("bidi_component")
            if sheet.bytes
            for part in flat(json.loads(sheet.bytes)["parts"])
        ]

    @property
    def deck(self) -> dict[str, Any] | None:
        """The map as Streamlit's own component gets it: as pydeck describes it."""
        found = self.of("deck_gl_json_chart")
        return json.loads(found[0].json) if found else None

    @property
    def map(self) -> dict[str, Any] | None:
        """The map as our own component gets it: layers whose data have names, and the address of the outlines."""
        return next((part["map"] for part in self.parts if "map" in part), None)

    @property
    def title(self) -> str:
        """The page's headline."""
        return " ".join(text(heading) for heading in self._all("h1"))

    @property
    def tables(self) -> list[list[list[str]]]:
        """The tables that are in sight: of each its rows, of each row the words in its cells."""
        return [[[text(cell) for cell in row] for row in table.iter("tr")] for table in self._all("table")]

    @property
    def sources(self) -> list[str]:
        """The lines that name a source."""
        return [text(line) for line in self._all("*") if "ocod-source" in line.get("class", "").split()]

    def _all(self, tag: str) -> list[html.HtmlElement]:
        written = "".join(part["head"] + part["foot"] for part in self.parts)
        return list(html.fromstring(f"<div>{written}</div>").iter(tag))

    @property
    def marks(self) -> int:
        """How many bars, points of lines and shapes on maps there are to draw."""
        bars = [trace.get("x", ()) for figure in self.figures for trace in figure["data"]]
        ours = [self.map["areas"], *self.map["marks"].values()] if self.map else []
        theirs = [layer["data"] for layer in self.deck["layers"]] if self.deck else []
        return sum(map(len, bars + ours)) + sum(
            len(each["features"] if type(each) is dict else each) for each in theirs
        )

    @property
    def rows(self) -> int:
        """How many rows of tables there are, without their heads."""
        heads = "".join(part["head"] for part in self.parts)
        return heads.count("<tr>") - heads.count("<thead>")


def text(element: html.HtmlElement) -> str:
    """Return what an element says, in one line."""
    return " ".join(element.text_content().split())


def flat(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the parts of a sheet, out of their columns."""
    return [
        part
        for item in items
        for part in ([one for each in item["items"] for one in flat(each)] if "columns" in item else [item])
    ]


class Visitor:
    """One session, opened on a page as its first request."""

    def __init__(self, socket: ClientConnection, url: str, page: str, query: str, language: str) -> None:
        self.socket = socket
        self.buttons: dict[str, tuple[str, str]] = {}  # by label: its id, and the part of the page that it runs
        self.sheets: dict[str, str] = {}  # by key: its id
        self.options: dict[str, str] = {}  # by option of a list with one choice: the list's id
        self.release, self.shown_at = 0, 0.0  # the number of the one that the page shows, and since when
        self.back = BackMsg()
        self.url = url
        self.pages: dict[str, str] = {}  # by path: by what Streamlit knows the page
        self._open(page)
        self.back.rerun_script.query_string = query
        self.back.rerun_script.context_info.locale = language
        self.back.rerun_script.context_info.color_scheme = "light"

    async def choose(self, query: str) -> Run:
        """Choose what an address's parameters say, and take in what comes of it."""
        self.back.rerun_script.query_string = query
        return await self.run()

    async def press(self, label: str, option: str | None = None) -> Run:
        """Press a button, by its label, perhaps after an option was chosen; receive all that follows."""
        back = BackMsg()
        back.CopyFrom(self.back)
        if option:
            back.rerun_script.widget_states.widgets.add(id=self.options[option], string_value=option)
        state = back.rerun_script.widget_states.widgets.add()
        state.id, back.rerun_script.fragment_id = self.buttons[label]
        state.trigger_value = True
        return await self.run(back)

    async def ask(self, key: str, what: str) -> Run:
        """Press a button of a part that is a sheet of its own, by the part's key and what the button asks for."""
        back = BackMsg()
        back.CopyFrom(self.back)
        state = back.rerun_script.widget_states.widgets.add(id=_make_trigger_id(self.sheets[key], "events"))
        state.json_trigger_value = json.dumps(pressed(key, what))
        return await self.run(back)

    async def go(self, page: str, query: str) -> Run:
        """Open another page of the same session, as the browser does without loading anything anew."""
        self._open(page)
        return await self.choose(query)

    def _open(self, page: str) -> None:
        asked = self.back.rerun_script
        asked.page_name, asked.page_script_hash = ("", self.pages[page]) if page in self.pages else (page, "")
        asked.context_info.url = f"{self.url}/{page}"

    async def run(self, back: BackMsg | None = None) -> Run:
        """Have the script run, as it is or after a change."""
        began = time.perf_counter()
        await self.socket.send((back or self.back).SerializeToString())
        run = await self.receive()
        run.seconds = time.perf_counter() - began
        return run

    async def receive(self) -> Run:
        """Receive the next run from its beginning, such as one that the server begins by itself."""
        run, began = Run(), False
        while True:
            packed = await self.socket.recv()
            run.sent += len(packed)
            message = ForwardMsg.FromString(packed)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                began = True
            elif kind == "navigation":
                self.back.rerun_script.page_script_hash = message.navigation.page_script_hash
                self.pages = {
                    "" if each.is_default else each.url_pathname: each.page_script_hash
                    for each in message.navigation.app_pages
                }
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._note(message.delta)
                run.elements.append(message.delta.new_element)
            elif kind == "script_finished" and message.script_finished in DONE and began:
                return run

    def _note(self, delta: Delta) -> None:
        """Store what of an element a visitor can press next, and which release it is of."""
        element, kind = delta.new_element, delta.new_element.WhichOneof("type")
        if kind == "button":
            self.buttons[element.button.label] = element.button.id, delta.fragment_id
        elif kind == "radio":
            self.options |= dict.fromkeys(element.radio.options, element.radio.id)
        elif kind == "bidi_component":
            self.sheets[element.bidi_component.id.rpartition("-sheet_")[2]] = element.bidi_component.id
            found = RELEASE.search(element.bidi_component.bytes)
            if found and int(found[1]) != self.release:
                self.release, self.shown_at = int(found[1]), time.monotonic()
        elif kind == "exception":
            raise RuntimeError(element.exception.message)


@asynccontextmanager
async def context(url: str, page: str = "", query: str = "", language: str = "en") -> AsyncIterator[Visitor]:
    """Open a session on a page, before its first run, and leave it in the end."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    headers = {"Accept-Language": language, "Origin": url}
    async with connect(
        address, subprotocols=[Subprotocol("streamlit")], additional_headers=headers, max_size=None
    ) as socket:
        yield Visitor(socket, url, page, query, language)
