"""The clients on Ape's own embedded chain, as in `ape test` and `ape console`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import pytest

from polypact import Ecosystem, Membership, Partnership, RevenueEscrow
from polypact.chain import recipe
from polypact.chain.deployments import Deployments, PartnershipRecord
from polypact.chain.node_errors import RefusedError
from polypact.chain.session import Session
from polypact.chain.under_way import UnderWayError
from polypact.spec import Spec, load_spec
from polypact.spec.launch import deploy_ecosystem, init_code, spin_up
from polypact.statement import build
from polypact.text.documents import Document
from polypact.text.enums import ETHER, Phase, ProposalState, Role, Status, Support
from polypact.text.errors import PolypactError

TERMS = "We share."
TRANSACTIONS = len(recipe.NAMES) + 1  # and the spin-up
SPEC = """\
name: Native Partnership
terms: {{file: terms.md}}
deal: {{units_ceiling: 100}}
formation_deadline: 7 days
founders:
  - {{account: "{0}", name: First, weight: 60, units: 2}}
  - {{account: "{1}", name: Second, weight: 40, units: 1}}
"""


@pytest.fixture
def chain() -> Iterator[Any]:
    from ape import networks
    from ape.logging import logger

    with logger.at_level("ERROR"), networks.ethereum.local.use_provider("test") as provider:
        snapshot = provider.snapshot()
        yield provider
        provider.restore(snapshot)


@pytest.fixture
def people(chain: Any) -> list[Any]:
    from ape import accounts

    return [accounts.test_accounts[index] for index in range(5)]


@pytest.fixture
def session(chain: Any, people: list[Any]) -> Session:
    return Session(chain, people[0])


@pytest.fixture
def spec(people: list[Any], tmp_path: Path) -> Spec:
    (tmp_path / "terms.md").write_text(TERMS)
    path = tmp_path / "native.yaml"
    path.write_text(SPEC.format(people[0].address, people[1].address))
    return load_spec(path)


def launch(session: Session, spec: Spec, folder: Path) -> PartnershipRecord:
    deployments = Deployments(session.chain_id, folder / "deployments")
    ecosystem = deploy_ecosystem(session, deployments, "default")
    record, _ = spin_up(session, deployments, spec.name, ecosystem.ecosystem, spec, folder / "native.yaml", str)
    return record


def travel_to(chain: Any, timestamp: int) -> None:
    chain.set_timestamp(timestamp)
    chain.mine()


@pytest.fixture
def record(session: Session, spec: Spec, tmp_path: Path) -> PartnershipRecord:
    return launch(session, spec, tmp_path)


@pytest.fixture
def partnership(record: PartnershipRecord, people: list[Any]) -> Partnership:
    """In force. Without a session it works on what Ape is connected to."""
    made = Partnership(record.partnership)
    for founder in people[:2]:
        made.members.accept(Document.from_bytes(TERMS.encode()), sender=founder)
    return made


def test_deployment_is_what_the_spec_says(record: PartnershipRecord, people: list[Any], session: Session) -> None:
    members = Membership(record.partnership)
    assert members.name == "Native Partnership"
    assert members.phase == Phase.FORMING
    assert members.terms().hash == Document.from_bytes(TERMS.encode()).hash
    assert [(p.account, p.weight, p.units, p.role, p.status) for p in members.roster()] == [
        (people[0].address, 60, 2, Role.PROPOSER, Status.INVITED),
        (people[1].address, 40, 1, Role.PROPOSER, Status.INVITED),
    ]
    partnership = Partnership(record.partnership, session)
    partnership.check()
    assert partnership.escrow == record.escrow
    assert partnership.members.address == record.partnership
    assert partnership.read("escrow") == record.escrow
    assert RevenueEscrow(record.escrow, session).partnership == record.partnership
    assert Ecosystem(record.ecosystem, session).partnerships() == [record.partnership]


def test_accept_refuses_another_document(record: PartnershipRecord, people: list[Any]) -> None:
    with pytest.raises(PolypactError, match="ask which is right"):
        Membership(record.partnership).accept(Document.from_bytes(b"other"), sender=people[0])
    assert Membership(record.partnership).partner(people[0].address).accepted_version == 0


def test_decide_and_execute(chain: Any, partnership: Partnership, people: list[Any]) -> None:
    receiver = "0x2222222222222222222222222222222222222222"
    people[3].transfer(partnership.address, 10)
    actions = [partnership.actions.pay(receiver, 4), partnership.actions.pay(receiver, 3)]
    id = partnership.propose(actions, "Pay four wei", sender=people[0])
    assert id == partnership.proposal_id(actions, "Pay four wei")
    pending = partnership.proposal(id)
    assert (pending.state, pending.quorum, tuple(pending.actions)) == (ProposalState.PENDING, None, tuple(actions))
    travel_to(chain, pending.snapshot + 1)
    partnership.vote(id, Support.FOR, "gladly", sender=people[0])
    partnership.vote(id, Support.ABSTAIN, sender=people[1])
    voted = partnership.proposal(str(id)[:12])
    assert (voted.votes_for, voted.votes_abstain, voted.votes_against) == (60, 40, 0)
    assert voted.decision_class == 8
    assert voted.quorum == pending.rule.quorum_bps * 100 // 10_000
    assert [(b.voter, b.support, b.reason) for b in partnership.ballots(id)] == [
        (people[0].address, Support.FOR, "gladly"),
        (people[1].address, Support.ABSTAIN, ""),
    ]
    travel_to(chain, voted.executable_from)
    partnership.execute(voted, sender=people[4])
    assert partnership.session.balance(receiver) == 7
    assert [proposal.state for proposal in partnership.proposals()] == [ProposalState.EXECUTED]
    decide(chain, partnership, people, [partnership.actions.set_role(people[1].address, Role(0))], "a role")
    assert partnership.members.partner(people[1].address).role == Role(0)


def test_a_refusal_is_explained_and_nothing_is_sent(partnership: Partnership, people: list[Any]) -> None:
    nonce = people[2].nonce
    with pytest.raises(RefusedError) as refused:
        partnership.propose([partnership.actions.pay(people[2].address, 1)], "for me", sender=people[2])
    assert refused.value.reason == "governor: no standing"
    assert str(refused.value) != refused.value.reason
    assert people[2].nonce == nonce


def test_revenue_and_statement(partnership: Partnership, people: list[Any]) -> None:
    escrow = partnership.revenue
    escrow.pay(ETHER, 10, "INV-7", sender=people[3])
    people[3].transfer(escrow.address, 1)
    escrow.distribute(ETHER, sender=people[4])
    escrow.claim(ETHER, people[0].address, sender=people[4])
    people[3].transfer(escrow.address, 5)
    entry = build(escrow).of(ETHER)
    assert entry.adds_up
    assert (entry.received, entry.invoiced, entry.distributed, entry.undistributed) == (16, 10, 11, 5)
    assert {line.account: (line.credited, line.paid, line.claimable) for line in entry.lines} == {
        people[0].address: (7, 7, 0),
        people[1].address: (3, 0, 3),
    }
    assert entry.remainder == 1


def test_a_key_signs_an_acceptance_that_another_relays(
    record: PartnershipRecord, people: list[Any], session: Session
) -> None:
    members = Membership(record.partnership, session)
    deadline = session.now() + 3_600
    signature = Session(session.provider, people[1]).sign_typed(members.acceptance_data(people[1].address, deadline))
    members.accept_by_sig(people[1].address, deadline, signature, sender=people[4])
    assert members.partner(people[1].address).status == Status.ACTIVE


@pytest.mark.parametrize("broken_at", range(1, TRANSACTIONS + 1))
def test_t54_a_deployment_cut_short_goes_on_and_deploys_nothing_twice(
    session: Session, spec: Spec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken_at: int
) -> None:
    """The node dies right after taking the nth of the transactions; the same command is run again."""
    nonce = session.nonce(session.sender)
    wait = Session.wait
    waits = 0

    def dying(self: Session, transaction: str) -> Any:
        nonlocal waits
        waits += 1
        if waits == broken_at:
            raise PolypactError("the node does not answer")
        return wait(self, transaction)

    monkeypatch.setattr(Session, "wait", dying)
    with pytest.raises(PolypactError, match="does not answer"):
        launch(session, spec, tmp_path)
    assert (tmp_path / "deployments" / f"{session.chain_id}.journal.json").exists()
    deployments = Deployments(session.chain_id, tmp_path / "deployments")
    if "default" in deployments.ecosystems:
        ecosystem = deployments.ecosystems["default"]
    else:
        ecosystem = deploy_ecosystem(session, deployments, "default")
    resumed, is_new = spin_up(session, deployments, spec.name, ecosystem.ecosystem, spec, tmp_path / "native.yaml", str)
    assert session.nonce(session.sender) == nonce + TRANSACTIONS
    assert Ecosystem(ecosystem.ecosystem, session).partnerships() == [resumed.partnership]
    assert is_new == (broken_at < TRANSACTIONS)
    assert not (tmp_path / "deployments" / f"{session.chain_id}.journal.json").exists()


def test_t54_a_transaction_that_was_signed_and_never_sent_is_sent_again(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nonce = session.nonce(session.sender)
    deployments = Deployments(session.chain_id, tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(session.web3.eth, "send_raw_transaction", _refuse)
        with pytest.raises(UnderWayError, match="it may have been sent; run the same command again"):
            deploy_ecosystem(session, deployments, "default")
    assert deployments.journal.get(f"ecosystem default: {recipe.NAMES[0]}") is not None
    record = deploy_ecosystem(session, Deployments(session.chain_id, tmp_path), "default")
    assert session.nonce(session.sender) == nonce + len(recipe.NAMES)
    assert all(session.code(facet) for facet in record.facets.values())


def _refuse(signed: bytes) -> None:
    raise ConnectionError("the line is down")


def test_init_code_is_what_the_compiler_made(session: Session, tmp_path: Path) -> None:
    ecosystem = deploy_ecosystem(session, Deployments(session.chain_id, tmp_path), "default")
    facets = [ecosystem.facets[name] for name in recipe.PARTS["Partnership"]]
    receipt = session.deploy(init_code("Partnership", [facets]))
    assert receipt.contract is not None
    assert session.code(receipt.contract)[:100] == session.code(ecosystem.partnership_implementation)[:100]
    for implementation in (receipt.contract, ecosystem.partnership_implementation):
        assert Membership(implementation, session).phase == Phase.WINDING_UP  # an implementation is locked


def decide(chain: Any, partnership: Partnership, people: list[Any], actions: list[Any], text: str) -> None:
    """From the proposal to its execution; both founders vote for it."""
    id = partnership.propose(actions, text, sender=people[0])
    travel_to(chain, partnership.proposal(id).snapshot + 1)
    for founder in people[:2]:
        partnership.vote(id, Support.FOR, sender=founder)
    travel_to(chain, partnership.proposal(id).executable_from)
    partnership.execute(partnership.proposal(id), sender=people[0])


def test_statement_follows_units_through_joining_changing_and_leaving(
    chain: Any, partnership: Partnership, people: list[Any]
) -> None:
    escrow = partnership.revenue
    make = partnership.actions
    customer, newcomer = people[3], people[2]

    def income(amount: int) -> None:
        escrow.pay(ETHER, amount, sender=customer)
        escrow.distribute(ETHER, sender=customer)
        assert build(escrow).adds_up

    income(100)  # units 2 and 1
    admitting = make.admit(newcomer.address, 10, 4, Role.PROPOSER, 30 * 86_400)
    decide(chain, partnership, people, [admitting, make.set_shares(people[1].address, 40, 3)], "join and change")
    income(101)  # 2 and 3
    partnership.members.accept(sender=newcomer)
    income(1_003)  # 2, 3 and 4
    escrow.claim(ETHER, people[1].address, sender=customer)
    escrow.pay(ETHER, 5, sender=customer)  # split by the old units when the next one leaves
    partnership.members.leave(sender=people[1])
    income(57)  # 2 and 4
    entry = build(escrow).of(ETHER)
    assert entry.distributed == entry.received == 100 + 101 + 1_003 + 5 + 57
    assert {line.account: line.units for line in entry.lines} == {
        people[0].address: 2,
        people[1].address: 0,
        newcomer.address: 4,
    }
    credited = {line.account: line.credited for line in entry.lines}
    # The sums of the exact parts, rounded down once; the newcomer's comes out even, so nothing may be lost on the way.
    parts = [
        Fraction(100 * 2, 3),
        Fraction(101 * 2, 5),
        Fraction(1_003 * 2, 9),
        Fraction(5 * 2, 9),
        Fraction(57 * 2, 6),
    ]
    assert credited[people[0].address] == floor(sum(parts))
    assert credited[newcomer.address] == Fraction(1_003 * 4, 9) + Fraction(5 * 4, 9) + Fraction(57 * 4, 6) == 486


def test_amended_terms_are_accepted_again(chain: Any, partnership: Partnership, people: list[Any]) -> None:
    second, members = Document.from_bytes(b"We share more."), partnership.members
    amending = partnership.actions.amend_terms(second.hash, "ipfs://2", 7 * 86_400, members.deal())
    decide(chain, partnership, people, [amending], "amend")
    assert (members.terms().version, members.terms_uri()) == (2, "ipfs://2")
    assert partnership.has_standing(people[0].address)
    members.accept(second, sender=people[0])
    travel_to(chain, members.terms().window_closes + 1)
    members.close_window([people[0].address], sender=people[4])
    chain.mine()
    assert [partnership.has_standing(founder.address) for founder in people[:2]] == [True, False]
    travel_to(chain, members.terms().window_closes + 8 * 86_400)
    members.lapse(people[1].address, sender=people[4])
    assert partnership.total_weight == 60
    assert {who: version for who, (version, _) in members.acceptances().items()} == {
        people[0].address: 2,
        people[1].address: 1,
    }


def test_ballot_by_signature_and_cancelling(chain: Any, partnership: Partnership, people: list[Any]) -> None:
    actions = [partnership.actions.pay(people[3].address, 1)]
    id = partnership.propose(actions, "x", sender=people[0])
    travel_to(chain, partnership.proposal(id).snapshot + 1)
    data = partnership.ballot_data(id, Support.AGAINST, people[1].address)
    signature = Session(chain, people[1]).sign_typed(data)
    partnership.vote_by_sig(id, Support.AGAINST, people[1].address, signature, sender=people[4])
    assert partnership.proposal(id).votes_against == 40
    partnership.cancel(partnership.proposal(id), sender=people[0])
    assert partnership.proposal(id).state == ProposalState.CANCELED


def test_address_of_something_else_is_no_partnership(record: PartnershipRecord, session: Session) -> None:
    for address in (record.escrow, record.ecosystem, session.sender):
        with pytest.raises(PolypactError, match="there is no partnership at"):
            Partnership(address, session).check()
