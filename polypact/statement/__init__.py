"""The statement: what came in, what each tier took, and who was credited and paid what, checked against the chain.

It is made twice: once from the escrow's events alone (`replay`), and once by asking the contract (`proof`). Both must
agree to the wei. docs/statement.md explains every figure. Imports `clients`, `chain` and `text`.
"""

from polypact.chain.events import Event
from polypact.statement.book import Sums, Tiers
from polypact.statement.making import build, make
from polypact.statement.model import Line, Movement, Period, Statement, TokenStatement

__all__ = ["Event", "Line", "Movement", "Period", "Statement", "Sums", "Tiers", "TokenStatement", "build", "make"]
