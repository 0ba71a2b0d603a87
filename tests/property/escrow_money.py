"""Money comes in and goes out: by every way in, to everybody who can be owed any."""

from __future__ import annotations

import boa
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.kit.numbers import DAY, ETHER
from tests.kit.people import in_order
from tests.property.escrow_stage import HEIRS, NEWCOMERS, PATRON, STUBBORN
from tests.property.escrow_steps import AMOUNTS, WHICH, WHO, Steps

MOST_CONTRIBUTIONS = 14  # of one contributor in one token; 16 may be open
PAYERS = st.sampled_from([0, 1, 2, *NEWCOMERS, PATRON, *HEIRS])
TIMES = st.one_of(st.integers(1, 3 * DAY), st.integers(1, 40).map(lambda days: days * DAY), st.just(200 * DAY))


class MoneySteps(Steps):
    # --- in ---

    @rule(which=WHICH, amount=AMOUNTS, how=st.sampled_from(["transfer", "pay", "force"]))
    def money_arrives(self, which: int, amount: int, how: str) -> None:
        token, escrow, amount = self.tokens[which], self.escrow, self.in_token(which, amount)
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

    @rule(which=WHICH)
    def anybody_settles(self, which: int) -> None:
        token = self.tokens[which]
        self.step(lambda: self.model.settle_all(token), lambda: self.escrow.settle(token))

    @rule(which=WHICH, who=PAYERS, amount=AMOUNTS)
    def one_contributes(self, which: int, who: int, amount: int) -> None:
        token, giver, amount = self.tokens[which], self.everybody[who], self.in_token(which, amount)
        if token == self.tokens[2] and giver in self.blocked:
            return
        if not self.may_rank(token, giver):
            return
        value = amount if token == ETHER else 0
        if self.is_done(
            lambda: self.step(
                lambda: self.model.contribute(token, giver, amount),
                lambda: self.escrow.contribute(token, amount, value=value),
                by=giver,
            )
        ):
            self.spent[token, giver] += amount

    @rule(which=WHICH)
    def anybody_releases(self, which: int) -> None:
        token = self.tokens[which]
        self.step(lambda: self.model.release(token), lambda: self.escrow.release(token))

    def may_rank(self, token: str, who: str) -> bool:
        """Whether another contribution has a place in any case."""
        return self.model.accounts[token].line.count(self.model.key(who)) < MOST_CONTRIBUTIONS

    # --- out ---

    @rule(which=WHICH, mistake=st.sampled_from([None, None, None, "one is missing", "out of order", "one has moved"]))
    def anybody_pays_out(self, which: int, mistake: str | None) -> None:
        token = self.tokens[which]
        earning = [self.model.holder(key) for key in self.keys if self.model.units.get(key, 0) != 0]
        if mistake == "one has moved":
            earning = [self.model.key(who) for who in earning]
        partners = in_order(*earning)
        if mistake == "one is missing":
            partners = partners[1:]
        elif mistake == "out of order":
            partners = partners[::-1]
        if not all(self.at_once(token, who) for who in partners):
            return  # where nothing has arrived they are paid what they can claim
        splits = self.model.may_be_split(token) and self.model.accounts[token].distributable != 0
        moved = [who for who in partners if self.model.has_claim(token, who)]
        lost = [who for who in partners if self.refuses(token, self.model.receiver(who))]
        frozen = [who for who in partners if self.is_frozen(token, who)]
        vesting = [who for who in partners if self.model.locked(who) != 0]
        if self.is_done(
            lambda: self.step(lambda: self.model.pay_out(token, partners), lambda: self.escrow.pay_out(token, partners))
        ):
            if not splits:
                self.seen["paid out, all that was claimable"] += 1
                for who in moved:
                    self.has_read(token, who)
                return
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

    def is_frozen(self, token: str, who: str) -> bool:
        return self.model.freezes.amount(token, self.model.key(who), self.model.now) != 0

    def observe(self, token: str, owner: str) -> None:
        """Notes what a claim is going to be about."""
        model, account, key = self.model, self.model.accounts[token], self.model.key(owner)
        self.seen["claimed of a sponsor"] += key in model.sponsors and account.positions[key].credited != 0
        self.seen["claimed of a contributor"] += account.line.repaid_to(key, account.grain) != 0
        self.seen["claimed of the treasury"] += owner == model.treasury and model.claimable(token, owner) != 0
        self.seen["claimed while units vest"] += account.unbooked(key)[1] != 0
        self.seen["claimed beside a freeze"] += 0 < model.claimable(token, owner) < account.wealth(key)
        self.seen["claimed, all of it frozen"] += model.claimable(token, owner) == 0 < account.wealth(key)
        self.seen["claimed of a seat that moved"] += key in model.holders and model.claimable(token, owner) != 0
        self.seen["claimed in grains"] += account.grain != 1 and model.claimable(token, owner) != 0

    # --- where to ---

    @rule(who=WHO, to=st.integers(0, 10))
    def one_redirects(self, who: int, to: int) -> None:
        owner, target = self.everybody[who], [*self.everybody, ETHER][to]
        call = self.escrow.set_payout.prepare_calldata(target)
        self.step(
            lambda: self.model.set_payout(owner, None if target == ETHER else target),
            lambda: self.stage.stubborn.act(self.escrow, call) if who == STUBBORN else self.escrow.set_payout(target),
            by=owner,
        )

    @rule(who=WHO)
    def the_issuer_blocks_or_frees(self, who: int) -> None:
        owner = self.everybody[who]
        self.blocked ^= {owner}
        self.contracts[self.tokens[2]].set_blocked(owner, owner in self.blocked)

    @rule(seconds=TIMES)
    def time_passes(self, seconds: int) -> None:
        self.travel(seconds)

    # --- which tokens ---

    @rule(which=st.integers(1, 2), who=WHO)
    def one_makes_a_token_known(self, which: int, who: int) -> None:
        """A partner, a contributor, a sponsor, or nobody of those; the treasury: by vote."""
        token, by = self.tokens[which], self.everybody[who]
        if who == STUBBORN:
            return
        if self.is_done(
            lambda: self.step(lambda: self.model.know_token(token, by), lambda: self.escrow.know_token(token), by=by)
        ):
            self.seen["known by name"] += 1
