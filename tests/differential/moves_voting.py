"""Moves about decisions: proposals of all kinds, ballots of all kinds, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eth_utils import keccak

from tests.differential import moves_income, moves_roster
from tests.differential.settings import CONSTITUTIONAL, ORDINARY, RECOVERY, SPECIAL_CLASSES, rule
from tests.differential.sides import EVERYBODY, OUTSIDERS, START, WALLETS
from tests.differential.values import (
    DAY,
    HOUR,
    NOBODY,
    TOKEN,
    Action,
    Ballot,
    Batch,
    Call,
    Columns,
    Data,
    E,
    Id,
    M,
    P,
    Proposal,
    Timed,
    at,
    key,
)
from tests.differential.world import OPEN, PENDING, QUEUED, SUCCEEDED, Ballotage

if TYPE_CHECKING:
    from tests.differential.story import Move, Story

CLASSES = (CONSTITUTIONAL, RECOVERY, ORDINARY, *SPECIAL_CLASSES)


# --- proposing ---


def action(s: Story) -> Action:
    """One thing to decide."""
    kind = s.rnd.choices(("pay", "token", "roster", "rule", "escrow", "odd"), (5, 2, 4, 1.5, 2, 0.5))[0]
    who = s.one(s.world.listed, EVERYBODY + OUTSIDERS, wild=0.4)
    if kind == "pay":
        return Action(who, s.rnd.choice((1, 10**9)))
    if kind == "token":
        function = s.rnd.choice(("transfer", "approve", "transferFrom"))
        args: tuple[Any, ...] = (at(who), 1)
        if function == "transferFrom":
            args = (at(P), at(who), 1)
        return Action(TOKEN, 0, Data(TOKEN, function, args))
    if kind == "odd":
        anybody = s.rnd.choice(("lapse", "end_probation", "forfeit"))
        if s.rnd.random() < 0.5:  # what needs no vote
            return Action(M, 0, Data(M, anybody, (at(who),)))
        return s.rnd.choice(
            (
                Action(who, 0, b"\x01\x02"),
                Action(who, 0, b"\xde\xad\xbe\xef" + bytes(64)),
                Action(P, 0, b"\x00" * 36),
                Action(E, 5),
            )
        )
    made = {"roster": moves_roster.by_vote_action, "rule": rule_action, "escrow": moves_income.by_vote_action}[kind](s)
    return Action(made.target, 0, Data(made.target, made.function, made.args))


def make(s: Story, actions: tuple[Action, ...], proposer: str) -> list[Call]:
    text = f"p{s.number()}"
    own = {P, M, E}
    if (
        not any(p.role & 1 and p.status == 2 for p in s.world.partners.values())
        and not {a.target for a in actions} <= own
        and s.rnd.random() < 0.9
    ):
        return moves_roster.set_role(s)
    if s.rnd.random() < 0.04:
        named = key(s.rnd.choice((proposer, "a0")) if proposer not in WALLETS else "a0").address
        text += f"#proposer={named}"
    return [s.call(proposer, P, "propose", Columns(Proposal(text, actions)), text)]


def proposer(s: Story) -> str:
    able = [name for name in s.world.active if s.world.partners[name].role & 1 and s.world.stands(name)]
    return s.one(able or s.world.active)


def propose(s: Story) -> list[Call]:
    actions = tuple(action(s) for _ in range(s.rnd.choice((1, 1, 1, 2, 3))))
    return make(s, actions, proposer(s))


def propose_as(s: Story) -> list[Call]:
    partner = proposer(s)
    sender = s.represented.get(partner, partner) if s.rnd.random() < 0.94 else s.anybody()
    if sender == NOBODY:
        sender = partner
    beneficiaries = tuple(at(s.one(s.world.listed)) for _ in range(s.rnd.choice((0, 1, 2))))
    text = f"p{s.number()}"
    stopped, actions = bytes(32), tuple(action(s) for _ in range(s.rnd.choice((1, 2))))
    if s.stopped and s.rnd.random() < 0.7:
        again = s.rnd.choice(s.stopped)
        stopped, actions = keccak(text=again.text), again.actions
    elif s.rnd.random() < 0.04:
        stopped = keccak(text="never")
    proposal = Proposal(text, actions)
    return [s.call(sender, P, "propose_as", at(partner), Columns(proposal), text, beneficiaries, stopped)]


def follow(s: Story, call: Call) -> None:
    """A proposal was made: plans what becomes of it."""
    proposal = next(arg.proposal for arg in call.args if isinstance(arg, Columns))
    s.proposals.append(proposal)
    if s.flavour.plain_rules and len(s.proposals) > 4 and s.rnd.random() < 0.8:
        return
    stands = s.world.ballotage(proposal)
    if stands is None:
        return
    voters = s.world.present if s.rnd.random() < 0.6 else s.rnd.sample(s.world.present, (len(s.world.present) + 1) // 2)
    for name in voters:
        s.later(stands.snapshot + s.rnd.choices((0, 1, 2), (1, 20, 3))[0], ballot_of(proposal, name))
    if s.rnd.random() < 0.15:
        s.later(stands.deadline + s.rnd.choice((0, 1)), ballot_of(proposal, s.rnd.choice(s.world.present)))
    if s.world.side.read(P, "recused", Id(proposal)) and s.rnd.random() < 0.6:
        s.later(stands.snapshot + s.rnd.choice((0, 1)), contest_of(proposal))
    if s.rnd.random() < 0.35:
        s.later(
            s.rnd.choice((stands.snapshot, stands.snapshot + 1)),
            s.rnd.choice((recuse_of(proposal), contest_of(proposal))),
        )
    if s.world.side.read(P, "proposal_rule", Id(proposal))[10]:
        for _ in range(s.rnd.choice((0, 1, 2))):
            s.later(stands.deadline + 1, object_to(proposal))
    s.later(
        stands.eta + s.rnd.choices((-1, 0, stands.window - 1, stands.window), (1, 10, 1, 1))[0], execute_of(proposal)
    )


def cancel(s: Story) -> list[Call]:
    found = s.live(PENDING, OPEN)
    if not found:
        return propose(s)
    proposal = s.rnd.choice(found).proposal
    who = s.world.side.read(P, "proposalProposer", Id(proposal))
    name = next((n for n, own in s.world.side.addresses.items() if own.hex() == who[2:]), "x0")
    return [s.call(s.one([name]), P, "cancel", Columns(proposal), keccak(text=proposal.text))]


def queue(s: Story) -> list[Call]:
    if not s.proposals or s.rnd.random() < 0.8:
        return propose(s)
    proposal = s.rnd.choice(s.proposals)
    return [s.call("x0", P, "queue", Columns(proposal), keccak(text=proposal.text))]


def execute_of(proposal: Proposal) -> Move:
    def move(s: Story) -> list[Call]:
        stands = s.world.ballotage(proposal)
        if stands and stands.state not in (SUCCEEDED, QUEUED) and s.rnd.random() < 0.85:
            return []
        calls = []
        if sum(a.value for a in proposal.actions):
            calls.append(s.call("x0", P, "", value=10**10))
        if any(a.target == TOKEN for a in proposal.actions):
            calls.append(s.call("x0", TOKEN, "mint", at(P), 10))
        return [*calls, s.call(s.anybody(), P, "execute", Columns(proposal), keccak(text=proposal.text))]

    return move


def execute(s: Story) -> list[Call]:
    found = s.live(SUCCEEDED, QUEUED)
    return execute_of(s.rnd.choice(found).proposal)(s) if found else propose(s)


def many(s: Story) -> list[Call]:
    """Many small proposals, so that ballots fill pages."""
    calls = []
    if len(s.proposals) < 3:
        data = Data(P, "name_class", (8, f"name {s.number()}".encode().ljust(32, b"\0")))
        calls += make(s, (Action(P, 0, data),), proposer(s))
    for name in s.world.active:
        for _ in range(5):
            calls += make(s, (Action("x0", 1),), name)
    s.time += s.rnd.choice((61, 62, 200))
    return calls


# --- ballots ---


def support(s: Story) -> int:
    return s.rnd.choices((0, 1, 2, 3), (3, 12, 2, 0.3))[0]


def ballot_of(proposal: Proposal, name: str) -> Move:
    def move(s: Story) -> list[Call]:
        stands = s.world.ballotage(proposal)
        if (stands is None or stands.state != OPEN or not s.world.stands(name)) and s.rnd.random() < 0.75:
            return []
        return cast(s, proposal, name)

    return move


def cast(s: Story, proposal: Proposal, name: str) -> list[Call]:
    """One ballot, in one of the ways there are."""
    way = s.rnd.choices(("plain", "reason", "params", "sig", "extended", "batch", "as"), (6, 2, 1, 3, 1.5, 2, 2))[0]
    vote = support(s)
    if way == "plain":
        return [s.call(name, P, "castVote", Id(proposal), vote)]
    if way == "reason":
        return [s.call(name, P, "castVoteWithReason", Id(proposal), vote, "because")]
    if way == "params":
        return [s.call(name, P, "castVoteWithReasonAndParams", Id(proposal), vote, "why", s.rnd.choice((b"", b"\x01")))]
    if way in ("sig", "extended"):
        flaw = s.rnd.choices(("", "signer", "nonce", "again"), (12, 1, 1, 1))[0]
        if way == "sig":
            return [
                s.call(
                    s.anybody(),
                    P,
                    "castVoteBySig",
                    Id(proposal),
                    vote,
                    at(name),
                    Ballot(proposal, name, vote, None, flaw),
                )
            ]
        text, params = s.rnd.choice((("", b""), ("so be it", b"\x02\x03")))
        signed = Ballot(proposal, name, vote, (text, params), flaw)
        return [
            s.call(
                s.anybody(), P, "castVoteWithReasonAndParamsBySig", Id(proposal), vote, at(name), text, params, signed
            )
        ]
    if way == "batch":
        names = s.rnd.sample(EVERYBODY, s.rnd.choice((1, 2, 4)))
        names += [name] if name not in names else []
        timed = tuple(
            Timed(
                n,
                support(s),
                START + s.time + s.rnd.choice((0, HOUR, HOUR, -1)),
                s.rnd.choice(("short", "short", "long", "wrong") if s.rnd.random() < 0.3 else ("short", "long")),
            )
            for n in names
        )
        return [
            s.call(s.anybody(), P, "cast_votes_by_sig", Id(proposal), Batch(proposal, timed), s.rnd.random() < 0.85)
        ]
    sender = s.represented.get(name)
    if sender in (None, NOBODY) and s.rnd.random() < 0.9:
        sender = s.rnd.choice((*EVERYBODY, "x1"))
        made = [s.call(name, P, "name_representative", at(sender))]
    else:
        made = []
    return [
        *made,
        s.call(
            sender or s.anybody(), P, "cast_vote_as", at(name), Id(proposal), vote, s.rnd.choice(("", "for my partner"))
        ),
    ]


def vote(s: Story) -> list[Call]:
    found = s.live(OPEN)
    if not found:
        return propose(s)
    proposal = s.rnd.choice(found).proposal
    open_to = [
        n for n in s.world.active if not s.world.side.read(P, "hasVoted", Id(proposal), at(n)) and s.world.stands(n)
    ]
    return cast(s, proposal, s.one(open_to or s.world.active, (*EVERYBODY, "x0"), wild=0.12))


def open_and_vote(s: Story) -> list[Call]:
    """Goes to the first second of a vote, or the one before, in which weight still changes."""
    found = s.live(PENDING)
    if not found:
        return vote(s)
    stands: Ballotage = s.rnd.choice(found)
    s.time = max(s.time, stands.snapshot + s.rnd.choice((0, 0, 1, 1, 1)))
    if s.rnd.random() < 0.5:
        return [moves_roster.by_vote_action(s), *cast(s, stands.proposal, s.one(s.world.active))]
    return cast(s, stands.proposal, s.one(s.world.active))


# --- recusal and objections ---


def recuse_of(proposal: Proposal) -> Move:
    return lambda s: [s.call(s.one(s.world.active), P, "recuse", Id(proposal), "mine")]


def contest_of(proposal: Proposal) -> Move:
    def move(s: Story) -> list[Call]:
        seats = s.world.side.read(P, "recused", Id(proposal))
        out = [p.account for p in s.world.partners.values() if p.seat in seats and p.status != 32]
        if not out and s.rnd.random() < 0.8:
            return recuse_of(proposal)(s)
        return [s.call(s.one(out), P, "contest_recusal", Id(proposal))]

    return move


def recuse(s: Story) -> list[Call]:
    found = s.live(PENDING, OPEN)
    if not found:
        return propose(s)
    return s.rnd.choice((recuse_of, contest_of, contest_of))(s.rnd.choice(found).proposal)(s)


def object_to(proposal: Proposal) -> Move:
    def move(s: Story) -> list[Call]:
        if proposal not in s.stopped:
            s.stopped.append(proposal)
        steering = [p.account for p in s.world.partners.values() if p.role & 2 and p.status == 2]
        steering += [n for n in s.objectors if s.world.side.read(P, "may_object_until", at(n)) >= START + s.time]
        if not steering and s.rnd.random() < 0.85:
            return set_objector(s)
        return [s.call(s.one(steering), P, "object", Id(proposal), "no")]

    return move


def object_any(s: Story) -> list[Call]:
    found = s.live(QUEUED)
    if not found:
        return set_objector(s)
    return object_to(s.rnd.choice(found).proposal)(s)


# --- representatives ---


def name_representative(s: Story) -> list[Call]:
    name = s.one(s.world.active, EVERYBODY)
    other = s.rnd.choice((NOBODY, name, *EVERYBODY, *OUTSIDERS) if s.rnd.random() < 0.2 else (*EVERYBODY, *OUTSIDERS))
    return [s.call(name, P, "name_representative", at(other))]


def overrule(s: Story) -> list[Call]:
    """A representative votes, then the partner itself."""
    found = s.live(OPEN)
    if not found:
        return propose(s)
    proposal = s.rnd.choice(found).proposal
    name = s.one([n for n in s.represented if n in s.world.active] or s.world.active)
    sender = s.represented.get(name)
    if sender in (None, NOBODY):
        return name_representative(s)
    return [
        s.call(sender, P, "cast_vote_as", at(name), Id(proposal), support(s), ""),
        s.call(name, P, "castVote", Id(proposal), support(s)),
    ]


# --- rules, by vote ---


def set_rule(s: Story) -> list[Call]:
    number = (
        s.rnd.choice((*CLASSES, 16)) if s.rnd.random() < 0.1 else s.rnd.choice((ORDINARY, *SPECIAL_CLASSES, RECOVERY))
    )
    made = list(rule(s.rnd, number))
    if s.rnd.random() < 0.08:
        made[s.rnd.choice((0, 1, 3, 4, 5, 11))] = s.rnd.choice((0, 10_001, 400 * DAY))
    return s.by_vote(P, "set_rule", number, tuple(made))


def map_action(s: Story) -> list[Call]:
    targets: tuple[tuple[str, str, int], ...] = (
        (M, "admit", 5),
        (M, "set_shares", 3),
        (M, "suspend", 1),
        (M, "recover_seat", 2),
        (TOKEN, "transfer", 2),
        (P, "map_action", 3),
        (P, "set_objector", 2),
        (E, "set_reserve", 1),
    )
    target, function, size = s.rnd.choice(targets)
    side = s.world.side
    selector = side.function(target, function, size).selector
    target_or_partner = at(target)
    if s.rnd.random() < 0.35:  # a plain payment to somebody
        target_or_partner, selector = at(s.rnd.choice((*EVERYBODY, "x0"))), bytes(4)
    return s.by_vote(P, "map_action", target_or_partner, selector, s.rnd.choice(CLASSES))


def name_class(s: Story) -> list[Call]:
    return s.by_vote(
        P,
        "name_class",
        s.rnd.choice((*CLASSES, 16)),
        s.rnd.choice((b"money", b"people", b"people", b"people", b"")).ljust(32, b"\0"),
    )


def set_objector(s: Story) -> list[Call]:
    who = s.rnd.choice((*OUTSIDERS[1:], *EVERYBODY, NOBODY))
    return s.by_vote(P, "set_objector", at(who), s.rnd.choice((0, s.moment(), s.moment(), START + s.time)))


def approve_message(s: Story) -> list[Call]:
    return s.by_vote(P, "approve_message", keccak(text="message"), s.rnd.choice((0, s.moment())))


def set_dao_uri(s: Story) -> list[Call]:
    return s.by_vote(P, "set_dao_uri", s.rnd.choice(("", "ipfs://dao-2", "x" * 256)))


def rule_action(s: Story) -> Call:
    return s.rnd.choices(list(RULES), list(RULES.values()))[0](s)[0]


PROPOSING: dict[Move, float] = {propose: 5, propose_as: 2, cancel: 0.8, queue: 0.1, execute: 0.8}
MANY: dict[Move, float] = {many: 1}
VOTING: dict[Move, float] = {vote: 4, open_and_vote: 3}
SPECIAL: dict[Move, float] = {recuse: 2, object_any: 2}
REPRESENTING: dict[Move, float] = {name_representative: 2, overrule: 2}
RULES: dict[Move, float] = {
    set_rule: 2,
    map_action: 3,
    name_class: 0.6,
    set_objector: 2,
    approve_message: 1.2,
    set_dao_uri: 1,
}
