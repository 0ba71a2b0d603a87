"""All capabilities, put together: kinds of actions, their words, and what commands offer for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from polypact.capabilities.any_call import ANY_CALL
from polypact.capabilities.capital import CAPITAL, CapitalActions
from polypact.capabilities.declaring import Capability, Flag, Kind, Sentence
from polypact.capabilities.departure import DEPARTURE, DepartureActions
from polypact.capabilities.earnings import EARNINGS
from polypact.capabilities.elsewhere import ELSEWHERE, ElsewhereActions
from polypact.capabilities.founding import FOUNDING
from polypact.capabilities.freezes import FREEZES, FreezeActions
from polypact.capabilities.income_order import INCOME_ORDER, IncomeOrderActions
from polypact.capabilities.installing import INSTALLING
from polypact.capabilities.invoices import INVOICES, InvoiceActions
from polypact.capabilities.links import LINKS, LinkActions
from polypact.capabilities.mandates import MANDATES, MandateActions
from polypact.capabilities.outward import OUTWARD, OutwardActions
from polypact.capabilities.promises import PROMISES, PromiseActions
from polypact.capabilities.roster import ROSTER, RosterActions
from polypact.capabilities.rules import RULES, RuleActions
from polypact.capabilities.succession import SUCCESSION, SuccessionActions
from polypact.capabilities.terms import TERMS, TermsActions
from polypact.capabilities.treasury import TREASURY, TreasuryActions
from polypact.capabilities.vesting import VESTING, VestingActions
from polypact.capabilities.voting import VOTING
from polypact.capabilities.winding_up import WINDING_UP, WindingUpActions

__all__ = ["ABROAD", "CAPABILITIES", "KINDS", "MOMENTS", "SENTENCES", "AllActions", "flags"]

#: In the order in which commands offer their options.
CAPABILITIES: tuple[Capability[Any], ...] = (
    FOUNDING,
    VOTING,
    TREASURY,
    ROSTER,
    DEPARTURE,
    WINDING_UP,
    TERMS,
    RULES,
    PROMISES,
    MANDATES,
    OUTWARD,
    INCOME_ORDER,
    LINKS,
    EARNINGS,
    CAPITAL,
    SUCCESSION,
    VESTING,
    FREEZES,
    INVOICES,
    INSTALLING,
    ELSEWHERE,
    ANY_CALL,
)


class AllActions(
    TreasuryActions,
    RosterActions,
    DepartureActions,
    WindingUpActions,
    TermsActions,
    RuleActions,
    PromiseActions,
    MandateActions,
    OutwardActions,
    IncomeOrderActions,
    LinkActions,
    CapitalActions,
    VestingActions,
    FreezeActions,
    InvoiceActions,
    ElsewhereActions,
    SuccessionActions,
):
    """Makes the actions of every capability."""


#: Kind of action in a proposal's file => how it is made.
KINDS: dict[str, Kind[Any]] = {name: kind for each in CAPABILITIES for name, kind in each.kinds.items()}

#: Function => what a call of it does.
SENTENCES: dict[str, Sentence] = {name: said for each in CAPABILITIES for name, said in each.words.items()}

#: Function of another partnership, or of its escrow => what a call of it does there.
ABROAD: dict[str, Sentence] = {name: said for each in CAPABILITIES for name, said in each.abroad.items()}

#: Fields of events that are unix seconds.
MOMENTS = frozenset(name for each in CAPABILITIES for name in each.moments)


def flags() -> Iterator[tuple[str, Flag]]:
    """The kinds of actions that `proposal new` has options for, and these."""
    return ((name, kind.flag) for name, kind in KINDS.items() if kind.flag is not None)
