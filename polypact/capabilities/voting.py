"""Proposals and ballots: how partners decide. Nothing here is decided by vote itself."""

from __future__ import annotations

from polypact.capabilities.declaring import Capability, Maker

__all__ = ["VOTING"]

VOTING = Capability[Maker](
    moments=("voteStart", "voteEnd", "deadline"),
    reasons={
        "consents: batch is cut off": "The batch ends in the middle of an answer. Put it together again.",
        "consents: has agreed": "The partner has agreed to this proposal, and that is for good.",
        "consents: holds no seat": (
            "The account has no seat in this partnership or holds no promise, or its seat has moved. Use the "
            "account that has the seat now."
        ),
        "consents: invalid signature": (
            "The signature is not the partner's for this answer. Sign again with the partner's account."
        ),
        "consents: proposal is over": (
            "The proposal was executed, stopped, withdrawn or voted down, or its time is over, so nothing can be said "
            "about it any more."
        ),
        "consents: said before": (
            "The partner has refused this proposal before, and saying it again changes nothing now. It counts towards "
            "stopping it once the proposal has passed, from a partner with standing who is not recused."
        ),
        "consents: signature expired": "The signed answer is past its deadline. Sign it again with a later one.",
        "consents: too many answers": "A batch takes 64 answers. Send the others in another one.",
        "consents: was taken back": (
            "The partner has refused this proposal, so a signature cannot agree to it any more. Agree by a transaction "
            "of the partner."
        ),
        "governor: action failed": (
            "An action of the proposal failed without saying why, so nothing was done. Check its target, its value "
            "and the treasury's balance."
        ),
        "governor: actions do not match": (
            "A proposal needs at least one action, and as many targets as values and calldatas. Complete the lists."
        ),
        "governor: already objected": (
            "This account, or its seat, has objected to the proposal. One objection of each counts."
        ),
        "governor: already proposed": (
            "The same actions with the same text were proposed before. Change the text, for example by a date."
        ),
        "governor: already voted": "This partner has voted on this proposal. A ballot cannot be changed or cast twice.",
        "governor: ballot expired": "What was signed is past its deadline. Sign it again with a later one.",
        "governor: batch is cut off": "The batch ends in the middle of a ballot. Put it together again.",
        "governor: class has no objections": (
            "Proposals of this class cannot be stopped by objections. Vote against it, or leave before it is executed."
        ),
        "governor: for another proposer": (
            "The text says by `#proposer=` that another account proposes this. Propose it from that account or change "
            "the text."
        ),
        "governor: future lookup": (
            "Weight can only be asked for a second that is over. Ask for an earlier time, or wait."
        ),
        "governor: invalid signature": (
            "The signature is not the partner's for this ballot or contest. Sign again with the partner's account; the "
            "nonce of a ballot is 0."
        ),
        "governor: invalid vote type": "There is no such ballot. Vote 0 (against), 1 (for) or 2 (abstain).",
        "governor: may not object": (
            "Only a steering seat with standing, or an account that was granted it by vote, may object. Ask one of "
            "them."
        ),
        "governor: no code at target": (
            "An action calls an address that has no contract, so nothing was done. Propose it again with the right "
            "target."
        ),
        "governor: no partner": "Only a partner can name a representative. Use the account that is on the roster.",
        "governor: no queue step": (
            "There is no queue step: the execution delay runs by itself. Execute when it is over."
        ),
        "governor: no standing": (
            "The account is not an active partner, or has not accepted the terms in force. Accept them first."
        ),
        "governor: no time to object": (
            "Objections are taken while the execution delay of a passed proposal runs. Look at its state."
        ),
        "governor: no weight at snapshot": (
            "The partner had no voting weight when the proposal's snapshot was taken, so it has no ballot here."
        ),
        "governor: not by vote": (
            "No vote can set units, move them or begin the escrow directly: they follow the roster. Change a partner's "
            "shares, have a seat recovered, admit or expel a partner instead."
        ),
        "governor: not executable": (
            "The proposal cannot be executed now: it has not passed, its delay is running, or it was executed, "
            "withdrawn or left too long. Look at its state."
        ),
        "governor: not its representative": (
            "The account is not the representative of this partner. Have the partner name it first."
        ),
        "governor: classes do not go together": (
            "The actions belong to several decision classes, and the strictest one's rule is in some field less "
            "strict than another's. Propose them apart."
        ),
        "governor: winding up comes last": (
            "Winding up is the last action of its proposal: what it keeps for debts is spent by later ones. Put it "
            "last."
        ),
        "governor: expel stands alone": (
            "A proposal that expels somebody has no other action. Propose the others apart."
        ),
        "governor: may not break ties": (
            "Only the account that the rule of the class names, while it is no partner, decides a tie."
        ),
        "governor: name the proposer": (
            "A text that names beneficiaries or puts something again must end in `#proposer=` and the partner's "
            "address, so that nobody else can put it first without them. Add that."
        ),
        "governor: no tie to break": (
            "The vote is not over, is not tied, was decided, is about a payment to a partner, or ended more than 7 "
            "days ago."
        ),
        "governor: not recused": "The partner is not out of this vote, so there is nothing to contest.",
        "governor: not the proposer": (
            "Only the partner who made the proposal can withdraw it. Ask that partner, or vote against it."
        ),
        "governor: recused": (
            "The partner is out of the vote on this proposal. If the class recused it, it may contest that."
        ),
        "governor: recused for good": (
            "The partner recused itself, or is the one whom the proposal would expel, and that is for good on this "
            "proposal."
        ),
        "governor: represents itself": (
            "A partner needs no representative to act for itself. Use the ordinary ballot, or name another account."
        ),
        "governor: role may not propose": (
            "The partner's role does not include proposer, so it may only propose what the constitutional, the "
            "everyday or the recovery class decides. Ask a partner who has the role, or have it changed by vote."
        ),
        "governor: too many ballots": "A batch takes 64 ballots. Send the others in another one.",
        "governor: too many open": (
            "The partner has 6 proposals open in classes in which silence passes, or its representative has 6 in its "
            "name. Wait for one to end, or cancel one."
        ),
        "governor: too many proposals": "The partnership has made as many proposals as it can number. Found a new one.",
        "governor: too many recused": (
            "Sixteen partners are out of this vote already, and there is no room for another."
        ),
        "governor: unknown proposal": (
            "There is no such proposal in this partnership. Check the number, the partnership and the exact actions "
            "and text."
        ),
        "governor: vote has ended": "A proposal can only be withdrawn until its vote has ended.",
        "governor: vote not active": (
            "No ballots and no contests are taken now: the vote has not begun, has ended, or the proposal was "
            "withdrawn. Look at its dates."
        ),
        "governor: was not stopped": (
            "No proposal with these actions and that former text was stopped. Check which one is put again."
        ),
        "governor: was stopped before": (
            "The proposal was stopped once and put again, so nobody can stop it any more."
        ),
        "governor: zero address": "The zero address is nobody's. Name an account.",
    },
)
