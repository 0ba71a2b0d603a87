# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Dispatch
@license GNU Affero General Public License v3.0 only
@notice How an account that is a static diamond (ERC-2535 without `diamondCut`) finds the facet that has a function. A
        selector falls into a cell of 8 bits, of which there are a power of two,

            cell = (selector * multiplier mod 2**32) >> shift

        and the cell holds the route: which facet, and whether the answer may be long. The multiplier is chosen so that no
        two functions of different routes fall into one cell. It, the table and the routes are written by `./run build`
        into the account's selectors.vy:

            0                           no facet: there is no such function
            1 to FIRST_LONG - 1         a facet, for functions whose answer has at most MAX_ANSWER bytes
            FIRST_LONG to 31            a facet, for functions whose answer may have more, and for the loupe

        A selector that no facet has may fall into a cell that is taken: the facet refuses it. Table and facets are
        immutables of the main contract, so nobody can change them and every clone has the same. The few lines that look a
        function up stand in its `__default__`: calling them here would cost every such call 100 gas.
"""


MAX_ROUTES: constant(uint256) = 32
MAX_ANSWER: constant(uint256) = 1_024    # bytes, of an answer on a short route


@internal
@view
def _facets_by_route(
    facets: DynArray[address, MAX_ROUTES], count: uint256, numbers: DynArray[uint256, MAX_ROUTES]
) -> address[MAX_ROUTES]:
    """
    @param facets In the order of the account's list, `count` of them.
    @param numbers Route => number of its facet, from 1; 0 where there is none.
    """
    assert len(facets) == count, "dispatch: not all facets"
    for facet: address in facets:
        assert facet.is_contract, "dispatch: no code at facet"
    found: address[MAX_ROUTES] = empty(address[MAX_ROUTES])
    for route: uint256 in range(len(numbers), bound=MAX_ROUTES):
        if numbers[route] != 0:
            found[route] = facets[numbers[route] - 1]
    return found
