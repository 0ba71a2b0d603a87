# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Winding down
@license GNU Affero General Public License v3.0 only
@notice What is nobody's when a formation has failed goes to its convener.
"""

from contracts.modules.shared import tokens


event WoundDown:
    token: indexed(address)         # contract of the ERC-20, zero for ether
    beneficiary: indexed(address)   # account that got it
    amount: uint256                 # smallest unit of the token; what was nobody's and was sent


@internal
def _send(token: address, beneficiary: address, amount: uint256):
    log WoundDown(token=token, beneficiary=beneficiary, amount=amount)
    if amount != 0:
        tokens._send(token, beneficiary, amount)
