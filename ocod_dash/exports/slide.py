"""One slide: its title, its text, its marks, each with the type that Thai needs and an alternative text."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from ..i18n import Words
from ..theme import LIGHT
from . import slide_fit
from .line_breaks import balanced

FACE = "Tahoma"  # Windows and macOS have it, with Thai
LETTER = 0.62  # of a bold letter's size, its width
WIDE, HIGH = 13.333, 7.5  # inches, 16:9
LEFT, WIDTH = 0.5, 12.333
TITLE_ONLY, BLANK = 5, 6  # of the library's own template
ANCHORS = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


class Sheet:
    """A slide being filled.

    Parameters
    ----------
    deck : pptx.Presentation
        From :meth:`deck`.
    title : str
        The finding.
    words : Words
        Of the deck's language.
    subtitle, kicker, source : str
        What is measured, the page it is from, the citation.
    sample : bool
        Whether it is marked as of the sample.
    first : bool
        Whether it is the title slide, with larger type.
    """

    palette = LIGHT

    def __init__(
        self,
        deck: Any,
        title: str,
        words: Words,
        subtitle: str = "",
        kicker: str = "",
        source: str = "",
        sample: bool = False,
        first: bool = False,
    ):
        self.words = words
        self.slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
        self.shapes = self.slide.shapes
        if kicker:
            self.text(kicker, LEFT, 0.3, 8, 0.35, size=12, colour=self.palette.quiet)
        top, height, size = (1.4, 1.6, 36) if first else (0.68, 0.9, 24 if len(title) < 62 else 20)
        head = self.shapes.title
        head.left, head.top, head.width, head.height = map(Inches, (LEFT, top, WIDTH, height))
        shown = balanced(title, int(WIDTH * 72 / (LETTER * size)))
        if first and shown.count("\n") > 1:
            size = 28
        self.fill(head.text_frame, shown, size=size, bold=True, anchor="middle" if first else "top")
        if subtitle:
            self.text(
                subtitle, LEFT, 1.6, WIDTH, 0.4, size=14 if len(subtitle) < 105 else 11, colour=self.palette.quiet
            )
        if source:
            self.text(source, LEFT, 6.95, 11.3, 0.4, size=11, colour=self.palette.quiet)
        self.text(str(len(deck.slides)), 12.2, 6.95, 0.65, 0.4, size=11, colour=self.palette.quiet)
        if sample:
            self._mark(words("badge.sample"))

    @staticmethod
    def deck(words: Words) -> Any:
        """Return an empty deck, 16:9, set in our type."""
        deck = Presentation()
        deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
        deck.core_properties.title = words("app.title")
        deck.core_properties.language = words.tag
        for part in deck.slide_masters[0].part.rels.values():
            if part.reltype.endswith("/theme"):
                theme = etree.fromstring(part.target_part.blob)
                for font in theme.iter(qn("a:latin"), qn("a:cs")):
                    font.set("typeface", FACE)
                part.target_part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
        return deck

    def text(
        self,
        text: str,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        size: float,
        bold: bool = False,
        colour: str = LIGHT.text,
        anchor: str = "top",
        at_right: bool = False,
    ) -> Any:
        """Write a text in a box, in inches; return the box."""
        box = self.shapes.add_textbox(*map(Inches, (left, top, width, height)))
        self.fill(box.text_frame, text, size=size, bold=bold, colour=colour, anchor=anchor)
        if at_right:
            box.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
        return box

    def picture(self, content: bytes, text: str, left: float, top: float, width: float, height: float) -> None:
        """Show a picture in a box, in inches, at its left and in the middle of its height; ``text`` describes it."""
        shape = self.shapes.add_picture(BytesIO(content), inches(left), inches(top))
        scale = min(inches(width) / shape.width, inches(height) / shape.height)
        shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
        shape.top = inches(top) + (inches(height) - shape.height) // 2
        describe(shape, text)

    def lines(
        self,
        lines: list[str],
        *,
        top: float,
        height: float,
        sizes: Sequence[float],
        left: float = LEFT,
        width: float = WIDTH,
        colour: str = LIGHT.text,
    ) -> None:
        """Write lines below each other in a box, in inches, in the largest of the sizes at which they fit."""
        size = slide_fit.largest([lines], self.words, width, height, sizes)
        box = self.text(lines[0], left, top, width, height, size=size, colour=colour)
        for line in lines[1:]:
            paragraph = box.text_frame.add_paragraph()
            paragraph.space_before = Pt(size * slide_fit.BETWEEN)
            self.run(paragraph, line, size, False, colour)

    def fill(
        self, frame: Any, text: str, *, size: float, bold: bool = False, colour: str = LIGHT.text, anchor: str = "top"
    ) -> None:
        """Write a text, of one line or several, into the frame of a shape or a cell."""
        frame.word_wrap, frame.vertical_anchor = True, ANCHORS[anchor]
        if hasattr(frame, "auto_size"):
            frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        paragraph = frame.paragraphs[0]
        paragraph.alignment = None
        for at, line in enumerate(text.split("\n")):
            if at:
                paragraph.add_line_break()
            self.run(paragraph, line, size, bold, colour)
        properties = paragraph._p.get_or_add_pPr()
        properties.set("algn", "l")

    def run(self, paragraph: Any, text: str, size: float, bold: bool, colour: str) -> None:
        """Write on in a paragraph."""
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = written(text), Pt(size), bold
        run.font.color.rgb = rgb(colour)
        typeface(run._r.get_or_add_rPr(), self.words)

    def notes(self, lines: list[str]) -> None:
        """Write the speaker's notes."""
        frame = self.slide.notes_slide.notes_text_frame
        frame.text = "\n".join(written(line) for line in lines if line)
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                typeface(run._r.get_or_add_rPr(), self.words)

    def remark(self, colour: str) -> str:
        """Return the colour of a headline number's remark."""
        return {"gray": self.palette.quiet, "orange": self.palette.todo_text, "blue": self.palette.open_text}[colour]

    def _mark(self, text: str) -> None:
        mark = self.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *map(Inches, (WIDE - 2.6, 0.16, 2.1, 0.4)))
        mark.name = "sample"
        mark.fill.solid()
        mark.fill.fore_color.rgb = rgb(self.palette.sample_ground)
        mark.line.color.rgb = rgb(self.palette.sample_text)
        bare(mark)
        self.fill(mark.text_frame, text, size=14, bold=True, colour=self.palette.sample_text, anchor="middle")
        mark.text_frame.paragraphs[0]._p.get_or_add_pPr().set("algn", "ctr")
        describe(mark, text)


def typeface(properties: Any, words: Words) -> None:
    """Set the type of a run or of a chart's text: one face for Latin and Thai, and the language."""
    properties.set("lang", words.tag)
    for tag in ("a:latin", "a:ea", "a:cs", "a:sym"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    # The schema has an order: fill first, then latin, ea, cs.
    before = [child for child in properties if child.tag in {qn(f"a:{name}") for name in ("ln", "solidFill", "noFill")}]
    at = properties.index(before[-1]) + 1 if before else 0
    for tag in ("a:cs", "a:latin"):
        font = etree.SubElement(properties, qn(tag))
        font.set("typeface", FACE)
        properties.insert(at, font)


def chart_type(chart: Any, words: Words) -> None:
    """Set the type of every text in a chart, which knows none but its own."""
    for properties in chart._chartSpace.iter(qn("a:defRPr"), qn("a:rPr")):
        typeface(properties, words)


def describe(shape: Any, text: str) -> None:
    """Give a shape the text that is read to those who do not see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", written(text))


def bare(shape: Any) -> None:
    """Take the theme's style off a shape: no shadow, no bevel."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def rgb(colour: str) -> RGBColor:
    """Return ``#RRGGBB`` as the library wants it."""
    return RGBColor.from_string(colour.lstrip("#"))


def written(text: str) -> str:
    """Return a text without the signs that XML cannot hold."""
    return "".join(letter for letter in str(text) if letter >= " " or letter in "\t\n")


def inches(value: float) -> Emu:
    """Return a length in inches as the library wants it, a whole number."""
    return Emu(round(value * 914400))
