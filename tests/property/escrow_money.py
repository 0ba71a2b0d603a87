"""Money comes in and goes out: by every way in, to everybody who can be owed any."""

from __future__ import annotations

import boa
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.kit.numbers import DAY, ETHER
from tests.property.escrow_stage import HEIRS, NEWCOMERS, PATRON, STUBBORN
from tests.property.escrow_steps import AMOUNTS, WHICH, WHO, Steps

MOST_CONTRIBUTIONS = 14  # of one contributor in one token; 16 may be open
PAYERS = st.sampled_from([0, 1, 2, *NEWCOMERS, PATRON, *HEIRS])
TIMES = st.one_of(st.integers(1, 3 * DAY), st.integers(1, 40).map(lambda days: days * DAY), st.just(200 * DAY))


class MoneySteps(Steps):
    # --- in ---

    @rule(which=WHICH, amount=AMOUNTS, how=st.sampled_from(["transfer", "pay", "force"]))
    def money_arrives(self, which: int, amount: int, how: str) -> None:
        token, escrow = self.tokens[which], self.escrow
        with boa.env.prank(self.stage.customer):
            if how == "pay":
                assert escrow.pay(token, amount, bytes(32), value=amount if token == ETHER else 0) == amount
            elif token != ETHER:
                self.contracts[token].transfer(escrow, amount)
            elif how == "transfer":
                boa.env.raw_call(escrow.address, value=amount)
            else:
                boa.env.set_balance(escrow.address, boa.env.get_balance(escrow.address) + amount)
        self.model.arrive(token, amount)

    @rule(which=WHICH)
    def anybody_distributes(self, which: int) -> None:
        token = self.tokens[which]
        self.step(lambda: self.model.distribute(token), lambda: self.escrow.distribute(token))

    @rule(which=WHICH, who=PAYERS, amount=AMOUNTS)
    def one_contributes(self, which: int, who: int, amount: int) -> None:
        token, giver = self.tokens[which], self.everybody[who]
        if token == self.tokens[2] and self.blocked & {giver, self.stage.treasury}:
            return
        if not self.may_rank(token, giver):
            return
        before = self.refusals()
        value = amount if token == ETHER else 0
        self.step(
            lambda: self.model.contribute(token, giver, amount),
            lambda: self.escrow.contribute(token, amount, value=value),
            by=giver,
        )
        if self.refusals() == before:
            self.spent[token, giver] += amount

    @rule(which=WHICH)
    def anybody_releases(self, which: int) -> None:
        token = self.tokens[which]
        if token != self.tokens[2] or self.stage.treasury not in self.blocked:
            self.step(lambda: self.model.release(token), lambda: self.escrow.release(token))

    def may_rank(self, token: str, who: str) -> bool:
        """Whether another contribution has a place in any case."""
        return self.model.accounts[token].line.count(who) < MOST_CONTRIBUTIONS

    # --- out ---

    @rule(which=WHICH, mistake=st.sampled_from([None, None, None, "one is missing", "out of order"]))
    def anybody_pays_out(self, which: int, mistake: str | None) -> None:
        token = self.tokens[which]
        partners = sorted((who for who in self.everybody if self.model.units[who] != 0), key=lambda who: int(who, 16))
        if mistake == "one is missing":
            partners = partners[1:]
        elif mistake == "out of order":
            partners = partners[::-1]
        lost = [who for who in partners if self.refuses(token, self.model.receiver(who))]
        frozen = [who for who in partners if self.model.freezes.amount(token, who, self.model.now) != 0]
        vesting = [who for who in partners if self.model.locked(who) != 0]
        if self.step(lambda: self.model.pay_out(token, partners), lambda: self.escrow.pay_out(token, partners)):
            self.seen["paid out"] += 1
            self.seen["paid out, to one who fails"] += len(lost)
            self.seen["paid out, to one who is frozen"] += len(frozen)
            self.seen["paid out, to one whose units vest"] += len(vesting)

    @rule(which=WHICH, who=WHO)
    def one_claims(self, which: int, who: int) -> None:
        token, owner = self.tokens[which], self.everybody[who]
        if self.at_once(token, owner):
            self.observe(token, owner)
            if self.step(lambda: self.model.claim(token, owner), lambda: self.escrow.claim(token, owner)) is not None:
                self.has_read(token, owner)
        elif not self.refuses(token, self.model.receiver(owner)):
            expected = self.model.claim(token, owner) if self.model.has_claim(token, owner) else 0
            assert self.claim_pages(token, owner) == expected
            self.has_read(token, owner)
            self.seen["claimed page by page"] += 1

    @rule(who=WHO)
    def one_claims_all(self, who: int) -> None:
        owner = self.everybody[who]
        if not all(self.at_once(token, owner) for token in self.tokens):
            return
        moved = [token for token in self.tokens if self.model.has_claim(token, owner)]
        if self.step(
            lambda: self.model.claim_many(self.tokens, owner), lambda: self.escrow.claim_many(self.tokens, owner)
        ):
            for token in moved:
                self.has_read(token, owner)

    @rule(which=WHICH, some=st.lists(WHO, min_size=1, max_size=8))
    def many_are_claimed_for(self, which: int, some: list[int]) -> None:
        token = self.tokens[which]
        owners = [self.everybody[who] for who in some if self.at_once(token, self.everybody[who])]
        moved = [owner for owner in owners if self.model.has_claim(token, owner)]
        lost = [owner for owner in moved if self.refuses(token, self.model.receiver(owner))]
        if self.step(lambda: self.model.claim_for(token, owners), lambda: self.escrow.claim_for(token, owners)) is None:
            return
        self.seen["claimed for one who fails"] += len(lost)
        for owner in moved:
            self.has_read(token, owner)

    def observe(self, token: str, owner: str) -> None:
        """Notes what a claim is going to be about."""
        model, account = self.model, self.model.accounts[token]
        self.seen["claimed of a sponsor"] += owner in model.sponsors and account.positions[owner].credited != 0
        self.seen["claimed of a contributor"] += account.line.repaid_to(owner) != 0
        self.seen["claimed of the treasury"] += owner == model.treasury and model.claimable(token, owner) != 0
        self.seen["claimed while units vest"] += account.unbooked(owner)[1] != 0
        self.seen["claimed beside a freeze"] += 0 < model.claimable(token, owner) < account.wealth(owner)
        self.seen["claimed, all of it frozen"] += model.claimable(token, owner) == 0 < account.wealth(owner)
        self.seen["claimed of a seat that moved"] += owner in model.successors and model.claimable(token, owner) != 0

    # --- where to ---

    @rule(who=WHO, to=st.integers(0, 10))
    def one_redirects(self, who: int, to: int) -> None:
        owner, target = self.everybody[who], [*self.everybody, ETHER][to]
        if owner in self.model.successors:
            with boa.env.prank(owner), boa.reverts("escrow: seat has moved"):
                self.escrow.set_payout(target)
            return
        call = self.escrow.set_payout.prepare_calldata(target)
        if who == STUBBORN:
            self.stage.stubborn.act(self.escrow, call)
        else:
            with boa.env.prank(owner):
                self.escrow.set_payout(target)
        self.model.payouts[owner] = target
        if target == ETHER:
            del self.model.payouts[owner]

    @rule(who=WHO)
    def the_issuer_blocks_or_frees(self, who: int) -> None:
        owner = self.everybody[who]
        self.blocked ^= {owner}
        self.contracts[self.tokens[2]].set_blocked(owner, owner in self.blocked)

    @rule(
        seconds=st.one_of(st.integers(1, 3 * DAY), st.integers(1, 40).map(lambda days: days * DAY), st.just(200 * DAY))
    )
    def time_passes(self, seconds: int) -> None:
        self.travel(seconds)
