# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Capabilities
@license GNU Affero General Public License v3.0 only
@notice Installs capabilities for the partnerships of an ecosystem: a clone of the kind that a vote asks for, bound to the
        partnership and set up in the same transaction. Which kinds there are is fixed when it is deployed, and nobody has
        any power over it or over what it installed.

        Where a clone will be follows from the partnership, the kind and how many of that kind it has installed, so the
        proposal that installs one can map its functions to classes and act on it, too.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill It holds nothing. If a fault is found in it: install nothing with it. If one is found in a kind: pass no proposal
             that acts on it; a capability can do nothing to its partnership. A repaired kind comes with another contract like this one.
"""

from contracts.interfaces import ICapability
from contracts.interfaces import IEcosystem
from contracts.modules.shared import capability


event CapabilityInstalled:
    partnership: indexed(address)   # address of the partnership that has it
    kind: indexed(bytes32)   # name of what it is, in UTF-8 padded with zeros
    capability: indexed(address)   # address of it
    number: uint256   # number; of the capabilities of that kind that the partnership had before


struct Kind:
    name: bytes32             # ASCII, padded with zeros
    implementation: address


MAX_KINDS: constant(uint256) = 32

ECOSYSTEM: public(immutable(address))

_names: DynArray[bytes32, MAX_KINDS]
_implementations: HashMap[bytes32, address]                 # kind => implementation
_counts: HashMap[address, HashMap[bytes32, uint256]]        # partnership => kind => installed


@deploy
def __init__(ecosystem: address, kinds: DynArray[Kind, MAX_KINDS]):
    """
    @param ecosystem Whose partnerships may install.
    @param kinds What there is to install, each once.
    """
    assert ecosystem.is_contract, "capabilities: no ecosystem"
    ECOSYSTEM = ecosystem
    for kind: Kind in kinds:
        assert kind.name != empty(bytes32), "capabilities: kind without a name"
        assert kind.implementation.is_contract, "capabilities: no code of that kind"
        assert self._implementations[kind.name] == empty(address), "capabilities: kind is there already"
        self._implementations[kind.name] = kind.implementation
        self._names.append(kind.name)


# --- a partnership, by vote ---


@external
def install(kind: bytes32, settings: Bytes[capability.MAX_SETTINGS]) -> address:
    """
    @notice Makes a capability for the caller, a partnership of the ecosystem, and sets it up. The proposal that calls this
            maps each of its `votable` functions to a class as well.
    @param kind One of `kinds`.
    @param settings What the kind is set up with; see its `initialize`.
    @return Where it is; `predict` says that beforehand.
    """
    assert staticcall IEcosystem(ECOSYSTEM).is_partnership(msg.sender), "capabilities: not a partnership"
    implementation: address = self._implementations[kind]
    assert implementation != empty(address), "capabilities: no such kind"
    number: uint256 = self._counts[msg.sender][kind]
    self._counts[msg.sender][kind] = number + 1
    installed: address = create_minimal_proxy_to(implementation, salt=self._salt(msg.sender, kind, number))
    log CapabilityInstalled(partnership=msg.sender, kind=kind, capability=installed, number=number)
    extcall ICapability(installed).initialize(msg.sender, settings)
    return installed


# --- views ---


@external
@view
def predict(partnership: address, kind: bytes32, number: uint256) -> address:
    """
    @notice Where capability `number` (from 0) of that kind of a partnership is, or will be. Reverts if there is no such
            kind.
    """
    return self._at(partnership, kind, number)


@external
@view
def installed(partnership: address, kind: bytes32) -> uint256:
    """
    @notice How many capabilities of that kind a partnership has installed.
    """
    return self._counts[partnership][kind]


@external
@view
def is_installed(capability_: address, partnership: address, kind: bytes32, number: uint256) -> bool:
    """
    @notice Whether a contract is that capability of that partnership, made here.
    """
    return number < self._counts[partnership][kind] and capability_ == self._at(partnership, kind, number)


@external
@view
def kinds() -> DynArray[Kind, MAX_KINDS]:
    """
    @notice What there is to install.
    """
    found: DynArray[Kind, MAX_KINDS] = []
    for name: bytes32 in self._names:
        found.append(Kind(name=name, implementation=self._implementations[name]))
    return found


# --- internals ---


@internal
@view
def _at(partnership: address, kind: bytes32, number: uint256) -> address:
    implementation: address = self._implementations[kind]
    assert implementation != empty(address), "capabilities: no such kind"
    init_code: Bytes[54] = concat(
        x"602d3d8160093d39f3363d3d373d3d3d363d73",
        convert(implementation, bytes20),
        x"5af43d82803e903d91602b57fd5bf3",
    )
    digest: bytes32 = keccak256(
        concat(0xff, convert(self, bytes20), self._salt(partnership, kind, number), keccak256(init_code))
    )
    return convert(convert(digest, uint256) & convert(max_value(uint160), uint256), address)


@internal
@pure
def _salt(partnership: address, kind: bytes32, number: uint256) -> bytes32:
    return keccak256(abi_encode(partnership, kind, number))
