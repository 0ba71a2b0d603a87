"""The chain of the tests does what py-evm and titanoboa do, only faster."""

from __future__ import annotations

from random import Random
from typing import Any

import boa
import pytest
from boa.contracts.vyper.vyper_contract import VyperDeployer
from boa.environment import Env
from eth.db.account import AccountDB
from eth.db.atomic import AtomicDB

from polypact.build.compiling import compiler_data
from tests.kit.chain import OneJournal, changes
from tests.kit.contracts import mock

ACCOUNTS = [bytes([number]) * 20 for number in range(1, 5)]
SLOTS = range(4)


def contents(database: Any) -> list[Any]:
    return [
        (database.get_balance(account), [database.get_storage(account, slot) for slot in SLOTS]) for account in ACCOUNTS
    ]


@pytest.mark.parametrize("seed", range(20))
def test_storage_is_what_py_evm_has_after_any_history(seed: int) -> None:
    """Writes, checkpoints, commits and reverts, nested as deep as they come."""
    random = Random(seed)
    ours, theirs = OneJournal(AtomicDB()), AccountDB(AtomicDB())
    open_checkpoints: list[tuple[Any, Any]] = []
    for _ in range(400):
        step = random.random()
        if step < 0.5:
            where, what = (random.choice(ACCOUNTS), random.choice(SLOTS)), random.choice((0, 1, 2**255))
            for database in (ours, theirs):
                database.set_storage(*where, what)
        elif step < 0.55:
            where, what = (random.choice(ACCOUNTS),), random.randrange(9)
            for database in (ours, theirs):
                database.set_balance(*where, what)
        elif step < 0.8:
            open_checkpoints.append((ours.record(), theirs.record()))
        elif open_checkpoints:
            index = random.randrange(len(open_checkpoints))
            checkpoints = open_checkpoints[index]
            del open_checkpoints[index:]
            for database, checkpoint in zip((ours, theirs), checkpoints, strict=True):
                (database.commit if step < 0.9 else database.discard)(checkpoint)
        assert contents(ours) == contents(theirs)


def test_storage_is_wiped_and_comes_back_when_that_is_reverted() -> None:
    database = OneJournal(AtomicDB())
    database.set_storage(ACCOUNTS[0], 1, 7)
    database.set_storage(ACCOUNTS[1], 1, 8)
    checkpoint = database.record()
    database.delete_storage(ACCOUNTS[0])
    assert (database.get_storage(ACCOUNTS[0], 1), database.get_storage(ACCOUNTS[1], 1)) == (0, 8)
    database.discard(checkpoint)
    assert (database.get_storage(ACCOUNTS[0], 1), database.get_storage(ACCOUNTS[1], 1)) == (7, 8)


def test_an_unknown_checkpoint_is_an_error() -> None:
    database = OneJournal(AtomicDB())
    checkpoint = database.record()
    database.discard(checkpoint)
    with pytest.raises(Exception):  # noqa: B017  py-evm's own, before ours
        database.discard(checkpoint)


def test_calls_cost_and_answer_what_they_do_on_titanoboas_own_chain() -> None:
    """The same calls on a fresh chain of each kind: gas, answers, logs and reasons are the same."""

    def story(deploy: Any, env: Any) -> list[Any]:
        token = deploy()
        owner, other = (env.generate_address() for _ in range(2))
        seen: list[Any] = []
        for name, arguments in (
            ("mint", (owner, 100)),
            ("balanceOf", (owner,)),
            ("transfer", (other, 30)),
            ("transfer", (other, 71)),
            ("approve", (other, 5)),
            ("balanceOf", (other,)),
        ):
            function = getattr(token, name)
            computation = env.execute_code(
                to_address=token.address, sender=owner, data=function.prepare_calldata(*arguments)
            )
            seen.append((name, computation.is_error, computation.get_gas_used(), computation.get_gas_refund()))
            seen.append(bytes(computation.output))
            seen.append([entry[2:] for entry in computation.get_raw_log_entries()])
        return seen

    ours = story(lambda: mock("PlainToken", 18), boa.env)
    with boa.swap_env(Env()):
        boa.env.set_random_seed("another chain")
        theirs = story(lambda: VyperDeployer(compiler_data("mocks/PlainToken")).deploy(18), boa.env)
    shape = [entry for entry in ours if isinstance(entry, tuple)]
    assert shape == [entry for entry in theirs if isinstance(entry, tuple)]
    assert [len(entry) for entry in ours] == [len(entry) for entry in theirs]
    assert any(failed for _, failed, *_ in shape)
    assert any(not failed for _, failed, *_ in shape)


def test_other_chains_of_py_evm_are_left_alone() -> None:
    assert type(boa.env.evm.vm.state._account_db) is OneJournal
    assert type(boa.env.evm.chain.get_vm().state._account_db) is AccountDB


def test_the_newest_change_is_remembered_and_a_view_is_none(outsider: str) -> None:
    token = mock("PlainToken", 18)
    token.mint(outsider, 1)
    change = changes[token.address]
    assert token.balanceOf(outsider) == 1
    assert changes[token.address] is change
    token.mint(outsider, 1)
    assert changes[token.address] is not change


def test_a_failed_call_still_says_who_failed_and_why(outsider: str, customer: str) -> None:
    token = mock("PlainToken", 18)
    with boa.env.prank(outsider), pytest.raises(boa.BoaError) as caught:
        token.transfer(customer, 1)
    assert f"<PlainToken at {token.address}>" in str(caught.value)
    assert "erc20" in str(caught.value)
