# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title PartnershipLoupe
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership that says which of its functions is in which facet, for explorers (ERC-2535). It is
        called at the partnership's address.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill It holds nothing and changes nothing: a fault in it misleads explorers, nobody else.
"""

from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership import selectors
from contracts.modules.shared import loupe


initializes: partnership_storage
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
    partnership_storage.__init__()


@external
@payable
@reentrant  # does nothing
def __default__():
    """
    @notice Refuses what is no function of the partnership.
    """
    raise "partnership: no such function"
