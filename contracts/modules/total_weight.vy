# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Total weight
@license GNU Affero General Public License v3.0 only
@notice The sum of all weights, now and at any second of the past. Three checkpoints {weight, since} share a slot, so
        two changes out of three write no new one. The newest page is the head:

        bits   0-239   three checkpoints of 80 bits: 40 weight, 40 since (unix seconds)
        bits 240-241   how many of them are in use; 0 while the partnership forms, when only the first is, and is
                       overwritten: nothing can be decided yet, so nobody will ask for the past
        bits 242-255   number of the page
"""


MAX_TOTAL: constant(uint256) = 2**40 - 1

_MASK_40: constant(uint256) = 2**40 - 1
_MASK_80: constant(uint256) = 2**80 - 1
_MAX_PAGE: constant(uint256) = 2**14 - 1

_head: uint256
_pages: HashMap[uint256, uint256]  # number => full page older than the head


@internal
@view
def _latest() -> uint256:
    head: uint256 = self._head
    return self._weight_in(head, max(self._used(head), 1) - 1)


@internal
def _set(weight: uint256, since: uint256):
    """
    @notice From `since` on, the total is `weight`. `since` never goes back.
    """
    assert weight <= MAX_TOTAL, "weight: total too large"
    head: uint256 = self._head
    used: uint256 = self._used(head)
    checkpoint: uint256 = weight | (since << 40)
    if used == 0:
        self._head = checkpoint
        return
    index: uint256 = used - 1
    if self._since_in(head, index) != since:
        index += 1
    if index < 3:
        cleared: uint256 = head & ~(_MASK_80 << (80 * index)) & ~(3 << 240)
        self._head = cleared | (checkpoint << (80 * index)) | ((index + 1) << 240)
        return
    page: uint256 = head >> 242
    if page == _MAX_PAGE:
        # After 49,000 changes the history is full. Nobody may be kept from leaving: the newest checkpoint gives way.
        self._head = (head & ~(_MASK_80 << 160)) | (checkpoint << 160)
        return
    self._pages[page] = head
    self._head = checkpoint | (1 << 240) | ((page + 1) << 242)


@internal
def _initialize():
    """
    @notice Writes the slot when the partnership is made, so that no founder pays more than the others.
    """
    self._head = block.timestamp << 40


@internal
def _start():
    """
    @notice Ends the formation: the total counts from the next second, and from now on every change is remembered.
    """
    self._head = self._weight_in(self._head, 0) | ((block.timestamp + 1) << 40) | (1 << 240)


@internal
@view
def _at(timepoint: uint256) -> uint256:
    """
    @notice The total at `timepoint`; 0 before the partnership entered into force.
    """
    head: uint256 = self._head
    if self._since_in(head, 0) <= timepoint:
        return self._weight_on(head, self._used(head), timepoint)
    # Binary search for the newest page that starts at or before the timepoint.
    low: uint256 = 0
    high: uint256 = head >> 242
    for i: uint256 in range(14):
        if low >= high:
            break
        middle: uint256 = (low + high) // 2
        if self._since_in(self._pages[middle], 0) <= timepoint:
            low = middle + 1
        else:
            high = middle
    if low == 0:
        return 0
    return self._weight_on(self._pages[low - 1], 3, timepoint)


@internal
@pure
def _weight_on(page: uint256, used: uint256, timepoint: uint256) -> uint256:
    # The first checkpoint is known to be at or before the timepoint.
    if used == 3 and self._since_in(page, 2) <= timepoint:
        return self._weight_in(page, 2)
    if used >= 2 and self._since_in(page, 1) <= timepoint:
        return self._weight_in(page, 1)
    return self._weight_in(page, 0)


@internal
@pure
def _used(page: uint256) -> uint256:
    return (page >> 240) & 3


@internal
@pure
def _weight_in(page: uint256, index: uint256) -> uint256:
    return (page >> (80 * index)) & _MASK_40


@internal
@pure
def _since_in(page: uint256, index: uint256) -> uint256:
    return (page >> (80 * index + 40)) & _MASK_40
