# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Succession
@license GNU Affero General Public License v3.0 only
@notice How what somebody is owed here becomes its contribution to another partnership: when this one is split, merged or
        moved to a new release, each partner takes its part along in one step, or has it taken along by its signature. Who
        does nothing keeps it here.
"""

from contracts.modules.escrow import units


uses: units


event ContributedOn:
    holder: indexed(address)   # account that was owed it, and has contributed it
    token: indexed(address)   # contract of the ERC-20, zero for ether
    successor: indexed(address)   # account of the partnership that it contributed to
    amount: uint256   # smallest unit of the token; that was claimed here
    received: uint256   # smallest unit of the token; what arrived there


_CONTRIBUTE_ON: constant(bytes32) = keccak256(
    "ContributeOn(address holder,address token,address successor,uint256 minimum,uint256 nonce,uint256 deadline)"
)

_nonces: HashMap[address, uint256]   # key => how many of its signatures were used


@internal
def _struct_hash(
    holder: address, token: address, successor: address, minimum: uint256, deadline: uint256
) -> bytes32:
    """
    @notice The hash of what `holder` signs (EIP-712), with its next nonce, which is used by that.
    """
    key: address = units._key_of(holder)
    nonce: uint256 = self._nonces[key]
    self._nonces[key] = nonce + 1
    return keccak256(abi_encode(_CONTRIBUTE_ON, holder, token, successor, minimum, nonce, deadline))
