# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Claims
@license GNU Affero General Public License v3.0 only
@notice What an account can be paid, and how it is booked. Most partners have units and nothing else: the short way. A
        special account (see units.vy) may have vesting units, repaid contributions and dues as well; all of that goes
        into its dues first, and out of them comes what is not frozen.
"""

from contracts.modules.escrow import dues
from contracts.modules.escrow import freezes
from contracts.modules.escrow import income
from contracts.modules.escrow import recoupment
from contracts.modules.escrow import units
from contracts.modules.escrow import vested_income
from contracts.modules.escrow import vesting
from contracts.modules.shared import tokens


uses: dues
uses: freezes
uses: income
uses: recoupment
uses: units
uses: vested_income
uses: vesting


# Paid to the account, or to the address of its newest PayoutSet.
event RevenueClaimed:
    partner: indexed(address)   # account that was paid
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; what was sent


# The receiver did not take it; it is credited, and its owner can claim it.
event PaymentDeferred:
    partner: indexed(address)   # account that could not be paid
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; stays to be claimed


struct Claim:
    amount: uint256         # that can be paid now
    due: uint256            # that is credited and stays, because it is frozen
    unvested: uint256       # that goes to the treasury
    has_more: bool          # there is more income to go through, in the next claim
    account_word: uint256   # of the token, as it was
    grain: uint256          # of the token
    has_units: bool         # or had some
    is_vesting: bool
    reading_word: uint256   # the following are to be stored
    place_word: uint256
    entries: recoupment.Entries
    has_moved: bool         # whether there is anything to store


@internal
def _claim(token: address, key: address, holding: units.Holding) -> (uint256, bool):
    """
    @notice Books a claim of what stands under `key`, whose holding is `holding`.
    @return The amount to pay it now, and whether anything was done: a claim may only go through a part of the income
            since the last one.
    """
    if holding.special:
        return self._claim_special(token, key, holding)
    account_word: uint256 = income._account_words[token]
    grains: uint256 = 0
    reading_word: uint256 = 0
    has_more: bool = False
    grains, reading_word, has_more = income._earned(token, key, holding, account_word)
    if grains == 0 and not has_more:
        return 0, False
    income._pay(token, key, account_word, grains, reading_word)
    return income._in_units(account_word, grains), True


@internal
def _claim_special(token: address, key: address, holding: units.Holding) -> (uint256, bool):
    claim: Claim = self._examine(token, key, holding)
    if not claim.has_moved:
        return 0, False
    if claim.has_units:
        income._pay(token, key, claim.account_word, claim.amount // claim.grain, claim.reading_word)
        if claim.is_vesting:
            vested_income._store_place(token, key, claim.place_word)
    else:
        income._settle(token, claim.amount)
    if claim.entries.count != 0:
        recoupment._store_entries(token, key, claim.entries)
    dues._set(token, key, claim.due)
    if claim.unvested != 0:
        dues._credit(token, units._load().partnership, claim.unvested)
        holder: address = units._holder_of(key)
        log vesting.UnvestedCredited(partner=holder, token=token, amount=claim.unvested)
    return claim.amount, True


@internal
@view
def _examine(token: address, key: address, holding: units.Holding) -> Claim:
    """
    @notice Everything that can be paid under `key` in `token`.
    """
    claim: Claim = empty(Claim)
    claim.account_word = income._account_words[token]
    claim.grain = income._grain(claim.account_word)
    claim.is_vesting = vesting._has_any(key)
    claim.has_units = holding.units != 0 or holding.past != 0
    if claim.is_vesting and claim.has_units:
        claim.amount, claim.unvested, claim.reading_word, claim.place_word, claim.has_more = vested_income._earned(
            token, key, holding, claim.account_word
        )
    elif claim.has_units:
        claim.amount, claim.reading_word, claim.has_more = income._earned(token, key, holding, claim.account_word)
    repaid: uint256 = 0
    repaid, claim.entries = recoupment._repaid_to(token, key)
    claim.has_moved = claim.amount + claim.unvested + repaid != 0 or claim.has_more
    claim.unvested *= claim.grain
    claim.amount = (claim.amount + repaid) * claim.grain + dues._due[token][key]
    frozen: uint256 = freezes._frozen(token, key)
    if frozen < claim.amount:
        claim.due = (frozen + claim.grain - 1) // claim.grain * claim.grain
    else:
        claim.due = claim.amount
    claim.amount -= claim.due
    claim.has_moved = claim.has_moved or claim.amount != 0
    return claim


@internal
@view
def _claimable(token: address, account: address) -> uint256:
    key: address = account
    holding: units.Holding = units._holding_of(account)
    if holding.special:
        key, holding = units._opened(account, holding)
        return self._examine(token, key, holding).amount
    account_word: uint256 = income._account_words[token]
    return income._in_units(account_word, income._earned(token, key, holding, account_word)[0])


@internal
def _pay(token: address, key: address, holding: units.Holding, amount: uint256):
    """
    @notice Pays what stands under `key`, or reverts.
    """
    holder: address = key
    if holding.moved:
        holder = units._holders[key]
    log RevenueClaimed(partner=holder, token=token, amount=amount)
    tokens._send(token, units._payout_of(key, holding.payout), amount)


@internal
def _try_to_pay(token: address, key: address, holding: units.Holding, amount: uint256) -> bool:
    """
    @notice Pays what stands under `key`, or credits it the amount where its receiver does not take it.
    """
    if tokens._try_send(token, units._payout_of(key, holding.payout), amount):
        holder: address = key
        if holding.moved:
            holder = units._holders[key]
        log RevenueClaimed(partner=holder, token=token, amount=amount)
        return True
    self._defer(token, key, amount)
    return False


@internal
def _defer(token: address, key: address, amount: uint256):
    """
    @notice Credits `key` what was to be paid.
    """
    dues._defer(token, key, amount)
    holder: address = units._holder_of(key)
    log PaymentDeferred(partner=holder, token=token, amount=amount)


@internal
def _without_unvested(
    ledger: units.Ledger, token: address, key: address, holding: units.Holding, per_unit: uint256
) -> uint256:
    """
    @notice Of `per_unit` that is being paid out, credits the treasury what the units under `key` that have not vested earn.
    @return The partner's part.
    """
    locked: uint256 = vesting._locked(key, holding.units, ledger.era, vesting._today())
    if locked != 0:
        unvested: uint256 = per_unit * locked
        income._owe(token, unvested)
        dues._credit(token, ledger.partnership, unvested)
        holder: address = units._holder_of(key)
        log vesting.UnvestedCredited(partner=holder, token=token, amount=unvested)
    return per_unit * (holding.units - locked)
