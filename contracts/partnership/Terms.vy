# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Terms
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership with its terms: who accepts them, and what a vote changes about them.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.modules.partnership import dao_uri
from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import departure
from contracts.modules.partnership.membership import founding
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.partnership.voting import total_weight
from contracts.modules.shared import signature
from snekmate.utils import eip712_domain_separator as eip712


initializes: partnership_storage
uses: admission
uses: dao_uri
uses: departure
uses: docket
uses: eip712
uses: founding
uses: seats
uses: terms
uses: total_weight

exports: (
    # ERC-5267
    eip712.eip712Domain,
    # ERC-4824
    dao_uri.daoURI,
)


MAX_SHOWN: constant(uint256) = 2_048


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
def accept(terms_hash: bytes32):
    """
    @notice Accepts the terms in force: a founder or an invited partner becomes active, a partner keeps its standing.
            The last founder's acceptance brings the partnership into force.
    @param terms_hash keccak-256 of the document the caller agrees to; must be the version in force.
    """
    assert terms_hash == terms._hashes[docket._version(docket._load())], "terms: not in force"
    admission._accept(msg.sender, terms_hash)


@external
def withdraw(contributed: DynArray[address, founding.MAX_TOKENS]):
    """
    @notice Takes back what the caller, a founder, accepted and all that it contributed, while the partnership forms, and
            unless the config binds founders. Its seat is invited again, and what it signed before is good no more.
    @param contributed All tokens the caller contributed, strictly increasing; zero is ether. Reverts if one is missing.
    """
    founding._withdraw(msg.sender, contributed)


# --- anyone ---


@external
def accept_by_sig(partner: address, deadline: uint256, signed: Bytes[signature.MAX_SIGNATURE]):
    """
    @notice Relays the acceptance of the terms in force that `partner` signed (see `acceptance_digest`).
    @param deadline Unix seconds; last moment the signature is good.
    @param signed An ECDSA signature, or whatever the partner's contract wallet accepts (ERC-1271).
    """
    version: uint256 = docket._version(docket._load())
    nonce: uint256 = seat_bits._nonce(seats._load(partner))
    terms._check_acceptance(partner, version, nonce, deadline, signed)
    admission._accept(partner, terms._hashes[version])


@external
@reentrant  # an action of a proposal may call it, too; whatever is under way has done its part before it calls out
def close_window(partners: DynArray[address, MAX_SHOWN]):
    """
    @notice Closes the window to accept the terms in force, once its time is over and partners with more than half of the
            weight have accepted them. Until then the version before is good enough.
    @param partners Who together have more than half, by strictly increasing address.
    """
    docket_word: uint256 = docket._load_in_force()
    version: uint256 = docket._version(docket_word)
    assert docket._is_window_open(docket_word), "terms: no window is open"
    assert block.timestamp > docket._deadline(docket_word), "terms: time to accept is left"
    accepted: uint256 = 0
    last: uint256 = 0
    for partner: address in partners:
        assert convert(partner, uint256) > last, "terms: partners out of order"
        last = convert(partner, uint256)
        seat_word: uint256 = seats._words[partner]
        weight: uint256 = seat_bits._weight(seat_word)
        if weight != 0 and seat_bits._accepted(seat_word) == version:
            accepted += weight
    assert 2 * accepted > total_weight._latest(), "terms: not by a majority"
    docket._close_window()
    log terms.WindowClosed(version=version, accepted_weight=accepted)


# --- the partnership itself, by vote ---


@external
@reentrant  # only this contract can call it, and only from within execute
def amend_terms(terms_hash: bytes32, uri: String[256], window_seconds: uint256):
    """
    @notice Puts a new version of the terms in force. Partners who have not accepted it when the window closes lose
            their standing: no ballots and no proposals, but what they earned and the right to leave stay. The window
            closes when its time is over and partners with more than half of the weight have accepted (`close_window`).
    @param window_seconds Time to accept, 7 to 180 days. One window at a time.
    """
    admission._authorize()
    docket_word: uint256 = docket._load()
    assert not docket._is_window_open(docket_word), "terms: a window is open"
    terms._check_window(window_seconds)
    version: uint256 = docket._version(docket_word) + 1
    window_closes: uint256 = block.timestamp + window_seconds
    docket._set_terms(version, window_closes)
    terms._publish(version, terms_hash, uri, window_closes)


@external
@reentrant  # only this contract can call it, and only from within execute
def set_exit_terms(notice_seconds: uint256, redeemable_bps: uint256):
    """
    @notice Sets the notice (at most 180 days) and the share of the treasury that a leaver's part is taken of (0 for no
            redemption). Notice that is running keeps its length.
    """
    admission._authorize()
    departure._set_exit_terms(notice_seconds, redeemable_bps)


@external
@reentrant  # only this contract can call it, and only from within execute
def set_dao_uri(uri: String[256]):
    """
    @notice Says where the public description is (ERC-4824).
    """
    assert msg.sender == self, "partnership: only by vote"
    dao_uri._set(uri)
