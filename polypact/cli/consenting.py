"""Saying yes or no to a proposal, besides the ballot: for `proposal consent`, `consent give` and `consent refuse`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polypact.cli import promised_view
from polypact.cli.common import Desk, open_place
from polypact.cli.offline import Offline, write_message
from polypact.cli.proposing import say_proposal

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.decisions.needs import Need


def answer(desk: Desk, partnership: str, id: str, agrees: bool, offline: Offline) -> None:
    """Says yes or no for --account, or writes the message by which it does."""
    from polypact.text.messages import consent_data

    with desk.session() as session:
        place = open_place(session, partnership)
        proposal = place.partnership.proposal(id, place.since)
        if offline:
            about = (session.chain_id, place.partnership.address, proposal.id)
            write_message(desk, place, offline, lambda holder, until: consent_data(*about, holder, agrees, until))
            return
        say_proposal(desk, place, proposal)
        asked = promised_view.asked_of(place, proposal.actions, proposal)
        own = [need for need in asked.needs if need.holder == session.sender and not need.is_within]
        for need in own:
            desk.say(f"  {promised_view.need_line(place, need, asked.now)}")
        desk.confirm(_question(own, agrees))
        receipt = place.partnership.consent(proposal.id, agrees)
        after = place.partnership.proposal(str(proposal.id), place.since)
        told = "agreed" if agrees else f"refused{'; the proposal is stopped' if after.stopped else ''}"
        desk.sent(
            f"{place.name(session.sender)} {told}",
            receipt,
            proposal=str(proposal.id),
            partner=session.sender,
            agrees=agrees,
            stopped=after.stopped,
        )


def _question(own: list[Need], agrees: bool) -> str:
    if not agrees:
        held = " It then cannot be executed." if any(need.matter or need.floor for need in own) else ""
        return f"Say no to this proposal?{held}"
    if any(need.matter or need.floor for need in own):
        return "Agree to what was promised to you not to be done without you, for good?"
    return "Agree to what this does to your own deal, for good?"


def waiting(place: Place) -> list[tuple[str, str, Need, int]]:
    """The answers that proposals wait for, to which something can still happen: number, title, need and now."""
    from polypact.cli.proposal_view import brief_title, label

    found = []
    for proposal in place.partnership.proposals(place.since):
        if not proposal.is_open:
            continue
        asked = promised_view.asked_of(place, proposal.actions, proposal)
        found += [(label(proposal), brief_title(place, proposal), need, asked.now) for need in asked.needs]
    return found
