# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Recoupment
@license GNU Affero General Public License v3.0 only
@notice Contributions that are paid back out of income before it is shared, without ever going through the contributors.
        Per token, all of them lie one after the other on a line, in tranches:

            |-- tranche 0 --|------ tranche 1 ------|-- tranche 2 --|
            0      repaid ^

        Repaying moves one number, `repaid`, to the right. What came back of a tranche is the part of it to the left of
        that; a contributor's part is amount * that / size of the tranche, rounded down, and all of its amount once the
        tranche is complete.

        Founders' contributions of the formation are all in one tranche, pro rata, as long as a founder may take its own back.
        Later ones: in order, every contribution is a tranche of its own. Pro rata: a contribution joins the newest tranche as long as
        nothing of that was repaid; later ones rank behind it, so that nobody's part of what was promised shrinks.

        Everything here is in grains of the token (see income.vy). Per token, per tranche, per token and contributor, and per
        contribution, there is one slot:

        line_word
            bits    0-111  recorded: to be repaid to all
            bits  112-223  repaid
            bits  224-255  tranches: how many

        tranche_word
            bits    0-111  start: where it begins on the line
            bits  112-223  size
            bit   224      shared: pro rata, open to others as long as nothing of it was repaid

        entries_word
            bits    0-31   first: the first entry that is not complete
            bits   32-63   count
            bits   64-175  taken: of the entries from `first` on

        entry_word
            bits    0-31   tranche
            bits   32-143  amount
"""

from contracts.modules.escrow import units
from contracts.modules.shared import bits


uses: units


event ContributionAgreed:
    contributor: indexed(address)   # account that gave the capital
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; that it may pay in from now on, to be repaid


event ContributionRanked:
    contributor: indexed(address)   # account that gave the capital
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; to be repaid out of income
    tranche: uint256   # number; of the part of the line that it joins, from 0


event ContributionUnranked:
    contributor: indexed(address)   # account that gave the capital
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; that it took back before the partnership was in force


event ContributionsRepaid:
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; credited to all contributors together


struct Line:
    recorded: uint256
    repaid: uint256
    tranches: uint256


struct Tranche:
    start: uint256
    size: uint256
    shared: bool    # pro rata, open to others as long as nothing of it was repaid


struct Entries:
    first: uint256
    count: uint256
    taken: uint256


NOTHING: constant(uint256) = 0
PRO_RATA: constant(uint256) = 2

MAX_AMOUNT: constant(uint256) = 2**96 - 1
MAX_OPEN: constant(uint256) = 16   # contributions of one contributor and token that are not complete


_line_words: HashMap[address, uint256]                                          # token => line
_tranche_words: HashMap[address, HashMap[uint256, uint256]]                     # token => number => tranche
_entry_words: HashMap[address, HashMap[address, HashMap[uint256, uint256]]]     # token => key => index => entry
_entries_words: HashMap[address, HashMap[address, uint256]]                     # token => key => entries
_in_kind: HashMap[address, uint256]                                             # token => grains on the line that were no money
_agreed: HashMap[address, HashMap[address, uint256]]                            # token => key => may still pay in


@internal
def _rank(token: address, key: address, contributed: uint256, grain: uint256, mode: uint256, places: uint256):
    """
    @notice Puts a contribution at the end of the line.
    @param contributed In the smallest unit.
    @param places How many entries that are not complete the contributor may have with this one, MAX_OPEN at the most.
    """
    assert contributed % grain == 0, "escrow: finer than a grain"
    amount: uint256 = contributed // grain
    assert amount <= MAX_AMOUNT, "escrow: contribution too large"
    line: Line = self._line(token)
    assert line.recorded + amount <= bits.MASK_112, "escrow: contribution too large"
    entries: Entries = self._entries_of(token, key)
    number: uint256 = 0
    held: uint256 = 0      # of the newest tranche, by this contributor
    if entries.count > entries.first:
        entry_word: uint256 = self._entry_words[token][key][entries.count - 1]
        number = entry_word & bits.MASK_32
        if number + 1 == line.tranches:
            held = entry_word >> 32
    tranche: Tranche = empty(Tranche)
    joins: bool = False
    if line.tranches != 0:
        tranche = self._tranche(token, line.tranches - 1)
        if mode == PRO_RATA:
            joins = tranche.shared and line.repaid <= tranche.start
        else:
            joins = not tranche.shared and held == tranche.size
    if not joins:
        assert line.tranches < bits.MASK_32, "escrow: too many contributions"
        tranche = Tranche(start=line.recorded, size=0, shared=mode == PRO_RATA)
        held = 0
        line.tranches += 1
    number = line.tranches - 1
    tranche.size += amount
    if held == 0:
        assert entries.count - entries.first < places, "escrow: too many contributions"
        assert entries.count < bits.MASK_32, "escrow: too many contributions"
        entries.count += 1
        self._store_entries(token, key, entries)
    self._entry_words[token][key][entries.count - 1] = number | ((held + amount) << 32)
    self._store_tranche(token, number, tranche.start, tranche.size, tranche.shared)
    line.recorded += amount
    self._store_line(token, line)
    holder: address = units._holder_of(key)
    log ContributionRanked(contributor=holder, token=token, amount=contributed, tranche=number)


@internal
@view
def _room(token: address, ceiling: uint256, grain: uint256, in_kind: bool) -> uint256:
    """
    @notice How much more may be ranked, in the smallest unit, where the deal says that `ceiling` may.
    """
    ranked: uint256 = self._in_kind[token]
    if not in_kind:
        ranked = self._line(token).recorded - ranked
    ranked *= grain
    if ranked >= ceiling:
        return 0
    return ceiling - ranked


@internal
def _rank_in_kind(token: address, key: address, contributed: uint256, grain: uint256, mode: uint256):
    self._rank(token, key, contributed, grain, mode, MAX_OPEN)
    self._in_kind[token] += contributed // grain


@internal
def _unrank(token: address, key: address, grain: uint256):
    """
    @notice Takes what `key` has on the line off it again. For the formation only: there is one tranche, nothing of it was
            repaid, and everybody has one entry at the most.
    """
    if self._entries_of(token, key).count == 0:
        return
    amount: uint256 = self._entry_words[token][key][0] >> 32
    self._entry_words[token][key][0] = 0
    self._entries_words[token][key] = 0
    line: Line = self._line(token)
    line.recorded -= amount
    self._store_line(token, line)
    tranche: Tranche = self._tranche(token, 0)
    self._store_tranche(token, 0, tranche.start, tranche.size - amount, tranche.shared)
    holder: address = units._holder_of(key)
    log ContributionUnranked(contributor=holder, token=token, amount=amount * grain)


@internal
def _repay(token: address, available: uint256, grain: uint256) -> uint256:
    """
    @notice Repays as much as there is and is left to repay.
    @param available In grains.
    @return How much that is, in the smallest unit.
    """
    line: Line = self._line(token)
    grains: uint256 = min(available, line.recorded - line.repaid)
    if grains != 0:
        line.repaid += grains
        self._store_line(token, line)
        log ContributionsRepaid(token=token, amount=grains * grain)
    return grains * grain


@internal
def _agree(token: address, key: address, amount: uint256, grain: uint256):
    """
    @notice From now on `key` may pay in `amount` (in the smallest unit) to be repaid.
    """
    assert amount % grain == 0, "escrow: finer than a grain"
    assert amount // grain <= MAX_AMOUNT, "escrow: contribution too large"
    self._agreed[token][key] = amount
    holder: address = units._holder_of(key)
    log ContributionAgreed(contributor=holder, token=token, amount=amount)


@internal
def _use_agreed(token: address, key: address, amount: uint256) -> uint256:
    """
    @notice How much of `amount`, which `key` is paying in, a vote agreed to repay.
    """
    agreed: uint256 = self._agreed[token][key]
    used: uint256 = min(agreed, amount)
    if used != 0:
        self._agreed[token][key] = agreed - used
    return used


@internal
@view
def _repaid_to(token: address, key: address) -> (uint256, Entries):
    """
    @notice What came back for `key` since it last took any.
    @return The amount, and what to store once it was taken.
    """
    entries: Entries = self._entries_of(token, key)
    amount: uint256 = 0
    completed: uint256 = 0
    repaid: uint256 = self._line(token).repaid
    first: uint256 = entries.first
    for i: uint256 in range(MAX_OPEN):
        index: uint256 = entries.first + i
        if index >= entries.count:
            break
        held: uint256 = 0
        part: uint256 = 0
        held, part = self._part(token, self._entry_words[token][key][index], repaid)
        amount += part
        if part == held and index == first:
            first += 1
            completed += part
    return amount - entries.taken, Entries(first=first, count=entries.count, taken=amount - completed)


@internal
@view
def _outstanding_of(token: address, key: address) -> uint256:
    """
    @notice What is still to be repaid to `key`.
    """
    entries: Entries = self._entries_of(token, key)
    outstanding: uint256 = 0
    repaid: uint256 = self._line(token).repaid
    for i: uint256 in range(MAX_OPEN):
        index: uint256 = entries.first + i
        if index >= entries.count:
            break
        held: uint256 = 0
        part: uint256 = 0
        held, part = self._part(token, self._entry_words[token][key][index], repaid)
        outstanding += held - part
    return outstanding


@internal
@view
def _part(token: address, entry_word: uint256, repaid: uint256) -> (uint256, uint256):
    """
    @return The amount of an entry, and what came back of it.
    """
    held: uint256 = entry_word >> 32
    tranche: Tranche = self._tranche(token, entry_word & bits.MASK_32)
    if repaid <= tranche.start:
        return held, 0
    return held, held * min(repaid - tranche.start, tranche.size) // tranche.size


@internal
@view
def _line(token: address) -> Line:
    line_word: uint256 = self._line_words[token]
    return Line(recorded=line_word & bits.MASK_112, repaid=(line_word >> 112) & bits.MASK_112, tranches=line_word >> 224)


@internal
def _store_line(token: address, line: Line):
    self._line_words[token] = line.recorded | (line.repaid << 112) | (line.tranches << 224)


@internal
@view
def _tranche(token: address, number: uint256) -> Tranche:
    tranche_word: uint256 = self._tranche_words[token][number]
    return Tranche(start=tranche_word & bits.MASK_112, size=(tranche_word >> 112) & bits.MASK_112, shared=tranche_word >> 224 == 1)


@internal
def _store_tranche(token: address, number: uint256, start: uint256, size: uint256, shared: bool):
    self._tranche_words[token][number] = start | (size << 112) | (convert(shared, uint256) << 224)


@internal
@view
def _entries_of(token: address, key: address) -> Entries:
    entries_word: uint256 = self._entries_words[token][key]
    return Entries(first=entries_word & bits.MASK_32, count=(entries_word >> 32) & bits.MASK_32, taken=entries_word >> 64)


@internal
def _store_entries(token: address, key: address, entries: Entries):
    self._entries_words[token][key] = entries.first | (entries.count << 32) | (entries.taken << 64)
