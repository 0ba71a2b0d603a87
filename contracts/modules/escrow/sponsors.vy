# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Sponsors
@license GNU Affero General Public License v3.0 only
@notice Who shares in the income upstream, before anybody else: at most 8 links, each for a share of all that arrives,
        100% together at the most. A link gives nothing but money, and the money is pulled: a sponsor that takes none
        stops nobody. How many links there are stands in the ledger (see units.vy); a link is one slot:

        link_word
            bits    0-159  key of the sponsor (see units.vy)
            bits  160-175  share_bps
            bit   176      moved: another account holds what stands under that key
"""

from contracts.modules.escrow import dues
from contracts.modules.escrow import units
from contracts.modules.shared import bits


uses: dues
uses: units


event SponsorSet:
    sponsor: indexed(address)   # account that shares in the income before anybody else
    share_bps: uint256   # bps; of all later income, 0 if the link has ended


event SponsorCredited:
    sponsor: indexed(address)   # account that shares in the income before anybody else
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; its share of one distribution


struct Link:
    sponsor: address     # that holds it now
    share_bps: uint256   # of all income


MAX_LINKS: constant(uint256) = 8

_BPS: constant(uint256) = 10_000

_MOVED: constant(uint256) = 2**176

_link_words: HashMap[uint256, uint256]  # index => link


@internal
def _set(ledger_before: units.Ledger, key: address, share_bps: uint256, ceiling_bps: uint256) -> units.Ledger:
    """
    @notice Gives the sponsor with that key a share of later income; 0 ends its link. A share is raised only as long as all
            together stay within the ceiling.
    """
    assert share_bps <= _BPS, "escrow: sponsors above 100%"
    ledger: units.Ledger = ledger_before
    number: uint256 = ledger.sponsors
    former_bps: uint256 = 0
    total_bps: uint256 = share_bps
    for i: uint256 in range(ledger.sponsors, bound=MAX_LINKS):
        link_word: uint256 = self._link_words[i]
        if link_word & bits.MASK_160 == convert(key, uint256):
            number = i
            former_bps = (link_word >> 160) & bits.MASK_16
        else:
            total_bps += (link_word >> 160) & bits.MASK_16
    assert total_bps <= _BPS, "escrow: sponsors above 100%"
    # Lowered it may be whatever the deal says by now.
    assert share_bps <= former_bps or total_bps <= ceiling_bps, "escrow: above the deal's sponsors"
    if share_bps == 0:
        assert number < ledger.sponsors, "escrow: not a sponsor"
        ledger.sponsors -= 1
        self._link_words[number] = self._link_words[ledger.sponsors]
        self._link_words[ledger.sponsors] = 0
    else:
        if number == ledger.sponsors:
            assert number < MAX_LINKS, "escrow: too many sponsors"
            ledger.sponsors += 1
            units._mark_special(key)
        self._link_words[number] = convert(key, uint256) | (share_bps << 160)
    holder: address = units._holder_of(key)
    if holder != key and share_bps != 0:
        self._link_words[number] |= _MOVED
    log SponsorSet(sponsor=holder, share_bps=share_bps)
    return ledger


@internal
def _credit_all(count: uint256, token: address, amount: uint256, grain: uint256) -> uint256:
    """
    @notice Credits every sponsor its share of `amount`, rounded down to whole grains.
    @return What they get together.
    """
    credited: uint256 = 0
    for i: uint256 in range(count, bound=MAX_LINKS):
        link_word: uint256 = self._link_words[i]
        part: uint256 = (amount // grain) * ((link_word >> 160) & bits.MASK_16) // _BPS * grain
        if part != 0:
            credited += part
            dues._credit(token, convert(link_word & bits.MASK_160, address), part)
            sponsor: address = self._holder_of(link_word)
            log SponsorCredited(sponsor=sponsor, token=token, amount=part)
    return credited


@internal
@view
def _link(index: uint256) -> Link:
    link_word: uint256 = self._link_words[index]
    return Link(sponsor=self._holder_of(link_word), share_bps=(link_word >> 160) & bits.MASK_16)


@internal
@view
def _holder_of(link_word: uint256) -> address:
    key: address = convert(link_word & bits.MASK_160, address)
    if link_word & _MOVED == 0:
        return key
    return units._holders[key]


@internal
def _note_move(count: uint256, key: address):
    """
    @notice Has the link of the sponsor with that key, if it has one, name the account that holds it now.
    """
    for i: uint256 in range(count, bound=MAX_LINKS):
        link_word: uint256 = self._link_words[i]
        if link_word & bits.MASK_160 == convert(key, uint256):
            self._link_words[i] = link_word | _MOVED
