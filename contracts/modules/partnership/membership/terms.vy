# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Terms
@license GNU Affero General Public License v3.0 only
@notice The versions of the agreement. On chain stands the keccak-256 of the document's bytes; where to read it (the URI)
        is in the log of `TermsPublished`.
"""


event TermsPublished:
    version: indexed(uint256)   # number; of the terms, from 1
    terms_hash: bytes32   # keccak-256 of the exact bytes of the document
    uri: String[256]   # where the document can be read; may be empty
    window_closes: uint256   # unix seconds; until then the version before is good enough, 0 for the founding version


event TermsAccepted:
    partner: indexed(address)   # account of the partner
    version: indexed(uint256)   # number; of the terms
    terms_hash: bytes32   # keccak-256 of the exact bytes of the document


event WindowClosed:
    version: indexed(uint256)   # number; of the terms, which alone are good enough from the next second on
    accepted_weight: uint256   # weight; of partners that were shown to have accepted it


# That partners have to accept new terms at least; and somebody to answer, these or an invitation.
MIN_WINDOW_SECONDS: constant(uint256) = 7 * 24 * 60 * 60
# After the window has closed, weight that lapses over the new terms stays in the base for so long.
LAPSE_SECONDS: constant(uint256) = 7 * 24 * 60 * 60
MIN_RESPONSE_SECONDS: constant(uint256) = 60 * 60
MAX_WINDOW_SECONDS: constant(uint256) = 180 * 24 * 60 * 60

_hashes: HashMap[uint256, bytes32]  # version => keccak-256 of the document


@internal
@pure
def _check_window(window_seconds: uint256):
    assert window_seconds >= MIN_WINDOW_SECONDS, "terms: less than 7 days"
    assert window_seconds <= MAX_WINDOW_SECONDS, "terms: more than 180 days"


@internal
@pure
def _check_response(response_seconds: uint256):
    assert response_seconds >= MIN_RESPONSE_SECONDS, "terms: less than 1 hour"
    assert response_seconds <= MAX_WINDOW_SECONDS, "terms: more than 180 days"


@internal
def _publish(version: uint256, terms_hash: bytes32, uri: String[256], window_closes: uint256):
    assert terms_hash != empty(bytes32), "terms: hash is empty"
    self._hashes[version] = terms_hash
    log TermsPublished(version=version, terms_hash=terms_hash, uri=uri, window_closes=window_closes)
