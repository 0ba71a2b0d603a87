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

        Where the class names who breaks a tie, for as much weight for as against (or as many seats, in dual majority) and
        some for it, all else being reached, is a tie: it passes if that account is for it.

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
    tie_passes: bool         # who breaks ties is for it


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
    if contested:
        return rules._contested_approval_bps(rule_word)
    return rules._approval_bps(rule_word)


@internal
@pure
def _passes(rule_word: uint256, tally: Tally) -> bool:
    """
    @notice Whether the proposal passes if no further ballot is cast.
    """
    mode: uint256 = rules._mode(rule_word)
    approval_bps: uint256 = self._approval_bps(rule_word, tally.contested)
    ties: bool = tally.tie_passes and tally.votes_for != 0
    if mode == rules.LAZY:
        if tally.contested and not self._wins(tally.votes_for, tally.votes_against, approval_bps, False):
            return False
        return tally.votes_against < self._quorum(rule_word, tally.base)
    if mode == rules.UNANIMOUS:
        return tally.votes_for == tally.base and tally.base != 0
    if tally.votes_for + tally.votes_abstain < self._quorum(rule_word, tally.base):
        return False
    if not self._wins(tally.votes_for, tally.votes_against, approval_bps, ties):
        return False
    return mode != rules.DUAL or self._wins(
        tally.seats_for, tally.seats_against, rules._seat_approval_bps(rule_word), ties
    )


@internal
@pure
def _is_tied(rule_word: uint256, tally: Tally) -> bool:
    """
    @notice Whether it is for who breaks ties to decide.
    """
    broken: Tally = tally
    broken.tie_passes = True
    return not self._passes(rule_word, tally) and self._passes(rule_word, broken)


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
    best.tie_passes = rules._has_tie_breaker(rule_word)
    return not self._passes(rule_word, best)


@internal
@pure
def _wins(count_for: uint256, count_against: uint256, approval_bps: uint256, ties: bool) -> bool:
    if count_for < count_against or (count_for == count_against and not ties):
        return False
    return count_for * _BPS >= approval_bps * (count_for + count_against)
