# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Terms
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership with its terms: who accepts them, and what a vote changes about them.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import acceptance
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import total_weight
from contracts.modules.shared import siblings
from contracts.modules.shared import signature
from snekmate.utils import eip712_domain_separator as eip712


initializes: partnership_storage
uses: admission
uses: deal
uses: docket
uses: eip712
uses: rules
uses: seats
uses: terms
uses: total_weight
# This one has no storage.
initializes: acceptance[deal := deal, docket := docket, eip712 := eip712, seats := seats, terms := terms]

exports: (
    # ERC-5267
    eip712.eip712Domain,
)


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


# --- partners ---


@external
def accept(offer: types.Offer):
    """
    @notice Accepts the terms in force and their deal: a founder or an invited partner becomes active with the shares it
            was offered, a partner keeps its standing. The last founder's acceptance brings the partnership into force.
    @param offer What the caller agrees to; must be what `offer_of` says now.
    """
    seat_word: uint256 = seats._load(msg.sender)
    acceptance._check(msg.sender, seat_word, offer)
    admission._accept(msg.sender, offer.terms_hash)


# --- anyone ---


@external
def accept_by_sig(partner: address, deadline: uint256, signed: Bytes[signature.MAX_SIGNATURE]):
    """
    @notice Relays the acceptance of what `partner` is offered now, which it signed (see `acceptance_digest`).
    @param deadline Unix seconds; last moment the signature is good.
    @param signed An ECDSA signature, or whatever the partner's contract wallet accepts (ERC-1271).
    """
    acceptance._check_signed(partner, seats._load(partner), deadline, signed)
    admission._accept(partner, terms._hashes[docket._version(docket._load())])


# --- the partnership itself, by vote ---


@external
@reentrant  # only this contract can call it, and only from within execute
def amend_terms(
    terms_hash: bytes32,
    uri: String[256],
    window_seconds: uint256,
    new_deal: types.Deal,
    capital: DynArray[types.Capital, deal.MAX_CAPITAL],
):
    """
    @notice Puts a new version of the terms in force, with its deal. Partners who have not accepted it when the window
            closes lose their standing: no ballots and no proposals, but what they earned and the right to leave stay.
            The window closes when its time is over and partners with more than half of the weight have accepted
            (`close_window`).
    @param window_seconds Time to accept, 7 to 180 days. One window at a time, and 7 days between two.
    @param new_deal Holds for who accepts it; its ceilings may not be below what there is.
    @param capital That may be repaid under it, each token once; at most 8.
    """
    admission._authorize()
    docket_word: uint256 = docket._load()
    assert not docket._is_window_open(docket_word), "terms: a window is open"
    if docket._version(docket_word) != 1:
        assert block.timestamp > docket._deadline(docket_word) + terms.LAPSE_SECONDS, "terms: window closed lately"
    terms._check_window(window_seconds)
    version: uint256 = docket._version(docket_word) + 1
    window_closes: uint256 = block.timestamp + window_seconds
    docket._set_terms(version, window_closes)
    terms._publish(version, terms_hash, uri, window_closes)
    deal._set(version, new_deal, capital)
    self._check_ceilings(new_deal)
    rules._set_noting(new_deal.notice_seconds != 0)


# --- views ---


@external
@view
@reentrant
def offer_of(account: address) -> types.Offer:
    """
    @notice What `account` would accept now: what it has to name when it accepts. Of an account that is neither invited nor
            a partner only the terms and the deal.
    """
    return acceptance._offer_to(account, seats._words[account])


@external
@view
@reentrant
def acceptance_digest(partner: address, deadline: uint256) -> bytes32:
    """
    @notice What `partner` signs to accept what it is offered now, good until `deadline` (unix seconds): `Acceptance` of who
            is invited, `Renewal` of a partner.
    """
    return acceptance._digest(partner, seats._load(partner), deadline)


@external
@view
@reentrant
def deal_of(version: uint256) -> types.Deal:
    """
    @notice The deal of a version of the terms; all 0 for one that never was.
    """
    return deal._of(version)


@external
@view
@reentrant
def capital_of(version: uint256, token: address) -> (uint256, uint256):
    """
    @notice How much capital may stand in the line of `token` under a version of the terms, paid in and given in kind, in
            the token's smallest unit.
    """
    return deal._capital(version, token)


@external
@view
@reentrant  # the escrow asks, in the middle of an execution, too
def repayable_capital(token: address) -> (uint256, uint256):
    """
    @notice The same under the version in force, and as long as the window to accept it is open, under the one before, too.
    """
    money: uint256 = 0
    in_kind: uint256 = 0
    version: uint256 = 0
    version_before: uint256 = 0
    version, version_before = self._versions_that_hold()
    money, in_kind = deal._capital(version, token)
    if version_before == version:
        return money, in_kind
    money_before: uint256 = 0
    in_kind_before: uint256 = 0
    money_before, in_kind_before = deal._capital(version_before, token)
    return min(money, money_before), min(in_kind, in_kind_before)


@external
@view
@reentrant  # the escrow asks, in the middle of an execution, too
def ceilings() -> (uint256, uint256):
    """
    @notice The highest share of all sponsors together and the highest reserve, in bps, under the version in force, and as
            long as the window to accept it is open, under the one before, too.
    """
    version: uint256 = 0
    version_before: uint256 = 0
    version, version_before = self._versions_that_hold()
    deal_word: uint256 = deal._load(version)
    before: uint256 = deal._load(version_before)
    return (
        min(deal._max_sponsors_bps(deal_word), deal._max_sponsors_bps(before)),
        min(deal._max_reserve_bps(deal_word), deal._max_reserve_bps(before)),
    )


# --- internals ---


@internal
@view
def _versions_that_hold() -> (uint256, uint256):
    """
    @notice The version in force, and the one before as long as partners may still be on it; else the same again.
    """
    docket_word: uint256 = docket._load()
    version: uint256 = docket._version(docket_word)
    if docket._is_window_open(docket_word):
        return version, version - 1
    return version, version


@internal
@view
def _check_ceilings(new_deal: types.Deal):
    """
    @notice Reverts where there is more than a new deal would allow, or a constitutional decision leaves no time to leave.
    """
    if new_deal.notice_seconds != 0 or new_deal.redeemable_bps != 0:
        rules._check_time_to_leave()
    assert total_weight._latest() + seats._withheld <= new_deal.max_weight, "deal: below the weight there is"
    escrow: address = siblings._escrow_of(self)
    assert staticcall IRevenueEscrow(escrow).total_units() <= new_deal.max_units, "deal: below the units there are"
