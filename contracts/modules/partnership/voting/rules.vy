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
            bits  228-251  extension            bit   252      has_tie_breaker: the account is in `_tie_breakers`

        and of the constitutional class it says besides

        rule_word, of class 0
            bit   253      noting: its proposals note who votes for them (proposals.vy)
            bit   254      has_everyday: the everyday class has a rule of its own

        An action is known by its target and the first four bytes of its calldata. What changes the deal of all, or how
        it is decided, is constitutional, whatever is mapped (actions.vy). Where no class was mapped to it, everything
        else that touches the partnership or its escrow is everyday, and what touches neither is ordinary; moving the
        seat of a lost key is decided by the recovery class, once that has a rule. The everyday class is decided by the
        constitutional rule until it has one of its own.
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
EVERYDAY: constant(uint256) = 2
RECOVERY: constant(uint256) = 4
ORDINARY: constant(uint256) = 8
CLASSES: constant(uint256) = 16

MAJORITY: constant(uint256) = 0
DUAL: constant(uint256) = 1
LAZY: constant(uint256) = 2
UNANIMOUS: constant(uint256) = 3

TWO_THIRDS_BPS: constant(uint256) = 6_667        # the contested approval of a class that names none
MAX_CONTESTED_BPS: constant(uint256) = 9_000   # so that nobody with less than a tenth can stop anything for good

# What `_timing` says of a rule besides the times; where they stand in a proposal, see proposals.vy.
_SPECIAL: constant(uint256) = bits.MASK_8 << 120
_COUNTS_SEATS: constant(uint256) = 1 << 120
_NOTES: constant(uint256) = 1 << 126
_EXTENDS: constant(uint256) = 1 << 127
SILENCE_PASSES: constant(uint256) = 1 << 128

_EARLY_DECISION: constant(uint256) = 1 << 184
_RECUSAL: constant(uint256) = 1 << 185
_HAS_TIE_BREAKER: constant(uint256) = 1 << 252
_NOTING: constant(uint256) = 1 << 253
_HAS_EVERYDAY: constant(uint256) = 1 << 254
_MAY_GO_ON: constant(uint256) = (2**25 - 1) << 228   # extension and has_tie_breaker

_BPS: constant(uint256) = 10_000
_MINUTE: constant(uint256) = 60
_HOUR: constant(uint256) = 60 * 60
_DAY: constant(uint256) = 24 * 60 * 60

_words: HashMap[uint256, uint256]                               # class => rule in force
_past_words: HashMap[uint256, HashMap[uint256, uint256]]        # class => version => rule that was replaced
_classes: HashMap[address, HashMap[bytes4, uint256]]            # target => selector => class + 1
_tie_breakers: HashMap[uint256, HashMap[uint256, address]]      # class => version => who breaks a tie under that rule
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
    if version != 0:
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
        | (rule.extension << 228)
        | (convert(rule.tie_breaker != empty(address), uint256) << 252)
        | (previous & (_NOTING | _HAS_EVERYDAY))
    )
    if rule.tie_breaker != empty(address):
        self._tie_breakers[decision_class][version] = rule.tie_breaker
    if decision_class == EVERYDAY:
        self._words[CONSTITUTIONAL] |= _HAS_EVERYDAY
    log RuleSet(decision_class=decision_class, version=version, rule=rule)


@internal
def _map_action(target: address, selector: bytes4, decision_class: uint256):
    assert self._has_rule(self._ruling(decision_class)), "rules: class has no rule"
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
    return self._version(self._words[decision_class]) != 0


@internal
@view
def _ruling(decision_class: uint256) -> uint256:
    """
    @notice The class whose rule decides on what belongs to `decision_class`.
    """
    if decision_class == EVERYDAY and self._words[CONSTITUTIONAL] & _HAS_EVERYDAY == 0:
        return CONSTITUTIONAL
    return decision_class


@internal
@pure
def _is_open_to_all(decision_class: uint256) -> bool:
    """
    @notice Whether it takes no role to propose what a class decides: else a lost key could be the end of all decisions.
    """
    return decision_class in [CONSTITUTIONAL, EVERYDAY, RECOVERY]


@internal
@view
def _in_force(decision_class: uint256) -> uint256:
    """
    @notice The word of the rule that decides on what belongs to a class; 0 if it has none.
    """
    return self._words[self._ruling(decision_class)]


@internal
@view
def _timing(decision_class: uint256) -> uint256:
    """
    @notice What a proposal has to know of its rule from the start: voting delay (32 bits), voting period (32), version
            (12), and from bit 120 what makes it special; in bit 128 whether silence passes.
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
    if rule_word & _MAY_GO_ON != 0:
        timing |= _EXTENDS
    if rule_word & _NOTING != 0:
        timing |= _NOTES
    return timing


@internal
@view
def _decided_by(strictest: uint256) -> (uint256, uint256):
    """
    @notice The class whose rule decides on a proposal whose strictest action is of class `strictest`, and its timing.
    """
    ruling: uint256 = self._ruling(strictest)
    timing: uint256 = self._timing(ruling)
    if ruling != strictest:
        timing &= ~_NOTES  # what is everyday opens no exit
    return ruling, timing


@internal
@pure
def _without_noting(timing: uint256) -> uint256:
    """
    @notice The timing of a proposal that opens no exit.
    """
    return timing & ~_NOTES


@internal
def _set_noting(noting: bool):
    """
    @notice From now on constitutional proposals note who votes for them, or do not: where leaving takes notice, the others
            may leave without it until such a decision is executed. Proposals made before keep the rule they began with.
    """
    rule_word: uint256 = self._words[CONSTITUTIONAL]
    if noting == (rule_word & _NOTING != 0):
        return
    version: uint256 = self._version(rule_word)
    assert version < bits.MASK_12, "rules: too many versions"
    self._past_words[CONSTITUTIONAL][version] = rule_word
    self._words[CONSTITUTIONAL] = (rule_word ^ _NOTING) + (1 << 192)


@internal
@view
def _notes(version: uint256) -> bool:
    """
    @notice Whether constitutional proposals made under that version of the rule note who votes for them.
    """
    return self._rule_at(CONSTITUTIONAL, version) & _NOTING != 0


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
    assert rule.extension <= rule.voting_period, "rules: extension too long"
    if rule.tie_breaker != empty(address):
        # Who breaks ties decides on what the partnership does outside, not on who its partners are and what they get.
        assert decision_class not in [CONSTITUTIONAL, EVERYDAY], "rules: class has no tie breaker"
        assert is_vote and rule.approval_bps == _BPS // 2, "rules: no tie at that approval"


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
@view
def _reach(decision_class: uint256) -> uint256:
    """
    @notice Seconds from the making of a proposal under the rule in force for that class to its last chance of being
            executed, where its vote is over as soon as it can be.
    """
    rule_word: uint256 = self._in_force(decision_class)
    reach: uint256 = (
        self._voting_delay(rule_word) + self._execution_delay(rule_word) + self._execution_window(rule_word)
    )
    if rule_word & _EARLY_DECISION == 0:
        reach += self._voting_period(rule_word)
    return reach


@internal
@view
def _is_as_strict(decision_class: uint256, other_class: uint256) -> bool:
    """
    @notice Whether the rule in force for one class is at least as strict as that for another one, in every field. What
            has parts of several classes is decided by one of them only then: nothing is got through more easily beside
            something else.
    """
    ours: uint256 = self._in_force(decision_class)
    others: uint256 = self._in_force(other_class)
    if self._ruling(decision_class) == self._ruling(other_class):
        return True
    if (
        self._voting_delay(ours) < self._voting_delay(others)
        or self._voting_period(ours) < self._voting_period(others)
        or self._execution_delay(ours) < self._execution_delay(others)
        or self._execution_window(ours) > self._execution_window(others)
        or self._extension(ours) < self._extension(others)
        or (ours & ~others) & _EARLY_DECISION != 0
    ):
        return False
    # As few objections stop it.
    needed: uint256 = self._objections(others)
    if needed != 0 and (self._objections(ours) == 0 or self._objections(ours) > needed):
        return False
    tie_breaker: address = self._tie_breaker(decision_class, ours)
    if tie_breaker not in [empty(address), self._tie_breaker(other_class, others)]:
        return False
    mode: uint256 = self._mode(ours)
    others_mode: uint256 = self._mode(others)
    if mode == UNANIMOUS:
        return True  # everybody has to be for it, whoever is recused elsewhere
    if mode == LAZY or others_mode == LAZY:
        return mode == others_mode and self._quorum_bps(ours) <= self._quorum_bps(others)
    return (
        others_mode != UNANIMOUS
        and (mode == DUAL or others_mode != DUAL)
        and self._quorum_bps(ours) >= self._quorum_bps(others)
        and self._approval_bps(ours) >= self._approval_bps(others)
        and self._seat_approval_bps(ours) >= self._seat_approval_bps(others)
        and self._contested_approval_bps(ours) >= self._contested_approval_bps(others)
        and (others & ~ours) & _RECUSAL == 0
    )


@internal
def _name_class(decision_class: uint256, name: bytes32):
    assert decision_class < CLASSES, "rules: no such class"
    assert name != empty(bytes32), "rules: name is empty"
    self._names[decision_class] = name
    log ClassNamed(decision_class=decision_class, name=name)


@internal
@view
def _unpack(decision_class: uint256, rule_word: uint256) -> types.Rule:
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
        extension=self._extension(rule_word),
        tie_breaker=self._tie_breaker(decision_class, rule_word),
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


@internal
@pure
def _contested_approval_bps(rule_word: uint256) -> uint256:
    """
    @notice The share of for and against that must be for once a proposal was stopped, or a recusal was contested.
    """
    contested_bps: uint256 = self._contested_bps(rule_word)
    if contested_bps == 0:
        contested_bps = TWO_THIRDS_BPS
    return max(self._approval_bps(rule_word), contested_bps)


@internal
@pure
def _extension(rule_word: uint256) -> uint256:
    return (rule_word >> 228) & bits.MASK_24


@internal
@pure
def _has_tie_breaker(rule_word: uint256) -> bool:
    return rule_word & _HAS_TIE_BREAKER != 0


@internal
@view
def _tie_breaker(decision_class: uint256, rule_word: uint256) -> address:
    """
    @notice Who breaks a tie under a rule of that class; zero if nobody does.
    """
    if rule_word & _HAS_TIE_BREAKER == 0:
        return empty(address)
    return self._tie_breakers[self._ruling(decision_class)][self._version(rule_word)]
