# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Membership views
@license GNU Affero General Public License v3.0 only
@notice What everybody may read of a partnership's terms and roster. All of it is `@reentrant`: the RevenueEscrow, actions
        of proposals and contracts that are called in the middle of something ask for it. It reads words that are right
        whenever somebody else's code may run: all is written before ether or tokens are sent and before an action is
        called.
"""

from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership.membership import calls
from contracts.modules.partnership.membership import departure
from contracts.modules.partnership.membership import relocation
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.shared import bits
from contracts.modules.shared import siblings


uses: calls
uses: departure
uses: docket
uses: relocation
uses: seats
uses: terms


PAGE: constant(uint256) = 100


@external
@view
@reentrant
def phase() -> types.Phase:
    """
    @notice How far the partnership has come.
    """
    return docket._phase(docket._load())


@external
@view
@reentrant
def formation_deadline() -> uint256:
    """
    @notice Unix seconds; 0 once the formation is over.
    """
    docket_word: uint256 = docket._load()
    if docket._stage(docket_word) == docket.FORMING:
        return docket._deadline(docket_word)
    return 0


@external
@view
@reentrant
def current_terms() -> types.Terms:
    """
    @notice The version in force, its hash, and until when the version before is good enough.
    """
    docket_word: uint256 = docket._load()
    window_closes: uint256 = 0
    if docket._stage(docket_word) != docket.FORMING:
        window_closes = docket._deadline(docket_word)
    version: uint256 = docket._version(docket_word)
    return types.Terms(
        version=version,
        hash=terms._hashes[version],
        window_closes=window_closes,
        window_is_open=docket._is_window_open(docket_word),
    )


@external
@view
@reentrant
def terms_hash(version: uint256) -> bytes32:
    """
    @notice keccak-256 of the document of `version`; 0 for a version that never was.
    """
    return terms._hashes[version]


@external
@view
@reentrant
def seat_count() -> uint256:
    """
    @notice How many seats were ever given; they are numbered from 0.
    """
    return docket._seats(docket._load())


@external
@view
@reentrant
def members() -> uint256:
    """
    @notice How many partners are active or suspended.
    """
    return docket._members(docket._load())


@external
@view
@reentrant
def partner(account: address) -> types.Partner:
    """
    @notice The record of `account`; status 0 if it was never on the roster.
    """
    return self._describe(account)


@external
@view
@reentrant
def holder_of(account: address) -> address:
    """
    @notice Who has now the seat that `account` has or had, however often it moved; zero if it was never on the roster.
    """
    return seats._holder_of(account)


@external
@view
@reentrant
def partner_at(seat: uint256) -> address:
    """
    @notice Who holds the seat with that number, or held it last; zero if it was never given.
    """
    return seats._accounts[seat]


@external
@view
@reentrant
def partners(start: uint256, count: uint256) -> DynArray[types.Partner, PAGE]:
    """
    @notice One page of the roster: seats `start` to `start + count - 1`, former partners included, 100 at most.
    """
    found: DynArray[types.Partner, PAGE] = []
    seat_count: uint256 = docket._seats(docket._load())
    if start >= seat_count:
        return found
    for i: uint256 in range(min(min(count, PAGE), seat_count - start), bound=PAGE):
        found.append(self._describe(seats._accounts[start + i]))
    return found


@external
@view
@reentrant
def status_of(account: address) -> types.Status:
    """
    @notice Where `account` stands on the roster; 0 if it was never there.
    """
    return self._status(seats._words[account])


@external
@view
@reentrant
def seat_offer(partner: address) -> (address, uint256):
    """
    @notice Whom the seat of `partner` is offered to, and the first moment it may be taken (unix seconds).
    """
    return relocation._offered(seats._present(partner))


@external
@view
@reentrant
def residual_beneficiary() -> address:
    """
    @notice Who receives what belongs to nobody else: the convener of a formation that failed, and else nobody (zero).
    """
    return self._residual_beneficiary()


@internal
@view
def _residual_beneficiary() -> address:
    if docket._phase(docket._load()) == types.Phase.VOID:
        return seats._accounts[0]
    return empty(address)


@internal
@view
def _status(seat_word: uint256) -> types.Status:
    status: uint256 = seat_bits._status(seat_word)
    if status == seat_bits.NOBODY:
        return empty(types.Status)
    if status == seat_bits.INVITED_AGAIN:
        return types.Status.INVITED
    # Also while its notice runs.
    if status == seat_bits.SUSPENDED and seat_word & seat_bits.GOING != 0:
        return types.Status.EXPELLED
    return convert(1 << (status - 1), types.Status)


@internal
@view
def _describe(account: address) -> types.Partner:
    seat_word: uint256 = seats._words[account]
    described: types.Partner = empty(types.Partner)
    if seat_word == 0:
        return described
    described.account = account
    described.seat = seat_bits._number(seat_word)
    described.status = self._status(seat_word)
    described.holder = seats._accounts[described.seat]
    described.nonce = seat_bits._nonce(seat_word)
    described.role_ends, described.probation_ends = seats._dates_of(account, seat_word)
    status: uint256 = seat_bits._status(seat_word)
    if status == seat_bits.INVITED:
        described.weight = seat_bits._weight_offered(seat_word)
        described.units = seat_bits._units_offered(seat_word)
        described.respond_by = seat_bits._respond_by(seat_word)
        described.role = seat_bits._role(seat_word)
    elif status == seat_bits.INVITED_AGAIN:
        rest: seat_bits.Rest = seats._rest_of(account)
        described.weight = rest.weight
        described.units = rest.units
        described.respond_by = rest.moment
        described.role = rest.role
    elif seat_bits._is_partner(seat_word):
        described.weight = seats._kept_weight(account, seat_word)
        described.role = seat_bits._role(seat_word)
        described.accepted_version = seat_bits._accepted(seat_word)
        described.leaves_at = departure._leaves_at(account, seat_word)
        described.answer_by = calls._answer_by(seat_word)
        described.is_lapsed = seat_word & (seat_bits.LAPSED | seat_bits.SILENT) != 0
        if status == seat_bits.SUSPENDED:
            described.suspended_until = seats._rest_of(account).suspended_until
        if seat_word & seat_bits.HAS_UNITS != 0:
            described.units = staticcall IRevenueEscrow(siblings._escrow_of(self)).units_of(account)
    return described
