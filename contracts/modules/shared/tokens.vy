# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Ether and ERC-20 tokens behind one interface
@license GNU Affero General Public License v3.0 only
@notice The zero address stands for ether. Tokens that return nothing, return false, take a fee or are not there
        at all are expected: a transfer that did not happen always reverts, and income is what arrived.
"""

from ethereum.ercs import IERC20


NATIVE: constant(address) = empty(address)
RECEIVER_GAS: constant(uint256) = 100_000   # for a receiver of ether where others wait for theirs

_GAS_TO_GO_ON: constant(uint256) = 130_000  # so that a receiver gets all of that (EIP-150), and the rest can be booked

_BALANCE_OF: constant(bytes4) = 0x70a08231
_TRANSFER: constant(bytes4) = 0xa9059cbb


@internal
@view
def _balance(token: address) -> uint256:
    """
    @notice What this contract holds of `token`, in its smallest unit (wei for ether).
    """
    if token == NATIVE:
        return self.balance
    return staticcall IERC20(token).balanceOf(self)


@internal
@view
def _try_balance(token: address) -> uint256:
    """
    @notice The same for a token, and 0 where it does not answer: for callers that no token may stop. It gets
            100,000 gas at the most; whoever sends too little to reach that has too little for what follows, too.
    """
    success: bool = False
    answer: Bytes[32] = b""
    success, answer = raw_call(
        token,
        abi_encode(self, method_id=_BALANCE_OF),
        max_outsize=32,
        gas=100_000,
        is_static_call=True,
        revert_on_failure=False,
    )
    if not success or len(answer) != 32:
        return 0
    return convert(answer, uint256)


@internal
def _send(token: address, to: address, amount: uint256):
    """
    @notice Pays `amount` out.
    @dev The receiver's answer is never copied, so it cannot be a bomb.
    """
    if token == NATIVE:
        success: bool = raw_call(to, b"", value=amount, revert_on_failure=False)
        assert success, "tokens: receiver refused ether"
    else:
        assert extcall IERC20(token).transfer(to, amount, default_return_value=True), "tokens: transfer failed"


@internal
def _try_send(token: address, to: address, amount: uint256) -> bool:
    """
    @notice Pays `amount` out, for callers that no receiver may stop.
    @return Whether it was taken; if not, nothing has moved.
    """
    success: bool = False
    if token == NATIVE:
        # Who sends too little gas must not make a receiver fail that would not.
        assert msg.gas >= _GAS_TO_GO_ON, "tokens: not enough gas"
        success = raw_call(to, b"", value=amount, gas=RECEIVER_GAS, revert_on_failure=False)
        return success
    answer: Bytes[32] = b""
    success, answer = raw_call(
        token, abi_encode(to, amount, method_id=_TRANSFER), max_outsize=32, revert_on_failure=False
    )
    if not success:
        return False
    # A token that did not revert and does not say that it paid may have paid all the same.
    assert (len(answer) == 0 and token.is_contract) or (
        len(answer) == 32 and convert(answer, uint256) == 1
    ), "tokens: transfer failed"
    return True


@internal
@payable
def _receive(token: address, sender: address, amount: uint256) -> uint256:
    """
    @notice Takes `amount` from `sender` and returns what really arrived.
    @dev Ether must come with the call, to the wei; with a token no ether may come.
    """
    if token == NATIVE:
        assert msg.value == amount, "tokens: ether sent is not amount"
        return amount
    assert msg.value == 0, "tokens: ether sent with a token"
    before: uint256 = self._balance(token)
    assert extcall IERC20(token).transferFrom(sender, self, amount, default_return_value=True), "tokens: transfer failed"
    held: uint256 = self._balance(token)
    assert held > before, "tokens: nothing arrived"
    # What else arrives in the middle of the call, through a token's hook, is not of this sender.
    return min(held - before, amount)
