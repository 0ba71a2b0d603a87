# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Formation
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership by which it begins: its first rules and terms, its founders and how one of them
        withdraws, and its escrow.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules.partnership import dao_uri
from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.membership import founding
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import total_weight


initializes: partnership_storage
uses: admission
uses: dao_uri
uses: deal
uses: docket
uses: founding
uses: rules
uses: seats
uses: terms
uses: total_weight


# The facet of this account that makes the founding calls.
interface Facets:
    def run_founding_calls(packed: Bytes[4_096]): nonpayable


MAX_FORMATION_SECONDS: constant(uint256) = 365 * 24 * 60 * 60


@deploy
def __init__():
    partnership_storage.__init__()


@external
@payable
@reentrant  # does nothing
def __default__():
    """
    @notice Refuses what is no function of a Partnership.
    """
    raise "partnership: no such function"


# --- once, by whoever creates the clone, in the same transaction ---


@external
def initialize(escrow_implementation: address, config: types.Config) -> address:
    """
    @notice Starts the formation: sets the first rules, publishes version 1 of the terms, invites the founders, and
            creates this partnership's RevenueEscrow.
    @param escrow_implementation What the escrow is a clone of.
    @param config Rules of the constitutional (0) and the ordinary class (8) must be among `rules`; of the founders at
           least one must have weight and one may propose. Seats are given in their order, and the first is the convener,
           who receives money of unknown origin if the formation fails. The deadline is at most a year ahead.
    @return The RevenueEscrow.
    """
    assert not docket._is_initialized(), "partnership: initialized"
    assert escrow_implementation.is_contract, "partnership: no escrow code"
    assert config.formation_deadline > block.timestamp, "membership: deadline passed"
    assert (
        config.formation_deadline <= block.timestamp + MAX_FORMATION_SECONDS
    ), "membership: deadline too far"
    # The first contract it creates, and the only one: that makes its address (siblings.vy).
    escrow: address = create_minimal_proxy_to(escrow_implementation)
    total_weight._initialize()
    self._set_rules(config.rules)
    if len(config.dao_uri) != 0:
        dao_uri._set(config.dao_uri)
    partnership_storage._set_name(config.name)
    terms._publish(1, config.terms_hash, config.terms_uri, 0)
    seat_count: uint256 = 0
    founding_deal: types.Deal = config.deal
    seat_count, founding_deal.max_weight, founding_deal.max_units = self._invite_founders(escrow, config)
    deal._set(1, founding_deal, config.capital)
    if founding_deal.notice_seconds != 0:
        rules._set_noting(True)
    if config.bound_until != 0:
        founding._bind(config.bound_until, config.formation_deadline)
    for requirement: types.Requirement in config.required:
        founding._require(requirement.founder, requirement.token, requirement.amount)
    if founding_deal.notice_seconds != 0 or founding_deal.redeemable_bps != 0:
        rules._check_time_to_leave()
    docket._form(config.formation_deadline, seat_count, rules._timing(rules.ORDINARY))
    extcall IRevenueEscrow(escrow).initialize(self, config.tokens, config.reserve_bps, config.recoupment)
    if len(config.calls) != 0:
        extcall Facets(self).run_founding_calls(config.calls)
    return escrow


# --- founders, until it is in force ---


@external
def withdraw(contributed: DynArray[address, founding.MAX_TOKENS]):
    """
    @notice Takes back what the caller, a founder, accepted and all that it contributed, while the partnership forms, and
            unless the config binds founders. Its seat is invited again, and what it signed before is good no more.
    @param contributed Every token that the caller contributed; zero is ether. Reverts if one is missing.
    """
    founding._withdraw(msg.sender, contributed)


# --- views ---


@external
@view
@reentrant
def founders_bound_until() -> uint256:
    """
    @notice Unix seconds; last moment in which no founder can withdraw, 0 if the config binds nobody.
    """
    return founding._bound_until


@external
@view
@reentrant
def required_of(founder: address) -> (address, uint256):
    """
    @notice What `founder` must have contributed for its acceptance to count: a token (zero for ether), and how much of
            it in its smallest unit; 0 for nothing.
    """
    return founding._required_of(seats._load(founder))


# --- internals ---


@internal
def _set_rules(rule_book: DynArray[types.ClassRule, 16]):
    for entry: types.ClassRule in rule_book:
        assert not rules._has_rule(entry.decision_class), "rules: class given twice"
        rules._set_rule(entry.decision_class, entry.rule)
        if entry.name != empty(bytes32):
            rules._name_class(entry.decision_class, entry.name)
    assert rules._has_rule(rules.CONSTITUTIONAL), "rules: constitutional missing"
    assert rules._has_rule(rules.ORDINARY), "rules: ordinary missing"
    rules._check_recovery()


@internal
def _invite_founders(escrow: address, config: types.Config) -> (uint256, uint256, uint256):
    """
    @notice Invites the founders.
    @return How many seats they were given, and the ceilings of weight and units that the deal names or that follow from
            theirs.
    """
    seat_count: uint256 = 0
    weights: uint256 = 0
    units: uint256 = 0
    has_proposer: bool = False
    for founder: types.Founder in config.founders:
        admission._invite(escrow, seat_count, founder.account, founder.weight, founder.units, founder.role, 0)
        weights += founder.weight
        units += founder.units
        has_proposer = has_proposer or types.Role.PROPOSER in founder.role
        seat_count += 1
    assert weights != 0, "membership: no weight"
    # Else the acceptance that goes over the bound would fail, and the formation with it.
    assert weights <= seats.MAX_WEIGHT, "membership: weights too large"
    assert units <= seats.MAX_UNITS, "membership: units too large"
    assert has_proposer, "membership: no proposer"
    max_weight: uint256 = config.deal.max_weight
    if max_weight == 0:
        max_weight = min(weights + weights // 4, seats.MAX_WEIGHT)
    max_units: uint256 = config.deal.max_units
    if max_units == 0:
        max_units = min(units + units // 4, seats.MAX_UNITS)
    assert weights <= max_weight, "deal: below the founders' weight"
    assert units <= max_units, "deal: below the founders' units"
    return seat_count, max_weight, max_units
