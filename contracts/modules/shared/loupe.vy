# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Loupe
@license GNU Affero General Public License v3.0 only
@notice Which function of an account is in which facet (IDiamondLoupe of ERC-2535). It is asked at the account's address
        and answers for the account: the functions that its main contract has itself are those ERC-2535 calls immutable,
        and their facet is the account. Nothing here can change, so there is no `diamondCut` and no `DiamondCut` event.

        The lists are written by `./run build` into the account's selectors.vy.
"""


struct Facet:
    facetAddress: address
    functionSelectors: DynArray[bytes4, MAX_FUNCTIONS]


MAX_FACETS: constant(uint256) = 20       # the main contract and the loupe included
MAX_FUNCTIONS: constant(uint256) = 48    # of one facet
MAX_BYTES: constant(uint256) = 4 * 256   # of all selectors

INTERFACE_ID: constant(bytes4) = 0x48e2b093

_FACETS: immutable(address[MAX_FACETS])  # number => facet; 0, the main contract, is whatever account is asked
_COUNT: immutable(uint256)
_ENDS: immutable(uint256[MAX_FACETS])    # number => how many selectors stand in the list up to and with that facet
_SELECTORS: immutable(Bytes[MAX_BYTES])


@deploy
def __init__(others: DynArray[address, MAX_FACETS], ends: DynArray[uint256, MAX_FACETS], selectors: Bytes[MAX_BYTES]):
    """
    @param others The facets before this one, in the order of the account's list.
    @param ends For the main contract and every facet, this one included, where its part of `selectors` ends.
    """
    assert len(ends) == len(others) + 2, "loupe: not all facets"
    facets: address[MAX_FACETS] = empty(address[MAX_FACETS])
    for i: uint256 in range(len(others), bound=MAX_FACETS):
        assert others[i].is_contract, "loupe: no code at facet"
        facets[i + 1] = others[i]
    facets[len(others) + 1] = self
    stops: uint256[MAX_FACETS] = empty(uint256[MAX_FACETS])
    for i: uint256 in range(len(ends), bound=MAX_FACETS):
        stops[i] = ends[i]
    assert len(selectors) == 4 * ends[len(ends) - 1], "loupe: not all selectors"
    _FACETS = facets
    _COUNT = len(ends)
    _ENDS = stops
    _SELECTORS = selectors


@external
@view
@reentrant  # reads nothing that changes
def facets() -> DynArray[Facet, MAX_FACETS]:
    """
    @notice All facets and their functions.
    """
    found: DynArray[Facet, MAX_FACETS] = []
    for i: uint256 in range(_COUNT, bound=MAX_FACETS):
        found.append(Facet(facetAddress=self._facet(i), functionSelectors=self._selectors_of(i)))
    return found


@external
@view
@reentrant  # reads nothing that changes
def facetFunctionSelectors(_facet: address) -> DynArray[bytes4, MAX_FUNCTIONS]:
    """
    @notice The functions that the account has from `_facet`; none if that is no facet of it.
    """
    for i: uint256 in range(_COUNT, bound=MAX_FACETS):
        if self._facet(i) == _facet:
            return self._selectors_of(i)
    return []


@external
@view
@reentrant  # reads nothing that changes
def facetAddresses() -> DynArray[address, MAX_FACETS]:
    """
    @notice All facets; the first is the account itself.
    """
    found: DynArray[address, MAX_FACETS] = []
    for i: uint256 in range(_COUNT, bound=MAX_FACETS):
        found.append(self._facet(i))
    return found


@external
@view
@reentrant  # reads nothing that changes
def facetAddress(_functionSelector: bytes4) -> address:
    """
    @notice The facet that has a function; zero if none has.
    """
    for i: uint256 in range(_COUNT, bound=MAX_FACETS):
        if _functionSelector in self._selectors_of(i):
            return self._facet(i)
    return empty(address)


@internal
@view
def _facet(number: uint256) -> address:
    if number == 0:
        return self
    return _FACETS[number]


@internal
@view
def _selectors_of(number: uint256) -> DynArray[bytes4, MAX_FUNCTIONS]:
    found: DynArray[bytes4, MAX_FUNCTIONS] = []
    first: uint256 = 0
    if number != 0:
        first = _ENDS[number - 1]
    all_selectors: Bytes[MAX_BYTES] = _SELECTORS
    for i: uint256 in range(first, _ENDS[number], bound=MAX_FUNCTIONS):
        found.append(convert(slice(all_selectors, 4 * i, 4), bytes4))
    return found
