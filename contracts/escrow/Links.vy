# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Links
@license GNU Affero General Public License v3.0 only
@notice The facet of a RevenueEscrow with its links to sponsors (see modules/escrow/agreed_links.vy), and with the income that the
        partnership has counted. It runs on the storage of the escrow and is called at the escrow's address.

        A link begins and ends for later income only: ether and every known token, as far as they arrived by now, are
        split before it.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nothing and nobody can stop or change it. If a fault is found: offer no link and agree to none, have what arrived
             distributed and claimed, and waive or buy out what runs; see docs/plan-b.md.
"""

from contracts.interfaces import IStanding
from contracts.interfaces import types
from contracts.modules.escrow import dues
from contracts.modules.escrow import escrow_storage
from contracts.modules.escrow import income
from contracts.modules.escrow import agreed_links
from contracts.modules.escrow import listing
from contracts.modules.escrow import proof
from contracts.modules.escrow import recoupment
from contracts.modules.escrow import register
from contracts.modules.escrow import sponsors
from contracts.modules.escrow import targets
from contracts.modules.escrow import units
from contracts.modules.escrow import waterfall
from contracts.modules.shared import bits


initializes: escrow_storage
initializes: proof[income := income, listing := listing, recoupment := recoupment, register := register, units := units]
uses: dues
uses: income
uses: agreed_links
uses: register
uses: sponsors
uses: targets
uses: units
uses: waterfall

exports: (
    agreed_links.links,
    agreed_links.is_linked,
    agreed_links.offer_of,
    agreed_links.link_hash,
)


@deploy
def __init__():
    escrow_storage.__init__()


# --- anyone ---


@external
@payable
@reentrant  # does nothing
def __default__():
    """
    @notice Refuses what is no function of the escrow.
    """
    raise "escrow: no such function"


@external
def end_link(tag: uint256):
    """
    @notice Clears a link away whose time is over.
    """
    ledger: units.Ledger = units._load()
    index: uint256 = 0
    link_word: uint256 = 0
    index, link_word = agreed_links._find(ledger, tag)
    assert block.timestamp > link_word >> 216, "escrow: link still runs"
    units._store(agreed_links._end(ledger, index, link_word))


# --- the sponsor ---


@external
def agree_link(terms: types.LinkTerms) -> uint256:
    """
    @notice Agrees to a link that the partnership offers to the caller, or to an account whose seat the caller holds now.
            From now on it earns, within the deal's ceiling for all sponsors together, and no vote changes that. Reverts
            when the partnership winds up.
    @return The tag that the link is named by.
    """
    ledger: units.Ledger = units._load()
    assert units._holder_of(units._key_of(terms.sponsor)) == msg.sender, "escrow: not its sponsor"
    waterfall._require_open(ledger)
    tag: uint256 = agreed_links._use_offer(terms)
    self._settle_known(ledger)
    units._store(agreed_links._agree(ledger, terms, tag))
    return tag


@external
def waive_link(tag: uint256):
    """
    @notice Gives a link up at once, for later income.
    """
    ledger: units.Ledger = units._load()
    index: uint256 = 0
    link_word: uint256 = 0
    index, link_word = agreed_links._find_running(ledger, tag)
    assert sponsors._is_of(link_word, msg.sender), "escrow: not its sponsor"
    self._settle_known(ledger)
    units._store(agreed_links._end(ledger, index, link_word))


# --- the sponsor, or the partnership by vote ---


@external
def give_link_notice(tag: uint256):
    """
    @notice Has a link end when its notice is over, counted from now; it earns until then. Nobody takes that back. Reverts if
            it ends before that anyway.
    """
    ledger: units.Ledger = units._load()
    index: uint256 = 0
    link_word: uint256 = 0
    index, link_word = agreed_links._find_running(ledger, tag)
    assert msg.sender == ledger.partnership or sponsors._is_of(link_word, msg.sender), "escrow: not a side of it"
    self._settle_known(ledger)
    agreed_links._give_notice(index, link_word)


# --- the partnership, by vote ---


@external
def offer_link(terms: types.LinkTerms) -> bytes32:
    """
    @notice Offers a link, which its sponsor may agree to for 30 days; while the partnership forms, until 30 days after the
            end of the formation. Offered again, it can be agreed to for longer.
    @return The hash of its terms.
    """
    ledger: units.Ledger = units._load_for(msg.sender)
    agreed_links._require_sound(ledger, terms)
    assert terms.price == 0 or register._may_be_split(ledger, terms.price_token), "escrow: token not known"
    since: uint256 = block.timestamp
    if ledger.in_force:
        waterfall._require_open(ledger)
    else:
        since = staticcall IStanding(ledger.partnership).formation_deadline()
    return agreed_links._offer(terms, since)


@external
def withdraw_offer(terms_hash: bytes32):
    """
    @notice Takes back the offer of a link that nobody has agreed to yet.
    """
    units._load_for(msg.sender)
    agreed_links._withdraw(terms_hash)


@external
@payable
def buy_out_link(tag: uint256, amount: uint256):
    """
    @notice Ends a link at once by paying what was agreed for that, into the account here that it is credited to now. What
            arrived before is split with it.
    @param amount What is paid, of ether sent along or of a token that approved this contract; at least the price must arrive.
    """
    ledger: units.Ledger = units._load_for(msg.sender)
    index: uint256 = 0
    link_word: uint256 = 0
    index, link_word = agreed_links._find_running(ledger, tag)
    price: uint256 = 0
    token: address = empty(address)
    price, token = agreed_links._price_of(tag)
    assert price != 0, "escrow: no buy-out agreed"
    assert register._may_be_split(ledger, token), "escrow: token not known"
    # Owed before anything is split, so that the price is nobody's income.
    received: uint256 = proof._receive(token, amount)
    assert received >= price, "escrow: less than the price"
    received -= received % income._grain(income._account_words[token])
    dues._defer(token, convert(link_word & bits.MASK_160, address), received)
    credited: address = sponsors._holder_of(link_word)
    log agreed_links.LinkBoughtOut(tag=tag, credited=credited, token=token, amount=received)
    self._settle_known(ledger)
    units._store(agreed_links._end(ledger, index, link_word))


@external
def count_income(token: address):
    """
    @notice Has it be counted how much income is split in `token` from now on, for good; what arrived by now is split before.
    """
    ledger: units.Ledger = units._load_for(msg.sender)
    assert register._may_be_split(ledger, token), "escrow: token not known"
    waterfall._settle_before(ledger, token)
    targets._begin(token)
    ledger.counts = True
    units._store(ledger)


# --- views ---


@external
@view
@reentrant  # the Partnership asks, in the middle of an execution, too; right whenever somebody else's code may run
def income_of(token: address) -> uint256:
    """
    @notice How much income was split in `token` since it is counted.
    """
    return targets._grains(token) * income._grain(income._account_words[token])


# --- internals ---


@internal
def _settle_known(ledger: units.Ledger):
    """
    @notice Splits ether, the listed tokens and all others that are known, as far as they arrived by now.
    """
    waterfall._settle_listed(ledger)
    if ledger.in_force:
        for i: uint256 in range(register._count(), bound=register.MAX_REGISTERED):
            waterfall._settle(ledger, register._registered[i], False)
