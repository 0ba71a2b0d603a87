# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Rules
@license GNU Affero General Public License v3.0 only
@notice Decision classes and their voting rules. A class is a number from 0 to 15, and the smaller the stricter: a
        proposal is decided by the smallest class among its actions. Rules are append-only: a new version replaces
        the one in force, and a proposal keeps the version it began with. One rule is one slot:

        bits    0-31   voting delay         bits   32-63   voting period
        bits   64-95   execution delay      bits   96-127  execution window
        bits  128-143  quorum bps           bits  144-159  approval bps
        bits  160-175  seat approval bps    bits  176-183  mode
        bit   184      early decision       bit   185      recusal
        bits  192-203  version, from 1

        An action is known by its target and the first four bytes of its calldata. Where no class was mapped to it,
        what touches the partnership's own three contracts is constitutional and everything else is ordinary.
"""

from contracts.interfaces import types


event RuleSet:
    decision_class: indexed(uint256)
    version: uint256
    rule: types.Rule


event ActionMapped:
    target: indexed(address)
    selector: indexed(bytes4)
    decision_class: uint256


CONSTITUTIONAL: constant(uint256) = 0
ORDINARY: constant(uint256) = 8
CLASSES: constant(uint256) = 16

MAJORITY: constant(uint256) = 0

_BPS: constant(uint256) = 10_000
_MINUTE: constant(uint256) = 60
_DAY: constant(uint256) = 24 * 60 * 60
_MASK_12: constant(uint256) = 2**12 - 1
_MASK_16: constant(uint256) = 2**16 - 1
_MASK_32: constant(uint256) = 2**32 - 1

_rules: HashMap[uint256, uint256]                               # class => rule in force
_past_rules: HashMap[uint256, HashMap[uint256, uint256]]        # class => version => rule that was replaced
_classes: HashMap[address, HashMap[bytes4, uint256]]            # target => selector => class + 1


@internal
def _set_rule(decision_class: uint256, rule: types.Rule):
    """
    @notice Puts a rule in force for proposals made from now on.
    """
    assert decision_class < CLASSES, "rules: no such class"
    self._check(rule)
    previous: uint256 = self._rules[decision_class]
    version: uint256 = self._version(previous)
    if previous != 0:
        self._past_rules[decision_class][version] = previous
    assert version < _MASK_12, "rules: too many versions"
    version += 1
    self._rules[decision_class] = (
        rule.voting_delay
        | (rule.voting_period << 32)
        | (rule.execution_delay << 64)
        | (rule.execution_window << 96)
        | (rule.quorum_bps << 128)
        | (rule.approval_bps << 144)
        | (rule.seat_approval_bps << 160)
        | (rule.mode << 176)
        | (version << 192)
    )
    log RuleSet(decision_class=decision_class, version=version, rule=rule)


@internal
def _map_action(target: address, selector: bytes4, decision_class: uint256):
    assert self._rules[decision_class] != 0, "rules: class has no rule"
    self._classes[target][selector] = decision_class + 1
    log ActionMapped(target=target, selector=selector, decision_class=decision_class)


@internal
@view
def _timing(decision_class: uint256) -> uint256:
    """
    @notice What a proposal has to know from the start: voting delay, voting period and version, packed in 76 bits.
    """
    rule: uint256 = self._rules[decision_class]
    return (rule & (2**64 - 1)) | (self._version(rule) << 64)


@internal
@view
def _rule_at(decision_class: uint256, version: uint256) -> uint256:
    """
    @notice The packed rule of a class at one of its versions.
    """
    current: uint256 = self._rules[decision_class]
    if self._version(current) == version:
        return current
    return self._past_rules[decision_class][version]


@internal
@pure
def _quorum(rule: uint256, total: uint256) -> uint256:
    """
    @notice The least weight, for and abstaining, that reaches the quorum share of `total`.
    """
    return (self._quorum_bps(rule) * total + _BPS - 1) // _BPS


@internal
@pure
def _passes(rule: uint256, votes_for: uint256, votes_against: uint256, votes_abstain: uint256, total: uint256) -> bool:
    """
    @notice Majority of weight: for and abstain reach the quorum, for beats against, and for reaches the approval
            share of for and against. A tie fails; exactly at the quorum or the approval passes.
    """
    if votes_for + votes_abstain < self._quorum(rule, total):
        return False
    if votes_for <= votes_against:
        return False
    return votes_for * _BPS >= self._approval_bps(rule) * (votes_for + votes_against)


@internal
@pure
def _check(rule: types.Rule):
    # Bounds that no vote can leave, so that no rule can lock the partnership up.
    assert rule.voting_delay <= 30 * _DAY, "rules: voting delay too long"
    assert rule.voting_period >= _MINUTE, "rules: voting period too short"
    assert rule.voting_period <= 90 * _DAY, "rules: voting period too long"
    assert rule.execution_delay <= 90 * _DAY, "rules: execution delay too long"
    assert rule.execution_window >= 10 * _MINUTE, "rules: window too short"
    assert rule.execution_window <= 365 * _DAY, "rules: window too long"
    assert rule.quorum_bps <= _BPS, "rules: quorum above 100%"
    assert rule.approval_bps >= _BPS // 2, "rules: approval below half"
    assert rule.approval_bps <= _BPS, "rules: approval above 100%"
    assert rule.mode == MAJORITY, "rules: unknown mode"
    assert rule.seat_approval_bps == 0, "rules: mode counts no seats"
    assert not rule.early_decision, "rules: no early decision"
    assert not rule.recusal, "rules: no recusal"


@internal
@pure
def _unpack(rule: uint256) -> types.Rule:
    return types.Rule(
        voting_delay=self._voting_delay(rule),
        voting_period=self._voting_period(rule),
        execution_delay=self._execution_delay(rule),
        execution_window=self._execution_window(rule),
        quorum_bps=self._quorum_bps(rule),
        approval_bps=self._approval_bps(rule),
        seat_approval_bps=(rule >> 160) & _MASK_16,
        mode=(rule >> 176) & 255,
        early_decision=(rule >> 184) & 1 == 1,
        recusal=(rule >> 185) & 1 == 1,
    )


@internal
@pure
def _version(rule: uint256) -> uint256:
    return (rule >> 192) & _MASK_12


@internal
@pure
def _voting_delay(rule: uint256) -> uint256:
    return rule & _MASK_32


@internal
@pure
def _voting_period(rule: uint256) -> uint256:
    return (rule >> 32) & _MASK_32


@internal
@pure
def _execution_delay(rule: uint256) -> uint256:
    return (rule >> 64) & _MASK_32


@internal
@pure
def _execution_window(rule: uint256) -> uint256:
    return (rule >> 96) & _MASK_32


@internal
@pure
def _quorum_bps(rule: uint256) -> uint256:
    return (rule >> 128) & _MASK_16


@internal
@pure
def _approval_bps(rule: uint256) -> uint256:
    return (rule >> 144) & _MASK_16
