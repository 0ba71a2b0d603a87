# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Bits
@license GNU Affero General Public License v3.0 only
@notice The masks that packed words are taken apart with: MASK_<n> has the lowest n bits set.
"""


MASK_4: constant(uint256) = 2**4 - 1
MASK_6: constant(uint256) = 2**6 - 1
MASK_7: constant(uint256) = 2**7 - 1
MASK_8: constant(uint256) = 2**8 - 1
MASK_11: constant(uint256) = 2**11 - 1
MASK_12: constant(uint256) = 2**12 - 1
MASK_13: constant(uint256) = 2**13 - 1
MASK_14: constant(uint256) = 2**14 - 1
MASK_16: constant(uint256) = 2**16 - 1
MASK_22: constant(uint256) = 2**22 - 1
MASK_24: constant(uint256) = 2**24 - 1
MASK_28: constant(uint256) = 2**28 - 1
MASK_29: constant(uint256) = 2**29 - 1
MASK_31: constant(uint256) = 2**31 - 1
MASK_32: constant(uint256) = 2**32 - 1
MASK_34: constant(uint256) = 2**34 - 1
MASK_40: constant(uint256) = 2**40 - 1
MASK_46: constant(uint256) = 2**46 - 1
MASK_64: constant(uint256) = 2**64 - 1
MASK_76: constant(uint256) = 2**76 - 1
MASK_80: constant(uint256) = 2**80 - 1
MASK_85: constant(uint256) = 2**85 - 1
MASK_92: constant(uint256) = 2**92 - 1
MASK_96: constant(uint256) = 2**96 - 1
MASK_104: constant(uint256) = 2**104 - 1
MASK_112: constant(uint256) = 2**112 - 1
MASK_120: constant(uint256) = 2**120 - 1
MASK_128: constant(uint256) = 2**128 - 1
MASK_156: constant(uint256) = 2**156 - 1
MASK_160: constant(uint256) = 2**160 - 1
MASK_216: constant(uint256) = 2**216 - 1
MASK_255: constant(uint256) = 2**255 - 1
