# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Debts
@license GNU Affero General Public License v3.0 only
@notice What the treasury owes to who left: a part of a token that did not move when it left. It is an amount, below whose
        sum no proposal that is executed may take the token, and which anyone may have paid later. So no token keeps
        anybody from leaving, and no vote spends what is a leaver's.

        As long as something of a token is owed, a proposal makes no call at it but `transfer`: an allowance would be taken
        after the balance was looked at. So would what a signature of the partnership allows: as long as something of a
        listed token is owed, or it winds up, it signs nothing more. An allowance or a signature that was given before is
        beyond the reach of any check.
"""

from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import total_weight
from contracts.modules.shared import tokens


uses: total_weight


event RedemptionOwed:
    partner: indexed(address)   # account that left
    token: indexed(address)   # contract of the ERC-20
    amount: uint256   # smallest unit of the token; of its part of the treasury, which did not move


_TRANSFER: constant(bytes4) = method_id("transfer(address,uint256)", output_type=bytes4)
_APPROVE_MESSAGE: constant(bytes4) = method_id("approve_message(bytes32,uint256)", output_type=bytes4)

_owed: HashMap[address, HashMap[address, uint256]]  # token => account => amount, in the token's smallest unit
_sums: HashMap[address, uint256]                    # token => all that is owed of it
_count: uint256                                     # how many amounts are owed; one more while there are floors, and once it winds up
_is_mute_for: HashMap[address, bool]                # token => something of it is owed, and it was listed when that arose
_mute: uint256                                      # how many such tokens there are; one more once it winds up


@internal
def _note(token: address, account: address, amount: uint256, is_listed: bool):
    """
    @notice Owes `account` so much more.
    """
    if is_listed and not self._is_mute_for[token]:
        # A token that only who left has named must not keep the partnership from signing.
        self._is_mute_for[token] = True
        self._mute += 1
    if self._owed[token][account] == 0:
        self._count += 1
        total_weight._set_owing(True)
    self._owed[token][account] += amount
    self._sums[token] += amount
    log RedemptionOwed(partner=account, token=token, amount=amount)


@internal
def _settle(token: address, account: address, amount: uint256):
    """
    @notice Takes `amount`, which is being paid, off what is owed to `account`.
    """
    self._owed[token][account] -= amount
    self._sums[token] -= amount
    if self._sums[token] == 0 and self._is_mute_for[token]:
        self._is_mute_for[token] = False
        self._mute -= 1
    if self._owed[token][account] == 0:
        self._count -= 1
        if self._count == 0:
            total_weight._set_owing(False)


@internal
def _look_at_all():
    """
    @notice From now on no execution is plain, as if something were always owed.
    """
    self._look(True)
    self._mute += 1


@internal
def _look(looks: bool):
    """
    @notice From now on no execution is plain, as if something were always owed: there are floors (floors.vy), or it winds up.
            Or there are no floors any more.
    """
    if looks:
        self._count += 1
        total_weight._set_owing(True)
    else:
        self._count -= 1
        if self._count == 0:
            total_weight._set_owing(False)


@internal
@view
def _sum(token: address) -> uint256:
    """
    @notice What is owed of `token` to all who left.
    """
    if not total_weight._is_owing():
        return 0
    return self._sums[token]


@internal
def _run(target: address, amount: uint256, data: Bytes[actions.MAX_CALLDATA]):
    """
    @notice Makes one call of a proposal while something is owed.
    """
    owed: uint256 = self._sums[target]
    if owed == 0:
        if self._mute != 0 and target == self and len(data) >= 68:
            # Nothing speaks against withdrawing a signature.
            signs: bool = convert(slice(data, 0, 4), bytes4) == _APPROVE_MESSAGE
            assert not signs or extract32(data, 36) == empty(bytes32), "treasury: owed to who left"
        actions._run(target, amount, data)
        return
    assert len(data) >= 4, "treasury: owed to who left"
    assert convert(slice(data, 0, 4), bytes4) == _TRANSFER, "treasury: owed to who left"
    actions._run(target, amount, data)
    assert tokens._try_balance(target) >= owed, "treasury: owed to who left"
