# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Waterfall
@license GNU Affero General Public License v3.0 only
@notice The order in which income is paid: sponsors by their shares of all of it, then contributions to repay, then the
        treasury's reserve as a share of the rest, then partners by units (or the treasury, where nobody has any). Every part is rounded down, and what rounding
        leaves goes on to the next in line. It never goes through the partners or the contributors.
"""

from contracts.interfaces import IStanding
from contracts.interfaces import types
from contracts.modules.escrow import dues
from contracts.modules.escrow import income
from contracts.modules.escrow import listing
from contracts.modules.escrow import recoupment
from contracts.modules.escrow import register
from contracts.modules.escrow import sponsors
from contracts.modules.escrow import targets
from contracts.modules.escrow import units
from contracts.modules.escrow import vesting
from contracts.modules.shared import tokens


uses: dues
uses: income
uses: listing
uses: recoupment
uses: sponsors
uses: targets
uses: units


event RevenueDistributed:
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; the partners' part
    total_units: uint256   # units of income; of all partners together
    era: uint256   # number; of the state of all units, one more with every change of them


event ReserveCredited:
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; the treasury's share of one distribution


event ReserveSet:
    reserve_bps: uint256   # bps; of what sponsors and contributors leave, for the treasury


event RecoupmentSet:
    mode: uint256   # number; 0 none, 1 in order, 2 pro rata


_PROOFS_GAS: constant(uint256) = 2_000_000   # from which on no more listed tokens are told apart in passing
_BPS: constant(uint256) = 10_000


@internal
@view
def _require_open(ledger: units.Ledger):
    """
    @notice Units, order of payment and what is listed stand still once winding up has begun.
    """
    phase: types.Phase = staticcall IStanding(ledger.partnership).phase()
    assert phase != types.Phase.WINDING_UP, "escrow: winding up"


@internal
def _with_reserve(ledger_before: units.Ledger, reserve_bps: uint256) -> units.Ledger:
    """
    @notice Gives the treasury a share of what sponsors and contributors leave of later income.
    """
    assert reserve_bps <= _BPS, "escrow: reserve above 100%"
    ledger: units.Ledger = ledger_before
    ledger.reserve_bps = reserve_bps
    units._mark_special(ledger.partnership)
    log ReserveSet(reserve_bps=reserve_bps)
    return ledger


@internal
def _with_recoupment(ledger_before: units.Ledger, mode: uint256) -> units.Ledger:
    assert mode <= recoupment.PRO_RATA, "escrow: no such recoupment"
    ledger: units.Ledger = ledger_before
    ledger.recoupment = mode
    log RecoupmentSet(mode=mode)
    return ledger


@internal
def _divide(ledger: units.Ledger, token: address, amount: uint256, grain: uint256) -> uint256:
    """
    @notice Credits what comes before the partners, all in whole grains. Where nobody has units, what is left is the
            treasury's.
    @return What is left for them.
    """
    rest: uint256 = amount
    if ledger.counts:
        targets._add(token, amount // grain)
    if ledger.sponsors != 0:
        rest -= sponsors._credit_all(ledger.sponsors, token, amount, grain)
    if ledger.repays:
        rest -= recoupment._repay(token, rest // grain, grain)
    reserved: uint256 = rest
    if ledger.total != 0:
        reserved = (rest // grain) * ledger.reserve_bps // _BPS * grain
    if reserved != 0:
        rest -= reserved
        if ledger.total == 0:
            units._mark_special(ledger.partnership)
        dues._credit(token, ledger.partnership, reserved)
        log ReserveCredited(token=token, amount=reserved)
    if rest != amount:
        income._owe(token, amount - rest)
    return rest


@internal
def _distribute(ledger: units.Ledger, token: address, amount: uint256, grain: uint256):
    """
    @notice Splits `amount` that has arrived.
    """
    self._credit(ledger, token, self._divide(ledger, token, amount, grain))


@internal
def _credit(ledger: units.Ledger, token: address, amount: uint256):
    """
    @notice Credits the partners their part by units.
    """
    if amount != 0:
        day: uint256 = 0
        if ledger.vesting:
            day = vesting._today()
        income._credit(token, amount, ledger.total, ledger.era, day)
        log RevenueDistributed(token=token, amount=amount, total_units=ledger.total, era=ledger.era)


@internal
def _settle_listed(ledger: units.Ledger):
    """
    @notice Splits ether and the listed tokens that arrived before a change of units, or of the order of payment, as it
            was before the change.
    """
    if ledger.in_force:
        amount: uint256 = income._arrived(income._account_words[tokens.NATIVE], self.balance)
        if amount != 0:
            self._distribute(ledger, tokens.NATIVE, amount, 1)
        begun: uint256 = msg.gas
        for i: uint256 in range(ledger.listed, bound=listing.MAX_TOKENS):
            self._settle(ledger, listing._listed[i], begun - msg.gas < _PROOFS_GAS)


@internal
def _settle_before(ledger: units.Ledger, token: address):
    """
    @notice The same, and `token` as well.
    """
    self._settle_listed(ledger)
    if token != tokens.NATIVE and ledger.in_force:
        self._settle(ledger, token, True)


@internal
def _settle(ledger: units.Ledger, token: address, may_prove: bool):
    # A token that fails must not keep anybody from joining or leaving.
    balance: uint256 = tokens._try_balance(token)
    if balance == 0:
        return
    account_word: uint256 = income._account_words[token]
    if account_word & income.KNOWN == 0:
        if not may_prove or not register._try_to_prove(token):
            return
        account_word = income._account_words[token]
        balance = tokens._try_balance(token)
    amount: uint256 = income._arrived(account_word, balance)
    if amount != 0:
        self._distribute(ledger, token, amount, income._grain(account_word))
