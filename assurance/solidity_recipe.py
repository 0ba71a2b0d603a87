"""The deployment recipe as forge and halmos read it: `base/Recipe.sol`, written into the project that is laid out."""

from __future__ import annotations

from polypact.chain import artifacts, recipe

_PLACEHOLDER = 0xFEED << 144  # a word that no constructor's argument holds; the number of an address is added

_HEAD = """\
// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Cheats} from "./Vm.sol";

/// Written by assurance/solidity_recipe.py from polypact/chain/recipe.py.
contract Recipe is Cheats {
    mapping(bytes32 => address) private _made;

    /// The contract of that name, with all it needs; made once. `build` is the end of the names of files with code.
    function _make(string memory name, string memory build) internal returns (address) {
        bytes32 which = keccak256(bytes(name));
        bytes32 key = keccak256(abi.encode(name, build));
        if (_made[key] != address(0)) return _made[key];
        bytes memory takes;
"""
_TAIL = """\
        return _made[key] = _deploy(string.concat(name, build), takes);
    }
}
"""


def recipe_contract() -> str:
    """The text of Recipe.sol."""
    lines = [
        f'        if (which == keccak256("{step.contract}")) {{\n{_arguments(step)}        }}\n'
        for step in recipe.STEPS
        if step.takes
    ]
    return "".join([_HEAD, *lines, _TAIL])


def _arguments(step: recipe.Step) -> str:
    """The constructor's arguments as Solidity puts them together, with addresses that are known only there; a word at a
    time, as its stack has no room for all of them.
    """
    names = recipe.named_in(step.takes)
    stand_ins = {name: f"0x{_PLACEHOLDER + recipe.NAMES.index(name):040x}" for name in names}
    encoded = artifacts.constructor_arguments(step.contract, recipe.filled(step.takes, stand_ins))
    words = {int(address, 16): name for name, address in stand_ins.items()}
    lines: list[str] = []
    for start in range(0, len(encoded), 32):
        word = encoded[start : start + 32]
        name = words.get(int.from_bytes(word, "big"))
        made = f'uint256(uint160(_make("{name}", build)))' if name else f'hex"{word.hex()}"'
        lines.append(f"            takes = abi.encodePacked(takes, {made});\n")
    return "".join(lines)
