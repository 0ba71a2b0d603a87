// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {House} from "./House.sol";
import "./Contracts.sol";

interface IMock {
    function mint(address to, uint256 amount) external;
    function approve(address spender, uint256 amount) external;
    function transfer(address to, uint256 amount) external;
    function balanceOf(address owner) external view returns (uint256);
    function held_by(address owner) external view returns (uint256);
    function arm(address target, bytes calldata data, bool readOnly) external;
    function arm(address target, bytes calldata data) external;
    function calls() external view returns (uint256);
    function successes() external view returns (uint256);
    function rebase(uint256 index) external;
    function set_blocked(address account, bool blocked) external;
    function set_mood(uint256 mood) external;
    function set_paused(bool paused) external;
    function set_reverts(bool reverts) external;
    function upgrade(address logic) external;
}

/// A partnership with every kind of token, founders that are hostile contracts, sponsors, contributors, people outside.
contract Stage is House {
    address internal constant ETHER = address(0);
    address internal constant OUTSIDER = address(0x0D);
    address internal constant CUSTOMER = address(0xC057);
    address internal constant THIEF = address(0x7E1F);

    // What a token keeps to. COVERED: what the escrow has stays until it pays it out. EXACT: what is sent arrives.
    uint256 internal constant COVERED = 1;
    uint256 internal constant EXACT = 2;
    uint256 internal constant GOOD = COVERED | EXACT;

    address[] internal tokens;
    mapping(address => uint256) internal promises;
    mapping(string => address) internal tokenOf;
    address[] internal accounts; // all that can ever be owed something
    mapping(address => address) internal aside; // account => the payout address it uses at times
    address internal sponsorA;
    address internal sponsorB;
    address internal contributor;
    address internal bomb; // a token whose `balanceOf` answers at too great a length

    mapping(address => uint256) internal received; // token => all that ever came in
    address internal second; // another address of the token "First"

    uint256 internal constant FOUNDERS = 7; // accounts 0 to 6; two more may join

    function _stage(uint256 mode) internal {
        _build();
        _makeTokens();
        for (uint256 i; i < 3; i++) _know(address(uint160(0xA100 + i)));
        _know(_deploy("RejectingReceiver", ""));
        _know(_deploy("GasBurningReceiver", ""));
        _know(_deploy("BombReceiver", ""));
        _know(_deploy("ReenteringReceiver", ""));
        address[] memory founders = accounts;
        uint256[] memory units = new uint256[](FOUNDERS);
        for (uint256 i; i < FOUNDERS; i++) units[i] = 100 + 37 * i;
        address[] memory listed = new address[](8);
        string[8] memory names = ["Plain", "Fickle", "Blocklist", "Stubborn", "Upgradeable", "Hook", "Bomb", "Rebasing"];
        for (uint256 i; i < 8; i++) listed[i] = tokenOf[names[i]];
        // What can be repaid: much of ether and of the plain tokens, little of one.
        Capital[] memory capital = new Capital[](4);
        capital[0] = Capital(ETHER, 2 ** 100, 2 ** 90);
        capital[1] = Capital(tokenOf["Plain"], 2 ** 90, 2 ** 100);
        capital[2] = Capital(tokenOf["Unlisted"], 3e20, 2e20);
        capital[3] = Capital(tokenOf["Coarse"], 2 ** 100, 2 ** 100);
        _spinUp(founders, units, listed, mode, capital);
        _acceptAll(founders);
        _know(address(0xA107));
        _know(address(0xA108));
        sponsorA = _know(address(0x5901));
        sponsorB = _know(_deploy("RejectingReceiver", ""));
        contributor = _know(address(0xC0C0));
        _know(address(partnership));
        _makeKnown();
        _fund();
    }

    /// One that is listed and what is not becomes known, by vote or because a partner asks for it. The other listed ones do
    /// when they come to be split.
    function _makeKnown() private {
        string[5] memory voted = ["Plain", "False", "Pausable", "ZeroRefusing", "MaxIsAll"];
        string[7] memory named = ["Unlisted", "Coarse", "CappedApproval", "Fee", "FeeOnTop", "NoReturn", "First"];
        for (uint256 i; i < 5; i++) _makeKnown(tokenOf[voted[i]], address(partnership));
        for (uint256 i; i < 7; i++) _makeKnown(tokenOf[named[i]], accounts[i]);
    }

    function _makeKnown(address token, address asks) internal {
        IMock(token).mint(address(escrow), 1e18);
        received[token] += 1e18;
        vm.prank(asks);
        escrow.know_token(token);
    }

    function _fund() private {
        vm.deal(CUSTOMER, type(uint128).max);
        for (uint256 i = 1; i < tokens.length; i++) {
            if (tokens[i] == tokenOf["First"]) continue; // it asks for no allowance
            vm.prank(CUSTOMER);
            IMock(tokens[i]).approve(address(escrow), 2 ** 96 - 1);
        }
    }

    function _know(address account) internal returns (address) {
        accounts.push(account);
        aside[account] = address(uint160(0xA51DE000 + accounts.length));
        return account;
    }

    function _makeTokens() private {
        promises[ETHER] = GOOD;
        tokens.push(ETHER);
        _token("Plain", _deploy("PlainToken", abi.encode(18)), GOOD);
        _token("Unlisted", _deploy("PlainToken", abi.encode(0)), GOOD);
        _token("Coarse", _deploy("PlainToken", abi.encode(18)), GOOD);
        IMock(tokenOf["Coarse"]).mint(THIEF, 2 ** 110); // so much that its books are kept in grains
        _token("NoReturn", _deploy("NoReturnToken", ""), GOOD);
        _token("False", _deploy("FalseToken", ""), GOOD);
        _token("Blocklist", _deploy("BlocklistToken", ""), GOOD);
        _token("Pausable", _deploy("PausableToken", ""), GOOD);
        _token("Hook", _deploy("HookToken", ""), GOOD);
        _token("ZeroRefusing", _deploy("ZeroRefusingToken", ""), GOOD);
        _token("MaxIsAll", _deploy("MaxIsAllToken", ""), GOOD);
        bomb = _deploy("BombToken", "");
        _token("Bomb", bomb, GOOD);
        _token("CappedApproval", _deploy("CappedApprovalToken", ""), GOOD);
        _token("First", _deploy("SecondName", abi.encode(address(0), 18, 18)), GOOD);
        second = _deploy("SecondName", abi.encode(tokenOf["First"], 6, 18));
        _token("Fee", _deploy("FeeToken", abi.encode(1_000)), COVERED);
        _token("FeeOnTop", _deploy("FeeOnTopToken", abi.encode(1_000)), 0);
        _token("Fickle", _deploy("FickleToken", abi.encode(7)), 0);
        _token("Rebasing", _deploy("RebasingToken", ""), 0);
        _token("Stubborn", _deploy("StubbornToken", ""), 0);
        address logic = _deploy("PlainToken", abi.encode(18));
        _token("Upgradeable", _deploy("UpgradeableToken", abi.encode(logic)), 0);
    }

    function _token(string memory name, address token, uint256 kept) private {
        tokens.push(token);
        tokenOf[name] = token;
        promises[token] = kept;
    }

    function _keeps(address token, uint256 wanted) internal view returns (bool) {
        return promises[token] & wanted == wanted;
    }

    /// What an account has of a token; of one that does not say, 0.
    function _balance(address token, address account) internal view returns (uint256) {
        if (token == ETHER) return account.balance;
        if (token == bomb) return IMock(token).held_by(account);
        (bool success, bytes memory answer) = token.staticcall{gas: 200_000}(abi.encodeCall(IMock.balanceOf, account));
        return success && answer.length == 32 ? abi.decode(answer, (uint256)) : 0;
    }

    /// All partners by increasing address, as `pay_out` wants them.
    function _partners() internal view returns (address[] memory sorted) {
        sorted = new address[](accounts.length);
        uint256 count;
        for (uint256 i; i < accounts.length; i++) {
            if (escrow.units_of(accounts[i]) == 0) continue;
            uint256 place = count++;
            while (place > 0 && sorted[place - 1] > accounts[i]) {
                sorted[place] = sorted[place - 1];
                place--;
            }
            sorted[place] = accounts[i];
        }
        assembly {
            mstore(sorted, count)
        }
    }
}
