// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

/// The cheatcodes we use, of forge and halmos alike.
interface Vm {
    function assume(bool condition) external pure;
    function deal(address account, uint256 balance) external;
    function etch(address account, bytes calldata code) external;
    function getCode(string calldata path) external view returns (bytes memory);
    function load(address account, bytes32 slot) external view returns (bytes32);
    function prank(address sender) external;
    function revertToState(uint256 id) external returns (bool);
    function snapshotState() external returns (uint256 id);
    function store(address account, bytes32 slot, bytes32 value) external;
    function warp(uint256 timestamp) external;
}

contract Cheats {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// Creates a contract from code/<name>.json.
    function _deploy(string memory name, bytes memory arguments) internal returns (address made) {
        bytes memory code = bytes.concat(vm.getCode(string.concat("code/", name, ".json")), arguments);
        assembly {
            made := create(0, add(code, 32), mload(code))
        }
        require(made != address(0), string.concat("cannot deploy ", name));
    }

    /// Makes `account` a clone of `implementation`, as CREATE does in the ecosystem (EIP-1167).
    function _become(address account, address implementation) internal {
        bytes memory clone = abi.encodePacked(hex"363d3d373d3d3d363d73", implementation, hex"5af43d82803e903d91602b57fd5bf3");
        vm.etch(account, clone);
    }

    /// The address of what `creator` makes with its CREATE number `nonce`.
    function _born(address creator, bytes1 nonce) internal pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encodePacked(hex"d694", creator, nonce)))));
    }
}
