# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Selectors of the RevenueEscrow
@license GNU Affero General Public License v3.0 only
@notice Which facet has which function. Written by `./run build` from the sources of all facets, not by hand;
        shared/dispatch.vy and shared/loupe.vy say how it is read.

          number    contract     functions
               0    RevenueEscrow      7
               1    Assets             8
               2    Order              10
               3    Payouts            8
               4    Ledger             30
               5    Liquidation        4
               6    Links              13
               7    EscrowLoupe        4
"""


FACETS: constant(uint256) = 7

# Short routes, by the name of their facet.
ASSETS: constant(uint256) = 1
ORDER: constant(uint256) = 2
PAYOUTS: constant(uint256) = 3
LEDGER: constant(uint256) = 4
LIQUIDATION: constant(uint256) = 5
LINKS: constant(uint256) = 6

# Route => number of its facet; long answers from FIRST_LONG on.
ROUTES: constant(uint256) = 10
FIRST_LONG: constant(uint256) = 7
FACET_OF: constant(DynArray[uint256, ROUTES]) = [0, 1, 2, 3, 4, 5, 6, 1, 6, 7]

MULTIPLIER: constant(uint256) = 3003019781
SHIFT: constant(uint256) = 24
WORDS: constant(uint256) = 8
TABLE: constant(uint256[WORDS]) = [
    422071944085817342446718147007484054526762308674459900674377254656,
    904625805006325873101384535009536796030563814399315584754370461136824043012,
    904687812883653891820735233206104542251039050198073383428988579456793706496,
    27606985387162255150496115551190139781383470554171987600602148531863552,
    27634471895287749437495921791657359477086518343490934410119948202410752,
    1766847064784812081761081750683401828185170359550839287250445800772206595,
    2713877091500009744042077236914354663065543731449241278850483975796583170048,
    1809292804812806263875740786250557069201446638022872275924588216807218741248,
]

# Bytes, of the longest answer of all.
MAX_LONG_ANSWER: constant(uint256) = 34880

# All selectors, the main contract's first and then facet by facet; and where the part of each of them ends.
SELECTORS: constant(Bytes[336]) = x"21c0b3422b7a585f515d5a8555626a4a5e5571ac63453ae1d87a7616024184f30881cffb1f8df29a390f8e6b434fed3c892f980396609460b58ad00457be1aff5adb6ddb70b51a7372fa21007755fa1280ab6c7e96930e0cc969fc1fda03beedf0a4376e1bb9e0b6354e62d7443f3ac55ba94c056a256b29d4570c1cff6d9a53ffa5a51701ffc9a702333318077f1d16143e55e0191655871db61e0a1fcbfbc926b367ab2a344c1c3a41514e42d8fe8d4936435c52431a6153116ba75bb2dcfd5c04ba58803ebcc38418cd99889cb5169848795fa3433875a7a4c5d3b08456beb4930548c63b04d8ca377a4eda0805ecdf018e06df18e047e6a1917e2405c2bd7de182c599d3892ebcbaf48708889dcc0d5f72000d96bf0d1bf1fedd68c62c9c964ae91eb9ac16a5c3c48969cffbb65ef2a1c9eff7a79967f92a678bf9de105552ef6b2c7a0ed627adfca15ecdffacc6"
ENDS: constant(DynArray[uint256, 8]) = [7, 15, 25, 33, 63, 67, 80, 84]
