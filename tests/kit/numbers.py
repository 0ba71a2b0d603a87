"""What the contracts' numbers mean: flags, states and the terms that most tests accept."""

from __future__ import annotations

from eth_utils import keccak

ETHER = NOBODY = "0x" + "00" * 20
CHAIN_ID = 1
FOR_EVER = 2**255

HOUR = 3600
DAY = 24 * HOUR

TERMS = b"We share what we earn by units, and decide together."
TERMS_HASH = keccak(TERMS)
TERMS_URI = "ipfs://terms-1"

# classes of decisions
CONSTITUTIONAL = 0
EVERYDAY = 2
RECOVERY = 4
ORDINARY = 8

# rules.vy
MAJORITY, DUAL, LAZY, UNANIMOUS = range(4)

# types.vyi
FORMING, IN_FORCE, VOID, WINDING_UP = 1, 2, 4, 8
INVITED, ACTIVE, SUSPENDED, LEFT, EXPELLED, MOVED = 1, 2, 4, 8, 16, 32
PROPOSER, STEERING, MEDIATOR, TREASURER = 1, 2, 4, 8

# OpenZeppelin's ProposalState
PENDING, OPEN, CANCELED, DEFEATED, SUCCEEDED, QUEUED, EXPIRED, EXECUTED = range(8)
AGAINST, FOR, ABSTAIN = range(3)

# recoupment.vy
NO_RECOUPMENT, IN_ORDER, PRO_RATA = range(3)

# how long a lost account's partner can object
RECOVERY_SECONDS = 30 * DAY
MOVE_SECONDS = 7 * DAY
CALL_SECONDS = 60 * DAY
LAPSE_SECONDS = 7 * DAY
SUSPENSION_SECONDS = FREE_SECONDS = 90 * DAY
MIN_EXPULSION_SECONDS = 30 * DAY

# winding_up.vy: what it begins by
DECIDED, END_DATE, DEADLOCK, LAST_PARTNER = 1, 2, 3, 4
