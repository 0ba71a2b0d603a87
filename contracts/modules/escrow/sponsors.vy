# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Sponsors
@license GNU Affero General Public License v3.0 only
@notice Who shares in the income upstream, before anybody else: at most 8 links, each for a share of all that arrives,
        100% together at the most. A link gives nothing but money, and the money is pulled: a sponsor that takes none
        stops nobody. A share that a vote gives and changes at will is one such link; one that both sides agreed to is
        the other (see agreed_links.vy). How many there are stands in the ledger (see units.vy); a link is one slot:

        link_word
            bits    0-159  key of the account that is credited (see units.vy)
            bits  160-175  share_bps
            bit   176      moved: another account holds what stands under that key
            bit   177      agreed: by both sides, so that no vote changes it
            bit   178      to_escrow: the key is the escrow of the sponsor, which is a partnership
            bits  179-189  notice_days
            bits  192-215  tag: the first bits of the hash of its terms, by which an agreed one is named
            bits  216-255  ends: unix seconds, last moment it earns; all ones if it has no end
"""

from contracts.modules.escrow import dues
from contracts.modules.escrow import units
from contracts.modules.shared import bits
from contracts.modules.shared import siblings


uses: dues
uses: units


event SponsorSet:
    sponsor: indexed(address)   # account that shares in the income before anybody else
    share_bps: uint256   # bps; of all later income, 0 if the link has ended


event SponsorCredited:
    sponsor: indexed(address)   # account that shares in the income before anybody else
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; its share of one distribution


# Of a link that is paid to the sponsor's escrow, whose seat has moved.
event LinkRedirected:
    former: indexed(address)   # account that was credited
    credited: indexed(address)   # account that is credited from now on
    tag: uint256   # id; of the link


struct Link:
    sponsor: address     # account that is credited
    share_bps: uint256   # of all income


MAX_LINKS: constant(uint256) = 8
AGREED: constant(uint256) = 2**177
TO_ESCROW: constant(uint256) = 2**178
NO_END: constant(uint256) = (2**40 - 1) << 216

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
        if link_word & AGREED == 0 and link_word & bits.MASK_160 == convert(key, uint256):
            number = i
            former_bps = (link_word >> 160) & bits.MASK_16
        else:
            total_bps += (link_word >> 160) & bits.MASK_16
    # Lowered it may be whatever the deal says by now.
    self._require_room(total_bps, ceiling_bps, share_bps <= former_bps)
    if share_bps == 0:
        assert number < ledger.sponsors, "escrow: not a sponsor"
        ledger = self._remove(ledger, number)
    else:
        if number == ledger.sponsors:
            ledger = self._add(ledger, key)
        self._link_words[number] = convert(key, uint256) | (share_bps << 160) | NO_END
    holder: address = units._holder_of(key)
    if holder != key and share_bps != 0:
        self._link_words[number] |= _MOVED
    log SponsorSet(sponsor=holder, share_bps=share_bps)
    return ledger


@internal
def _agree(ledger_before: units.Ledger, link_word: uint256, ceiling_bps: uint256) -> units.Ledger:
    """
    @notice Adds a link that both sides agreed to.
    """
    total_bps: uint256 = (link_word >> 160) & bits.MASK_16
    for i: uint256 in range(ledger_before.sponsors, bound=MAX_LINKS):
        other_link_word: uint256 = self._link_words[i]
        if other_link_word & AGREED != 0:
            tag: uint256 = (other_link_word >> 192) & bits.MASK_24
            assert tag != (link_word >> 192) & bits.MASK_24, "escrow: link runs already"
        total_bps += (other_link_word >> 160) & bits.MASK_16
    self._require_room(total_bps, ceiling_bps, False)
    key: address = convert(link_word & bits.MASK_160, address)
    ledger: units.Ledger = self._add(ledger_before, key)
    self._link_words[ledger_before.sponsors] = link_word
    if units._holder_of(key) != key:
        self._link_words[ledger_before.sponsors] = link_word | _MOVED
    return ledger


@internal
@pure
def _require_room(total_bps: uint256, ceiling_bps: uint256, is_lowered: bool):
    assert total_bps <= _BPS, "escrow: sponsors above 100%"
    assert is_lowered or total_bps <= ceiling_bps, "escrow: above the deal's sponsors"


@internal
def _add(ledger_before: units.Ledger, key: address) -> units.Ledger:
    """
    @notice Makes room for one more link, behind the others.
    """
    ledger: units.Ledger = ledger_before
    assert ledger.sponsors < MAX_LINKS, "escrow: too many sponsors"
    ledger.sponsors += 1
    units._mark_special(key)
    return ledger


@internal
def _remove(ledger_before: units.Ledger, number: uint256) -> units.Ledger:
    """
    @notice Takes a link out; the last one takes its place.
    """
    ledger: units.Ledger = ledger_before
    ledger.sponsors -= 1
    self._link_words[number] = self._link_words[ledger.sponsors]
    self._link_words[ledger.sponsors] = 0
    return ledger


@internal
def _credit_all(count: uint256, token: address, amount: uint256, grain: uint256) -> uint256:
    """
    @notice Credits every sponsor whose link has not ended its share of `amount`, rounded down to whole grains.
    @return What they get together.
    """
    credited: uint256 = 0
    for i: uint256 in range(count, bound=MAX_LINKS):
        link_word: uint256 = self._link_words[i]
        part: uint256 = (amount // grain) * ((link_word >> 160) & bits.MASK_16) // _BPS * grain
        if part != 0 and block.timestamp <= link_word >> 216:
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
@view
def _is_of(link_word: uint256, account: address) -> bool:
    """
    @notice Whether `account` is the sponsor of a link.
    """
    if link_word & TO_ESCROW != 0:
        return link_word & bits.MASK_160 == convert(siblings._escrow_of(account), uint256)
    return self._holder_of(link_word) == account


@internal
def _note_move(count: uint256, previous: address, holder: address, key: address):
    """
    @notice Has the links of the sponsor with that key, if it has any, go with what moved from `previous` to `holder`. Where
            its escrow was credited, that of the new holder is from now on, or the holder itself where there is none.
    """
    for i: uint256 in range(count, bound=MAX_LINKS):
        link_word: uint256 = self._link_words[i]
        if link_word & TO_ESCROW != 0:
            escrow: address = siblings._escrow_of(previous)
            if link_word & bits.MASK_160 == convert(escrow, uint256):
                self._redirect(i, link_word, escrow, holder, key)
        elif link_word & bits.MASK_160 == convert(key, uint256):
            self._link_words[i] = link_word | _MOVED


@internal
def _redirect(index: uint256, link_word: uint256, escrow: address, holder: address, key: address):
    """
    @notice Has a link that `escrow` was credited go to the escrow of `holder`, who holds `key`, or to itself if it has none.
    """
    without_key: uint256 = link_word ^ convert(escrow, uint256)
    current: address = siblings._escrow_of(holder)
    # An account that once created something else has a contract there, too.
    if siblings._partnership_of(current) == holder:
        units._mark_special(current)
        self._link_words[index] = without_key | convert(current, uint256)
    else:
        current = holder
        units._mark_special(key)
        self._link_words[index] = (without_key ^ TO_ESCROW) | convert(key, uint256) | _MOVED
    log LinkRedirected(former=escrow, credited=current, tag=(link_word >> 192) & bits.MASK_24)
