# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Proof
@license GNU Affero General Public License v3.0 only
@notice Tells a token apart from ether and from every known token. Some assets have two addresses: a token with two entry
        points, or a chain's own currency that is an ERC-20 as well. Of one asset the balances at both are always the same
        amount, in whole units of the coarser one. So

        - a listed token whose balance here differs from that of each other one is none of them;
        - otherwise, and for every token that somebody names, the smallest unit of the coarsest of them (at most a millionth
          of a token) is sent to the treasury, and no other balance here may fall by that.

        A token can lie about its balance so that it seems to be another one. Then as much of it is sent as well: the other
        one's balance does not fall by that, and it is the liar that is passed over. Nobody's token keeps another one out.
        That shows something only as long as enough for a second probe is here; with less, nothing is decided.

        The grain of its books (see income.vy) is the least power of 10 by which its supply is below 2**80. Who can mint
        for the length of a transaction must not make that absurd: it is at most a billionth of a token, but for what is
        here.
"""

from contracts.modules.escrow import income
from contracts.modules.escrow import listing
from contracts.modules.escrow import recoupment
from contracts.modules.escrow import register
from contracts.modules.escrow import units
from contracts.modules.shared import tokens


uses: income
uses: listing
uses: recoupment
uses: register
uses: units


event GrainSet:
    token: indexed(address)   # contract of the ERC-20
    grain: uint256   # smallest unit of the token; all that is booked in it is a multiple of that, 1 if nothing is logged


MAX_OTHERS: constant(uint256) = 1 + listing.MAX_TOKENS + register.MAX_REGISTERED

_MAX_GRAINS: constant(uint256) = 2**80
_PROBE_DECIMALS: constant(uint256) = 6    # a probe is at most a millionth of a token
_GRAIN_DECIMALS: constant(uint256) = 9    # a grain is at most a billionth of a token, if its supply can be made up
_MAX_DECIMALS: constant(uint256) = 77
_MAX_EXPONENT: constant(uint256) = 49     # so that 2**92 grains, more than an account holds, are below 2**256

_ASK_GAS: constant(uint256) = 60_000
_SEND_GAS: constant(uint256) = 300_000          # for the token that is told apart
_SUSPECT_GAS: constant(uint256) = 150_000       # for one of up to 32 others: all of them fit into one transaction

_BALANCE_OF: constant(bytes4) = 0x70a08231
_TRANSFER: constant(bytes4) = 0xa9059cbb
_DECIMALS: constant(Bytes[4]) = x"313ce567"
_TOTAL_SUPPLY: constant(Bytes[4]) = x"18160ddd"


@internal
def _prove(token: address, treasury: address, by_name: bool):
    """
    @notice Reverts unless `token` is none of those that are known.
    """
    held: uint256 = self._held(token)
    decimals: uint256 = self._decimals(token)
    suspects: DynArray[address, MAX_OTHERS] = []
    balances: DynArray[uint256, MAX_OTHERS] = []
    amount: uint256 = 1
    others: DynArray[address, MAX_OTHERS] = self._others()
    for other: address in others:
        balance: uint256 = self._held(other)
        other_decimals: uint256 = self._decimals(other)
        if by_name or self._may_be_one(held, decimals, balance, other_decimals):
            suspects.append(other)
            balances.append(balance)
            amount = max(amount, self._unit_of(other_decimals, decimals))
    if len(suspects) == 0:
        return
    assert held >= amount, "escrow: too little to tell"
    self._send(token, treasury, amount, _SEND_GAS)
    assert self._held(token) <= held - amount, "escrow: token does not move"
    for i: uint256 in range(len(suspects), bound=MAX_OTHERS):
        if self._held(suspects[i]) < balances[i]:
            assert self._lies(suspects[i], token, decimals, amount, treasury), "escrow: another token's money"


@internal
def _know(token: address):
    """
    @notice Has `token` be known from now on.
    """
    self._set_grain(token)
    income._know(token)


@internal
def _set_grain(token: address):
    """
    @notice Chooses the grain of a token's books, as long as there is nothing in them.
    """
    if income._account_words[token] != 0 or recoupment._line_words[token] != 0:
        return
    exponent: uint256 = self._exponent(token)
    if exponent != 0:
        income._set_grain(token, exponent)
        log GrainSet(token=token, grain=pow_mod256(10, exponent))


@internal
@payable
def _receive(token: address, amount: uint256) -> uint256:
    """
    @notice Takes `amount` from the caller, in ether or a token that is listed or known. The first one in a token that is
            listed and not known yet must move nothing else.
    @return What arrived.
    """
    if income._is_known(token, income._account_words[token]):
        return tokens._receive(token, msg.sender, amount)
    balances: DynArray[uint256, MAX_OTHERS] = self._balances()
    received: uint256 = tokens._receive(token, msg.sender, amount)
    self._require_still(token, received, balances)
    self._know(token)
    return received


@internal
@view
def _balances() -> DynArray[uint256, MAX_OTHERS]:
    """
    @notice What is here of all that is known, in the order of `_others`.
    """
    balances: DynArray[uint256, MAX_OTHERS] = []
    others: DynArray[address, MAX_OTHERS] = self._others()
    for other: address in others:
        balances.append(self._held(other))
    return balances


@internal
@view
def _require_still(token: address, amount: uint256, balances: DynArray[uint256, MAX_OTHERS]):
    """
    @notice Reverts if any of them has grown since, when `amount` of a `token` arrived that is not known yet, or if that is
            less than it would show.
    """
    decimals: uint256 = self._decimals(token)
    others: DynArray[address, MAX_OTHERS] = self._others()
    for i: uint256 in range(len(others), bound=MAX_OTHERS):
        assert self._held(others[i]) <= balances[i], "escrow: another token's money"
        # Of ether there is nothing finer than what it shows.
        if others[i] != tokens.NATIVE:
            assert amount >= self._unit_of(self._decimals(others[i]), decimals), "escrow: too little to tell"


@internal
@view
def _others() -> DynArray[address, MAX_OTHERS]:
    """
    @notice Ether, and every token that is known.
    """
    found: DynArray[address, MAX_OTHERS] = [tokens.NATIVE]
    for i: uint256 in range(units._load().listed, bound=listing.MAX_TOKENS):
        token: address = listing._listed[i]
        if income._account_words[token] & income.KNOWN != 0:
            found.append(token)
    for i: uint256 in range(register._count(), bound=register.MAX_REGISTERED):
        found.append(register._registered[i])
    return found


@internal
@pure
def _may_be_one(held: uint256, decimals: uint256, balance: uint256, other_decimals: uint256) -> bool:
    """
    @notice Whether two balances are the same amount, in whole units of the coarser one.
    """
    if held == balance:
        return True
    if decimals > other_decimals:
        return held // pow_mod256(10, decimals - other_decimals) == balance
    return balance // pow_mod256(10, other_decimals - decimals) == held


@internal
@view
def _may_be_same(token: address, other: address, holder: address) -> bool:
    """
    @notice Whether two tokens may be one asset, by what `holder` has of both.
    """
    return self._may_be_one(
        self._held_by(token, holder), self._decimals(token), self._held_by(other, holder), self._decimals(other)
    )


@internal
@pure
def _unit_of(other_decimals: uint256, decimals: uint256) -> uint256:
    """
    @notice The smallest unit of another token, or a millionth of a token if that is less, in the smallest unit of this one.
    """
    coarser: uint256 = max(other_decimals, _PROBE_DECIMALS)
    if coarser >= decimals:
        return 1
    return pow_mod256(10, decimals - coarser)


@internal
def _lies(suspect: address, token: address, decimals: uint256, amount: uint256, treasury: address) -> bool:
    """
    @notice Whether a balance of `suspect` that fell when `amount` of `token` was sent is made up. Of one asset as much is
            left at both, and sending as much of `suspect` moves `token`.
    """
    if suspect == tokens.NATIVE:
        return False
    held: uint256 = self._held(token)
    assert held >= amount, "escrow: too little to tell"
    same: uint256 = self._as_much(amount, decimals, self._decimals(suspect))
    if self._held(suspect) < same:
        return True
    self._send(suspect, treasury, same, _SUSPECT_GAS)
    return self._held(token) >= held


@internal
@pure
def _as_much(amount: uint256, decimals: uint256, other_decimals: uint256) -> uint256:
    """
    @notice An amount of a token in the smallest unit of another one; at least one of those.
    """
    if other_decimals >= decimals:
        return amount * pow_mod256(10, other_decimals - decimals)
    return max(amount // pow_mod256(10, decimals - other_decimals), 1)


@internal
@view
def _exponent(token: address) -> uint256:
    held: uint256 = self._held(token)
    most: uint256 = max(self._decimals(token), _GRAIN_DECIMALS) - _GRAIN_DECIMALS
    answers: bool = False
    supply: uint256 = 0
    answers, supply = self._ask(token, _TOTAL_SUPPLY)
    if not answers:
        supply = max_value(uint256)  # nobody knows how much there will be
    exponent: uint256 = 0
    for i: uint256 in range(_MAX_EXPONENT):
        grain: uint256 = pow_mod256(10, exponent)
        if held // grain < _MAX_GRAINS and (exponent >= most or supply // grain < _MAX_GRAINS):
            break
        exponent += 1
    return exponent


@internal
@view
def _held(token: address) -> uint256:
    """
    @notice What is here of `token`; 0 where it does not answer.
    """
    return self._held_by(token, self)


@internal
@view
def _held_by(token: address, holder: address) -> uint256:
    if token == tokens.NATIVE:
        return holder.balance
    return self._ask(token, abi_encode(holder, method_id=_BALANCE_OF))[1]


@internal
@view
def _decimals(token: address) -> uint256:
    """
    @notice Of ether, and of a token that does not tell, 18.
    """
    if token == tokens.NATIVE:
        return 18
    answers: bool = False
    decimals: uint256 = 0
    answers, decimals = self._ask(token, _DECIMALS)
    if not answers:
        return 18
    return min(decimals, _MAX_DECIMALS)


@internal
@view
def _ask(token: address, data: Bytes[36]) -> (bool, uint256):
    """
    @notice What a token answers, if it answers a number.
    """
    self._require_gas(_ASK_GAS)
    success: bool = False
    answer: Bytes[32] = b""
    success, answer = raw_call(
        token, data, max_outsize=32, gas=_ASK_GAS, is_static_call=True, revert_on_failure=False
    )
    if not success or len(answer) != 32:
        return False, 0
    return True, convert(answer, uint256)


@internal
def _send(token: address, treasury: address, amount: uint256, gas_limit: uint256):
    """
    @notice Sends a probe, whatever the token says to that.
    """
    self._require_gas(gas_limit)
    success: bool = raw_call(
        token, abi_encode(treasury, amount, method_id=_TRANSFER), gas=gas_limit, revert_on_failure=False
    )


@internal
@view
def _require_gas(amount: uint256):
    # Without a reason: so whoever calls knows that it is the gas, and not the token (see register.vy).
    if msg.gas < amount + amount // 32 + 5_000:
        raw_revert(b"")
