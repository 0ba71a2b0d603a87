# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Outcome
@license GNU Affero General Public License v3.0 only
@notice What a voting rule makes of a tally. Weight is counted on the base: the total weight at the snapshot less that
        of partners who are recused. All shares are exact: exactly at the quorum or at the approval is enough, a tie
        is not.

        majority    for and abstain reach the quorum share of the base, for beats against, and for reaches the approval
                    share of for and against
        dual        the same, and for seats beat against seats and reach the seat approval share of both
        lazy        against stays below the quorum share of the base, which is the bar for objections; nobody has to
                    vote. A bar rounds up
        unanimity   all of the base is for

        What was stopped and is put again, or what a recused partner contested, needs the contested approval; a class that
        has none takes two thirds. There, silence does not pass either: for must reach that share of for and against.
"""

from contracts.modules.partnership.voting import rules


struct Tally:
    votes_for: uint256
    votes_against: uint256
    votes_abstain: uint256
    seats_for: uint256       # counted in dual majority only
    seats_against: uint256
    base: uint256
    contested: bool          # the contested approval is needed


TWO_THIRDS_BPS: constant(uint256) = 6_667   # the contested approval of a class that names none

_BPS: constant(uint256) = 10_000


@internal
@pure
def _quorum(rule_word: uint256, base: uint256) -> uint256:
    """
    @notice The least weight that reaches the quorum share of `base`.
    """
    return (rules._quorum_bps(rule_word) * base + _BPS - 1) // _BPS


@internal
@pure
def _approval_bps(rule_word: uint256, contested: bool) -> uint256:
    """
    @notice The share of for and against that must be for.
    """
    approval_bps: uint256 = rules._approval_bps(rule_word)
    if not contested:
        return approval_bps
    contested_bps: uint256 = rules._contested_bps(rule_word)
    if contested_bps == 0:
        contested_bps = TWO_THIRDS_BPS
    return max(approval_bps, contested_bps)


@internal
@pure
def _passes(rule_word: uint256, tally: Tally) -> bool:
    """
    @notice Whether the proposal passes if no further ballot is cast.
    """
    mode: uint256 = rules._mode(rule_word)
    approval_bps: uint256 = self._approval_bps(rule_word, tally.contested)
    if mode == rules.LAZY:
        if tally.contested and not self._wins(tally.votes_for, tally.votes_against, approval_bps):
            return False
        return tally.votes_against < self._quorum(rule_word, tally.base)
    if mode == rules.UNANIMOUS:
        return tally.votes_for == tally.base and tally.base != 0
    if tally.votes_for + tally.votes_abstain < self._quorum(rule_word, tally.base):
        return False
    if not self._wins(tally.votes_for, tally.votes_against, approval_bps):
        return False
    return mode != rules.DUAL or self._wins(tally.seats_for, tally.seats_against, rules._seat_approval_bps(rule_word))


@internal
@pure
def _is_settled(rule_word: uint256, tally: Tally, lent: uint256, contestable: uint256) -> bool:
    """
    @notice Whether no ballot that may still come can change the outcome.
    @param lent Weight in the tally that representatives cast: its owners may still overrule them.
    @param contestable Weight of recused partners who may still contest that.
    """
    remaining: uint256 = tally.base + contestable - tally.votes_for - tally.votes_against - tally.votes_abstain
    if remaining == 0 and lent == 0:
        return True
    mode: uint256 = rules._mode(rule_word)
    if mode == rules.UNANIMOUS:
        return tally.votes_against + tally.votes_abstain > lent

    if mode != rules.DUAL:  # how many seats are still to come is not known, only how much weight
        worst: Tally = tally
        worst.votes_for -= min(tally.votes_for, lent)
        worst.votes_abstain -= min(tally.votes_abstain, lent)
        worst.votes_against += remaining + lent
        worst.base += contestable
        worst.contested = tally.contested or contestable != 0
        if self._passes(rule_word, worst):
            return True
    best: Tally = tally
    best.votes_for += remaining + lent
    best.votes_against -= min(tally.votes_against, lent)
    if mode == rules.LAZY:
        best.base += contestable  # the bar rises with the base
    best.seats_for = 2**16 - 1
    best.seats_against = 0
    return not self._passes(rule_word, best)


@internal
@pure
def _wins(count_for: uint256, count_against: uint256, approval_bps: uint256) -> bool:
    return count_for > count_against and count_for * _BPS >= approval_bps * (count_for + count_against)
