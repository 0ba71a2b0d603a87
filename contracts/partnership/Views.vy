# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Views
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership with what everybody may read of how it decides, of its terms and of its roster, beyond
        IGovernor's views (Governor); and what a treasury answers to tokens that ask (ERC-721, ERC-1155).
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.modules.partnership import docket
from contracts.modules.partnership import membership_views
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership import partnership_views
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import calls
from contracts.modules.partnership.membership import departure
from contracts.modules.partnership.membership import relocation
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import objections
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import recusal
from contracts.modules.partnership.voting import representation
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import side_counts
from contracts.modules.partnership.voting import total_weight
from contracts.modules.partnership.voting import voting


initializes: partnership_storage
# These have no storage.
initializes: membership_views[
    calls := calls,
    departure := departure,
    docket := docket,
    relocation := relocation,
    seats := seats,
    terms := terms,
]
initializes: partnership_views[
    actions := actions,
    docket := docket,
    objections := objections,
    proposals := proposals,
    recusal := recusal,
    representation := representation,
    rules := rules,
    seats := seats,
    side_counts := side_counts,
    total_weight := total_weight,
    voting := voting,
]

exports: (
    partnership_views.escrow,
    partnership_views.in_force_since,
    partnership_views.proposal_count,
    partnership_views.proposal_class,
    partnership_views.proposal_rule,
    partnership_views.proposal_quorum,
    partnership_views.proposal_tally,
    partnership_views.recused,
    partnership_views.voted_for,
    partnership_views.has_standing,
    partnership_views.weight_of,
    partnership_views.total,
    partnership_views.rule,
    partnership_views.class_name,
    partnership_views.class_of,
    partnership_views.representative_of,
    partnership_views.may_object_until,
    # terms and roster
    membership_views.phase,
    membership_views.formation_deadline,
    membership_views.current_terms,
    membership_views.terms_hash,
    membership_views.seat_count,
    membership_views.members,
    membership_views.partner,
    membership_views.holder_of,
    membership_views.partner_at,
    membership_views.partners,
    membership_views.status_of,
    membership_views.seat_offer,
    membership_views.residual_beneficiary,
)


_IERC165: constant(bytes4) = 0x01ffc9a7
_IERC1271: constant(bytes4) = 0x1626ba7e
_IERC4824: constant(bytes4) = method_id("daoURI()", output_type=bytes4)
_IERC5267: constant(bytes4) = method_id("eip712Domain()", output_type=bytes4)
_IERC6372: constant(bytes4) = 0xda287a1d
_IERC721_RECEIVER: constant(bytes4) = 0x150b7a02
_IERC1155_RECEIVER: constant(bytes4) = 0x4e2312e0
_IDIAMOND_LOUPE: constant(bytes4) = 0x48e2b093  # ERC-2535
_IGOVERNOR: constant(bytes4) = 0xcdbdfcee       # OpenZeppelin 5.3 and later
_IGOVERNOR_5_0: constant(bytes4) = 0x65455a86   # before getProposalId was part of it

MAX_NFT_DATA: constant(uint256) = 1_024
MAX_BATCH: constant(uint256) = 64


@deploy
def __init__():
    partnership_storage.__init__()


@external
@payable
@reentrant  # does nothing
def __default__():
    """
    @notice Refuses what is no function of a Partnership.
    """
    raise "partnership: no such function"


@external
@pure
def supportsInterface(interface_id: bytes4) -> bool:
    """
    @notice ERC-165.
    """
    return interface_id in [
        _IERC165,
        _IERC1271,
        _IERC4824,
        _IERC5267,
        _IERC6372,
        _IERC721_RECEIVER,
        _IERC1155_RECEIVER,
        _IDIAMOND_LOUPE,
        _IGOVERNOR,
        _IGOVERNOR_5_0,
    ]


@external
@pure
def onERC721Received(operator: address, sender: address, token_id: uint256, data: Bytes[MAX_NFT_DATA]) -> bytes4:
    """
    @notice ERC-721: the treasury takes what is sent to it.
    """
    return method_id("onERC721Received(address,address,uint256,bytes)", output_type=bytes4)


@external
@pure
def onERC1155Received(
    operator: address, sender: address, id: uint256, amount: uint256, data: Bytes[MAX_NFT_DATA]
) -> bytes4:
    """
    @notice ERC-1155: the treasury takes what is sent to it.
    """
    return method_id("onERC1155Received(address,address,uint256,uint256,bytes)", output_type=bytes4)


@external
@pure
def onERC1155BatchReceived(
    operator: address,
    sender: address,
    ids: DynArray[uint256, MAX_BATCH],
    amounts: DynArray[uint256, MAX_BATCH],
    data: Bytes[MAX_NFT_DATA],
) -> bytes4:
    """
    @notice ERC-1155: the treasury takes what is sent to it.
    """
    return method_id("onERC1155BatchReceived(address,address,uint256[],uint256[],bytes)", output_type=bytes4)


@external
@view
def partnership_name() -> String[31]:
    """
    @notice The partnership's own name. `name` is that of the EIP-712 domain, as IGovernor wants it.
    """
    return partnership_storage._load_name()
