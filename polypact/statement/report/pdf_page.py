"""Pages of a document: headings, tables with decimals below each other, boxes and pictures, made with reportlab."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from polypact.chain.tokens import Token

_INK, _GREY, _PALE, _GREEN, _RED = "#1d2b33", "#5b6b75", "#eef2f4", "#1b6e5a", "#a3281e"
_SIZE = 7.5
_MARGIN = 42
_WIDTH = 841.89 - 2 * _MARGIN - 12  # A4 landscape less its margins and the padding of its frame, in points
_FIRST = 150.0
_HEADINGS = {1: 18.0, 2: 13.0, 3: 9.5}  # points, by level

Row = tuple[str, Sequence[int]]


def plain(text: str) -> str:
    """Text from a chain, without what could turn the reading direction or break the page."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def build(parts: Iterable[Any], title: str, footer: str, pages: int) -> tuple[bytes, int]:
    """The parts on pages with a footer and page numbers out of `pages`; and how many pages there are."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import SimpleDocTemplate

    def number(canvas: Any, document: Any) -> None:
        canvas.setFont("DejaVu", 7)
        canvas.setFillColor(_GREY)
        canvas.drawString(_MARGIN + 6, 26, plain(footer))
        canvas.drawRightString(_MARGIN + 6 + _WIDTH, 26, f"Page {document.page} of {pages}")

    _fonts()
    out = BytesIO()
    margins = {"leftMargin": _MARGIN, "rightMargin": _MARGIN, "topMargin": 40, "bottomMargin": 46}
    facts = {"title": f"{plain(title)}: statement of income", "author": "Polypact", "invariant": 1}
    document = SimpleDocTemplate(out, pagesize=landscape(A4), **margins, **facts)
    document.build(list(parts), onFirstPage=number, onLaterPages=number)
    return out.getvalue(), int(document.page)


class Sheet:
    """Tables of one token: all its sums with the same number of decimals."""

    def __init__(self, kind: Token, sums: Iterable[int]) -> None:
        self._kind = kind
        texts = [kind.number(amount) for amount in sums]
        self._places = max((len(text.partition(".")[2]) for text in texts), default=0)
        self._longest = max((len(text.partition(".")[0]) + 1 + self._places for text in texts), default=1)

    def words(self, amount: int) -> str:
        """An amount with as many decimals as any of the token's needs: below each other they line up."""
        if not amount:
            return "-"
        whole, _, rest = self._kind.number(amount).partition(".")
        return f"{whole}.{rest.ljust(self._places, '0')}" if self._places else whole

    def table(
        self, title: str, first: str, columns: Sequence[str], rows: Sequence[Row], total: Row | None = None
    ) -> list[Any]:
        """A table with sums in all columns but the first."""
        # 0.7 em is as wide as a digit of the bold font gets.
        width = min((_WIDTH - _FIRST) / len(columns), max(0.7 * _SIZE * self._longest + 12, 96.0))
        size = max(3.5, min(_SIZE, (width - 12) / (0.7 * self._longest)))
        head = [first, *columns]
        body = [[text, *map(self.words, sums)] for text, sums in [*rows, *([total] if total else [])]]
        widths = [_WIDTH - width * len(columns), *[width] * len(columns)]
        return _table(f"{title} ({self._kind.symbol})", head, body, widths, size, bool(total), right_from=1)


def listing(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Any]:
    """A table of texts; the last column holds amounts."""
    widths = [110.0, 220.0, 230.0, _WIDTH - 560.0]
    return _table(title, columns, [list(row) for row in rows], widths, _SIZE, False, right_from=len(columns) - 1)


def heading(text: str, level: int) -> Any:
    from reportlab.platypus import Paragraph

    return Paragraph(escape(plain(text)), _style(size=_HEADINGS[level], bold=True, after=6))


def text(words: str, bold: bool = False) -> Any:
    from reportlab.platypus import Paragraph

    return Paragraph(escape(plain(words)), _style(bold=bold, after=6))


def facts(entries: Mapping[str, str]) -> Any:
    """Names and what they are."""
    from reportlab.platypus import Table

    rows = [[_cell(name, colour=_GREY), _cell(value)] for name, value in entries.items()]
    return Table(rows, colWidths=[110, _WIDTH - 110], hAlign="LEFT", spaceAfter=10)


def box(title: str, lines: Sequence[str], good: bool) -> Any:
    """A framed remark."""
    from reportlab.platypus import Table

    colour = _GREEN if good else _RED
    rows = [[_cell(title, size=10, bold=True, colour=colour)], *([_cell(line)] for line in lines)]
    style = [("LINEBEFORE", (0, 0), (0, -1), 3, colour), ("BACKGROUND", (0, 0), (-1, -1), _PALE)]
    style += [("LEFTPADDING", (0, 0), (-1, -1), 10)]
    return Table(rows, colWidths=[_WIDTH], style=style, hAlign="LEFT", spaceBefore=8, spaceAfter=8)


def picture(content: bytes, ratio: float, title: str) -> Any:
    """A PNG over the whole width; `ratio` is its height as a share of that."""
    from reportlab.platypus import Image, KeepTogether

    width = min(_WIDTH, 440 / ratio)
    return KeepTogether([heading(title, 2), Image(BytesIO(content), width, width * ratio)])


def page_break() -> Any:
    from reportlab.platypus import PageBreak

    return PageBreak()


def _table(
    title: str,
    head: Sequence[str],
    body: Sequence[list[str]],
    widths: Sequence[float],
    size: float,
    has_total: bool,
    right_from: int,
) -> list[Any]:
    from reportlab.platypus import CondPageBreak, KeepTogether, Table

    style = [
        ("FONT", (0, 0), (-1, -1), "DejaVu", size),
        ("FONT", (0, 0), (-1, 0), "DejaVu-Bold", _SIZE - 0.5),
        ("TEXTCOLOR", (0, 0), (-1, -1), _INK),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, _INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.25, "#ccd5da"),
        ("ALIGN", (right_from, 0), (-1, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]
    if has_total:
        style += [
            ("FONT", (0, -1), (-1, -1), "DejaVu-Bold", size * 0.93),
            ("LINEABOVE", (0, -1), (-1, -1), 0.8, _INK),
            ("BACKGROUND", (0, -1), (-1, -1), _PALE),
        ]
    # What is short fits into the narrowest column, and need not be set as a paragraph, which takes its time.
    cells = [
        [*(plain(cell) if len(cell) <= 24 else _cell(cell) for cell in row[:right_from]), *row[right_from:]]
        for row in body
    ]
    made = Table([list(head), *cells], colWidths=list(widths), style=style, repeatRows=1, hAlign="LEFT", spaceAfter=14)
    name = heading(title, 3)
    # A short table stays in one piece, a long one only begins where some of it fits.
    return [KeepTogether([name, made])] if len(body) < 20 else [CondPageBreak(120), name, made]


def _cell(words: str, size: float = _SIZE, bold: bool = False, colour: str = _INK) -> Any:
    from reportlab.platypus import Paragraph

    return Paragraph(escape(plain(words)), _style(size, bold, colour))


def _style(size: float = _SIZE, bold: bool = False, colour: str = _INK, after: float = 0) -> Any:
    from reportlab.lib.styles import ParagraphStyle

    _fonts()
    font = "DejaVu-Bold" if bold else "DejaVu"
    return ParagraphStyle("text", fontName=font, fontSize=size, leading=size * 1.3, textColor=colour, spaceAfter=after)


@cache
def _fonts() -> None:
    # The fonts that come with matplotlib: the names of partners are not always Latin.
    from pathlib import Path

    import matplotlib as mpl
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    registerFont(TTFont("DejaVu", folder / "DejaVuSans.ttf"))
    registerFont(TTFont("DejaVu-Bold", folder / "DejaVuSans-Bold.ttf"))
