"""Transactions that somebody stopped waiting for, on a real node: found again, sent once, told in words when stuck."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from eth_account import Account
from web3.types import TxParams

from polypact.chain import sending
from polypact.chain.journal import Journal
from polypact.chain.session import Session, connect
from polypact.chain.tries import Tries
from polypact.chain.under_way import NotTakenError, UnderWayError, why_not_mined
from polypact.text.errors import PolypactError
from tests.integration.conftest import ETHER, Node, staffed_company, start_node, stop_node

GWEI = 10**9
#: The first account of the mnemonic that every development chain funds.
KEY = Account.from_key("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")


@pytest.fixture(scope="module")
def own_node() -> Iterator[Node]:
    started = start_node()
    yield started
    stop_node(started)


@pytest.fixture(scope="module")
def session(own_node: Node) -> Iterator[Session]:
    with connect(own_node.network, "TEST::0") as opened:
        yield opened


@pytest.fixture
def idle(own_node: Node) -> Iterator[Node]:
    """Mines only when it is told to."""
    own_node.rpc("evm_setAutomine", False)
    yield own_node
    own_node.rpc("evm_setAutomine", True)
    own_node.rpc("anvil_dropAllTransactions")
    own_node.rpc("evm_mine")


@pytest.fixture
def tries(session: Session, tmp_path: Path) -> Tries:
    return Tries(session, Journal(tmp_path / "1337.journal.json"))


@pytest.fixture
def payee(request: pytest.FixtureRequest) -> str:
    return Account.from_key(request.node.name.encode().ljust(32, b"\1")[:32]).address


def held(node: Node, account: str) -> int:
    return int(node.web3.eth.get_balance(account))


class Stopped:
    """Has something happen instead of the next wait."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def by(self, what: Callable[[], None]) -> None:
        def sleep(_: float) -> None:
            self._monkeypatch.undo()
            what()

        self._monkeypatch.setattr("polypact.chain.sending.time.sleep", sleep)


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> Stopped:
    return Stopped(monkeypatch)


def ctrl_c() -> None:
    raise KeyboardInterrupt


def terminated() -> None:
    raise SystemExit(143)  # as Ape does it


def test_t100_who_is_ended_by_another_program_tells_it_too(
    idle: Node, session: Session, stopped: Stopped, payee: str
) -> None:
    stopped.by(terminated)
    with pytest.raises(UnderWayError, match=r"was under way: it may still be mined; look it up by its hash") as told:
        session.send(payee, b"", 5)
    assert told.value.exit_code == 143


def cut_short(tries: Tries, stopped: Stopped, payee: str, value: int = 5) -> str:
    """A try that somebody stops waiting for; gives its hash."""
    stopped.by(ctrl_c)
    with pytest.raises(UnderWayError) as told:
        tries.send(payee, b"", value)
    return told.value.transaction


def test_t100_hash_is_told_at_once_and_that_it_may_still_be_mined(
    idle: Node, tries: Tries, stopped: Stopped, payee: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stopped.by(ctrl_c)
    with pytest.raises(UnderWayError) as told:
        tries.send(payee, b"", 5)
    transaction = told.value.transaction
    assert capsys.readouterr().err == f"sent {transaction}\n"
    assert str(told.value) == (
        f"stopped while transaction {transaction} was under way: it may still be mined; run the same command again: it "
        "finds this transaction and sends nothing twice"
    )
    assert told.value.exit_code == 130
    assert idle.web3.eth.get_transaction(transaction)["nonce"] >= 0


def test_t100_who_runs_it_again_pays_once(idle: Node, tries: Tries, stopped: Stopped, payee: str) -> None:
    transaction = cut_short(tries, stopped, payee)
    stopped.by(lambda: idle.rpc("evm_mine") and None)  # the second run waits for the first one's
    receipt = tries.send(payee, b"", 5)
    assert (receipt.transaction, receipt.is_earlier) == (transaction, True)
    assert held(idle, payee) == 5
    idle.rpc("evm_setAutomine", True)
    assert not tries.send(payee, b"", 5).is_earlier  # once that is told, the same is paid anew
    assert held(idle, payee) == 10
    assert tries.send(payee, b"", 6).is_earlier is False


def test_t100_mined_meanwhile_is_not_sent_again(
    idle: Node, tries: Tries, session: Session, stopped: Stopped, payee: str, tmp_path: Path
) -> None:
    transaction = cut_short(tries, stopped, payee)
    idle.rpc("evm_mine")
    again = Tries(session, Journal(tmp_path / "1337.journal.json"))
    found = again.finish(payee, b"", 5)
    assert found is not None and (found.transaction, found.is_earlier) == (transaction, True)
    assert not (tmp_path / "1337.journal.json").exists()
    assert held(idle, payee) == 5


def test_t100_dropped_one_is_sent_with_the_same_number(
    idle: Node, tries: Tries, session: Session, stopped: Stopped, payee: str
) -> None:
    nonce = session.nonce(session.sender)
    transaction = cut_short(tries, stopped, payee)
    idle.rpc("anvil_dropTransaction", transaction)
    idle.rpc("anvil_setNextBlockBaseFeePerGas", hex(3 * GWEI))  # or it would be the same transaction once more
    idle.rpc("evm_mine")
    idle.rpc("evm_setAutomine", True)
    receipt = tries.send(payee, b"", 5)
    assert not receipt.is_earlier
    assert idle.web3.eth.get_transaction(receipt.transaction)["nonce"] == nonce  # type: ignore[arg-type]
    assert held(idle, payee) == 5


def replace_by(node: Node, transaction: str, to: str, value: int) -> None:
    """What a wallet does to speed a transaction up, or to cancel it."""
    former = node.web3.eth.get_transaction(transaction)  # type: ignore[arg-type]
    fields: TxParams = {
        "to": to,
        "value": value,  # type: ignore[typeddict-item]
        "nonce": former["nonce"],
        "gas": 100_000,
        "maxFeePerGas": 100 * GWEI,  # type: ignore[typeddict-item]
        "maxPriorityFeePerGas": 50 * GWEI,  # type: ignore[typeddict-item]
        "chainId": 1337,
    }
    node.web3.eth.send_raw_transaction(KEY.sign_transaction(fields).raw_transaction)
    for _ in range(3):
        node.rpc("evm_mine")


def test_t100_one_that_a_wallet_sped_up_is_not_sent_again(
    idle: Node, tries: Tries, stopped: Stopped, payee: str
) -> None:
    transaction = cut_short(tries, stopped, payee)
    replace_by(idle, transaction, payee, 5)
    receipt = tries.send(payee, b"", 5)
    assert receipt.is_earlier and receipt.transaction != transaction
    assert held(idle, payee) == 5


def test_t100_one_that_a_wallet_cancelled_is_sent_again(idle: Node, tries: Tries, stopped: Stopped, payee: str) -> None:
    transaction = cut_short(tries, stopped, payee)
    replace_by(idle, transaction, KEY.address, 0)
    idle.rpc("evm_setAutomine", True)
    assert not tries.send(payee, b"", 5).is_earlier
    assert held(idle, payee) == 5


def test_t100_nothing_is_sent_when_the_node_does_not_tell_what_became_of_it(
    idle: Node, tries: Tries, session: Session, stopped: Stopped, payee: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    transaction = cut_short(tries, stopped, payee)
    replace_by(idle, transaction, payee, 5)
    nonce = session.nonce(session.sender)
    monkeypatch.setattr(Session, "transaction_of", lambda *_: None)
    for ask in (tries.send, tries.finish):
        with pytest.raises(PolypactError, match=r"does not show which; nothing was sent\. Look at number \d+ of 0x"):
            ask(payee, b"", 5)
    assert session.nonce(session.sender, pending=True) == nonce


def test_t100_chain_that_was_started_anew_knows_nothing_of_it(
    idle: Node, tries: Tries, stopped: Stopped, payee: str, tmp_path: Path
) -> None:
    cut_short(tries, stopped, payee)
    other = start_node()
    try:
        other.rpc("anvil_setBalance", KEY.address, hex(ETHER))
        with connect(other.network, "TEST::0") as session:
            assert not Tries(session, Journal(tmp_path / "1337.journal.json")).send(payee, b"", 5).is_earlier
        assert held(other, payee) == 5
    finally:
        stop_node(other)


@pytest.mark.parametrize("note", [{}, {"transaction": 7, "nonce": 1, "block": 1, "genesis": ""}, []])
def test_t100_damaged_note_is_told_and_nothing_is_sent(
    idle: Node, tries: Tries, session: Session, stopped: Stopped, payee: str, tmp_path: Path, note: Any
) -> None:
    cut_short(tries, stopped, payee)
    path = tmp_path / "1337.journal.json"
    path.write_text(json.dumps(dict.fromkeys(json.loads(path.read_text()), note)))
    before = session.nonce(session.sender, pending=True)
    with pytest.raises(PolypactError, match="is damaged at 'transaction 0x"):
        tries.send(payee, b"", 5)
    assert session.nonce(session.sender, pending=True) == before


ONE_OF_TWO = """
import sys
from pathlib import Path
from ape.logging import logger
from polypact.chain.journal import Journal
from polypact.chain.session import connect
from polypact.chain.tries import Tries
logger.set_level("ERROR")
with connect(sys.argv[1], "TEST::0") as session:
    print("ready", flush=True)
    sys.stdin.readline()
    receipt = Tries(session, Journal(Path(sys.argv[2]))).send(sys.argv[3], b"", 5)
    print(receipt.transaction)
"""


def test_t100_two_programs_at_once_pay_once(idle: Node, payee: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", ONE_OF_TWO, idle.network, str(tmp_path / "1337.journal.json"), payee]
    programs = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for program in programs:
        assert program.stdout is not None and program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    time.sleep(1.5)
    assert all(program.poll() is None for program in programs)
    for _ in range(2):
        idle.rpc("evm_mine")
    told = {program.communicate(timeout=30)[0] for program in programs}
    assert len(told) == 1
    assert held(idle, payee) == 5
    assert not (tmp_path / "1337.journal.json").exists()


def test_t57_another_transaction_of_the_account_in_between_is_no_trouble(
    own_node: Node, session: Session, payee: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program is faster between counting and sending: the node says that the number is used."""
    counted = Session.nonce
    stale = [True]

    def count(self: Session, address: str, block: int | None = None, *, pending: bool = False) -> int:
        return counted(self, address, block, pending=pending) - (1 if stale and stale.pop() else 0)

    monkeypatch.setattr(Session, "nonce", count)
    session.send(payee, b"", 5)
    assert held(own_node, payee) == 5


def test_t57_what_the_node_does_not_take_is_told(idle: Node, session: Session, payee: str) -> None:
    before = session.nonce(session.sender)
    with pytest.raises(NotTakenError, match=r"same number \(\d+\) was faster; run the command again; nothing was sent"):
        session.send(payee, b"", 5, nonce=before - 1)
    assert held(idle, payee) == 0


def test_t57_stuck_transaction_is_told_in_words(
    idle: Node, tries: Tries, session: Session, stopped: Stopped, payee: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    nonce = session.nonce(session.sender)
    monkeypatch.setattr(sending, "_WAIT_SECONDS", 0)
    with pytest.raises(
        UnderWayError, match=r"is not mined after 0 seconds: it is waiting; it pays at most .* gwei"
    ) as told:
        session.send(payee, b"", 5)
    assert "look it up by its hash before you send anything again" in str(told.value)
    first = told.value.transaction
    with pytest.raises(
        UnderWayError, match=rf"it is number {nonce + 1} of 0x\w+, and number {nonce}, which has to come"
    ):
        session.send(payee, b"", 6)
    idle.rpc("anvil_dropTransaction", first)
    assert "it was dropped, or never arrived" in why_not_mined(session, first, session.sender, nonce)
    assert "was mined in its place" in why_not_mined(session, "0x" + "11" * 32, session.sender, nonce - 1)


def test_t100_line_that_breaks_while_sending_is_not_read_as_not_sent(
    own_node: Node, session: Session, payee: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_raw = session.web3.eth.send_raw_transaction

    def breaking(signed: bytes) -> None:
        send_raw(signed)
        raise ConnectionError("http://key@node")

    monkeypatch.setattr(session.web3.eth, "send_raw_transaction", breaking)
    assert session.send(payee, b"", 5).block > 0  # the node has it, so it is waited for
    monkeypatch.setattr(Session, "is_known", lambda *_: False)
    with pytest.raises(
        UnderWayError, match=r"gave no answer to transaction 0x.*: it may have been sent; look it up"
    ) as told:
        session.send(payee, b"", 6)
    assert "key@node" not in str(told.value)
    own_node.rpc("evm_mine")
    assert held(own_node, payee) == 11


SPEC = """\
name: Lock Partnership
terms: {{file: terms.md}}
formation_deadline: 14 days
founders:
  - {{account: "{north}", name: Northwind, weight: 60, units: 500, role: [proposer, treasurer]}}
  - {{account: "{east}", name: Eastport, weight: 40, units: 300}}
"""


def test_t100_payment_that_was_stopped_is_found_by_the_same_command(
    own_node: Node, tmp_path_factory: pytest.TempPathFactory
) -> None:
    company, addresses = staffed_company(own_node, tmp_path_factory.mktemp("lock"), ("north", "east", "customer"))
    (company.folder / "lock.yaml").write_text(SPEC.format(**addresses))
    made = company.json("deploy", "lock.yaml", account="north")
    for founder in ("north", "east"):
        company.json("partner", "accept", "lock-partnership", account=founder)
    pay = ("revenue", "pay", "lock-partnership", "1,500 gwei", "--reference", "INV-1")
    own_node.rpc("evm_setAutomine", False)
    program = company.start(*pay, account="customer")
    assert program.stderr is not None
    said = ""
    while not said.startswith("sent 0x"):
        said = program.stderr.readline()
        assert said, "it ended and sent nothing"
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=30)
    transaction = said.split()[1]
    assert program.returncode == 130, err
    assert f"Error: stopped while transaction {transaction} was under way: it may still be mined; run the same" in err
    own_node.rpc("evm_setAutomine", True)
    own_node.rpc("evm_mine")
    again = company.json(*pay, account="customer")
    assert (again["transaction"], again["amount"], again["is_earlier"]) == (transaction, str(1_500 * GWEI), True)
    assert own_node.web3.eth.get_balance(made["escrow"]) == 1_500 * GWEI
    third = company.run(*pay, account="customer")
    assert "earlier" not in third.out
    assert own_node.web3.eth.get_balance(made["escrow"]) == 3_000 * GWEI
