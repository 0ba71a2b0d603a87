# pragma version 0.4.3
"""
@title Mock: a receiver that needs much gas
@license GNU Affero General Public License v3.0 only
@notice It takes ether only if it was given enough gas to write four new slots, about 90,000. For tests only.
"""

payments: public(uint256)
_notes: HashMap[uint256, uint256]


@external
@payable
def __default__():
    first: uint256 = 4 * self.payments
    self._notes[first] = msg.value
    self._notes[first + 1] = msg.value
    self._notes[first + 2] = msg.value
    self.payments += 1
