# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Objections
@license GNU Affero General Public License v3.0 only
@notice While the execution delay of a passed proposal runs, steering seats may object, and so may outside accounts that
        were granted the right by vote (sponsors). As many of them as the rule says stop the proposal, once: it may be
        put again, and then nobody can object, but it needs the contested approval. So nobody blocks for ever.
"""

from contracts.interfaces import types
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import side_counts


uses: proposals
uses: rules
uses: seats
uses: side_counts


event Objected:
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it
    objector: indexed(address)   # account that objected
    objections: uint256   # number; of objections so far, this one included
    reason: String[1_024]   # of whoever did it, in its own words (UTF-8); may be empty


event ObjectorSet:
    account: indexed(address)   # account outside the partnership
    until: uint256   # unix seconds; last moment it may object, 0 if it may not any more


_objectors: HashMap[address, uint256]                          # account => unix seconds; until then it may object
_has_objected: HashMap[uint256, HashMap[uint256, bool]]        # proposal id => seat, or account outside => it did


@internal
def _object(id: uint256, objector: address, standing: bool, reason: String[1_024]):
    """
    @notice Objects to a passed proposal in the name of `objector`.
    @param standing Whether `objector` is a partner with standing.
    """
    seat_word: uint256 = seats._words[objector]
    is_steering: bool = standing and types.Role.STEERING in seats._present_role(objector, seat_word)
    assert is_steering or block.timestamp <= self._objectors[objector], "governor: may not object"
    proposal: proposals.Proposal = proposals._load(id)
    assert proposals._state(id, proposal) == proposals.QUEUED, "governor: no time to object"
    assert proposal.special & proposals.AGAIN == 0, "governor: was stopped before"
    needed: uint256 = rules._objections(rules._rule_at(proposal.decision_class, proposal.rule_version))
    assert needed != 0, "governor: class has no objections"
    # By its seat, also of an account whose seat has moved; an account outside, which may become a partner, is a number
    # far above all seats.
    key: uint256 = convert(objector, uint256)
    assert not self._has_objected[id][key], "governor: already objected"
    if seat_word != 0:
        key = seat_bits._number(seat_word)
    assert not self._has_objected[id][key], "governor: already objected"
    self._has_objected[id][key] = True
    count: uint256 = side_counts._count_objection(id)
    log Objected(proposalId=id, objector=objector, objections=count, reason=reason)
    if count >= needed:
        proposals._stop(id)


@internal
def _set_objector(account: address, until: uint256):
    assert account != empty(address), "governor: zero address"
    self._objectors[account] = until
    log ObjectorSet(account=account, until=until)
