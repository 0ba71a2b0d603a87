"""Ballots, and whatever else partners do about a proposal that somebody made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from polypact.capabilities.actions import check_reason
from polypact.chain.node import Receipt
from polypact.clients.base import Client
from polypact.clients.proposal_records import Ballot, Remark, representatives
from polypact.text import messages
from polypact.text.enums import ETHER, Support
from polypact.text.errors import PolypactError

#: The bounds of contracts/modules/partnership/voting/ballots.vy.
MAX_BATCH = 64
MAX_BATCH_BYTES = 8_192

#: One signed ballot of a batch: (voter, support, deadline in unix seconds, signature); or one answer: (holder, 1 if it
#: agrees, deadline, signature).
SignedVote = tuple[str, int, int, bytes]


class Voting(Client):
    """The part of a Partnership's client that casts ballots."""

    # --- reading ---

    def ballots(self, proposal_id: int, since: int = 0) -> list[Ballot]:
        """The votes that count on a proposal, in order: of a partner that overruled its representative, its own."""
        cast = [
            Ballot(log["voter"], Support(log["support"]), int(log["weight"]), log["reason"], log.block)
            for log in self.events("VoteCast", "VoteCastWithParams", since=since)
            if log["proposalId"] == proposal_id
        ]
        last = {ballot.voter: ballot for ballot in cast}
        return [ballot for ballot in cast if last[ballot.voter] is ballot]

    def remarks(self, proposal_id: int, since: int = 0) -> list[Remark]:
        """Who objected to a proposal, stays out of its vote or contests being out of it, in order, and why."""
        names = {"Objected": "objected", "PartnerRecused": "stays out", "RecusalContested": "contested"}
        accounts = {"Objected": "objector", "PartnerRecused": "partner", "RecusalContested": "partner"}
        return [
            Remark(str(log[accounts[log.name]]), names[log.name], str(log.arguments.get("reason", "")), log.block)
            for log in self.events(*names, since=since)
            if log["proposalId"] == proposal_id and not log.arguments.get("by_class")
        ]

    def has_voted(self, proposal_id: int, partner: str) -> bool:
        return bool(self.read("hasVoted", proposal_id, partner))

    def representative_of(self, partner: str) -> str | None:
        """Who may vote and propose for `partner`."""
        found = str(self.read("representative_of", partner))
        return None if found == ETHER else found

    def representatives(self, since: int = 0) -> dict[str, str]:
        """Partner => who may vote and propose for it, from the log."""
        return representatives(self.events("RepresentativeNamed", since=since))

    def may_object_until(self, account: str) -> int:
        """Until when an account outside may object, in unix seconds; 0 if it may not."""
        return int(self.read("may_object_until", account))

    # --- partners and their representatives ---

    def vote(self, proposal_id: int, support: Support, reason: str = "", sender: Any = None) -> Receipt:
        """Casts the sender's ballot; over that of its representative, if that has voted."""
        check_reason(reason)
        if reason:
            return self.write("castVoteWithReason", proposal_id, int(support), reason, sender=sender)
        return self.write("castVote", proposal_id, int(support), sender=sender)

    def vote_as(
        self, partner: str, proposal_id: int, support: Support, reason: str = "", sender: Any = None
    ) -> Receipt:
        """Casts the ballot of `partner`, whose representative the sender is; `partner` may overrule it."""
        check_reason(reason)
        return self.write("cast_vote_as", partner, proposal_id, int(support), reason, sender=sender)

    def name_representative(self, account: str | None, sender: Any = None) -> Receipt:
        """Lets `account` vote and propose for the sender from now on; `None`: nobody any more."""
        return self.write("name_representative", account or ETHER, sender=sender)

    def recuse(self, proposal_id: int, reason: str = "", sender: Any = None) -> Receipt:
        """Takes the sender out of the vote on a proposal, for good."""
        check_reason(reason)
        return self.write("recuse", proposal_id, reason, sender=sender)

    def contest_recusal_as(self, partner: str, proposal_id: int, sender: Any = None) -> Receipt:
        """The same for `partner`, whose representative the sender is."""
        return self.write("contest_recusal_as", partner, proposal_id, sender=sender)

    def break_tie(self, proposal_id: int, passes: bool, sender: Any = None) -> Receipt:
        """Decides a proposal that is tied, as the account outside that its rule names."""
        return self.write("break_tie", proposal_id, passes, sender=sender)

    def contest_recusal(self, proposal_id: int, sender: Any = None) -> Receipt:
        """Brings the sender, whom the class recused, back into the vote, which then needs the contested approval."""
        return self.write("contest_recusal", proposal_id, sender=sender)

    def object(self, proposal_id: int, reason: str = "", sender: Any = None) -> Receipt:
        """Objects to a passed proposal in its execution delay, as a steering partner or a sponsor."""
        check_reason(reason)
        return self.write("object", proposal_id, reason, sender=sender)

    def consent(self, proposal_id: int, agrees: bool, sender: Any = None) -> Receipt:
        """Says yes, for good, to what a proposal does to the sender's deal; or no, which counts once it has passed."""
        return self.write("consent", proposal_id, agrees, sender=sender)

    # --- anyone ---

    def vote_by_sig(
        self, proposal_id: int, support: Support, voter: str, signature: bytes, sender: Any = None
    ) -> Receipt:
        """Relays a ballot that `voter` signed with its nonce, see `ballot_data`."""
        return self.write("castVoteBySig", proposal_id, int(support), voter, signature, sender=sender)

    def ballot_data(self, proposal_id: int, support: Support, voter: str) -> dict[str, Any]:
        """What `voter` signs to cast a ballot (EIP-712) as OpenZeppelin has it, with the voter's nonce."""
        nonce = int(self.read("nonces", voter))
        return messages.ballot_data(self.session.chain_id, self.address, proposal_id, int(support), voter, nonce)

    def votes_by_sig(
        self, proposal_id: int, votes: Sequence[SignedVote], skip_bad: bool = True, sender: Any = None
    ) -> Receipt:
        """Relays many ballots signed with a deadline (`messages.timed_ballot_data`) in one transaction.

        With `skip_bad`, one that does not count is passed over; the receipt has a `BallotSkipped` that says why.
        """
        return self.write("cast_votes_by_sig", proposal_id, pack(votes), skip_bad, sender=sender)

    def consents_by_sig(
        self, proposal_id: int, answers: Sequence[SignedVote], skip_bad: bool = True, sender: Any = None
    ) -> Receipt:
        """Relays many answers (`messages.consent_data`) in one transaction; `ConsentSkipped` tells of the others."""
        return self.write("consents_by_sig", proposal_id, pack(answers), skip_bad, sender=sender)


def pack(votes: Sequence[SignedVote]) -> bytes:
    """Ballots for `cast_votes_by_sig`, answers for `consents_by_sig`; `PolypactError` if it would not take so many."""
    packed = b"".join(map(packed_vote, votes))
    if len(votes) > MAX_BATCH or len(packed) > MAX_BATCH_BYTES:
        raise PolypactError(f"a batch takes {MAX_BATCH} ballots of together {MAX_BATCH_BYTES:,} bytes; make several")
    return packed


def packed_vote(vote: SignedVote) -> bytes:
    """One ballot of a batch: voter, zeros, support, deadline and size of the signature in 32 bytes; the signature."""
    voter, support, deadline, signature = vote
    head = [bytes.fromhex(voter[2:]), bytes(4), bytes([support]), deadline.to_bytes(5, "big")]
    return b"".join(head) + len(signature).to_bytes(2, "big") + signature
