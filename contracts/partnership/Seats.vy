# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Seats
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership by which seats move to other accounts, and by which partners find out who is gone for
        good: a call, its answer, and weight that lapses.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import calls
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.membership import relocation
from contracts.modules.partnership.membership import roster
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import voting
from contracts.modules.shared import signature


initializes: partnership_storage
uses: calls
uses: deal
uses: docket
uses: relocation
uses: roster
uses: seats
uses: voting


@deploy
def __init__():
    partnership_storage.__init__()


@external
@payable
@reentrant  # does nothing
def __default__():
    """
    @notice Refuses what is no function of a Partnership.
    """
    raise "partnership: no such function"


# --- a seat that moves ---


@external
def offer_seat(to: address):
    """
    @notice Offers the caller's seat to another account, which takes it by accepting what the caller has (`take_seat`)
            once the delay of the deal is over. A new offer replaces the last one, also one made by vote. Only an active
            partner offers.
    """
    docket._load_founded()
    deal_word: uint256 = deal._load(seat_bits._accepted(seats._load(msg.sender)))
    relocation._offer_own(msg.sender, to, deal._move_seconds(deal_word))


@external
def keep_seat():
    """
    @notice Withdraws the offer of the caller's seat, or refuses the one that was made by vote; until the seat is taken.
    """
    relocation._keep(msg.sender)


@external
def refuse_move(partner: address):
    """
    @notice Refuses that the seat of `partner` moves to the account it is offered to. Partners with more than a third of
            the others' weight end the offer.
    """
    holder: address = seats._present(partner)
    relocation._require_refusable(holder)
    assert self._may_refuse(msg.sender) and relocation._refuse(holder, msg.sender), "membership: refusal does not count"


@external
def refuse_move_by_sig(
    partner: address,
    refusers: DynArray[address, relocation.MAX_REFUSERS],
    deadlines: DynArray[uint256, relocation.MAX_REFUSERS],
    signed: DynArray[Bytes[signature.MAX_SIGNATURE], relocation.MAX_REFUSERS],
) -> uint256:
    """
    @notice Relays refusals that partners signed (see `refusal_digest`), at most 32. One that does not count (no
            standing, no weight, refused already, expired, signed by somebody else) is passed over.
    @param deadlines Unix seconds; last moment each of the signatures is good.
    @return How many counted; reverts if none did.
    """
    assert len(refusers) == len(deadlines) and len(refusers) == len(signed), "membership: refusals do not match"
    holder: address = seats._present(partner)
    relocation._require_refusable(holder)
    counted: uint256 = 0
    for i: uint256 in range(len(refusers), bound=relocation.MAX_REFUSERS):
        refuser: address = refusers[i]
        if block.timestamp > deadlines[i] or not self._may_refuse(refuser):
            continue
        digest: bytes32 = relocation._refusal_digest(holder, refuser, deadlines[i])
        if not signature._is_signed_by(refuser, digest, signed[i]):
            continue
        if relocation._refuse(holder, refuser):
            counted += 1
        if relocation._offered(holder)[0] == empty(address):
            break
    assert counted != 0, "membership: refusal does not count"
    return counted


@external
def take_seat(partner: address, conditions: types.Offer):
    """
    @notice Takes over the seat that `partner` offered to the caller, or that was offered to it by vote, once its time has
            come. The caller accepts by it the terms in force and what the partner has. Everything that hangs on the
            seat follows; the old account is out for good.
    @param conditions What the caller consents to, as `seat_conditions` says it; reverts if anything of it has changed.
    """
    self._take(partner, msg.sender, conditions)


@external
def take_seat_by_sig(
    partner: address,
    account: address,
    conditions: types.Offer,
    deadline: uint256,
    signed: Bytes[signature.MAX_SIGNATURE],
):
    """
    @notice The same for `account`, which signed it (see `taking_digest`).
    @param deadline Unix seconds; last moment the signature is good.
    """
    assert block.timestamp <= deadline, "terms: signature expired"
    digest: bytes32 = relocation._taking_digest(account, seats._present(partner), conditions, deadline)
    assert signature._is_signed_by(account, digest, signed), "terms: signature not by partner"
    self._take(partner, account, conditions)


# --- a partner that is called ---


@external
def call_partner(partner: address):
    """
    @notice Asks `partner` for a sign of life, at most once a year; the caller is a partner with standing. Who gives none
            in the time that its deal says may be made to lapse.
    """
    docket_word: uint256 = docket._load_founded()
    assert voting._has_standing(docket_word, msg.sender, seats._words[msg.sender]), "governor: no standing"
    holder: address = seats._present(partner)
    call_days: uint256 = deal._call_days(deal._load(seat_bits._accepted(seats._load(holder))))
    calls._call(msg.sender, holder, call_days * 24 * 60 * 60)


@external
def answer():
    """
    @notice The caller's sign of life. Ends a call; if it comes late, the weight comes back with it.
    """
    calls._answer(msg.sender)


@external
def answer_by_sig(partner: address, deadline: uint256, signed: Bytes[signature.MAX_SIGNATURE]):
    """
    @notice The same for `partner`, which signed it (see `answer_digest`).
    @param deadline Unix seconds; last moment the signature is good.
    """
    holder: address = seats._present(partner)
    calls._check_answer(holder, deadline, signed)
    calls._answer(holder)


@external
@reentrant  # an action of a proposal may call it, too; whatever is under way has done its part before it calls out
def lapse(partner: address):
    """
    @notice Takes the weight of a partner out of the totals that did not answer a call, or did not accept the new terms
            within 7 days after the window closed, so that it no longer counts towards quorums. It comes back when the
            partner answers, or accepts.
    """
    roster._lapse(seats._present(partner))


# --- views ---


@external
@view
@reentrant
def seat_conditions(partner: address) -> types.Offer:
    """
    @notice What an account that takes the seat of `partner` consents to.
    """
    return relocation._conditions(seats._present(partner), docket._version(docket._load()))


@external
@view
@reentrant
def taking_digest(account: address, partner: address, deadline: uint256) -> bytes32:
    """
    @notice What `account` signs to take the seat of `partner` on the conditions of now, until `deadline` (unix seconds).
    """
    holder: address = seats._present(partner)
    conditions: types.Offer = relocation._conditions(holder, docket._version(docket._load()))
    return relocation._taking_digest(account, holder, conditions, deadline)


@external
@view
@reentrant
def refusal_digest(partner: address, refuser: address, deadline: uint256) -> bytes32:
    """
    @notice What `refuser` signs to refuse the present offer of the seat of `partner`, until `deadline` (unix seconds).
    """
    return relocation._refusal_digest(seats._present(partner), refuser, deadline)


@external
@view
@reentrant
def answer_digest(partner: address, deadline: uint256) -> bytes32:
    """
    @notice What `partner` signs to answer the last call, until `deadline` (unix seconds).
    """
    holder: address = seats._present(partner)
    return calls._answer_digest(holder, calls._asked_by(holder), deadline)


# --- internals ---


@internal
@view
def _may_refuse(account: address) -> bool:
    return voting._has_standing(docket._load_founded(), account, seats._words[account])


@internal
def _take(partner: address, account: address, conditions: types.Offer):
    version: uint256 = docket._version(docket._load_founded())
    relocation._take(seats._present(partner), account, conditions, version)
