# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Selectors of the RevenueEscrow
@license GNU Affero General Public License v3.0 only
@notice Which facet has which function. Written by `./run build` from the sources of all facets, not by hand;
        shared/dispatch.vy and shared/loupe.vy say how it is read.

          number    contract     functions
               0    RevenueEscrow      9
               1    Order              11
               2    Payouts            6
               3    Ledger             28
               4    Liquidation        4
               5    EscrowLoupe        4
"""


FACETS: constant(uint256) = 5

# Short routes, by the name of their facet.
ORDER: constant(uint256) = 1
PAYOUTS: constant(uint256) = 2
LEDGER: constant(uint256) = 3
LIQUIDATION: constant(uint256) = 4

# Route => number of its facet; long answers from FIRST_LONG on.
ROUTES: constant(uint256) = 6
FIRST_LONG: constant(uint256) = 5
FACET_OF: constant(DynArray[uint256, ROUTES]) = [0, 1, 2, 3, 4, 5]

MULTIPLIER: constant(uint256) = 2776433695
SHIFT: constant(uint256) = 25
WORDS: constant(uint256) = 4
TABLE: constant(uint256[WORDS]) = [
    1356938572709745844922895465027987067763971797976623705526576118870405283840,
    904646537521243365473982893463583158227849303532581827016778579667402621696,
    20705766835958452426863731629619246425532623329336664155362578462343425,
    13803492693587404965818551540427919831018769842704867585264563085377537,
]

# Bytes, of the longest answer of all.
MAX_LONG_ANSWER: constant(uint256) = 34880

# All selectors, the main contract's first and then facet by facet; and where the part of each of them ends.
SELECTORS: constant(Bytes[248]) = x"0881cffb21c0b3422b7a585f354e62d7515d5a8555626a4a5e5571ac63453ae1d87a7616024184f31f8df29a57be1aff5adb6ddb70b51a7372fa21007755fa1280ab6c7ec969fc1fda03beedf0a4376e1bb9e0b65ba94c056a256b29d4570c1cff6d9a53ffa5a51701ffc9a702333318077f1d16143e55e0191655871db61e0a1fcbfbc926b367ab2a344c1c3a41514e42d8fe8d4936435c53116ba75bb2dcfd5c04ba58803ebcc38418cd999848795fa3433875a7a4c5d3b08456beb4930548ca377a4eda0805ecdf018e06df18e047e09cd80de6a1917e2405c2bd7de182c599d3892ebcbaf48752ef6b2c7a0ed627adfca15ecdffacc6"
ENDS: constant(DynArray[uint256, 6]) = [9, 20, 26, 54, 58, 62]
