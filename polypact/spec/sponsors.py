"""The sponsors of a project, as its spec names them: the links that it offers with its founding.

    sponsors:
      - account: harbour-joint-venture     # a partnership on record, a name of `accounts`, an address, an Ape alias
        share: 10%                         # of all later income, before anybody else
        until: 2029-12-31                  # may be left out
        notice: 90 days                    # of either side, to the end of it
        buy_out: 50 ether                  # may be left out
        to: escrow                         # of a partnership: its escrow, if nothing is said; else `sponsor`
        reserved_matters:                  # what it is asked about as long as its link runs
          - {what: change of business, days: 14}

A sponsor agrees until 30 days after the end of the formation. Until then, and without it, nothing is shared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Literal

from polypact.spec.class_checks import Finding
from polypact.spec.names import Day, Names, whole_days
from polypact.spec.promises import OWN_ACTIONS, Days, NoticeDays, ReservedMatter, days_words, reserve
from polypact.text import field_types as fields
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError
from polypact.text.founding_calls import FoundingCall
from polypact.text.links import MAX_LINKS, MAX_NOTICE_DAYS, LinkTerms, notice_words
from polypact.text.shares import BPS, format_bps
from polypact.text.validation import StrictModel

__all__ = ["SponsorMatter", "SponsorTerms", "all_shares", "check_sponsors"]


class SponsorMatter(StrictModel):
    """What a sponsor is asked about, as long as its link runs.

    Attributes:
        what: As of a reserved matter.
        days: As of a reserved matter.
        until: As of a reserved matter; it ends with the link at the latest.
        notice: As of a reserved matter.
    """

    what: fields.Line
    days: Days
    until: Day | None = None
    notice: NoticeDays = 90


class SponsorTerms(StrictModel):
    """One link that is offered.

    Attributes:
        account: The sponsor: an address, a name of the address book, a partnership on record or an Ape alias.
        share: bps of all later income.
        until: A date, a moment or a span from deploying; the last moment it earns. None for no end.
        notice: Whole days from the notice of either side to the end.
        buy_out: A sum of one token that ends it at once when it is paid.
        to: Who is credited; None for the escrow of a partnership, and for any other sponsor itself.
        reserved_matters: What it is asked about as long as the link runs.
    """

    account: fields.Account
    share: fields.SponsorShare
    until: Day | None = None
    notice: Annotated[int, whole_days(0, MAX_NOTICE_DAYS)] = 90
    buy_out: fields.Line | None = None
    to: Literal["sponsor", "escrow"] | None = None
    reserved_matters: tuple[SponsorMatter, ...] = ()

    def matter(self, asked: SponsorMatter) -> ReservedMatter:
        """The reserved matter that the sponsor holds."""
        return ReservedMatter.model_construct(holder=self.account, **asked.model_dump())

    def calls(self, known: Names, offered: list[LinkTerms]) -> list[FoundingCall]:
        """The calls that offer the link and reserve what goes with it.

        Args:
            offered: The links that the same founding offers before; this one is added.
        """
        sponsor = known.account(self.account)
        token, price = known.amount(self.buy_out) if self.buy_out else (ETHER, 0)
        if token not in known.currencies():
            raise PolypactError(f"{self.buy_out} is of a token that `tokens` does not list; add it there")
        to_escrow = self.to == "escrow" if self.to else known.is_partnership(sponsor)
        terms = LinkTerms(sponsor, self.share, to_escrow, known.moment(self.until), self.notice, price, token)
        while any(other.tag == terms.tag for other in offered):
            terms = replace(terms, number=terms.number + 1)
        offered.append(terms)
        asked = [data for one in self.reserved_matters for data in reserve(self.matter(one), known, link=terms.tag)]
        link = FoundingCall(OWN_ACTIONS.offer_link(terms).data, to_escrow=True)
        return [link, *(FoundingCall(data) for data in asked)]

    def lines(self) -> list[str]:
        """It in words, as it was written."""
        until = f", until {self.until}" if self.until else ""
        bought = f"; to be bought out for {self.buy_out}" if self.buy_out else ""
        return [
            f"offered: {self.account} has {format_bps(self.share)} of all later income, before anybody else{until}; "
            f"either side ends it {notice_words(self.notice)}{bought}",
            *(
                f"reserved: {one.what}: {self.account} can stop it, within {days_words(one.days)}, while its link runs"
                for one in self.reserved_matters
            ),
        ]


def all_shares(sponsors: Sequence[SponsorTerms | None]) -> int:
    """The shares of all sponsors together, in bps."""
    return sum(sponsor.share for sponsor in sponsors if sponsor)


def check_sponsors(sponsors: Sequence[SponsorTerms | None]) -> Iterator[Finding]:
    """What is wrong with them together."""
    if len(sponsors) > MAX_LINKS:
        yield ("sponsors",), f"are {len(sponsors)}; at most {MAX_LINKS} can share in the income before anybody else"
    if all_shares(sponsors) > BPS:
        yield ("sponsors",), f"have {format_bps(all_shares(sponsors))} of the income together; it can be 100% at most"
