# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Succession
@license GNU Affero General Public License v3.0 only
@notice The facet of a RevenueEscrow by which what somebody is owed becomes its contribution to another partnership (see
        modules/escrow/succession.vy). It runs on the storage of the escrow and is called at the escrow's address.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nothing and nobody can stop or change it. If a fault is found: claim, and contribute what was paid; see
             docs/plan-b.md.
"""

from contracts.interfaces import IRevenueEscrow
from contracts.modules.escrow import claims
from contracts.modules.escrow import escrow_storage
from contracts.modules.escrow import succession
from contracts.modules.escrow import units
from contracts.modules.shared import siblings
from contracts.modules.shared import signature
from contracts.modules.shared import tokens
from ethereum.ercs import IERC20
from snekmate.utils import eip712_domain_separator as eip712


initializes: escrow_storage
initializes: eip712
uses: claims
uses: succession
uses: units

exports: eip712.eip712Domain


@deploy
def __init__():
    escrow_storage.__init__()
    eip712.__init__("Polypact RevenueEscrow", "1")


# --- anyone ---


@external
@payable
@reentrant  # does nothing
def __default__():
    """
    @notice Refuses what is no function of the escrow.
    """
    raise "escrow: no such function"


@external
def contribute_on_by_sig(
    holder: address,
    token: address,
    successor: address,
    minimum: uint256,
    deadline: uint256,
    signed: Bytes[signature.MAX_SIGNATURE],
) -> uint256:
    """
    @notice Relays a `contribute_on` that `holder` signed: ContributeOn(holder, token, successor, minimum, nonce, deadline).
    @param deadline Unix seconds; last moment to relay it.
    @return What arrived there.
    """
    assert block.timestamp <= deadline, "escrow: signature expired"
    digest: bytes32 = eip712._hash_typed_data_v4(
        succession._struct_hash(holder, token, successor, minimum, deadline)
    )
    assert signature._is_signed_by(holder, digest, signed), "escrow: bad signature"
    return self._contribute_on(holder, token, successor, minimum)


# --- whoever is paid ---


@external
def contribute_on(token: address, successor: address, minimum: uint256) -> uint256:
    """
    @notice Has what `claim` would pay the caller now in `token` be its contribution to another partnership, of which it is
            a partner or a founder, by the rules there. What is frozen stays. The treasury cannot.
    @param successor The partnership that it contributes to.
    @param minimum What must arrive there at least, in the token's smallest unit.
    @return What arrived there.
    """
    return self._contribute_on(msg.sender, token, successor, minimum)


# --- views ---


@external
@view
def contribute_on_nonce(holder: address) -> uint256:
    """
    @notice The nonce that `holder` signs next.
    """
    return succession._nonces[units._key_of(holder)]


# --- internals ---


@internal
def _contribute_on(holder: address, token: address, successor: address, minimum: uint256) -> uint256:
    assert holder != units._load().partnership, "escrow: treasury is paid itself"
    escrow: address = siblings._escrow_of(successor)
    assert escrow != self and escrow.is_contract, "escrow: no successor there"
    key: address = units._require_holder(holder)
    amount: uint256 = claims._claim(token, key, units._holding_of(key))[0]
    assert amount != 0, "escrow: nothing to claim"
    log claims.RevenueClaimed(partner=holder, token=token, amount=amount)
    held: uint256 = tokens._balance(token)
    there: uint256 = self._held_there(token, successor, escrow)
    contributed: uint256 = staticcall IRevenueEscrow(escrow).contribution_of(token, holder)
    if token == tokens.NATIVE:
        extcall IRevenueEscrow(escrow).contribute_for(holder, token, amount, value=amount)
    else:
        assert extcall IERC20(token).approve(escrow, amount, default_return_value=True), "tokens: approval failed"
        extcall IRevenueEscrow(escrow).contribute_for(holder, token, amount)
        if staticcall IERC20(token).allowance(self, escrow) != 0:
            assert extcall IERC20(token).approve(escrow, 0, default_return_value=True), "tokens: approval failed"
    # Nobody else's money went with it, and it has arrived as what it should be: whatever is there, it says so itself.
    assert tokens._balance(token) >= held - amount, "escrow: more has left"
    received: uint256 = staticcall IRevenueEscrow(escrow).contribution_of(token, holder) - contributed
    assert received != 0 and received >= minimum, "escrow: less has arrived"
    assert self._held_there(token, successor, escrow) >= there + received, "escrow: less has arrived"
    log succession.ContributedOn(holder=holder, token=token, successor=successor, amount=amount, received=received)
    return received


@internal
@view
def _held_there(token: address, successor: address, escrow: address) -> uint256:
    """
    @notice What the other partnership has of `token`, in its treasury and its escrow.
    """
    if token == tokens.NATIVE:
        return successor.balance + escrow.balance
    return staticcall IERC20(token).balanceOf(successor) + staticcall IERC20(token).balanceOf(escrow)
