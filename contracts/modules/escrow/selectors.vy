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
               4    EscrowLoupe        4
"""


FACETS: constant(uint256) = 4

# Short routes, by the name of their facet.
ORDER: constant(uint256) = 1
PAYOUTS: constant(uint256) = 2
LEDGER: constant(uint256) = 3

# Route => number of its facet; long answers from FIRST_LONG on.
ROUTES: constant(uint256) = 5
FIRST_LONG: constant(uint256) = 4
FACET_OF: constant(DynArray[uint256, ROUTES]) = [0, 1, 2, 3, 4]

MULTIPLIER: constant(uint256) = 2776433695
SHIFT: constant(uint256) = 25
WORDS: constant(uint256) = 4
TABLE: constant(uint256[WORDS]) = [
    1356938572709745844824815750412570180829037588239003917774976815050654744576,
    904646510561296698323343098796545770463020018142657454151251754413281248000,
    20705661523666783869677033711591562755100303196301150533894754414035201,
    13803492693587404965444407121271208683958626525529499132232644354375681,
]

# Bytes, of the longest answer of all.
MAX_LONG_ANSWER: constant(uint256) = 34880

# All selectors, the main contract's first and then facet by facet; and where the part of each of them ends.
SELECTORS: constant(Bytes[232]) = x"0881cffb21c0b3422b7a585f354e62d7515d5a8555626a4a5e5571ac63453ae1d87a7616024184f31f8df29a57be1aff5adb6ddb70b51a7372fa21007755fa1280ab6c7ec969fc1fda03beedf0a4376e1bb9e0b65ba94c056a256b29d4570c1cff6d9a53ffa5a51701ffc9a702333318077f1d16143e55e0191655871db61e0a1fcbfbc926b367ab2a344c1c3a41514e42d8fe8d4936435c53116ba75bb2dcfd5c04ba58803ebcc38418cd999848795fa3433875a7a4c5d3b08456beb4930548ca377a4eda0805ecdf018e06df18e047e09cd80de6a1917e52ef6b2c7a0ed627adfca15ecdffacc6"
ENDS: constant(DynArray[uint256, 5]) = [9, 20, 26, 54, 58]
