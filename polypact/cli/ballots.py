"""Ballots on proposals, cast, signed and relayed; recusals and objections."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polypact.cli import proposal_view
from polypact.cli.common import Command, Desk, open_place, row, shared_options, short, table
from polypact.cli.proposal_view import label
from polypact.cli.proposing import say_proposal
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.clients.proposal_records import Proposal

_PATH = click.Path(path_type=Path)
_REASON = click.option("--reason", default="", help="Goes into the chain's log, for everybody to read.")


@click.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@click.argument("choice", type=click.Choice(["for", "against", "abstain"], case_sensitive=False))
@_REASON
@click.option("--as", "represented", metavar="PARTNER", help="Vote as the representative of PARTNER.")
@click.option("--sign", is_flag=True, help="Write a signed ballot to --out instead of sending it; needs no node.")
@click.option("--out", type=_PATH, help="Of --sign: file to write.")
@click.option("--deadline", default="14 days", show_default=True, help="Of --sign: until when it may be relayed.")
@click.option("--partner", metavar="ADDRESS", help="Of --sign: the wallet that votes, if --account is its owner.")
@click.option("--safe", is_flag=True, help="Of --sign: the wallet is a Safe.")
@click.option("--chain", type=int, metavar="ID", help="Of --sign: the chain, if deployments/ does not tell.")
@shared_options
def vote(
    desk: Desk,
    partnership: str,
    id: str,
    choice: str,
    reason: str,
    represented: str | None,
    sign: bool,
    out: Path | None,
    deadline: str,
    partner: str | None,
    safe: bool,
    chain: int | None,
) -> None:
    """Cast the ballot of --account on a proposal, or sign it for somebody to relay."""
    from polypact.text.enums import Support

    if sign:
        if out is None:
            raise click.UsageError("--sign wants --out FILE")
        if reason or represented:
            raise click.UsageError("a signed ballot has no --reason and no --as; its signer votes for itself")
        _sign(desk, partnership, id, choice.lower(), out, deadline, partner, safe, chain)
        return
    if out or partner or safe or chain:
        raise click.UsageError("--out, --partner, --safe and --chain are for --sign")
    with desk.session() as session:
        place = open_place(session, partnership)
        voter = place.account(represented) if represented else session.sender
        proposal = place.partnership.proposal(id, place.since)
        say_proposal(desk, place, proposal)
        support = Support[choice.upper()]
        if represented:
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
    desk: Desk,
    partnership: str,
    id: str,
    choice: str,
    out: Path,
    deadline: str,
    partner: str | None,
    safe: bool,
    chain: int | None,
) -> None:
    from eth_utils.address import is_address, to_checksum_address

    from polypact.chain.accounts import find_account, sign_typed, unlock
    from polypact.chain.deployments import recorded
    from polypact.chain.node import DEVELOPMENT_CHAINS
    from polypact.signing.ballot_files import BallotFile
    from polypact.text.durations import format_timestamp, parse_moment

    if not desk.account:
        raise PolypactError("no account: say which one signs with --account")
    if not id.isascii() or not id.isdigit() or len(id) < 60 or int(id) >= 2**256:
        raise PolypactError(
            f"{id} is no whole id of a proposal: without a node it cannot be looked up, so give all of it"
        )
    if partner is not None and not is_address(partner):
        raise PolypactError(f"{partner!r} is no address; give that of the wallet that votes")
    try:
        until = parse_moment(deadline, int(time.time()))
    except ValueError as error:
        raise PolypactError(f"--deadline: {error}") from None
    desk.hush()
    chain_id, name, address = recorded(partnership, chain)
    account = find_account(desk.account, is_development=chain_id in DEVELOPMENT_CHAINS)
    voter = str(to_checksum_address(partner or account.address))
    ballot = BallotFile(name, chain_id, address, id, choice, voter, until, is_safe=safe)
    desk.say(f"{name or 'a partnership that is not recorded here'} ({address}), chain {chain_id}")
    desk.say(f"  proposal     {id}\n  ballot       {choice}, of {voter}\n  good until   {format_timestamp(until)}")
    desk.chain_id = chain_id
    desk.confirm("Sign this ballot?")
    unlock(account)
    signed = ballot.signed(str(account.address), sign_typed(account, ballot.data()))
    signed.write(out)
    desk.result(
        {"file": str(out), "voter": voter, "signer": signed.signer, "proposal": id, "signature": signed.signature},
        f"{signed.signer} signed; put {out} into a folder and relay that with `ape run proposal relay PARTNERSHIP DIR`",
    )


@click.command(cls=Command)
@click.argument("partnership")
@click.argument("folder", metavar="DIR", type=_PATH)
@shared_options
def relay(desk: Desk, partnership: str, folder: Path) -> None:
    """Send the signed ballots in DIR, all of a proposal in one transaction.

    Each file is checked first; what does not count is left out and reported.
    """
    from polypact.cli.relaying import check, send

    with desk.session() as session:
        place = open_place(session, partnership)
        good, skipped = check(place, folder)
        for path, reason in skipped:
            desk.say(f"skipped {path.name}: {reason}")
        if not good:
            raise PolypactError(f"none of the ballots in {folder} counts; nothing was sent")
        count = sum(len(ballots) for ballots in good.values())
        desk.confirm(f"Relay {count} ballot{'' if count == 1 else 's'}?")
        relayed, late, receipts = send(place, good)
        data = {
            "relayed": [
                {"proposal": str(b.proposal), "voter": b.vote[0], "support": b.vote[1].words, "weight": weight}
                for b, weight in relayed
            ],
            "skipped": [{"file": str(path), "reason": reason} for path, reason in (*skipped, *late)],
            "transactions": [receipt.transaction for receipt in receipts],
            "gas_used": sum(receipt.gas_used for receipt in receipts),
        }
        made = table("proposal", "voter", "ballot", "weight", right=("weight",))
        for b, weight in relayed:
            row(made, short(b.proposal), place.name(b.vote[0]), b.vote[1].words, f"{weight:,}")
        many = f"{len(relayed)} ballot{'' if len(relayed) == 1 else 's'}"
        told = f"relayed {many} in {len(receipts)} transaction{'' if len(receipts) == 1 else 's'}"
        desk.result(
            data,
            f"{told} ({data['gas_used']:,} gas); {len(skipped) + len(late)} skipped",
            *(f"skipped {path.name}: {reason}" for path, reason in late),
            made,
        )


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
@shared_options
def contest(desk: Desk, partnership: str, id: str) -> None:
    """Bring --account, whom the class recused, back into the vote on a proposal.

    The proposal then needs the contested approval of its class.
    """
    from polypact.text.voting_rules import share_words

    with desk.session() as session:
        place, proposal = _find(session, partnership, id)
        needed = share_words(max(proposal.rule.approval_bps, proposal.rule.contested_bps))
        desk.confirm(f"Contest the recusal? The proposal then needs {needed} of for and against.")
        receipt = place.partnership.contest_recusal(proposal.id)
        text = f"{place.name(session.sender)} may vote; the proposal needs {needed} of for and against now"
        desk.sent(text, receipt, proposal=str(proposal.id), partner=session.sender)


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


def _find(session: Any, partnership: str, id: str) -> tuple[Place, Proposal]:
    place = open_place(session, partnership)
    return place, place.partnership.proposal(id, place.since)


COMMANDS = (vote, relay, recuse, contest, object_to)
