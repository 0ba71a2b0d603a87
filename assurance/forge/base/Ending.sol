// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Watch} from "./Watch.sol";
import "./Contracts.sol";

/// The end of every history: everybody takes everything, the partnership winds up, and they take what comes of that.
contract Ending is Watch {
    uint256 private constant PLAIN = 4; // so many of the tokens are ether or plain ones

    /// Everybody takes everything: I16, whoever can claim is paid, and less than a grain each stays.
    function drain() external {
        vm.warp(block.timestamp + 4_000 days);
        for (uint256 i; i < PLAIN; i++) _drain(tokens[i]);
    }

    function _drain(address token) private {
        for (uint256 i; i < accounts.length; i++) {
            for (uint256 round; round < 12; round++) {
                try escrow.claim(token, accounts[i]) {} catch {
                    break;
                }
            }
        }
        uint256 left = escrow.contributions_held(token);
        uint256 refused;
        for (uint256 i; i < accounts.length; i++) {
            if (escrow.claimable(token, accounts[i]) == 0) continue;
            if (accounts[i] != address(partnership)) {
                vm.prank(accounts[i]);
                escrow.set_payout(address(0xE0A));
            }
            try escrow.claim(token, accounts[i]) {} catch {
                refused++;
            }
        }
        _hold(refused == 0, "I16: somebody cannot take what is due");
        // Of income, of what is repaid and of what has not vested less than a grain each.
        uint256 most = left + 3 * accounts.length * escrow.grain(token);
        _hold(escrow.owed(token) < most, "I16: something stays that nobody can take");
    }

    /// Winding up: contributors get back what was not repaid, then all units have their parts, vested or not.
    function windUp() external {
        Split[] memory ends = new Split[](PLAIN);
        for (uint256 i; i < PLAIN; i++) {
            if (!escrow.is_known(tokens[i])) _makeKnown(tokens[i], address(partnership)); // else it stays where it is
            if (escrow.undistributed(tokens[i]) != 0) escrow.distribute(tokens[i]);
            ends[i] = _expectEnd(tokens[i]);
        }
        Kept[] memory none;
        vm.prank(address(partnership));
        partnership.wind_up(none, 0);
        for (uint256 i; i < PLAIN; i++) {
            // What is listed left the treasury in the same moment.
            try partnership.liquidate(tokens[i]) {} catch {}
            _checkEnd(ends[i]);
        }
        vm.prank(address(partnership));
        (bool success,) = address(escrow).call(abi.encodeCall(IEscrow.set_reserve, 0));
        _hold(!success, "winding up: the order of payment changed");
    }

    function _expectEnd(address token) private returns (Split memory end) {
        end.token = token;
        end.grain = escrow.grain(token);
        end.total = escrow.total_units();
        (, uint256 owed) = partnership.owed_to(token, address(0));
        uint256 held = _balance(token, address(partnership)) - owed;
        (uint256 recorded, uint256 repaid) = escrow.recoupment_of(token);
        end.amount = held - held % end.grain;
        if (end.total == 0 && end.amount > recorded - repaid) end.amount = recorded - repaid; // the rest is nobody's
        end.repaid = end.amount < recorded - repaid ? end.amount : recorded - repaid;
        end.reserve = recorded - repaid - end.repaid; // what is still missing then
        end.rest = end.amount - end.repaid;
        end.wealth = _wealths(token);
        end.units = new uint256[](accounts.length);
        end.outstanding = new uint256[](accounts.length);
        for (uint256 i; i < accounts.length; i++) {
            end.units[i] = escrow.units_of(accounts[i]);
            end.outstanding[i] = escrow.outstanding_of(token, accounts[i]);
        }
    }

    function _checkEnd(Split memory end) private {
        uint256[] memory after_ = _wealths(end.token);
        uint256 sum;
        for (uint256 i; i < after_.length; i++) {
            if (accounts[i] == address(partnership)) {
                uint256 left = end.wealth[i] - after_[i]; // with what is finer than a grain
                _hold(left >= end.amount && left < end.amount + end.grain, "winding up: another amount left the treasury");
                continue;
            }
            uint256 gain = after_[i] - end.wealth[i];
            sum += gain;
            uint256 due = _part(end, i);
            if (end.reserve == 0) due += end.outstanding[i];
            _hold(gain >= due, "winding up: somebody got too little");
            bool partly = end.reserve != 0 && end.outstanding[i] != 0;
            if (!partly) _hold(gain <= due + end.grain, "winding up: somebody got too much");
        }
        uint256 kept = 2 * after_.length * end.grain;
        _hold(sum < end.amount + kept && sum + kept > end.amount, "winding up: parts and sum differ");
    }
}
