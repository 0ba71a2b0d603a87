# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Treasury
@license GNU Affero General Public License v3.0 only
@notice What partners put into the partnership, and who gets what is left when there is no partnership any more.
        Who contributed what stays readable for good; while the formation may still fail it is also owed back.
"""

from contracts.interfaces import IMembership
from contracts.modules import siblings
from contracts.modules import tokens


event WoundDown:
    token: indexed(address)
    beneficiary: indexed(address)
    amount: uint256


@internal
def _wind_down(token: address) -> uint256:
    amount: uint256 = tokens._balance(token)
    beneficiary: address = staticcall IMembership(siblings._membership_of(self)).residual_beneficiary()
    assert beneficiary != empty(address), "treasury: still a partnership"
    assert amount != 0, "treasury: nothing left"
    log WoundDown(token=token, beneficiary=beneficiary, amount=amount)
    tokens._send(token, beneficiary, amount)
    return amount

