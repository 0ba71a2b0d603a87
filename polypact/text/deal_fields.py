"""The deal as a person writes it, in a spec or in a proposal that amends the terms.

deal:
  notice: 60 days               # from giving notice to leaving
  redeemable: 25%               # of the treasury, of which a leaver takes its part by units
  units_ceiling: 1250           # nobody's share of income falls below its units / this
  sponsors_ceiling: 10%         # of all income, to all sponsors together
  capital:                      # that may be repaid, in the token's smallest unit
    0x...: {money: 500000000000, in_kind: 100000000000}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from polypact.text import field_types as fields
from polypact.text.deals import Capital, Deal
from polypact.text.durations import DAY, parse_timestamp
from polypact.text.errors import PolypactError
from polypact.text.validation import StrictModel
from polypact.text.written_numbers import share, span, whole_number

__all__ = ["AmendedDeal", "CapitalTerms", "DealTerms"]

MAX_CAPITAL = 8
_MOST_DAYS = 180 * DAY


def _moment(value: Any) -> int:
    """A moment as unix seconds."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    try:
        return parse_timestamp(str(value))
    except PolypactError as error:
        raise ValueError(f"is not a moment: {error}") from None


def _days(least: int) -> BeforeValidator:
    """A span of whole days, as their number."""
    check: Callable[..., int] = span(least, _MOST_DAYS).func

    def read(value: Any, info: Any) -> int:
        seconds = check(value, info)
        if seconds % DAY:
            raise ValueError(f"must be whole days, not {value}")
        return seconds // DAY

    return BeforeValidator(read)


Money = Annotated[int, whole_number(2**112 - 1, "That is more than any token has")]


class CapitalTerms(StrictModel):
    """How much capital may stand in the line of one token, in its smallest unit.

    Attributes:
        money: That may be paid in to be repaid.
        in_kind: That may be given in kind, at its agreed value.
    """

    money: Money = 0
    in_kind: Money = 0


class DealTerms(StrictModel):
    """What everybody accepts beside the document.

    Attributes:
        notice: Seconds from giving notice to leaving, at most 180 days.
        redeemable: bps of the treasury that a leaver takes its part of, by units; 0 if there is no redemption.
        units_ceiling: Of all units; the founders' total and a quarter more if none is named.
        weight_ceiling: The same of all weight.
        sponsors_ceiling: bps of all income that sponsors may be given together; the founding sponsors' shares and a
            quarter more if none is named.
        reserve_ceiling: bps of the rest that the treasury may be given; the founding reserve and a quarter more if none
            is named.
        seat_move: Seconds from offering one's seat until the new account may take it; at most 180 days.
        answer_call: Whole days that a partner who is called has to answer, 30 to 180.
        deadlock: Whole days, 30 to 180: the same actions failing twice that far apart let anyone begin winding up.
        capital: That may be repaid, by token: an address, or a name of the spec's address book; `ether`.
    """

    notice: fields.Notice = 0
    redeemable: fields.Redeemable = 0
    units_ceiling: fields.Units = 0
    weight_ceiling: fields.Weight = 0
    sponsors_ceiling: Annotated[int, share(0)] | None = None
    reserve_ceiling: Annotated[int, share(0)] | None = None
    seat_move: Annotated[int, span(0, _MOST_DAYS)] = 7 * DAY
    answer_call: Annotated[int, _days(30 * DAY)] = 60
    deadlock: Annotated[int, _days(30 * DAY)] = 0
    capital: dict[fields.Account, CapitalTerms] = Field(default_factory=dict, max_length=MAX_CAPITAL)

    def changes(self, deal: Deal, given: Iterable[str]) -> Deal:
        """`deal` with the fields that were `given` here."""
        values: dict[str, Any] = {
            "notice": ("notice_seconds", self.notice),
            "redeemable": ("redeemable_bps", self.redeemable),
            "ends": ("ends", getattr(self, "ends", 0)),
            "units_ceiling": ("max_units", self.units_ceiling),
            "weight_ceiling": ("max_weight", self.weight_ceiling),
            "sponsors_ceiling": ("max_sponsors_bps", self.sponsors_ceiling or 0),
            "reserve_ceiling": ("max_reserve_bps", self.reserve_ceiling or 0),
            "seat_move": ("move_seconds", self.seat_move),
            "answer_call": ("call_days", self.answer_call),
            "deadlock": ("deadlock_days", self.deadlock),
        }
        return replace(deal, **dict(values[name] for name in given if name in values))

    def founding(self, reserve_bps: int, sponsors_bps: int = 0) -> Deal:
        """The deal of a new partnership with that reserve, which offers so much to sponsors."""
        deal = self.changes(Deal(), type(self).model_fields)
        if self.reserve_ceiling is None:
            deal = replace(deal, max_reserve_bps=_and_a_quarter(reserve_bps))
        if self.sponsors_ceiling is None:
            deal = replace(deal, max_sponsors_bps=_and_a_quarter(sponsors_bps))
        return deal

    def capital_of(self, address_of: Callable[[str], str]) -> list[Capital]:
        """The capital that may be repaid; `address_of` knows tokens by their names."""
        return [Capital(address_of(token), terms.money, terms.in_kind) for token, terms in self.capital.items()]


class AmendedDeal(DealTerms):
    """The same in a proposal that amends the terms. In a spec the end date stands beside the other ways to end.

    Attributes:
        ends: Unix seconds (in YAML a moment in ISO 8601 with its time zone); from then on anyone may begin winding up.
    """

    ends: Annotated[int, BeforeValidator(_moment)] = 0


def _and_a_quarter(bps: int) -> int:
    return min(bps + bps // 4, 10_000)
