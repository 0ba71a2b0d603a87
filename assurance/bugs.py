"""Mistakes that somebody could make in the contracts, each as one small change of a source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Bug:
    """Replaces `old` by `new` in `file` (below contracts/), where `old` stands exactly once."""

    name: str
    file: str
    old: str
    new: str

    def plant(self, root: Path) -> None:
        """Changes the copy of the repository at `root`.

        Raises:
            ValueError: `old` is not there exactly once: the contract has changed, and the bug must follow.
        """
        path = root / "contracts" / self.file
        text = path.read_text(encoding="utf-8")
        if text.count(self.old) != 1:
            raise ValueError(f"bug {self.name!r}: {text.count(self.old)} places in contracts/{self.file}, not one")
        path.write_text(text.replace(self.old, self.new), encoding="utf-8")


BUGS = (
    Bug(
        "rounding up a unit's growth by a whole wei",
        "modules/escrow/income.vy",
        "((grains << 64) + total - 1) // total)",
        "(((grains + total - 1) // total) << 64))",
    ),
    Bug(
        "rounding a unit's growth down",
        "modules/escrow/income.vy",
        "((grains << 64) + total - 1) // total)",
        "(grains << 64) // total)",
    ),
    Bug(
        "fractions of a wei are lost at a claim",
        "modules/escrow/income.vy",
        "reading_word = era | ((scaled & bits.MASK_64) << 32) | (per_unit << 96)",
        "reading_word = era | (per_unit << 96)",
    ),
    Bug(
        "units change before what arrived is split",
        "escrow/RevenueEscrow.vy",
        """    waterfall._settle_listed(ledger)
    key: address = units._key_of(partner)
    total: uint256 = 0
    before: uint256 = 0
    special: bool = False
    total, before, special = units._set(ledger, key, new_units)
""",
        """    key: address = units._key_of(partner)
    total: uint256 = 0
    before: uint256 = 0
    special: bool = False
    total, before, special = units._set(ledger, key, new_units)
    waterfall._settle_listed(units._load())
""",
    ),
    Bug(
        "ether that arrived is not split before units change",
        "modules/escrow/waterfall.vy",
        "            self._distribute(ledger, tokens.NATIVE, amount, 1)",
        "            pass",
    ),
    Bug(
        "no lock while everybody is paid",
        "escrow/RevenueEscrow.vy",
        "@external\ndef pay_out(",
        "@external\n@reentrant\ndef pay_out(",
    ),
    Bug(
        "the reserve is a share of all income, not of the rest",
        "modules/escrow/waterfall.vy",
        "reserved = (rest // grain) * ledger.reserve_bps // _BPS * grain",
        "reserved = min(rest, (amount // grain) * ledger.reserve_bps // _BPS * grain)",
    ),
    Bug(
        "contributors come before sponsors",
        "modules/escrow/waterfall.vy",
        """    if ledger.sponsors != 0:
        rest -= sponsors._credit_all(ledger.sponsors, token, amount, grain)
    if ledger.repays:
        rest -= recoupment._repay(token, rest // grain, grain)
""",
        """    if ledger.repays:
        rest -= recoupment._repay(token, rest // grain, grain)
    if ledger.sponsors != 0:
        rest -= sponsors._credit_all(ledger.sponsors, token, rest, grain)
""",
    ),
    Bug(
        "a sponsor's share is rounded up",
        "modules/escrow/sponsors.vy",
        "((link_word >> 160) & bits.MASK_16) // _BPS * grain",
        "((link_word >> 160) & bits.MASK_16) // _BPS * grain + grain",
    ),
    Bug(
        "a sponsor's share is finer than a grain",
        "modules/escrow/sponsors.vy",
        "(amount // grain) * ((link_word >> 160) & bits.MASK_16) // _BPS * grain",
        "amount * ((link_word >> 160) & bits.MASK_16) // _BPS",
    ),
    Bug(
        "what comes before the partners is not owed",
        "modules/escrow/waterfall.vy",
        "        income._owe(token, amount - rest)",
        "        pass",
    ),
    Bug(
        "a contributor's part is rounded up",
        "modules/escrow/recoupment.vy",
        "held * min(repaid - tranche.start, tranche.size) // tranche.size",
        "(held * min(repaid - tranche.start, tranche.size) + tranche.size - 1) // tranche.size",
    ),
    Bug(
        "a frozen amount is forgotten at a claim",
        "modules/escrow/claims.vy",
        "        claim.due = claim.amount\n",
        "        claim.due = 0\n        claim.amount = 0\n",
    ),
    Bug(
        "a freeze never ends",
        "modules/escrow/freezes.vy",
        "    if block.timestamp >= freeze_word >> 216:",
        "    if freeze_word == 0:",
    ),
    Bug(
        "a payment that failed is not credited",
        "modules/escrow/claims.vy",
        "        return True\n    self._defer(token, key, amount)\n",
        "        return True\n",
    ),
    Bug(
        "anybody may vote for the partnership",
        "modules/escrow/units.vy",
        '    assert caller == ledger.partnership, "escrow: not the partnership"\n',
        "",
    ),
    Bug(
        "anybody may set units",
        "escrow/RevenueEscrow.vy",
        """    ledger: units.Ledger = units._load_for(msg.sender)
    waterfall._settle_listed(ledger)
    key: address""",
        """    ledger: units.Ledger = units._load()
    waterfall._settle_listed(ledger)
    key: address""",
    ),
    Bug(
        "a vote may push units into the escrow",
        "modules/partnership/voting/actions.vy",
        '        assert target != siblings._escrow_of(self), "governor: not by vote"\n',
        "        pass\n",
    ),
    Bug(
        "an invited account is asked for ballots, where its word has the units it is offered",
        "modules/partnership/voting/ballot_marks.vy",
        """    if status == seat_bits.NOBODY or status == seat_bits.INVITED or status == seat_bits.MOVED:
        return False
""",
        """    if status == seat_bits.NOBODY or status == seat_bits.MOVED:
        return False
""",
    ),
    Bug(
        "who leaves takes a part of what is still to be repaid",
        "modules/partnership/membership/treasury.vy",
        "    stays: uint256 = outstanding + debts._sum(token)\n",
        "    stays: uint256 = debts._sum(token)\n",
    ),
    Bug(
        "a second address of a token is taken for another one",
        "modules/escrow/proof.vy",
        """        if self._held(suspects[i]) < balances[i]:
            assert self._lies(suspects[i], token, decimals, amount, treasury), "escrow: another token's money"
""",
        "        pass\n",
    ),
    Bug(
        "anybody may have a token be known",
        "escrow/Assets.vy",
        '        assert holding.units != 0 or holding.special, "escrow: not entitled"\n',
        "",
    ),
    Bug(
        "anybody may have a part of the treasury be credited",
        "escrow/Liquidation.vy",
        "    units._load_for(msg.sender)\n    return liquidation._credit",
        "    return liquidation._credit",
    ),
    Bug(
        "a vote lowers units without the partner's yes",
        "modules/partnership/membership/roster.vy",
        "        if weight < weight_before or units < units_before:\n            self._require_agreed(seat_word)\n",
        "",
    ),
    Bug(
        "who leaves is paid by the units that are left",
        "modules/partnership/membership/departure.vy",
        "treasury.Claim(units=vested, total=total + held, bps=bps)",
        "treasury.Claim(units=vested, total=max(total, held), bps=bps)",
    ),
    Bug(
        "winding up repays no contributions",
        "modules/escrow/liquidation.vy",
        "    repaid: uint256 = recoupment._repay(token, received // grain, grain)\n",
        "    repaid: uint256 = 0\n",
    ),
    Bug(
        "anybody begins winding up",
        "partnership/Winding.vy",
        '    assert msg.sender == self, "partnership: only by vote"\n    winding_up._begin',
        "    winding_up._begin",
    ),
)
