"""Ballots on proposals, cast or signed; recusals and objections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from polypact.cli import message_view, proposal_view
from polypact.cli.common import Command, Desk, open_place, shared_options
from polypact.cli.offline import Offline, offline_options, sign_apart, write_message, written
from polypact.cli.proposal_view import label
from polypact.cli.proposing import say_proposal
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.clients.proposal_records import Proposal
    from polypact.text.enums import Support

_REASON = click.option("--reason", default="", help="Goes into the chain's log, for everybody to read.")


@click.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@click.argument("choice", type=click.Choice(["for", "against", "abstain"], case_sensitive=False))
@_REASON
@click.option("--as", "represented", metavar="PARTNER", help="Vote as the representative of PARTNER.")
@offline_options
@click.option("--safe", is_flag=True, help="Of --sign: the wallet is a Safe; with --unsigned the chain is asked.")
@click.option("--chain", type=int, metavar="ID", help="Of --sign: the chain, if deployments/ does not tell.")
@shared_options
def vote(
    desk: Desk,
    partnership: str,
    id: str,
    choice: str,
    reason: str,
    represented: str | None,
    offline: Offline,
    safe: bool,
    chain: int | None,
) -> None:
    """Cast the ballot of --account on a proposal, or sign it for somebody to relay."""
    from polypact.text.enums import Support

    if offline:
        if reason or represented:
            raise click.UsageError("a signed ballot has no --reason and no --as; its signer votes for itself")
        if offline.unsigned:
            _write_unsigned(desk, partnership, id, Support[choice.upper()], offline)
        else:
            _sign(desk, partnership, id, Support[choice.upper()], offline, safe, chain)
        return
    if safe or chain:
        raise click.UsageError("--safe and --chain are for --sign")
    with desk.session() as session:
        place = open_place(session, partnership)
        voter = place.account(represented) if represented is not None else session.sender
        proposal = place.partnership.proposal(id, place.since)
        say_proposal(desk, place, proposal)
        support = Support[choice.upper()]
        if represented is not None:
            desk.confirm(f"Vote {support.words} for {place.name(voter)}?")
            receipt = place.partnership.vote_as(voter, proposal.id, support, reason)
        else:
            desk.confirm(f"Vote {support.words}?")
            receipt = place.partnership.vote(proposal.id, support, reason)
        after = place.partnership.proposal(str(proposal.id), place.since)
        by = f", by its representative {place.name(session.sender)}" if represented else ""
        desk.sent(
            f"{place.name(voter)} voted {support.words}{by}: {_tally(after)}",
            receipt,
            proposal=str(proposal.id),
            number=proposal.number,
            voter=voter,
            support=support.words,
            votes_for=after.votes_for,
            votes_against=after.votes_against,
            votes_abstain=after.votes_abstain,
            state=after.state.name.lower(),
            deadline=after.deadline,
        )


def _tally(proposal: Proposal) -> str:
    votes = f"for {proposal.votes_for:,}, against {proposal.votes_against:,}, abstain {proposal.votes_abstain:,}"
    return f"{votes}, quorum {proposal_view.bar(proposal)}"


def _sign(
    desk: Desk, partnership: str, id: str, support: Support, offline: Offline, safe: bool, chain: int | None
) -> None:
    """Without a node: so the id must be whole, and the wallet is what we are told."""
    from eth_utils.address import is_address, to_checksum_address

    from polypact.chain.accounts import find_account
    from polypact.chain.deployments import recorded
    from polypact.chain.node import DEVELOPMENT_CHAINS
    from polypact.signing.message_files import MessageFile
    from polypact.signing.wallets import CONTRACT, SAFE, Wallet
    from polypact.text.messages import timed_ballot_data

    if not desk.account:
        raise PolypactError("no account: say which one signs with --account")
    if not id.isascii() or not id.isdigit() or len(id) < 60 or int(id) >= 2**256:
        raise PolypactError(
            f"{id} is no whole id of a proposal: without a node it cannot be looked up, so give all of it"
        )
    if offline.signs_for is not None and not is_address(offline.signs_for):
        raise PolypactError(f"{offline.signs_for!r} is no address; give that of the wallet that votes")
    if safe and offline.signs_for is None:
        raise click.UsageError("--safe wants --for, the Safe that votes")
    offline.check_same_for_all()
    desk.hush()
    chain_id, name, address = recorded(partnership, chain)
    voter = offline.signs_for or find_account(desk.account, is_development=chain_id in DEVELOPMENT_CHAINS).address
    voter = str(to_checksum_address(voter))
    wallets = [Wallet(voter, SAFE if safe else CONTRACT)] if offline.signs_for else []
    data = timed_ballot_data(chain_id, address, int(id), support, voter, offline.until())
    file = MessageFile.of(data, name, wallets)
    path = offline.path
    for line in message_view.lines(file):
        desk.say(line)
    signed, signer = sign_apart(desk, file)
    written(desk, signed, path, signer)


def _write_unsigned(desk: Desk, partnership: str, id: str, support: Support, offline: Offline) -> None:
    """With a node, which knows the proposal and the wallet."""
    from polypact.text.messages import timed_ballot_data

    with desk.session() as session:
        place, proposal = _find(session, partnership, id)
        about = (session.chain_id, place.partnership.address, proposal.id)
        write_message(desk, place, offline, lambda voter, until: timed_ballot_data(*about, support, voter, until))


@click.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@click.argument("answer", type=click.Choice(["yes", "no"], case_sensitive=False))
@offline_options
@shared_options
def consent(desk: Desk, partnership: str, id: str, answer: str, offline: Offline) -> None:
    """Say yes or no to a proposal, besides the ballot.

    A yes lets it do to the own deal of --account, and with what is reserved to it, what it says, and is for good. A no
    stops what is reserved; and once it has passed, more than half of the weight stops it, once.
    """
    from polypact.cli.consenting import answer as say

    say(desk, partnership, id, answer.lower() == "yes", offline)


@click.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@click.option("--reason", required=True, help="Goes into the chain's log, for everybody to read.")
@shared_options
def recuse(desk: Desk, partnership: str, id: str, reason: str) -> None:
    """Take --account out of the vote on a proposal, for good."""
    with desk.session() as session:
        place, proposal = _find(session, partnership, id)
        say_proposal(desk, place, proposal)
        desk.confirm(f"{place.name(session.sender)} will not vote on {label(proposal)}?")
        receipt = place.partnership.recuse(proposal.id, reason)
        text = f"{place.name(session.sender)} is out of the vote; its weight does not count for the quorum"
        desk.sent(text, receipt, proposal=str(proposal.id), partner=session.sender)


@click.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@click.option("--as", "represented", metavar="PARTNER", help="Contest as the representative of PARTNER.")
@offline_options
@shared_options
def contest(desk: Desk, partnership: str, id: str, represented: str | None, offline: Offline) -> None:
    """Bring --account, whom the class recused, back into the vote on a proposal.

    The proposal then needs the contested approval of its class.
    """
    from polypact.text.messages import contest_data
    from polypact.text.voting_rules import share_words

    with desk.session() as session:
        if offline and represented is not None:
            raise click.UsageError("a signed message has no --as; its signer contests for itself")
        place, proposal = _find(session, partnership, id)
        if offline:
            about = (session.chain_id, place.partnership.address, proposal.id)
            write_message(desk, place, offline, lambda partner, until: contest_data(*about, partner, until))
            return
        partner = place.account(represented) if represented is not None else session.sender
        needed = share_words(proposal.contested_approval_bps)
        whose = f" of {place.name(partner)}" if represented is not None else ""
        desk.confirm(f"Contest the recusal{whose}? The proposal then needs {needed} of for and against.")
        if represented is not None:
            receipt = place.partnership.contest_recusal_as(partner, proposal.id)
        else:
            receipt = place.partnership.contest_recusal(proposal.id)
        text = f"{place.name(partner)} may vote; the proposal needs {needed} of for and against now"
        desk.sent(text, receipt, proposal=str(proposal.id), partner=partner)


@click.command("break-tie", cls=Command)
@click.argument("partnership")
@click.argument("id")
@click.argument("choice", type=click.Choice(["for", "against"], case_sensitive=False))
@shared_options
def break_tie(desk: Desk, partnership: str, id: str, choice: str) -> None:
    """Decide a vote that ended in a tie, as the account that the rule of its class names, within 7 days."""
    with desk.session() as session:
        place, proposal = _find(session, partnership, id)
        say_proposal(desk, place, proposal)
        if not proposal.is_tied(place.now()):
            raise PolypactError(f"proposal {label(proposal)} waits for nobody to break a tie: {_told(place, proposal)}")
        desk.confirm(f"Decide {label(proposal)} {choice.lower()}?")
        receipt = place.partnership.break_tie(proposal.id, choice.lower() == "for")
        after = place.partnership.proposal(str(proposal.id), place.since)
        desk.sent(
            f"decided {label(proposal)} {choice.lower()}. {proposal_view.next_words(after, place.now())}",
            receipt,
            proposal=str(proposal.id),
            number=proposal.number,
            passes=choice.lower() == "for",
            state=after.state.name.lower(),
        )


@click.command("object", cls=Command)
@click.argument("partnership")
@click.argument("id")
@click.option("--reason", required=True, help="Goes into the chain's log, for everybody to read.")
@shared_options
def object_to(desk: Desk, partnership: str, id: str, reason: str) -> None:
    """Object to a proposal that has passed, as a steering partner or a sponsor, before it can be executed."""
    with desk.session() as session:
        place, proposal = _find(session, partnership, id)
        say_proposal(desk, place, proposal)
        desk.confirm(f"Object to {label(proposal)}?")
        receipt = place.partnership.object(proposal.id, reason)
        after = place.partnership.proposal(str(proposal.id), place.since)
        told = f"objection {after.objections} of {after.rule.objections}"
        desk.sent(
            f"{place.name(session.sender)} objected ({told})"
            f"{': the proposal is stopped. ' + proposal_view.next_words(after, place.now()) if after.stopped else ''}",
            receipt,
            proposal=str(proposal.id),
            objector=session.sender,
            objections=after.objections,
            stopped=after.stopped,
        )


def _told(place: Place, proposal: Proposal) -> str:
    return f"{proposal_view.state_words(proposal)}. {proposal_view.next_words(proposal, place.now())}"


def _find(session: Any, partnership: str, id: str) -> tuple[Place, Proposal]:
    place = open_place(session, partnership)
    return place, place.partnership.proposal(id, place.since)


COMMANDS = (vote, consent, recuse, contest, break_tie, object_to)
