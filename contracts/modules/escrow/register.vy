# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Register
@license GNU Affero General Public License v3.0 only
@notice The tokens that are known: told apart from ether and from each other, so that no asset is split or paid a second
        time under another address. A token has to be known before anything of it is booked. It becomes known

        - when it is listed and comes to be split or contributed for the first time,
        - by vote, or by anybody entitled (a partner, a contributor, a sponsor), each once a year, but for the sponsor of a
          link that runs, who may have any token be split: nobody keeps one unknown until the link has ended,

        and stays known for good. Beside those that are listed there is room for 32, of which half are for votes and half
        for the entitled, of that half for sponsors of links; whatever is listed has its room among the former. How they are told apart stands in proof.vy,
        which only the facet Assets has; it is called there by the escrow itself. One slot says how many there are:

        counts_word
            bits    0-7    voted: known by vote, or listed before
            bits    8-15   named: known by somebody entitled
            bits   16-23   sponsored: of these, by the sponsor of a link that ran
"""

from contracts.modules.escrow import income
from contracts.modules.escrow import listing
from contracts.modules.escrow import units
from contracts.modules.shared import bits


uses: income
uses: listing


interface Prover:
    def prove(token: address, by_name: bool): nonpayable


MAX_EACH: constant(uint256) = 16   # by vote, and by others
MAX_REGISTERED: constant(uint256) = 2 * MAX_EACH
MAX_SPONSORED: constant(uint256) = MAX_EACH // 2
PAUSE_SECONDS: constant(uint256) = 365 * 24 * 60 * 60   # between two tokens that the same account makes known

_PROVE_GAS: constant(uint256) = 1_000_000        # for a token that others wait for; an honest one takes less
_PROVE_GAS_SENT: constant(uint256) = 1_050_000   # from which on all of that was there (EIP-150)

_counts_word: uint256
_registered: HashMap[uint256, address]   # index => token
_named_at: HashMap[address, uint256]     # key => unix seconds; when it made a token known last


@internal
@view
def _count() -> uint256:
    counts_word: uint256 = self._counts_word
    return (counts_word & bits.MASK_8) + ((counts_word >> 8) & bits.MASK_8)


@internal
@view
def _voted() -> uint256:
    return self._counts_word & bits.MASK_8


@internal
@view
def _sponsored() -> uint256:
    return self._counts_word >> 16


@internal
@view
def _is_registered(token: address) -> bool:
    for i: uint256 in range(self._count(), bound=MAX_REGISTERED):
        if self._registered[i] == token:
            return True
    return False


@internal
def _add(token: address, by_vote: bool, by_sponsor: bool):
    """
    @notice Keeps a token that is known and not listed, or will not be from now on.
    """
    counts_word: uint256 = self._counts_word
    voted: uint256 = counts_word & bits.MASK_8
    named: uint256 = (counts_word >> 8) & bits.MASK_8
    sponsored: uint256 = counts_word >> 16
    self._registered[voted + named] = token
    if by_vote:
        voted += 1
    else:
        # Half of it is for sponsors alone: who is entitled otherwise cannot keep from them what is theirs.
        assert by_sponsor or named - sponsored < MAX_EACH - MAX_SPONSORED, "escrow: too many tokens"
        named += 1
        if by_sponsor:
            sponsored += 1
    self._counts_word = voted | (named << 8) | (sponsored << 16)


@internal
def _use_right(key: address):
    """
    @notice Notes that `key` makes a token known; reverts if it did so less than a year ago.
    """
    assert block.timestamp >= self._named_at[key] + PAUSE_SECONDS, "escrow: one token a year"
    self._named_at[key] = block.timestamp


@internal
@view
def _may_be_split(ledger: units.Ledger, token: address) -> bool:
    """
    @notice Whether `token` is ether, listed or known.
    """
    return income._is_known(token, income._account_words[token]) or listing._is_listed(ledger, token)


@internal
def _prove_by_name(token: address):
    """
    @notice Tells a token that nobody made known apart from all that are known; reverts if that cannot be done.
    """
    extcall Prover(self).prove(token, True)


@internal
def _prove(token: address):
    """
    @notice Has a listed token be told apart from all that are known; reverts if that cannot be done.
    """
    extcall Prover(self).prove(token, False)


@internal
def _try_to_prove(token: address) -> bool:
    """
    @notice The same, and whether it could be done within 1,000,000 gas; for callers that no token may stop.
    """
    success: bool = False
    answer: Bytes[32] = b""
    given: uint256 = msg.gas
    success, answer = raw_call(
        self,
        abi_encode(token, False, method_id=method_id("prove(address,bool)")),
        max_outsize=32,
        gas=_PROVE_GAS,
        revert_on_failure=False,
    )
    # Without a reason it ran out of gas. Who sends too little must not have income wait for later units.
    assert success or len(answer) != 0 or given >= _PROVE_GAS_SENT, "tokens: not enough gas"
    return success
