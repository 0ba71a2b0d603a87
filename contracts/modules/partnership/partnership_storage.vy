# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Partnership storage
@license GNU Affero General Public License v3.0 only
@notice Everything that has storage in a Partnership, once. The Partnership and each of its facets initializes this one
        module, so all of them lay their storage out alike: they run at one address, on the same slots.
"""

from contracts.modules.partnership import dao_uri
from contracts.modules.partnership import docket
from contracts.modules.partnership import ending
from contracts.modules.partnership import messages
from contracts.modules.partnership import winding_up
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import calls
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.membership import debts
from contracts.modules.partnership.membership import departure
from contracts.modules.partnership.membership import founding
from contracts.modules.partnership.membership import relocation
from contracts.modules.partnership.membership import roster
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.partnership.membership import treasury
from contracts.modules.partnership.promises import floors
from contracts.modules.partnership.promises import holders
from contracts.modules.partnership.promises import limits
from contracts.modules.partnership.promises import mandates
from contracts.modules.partnership.promises import matters
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import ballot_marks
from contracts.modules.partnership.voting import consents
from contracts.modules.partnership.voting import objections
from contracts.modules.partnership.voting import open_proposals
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import recusal
from contracts.modules.partnership.voting import representation
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import side_counts
from contracts.modules.partnership.voting import total_weight
from contracts.modules.partnership.voting import voting
from contracts.modules.partnership.voting import weight_history
from snekmate.utils import eip712_domain_separator as eip712


initializes: docket
initializes: eip712
initializes: rules
initializes: total_weight
initializes: weight_history
initializes: open_proposals
initializes: actions[rules := rules]
initializes: seats[total_weight := total_weight, weight_history := weight_history]
initializes: ballot_marks[seats := seats]
initializes: recusal[seats := seats, weight_history := weight_history]
initializes: side_counts
initializes: proposals[
    open_proposals := open_proposals,
    recusal := recusal,
    rules := rules,
    side_counts := side_counts,
    total_weight := total_weight,
]
initializes: voting[
    ballot_marks := ballot_marks,
    docket := docket,
    eip712 := eip712,
    proposals := proposals,
    seats := seats,
    weight_history := weight_history,
]
initializes: consents[
    docket := docket,
    eip712 := eip712,
    proposals := proposals,
    recusal := recusal,
    seats := seats,
    side_counts := side_counts,
    total_weight := total_weight,
    voting := voting,
    weight_history := weight_history,
]
initializes: representation
initializes: objections[proposals := proposals, rules := rules, seats := seats, side_counts := side_counts]
initializes: messages
initializes: dao_uri
initializes: terms
initializes: deal
initializes: founding[docket := docket, seats := seats]
initializes: admission[
    deal := deal, docket := docket, founding := founding, seats := seats, total_weight := total_weight
]
initializes: debts[total_weight := total_weight]
initializes: treasury[debts := debts]
initializes: departure[
    admission := admission,
    deal := deal,
    proposals := proposals,
    rules := rules,
    seats := seats,
    side_counts := side_counts,
    treasury := treasury,
]
initializes: calls[eip712 := eip712, seats := seats, total_weight := total_weight]
initializes: relocation[
    calls := calls, deal := deal, eip712 := eip712, seats := seats, terms := terms, total_weight := total_weight
]
initializes: ending
initializes: holders[consents := consents, seats := seats, side_counts := side_counts]
initializes: limits
initializes: matters[holders := holders, limits := limits, total_weight := total_weight]
initializes: floors[debts := debts, holders := holders]
initializes: mandates[docket := docket, holders := holders, limits := limits, seats := seats, voting := voting]
initializes: winding_up[debts := debts, docket := docket, floors := floors, proposals := proposals, rules := rules]
initializes: roster[
    admission := admission,
    calls := calls,
    consents := consents,
    docket := docket,
    seats := seats,
    total_weight := total_weight,
]


_name: bytes32  # of the partnership: the characters, left aligned; the last byte is their number


@deploy
def __init__():
    eip712.__init__("Polypact Partnership", "1")
    docket._lock()  # an implementation counts as initialized


@internal
def _set_name(name: String[31]):
    size: uint256 = len(name)
    assert size != 0, "membership: name is empty"
    padded: uint256 = convert(convert(name, Bytes[31]), uint256) << (8 * (32 - size))
    self._name = convert(padded | size, bytes32)


@internal
@view
def _load_name() -> String[31]:
    size: uint256 = convert(self._name, uint256) & 255
    return convert(slice(self._name, 0, size), String[31])
