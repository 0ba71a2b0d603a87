# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Agreed links
@license GNU Affero General Public License v3.0 only
@notice What ties a project to a sponsor: a share of the project's income that both sides agreed to. The partnership offers
        it, the sponsor agrees within 30 days, and from then on no vote changes it. It ends on its date, after the notice
        of either side, when the sponsor waives it, or in the call that pays the agreed price for it.

        What the sponsor earns is credited to its account here, or, if it is a partnership and both say so, to the account
        that its escrow has here: anybody's `claim` then moves it up, to be split there. Nobody executes anything on the
        other side. Who holds the sponsor's seat, if it has one, holds its links.

        An offer is one slot, and an agreed link one more, in the order of payment (see sponsors.vy). Where a price was
        agreed there is another:

        price_word
            bits    0-159  token: zero for ether
            bits  160-255  price: in its smallest unit, not 0
"""

from contracts.interfaces import IStanding
from contracts.interfaces import types
from contracts.modules.escrow import sponsors
from contracts.modules.escrow import units
from contracts.modules.shared import bits
from contracts.modules.shared import siblings


uses: sponsors
uses: units


event LinkOffered:
    sponsor: indexed(address)   # account that may agree
    terms_hash: indexed(bytes32)   # hash of all that it would agree to
    tag: uint256   # id; of the link
    until: uint256   # unix seconds; last moment to agree
    share_bps: uint256   # bps; of all later income, before anybody else
    to_escrow: bool   # whether the sponsor's escrow is credited
    ends: uint256   # unix seconds; last moment it earns, 0 if it has no end
    notice_days: uint256   # number; of days, from the notice of either side to the end
    price: uint256   # smallest unit of the token; that ends it when it is paid, 0 if it cannot be bought out
    price_token: address   # contract of the ERC-20, zero for ether
    number: uint256   # number; tells links on the same terms apart


event LinkOfferWithdrawn:
    terms_hash: indexed(bytes32)   # hash of what was offered


event LinkAgreed:
    sponsor: indexed(address)   # account that agreed
    tag: indexed(uint256)   # id; of the link
    credited: address   # account that is credited: the sponsor's, or that of its escrow
    share_bps: uint256   # bps; of all later income, before anybody else
    ends: uint256   # unix seconds; last moment it earns, 0 if it has no end


event LinkNoticeGiven:
    tag: indexed(uint256)   # id; of the link
    by: indexed(address)   # account that gave notice: the sponsor's or the partnership's
    ends: uint256   # unix seconds; last moment it earns


event LinkEnded:
    tag: indexed(uint256)   # id; of the link
    credited: indexed(address)   # account that was credited, and is no more
    by: address   # account that waived it, bought it out, or cleared it away when its time was over


event LinkBoughtOut:
    tag: indexed(uint256)   # id; of the link
    credited: indexed(address)   # account that is credited the price
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; what arrived


# Everything about one entry in the order of payment.
struct Entry:
    sponsor: address      # that holds it now; zero where that cannot be found out
    credited: address     # account that earns
    share_bps: uint256    # of all later income
    is_agreed: bool       # by both sides; else a vote gave it and may change it, and the following is 0
    tag: uint256          # by which it is named
    to_escrow: bool       # whether the sponsor's escrow is credited
    ends: uint256         # unix seconds; last moment it earns, 0 if it has no end
    notice_days: uint256  # from the notice of either side to the end
    price: uint256        # that ends it when it is paid, in the token's smallest unit; 0: it cannot be bought out
    price_token: address  # zero for ether


OFFER_SECONDS: constant(uint256) = 30 * 24 * 60 * 60

_MAX_NOTICE_DAYS: constant(uint256) = 1_095
_DAY: constant(uint256) = 24 * 60 * 60

_offers: HashMap[bytes32, uint256]        # hash of terms => unix seconds, last moment to agree; 0 if it is not offered
_price_words: HashMap[uint256, uint256]   # tag => price


# --- its terms ---


@internal
@pure
def _hash(terms: types.LinkTerms) -> bytes32:
    return keccak256(abi_encode(terms))


@internal
@pure
def _tag(terms_hash: bytes32) -> uint256:
    """
    @notice Links move in their table, so each is named by the first three bytes of the hash of its terms.
    """
    return convert(terms_hash, uint256) >> 232


@internal
@view
def _require_sound(ledger: units.Ledger, terms: types.LinkTerms):
    """
    @notice Refuses to offer what could never be agreed to, or would be no link.
    """
    assert terms.sponsor not in [empty(address), self, ledger.partnership], "escrow: not a sponsor"
    assert terms.share_bps != 0, "escrow: link without a share"
    assert terms.share_bps <= 10_000, "escrow: sponsors above 100%"
    assert terms.ends == 0 or terms.ends > block.timestamp, "escrow: end is past"
    assert terms.ends < bits.MASK_40, "escrow: end too far"
    assert terms.notice_days <= _MAX_NOTICE_DAYS, "escrow: more than 1095 days"
    assert terms.price <= bits.MASK_96, "escrow: price too high"
    assert terms.price != 0 or terms.price_token == empty(address), "escrow: no price"
    if terms.to_escrow:
        self._require_escrow(terms.sponsor)


@internal
def _offer(terms: types.LinkTerms, since: uint256) -> bytes32:
    """
    @notice Has the sponsor be free to agree for 30 days; returns the hash of the terms.
    """
    terms_hash: bytes32 = self._hash(terms)
    until: uint256 = since + OFFER_SECONDS
    self._offers[terms_hash] = until
    log LinkOffered(
        sponsor=terms.sponsor,
        terms_hash=terms_hash,
        tag=self._tag(terms_hash),
        until=until,
        share_bps=terms.share_bps,
        to_escrow=terms.to_escrow,
        ends=terms.ends,
        notice_days=terms.notice_days,
        price=terms.price,
        price_token=terms.price_token,
        number=terms.number,
    )
    return terms_hash


@internal
def _withdraw(terms_hash: bytes32):
    assert self._offers[terms_hash] != 0, "escrow: link not offered"
    self._offers[terms_hash] = 0
    log LinkOfferWithdrawn(terms_hash=terms_hash)


@internal
def _use_offer(terms: types.LinkTerms) -> uint256:
    """
    @notice Notes that the sponsor agrees; returns the tag of the link.
    """
    terms_hash: bytes32 = self._hash(terms)
    until: uint256 = self._offers[terms_hash]
    assert until != 0, "escrow: link not offered"
    assert block.timestamp <= until, "escrow: offer is over"
    assert terms.ends == 0 or terms.ends > block.timestamp, "escrow: end is past"
    self._offers[terms_hash] = 0
    return self._tag(terms_hash)


@internal
@view
def _require_escrow(sponsor: address):
    assert siblings._escrow_of(sponsor).is_contract, "escrow: sponsor has no escrow"


# --- while it runs ---


@internal
def _agree(ledger: units.Ledger, terms: types.LinkTerms, tag: uint256) -> units.Ledger:
    """
    @notice Has the caller, who is the sponsor, earn from now on.
    """
    link_word: uint256 = sponsors.AGREED | (terms.share_bps << 160) | (terms.notice_days << 179) | (tag << 192)
    key: address = empty(address)
    if terms.to_escrow:
        self._require_escrow(msg.sender)
        key = siblings._escrow_of(msg.sender)
        link_word |= sponsors.TO_ESCROW
    else:
        key = units._key_of(msg.sender)
    if terms.ends == 0:
        link_word |= sponsors.NO_END
    else:
        link_word |= terms.ends << 216
    if terms.price != 0:
        self._price_words[tag] = convert(terms.price_token, uint256) | (terms.price << 160)
    credited: address = units._holder_of(key)
    log LinkAgreed(sponsor=msg.sender, tag=tag, credited=credited, share_bps=terms.share_bps, ends=terms.ends)
    ceiling: uint256 = (staticcall IStanding(ledger.partnership).ceilings())[0]
    return sponsors._agree(ledger, link_word | convert(key, uint256), ceiling)


@internal
@view
def _earns(link_word: uint256) -> bool:
    """
    @notice Whether it is a link that both sides agreed to, and that has not ended.
    """
    return link_word & sponsors.AGREED != 0 and block.timestamp <= link_word >> 216


@internal
@view
def _find(ledger: units.Ledger, tag: uint256) -> (uint256, uint256):
    """
    @return Where the link is, and its word.
    """
    for i: uint256 in range(ledger.sponsors, bound=sponsors.MAX_LINKS):
        link_word: uint256 = sponsors._link_words[i]
        if link_word & sponsors.AGREED != 0 and (link_word >> 192) & bits.MASK_24 == tag:
            return i, link_word
    raise "escrow: no such link"


@internal
@view
def _find_running(ledger: units.Ledger, tag: uint256) -> (uint256, uint256):
    """
    @notice The same of one that still earns.
    """
    index: uint256 = 0
    link_word: uint256 = 0
    index, link_word = self._find(ledger, tag)
    assert block.timestamp <= link_word >> 216, "escrow: link has ended"
    return index, link_word


@internal
@view
def _is_sponsor(ledger: units.Ledger, account: address) -> bool:
    """
    @notice Whether `account` is the sponsor of a link that earns.
    """
    for i: uint256 in range(ledger.sponsors, bound=sponsors.MAX_LINKS):
        link_word: uint256 = sponsors._link_words[i]
        if self._earns(link_word) and sponsors._is_of(link_word, account):
            return True
    return False


# --- its end ---


@internal
def _give_notice(index: uint256, link_word: uint256):
    """
    @notice Ends the link when its notice is over. Nobody takes that back.
    """
    ends: uint256 = block.timestamp + ((link_word >> 179) & bits.MASK_11) * _DAY
    assert ends < link_word >> 216, "escrow: link ends before"
    sponsors._link_words[index] = (link_word & bits.MASK_216) | (ends << 216)
    log LinkNoticeGiven(tag=(link_word >> 192) & bits.MASK_24, by=msg.sender, ends=ends)


@internal
@view
def _price_of(tag: uint256) -> (uint256, address):
    price_word: uint256 = self._price_words[tag]
    return price_word >> 160, convert(price_word & bits.MASK_160, address)


@internal
def _end(ledger: units.Ledger, index: uint256, link_word: uint256) -> units.Ledger:
    tag: uint256 = (link_word >> 192) & bits.MASK_24
    if self._price_words[tag] != 0:
        self._price_words[tag] = 0
    credited: address = sponsors._holder_of(link_word)
    log LinkEnded(tag=tag, credited=credited, by=msg.sender)
    return sponsors._remove(ledger, index)


# --- views ---


@external
@view
def links() -> DynArray[Entry, sponsors.MAX_LINKS]:
    """
    @notice All that share in the income before anybody else, by agreement or by vote, with everything that holds for them;
            those whose time is over, too, until they are cleared away.
    """
    found: DynArray[Entry, sponsors.MAX_LINKS] = []
    for i: uint256 in range(units._load().sponsors, bound=sponsors.MAX_LINKS):
        found.append(self._entry(i))
    return found


@external
@view
@reentrant  # the Partnership asks, in the middle of an execution, too; right whenever somebody else's code may run
def is_linked(tag: uint256, account: address) -> bool:
    """
    @notice Whether `account` is the sponsor of that link, and it still earns.
    """
    for i: uint256 in range(units._load().sponsors, bound=sponsors.MAX_LINKS):
        link_word: uint256 = sponsors._link_words[i]
        if self._earns(link_word) and (link_word >> 192) & bits.MASK_24 == tag:
            return sponsors._is_of(link_word, account)
    return False


@external
@view
def offer_of(terms: types.LinkTerms) -> uint256:
    """
    @notice Until when its sponsor may agree to a link, unix seconds; 0 if it is not offered.
    """
    return self._offers[self._hash(terms)]


@external
@pure
@reentrant  # reads nothing
def link_hash(terms: types.LinkTerms) -> (bytes32, uint256):
    """
    @notice The hash of a link's terms, and the tag that it is named by.
    """
    terms_hash: bytes32 = self._hash(terms)
    return terms_hash, self._tag(terms_hash)


@internal
@view
def _entry(index: uint256) -> Entry:
    link_word: uint256 = sponsors._link_words[index]
    credited: address = sponsors._holder_of(link_word)
    entry: Entry = empty(Entry)
    entry.sponsor = credited
    entry.credited = credited
    entry.share_bps = (link_word >> 160) & bits.MASK_16
    entry.is_agreed = link_word & sponsors.AGREED != 0
    if link_word & sponsors.TO_ESCROW != 0:
        entry.to_escrow = True
        entry.sponsor = siblings._partnership_of(credited)
    if entry.is_agreed:
        entry.tag = (link_word >> 192) & bits.MASK_24
        entry.notice_days = (link_word >> 179) & bits.MASK_11
        if link_word >> 216 != bits.MASK_40:
            entry.ends = link_word >> 216
        entry.price, entry.price_token = self._price_of(entry.tag)
    return entry
