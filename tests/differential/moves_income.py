"""Moves about what is earned: payments, claims, contributions, and what is decided about income."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.differential.sides import EVERYBODY, OUTSIDERS, START
from tests.differential.values import DAY, HOUR, NFT, NOBODY, TOKEN, Call, E, M, P, at

if TYPE_CHECKING:
    from tests.differential.story import Move, Story

ETHER = at(NOBODY)
REFERENCES = tuple(f"invoice {number}".encode().ljust(32, b"\0") for number in range(3))


def money(s: Story) -> str:
    return s.rnd.choice((NOBODY, NOBODY, TOKEN))


def amount(s: Story) -> int:
    return s.rnd.choice((1, 1_009, 10**9 + 7, 10**18))


def arrive(s: Story) -> list[Call]:
    """Money for the escrow without a record."""
    if s.rnd.random() < 0.5:
        return [s.call("x0", E, "", value=amount(s))]
    return [s.call("x0", TOKEN, "mint", at(E), amount(s))]


def pay(s: Story) -> list[Call]:
    token, sum_, payer = money(s), amount(s), s.rnd.choice(OUTSIDERS)
    reference = s.rnd.choice((*REFERENCES, bytes(32)))
    if token == NOBODY:
        return [s.call(payer, E, "pay", ETHER, sum_, reference, value=sum_)]
    calls = [s.call(payer, TOKEN, "mint", at(payer), sum_), s.call(payer, TOKEN, "approve", at(E), sum_)]
    return [*calls, s.call(payer, E, "pay", at(TOKEN), sum_, reference)]


def distribute(s: Story) -> list[Call]:
    arrived = arrive(s)
    token = at(TOKEN) if arrived[0].target == TOKEN else ETHER
    return [*arrived, s.call(s.anybody(), E, s.rnd.choice(("distribute", "settle")), token)]


def pay_out(s: Story) -> list[Call]:
    arrived = arrive(s)
    token = TOKEN if arrived[0].target == TOKEN else NOBODY
    holders = [p.account for p in s.world.partners.values() if p.status in (2, 4) and p.units]
    holders.sort(key=lambda name: s.world.side.addresses[name])
    if s.rnd.random() < 0.06 and holders:
        holders.pop()
    return [*arrived, s.call(s.anybody(), E, "pay_out", at(token), tuple(at(name) for name in holders))]


def claim(s: Story) -> list[Call]:
    name, token = s.one(list(s.world.partners), (*EVERYBODY, P, *OUTSIDERS), wild=0.2), at(money(s))
    way = s.rnd.randrange(3)
    owed = [n for n in (*s.world.partners, P, "x0") if s.world.side.read(E, "claimable", token, at(n))]
    if not owed and s.rnd.random() < 0.85:
        return distribute(s)
    name = s.one(owed or [name])
    if way == 0:
        return [s.call(s.anybody(), E, "claim", token, at(name))]
    if way == 1:
        return [s.call(s.anybody(), E, "claim_many", (ETHER, at(TOKEN)), at(name))]
    names = tuple(at(n) for n in sorted({name, *s.rnd.sample(EVERYBODY, 2)}) if n != P)
    return [s.call(s.anybody(), E, "claim_for", token, names)]


def set_payout(s: Story) -> list[Call]:
    return [
        s.call(s.one(s.world.listed + s.world.moved), E, "set_payout", at(s.rnd.choice((NOBODY, "x2", *EVERYBODY))))
    ]


def contribute(s: Story) -> list[Call]:
    name, sum_ = s.one(s.world.listed, (*EVERYBODY, "x0")), amount(s)
    if s.rnd.random() < 0.6:
        return [s.call(name, E, "contribute", ETHER, sum_, value=sum_)]
    calls = [s.call(name, TOKEN, "mint", at(name), sum_), s.call(name, TOKEN, "approve", at(E), sum_)]
    return [*calls, s.call(name, E, "contribute", at(TOKEN), sum_)]


def release(s: Story) -> list[Call]:
    held = [n for n in (NOBODY, TOKEN) if s.world.side.read(E, "contributions_held", at(n))]
    if not held and s.rnd.random() < 0.8:
        return contribute(s)
    return [s.call(s.anybody(), E, "release", at(money(s)))]


def reclaim(s: Story) -> list[Call]:
    gave = [(t, n) for t in (NOBODY, TOKEN) for n in EVERYBODY if s.world.side.read(E, "contribution_of", at(t), at(n))]
    if s.world.phase == 4 and gave and s.rnd.random() < 0.9:
        token, name = s.rnd.choice(gave)
        return [s.call(s.anybody(), E, "reclaim", at(token), at(name))]
    if s.rnd.random() < 0.7:
        return distribute(s) if s.world.phase == 2 else arrive(s)
    return [s.call(s.anybody(), E, "reclaim", at(money(s)), at(s.one(s.world.listed)))]


def invoice(s: Story) -> list[Call]:
    treasurers = [p.account for p in s.world.partners.values() if p.role & 8]
    sender = s.one([*treasurers, P], wild=0.1)
    if s.rnd.random() < 0.4:
        issued = [ref for ref in REFERENCES if s.world.side.read(E, "invoice", ref)[3]]
        return [s.call(sender, E, "withdraw_invoice", s.rnd.choice(issued or REFERENCES))]
    reference = s.rnd.choice(REFERENCES)
    calls = [s.call(sender, E, "issue_invoice", reference, at(money(s)), amount(s), s.moment())]
    if s.rnd.random() < 0.5:
        s.upon(calls, s.time + 60, lambda s: [s.call(sender, E, "withdraw_invoice", reference)])
    return calls


def wind_down(s: Story) -> list[Call]:
    if s.world.phase == 2 and s.rnd.random() < 0.7:
        return distribute(s)
    if s.rnd.random() < 0.5:
        return [s.call("x0", P, "", value=5), s.call(s.anybody(), P, "wind_down", ETHER)]
    arrived = arrive(s)
    token = at(TOKEN) if arrived[0].target == TOKEN else ETHER
    return [*arrived, s.call(s.anybody(), E, "wind_down", token)]


def fund(s: Story) -> list[Call]:
    return [s.call("x0", P, "", value=10**12)]


def while_forming(s: Story) -> list[Call]:
    return s.rnd.choices((contribute, arrive, set_payout, pay, release, reclaim), (6, 2, 1, 0.3, 0.3, 0.3))[0](s)


# --- by vote ---


def listing(s: Story) -> list[Call]:
    listed = bool(s.world.side.read(E, "listed_tokens"))
    return s.by_vote(E, "unlist_token" if listed == (s.rnd.random() < 0.9) else "list_token", at(TOKEN))


def set_sponsor(s: Story) -> list[Call]:
    return s.by_vote(E, "set_sponsor", at(s.rnd.choice((*OUTSIDERS, *EVERYBODY, P, M))), s.rnd.choice((0, 100, 1_000)))


def set_reserve(s: Story) -> list[Call]:
    return s.by_vote(E, "set_reserve", s.rnd.choice((0, 500, 2_000)))


def set_recoupment(s: Story) -> list[Call]:
    return s.by_vote(E, "set_recoupment", s.rnd.choice((0, 1, 2, 2, 1, 3)))


def agree(s: Story) -> list[Call]:
    name, token, sum_ = s.one(s.world.listed), money(s), amount(s)
    if s.rnd.random() < 0.6 and token == NOBODY:
        s.later(s.time + 1, lambda s: [s.call(name, E, "contribute", ETHER, sum_, value=sum_)])
    return s.by_vote(E, "agree_contribution", at(name), at(token), sum_)


def record(s: Story) -> list[Call]:
    return s.by_vote(E, "record_contribution", at(s.one(s.world.listed)), at(money(s)), amount(s), REFERENCES[0])


def set_vesting(s: Story) -> list[Call]:
    holders = [p.account for p in s.world.partners.values() if p.status in (1, 2, 4)]
    name = s.one(holders)
    partner = s.world.partners.get(name)
    units = s.rnd.choice((0, 1, partner.units if partner else 5, partner.units // 2 if partner else 5))
    today = (START + s.time) // DAY
    start = today + s.rnd.choice((-100, -1, 0, 10))
    cliff = start + s.rnd.choice((0, 5, 50))
    end = max(cliff + s.rnd.choice((0, 60, 300)), today + 1) if s.rnd.random() < 0.93 else cliff
    return s.by_vote(E, "set_vesting", at(name), units, start, cliff, end)


def freeze(s: Story) -> list[Call]:
    name, token = s.one(list(s.world.partners)), at(money(s))
    held = [n for n in s.world.partners if s.world.side.read(E, "frozen", token, at(n))]
    if held and s.rnd.random() < 0.6:
        return s.by_vote(E, "unfreeze", token, at(s.one(held)))
    until = START + s.time + s.rnd.choice((HOUR, DAY, 180 * DAY, 180 * DAY + 1))
    calls = s.by_vote(E, "freeze", token, at(name), s.rnd.choice((1, 10**6, 10**17)), until)
    if s.rnd.random() < 0.5:
        s.upon(calls, s.time + 60, lambda s: s.by_vote(E, "unfreeze", token, at(name)))
    return calls


def recover_nft(s: Story) -> list[Call]:
    number = s.number()
    return [s.call("x0", NFT, "mint", at(E), number), *s.by_vote(E, "recover_nft", at(NFT), number)]


def by_vote_action(s: Story) -> Call:
    moves = {move: weight for move, weight in BY_VOTE.items() if move is not recover_nft}
    return s.rnd.choices(list(moves), list(moves.values()))[0](s)[0]


ANYONE: dict[Move, float] = {
    arrive: 1,
    pay: 2,
    distribute: 2,
    pay_out: 1,
    claim: 3,
    set_payout: 0.6,
    contribute: 1,
    release: 1,
    reclaim: 0.1,
    invoice: 1.6,
    wind_down: 0.1,
    fund: 1,
}
BY_VOTE: dict[Move, float] = {
    listing: 1,
    set_sponsor: 1,
    set_reserve: 1,
    set_recoupment: 0.7,
    agree: 0.7,
    record: 0.6,
    set_vesting: 3,
    freeze: 2.5,
    recover_nft: 0.3,
}
AFTERWARDS: dict[Move, float] = {
    wind_down: 3,
    reclaim: 3,
    claim: 2,
    release: 0.2,
    arrive: 1,
    contribute: 0.3,
    distribute: 1,
}
