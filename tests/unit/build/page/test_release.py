"""What the page is told of a release: the code of its contracts, bounds, and which class decides on what."""

from __future__ import annotations

import boa
import pytest
from eth_utils.crypto import keccak

from polypact.build.compiling import compiled
from polypact.build.page import bounds, code, decided_calls
from polypact.build.selectors import BuildError
from polypact.capabilities.declaring import ESCROW
from polypact.chain.artifacts import load
from polypact.chain.recipe import source_of
from polypact.text.enums import CONSTITUTIONAL, EVERYDAY, RECOVERY
from tests.kit.house import House, Partnership


@pytest.mark.parametrize("contract", ["Ecosystem", "PartnershipLoupe", "EscrowLoupe"])
def test_code_is_that_of_the_compiler(contract: str) -> None:
    assert code.runtime(contract) == bytes.fromhex(compiled(source_of(contract)).bytecode_runtime[2:])


def test_code_is_what_stands_at_an_address(house: House) -> None:
    for contract in ("Ecosystem", "Partnership", "RevenueEscrow", "PartnershipLoupe"):
        deployed = boa.env.get_code(house[contract].address)
        found = code.runtime(contract)
        assert len(found) < len(deployed) == load(contract).runtime_size
        assert keccak(deployed[: len(found)]) == keccak(found)


def test_code_that_is_laid_out_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    artifact = load("Ecosystem")
    longer = type(artifact)(**{**vars(artifact), "runtime_size": artifact.runtime_size + 1})
    monkeypatch.setattr(code, "load", lambda _: longer)
    with pytest.raises(BuildError, match="Ecosystem"):
        code.runtime("Ecosystem")


def test_a_bound_is_read_from_its_source() -> None:
    assert bounds.contract_constant("modules/partnership/membership/terms.vy", "MIN_WINDOW_SECONDS") == 7 * 86_400
    with pytest.raises(BuildError, match=r"terms\.vy has no constant NO_SUCH"):
        bounds.contract_constant("modules/partnership/membership/terms.vy", "NO_SUCH")
    with pytest.raises(BuildError, match="no sum of numbers"):
        bounds.contract_constant("modules/escrow/proof.vy", "MAX_OTHERS")


def test_classes_are_those_that_a_partnership_says(partnership: Partnership) -> None:
    for name, (contract, chosen, by) in decided_calls.decided().items():
        target = partnership.escrow.address if contract == ESCROW else partnership.partnership.address
        # A mandate is given by the class that decides on what it lets somebody do: here, pay ether to nobody.
        data = chosen + (bytes(128) if by == "mandate" else b"")
        wanted = {"constitutional": CONSTITUTIONAL, "recovery": RECOVERY, "everyday": EVERYDAY}.get(by)
        found = partnership.partnership.class_of(target, data)
        if by == "recovery":
            assert found in (RECOVERY, EVERYDAY)  # where there is no rule for it
        elif wanted is not None:
            assert found == wanted, name
        else:
            assert found not in (CONSTITUTIONAL, EVERYDAY), name
