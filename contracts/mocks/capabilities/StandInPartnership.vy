# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title StandInPartnership
@license GNU Affero General Public License v3.0 only
@notice For tests: answers what an escrow and a capability ask of a partnership, as it is told, and makes the calls it is
        told to make.
"""

from contracts.interfaces import types


MAX_DATA: constant(uint256) = 4_096

_stands: HashMap[address, bool]
_roles: HashMap[address, types.Role]
_weights: HashMap[address, uint256]
_statuses: HashMap[address, types.Status]
_phase: types.Phase
_agrees: HashMap[address, bool]
_money: HashMap[address, uint256]      # token => capital in money that may be repaid
_in_kind: HashMap[address, uint256]    # token => capital in kind that may be repaid
_sponsors_bps: uint256
_reserve_bps: uint256

residual_beneficiary: public(address)


@deploy
def __init__():
    self._phase = types.Phase.FORMING


@external
@payable
@reentrant  # takes ether in the middle of a call
def __default__():
    pass


@external
@payable
@reentrant  # comes back to itself
def act(target: address, amount: uint256, data: Bytes[MAX_DATA]) -> Bytes[MAX_DATA]:
    return raw_call(target, data, value=amount, max_outsize=MAX_DATA)


@external
def create(implementation: address) -> address:
    return create_minimal_proxy_to(implementation)


@external
def stand(account: address, stands: bool, role: types.Role, weight: uint256, status: types.Status):
    self._stands[account] = stands
    self._roles[account] = role
    self._weights[account] = weight
    self._statuses[account] = status


@external
def enter(phase: types.Phase, beneficiary: address):
    self._phase = phase
    self.residual_beneficiary = beneficiary


@external
def agree(account: address, agrees: bool):
    self._agrees[account] = agrees


@external
def limit(token: address, money: uint256, in_kind: uint256, sponsors_bps: uint256, reserve_bps: uint256):
    self._money[token] = money
    self._in_kind[token] = in_kind
    self._sponsors_bps = sponsors_bps
    self._reserve_bps = reserve_bps


@external
@view
@reentrant  # asked in the middle of a call
def ceilings() -> (uint256, uint256):
    return self._sponsors_bps, self._reserve_bps


@external
@view
@reentrant  # asked in the middle of a call
def repayable_capital(token: address) -> (uint256, uint256):
    return self._money[token], self._in_kind[token]


@external
@view
@reentrant  # asked in the middle of a call
def has_agreed(account: address) -> bool:
    return self._agrees[account]


@external
@view
@reentrant  # asked in the middle of a call
def standing(account: address) -> (bool, types.Role, uint256):
    return self._stands[account], self._roles[account], self._weights[account]


@external
@view
@reentrant  # asked in the middle of a call
def status_of(account: address) -> types.Status:
    return self._statuses[account]


@external
@view
@reentrant  # asked in the middle of a call
def phase() -> types.Phase:
    return self._phase
