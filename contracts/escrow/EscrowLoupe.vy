# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title EscrowLoupe
@license GNU Affero General Public License v3.0 only
@notice The facet of a RevenueEscrow that says which of its functions is in which facet, for explorers (ERC-2535). It is
        called at the escrow's address.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill It holds nothing and changes nothing: a fault in it misleads explorers, nobody else.
"""

from contracts.modules.escrow import escrow_storage
from contracts.modules.escrow import selectors
from contracts.modules.shared import loupe


initializes: escrow_storage
initializes: loupe

exports: (
    loupe.facets,
    loupe.facetFunctionSelectors,
    loupe.facetAddresses,
    loupe.facetAddress,
)


@deploy
def __init__(others: DynArray[address, loupe.MAX_FACETS]):
    """
    @param others The facets before this one, in the order of polypact/chain/diamonds.py.
    """
    loupe.__init__(others, selectors.ENDS, selectors.SELECTORS)
    escrow_storage.__init__()


@external
@payable
@reentrant  # does nothing
def __default__():
    """
    @notice Refuses what is no function of the escrow.
    """
    raise "escrow: no such function"
