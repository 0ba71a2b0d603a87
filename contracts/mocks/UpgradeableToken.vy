# pragma version 0.4.3
"""
@title Mock: a token whose code its issuer can change
@license GNU Affero General Public License v3.0 only
@notice A proxy: everything but `upgrade` is done by its logic (PlainToken to begin with, MaliciousLogic for what
        issuers may do later), on the balances that stand here. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20  # the logic's storage, in the same slots


MAX_DATA: constant(uint256) = 1_024

logic: public(address)


@deploy
def __init__(logic: address):
    erc20.__init__(18)
    self.logic = logic


@external
def upgrade(logic: address):
    self.logic = logic


@external
@raw_return
def __default__() -> Bytes[MAX_DATA]:
    return raw_call(self.logic, msg.data, max_outsize=MAX_DATA, is_delegate_call=True)
