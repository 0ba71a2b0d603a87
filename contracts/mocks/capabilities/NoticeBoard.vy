# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title NoticeBoard
@license GNU Affero General Public License v3.0 only
@notice For tests: a capability as small as one can be. Partners pin notices, a treasurer closes the board for a while, and
        a vote removes a partner's notice or renames the board.
@custom:security A sample; it guards nothing.
@custom:kill Nothing depends on it.
"""

from contracts.interfaces import ICapability
from contracts.interfaces import types
from contracts.modules.shared import capability


initializes: capability

implements: ICapability

exports: capability.partnership


event NoticePinned:
    partner: indexed(address)
    text: String[64]
    weight: uint256


event NoticeRemoved:
    partner: indexed(address)


event Renamed:
    name: String[32]


event Closed:
    until: uint256


name: public(String[32])
notice_of: public(HashMap[address, String[64]])
closed_until: public(uint256)


@deploy
def __init__():
    capability.__init__()


@external
def initialize(partnership: address, settings: Bytes[capability.MAX_SETTINGS]):
    """
    @notice Once, by whoever makes the clone.
    @param settings The board's name, at most 32 bytes.
    """
    capability._bind(partnership)
    assert len(settings) <= 32, "board: name too long"
    self.name = convert(slice(settings, 0, len(settings)), String[32])


# --- partners ---


@external
def pin(text: String[64]):
    """
    @notice Pins the caller's notice.
    """
    weight: uint256 = capability._require_standing()
    assert block.timestamp >= self.closed_until, "board: closed"
    self.notice_of[msg.sender] = text
    log NoticePinned(partner=msg.sender, text=text, weight=weight)


# --- a treasurer or a mediator ---


@external
def close(until: uint256):
    """
    @notice Takes no notices until then (unix seconds).
    """
    capability._require_role(types.Role.TREASURER | types.Role.MEDIATOR)
    self.closed_until = until
    log Closed(until=until)


# --- the partnership, by vote ---


@external
def remove(partner: address):
    """
    @notice Takes a partner's notice down.
    """
    capability._require_vote()
    self.notice_of[partner] = ""
    log NoticeRemoved(partner=partner)


@external
def rename(name: String[32]):
    """
    @notice Gives the board another name.
    """
    capability._require_vote()
    self.name = name
    log Renamed(name=name)


# --- views ---


@external
@view
def votable() -> DynArray[bytes4, capability.MAX_VOTABLE]:
    """
    @notice The functions that only a vote may call.
    """
    return [
        method_id("remove(address)", output_type=bytes4),
        method_id("rename(string)", output_type=bytes4),
    ]
