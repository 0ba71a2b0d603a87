# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Deal
@license GNU Affero General Public License v3.0 only
@notice What everybody accepts beside the document: how one may leave and with what, when it ends, and the ceilings that
        no vote may go over. Every version of the terms has its deal for good, and a partner is held to that of the
        version it accepted. One deal is one slot:

        deal_word
            bits    0-31   notice_seconds
            bits   32-45   redeemable_bps
            bits   46-85   ends (unix seconds; 0: never)
            bits   86-117  max_units            bits  118-157  max_weight
            bits  158-171  max_sponsors_bps     bits  172-185  max_reserve_bps
            bits  186-209  move_seconds
            bits  210-217  call_days            bits  218-225  deadlock_days
            bit   226      repaid_at_end        bit   227      withholds_suspended
            bits  228-255  decisions: how many of the constitutional class were executed under this version; an
                           acceptance that joins is bound to it, so that a later decision ends it

        And per version and token, for as many as have capital that may be repaid:

        capital_word
            bits    0-111  money: that may be paid in to be repaid, in the token's smallest unit
            bits  112-223  in_kind
"""

from contracts.interfaces import types
from contracts.modules.shared import bits


event DealSet:
    version: indexed(uint256)   # number; of the terms it belongs to, from 1
    deal: types.Deal   # the deal, see types.Deal: times in seconds and days, shares in bps
    capital: DynArray[types.Capital, MAX_CAPITAL]   # smallest unit of each token; capital that may be repaid


MAX_CAPITAL: constant(uint256) = 8
MAX_NOTICE_SECONDS: constant(uint256) = 180 * 24 * 60 * 60
MAX_DECISIONS: constant(uint256) = bits.MASK_28

_MAX_MOVE_SECONDS: constant(uint256) = 180 * 24 * 60 * 60
_MIN_DAYS: constant(uint256) = 30
_MAX_DAYS: constant(uint256) = 180
_BPS: constant(uint256) = 10_000

_ENDS_SHIFT: constant(uint256) = 46
_MAX_UNITS_SHIFT: constant(uint256) = 86
_MAX_WEIGHT_SHIFT: constant(uint256) = 118
_MAX_SPONSORS_SHIFT: constant(uint256) = 158
_MAX_RESERVE_SHIFT: constant(uint256) = 172
_MOVE_SHIFT: constant(uint256) = 186
_CALL_SHIFT: constant(uint256) = 210
_DEADLOCK_SHIFT: constant(uint256) = 218
_REPAID_AT_END: constant(uint256) = 1 << 226
_WITHHOLDS_SUSPENDED: constant(uint256) = 1 << 227
_DECISIONS_SHIFT: constant(uint256) = 228
_DECISION: constant(uint256) = 1 << 228
_ACCEPTED: constant(uint256) = 2**228 - 1   # what of the word is accepted: all but the decisions

_DEAL_TYPEHASH: constant(bytes32) = keccak256(
    "Deal(uint256 noticeSeconds,uint256 redeemableBps,uint256 ends,uint256 maxUnits,uint256 maxWeight,uint256 maxSponsorsBps,uint256 maxReserveBps,uint256 moveSeconds,uint256 callDays,uint256 deadlockDays,bool repaidAtEnd,bool withholdsSuspended)"
)

_words: HashMap[uint256, uint256]                           # version of the terms => deal
_capital_words: HashMap[uint256, HashMap[address, uint256]] # version of the terms => token => capital


# --- what stands there ---


@internal
@view
def _load(version: uint256) -> uint256:
    """
    @notice The word of the deal of a version; 0 for one that never was.
    """
    return self._words[version]


@internal
@view
def _of(version: uint256) -> types.Deal:
    """
    @notice The deal of a version; all 0 for one that never was.
    """
    return self._unpack(self._words[version])


@internal
@pure
def _accepted_part(deal_word: uint256) -> uint256:
    """
    @notice What is accepted: the word without the number of decisions.
    """
    return deal_word & _ACCEPTED


@internal
@pure
def _notice_seconds(deal_word: uint256) -> uint256:
    return deal_word & bits.MASK_32


@internal
@pure
def _redeemable_bps(deal_word: uint256) -> uint256:
    return (deal_word >> 32) & bits.MASK_14


@internal
@pure
def _ends(deal_word: uint256) -> uint256:
    return (deal_word >> _ENDS_SHIFT) & bits.MASK_40


@internal
@pure
def _max_units(deal_word: uint256) -> uint256:
    return (deal_word >> _MAX_UNITS_SHIFT) & bits.MASK_32


@internal
@pure
def _max_weight(deal_word: uint256) -> uint256:
    return (deal_word >> _MAX_WEIGHT_SHIFT) & bits.MASK_40


@internal
@pure
def _max_sponsors_bps(deal_word: uint256) -> uint256:
    return (deal_word >> _MAX_SPONSORS_SHIFT) & bits.MASK_14


@internal
@pure
def _max_reserve_bps(deal_word: uint256) -> uint256:
    return (deal_word >> _MAX_RESERVE_SHIFT) & bits.MASK_14


@internal
@pure
def _move_seconds(deal_word: uint256) -> uint256:
    return (deal_word >> _MOVE_SHIFT) & bits.MASK_24


@internal
@pure
def _call_days(deal_word: uint256) -> uint256:
    return (deal_word >> _CALL_SHIFT) & bits.MASK_8


@internal
@pure
def _deadlock_days(deal_word: uint256) -> uint256:
    return (deal_word >> _DEADLOCK_SHIFT) & bits.MASK_8


@internal
@pure
def _is_repaid_at_end(deal_word: uint256) -> bool:
    return deal_word & _REPAID_AT_END != 0


@internal
@pure
def _withholds_suspended(deal_word: uint256) -> bool:
    return deal_word & _WITHHOLDS_SUSPENDED != 0


@internal
@pure
def _has_exit(deal_word: uint256) -> bool:
    """
    @notice Whether leaving takes notice or takes a part of the treasury along.
    """
    return deal_word & bits.MASK_46 != 0


@internal
@pure
def _decisions(deal_word: uint256) -> uint256:
    return deal_word >> _DECISIONS_SHIFT


@internal
@view
def _capital(version: uint256, token: address) -> (uint256, uint256):
    """
    @notice How much capital may stand in the line of `token`, paid in and given in kind, under a version.
    """
    capital_word: uint256 = self._capital_words[version][token]
    return capital_word & bits.MASK_112, capital_word >> 112


@internal
@view
def _hash_struct(deal_word: uint256) -> bytes32:
    """
    @notice The deal as a struct of EIP-712.
    """
    return keccak256(abi_encode(_DEAL_TYPEHASH, self._unpack(deal_word)))


# --- changes ---


@internal
def _set(version: uint256, deal: types.Deal, capital: DynArray[types.Capital, MAX_CAPITAL]):
    """
    @notice Notes the deal of a new version, for good.
    """
    assert deal.notice_seconds <= MAX_NOTICE_SECONDS, "deal: notice too long"
    assert deal.redeemable_bps <= _BPS, "deal: redeemable above 100%"
    assert deal.ends == 0 or (deal.ends > block.timestamp and deal.ends <= bits.MASK_40), "deal: end is not ahead"
    assert deal.max_units <= bits.MASK_32, "deal: units too large"
    assert deal.max_weight != 0 and deal.max_weight <= bits.MASK_40, "deal: weight out of bounds"
    assert deal.max_sponsors_bps <= _BPS, "deal: sponsors above 100%"
    assert deal.max_reserve_bps <= _BPS, "deal: reserve above 100%"
    assert deal.move_seconds <= _MAX_MOVE_SECONDS, "deal: move delay too long"
    assert deal.call_days >= _MIN_DAYS and deal.call_days <= _MAX_DAYS, "deal: a call has 30 to 180 days"
    if deal.deadlock_days != 0:
        assert deal.deadlock_days >= _MIN_DAYS and deal.deadlock_days <= _MAX_DAYS, "deal: deadlock in 30-180 days"
    self._words[version] = self._pack(deal)
    for entry: types.Capital in capital:
        assert entry.money != 0 or entry.in_kind != 0, "deal: no capital"
        assert entry.money <= bits.MASK_112 and entry.in_kind <= bits.MASK_112, "deal: capital too large"
        assert self._capital_words[version][entry.token] == 0, "deal: token given twice"
        self._capital_words[version][entry.token] = entry.money | (entry.in_kind << 112)
    log DealSet(version=version, deal=deal, capital=capital)


@internal
def _count_decision(version: uint256):
    """
    @notice Counts one more decision of the constitutional class that is executed. After 2**28 the last number stays.
    """
    deal_word: uint256 = self._words[version]
    if deal_word >> _DECISIONS_SHIFT != MAX_DECISIONS:
        self._words[version] = deal_word + _DECISION


@internal
@pure
def _pack(deal: types.Deal) -> uint256:
    return (
        deal.notice_seconds
        | (deal.redeemable_bps << 32)
        | (deal.ends << _ENDS_SHIFT)
        | (deal.max_units << _MAX_UNITS_SHIFT)
        | (deal.max_weight << _MAX_WEIGHT_SHIFT)
        | (deal.max_sponsors_bps << _MAX_SPONSORS_SHIFT)
        | (deal.max_reserve_bps << _MAX_RESERVE_SHIFT)
        | (deal.move_seconds << _MOVE_SHIFT)
        | (deal.call_days << _CALL_SHIFT)
        | (deal.deadlock_days << _DEADLOCK_SHIFT)
        | (convert(deal.repaid_at_end, uint256) << 226)
        | (convert(deal.withholds_suspended, uint256) << 227)
    )


@internal
@pure
def _unpack(deal_word: uint256) -> types.Deal:
    return types.Deal(
        notice_seconds=self._notice_seconds(deal_word),
        redeemable_bps=self._redeemable_bps(deal_word),
        ends=self._ends(deal_word),
        max_units=self._max_units(deal_word),
        max_weight=self._max_weight(deal_word),
        max_sponsors_bps=self._max_sponsors_bps(deal_word),
        max_reserve_bps=self._max_reserve_bps(deal_word),
        move_seconds=self._move_seconds(deal_word),
        call_days=self._call_days(deal_word),
        deadlock_days=self._deadlock_days(deal_word),
        repaid_at_end=self._is_repaid_at_end(deal_word),
        withholds_suspended=self._withholds_suspended(deal_word),
    )
