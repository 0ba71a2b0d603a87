"""Moves about who is a partner: formation, terms, the roster, seats, leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from eth_utils import keccak

from tests.differential.allowed import ACTIVE, INVITED, SUSPENDED
from tests.differential.sides import EVERYBODY, START
from tests.differential.values import DAY, HOUR, NOBODY, TOKEN, Acceptance, Call, E, M, P, at
from tests.differential.world import Partner

if TYPE_CHECKING:
    from tests.differential.story import Move, Story

ETHER = at(NOBODY)


# --- formation and terms ---


def form(s: Story) -> list[Call]:
    if s.flavour.fails_to_form and len(s.world.invited) < 2:
        return []  # somebody never answers
    return accept(s) if s.rnd.random() < 0.75 else accept_by_sig(s)


def accept(s: Story) -> list[Call]:
    """Who was invited, or has not accepted the newest terms."""
    world = s.world
    behind = [name for name in world.present if world.partners[name].accepted < world.version]
    if not world.invited and not behind and s.rnd.random() < 0.85:
        return admit(s)
    name = s.one(in_time(s) + behind)
    terms = world.terms_hash if s.rnd.random() < 0.95 else keccak(text="other terms")
    return [s.call(name, M, "accept", terms)]


def accept_by_sig(s: Story) -> list[Call]:
    world = s.world
    behind = [name for name in world.present if world.partners[name].accepted < world.version]
    if not world.invited and not behind and s.rnd.random() < 0.85:
        return admit(s)
    name = s.one(in_time(s) + behind)
    deadline = START + s.time + s.rnd.choice((0, 1, HOUR, HOUR, -1))
    flaw = s.rnd.choices(("", "signer", "date", "again"), (12, 1, 1, 1))[0]
    calls = [s.call(s.anybody(), M, "accept_by_sig", at(name), deadline, Acceptance(name, deadline, flaw))]
    if s.rnd.random() < 0.15:
        calls.append(s.call(s.anybody(), M, "accept_by_sig", at(name), deadline, Acceptance(name, deadline, "again")))
    return calls


def in_time(s: Story) -> list[str]:
    """Who is invited and may still answer."""
    return [n for n in s.world.invited if s.world.phase == 1 or s.time <= s.world.partners[n].respond_by]


def amend(s: Story) -> list[Call]:
    window = (
        s.rnd.choice((HOUR, HOUR, DAY, 5 * DAY, 180 * DAY))
        if s.rnd.random() < 0.9
        else s.rnd.choice((HOUR - 1, 180 * DAY + 1))
    )
    terms = keccak(text=f"terms {s.number()}") if s.rnd.random() < 0.97 else bytes(32)
    calls = s.by_vote(M, "amend_terms", terms, s.rnd.choice(("", "ipfs://terms-2")), window)
    for _ in range(s.rnd.choice((0, 1, 2, 3))):
        s.upon(calls, s.time + window + s.rnd.choice((0, 1, 1, 2)), lapse)
    for _ in s.world.active:
        s.upon(calls, s.time + s.rnd.choice((1, window // 2, window, window + 1, window + 60)), accept)
    return calls


def lapse(s: Story) -> list[Call]:
    world = s.world
    late = [
        name
        for name in world.active
        if world.partners[name].accepted < world.version
        and (s.time > world.window_closes or world.partners[name].accepted + 1 < world.version)
    ]
    if not late and s.rnd.random() < 0.85:
        return amend(s) if s.time > s.world.window_closes else accept(s)
    return [s.call(s.anybody(), M, "lapse", at(s.one(late)))]


def set_exit_terms(s: Story) -> list[Call]:
    notice = s.rnd.choice((0, 0, 60, 5 * DAY, 180 * DAY, 180 * DAY + 1))
    return s.by_vote(M, "set_exit_terms", notice, s.rnd.choice((0, 5_000, 10_000, 10_000, 10_001)))


# --- the roster, by vote ---


def admit(s: Story) -> list[Call]:
    world = s.world
    again = [name for name in world.former if world.partners[name].redeem_by == 0]
    name = s.one(world.fresh + again * 2, (*EVERYBODY, P, M, E, NOBODY))
    weight, units = (
        s.rnd.choice((0, 1, 50, 1_000)),
        s.rnd.choice((0, 0, 1, 30, 2**32 - 1 if s.rnd.random() < 0.02 else 9)),
    )
    seconds = s.rnd.choice((HOUR, DAY, 7 * DAY, 180 * DAY)) if s.rnd.random() < 0.95 else HOUR - 1
    if weight == units == 0 and s.rnd.random() < 0.9:
        units = 7
    calls = s.by_vote(M, "admit", at(name), weight, units, s.rnd.choice((0, 1, 3, 9, s.rnd.randrange(16))), seconds)
    if s.rnd.random() < 0.8:
        answer = s.rnd.choice((accept_of(name), accept_of(name), accept_of(name), sign_of(name), leave_of(name)))
        s.upon(calls, s.time + s.rnd.choice((0, 0, 0, 1, 1, 60, 60, seconds, seconds + 1)), answer)
    return calls


def admit_again(s: Story) -> list[Call]:
    """Invites somebody who was there before, changes what it is offered, and has it answer or be refused."""
    again = [name for name in s.world.former if s.world.partners[name].redeem_by == 0]
    if not again:
        return admit(s)
    name = s.rnd.choice(again)
    calls = s.by_vote(M, "admit", at(name), s.rnd.choice((0, 5, 70)), s.rnd.choice((1, 40)), s.rnd.randrange(16), DAY)
    changes = (
        ("set_role", s.rnd.randrange(16), s.rnd.choice((0, s.moment()))),
        ("set_probation", s.rnd.choice((0, s.moment()))),
        ("set_shares", s.rnd.choice((0, 6)), s.rnd.choice((1, 41))),
    )
    for function, *args in s.rnd.sample(changes, s.rnd.choice((0, 1, 2, 3))):
        calls += s.by_vote(M, function, at(name), *args)
    answer = s.rnd.choice((accept_of(name), sign_of(name), leave_of(name)))(s)
    return calls + s.rnd.choice((answer, answer, s.by_vote(M, "expel", at(name)), []))


def accept_of(name: str) -> Move:
    return lambda s: [s.accepts(name)]


def sign_of(name: str) -> Move:
    def move(s: Story) -> list[Call]:
        deadline = START + s.time
        return [s.call("x0", M, "accept_by_sig", at(name), deadline, Acceptance(name, deadline))]

    return move


def leave_of(name: str) -> Move:
    """Goes, but for the last ones, who go seldom."""

    def move(s: Story) -> list[Call]:
        few = len(s.world.present) <= 2 and name in s.world.present
        return [] if few and s.rnd.random() < 0.9 else [s.call(name, M, "leave")]

    return move


def about(function: str, statuses: tuple[int, ...]) -> Move:
    """A move of one argument: a partner in one of the statuses."""

    def move(s: Story) -> list[Call]:
        likely = s.world.by_status(*statuses)
        if function in ("expel", "suspend") and len(s.world.present) <= 2 and s.rnd.random() < 0.8:
            return admit(s)
        if not likely:
            return (
                admit(s)
                if function == "expel"
                else about("suspend", (ACTIVE,))(s)
                if function == "reinstate"
                else set_shares(s)
            )
        return s.by_vote(M, function, at(s.one(likely)))

    return move


def set_shares(s: Story) -> list[Call]:
    weight, units = s.rnd.choice((0, 1, 60, 99, 10_000)), s.rnd.choice((0, 1, 20, 33))
    if s.rnd.random() < 0.02:
        weight, units = s.rnd.choice(((2**40 - 1, 1), (2**40, 1), (1, 2**32 - 1), (1, 2**32)))
    return s.by_vote(M, "set_shares", at(s.one(s.world.listed)), weight, units)


def set_role(s: Story) -> list[Call]:
    ends = s.rnd.choice((0, 0, s.moment(), START + s.time, 2**40))
    if s.rnd.random() < 0.9 and ends in (START + s.time, 2**40):
        ends = s.moment()
    return s.by_vote(M, "set_role", at(s.one(s.world.listed)), s.rnd.randrange(16), ends)


def set_probation(s: Story) -> list[Call]:
    dated = [name for name in s.world.present if s.world.partners[name].probation_ends]
    if not dated and not s.world.invited and s.rnd.random() < 0.9:
        return admit(s)
    name = s.one(s.world.invited * 2 + dated)
    ends = s.rnd.choice((0, s.moment(), s.moment(), s.moment()))
    calls = s.by_vote(M, "set_probation", at(name), ends)
    if ends:
        s.upon(calls, ends - START + s.rnd.choice((0, 1, 1, 2)), end_probation)
    return [*calls, s.accepts(name)] if name in s.world.invited and s.rnd.random() < 0.6 else calls


def end_probation(s: Story) -> list[Call]:
    over = [p.account for p in s.world.partners.values() if p.probation_ends and s.time > p.probation_ends]
    dated = [p.account for p in s.world.partners.values() if p.probation_ends]
    if not dated and s.rnd.random() < 0.9:
        return set_probation(s)
    return [s.call(s.anybody(), M, "end_probation", at(s.one(over or dated)))]


# --- seats ---


def offer(s: Story) -> list[Call]:
    name, to = s.one(s.world.present), s.one(s.world.fresh, (*EVERYBODY, P, M, E, NOBODY))
    answer = take(name, to) if s.rnd.random() < 0.8 else lambda s: [s.call(name, M, "keep_seat")]
    return s.upon([s.call(name, M, "offer_seat", at(to))], s.time + s.rnd.choice((0, 1, HOUR)), answer)


def recover(s: Story) -> list[Call]:
    name, to = s.one(s.world.present), s.one(s.world.fresh)
    return s.upon(
        s.by_vote(M, "recover_seat", at(name), at(to)), s.time + 30 * DAY + s.rnd.choice((-1, 0, 0, 1)), take(name, to)
    )


def take(name: str, to: str) -> Move:
    return lambda s: [s.call(to, M, "take_seat", at(name))]


def take_any(s: Story) -> list[Call]:
    """Any offer there ever was; the newest are likely."""
    open_ = [(name, to) for name, to in s.offers if name in s.world.present and to in s.world.fresh]
    if not open_ or (s.rnd.random() < 0.5 and len(s.world.fresh) > 3):
        return offer(s)
    name, to = s.rnd.choice(open_ if s.rnd.random() < 0.85 else s.offers)
    return [s.call(to, M, "take_seat", at(name))]


def offer_and_return(s: Story) -> list[Call]:
    """Offers a seat, leaves, comes back: nothing of before may be left."""
    name, to = s.one(s.world.active, wild=0), s.one(s.world.fresh)
    if name not in s.world.active or len(s.world.present) < 3:
        return offer(s)

    def back(s: Story) -> list[Call]:
        return [*s.by_vote(M, "admit", at(name), 5, 5, 1, DAY), s.accepts(name)]

    calls = [s.call(name, M, "offer_seat", at(to)), s.call(name, M, "leave")]
    return s.upon(calls, s.time + 1, back, take(name, to))


def keep(s: Story) -> list[Call]:
    offering = [name for name, _ in s.offers if name in s.world.present]
    if not offering:
        return offer(s)
    return [s.call(s.one(offering), M, "keep_seat")]


# --- leaving ---


def give_notice(s: Story) -> list[Call]:
    name = s.one([n for n in s.world.present if not s.world.partners[n].leaves_at] or s.world.present)
    notice = int(s.world.side.read(M, "exit_terms")[0])
    go = (leave_of(name), leave_taking(name))[s.rnd.randrange(2)]
    return s.upon(
        [s.call(name, M, "give_notice")], s.time + notice + s.rnd.choice((-1, 0, 0, 0, 1, 90 * DAY, 90 * DAY + 1)), go
    )


def leave(s: Story) -> list[Call]:
    ready = [p.account for p in s.world.partners.values() if p.leaves_at and s.time >= p.leaves_at]
    if not int(s.world.side.read(M, "exit_terms")[0]):
        ready += s.world.present
    if len(s.world.present) <= 2 and s.rnd.random() < 0.93:
        ready = []
    if not ready and not s.world.invited:
        return give_notice(s) if s.world.present and s.rnd.random() < 0.5 else admit(s)
    name = s.one(ready or s.world.invited)
    return (leave_of(name) if s.rnd.random() < 0.5 else leave_taking(name))(s)


def leave_taking(name: str) -> Move:
    """Goes and takes its part along."""

    def move(s: Story) -> list[Call]:
        if len(s.world.present) <= 2 and name in s.world.present and s.rnd.random() < 0.9:
            return []
        calls = [] if s.rnd.random() < 0.3 else fund_treasury(s)
        likely = ((ETHER,), (ETHER, at(TOKEN)), (at(TOKEN),))
        tokens = s.rnd.choice(likely if s.rnd.random() < 0.95 else ((at(TOKEN), ETHER),))
        return [*calls, s.call(name, M, "leave", tokens)]

    return move


def fund_treasury(s: Story) -> list[Call]:
    calls = [s.call("x0", P, "", value=s.rnd.choice((1, 10**9 + 7, 10**18)))]
    if s.rnd.random() < 0.5:
        calls.append(s.call("x0", TOKEN, "mint", at(P), s.rnd.choice((1, 999_999_937))))
    return calls


def redeemers(s: Story) -> list[Partner]:
    return [p for p in s.world.partners.values() if p.redeem_by]


def redeem(s: Story) -> list[Call]:
    likely = [p.account for p in redeemers(s)] or (s.world.former if s.rnd.random() < 0.15 else [])
    if not likely:
        return leave(s)
    calls = [] if s.rnd.random() < 0.5 else fund_treasury(s)
    return [
        *calls,
        s.call(
            s.one(likely),
            M,
            "redeem",
            s.rnd.choices(((), (ETHER,), (ETHER, at(TOKEN)), (at(TOKEN),), (ETHER, ETHER)), (1, 5, 5, 5, 0.5))[0],
        ),
    ]


def forfeit(s: Story) -> list[Call]:
    late = [p.account for p in redeemers(s) if s.time > p.redeem_by]
    likely = late or [p.account for p in redeemers(s)]
    if not likely and s.rnd.random() < 0.8:
        return leave(s)
    if not late and likely and s.rnd.random() < 0.5:
        name = s.rnd.choice(likely)
        s.later(
            s.world.partners[name].redeem_by + s.rnd.choice((0, 1, 1)), lambda s: [s.call("x0", M, "forfeit", at(name))]
        )
        return []
    return [s.call(s.anybody(), M, "forfeit", at(s.one(likely)))]


def by_vote_action(s: Story) -> Call:
    """One call that a vote may decide about the roster."""
    made: list[Call] = []
    while not made:
        made = s.rnd.choices(list(BY_VOTE), list(BY_VOTE.values()))[0](s)
    return made[0]


BY_VOTE: dict[Callable[[Story], list[Call]], float] = {
    admit: 5,
    admit_again: 1.5,
    about("expel", (ACTIVE, SUSPENDED, INVITED)): 1.2,
    about("suspend", (ACTIVE,)): 2,
    about("reinstate", (SUSPENDED,)): 2,
    set_shares: 2.5,
    set_role: 2,
    set_probation: 2.5,
    set_exit_terms: 0.7,
    recover: 0.8,
}
PARTNERS: dict[Move, float] = {accept: 5, accept_by_sig: 2, give_notice: 1, end_probation: 1}
SEATS: dict[Move, float] = {admit_again: 1, offer: 2, take_any: 2, keep: 0.6, recover: 0.6, offer_and_return: 0.8}
LEAVING: dict[Move, float] = {leave: 3, give_notice: 1}
REDEEMING: dict[Move, float] = {redeem: 3, forfeit: 1}
TERMS: dict[Move, float] = {amend: 3, lapse: 3, accept: 2}
