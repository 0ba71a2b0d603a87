"""The recipe that everything deploys by."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assurance.solidity_recipe import recipe_contract
from polypact.chain import artifacts, recipe
from polypact.chain.deployments import Deployments
from polypact.spec import launch
from polypact.text.deals import Deal

CONTRACTS_SOL = Path(__file__).parents[3] / "assurance" / "forge" / "base" / "Contracts.sol"


def config_components() -> list[dict[str, Any]]:
    entry = next(entry for entry in artifacts.load("Ecosystem").abi if entry.get("name") == "spin_up")
    components: list[dict[str, Any]] = entry["inputs"][0]["components"]
    return components


def test_every_step_takes_what_was_made_before() -> None:
    for number, step in enumerate(recipe.STEPS):
        assert set(recipe.named_in(step.takes)) <= set(recipe.NAMES[:number])
        constructor = [entry for entry in artifacts.load(step.contract).abi if entry["type"] == "constructor"]
        assert sum(len(entry["inputs"]) for entry in constructor) == len(step.takes)
    assert set().union(*recipe.PARTS.values()) | set(recipe.PARTS) <= set(recipe.NAMES)


def test_every_step_is_recorded_under_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def made(_session: Any, _deployments: Any, _group: str, name: str, *_: Any) -> tuple[str, Any]:
        return f"<{name}>", SimpleNamespace(block=7, transaction="0xt")

    monkeypatch.setattr(launch, "_deploy", made)
    checked: list[str] = []
    nobody: Any = SimpleNamespace(check_instructions=lambda: checked.append("instructions"))
    record = launch.deploy_ecosystem(nobody, Deployments(5, tmp_path), "default")
    facets = {name for parts in recipe.PARTS.values() for name in parts}
    assert record.facets == {name: f"<{name}>" for name in facets}
    assert (record.partnership_implementation, record.escrow_implementation) == ("<Partnership>", "<RevenueEscrow>")
    assert record.ecosystem == "<Ecosystem>"
    assert facets | {"Partnership", "RevenueEscrow", "Ecosystem"} == set(recipe.NAMES)
    assert Deployments(5, tmp_path).ecosystems == {"default": record}
    assert checked == ["instructions"]


def test_deploys_in_order_and_hands_on_what_was_made() -> None:
    calls: list[tuple[str, list[Any]]] = []

    def make(name: str, arguments: list[Any]) -> str:
        calls.append((name, arguments))
        return f"<{name}>"

    made = recipe.deploy(make)
    assert list(made) == [name for name, _ in calls] == list(recipe.NAMES)
    for step, (_, arguments) in zip(recipe.STEPS, calls, strict=True):
        assert arguments == recipe.filled(step.takes, {name: f"<{name}>" for name in recipe.NAMES})


def test_deploys_only_what_a_contract_needs() -> None:
    made = recipe.deploy(lambda name, _: name, "RevenueEscrow")
    assert set(made) == {"RevenueEscrow", *recipe.named_in(recipe.step_of("RevenueEscrow").takes)}
    with pytest.raises(KeyError):
        recipe.deploy(lambda name, _: name, "Nothing")


def test_names_are_filled_in_lists_too() -> None:
    takes = (("Terms", "Ecosystem"), "Partnership", 7, ())
    made = {"Terms": 1, "Ecosystem": 2, "Partnership": 3}
    assert recipe.filled(takes, made) == [[1, 2], 3, 7, []]
    assert recipe.named_in(takes) == ["Terms", "Ecosystem", "Partnership"]


def test_a_config_has_the_fields_of_the_contract_in_its_order() -> None:
    assert [field.name for field in fields(recipe.Config)] == [entry["name"] for entry in config_components()]
    config = recipe.Config("a", bytes(32), "b", 1, (("0x1", 1, 2, 3),), [])
    assert config.abi() == ("a", bytes(32), "b", 1, [("0x1", 1, 2, 3)], [], [], Deal().abi(), [], "", 0, 0, 0, [], b"")


def test_the_structs_of_the_forge_project_are_those_of_the_contract() -> None:
    text = CONTRACTS_SOL.read_text()

    def names_in(struct: str) -> list[str]:
        body = re.search(rf"struct {struct} \{{(.*?)\}}", text, re.DOTALL)
        assert body
        return [re.sub(r"(?<!^)(?=[A-Z])", "_", line.split()[-1]).lower() for line in body[1].strip().split(";")[:-1]]

    components = {entry["name"]: entry.get("components", []) for entry in config_components()}
    rule = next(entry for entry in components["rules"] if entry["name"] == "rule")["components"]
    expected = {
        "Config": config_components(),
        "Founder": components["founders"],
        "ClassRule": components["rules"],
        "Deal": components["deal"],
        "Capital": components["capital"],
        "Requirement": components["required"],
    }
    for struct, entries in (*expected.items(), ("Rule", rule)):
        assert names_in(struct) == [entry["name"] for entry in entries]


def test_solidity_makes_every_contract_with_what_it_takes() -> None:
    text = recipe_contract()
    for step in recipe.STEPS:
        block = re.search(rf'keccak256\("{step.contract}"\)\) \{{\n(.*?)        \}}\n', text, re.DOTALL)
        assert bool(block) == bool(step.takes)
        if block:
            assert re.findall(r'_make\("(\w+)"', block[1]) == recipe.named_in(step.takes)


def test_solidity_puts_lists_and_numbers_together_as_the_abi_does(monkeypatch: pytest.MonkeyPatch) -> None:
    from assurance import solidity_recipe

    step = recipe.Step("Ecosystem", "ecosystem", (("Partnership", "RevenueEscrow"), 7))
    encoded = [*(f"{number:064x}" for number in (64, 7, 2)), *(f"{number:064x}" for number in (1, 2))]

    def arguments(name: str, values: Any) -> bytes:
        assert name == "Ecosystem"
        words = [*encoded[:3], *(address[2:].rjust(64, "0") for address in values[0])]
        return bytes.fromhex("".join(words))

    monkeypatch.setattr(artifacts, "constructor_arguments", arguments)
    made = [f'hex"{word}"' for word in encoded[:3]]
    made += [f'uint256(uint160(_make("{name}", build)))' for name in ("Partnership", "RevenueEscrow")]
    lines = solidity_recipe._arguments(step).splitlines()
    assert [line.strip() for line in lines] == [f"takes = abi.encodePacked(takes, {each});" for each in made]
