# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Rules
@license GNU Affero General Public License v3.0 only
@notice Decision classes and their voting rules. A class is a number from 0 to 15, and the smaller the stricter: a
        proposal is decided by the smallest class among its actions. Rules are append-only: a new version replaces
        the one in force, and a proposal keeps the version it began with. What a rule makes of a tally is in
        outcome.vy. One rule is one slot:

        rule_word
            bits    0-31   voting_delay         bits   32-63   voting_period
            bits   64-95   execution_delay      bits   96-127  execution_window
            bits  128-143  quorum_bps           bits  144-159  approval_bps
            bits  160-175  seat_approval_bps    bits  176-183  mode
            bit   184      early_decision       bit   185      recusal
            bits  192-203  version, from 1
            bits  204-211  objections           bits  212-227  contested_bps

        An action is known by its target and the first four bytes of its calldata. Where no class was mapped to it,
        what touches the partnership or its escrow is constitutional and everything else is ordinary; moving
        the seat of a lost key is decided by the recovery class, once that has a rule.
"""

from contracts.interfaces import types
from contracts.modules.shared import bits


event RuleSet:
    decision_class: indexed(uint256)   # number; of the class, 0 (strictest) to 15
    version: uint256   # number; of the rule of this class, from 1
    rule: types.Rule   # the rule, see types.Rule: times in seconds, shares in bps


event ActionMapped:
    target: indexed(address)   # address that is called
    selector: indexed(bytes4)   # first four bytes of the calldata, zeros for plain payments
    decision_class: uint256   # number; of the class that decides on it


event ClassNamed:
    decision_class: indexed(uint256)   # number; of the class, 0 (strictest) to 15
    name: bytes32   # text in UTF-8, padded with zeros


CONSTITUTIONAL: constant(uint256) = 0
RECOVERY: constant(uint256) = 4
ORDINARY: constant(uint256) = 8
CLASSES: constant(uint256) = 16

MAJORITY: constant(uint256) = 0
DUAL: constant(uint256) = 1
LAZY: constant(uint256) = 2
UNANIMOUS: constant(uint256) = 3

MAX_CONTESTED_BPS: constant(uint256) = 9_000   # so that nobody with less than a tenth can stop anything for good

# What `_timing` says of a rule besides the times; where they stand in a proposal, see proposals.vy.
_SPECIAL: constant(uint256) = bits.MASK_6 << 120
_COUNTS_SEATS: constant(uint256) = 1 << 120
SILENCE_PASSES: constant(uint256) = 1 << 126

_BPS: constant(uint256) = 10_000
_MINUTE: constant(uint256) = 60
_HOUR: constant(uint256) = 60 * 60
_DAY: constant(uint256) = 24 * 60 * 60

_words: HashMap[uint256, uint256]                               # class => rule in force
_past_words: HashMap[uint256, HashMap[uint256, uint256]]        # class => version => rule that was replaced
_classes: HashMap[address, HashMap[bytes4, uint256]]            # target => selector => class + 1
_names: HashMap[uint256, bytes32]                               # class => name in UTF-8, if one was given


@internal
def _set_rule(decision_class: uint256, rule: types.Rule):
    """
    @notice Puts a rule in force for proposals made from now on.
    """
    assert decision_class < CLASSES, "rules: no such class"
    self._check(rule, decision_class)
    previous: uint256 = self._words[decision_class]
    version: uint256 = self._version(previous)
    if previous != 0:
        self._past_words[decision_class][version] = previous
    assert version < bits.MASK_12, "rules: too many versions"
    version += 1
    self._words[decision_class] = (
        rule.voting_delay
        | (rule.voting_period << 32)
        | (rule.execution_delay << 64)
        | (rule.execution_window << 96)
        | (rule.quorum_bps << 128)
        | (rule.approval_bps << 144)
        | (rule.seat_approval_bps << 160)
        | (rule.mode << 176)
        | (convert(rule.early_decision, uint256) << 184)
        | (convert(rule.recusal, uint256) << 185)
        | (version << 192)
        | (rule.objections << 204)
        | (rule.contested_bps << 212)
    )
    log RuleSet(decision_class=decision_class, version=version, rule=rule)


@internal
def _map_action(target: address, selector: bytes4, decision_class: uint256):
    assert self._words[decision_class] != 0, "rules: class has no rule"
    self._classes[target][selector] = decision_class + 1
    log ActionMapped(target=target, selector=selector, decision_class=decision_class)


@internal
@view
def _mapped_class(target: address, selector: bytes4) -> uint256:
    """
    @notice The class that was given to an action; CLASSES if none was.
    """
    entry: uint256 = self._classes[target][selector]
    if entry == 0:
        return CLASSES
    return entry - 1


@internal
@view
def _has_rule(decision_class: uint256) -> bool:
    return self._words[decision_class] != 0


@internal
@view
def _in_force(decision_class: uint256) -> uint256:
    """
    @notice The word of the rule in force for a class; 0 if it has none.
    """
    return self._words[decision_class]


@internal
@view
def _timing(decision_class: uint256) -> uint256:
    """
    @notice What a proposal has to know from the start: voting delay (32 bits), voting period (32), version (12), and
            from bit 120 whether the class counts seats, decides early, recuses; in bit 126 whether silence passes.
    """
    rule_word: uint256 = self._words[decision_class]
    timing: uint256 = (
        (rule_word & bits.MASK_64) | (self._version(rule_word) << 64) | (((rule_word >> 184) & 3) << 121)
    )
    mode: uint256 = self._mode(rule_word)
    if mode == DUAL:
        timing |= _COUNTS_SEATS
    elif mode == LAZY:
        timing |= SILENCE_PASSES
    return timing


@internal
@pure
def _is_plain(timing: uint256) -> bool:
    """
    @notice Whether a ballot of this class does nothing but add weight.
    """
    return timing & _SPECIAL == 0


@internal
@view
def _rule_at(decision_class: uint256, version: uint256) -> uint256:
    """
    @notice The packed rule of a class at one of its versions.
    """
    current: uint256 = self._words[decision_class]
    if self._version(current) == version:
        return current
    return self._past_words[decision_class][version]


@internal
@pure
def _check(rule: types.Rule, decision_class: uint256):
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
    assert rule.mode <= UNANIMOUS, "rules: unknown mode"
    if rule.mode == DUAL:
        assert rule.seat_approval_bps >= _BPS // 2, "rules: seats below half"
        assert rule.seat_approval_bps <= _BPS, "rules: seats above 100%"
    else:
        assert rule.seat_approval_bps == 0, "rules: mode counts no seats"
    if rule.mode == LAZY:
        assert decision_class != CONSTITUTIONAL, "rules: constitutional is lazy"
        assert rule.quorum_bps != 0, "rules: no bar for objections"
    if rule.mode == UNANIMOUS:
        assert rule.quorum_bps == _BPS and rule.approval_bps == _BPS, "rules: unanimity is 100%"

    is_vote: bool = rule.mode == MAJORITY or rule.mode == DUAL
    if rule.objections != 0:
        assert is_vote, "rules: mode has no objections"
        assert rule.objections <= 255, "rules: too many objections"
        assert rule.execution_delay >= _HOUR, "rules: no time to object"
    if rule.recusal:
        # Whom the class recuses may contest that at the price of a higher approval, and elsewhere there is none.
        assert is_vote, "rules: mode has no recusal"
    if rule.objections != 0 or rule.recusal:
        # Who is overruled can be overruled for good: nobody blocks for ever.
        assert rule.contested_bps > rule.approval_bps, "rules: contested not above approval"
        assert rule.contested_bps <= MAX_CONTESTED_BPS, "rules: contested above 90%"
    else:
        assert rule.contested_bps == 0, "rules: nothing to contest"


@internal
@view
def _check_recovery():
    """
    @notice Where the constitutional class needs everybody, one lost key must not be the end of all decisions.
    """
    if self._mode(self._words[CONSTITUTIONAL]) == UNANIMOUS:
        recovery: uint256 = self._words[RECOVERY]
        assert recovery != 0 and self._mode(recovery) != UNANIMOUS, "rules: no way to recover a key"


@internal
@view
def _check_time_to_leave():
    """
    @notice Where the deal knows notice or redemption, a constitutional decision waits long enough for a dissenter to leave
            before it, and not so long that it hangs over everybody.
    """
    constitutional: uint256 = self._words[CONSTITUTIONAL]
    assert self._execution_delay(constitutional) >= 3 * _DAY, "rules: no time to leave"
    assert self._execution_window(constitutional) <= 30 * _DAY, "rules: hangs over who may leave"


@internal
def _name_class(decision_class: uint256, name: bytes32):
    assert decision_class < CLASSES, "rules: no such class"
    assert name != empty(bytes32), "rules: name is empty"
    self._names[decision_class] = name
    log ClassNamed(decision_class=decision_class, name=name)


@internal
@pure
def _unpack(rule_word: uint256) -> types.Rule:
    return types.Rule(
        voting_delay=self._voting_delay(rule_word),
        voting_period=self._voting_period(rule_word),
        execution_delay=self._execution_delay(rule_word),
        execution_window=self._execution_window(rule_word),
        quorum_bps=self._quorum_bps(rule_word),
        approval_bps=self._approval_bps(rule_word),
        seat_approval_bps=self._seat_approval_bps(rule_word),
        mode=self._mode(rule_word),
        early_decision=(rule_word >> 184) & 1 == 1,
        recusal=(rule_word >> 185) & 1 == 1,
        objections=self._objections(rule_word),
        contested_bps=self._contested_bps(rule_word),
    )


@internal
@pure
def _version(rule_word: uint256) -> uint256:
    return (rule_word >> 192) & bits.MASK_12


@internal
@pure
def _voting_delay(rule_word: uint256) -> uint256:
    return rule_word & bits.MASK_32


@internal
@pure
def _voting_period(rule_word: uint256) -> uint256:
    return (rule_word >> 32) & bits.MASK_32


@internal
@pure
def _execution_delay(rule_word: uint256) -> uint256:
    return (rule_word >> 64) & bits.MASK_32


@internal
@pure
def _execution_window(rule_word: uint256) -> uint256:
    return (rule_word >> 96) & bits.MASK_32


@internal
@pure
def _quorum_bps(rule_word: uint256) -> uint256:
    return (rule_word >> 128) & bits.MASK_16


@internal
@pure
def _approval_bps(rule_word: uint256) -> uint256:
    return (rule_word >> 144) & bits.MASK_16


@internal
@pure
def _seat_approval_bps(rule_word: uint256) -> uint256:
    return (rule_word >> 160) & bits.MASK_16


@internal
@pure
def _mode(rule_word: uint256) -> uint256:
    return (rule_word >> 176) & 255


@internal
@pure
def _objections(rule_word: uint256) -> uint256:
    return (rule_word >> 204) & 255


@internal
@pure
def _contested_bps(rule_word: uint256) -> uint256:
    return (rule_word >> 212) & bits.MASK_16
