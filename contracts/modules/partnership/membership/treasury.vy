# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Treasury
@license GNU Affero General Public License v3.0 only
@notice What of the treasury goes with a partner who leaves: of ether, of every listed token and of those it names

            redeemable share * its vested units / all units * (balance - what is to be repaid - what is owed)

        rounded down. To be repaid are all contributions that stand in the line, also its own: they keep their place there,
        so nothing is paid twice. It is paid at once. What does not move to the leaver within 100,000 gas goes into its
        account in the escrow, and what does not move at all is owed (debts.vy): no token keeps anybody from leaving.

        All balances are looked at before anything is paid, so no receiver and no token can change another part on the way.
"""

from contracts.interfaces import IRevenueEscrow
from contracts.modules.partnership.membership import debts
from contracts.modules.shared import bits
from contracts.modules.shared import siblings
from contracts.modules.shared import tokens


uses: debts


event Redeemed:
    partner: indexed(address)   # account that left
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; its part of the treasury, paid or credited in the escrow


# What somebody who leaves has a part of.
struct Claim:
    units: uint256     # of its own that have vested
    total: uint256     # of all partners, its own included
    bps: uint256       # redeemable share


struct Part:
    token: address     # zero for ether
    held: uint256      # by the treasury, in the token's smallest unit
    amount: uint256    # of the leaver


MAX_NAMED: constant(uint256) = 10
MAX_PARTS: constant(uint256) = 19     # ether, 8 listed tokens, 10 named ones

_BPS: constant(uint256) = 10_000
_GAS_TO_GO_ON: constant(uint256) = 130_000  # so that a token gets all of RECEIVER_GAS (EIP-150), and the rest can be booked

_BALANCE_OF: constant(bytes4) = 0x70a08231
_TRANSFER: constant(bytes4) = 0xa9059cbb
_ALLOWANCE: constant(bytes4) = 0xdd62ed3e


@internal
@view
def _parts_of(
    partner: address, claim: Claim, named_tokens: DynArray[address, MAX_NAMED]
) -> (address, uint256, DynArray[Part, MAX_PARTS]):
    """
    @notice Where `partner` is paid; how many tokens are listed; and its part of ether, of those and of the named ones.
    @param named_tokens Strictly increasing; listed ones and ether need not be named.
    """
    payout: address = empty(address)
    listed: DynArray[address, 8] = []
    outstanding: DynArray[uint256, MAX_PARTS] = []
    payout, listed, outstanding = staticcall IRevenueEscrow(siblings._escrow_of(self)).on_leaving(partner, named_tokens)
    repays: bool = len(outstanding) != 0
    stays: uint256 = 0
    if repays:
        stays = outstanding[0]
    parts: DynArray[Part, MAX_PARTS] = [self._part(tokens.NATIVE, claim, stays)]
    for i: uint256 in range(len(listed), bound=8):
        if repays:
            stays = outstanding[1 + i]
        parts.append(self._part(listed[i], claim, stays))
    previous: uint256 = 0
    for i: uint256 in range(len(named_tokens), bound=MAX_NAMED):
        token: address = named_tokens[i]
        assert convert(token, uint256) + 1 > previous, "treasury: tokens not increasing"
        previous = convert(token, uint256) + 1
        if token != tokens.NATIVE and token not in listed:
            if repays:
                stays = outstanding[1 + len(listed) + i]
            parts.append(self._part(token, claim, stays))
    return payout, len(listed), parts


@internal
@view
def _part(token: address, claim: Claim, outstanding: uint256) -> Part:
    # No balance, true or not, is too large to be reckoned with.
    held: uint256 = min(self._held(token), bits.MASK_128)
    stays: uint256 = outstanding + debts._sum(token)
    amount: uint256 = 0
    if held > stays:
        amount = (held - stays) * claim.bps * claim.units // (_BPS * claim.total)
    return Part(token=token, held=held, amount=amount)


@internal
def _pay(partner: address, claim: Claim, named_tokens: DynArray[address, MAX_NAMED]):
    """
    @notice Pays `partner`, who has just left, its part of the treasury.
    """
    payout: address = empty(address)
    listed: uint256 = 0
    parts: DynArray[Part, MAX_PARTS] = []
    payout, listed, parts = self._parts_of(partner, claim, named_tokens)
    # Whoever sends too little gas must not make a balance unreadable that would not be.
    assert msg.gas >= _GAS_TO_GO_ON, "tokens: not enough gas"
    escrow: address = siblings._escrow_of(self)
    has_paid: bool = False
    for i: uint256 in range(len(parts), bound=MAX_PARTS):
        part: Part = parts[i]
        if part.amount == 0:
            continue
        if has_paid:
            # What is gone since all balances were read was paid under another address of the same asset.
            assert msg.gas >= _GAS_TO_GO_ON, "tokens: not enough gas"
            held: uint256 = min(self._held(part.token), part.held)
            gone: uint256 = part.held - held
            if gone >= part.amount:
                continue
            part.amount -= gone
            part.held = held
        has_paid = True
        if self._try_to_pay(escrow, partner, payout, part, tokens.RECEIVER_GAS):
            log Redeemed(partner=partner, token=part.token, amount=part.amount)
        elif self._is_token(part.token):
            debts._note(part.token, partner, part.amount, i <= listed)


@internal
def _pay_owed(token: address, account: address) -> uint256:
    """
    @notice Pays `account`, who left, what is still owed to it, as far as the treasury has it.
    """
    held: uint256 = self._held(token)
    amount: uint256 = min(debts._owed[token][account], held)
    assert amount != 0, "treasury: nothing owed"
    debts._settle(token, account, amount)
    escrow: address = siblings._escrow_of(self)
    payout: address = staticcall IRevenueEscrow(escrow).payout_of(account)
    part: Part = Part(token=token, held=held, amount=amount)
    assert self._try_to_pay(escrow, account, payout, part, msg.gas), "treasury: token does not move"
    log Redeemed(partner=account, token=token, amount=amount)
    return amount


@internal
def _try_to_pay(escrow: address, partner: address, payout: address, part: Part, gas_limit: uint256) -> bool:
    """
    @notice Pays `partner` its part, or has it credited in the escrow. False if it does not move.
    """
    assert msg.gas >= _GAS_TO_GO_ON, "tokens: not enough gas"
    if part.token == tokens.NATIVE:
        if not raw_call(payout, b"", value=part.amount, gas=gas_limit, revert_on_failure=False):
            extcall IRevenueEscrow(escrow).credit(part.token, partner, part.amount, value=part.amount)
        return True
    # A token that says that it moved, and whose balance has not, has not.
    if self._try_transfer(part.token, payout, part.amount, gas_limit) and self._held(part.token) != part.held:
        return True
    if (staticcall IRevenueEscrow(escrow).room(part.token))[0] < part.amount:
        return False
    received: uint256 = self._try_to_hand_over(part.token, escrow, part.amount, gas_limit)
    if received == 0:
        return False
    extcall IRevenueEscrow(escrow).credit(part.token, partner, received)
    return True


@internal
def _try_to_hand_over(token: address, escrow: address, amount: uint256, gas_limit: uint256) -> uint256:
    """
    @notice Sends a token to the escrow, and returns what has arrived of `amount`.
    """
    assert msg.gas >= _GAS_TO_GO_ON, "tokens: not enough gas"
    before: uint256 = self._held_by(token, escrow)
    if not self._try_transfer(token, escrow, amount, gas_limit):
        return 0
    after: uint256 = self._held_by(token, escrow)
    if after <= before:
        return 0
    return min(after - before, amount)


@internal
def _try_transfer(token: address, to: address, amount: uint256, gas_limit: uint256) -> bool:
    """
    @notice Calls `transfer`. What the token says to it is not believed: the caller looks at a balance.
    """
    return raw_call(
        token, abi_encode(to, amount, method_id=_TRANSFER), gas=gas_limit, revert_on_failure=False
    )


@internal
@view
def _held(token: address) -> uint256:
    """
    @notice What the treasury has of `token`; 0 where a token does not answer within 100,000 gas.
    """
    if token == tokens.NATIVE:
        return self.balance
    return self._held_by(token, self)


@internal
@view
def _held_by(token: address, holder: address) -> uint256:
    answer: Bytes[32] = self._ask(token, abi_encode(holder, method_id=_BALANCE_OF))
    if len(answer) != 32:
        return 0
    return convert(answer, uint256)


@internal
@view
def _is_token(token: address) -> bool:
    """
    @notice Whether it has allowances, as an ERC-20 has. A pool or an NFT only says a balance: owed, it would be locked for
            good, since a proposal makes no call but `transfer` at what is owed.
    """
    assert msg.gas >= _GAS_TO_GO_ON, "tokens: not enough gas"
    return len(self._ask(token, abi_encode(self, self, method_id=_ALLOWANCE))) == 32


@internal
@view
def _ask(token: address, data: Bytes[68]) -> Bytes[32]:
    """
    @notice What a token answers within 100,000 gas; empty if it does not.
    """
    success: bool = False
    answer: Bytes[32] = b""
    success, answer = raw_call(
        token, data, max_outsize=32, gas=tokens.RECEIVER_GAS, is_static_call=True, revert_on_failure=False
    )
    if not success:
        return b""
    return answer
