# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Winding up
@license GNU Affero General Public License v3.0 only
@notice How a partnership ends. It begins by a vote, which says how much of each token stays in the treasury for debts and
        for how many days; or without one, and then nothing stays: by anyone after the end date of the deal, by a partner on
        a deadlock that the deal names, by the last partner.

        What does not stay leaves the treasury at once, ether and the listed tokens in the same transaction, others and what
        comes late whenever anyone calls `liquidate`. It goes into the escrow: contributions that were not repaid come
        first, then all units have their parts. Where nobody has units, what nobody is to be repaid stays in the treasury.

        From then on the roster, the units, the order of payment and the rules stand still. Votes go on, and spend of ether
        and the listed tokens what is kept and no more, once; so do collecting, listing tokens, moving seats and recovering
        them. What was passed before finds the money gone.
"""

from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership.membership import debts
from contracts.modules.partnership.membership import treasury
from contracts.modules.partnership.promises import floors
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import outcome
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import rules
from contracts.modules.shared import bits
from contracts.modules.shared import siblings
from contracts.modules.shared import tokens


uses: debts
uses: docket
uses: floors
uses: proposals
uses: rules


event WindingUpBegun:
    ground: uint256   # number; 1 decided by vote, 2 end date, 3 deadlock, 4 one partner left, 5 income, 6 milestone
    kept: DynArray[types.Kept, MAX_KEPT]   # smallest unit of each token; stays in the treasury for debts
    kept_until: uint256   # unix seconds; last moment it stays, 0 where nothing does


DECIDED: constant(uint256) = 1
END_DATE: constant(uint256) = 2
DEADLOCK: constant(uint256) = 3
LAST_PARTNER: constant(uint256) = 4
INCOME: constant(uint256) = 5
MILESTONE: constant(uint256) = 6

MAX_KEPT: constant(uint256) = 8
MAX_STAYS: constant(uint256) = 9    # ether and 8 listed tokens
MAX_KEPT_DAYS: constant(uint256) = 180
ALONE_SECONDS: constant(uint256) = 180 * 24 * 60 * 60

_TRANSFER: constant(bytes4) = method_id("transfer(address,uint256)", output_type=bytes4)
_DAY: constant(uint256) = 24 * 60 * 60
_BEGIN_GAS: constant(uint256) = 6_000_000   # from which on the other listed tokens are sent by calls of their own
_MAX_DAYS_APART: constant(uint256) = 180
_MIN_LEEWAY_DAYS: constant(uint256) = 30

# What must be left of a token when a proposal has been executed.
struct Stay:
    token: address     # zero for ether
    amount: uint256    # in the treasury and in its account in the escrow, in the token's smallest unit
    left: uint256      # of it, afterwards at the least


_kept: HashMap[address, uint256]    # token => amount that stays, in the token's smallest unit
_kept_until: uint256                # unix seconds; last moment it stays


@internal
def _begin(docket_word: uint256, ground: uint256, kept: DynArray[types.Kept, MAX_KEPT], kept_days: uint256):
    """
    @notice Begins winding up, and sends ether and the listed tokens to the escrow, but what is kept.
    """
    kept_until: uint256 = 0
    if len(kept) != 0:
        assert kept_days != 0 and kept_days <= MAX_KEPT_DAYS, "winding up: kept 1 to 180 days"
        kept_until = block.timestamp + kept_days * _DAY
        self._kept_until = kept_until
        for entry: types.Kept in kept:
            assert entry.amount != 0, "winding up: keeps nothing"
            assert self._kept[entry.token] == 0, "winding up: token given twice"
            self._kept[entry.token] = entry.amount
    docket._begin_winding_up(docket_word)
    debts._look_at_all()
    floors._give_notice_of_all()
    log WindingUpBegun(ground=ground, kept=kept, kept_until=kept_until)
    listed: DynArray[address, 8] = staticcall IRevenueEscrow(siblings._escrow_of(self)).listed_tokens()
    self._liquidate(tokens.NATIVE, tokens.RECEIVER_GAS)
    begun: uint256 = msg.gas
    for token: address in listed:
        # What does not move now moves later, one by one: no token keeps a partnership from ending.
        if begun - msg.gas > _BEGIN_GAS:
            break
        # Of one that is not known the proof could fail, and it would have become income: `liquidate` takes that back.
        if staticcall IRevenueEscrow(siblings._escrow_of(self)).is_known(token):
            self._liquidate(token, tokens.RECEIVER_GAS)


@internal
def _liquidate(token: address, gas_limit: uint256) -> uint256:
    """
    @notice Sends to the escrow what of `token` does not stay, and has it split. Returns how much; 0 where there is nothing
            or it does not move.
    """
    escrow: address = siblings._escrow_of(self)
    held: uint256 = treasury._held(token)
    stays: uint256 = debts._sum(token) + self._kept_of(token)
    if held <= stays:
        return 0
    # It may be another name of what is kept, or owed: it waits until it is told apart (`distribute`).
    if self._keeps_some() and token != tokens.NATIVE and not staticcall IRevenueEscrow(escrow).is_known(token):
        return 0
    amount: uint256 = min(held - stays, (staticcall IRevenueEscrow(escrow).room(token))[1])
    if amount == 0:
        return 0
    if token == tokens.NATIVE:
        return extcall IRevenueEscrow(escrow).liquidate(token, amount, value=amount)
    received: uint256 = treasury._try_to_hand_over(token, escrow, amount, gas_limit)
    if received == 0:
        return 0
    return extcall IRevenueEscrow(escrow).liquidate(token, received)


@internal
@view
def _keeps_some() -> bool:
    """
    @notice Whether something is kept for debts, or owed to who left.
    """
    return block.timestamp <= self._kept_until or debts._count > 1


@internal
@view
def _kept_of(token: address) -> uint256:
    """
    @notice How much of `token` stays in the treasury now: no less than its floor.
    """
    stays: uint256 = floors._highest(token)
    if block.timestamp <= self._kept_until:
        stays = max(stays, self._kept[token])
    return stays


@internal
def _stays() -> DynArray[Stay, MAX_STAYS]:
    """
    @notice What a proposal that is executed now may not take: of ether and the listed tokens, what is there and earned, but
            for what is kept and what is nobody's.
    """
    escrow: address = siblings._escrow_of(self)
    extcall IRevenueEscrow(escrow).settle(tokens.NATIVE)
    stays: DynArray[Stay, MAX_STAYS] = [self._stay(escrow, tokens.NATIVE)]
    listed: DynArray[address, 8] = staticcall IRevenueEscrow(escrow).listed_tokens()
    for token: address in listed:
        stays.append(self._stay(escrow, token))
    return stays


@internal
@view
def _stay(escrow: address, token: address) -> Stay:
    amount: uint256 = self._worth(escrow, token)
    left: uint256 = amount - min(self._kept_of(token), amount)
    return Stay(token=token, amount=amount, left=min(left, (staticcall IRevenueEscrow(escrow).room(token))[1]))


@internal
@view
def _worth(escrow: address, token: address) -> uint256:
    # No balance, true or not, is too large to be reckoned with.
    return min(treasury._held(token), bits.MASK_128) + staticcall IRevenueEscrow(escrow).claimable(token, self)


@internal
@pure
def _check_call(stays: DynArray[Stay, MAX_STAYS], target: address, data: Bytes[actions.MAX_CALLDATA]):
    """
    @notice Reverts if an action does anything with a listed token but send it: an allowance would be taken later.
    """
    for entry: Stay in stays:
        if entry.token == target and target != tokens.NATIVE:
            assert len(data) >= 4 and convert(slice(data, 0, 4), bytes4) == _TRANSFER, "winding up: only transfers"


@internal
def _check_stays(stays: DynArray[Stay, MAX_STAYS]):
    """
    @notice Reverts if an execution took more of a token than is kept of it; what it took is kept no more.
    """
    escrow: address = siblings._escrow_of(self)
    for entry: Stay in stays:
        amount: uint256 = self._worth(escrow, entry.token)
        assert amount >= entry.left, "winding up: more than is kept"
        if amount < entry.amount:
            kept: uint256 = self._kept[entry.token]
            self._kept[entry.token] = kept - min(kept, entry.amount - amount)


@internal
@view
def _check_deadlock(first: uint256, second: uint256, deadlock_days: uint256):
    """
    @notice Whether two proposals with the same actions show that nothing can be decided. `deadlock_days` is what the deal
            says; 0 if a deadlock is no ground.
    """
    assert deadlock_days != 0, "winding up: no such ground"
    earlier: uint256 = self._blocked_at(first)
    later: uint256 = self._blocked_at(second)
    apart: uint256 = max(_MAX_DAYS_APART, deadlock_days + _MIN_LEEWAY_DAYS) * _DAY
    assert later >= earlier + deadlock_days * _DAY, "winding up: too soon after"
    assert later <= earlier + apart, "winding up: too long after"
    assert block.timestamp <= later + _MAX_DAYS_APART * _DAY, "winding up: too long ago"


@internal
@view
def _blocked_at(id: uint256) -> uint256:
    """
    @notice The deadline of a proposal on which enough voted, and which failed without being outvoted: by a tie, or because
            those for it fell short of the approval it needed.
    """
    proposal: proposals.Proposal = proposals._load(id)
    assert proposals._state(id, proposal) == proposals.DEFEATED, "winding up: not rejected"
    rule_word: uint256 = rules._rule_at(proposal.decision_class, proposal.rule_version)
    tally: outcome.Tally = proposals._tally(id, proposal)[0]
    assert rules._mode(rule_word) != rules.LAZY, "winding up: no deadlock"
    cast: uint256 = tally.votes_for + tally.votes_against + tally.votes_abstain
    assert cast >= outcome._quorum(rule_word, tally.base), "winding up: no quorum"
    assert tally.votes_for != 0 and tally.votes_for >= tally.votes_against, "winding up: no deadlock"
    assert tally.seats_for >= tally.seats_against, "winding up: no deadlock"
    # Of all weight, also of who was recused: a few do not end it while the others are silent, or abstain, or by naming them.
    assert 2 * (tally.votes_for + tally.votes_against) > proposals._plain_tally(proposal).base, "winding up: no quorum"
    return proposal.deadline
