"""The pages of the PDF document: fonts, tables that fit, and numbers below each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from polypact.statement.report import letters
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.tokens import Token

_INK, _GREY, _PALE, _GREEN, _RED = "#1d2b33", "#5b6b75", "#eef2f4", "#1b6e5a", "#a3281e"
_SIZE = 7.5
_READABLE = 5.6
_SMALLEST = 5.0
_MARGIN = 42
_WIDTH = 841.89 - 2 * _MARGIN - 12  # A4 landscape less its margins and the padding of its frame, in points
_FIRST = 150.0
_PAD = 3.0
_DIGIT = 0.7  # em; as wide as a digit of the bold font gets
_HEADINGS = {1: 17.0, 2: 12.5, 3: 9.0}  # points, by level

Row = tuple[str, Sequence[int]]


def plain(text: str) -> str:
    """Text from a chain, without what could turn the reading direction or break the page."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in letters.bare(text))


class Press:
    """Makes the parts of one document. `font_file` has the letters that DejaVu lacks."""

    def __init__(self, font_file: Path | None = None) -> None:
        self._own = _fonts()
        self._given = _given_font(font_file) if font_file else ("", frozenset[int]())
        self._known = self._own | self._given[1]

    def missing(self, text: str) -> list[str]:
        """The letters of a text that no font here has."""
        return letters.missing(plain(text), self._known)

    def spelled(self, text: str) -> str:
        """A text with the numbers of the letters that no font here has."""
        return letters.spelled(plain(text), self._known)

    def document(self, parts: Iterable[Any], title: str, footer: str, pages: int) -> tuple[bytes, int]:
        """The parts on pages with a footer and page numbers out of `pages`; and how many pages there are."""
        from reportlab.lib.pagesizes import A4, landscape
        from reportlab.platypus import Paragraph, SimpleDocTemplate

        foot = Paragraph(self._markup(footer), _style(7, colour=_GREY))

        def number(canvas: Any, document: Any) -> None:
            foot.wrap(_WIDTH - 80, 20)
            foot.drawOn(canvas, _MARGIN + 6, 24)
            canvas.setFont("DejaVu", 7)
            canvas.setFillColor(_GREY)
            canvas.drawRightString(_MARGIN + 6 + _WIDTH, 26, f"Page {document.page} of {pages}")

        out = BytesIO()
        margins = {"leftMargin": _MARGIN, "rightMargin": _MARGIN, "topMargin": 36, "bottomMargin": 42}
        facts = {"title": f"{plain(title)}: statement of income", "author": "Polypact", "invariant": 1}
        document = SimpleDocTemplate(out, pagesize=landscape(A4), **margins, **facts)
        document.build(list(parts), onFirstPage=number, onLaterPages=number)
        return out.getvalue(), int(document.page)

    def heading(self, text: str, level: int) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph(self._markup(text), _style(size=_HEADINGS[level], bold=True, after=4, keep=True))

    def text(self, words: str, bold: bool = False) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph(self._markup(words), _style(bold=bold, after=5))

    def facts(self, entries: Mapping[str, str]) -> Any:
        """Names and what they are."""
        from reportlab.platypus import Table

        rows = [[self._cell(name, colour=_GREY), self._cell(value)] for name, value in entries.items()]
        style = [("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5)]
        return Table(rows, colWidths=[110, _WIDTH - 110], style=style, hAlign="LEFT", spaceAfter=6)

    def box(self, title: str, lines: Sequence[str], good: bool) -> Any:
        """A framed remark."""
        from reportlab.platypus import Table

        colour = _GREEN if good else _RED
        rows = [[self._cell(title, size=10, bold=True, colour=colour)], *([self._cell(line)] for line in lines)]
        style = [("LINEBEFORE", (0, 0), (0, -1), 3, colour), ("BACKGROUND", (0, 0), (-1, -1), _PALE)]
        style += [("LEFTPADDING", (0, 0), (-1, -1), 10), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
        return Table(rows, colWidths=[_WIDTH], style=style, hAlign="LEFT", spaceBefore=4, spaceAfter=8)

    def listing(
        self,
        title: str,
        columns: Sequence[str],
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        size: float = 6.8,
    ) -> Any:
        """A table of texts; `widths` are shares of the page, negative ones of columns that stand on the right."""
        whole = sum(map(abs, widths))
        points = [_WIDTH * abs(width) / whole for width in widths]
        right = [place for place, width in enumerate(widths) if width < 0]
        return self._table(title, columns, [list(row) for row in rows], points, size, False, right)

    def table(
        self,
        sheet: Sheet,
        title: str,
        first: str,
        columns: Sequence[str],
        rows: Sequence[Row],
        total: Row | None = None,
    ) -> list[Any]:
        """A table with sums in all columns but the first."""
        width = min((_WIDTH - _FIRST) / len(columns), max(_DIGIT * _SIZE * sheet.longest + 2 * _PAD, 84.0))
        size = min(_SIZE, (width - 2 * _PAD) / (_DIGIT * sheet.longest))
        body = [[text, *map(sheet.words, sums)] for text, sums in [*rows, *([total] if total else [])]]
        widths = [_WIDTH - width * len(columns), *[width] * len(columns)]
        right = range(1, len(columns) + 1)
        if size < _SMALLEST:  # such numbers go over several lines
            size = _SMALLEST
            body = [[text, *(self._cell(number, size, right=True) for number in sums)] for text, *sums in body]
        return self._table(f"{title} ({sheet.unit})", [first, *columns], body, widths, size, bool(total), right)

    def columns(self, sheet: Sheet) -> int:
        """How many columns of a table can be read; 2 at least, and 8 at most."""
        return max(2, min(8, int((_WIDTH - _FIRST) / (_DIGIT * _READABLE * sheet.longest + 2 * _PAD))))

    def _table(
        self,
        title: str,
        head: Sequence[str],
        body: Sequence[list[Any]],
        widths: Sequence[float],
        size: float,
        has_total: bool,
        right: Collection[int],
    ) -> list[Any]:
        from reportlab.platypus import CondPageBreak, KeepTogether, Table

        style = [
            ("FONT", (0, 0), (-1, -1), "DejaVu", size),
            ("FONT", (0, 0), (-1, 0), "DejaVu-Bold", min(size, _SIZE) - 0.3),
            ("TEXTCOLOR", (0, 0), (-1, -1), _INK),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, _INK),
            ("LINEBELOW", (0, 1), (-1, -1), 0.25, "#ccd5da"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 1.6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
            ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
            ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
            *(("ALIGN", (place, 0), (place, -1), "RIGHT") for place in right),
        ]
        if has_total:
            style += [
                ("FONT", (0, -1), (-1, -1), "DejaVu-Bold", size * 0.93),
                ("LINEABOVE", (0, -1), (-1, -1), 0.8, _INK),
                ("BACKGROUND", (0, -1), (-1, -1), _PALE),
            ]
        cells = [
            [cell if place in right else self._short_cell(cell, min(size, _SIZE)) for place, cell in enumerate(row)]
            for row in body
        ]
        heads = [
            self._cell(text, min(size, _SIZE) - 0.3, bold=True, right=place in right) for place, text in enumerate(head)
        ]
        made = Table([heads, *cells], colWidths=list(widths), style=style, repeatRows=1, hAlign="LEFT", spaceAfter=9)
        name = self.heading(title, 3)
        # A short table stays in one piece, a long one only begins where some of it fits.
        return [KeepTogether([name, made])] if len(body) < 20 else [CondPageBreak(120), name, made]

    def _short_cell(self, text: str, size: float) -> Any:
        # What is short fits into the narrowest column, and need not be set as a paragraph, which takes its time.
        drawn = letters.drawable(_within(text), self._known)
        if len(drawn) <= 24 and all(ord(letter) in self._own for letter in drawn):
            return drawn
        return self._cell(text, size)

    def _cell(
        self, words: str, size: float = _SIZE, bold: bool = False, colour: str = _INK, right: bool = False
    ) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph(self._markup(words), _style(size, bold, colour, right=right))

    def _markup(self, text: str) -> str:
        parts: list[tuple[bool, str]] = []
        for letter in letters.drawable(_within(text), self._known):
            is_own = ord(letter) in self._own
            if parts and parts[-1][0] == is_own:
                parts[-1] = (is_own, parts[-1][1] + letter)
            else:
                parts.append((is_own, letter))
        font = self._given[0]
        return "".join(escape(part) if own else f'<font name="{font}">{escape(part)}</font>' for own, part in parts)


def _within(text: str) -> str:
    # What `letters.isolated` has marked stays marked.
    return "".join(letter if letter.isprintable() or not letters.bare(letter) else plain(letter) for letter in text)


class Sheet:
    """How the sums of one token are written: all of them with the same number of decimals."""

    def __init__(self, kind: Token, sums: Iterable[int]) -> None:
        amounts = list(sums)
        self._kind, self._places, self.longest = _measured(kind, amounts)
        self.unit = kind.symbol
        #: So many digits are read by nobody: then in whole smallest units, if that is shorter.
        if self.longest > 30 and kind.decimals:
            small = type(kind)(kind.address, kind.symbol, 0)
            _, places, longest = _measured(small, amounts)
            if longest < self.longest:
                self._kind, self._places, self.longest = small, places, longest
                self.unit = f"smallest unit of {kind.symbol}, 10^-{kind.decimals}"

    def words(self, amount: int) -> str:
        """An amount with as many decimals as any of the token's needs: below each other they line up."""
        if not amount:
            return "-"
        whole, _, rest = self._kind.number(amount).partition(".")
        return f"{whole}.{rest.ljust(self._places, '0')}" if self._places else whole


def picture(press: Press, content: bytes, ratio: float, title: str) -> Any:
    """A PNG over three quarters of the width; `ratio` is its height as a share of its width."""
    from reportlab.platypus import Image, KeepTogether

    width = min(0.75 * _WIDTH, 440 / ratio)
    return KeepTogether([press.heading(title, 3), Image(BytesIO(content), width, width * ratio, hAlign="LEFT")])


def room(points: float) -> Any:
    """Goes on to the next page if less than that is left on this one."""
    from reportlab.platypus import CondPageBreak

    return CondPageBreak(points)


def _measured(kind: Token, amounts: Sequence[int]) -> tuple[Token, int, int]:
    texts = [kind.number(amount) for amount in amounts]
    places = max((len(text.partition(".")[2]) for text in texts), default=0)
    return kind, places, max((len(text.partition(".")[0]) + 1 + places for text in texts), default=1)


def _style(
    size: float = _SIZE,
    bold: bool = False,
    colour: str = _INK,
    after: float = 0,
    right: bool = False,
    keep: bool = False,
) -> Any:
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        "text",
        fontName="DejaVu-Bold" if bold else "DejaVu",
        fontSize=size,
        leading=size * 1.25,
        textColor=colour,
        spaceAfter=after,
        alignment=TA_RIGHT if right else TA_LEFT,
        keepWithNext=int(keep),
    )


@cache
def _fonts() -> frozenset[int]:
    # The fonts that come with matplotlib; their characters.
    import matplotlib as mpl
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    fonts = [TTFont("DejaVu", folder / "DejaVuSans.ttf"), TTFont("DejaVu-Bold", folder / "DejaVuSans-Bold.ttf")]
    for font in fonts:
        registerFont(font)
    regular, bold = (frozenset(font.face.charToGlyph) for font in fonts)
    return regular & bold


@cache
def _given_font(file: Path) -> tuple[str, frozenset[int]]:
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        font = TTFont(f"Given-{file.name}", str(file))
    except (TTFError, OSError, ValueError, KeyError) as error:
        raise PolypactError(f"--font {file}: no TrueType font that can be used ({error})") from None
    registerFont(font)
    return font.fontName, frozenset(font.face.charToGlyph)
