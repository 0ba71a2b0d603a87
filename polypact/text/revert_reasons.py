"""What the revert reasons of the contracts mean, and what to do.

Every reason in `contracts/` and in the signature check they use has its line here; a test reads the contracts and
fails if one is missing or no longer exists.
"""

from __future__ import annotations

from typing import Final

from polypact.text.escrow_revert_reasons import BY_VOTE, ESCROW_REASONS, NO_CODE, ONLY_INSIDE

__all__ = ["REASONS"]

REASONS: Final[dict[str, str]] = {
    **ESCROW_REASONS,
    # Ecosystem
    "ecosystem: no partnership code": NO_CODE.format("partnership implementation"),
    "ecosystem: no membership code": NO_CODE.format("membership implementation"),
    "ecosystem: no escrow code": NO_CODE.format("escrow implementation"),
    # Partnership: proposals, ballots and their execution
    "governor: action failed": "An action of the proposal failed without saying why, so nothing was done. Check its "
    "target, its value and the treasury's balance.",
    "governor: actions do not match": "A proposal needs at least one action, and as many targets as values and "
    "calldatas. Complete the lists.",
    "governor: already objected": "This account, or its seat, has objected to the proposal. One objection of each "
    "counts.",
    "governor: already proposed": "The same actions with the same text were proposed before. Change the text, for "
    "example by a date.",
    "governor: already voted": "This partner has voted on this proposal. A ballot cannot be changed or cast twice.",
    "governor: ballot expired": "The signed ballot is past its deadline. Sign it again with a later one.",
    "governor: batch is cut off": "The batch ends in the middle of a ballot. Put it together again.",
    "governor: class has no objections": "Proposals of this class cannot be stopped by objections. Vote against it, or "
    "leave before it is executed.",
    "governor: for another proposer": "The text says by `#proposer=` that another account proposes this. Propose it "
    "from that account or change the text.",
    "governor: future lookup": "Weight can only be asked for a second that is over. Ask for an earlier time, or wait.",
    "governor: invalid signature": "The signature is not the voter's for this ballot. Sign again with the voter's "
    "account and its present nonce.",
    "governor: invalid vote type": "There is no such ballot. Vote 0 (against), 1 (for) or 2 (abstain).",
    "governor: may not object": "Only a steering seat with standing, or an account that was granted it by vote, may "
    "object. Ask one of them.",
    "governor: no code at target": "An action calls an address that has no contract, so nothing was done. Propose it "
    "again with the right target.",
    "governor: no partner": "Only a partner can name a representative. Use the account that is on the roster.",
    "governor: no queue step": "There is no queue step: the execution delay runs by itself. Execute when it is over.",
    "governor: no standing": "The account is not an active partner, or has not accepted the terms in force. Accept "
    "them first.",
    "governor: no time to object": "Objections are taken while the execution delay of a passed proposal runs. Look at "
    "its state.",
    "governor: no weight at snapshot": "The partner had no voting weight when the proposal's snapshot was taken, so "
    "it has no ballot here.",
    "governor: not executable": "The proposal cannot be executed now: it has not passed, its delay is running, or it "
    "was executed, withdrawn or left too long. Look at its state.",
    "governor: not its representative": "The account is not the representative of this partner. Have the partner name "
    "it first.",
    "governor: not recused": "The partner is not out of this vote, so there is nothing to contest.",
    "governor: not the proposer": "Only the partner who made the proposal can withdraw it. Ask that partner, or vote "
    "against it.",
    "governor: recused": "The partner is out of the vote on this proposal. If the class recused it, it may contest "
    "that.",
    "governor: recused by itself": "The partner recused itself, and that is for good on this proposal.",
    "governor: represents itself": "A partner needs no representative to act for itself. Use the ordinary ballot, or "
    "name another account.",
    "governor: role may not propose": "The partner's role does not include proposer, so it may only propose what the "
    "constitutional class decides. Ask a partner who has the role, or have it changed by vote.",
    "governor: too many ballots": "A batch takes 64 ballots. Send the others in another one.",
    "governor: too many open": "The partner has 6 proposals whose vote has not ended. Wait for one to end.",
    "governor: too many proposals": "The partnership has made as many proposals as it can number. Found a new one.",
    "governor: too many recused": "Sixteen partners are out of this vote already, and there is no room for another.",
    "governor: unknown proposal": "There is no such proposal in this partnership. Check the number, the partnership "
    "and the exact actions and text.",
    "governor: vote has ended": "A proposal can only be withdrawn until its vote has ended.",
    "governor: vote not active": "No ballots are taken now: the vote has not begun, has ended, or the proposal was "
    "withdrawn. Look at its dates.",
    "governor: was not stopped": "No proposal with these actions and that former text was stopped by objections. Check "
    "which one is put again.",
    "governor: was stopped before": "The proposal was stopped once and put again, so nobody can object to it any more.",
    "governor: zero address": "The zero address is nobody's. Name an account.",
    # Membership
    "membership: deadline passed": "The formation deadline is in the past. Name a later one.",
    "membership: deadline too far": "The formation deadline is more than a year ahead. Name an earlier one.",
    "membership: ended": "The partnership has ended: its last partner has left. Found a new one.",
    "membership: formation failed": "Not every founder accepted before the formation deadline, so the partnership is "
    "void. Take contributions back and found it anew.",
    "membership: give notice first": "The terms ask for notice before a partner leaves. Give notice, and leave when it "
    "is over.",
    "membership: initialized": "This membership was set up before, which happens once. Spin up a new partnership "
    "instead.",
    "membership: may still be refused": "The seat was offered by vote, and the old account has 30 days to refuse that. "
    "Take it when they are over.",
    "membership: may still redeem": "The former partner may still take its part of the treasury. Wait until its 90 "
    "days are over.",
    "membership: name is empty": "A partnership needs a name. Give it one of 1 to 31 bytes.",
    "membership: no proposer": "No founder may propose, so nothing could ever be decided. Give at least one founder "
    "the role of a proposer.",
    "membership: no weight left": "This would leave nobody with voting weight, so nothing could be decided any more. "
    "Give weight to somebody else first.",
    "membership: units too large": "The founders' units together do not fit; they must stay below 2**32. Scale them "
    "down.",
    "membership: weights too large": "The founders' weights together do not fit; they must stay below 2**40. Scale "
    "them down.",
    "membership: no weight": "No founder has voting weight, so nothing could ever be decided. Give weight to at least "
    "one founder.",
    "membership: not on probation": "The partner is not on probation. Look at the roster.",
    "membership: nothing to redeem": "The account has no part of the treasury to take: it is a partner, took it "
    "before, had no units, or the terms know no redemption.",
    "membership: notice is running": "The notice is not over yet. Leave when it is; the roster says when.",
    "membership: notice too long": "The notice can be 180 days at most. Name a shorter one.",
    "membership: notice was given": "This partner has given notice already. Leave when it is over.",
    "membership: probation is running": "The probation is not over yet. Wait for its end.",
    "membership: redeemable above 100%": "The share of the treasury that leavers take their part of is above 100%. "
    "Name one from 0% to 100%.",
    "membership: seat is not offered": "The seat is not offered to this account. Have it offered first.",
    "membership: too late to redeem": "A former partner can take its part of the treasury once, within 90 days. It did "
    "so, or they are over.",
    "membership: not in force": "The partnership is not in force: founders are still accepting, the formation failed, "
    "or it has ended. Look at its status.",
    "membership: not its partnership": "This membership was not created by that partnership. Use the membership that "
    "the partnership names.",
    "membership: not the partnership": BY_VOTE,
    # Partnership and its annex
    "partnership: executing": "Nobody can accept or leave while a proposal is being executed, unless that is what it "
    "does. Send it as a transaction of its own.",
    "partnership: initialized": "This partnership was set up before, which happens once. Spin up a new one instead.",
    "partnership: no annex code": NO_CODE.format("partnership annex"),
    "partnership: no ballots code": NO_CODE.format("ballots part"),
    "partnership: no escrow code": NO_CODE.format("escrow implementation"),
    "partnership: no membership code": NO_CODE.format("membership implementation"),
    "partnership: no proposals code": NO_CODE.format("proposals part"),
    "partnership: not the membership": ONLY_INSIDE,
    "partnership: only by vote": BY_VOTE,
    # Roster
    "roster: already lapsed": "The weight of this partner is out of the totals already. Nothing is left to do.",
    "roster: already on the roster": "The account is a partner or invited already. Name each account once; change a "
    "partner's weight and units by a proposal.",
    "roster: date is not ahead": "The date is not in the future. Name a later one, or 0 for none.",
    "roster: full": "The roster has no free seat: 10,000 accounts were ever invited.",
    "roster: has left": "The account has left or was expelled. It can come back if it is admitted again by vote.",
    "roster: has standing": "The partner has accepted the terms in force, or still has time to. Nothing lapses.",
    "roster: invitation expired": "The invitation has run out. Ask a partner to propose another.",
    "roster: its own contract": "A partnership's own contracts cannot be its partners. Name another account.",
    "roster: may still redeem": "The former partner may still take its part of the treasury. Invite it again when it "
    "has done so, or once its 90 days are over and it was made to forfeit that.",
    "roster: no weight and no units": "A partner needs weight, units or both. Give it at least one of them.",
    "roster: not a partner": "The account is not an active or suspended partner. Look at the roster.",
    "roster: not active": "The partner is not active. Look at the roster.",
    "roster: not on the roster": "The account was never invited to this partnership. Check the account and the "
    "partnership.",
    "roster: not suspended": "The partner is not suspended, so there is nothing to reinstate.",
    "roster: seat has moved": "The seat of this account has moved to another one. Use that account.",
    "roster: units too large": "Units must be below 2**32 (4,294,967,296). Use smaller numbers in the same proportion.",
    "roster: weight too large": "Weight must be below 2**40 (1,099,511,627,776). Use smaller numbers in the same "
    "proportion.",
    "roster: zero address": "The zero address cannot be a partner. Name an account that somebody controls.",
    # Rules
    "rules: approval above 100%": "The approval share is above 100%. Name one from 50% to 100%.",
    "rules: approval below half": "The approval share is below one half. Name one from 50% to 100%.",
    "rules: class given twice": "A decision class has two rules. Give each class one.",
    "rules: class has no rule": "The decision class has no rule. Set a rule for it first, or use another class.",
    "rules: constitutional missing": "The rule of the constitutional class (0) is missing. Add it.",
    "rules: constitutional is lazy": "The constitutional class cannot decide by silence. Use majority, dual or "
    "unanimous.",
    "rules: contested above 90%": "The contested approval is above 90%, so that few could stop something for good. "
    "Name a lower one.",
    "rules: contested not above approval": "The contested approval must be above the usual approval. Name a higher "
    "one.",
    "rules: execution delay too long": "The execution delay is above 90 days. Name a shorter one.",
    "rules: mode counts no seats": "Only a dual majority counts seats. Take the seat approval out, or "
    "use the mode dual.",
    "rules: mode has no objections": "Only majority and dual majority can have objections. Set them to 0.",
    "rules: mode has no recusal": "Only majority and dual majority can recuse partners. Switch the recusal off.",
    "rules: name is empty": "A class needs a name of at least one character. Name it.",
    "rules: no bar for objections": "Lazy consensus needs a share of weight against that stops a proposal. Name it as "
    "the quorum.",
    "rules: no such class": "Decision classes are numbered from 0 to 15. Name one of them.",
    "rules: no time to object": "Objections need an execution delay of at least 1 hour. Name a longer delay.",
    "rules: no way to recover a key": "Where the constitutional class needs everybody, one lost key would end all "
    "decisions. Give the recovery class (4) a rule that does not need everybody.",
    "rules: nothing to contest": "This rule has no objections and no recusal, or its mode takes no contested approval. "
    "Set the contested approval to 0.",
    "rules: ordinary missing": "The rule of the ordinary class (8) is missing. Add it.",
    "rules: quorum above 100%": "The quorum is above 100%. Name one from 0% to 100%.",
    "rules: seats above 100%": "The seat approval is above 100%. Name one from 50% to 100%.",
    "rules: seats below half": "The seat approval of a dual majority is below one half. Name one from 50% to 100%.",
    "rules: too many objections": "At most 255 objections can be asked for. Name fewer.",
    "rules: too many versions": "The rule of this class was changed as often as it can be. Use another class.",
    "rules: unanimity is 100%": "Unanimity needs a quorum and an approval of 100%. Set both to that.",
    "rules: unknown mode": "There is no such mode. Use 0 (majority), 1 (dual), 2 (lazy) or 3 (unanimous).",
    "rules: voting delay too long": "The voting delay is above 30 days. Name a shorter one.",
    "rules: voting period too long": "The voting period is above 90 days. Name a shorter one.",
    "rules: voting period too short": "The voting period is below 1 minute. Name a longer one.",
    "rules: window too long": "The execution window is above 365 days. Name a shorter one.",
    "rules: window too short": "The execution window is below 10 minutes. Name a longer one.",
    # Terms
    "terms: a window is open": "Partners still have time to accept the last change of the terms. Amend them again when "
    "that time is over.",
    "terms: already accepted": "The partner has accepted the terms in force already. Nothing is left to do.",
    "terms: hash is empty": "The hash of the terms document is missing. Hash the document and give the result.",
    "terms: less than 1 hour": "Partners and invited accounts need at least 1 hour to answer. Name a longer time.",
    "terms: more than 180 days": "Partners and invited accounts can be given 180 days at most. Name a shorter time.",
    "terms: not in force": "The hash is not that of the terms in force. Get the document in force, read it and accept "
    "that one.",
    "terms: signature expired": "The signed acceptance is past its deadline. Sign it again with a later one.",
    "terms: signature not by partner": "The signature is not the partner's for these terms. Sign again with the "
    "partner's account, for the version in force and the present nonce.",
    # Treasury
    "treasury: nothing left": "The treasury holds nothing of this token. Check the token.",
    "treasury: still a partnership": "The treasury can only be wound down once the formation has failed or the last "
    "partner has left.",
    "treasury: tokens not increasing": "The tokens must be in the order of their addresses, each once. Sort them; "
    "ether (zero) comes first.",
    # Weight
    "weight: total too large": "All weights together must stay below 2**40 (1,099,511,627,776). Give less.",
}
