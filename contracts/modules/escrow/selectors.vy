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
               4    Ledger             31
               5    Liquidation        4
               6    Links              13
               7    Succession         4
               8    EscrowLoupe        4
"""


FACETS: constant(uint256) = 8

# Short routes, by the name of their facet.
ASSETS: constant(uint256) = 1
ORDER: constant(uint256) = 2
PAYOUTS: constant(uint256) = 3
LEDGER: constant(uint256) = 4
LIQUIDATION: constant(uint256) = 5
LINKS: constant(uint256) = 6
SUCCESSION: constant(uint256) = 7

# Route => number of its facet; long answers from FIRST_LONG on.
ROUTES: constant(uint256) = 12
FIRST_LONG: constant(uint256) = 8
FACET_OF: constant(DynArray[uint256, ROUTES]) = [0, 1, 2, 3, 4, 5, 6, 7, 1, 6, 7, 8]

MULTIPLIER: constant(uint256) = 4062438729
SHIFT: constant(uint256) = 24
WORDS: constant(uint256) = 8
TABLE: constant(uint256[WORDS]) = [
    2063346111438958774099916047455473605923808551387687327738364928,
    19435371632473238245182710769487183926639372058324869373470060235016373760,
    98079721922925073590778028753075269781281131756626641156,
    2468269390185279870848275540348737122007776155670974422281355264,
    7067576978740232481218694218800338543882343878182753137574449486510424064,
    911693085427703201259893021910002468273143611544718635614618827864510824448,
    421249216891044126519929705913369731336644879210101551585508196352,
    822752376740326405571446196369713122631345706317143214205042688,
]

# Bytes, of the longest answer of all.
MAX_LONG_ANSWER: constant(uint256) = 33344

# All selectors, the main contract's first and then facet by facet; and where the part of each of them ends.
SELECTORS: constant(Bytes[356]) = x"21c0b3422b7a585f515d5a8555626a4a5e5571ac63453ae1d87a7616024184f30881cffb1f8df29a390f8e6b434fed3c892f980396609460b58ad00457be1aff5adb6ddb70b51a7372fa21007755fa1280ab6c7e96930e0cc969fc1fda03beedf0a4376e1bb9e0b6354e62d7443f3ac55ba94c056a256b29d4570c1cff6d9a53ffa5a51701ffc9a702333318077f1d16143e55e0191655871db61e0a1fcbfbc926b367ab2a344c1c3a41514e42d8fe8d4936435c52431a6153116ba75bb2dcfd5c04ba58803ebcc38418cd99889cb5169848795fa3433875a7a4c5d3b08456beb4930548bca68787c63b04d8ca377a4eda0805ecdf018e06df18e047e6a1917e2405c2bd7de182c599d3892ebcbaf48708889dcc0d5f72000d96bf0d1bf1fedd68c62c9c964ae91eb9ac16a5c3c48969cffbb65ef2a1c9eff7a79967f92a678bf9de105584b0196ed8966efedd202645e50b226852ef6b2c7a0ed627adfca15ecdffacc6"
ENDS: constant(DynArray[uint256, 9]) = [7, 15, 25, 33, 64, 68, 81, 85, 89]
