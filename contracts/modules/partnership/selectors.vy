# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Selectors of the Partnership
@license GNU Affero General Public License v3.0 only
@notice Which facet has which function. Written by `./run build` from the sources of all facets, not by hand;
        shared/dispatch.vy and shared/loupe.vy say how it is read.

          number    contract     functions
               0    Partnership        5
               1    Formation          1
               2    Terms              7
               3    Roster             8
               4    Departure          11
               5    Proposals          5
               6    Objections         3
               7    Ballots            6
               8    Rules              6
               9    Views              59
              10    PartnershipLoupe   4
"""


FACETS: constant(uint256) = 10

# Short routes, by the name of their facet.
FORMATION: constant(uint256) = 1
TERMS: constant(uint256) = 2
ROSTER: constant(uint256) = 3
DEPARTURE: constant(uint256) = 4
PROPOSALS: constant(uint256) = 5
OBJECTIONS: constant(uint256) = 6
BALLOTS: constant(uint256) = 7
RULES: constant(uint256) = 8
VIEWS: constant(uint256) = 9

# Route => number of its facet; long answers from FIRST_LONG on.
ROUTES: constant(uint256) = 13
FIRST_LONG: constant(uint256) = 10
FACET_OF: constant(DynArray[uint256, ROUTES]) = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 9, 10]

MULTIPLIER: constant(uint256) = 2818027775
SHIFT: constant(uint256) = 23
WORDS: constant(uint256) = 8
TABLE: constant(uint256[WORDS]) = [
    134799747798195663153665326893918867206414654112909281324031123983360,
    1375020323418035001765498999577588505022413491647970916573895677968384,
    254425977331609755183880272949204993891404235205775973970284897823684034562,
    1159051674494851522815886181243111004542936745648373836102854686350949044224,
    773054565738339978669451199509759494072708138901322156401952237911867392,
    4183897974267054166501190955762412661866859396003555032341640642078292613376,
    15901623583109508204619936860235895280313136877269546763723476530750291968,
    4070815637249397696241156995895881873427526669038511977912133916740921852937,
]

# Bytes, of the longest answer of all.
MAX_LONG_ANSWER: constant(uint256) = 41664

# All selectors, the main contract's first and then facet by facet; and where the part of each of them ends.
SELECTORS: constant(Bytes[460]) = x"2656227d56781388586168037d5e81e28ff262e38e3983f60f4c5c667034731b7178d8b384b0196ea55275f8b446ba07e4725ba1286781c75278992a6e2bb9e3830aebd992d16f05bd305e5adbb7c64edfa22aad3a2897bc4f0b0b645ba94c0577710eca7b7d69a18730b20591993695927af533d66d9e19ed1f20b9f66e88b1160cbed7452115d6a8f8a668c59057e4d1a476810d6a640984ecf082c2476e6d076520515b16f2665b8d0e0d5f398a147b3c71d3e1ffeccc0467b93404960f581626ba7e43a425565ff665ddf32b81c300937702011f9c8801ffc9a702a251a306fdde03095b122f0c467fa60dc7ee660e37bf7b143489d0150b7a021d1065a21ff3175a2d63f6932ddbd13a2de04d513932abb13a46b1a83e4f49e6438596324bf5d7e9544ffc9c54fd4d50587cde1e5dee6e377ecebe0086d2baad8e539e8c91ddadf4990aa591992e7ce79a802a6d9ab24eb09c5f8184a2e3b2f6a9a95294ab58fb8eafe6a570b1c9fe6eb58131b0bc197c81bdd4d18dbefd44d6c01f9e37c885c47fd4f778a0daf0f428db18af6cdd4e2ba5de2a6c3ce2fdcc17e8eacfceeb9019d4ef7a593ef23a6e61f311a540f8bce97cf8ce560af922e5b352ef6b2c7a0ed627adfca15ecdffacc6"
ENDS: constant(DynArray[uint256, 11]) = [5, 6, 13, 21, 32, 37, 40, 46, 52, 111, 115]
