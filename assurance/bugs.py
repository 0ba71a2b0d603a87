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
    found_by: str = ""
    """The test that finds it, which `python -m assurance --named` runs alone: a file or `file::test` of the layer unit
    or model, or the name of another layer."""
    also: tuple[tuple[str, str, str], ...] = ()
    """The same of further places, (file, old, new), where one alone makes nothing that works."""

    def plant(self, root: Path) -> None:
        """Changes the copy of the repository at `root`.

        Raises:
            ValueError: `old` is not there exactly once: the contract has changed, and the bug must follow.
        """
        for file, old, new in ((self.file, self.old, self.new), *self.also):
            path = root / "contracts" / file
            text = path.read_text(encoding="utf-8")
            if text.count(old) != 1:
                raise ValueError(f"bug {self.name!r}: {text.count(old)} places in contracts/{file}, not one")
            path.write_text(text.replace(old, new), encoding="utf-8")


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
    # --- promises ---
    Bug(
        "a yes to another proposal counts",
        "modules/partnership/voting/consents.vy",
        "    before: uint256 = self._outside_answers[id][holder]\n",
        "    before: uint256 = self._outside_answers[0][holder]\n",
        "tests/unit/partnership/promises/test_reserve_matter.py",
        (
            (
                "modules/partnership/voting/consents.vy",
                "    self._outside_answers[id][holder] = after\n",
                "    self._outside_answers[0][holder] = after\n",
            ),
            (
                "modules/partnership/promises/holders.vy",
                "consents._outside_answers[id][",
                "consents._outside_answers[0][",
            ),
        ),
    ),
    Bug(
        "the yes of a former holder counts",
        "modules/partnership/voting/consents.vy",
        """    if answer == AGREES and self._agreed_by[id][seat] != seats._accounts[seat]:
        return NOTHING
""",
        "",
        "tests/property/test_promise_history.py",
    ),
    Bug(
        "silence is over a second too early",
        "modules/partnership/promises/matter_checks.vy",
        "assert block.timestamp > self._silent_until(",
        "assert block.timestamp >= self._silent_until(",
        "tests/unit/partnership/promises/test_reserve_matter.py",
    ),
    Bug(
        "silence counts from the promise, not from the proposal",
        "modules/partnership/promises/matter_checks.vy",
        "max(proposals._made_at(id), (matter_word >> matters.SINCE_SHIFT) & bits.MASK_34)",
        "((matter_word >> matters.SINCE_SHIFT) & bits.MASK_34)",
        "tests/property/test_promise_history.py",
    ),
    Bug(
        "a no in time stops nothing once the silence would be over",
        "modules/partnership/promises/matter_checks.vy",
        '        assert answer == consents.NOTHING, "matters: its holder refuses"\n',
        "",
        "tests/property/test_promise_history.py",
    ),
    Bug(
        "a limit refills twice for the same time",
        "modules/partnership/promises/limits.vy",
        "    return left + gained, at + (gained * period + maximum - 1) // maximum\n",
        "    return left + gained, at\n",
        "tests/property/test_promise_history.py",
    ),
    Bug(
        "a matter is about any first argument that is given",
        "modules/partnership/promises/matter_checks.vy",
        "    return argument == wanted or given & bits.MASK_160 == convert(wanted, uint256)\n",
        "    return argument == wanted and given == 0\n",
        "tests/property/test_promise_history.py",
    ),
    Bug(
        "a mandate's first argument is ignored",
        "modules/partnership/promises/mandate_use.vy",
        "    assert mandate_word & mandates.ANY_ARGUMENT != 0 or "
        'mandates._arguments[number][argument], "mandates: not for that argument"\n',
        "",
        "tests/unit/partnership/promises/test_act.py",
    ),
    Bug(
        "a mandate survives its end",
        "modules/partnership/promises/mandates.vy",
        "    return mandate_word & _OVER != 0 or block.timestamp > (mandate_word >> _ENDS_SHIFT) & bits.MASK_34\n",
        "    return mandate_word & _OVER != 0\n",
        "tests/property/test_promise_history.py",
    ),
    Bug(
        "a mandate survives winding up",
        "modules/partnership/promises/mandate_use.vy",
        "    docket_word: uint256 = docket._load_in_force()\n",
        "    docket_word: uint256 = docket._load()\n",
        "tests/property/test_promise_history.py",
    ),
    Bug(
        "a mandate pays its holder",
        "modules/partnership/promises/mandate_use.vy",
        """        assert not holders._is(named, payee), "mandates: not to its holder"
""",
        "",
        "tests/unit/partnership/promises/test_act.py",
        (
            (
                "modules/partnership/promises/mandate_use.vy",
                '    assert payee not in [caller, siblings._escrow_of(caller)], "mandates: not to its holder"\n',
                "",
            ),
        ),
    ),
    Bug(
        "an easier class gives a mandate for what a stricter one decides",
        "modules/partnership/promises/mandate_use.vy",
        "        actions._class_of_other(target, data, mapped) >= (mandate_word >> mandates.CLASS_SHIFT) & 15\n",
        "        actions._class_of_other(target, data, mapped) >= 0\n",
        "tests/unit/partnership/promises/test_act.py",
    ),
    Bug(
        "no floor is looked at after what is done under a mandate",
        "partnership/Execution.vy",
        "    debts._run(target, amount, data)\n    floors._check(0, standing)\n",
        "    debts._run(target, amount, data)\n",
        "tests/property/test_promise_history.py",
    ),
    Bug(
        "an allowance passes under a floor",
        "modules/partnership/promises/floors.vy",
        "(signs or (target == entry.token and selector != _TRANSFER))",
        "signs",
        "tests/property/test_promise_history.py",
    ),
    Bug(
        "anybody looks at actions, and so uses limits up",
        "partnership/Execution.vy",
        "    consents._require_look(id)\n",
        "",
        "tests/unit/partnership/promises/test_reserve_matter.py::test_t124_nobody_looks_at_an_action_but_an_execution",
    ),
    Bug(
        "anybody has a call made as if under a mandate",
        "partnership/Execution.vy",
        '    assert msg.sender == self and consents._executed_now() == 0, "mandates: only under a mandate"\n',
        "",
        "tests/unit/partnership/promises/test_act.py::test_t124_only_the_account_itself_asks_for_a_watched_run",
    ),
    Bug(
        "anybody gives a mandate",
        "partnership/Mandates.vy",
        """    assert msg.sender == self, "partnership: only by vote"
    given_class: uint256 = rules.CONSTITUTIONAL
""",
        "    given_class: uint256 = rules.CONSTITUTIONAL\n",
        "tests/unit/partnership/promises/test_act.py::test_only_by_vote",
    ),
    Bug(
        "anybody ends what is reserved for another",
        "modules/partnership/promises/matters.vy",
        '    assert is_holder or self._is_past(matter_word), "matters: not its holder"\n',
        "",
        "tests/unit/partnership/promises/test_reserve_matter.py::test_its_holder_gives_it_up_at_any_time",
    ),
    # --- links and the end ---
    Bug(
        "a link is agreed by its sponsor alone",
        "modules/escrow/agreed_links.vy",
        """    assert until != 0, "escrow: link not offered"
    assert block.timestamp <= until, "escrow: offer is over"
""",
        "",
        "tests/property/test_tree_history.py",
    ),
    Bug(
        "a link is agreed by anybody in its sponsor's place",
        "escrow/Links.vy",
        '    assert units._holder_of(units._key_of(terms.sponsor)) == msg.sender, "escrow: not its sponsor"\n',
        "",
        "tests/unit/escrow/test_agree_link.py",
    ),
    Bug(
        "a share is credited after the end of its link",
        "modules/escrow/sponsors.vy",
        "        if part != 0 and block.timestamp <= link_word >> 216:\n",
        "        if part != 0:\n",
        "tests/property/test_tree_history.py",
    ),
    Bug(
        "a link ends before income that waits is split with it",
        "escrow/Links.vy",
        """    assert sponsors._is_of(link_word, msg.sender), "escrow: not its sponsor"
    self._settle_known(ledger)
""",
        """    assert sponsors._is_of(link_word, msg.sender), "escrow: not its sponsor"
""",
        "tests/unit/escrow/test_end_of_links.py",
    ),
    Bug(
        "a second notice puts the end of a link off",
        "modules/escrow/agreed_links.vy",
        '    assert ends < link_word >> 216, "escrow: link ends before"\n',
        "",
        "tests/unit/escrow/test_end_of_links.py",
    ),
    Bug(
        "a buy-out is paid to the escrow of who held the seat before",
        "modules/escrow/sponsors.vy",
        "                self._redirect(i, link_word, escrow, holder, key)\n",
        "                pass\n",
        "tests/unit/escrow/test_link_sponsors.py",
    ),
    Bug(
        "a buy-out is credited to an account that has moved on",
        "escrow/Links.vy",
        "    dues._defer(token, convert(link_word & bits.MASK_160, address), received)\n",
        "    dues._defer(token, sponsors._holder_of(link_word), received)\n",
        "tests/unit/escrow/test_buy_out_link.py",
    ),
    Bug(
        "what an escrow is credited is paid to it again and again, also round a circle",
        "modules/escrow/claims.vy",
        "    dues._set(token, key, claim.due)\n",
        "    if not key.is_contract:\n        dues._set(token, key, claim.due)\n",
        "tests/property/test_tree_history.py",
    ),
    Bug(
        "units that have not vested are left out when it winds up",
        "modules/escrow/liquidation.vy",
        "            day = _LAST_DAY\n",
        "            day = block.timestamp // 86_400\n",
        "tests/property/test_escrow_history.py::test_t93_what_is_left_at_the_end_is_everybodys",
    ),
    Bug(
        "what is liquidated goes to units before contributions",
        "modules/escrow/liquidation.vy",
        """    repaid: uint256 = recoupment._repay(token, received // grain, grain)
    income._owe(token, repaid)
""",
        """    repaid: uint256 = 0
    if ledger.total == 0:
        repaid = recoupment._repay(token, received // grain, grain)
    income._owe(token, repaid)
""",
        "tests/unit/partnership/membership/test_wind_up.py",
    ),
    Bug(
        "late income goes by units that were changed after the end",
        "modules/partnership/membership/admission.vy",
        """    assert msg.sender == self, "partnership: only by vote"
    docket._load_in_force()
""",
        """    assert msg.sender == self, "partnership: only by vote"
""",
        "tests/unit/partnership/membership/test_wind_up.py",
    ),
    Bug(
        "the treasury's claims leave to a successor",
        "escrow/Succession.vy",
        '    assert holder != units._load().partnership, "escrow: treasury is paid itself"\n',
        "",
        "tests/unit/escrow/test_contribute_on.py",
    ),
)
