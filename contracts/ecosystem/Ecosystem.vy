# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Ecosystem
@license GNU Affero General Public License v3.0 only
@notice A provider's registry and factory: spins up partnerships and lists what it made. It keeps no power over them.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill It holds nothing, and partnerships do not depend on it. If a fault is found: spin nothing more up here, deploy
             another one.
"""

from contracts.interfaces import IPartnership
from contracts.interfaces import types
from contracts.modules.shared import siblings


event PartnershipSpunUp:
    partnership: indexed(address)   # address of the partnership, which holds the treasury
    creator: indexed(address)   # account that spun it up
    escrow: address   # address of what it earns
    number: uint256   # number; of the partnership in its ecosystem, from 0
    name: String[31]   # of the partnership


PAGE: constant(uint256) = 100

PARTNERSHIP_IMPLEMENTATION: public(immutable(address))
ESCROW_IMPLEMENTATION: public(immutable(address))

_next: uint256                                     # how many there are, + 1, so that the first pays no more
partnership_at: public(HashMap[uint256, address])  # number, from 0 => partnership
_numbers: HashMap[address, uint256]                # partnership => number + 1


@deploy
def __init__(partnership_implementation: address, escrow_implementation: address):
    """
    @notice The implementations that this ecosystem's partnerships are clones of, for good.
    """
    assert partnership_implementation.is_contract, "ecosystem: no partnership code"
    assert escrow_implementation.is_contract, "ecosystem: no escrow code"
    PARTNERSHIP_IMPLEMENTATION = partnership_implementation
    ESCROW_IMPLEMENTATION = escrow_implementation
    self._next = 1


@external
def spin_up(config: types.Config, salt: bytes32) -> address:
    """
    @notice Creates and initializes a partnership with its RevenueEscrow, all in this transaction.
    @param config What the partnership is made from; see `types.Config`.
    @param salt Any word. The addresses depend on the caller, the whole config and this word, so nobody else can take
           them.
    @return The Partnership.
    """
    partnership: address = create_minimal_proxy_to(
        PARTNERSHIP_IMPLEMENTATION, salt=self._salt(msg.sender, config, salt)
    )
    escrow: address = extcall IPartnership(partnership).initialize(ESCROW_IMPLEMENTATION, config)
    number: uint256 = self._next - 1
    self._next = number + 2
    self.partnership_at[number] = partnership
    self._numbers[partnership] = number + 1
    log PartnershipSpunUp(
        partnership=partnership,
        creator=msg.sender,
        escrow=escrow,
        number=number,
        name=config.name,
    )
    return partnership


@external
@view
def predict(creator: address, config: types.Config, salt: bytes32) -> (address, address):
    """
    @notice The addresses `spin_up` would use if `creator` called it: Partnership and RevenueEscrow.
    """
    init_code: Bytes[54] = concat(
        x"602d3d8160093d39f3363d3d373d3d3d363d73",
        convert(PARTNERSHIP_IMPLEMENTATION, bytes20),
        x"5af43d82803e903d91602b57fd5bf3",
    )
    digest: bytes32 = keccak256(
        concat(0xff, convert(self, bytes20), self._salt(creator, config, salt), keccak256(init_code))
    )
    partnership: address = convert(convert(digest, uint256) & convert(max_value(uint160), uint256), address)
    return partnership, siblings._escrow_of(partnership)


@external
@view
def partnership_count() -> uint256:
    """
    @notice How many partnerships this ecosystem made.
    """
    return self._next - 1


@external
@view
def is_partnership(account: address) -> bool:
    """
    @notice Whether `account` is a partnership that this ecosystem made.
    """
    return self._numbers[account] != 0


@external
@view
def partnerships(start: uint256, count: uint256) -> DynArray[address, PAGE]:
    """
    @notice One page of the registry, in the order of creation; 100 at most.
    """
    listed: DynArray[address, PAGE] = []
    made: uint256 = self._next - 1
    if start < made:
        for i: uint256 in range(min(min(count, PAGE), made - start), bound=PAGE):
            listed.append(self.partnership_at[start + i])
    return listed


@internal
@pure
def _salt(creator: address, config: types.Config, salt: bytes32) -> bytes32:
    return keccak256(abi_encode(creator, salt, config))
