# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title The fallback handler of a Safe
@license GNU Affero General Public License v3.0 only
@notice For tests: the older way to ask a Safe whether it signed, of which one contract cannot have both names.
"""

interface Safe:
    def check(data: Bytes[128], signature: Bytes[2_080]) -> bool: view


_BY_BYTES: constant(bytes4) = 0x20c13b0b


@external
@view
@reentrant  # one Safe may own another
def isValidSignature(data: Bytes[128], signature: Bytes[2_080]) -> bytes4:
    assert staticcall Safe(msg.sender).check(data, signature), "safe: not signed"
    return _BY_BYTES
