"""What is looked at after every step of a history. Each class adds one thing to look at."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, ClassVar

import boa
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.kit.logs import events
from tests.kit.numbers import DAY, ETHER, PROPOSER
from tests.property.escrow_people import PeopleSteps
from tests.property.escrow_stage import STUBBORN
from tests.property.escrow_steps import WHICH, WHO
from tests.property.escrow_votes import VoteSteps
from tests.property.model_freezes import LONGEST
from tests.property.model_payments import BPS


class History(PeopleSteps, VoteSteps):
    """All the steps; that each has the same outcome on the escrow and on the model is looked at anyway."""

    def earn_something(self) -> None:
        """Also a history of few steps has something to look at in the end."""
        for which in range(len(self.tokens)):
            self.money_arrives(which, 10_007, "transfer")
        self.distribute_everything()

    def distribute_everything(self) -> None:
        for token in self.tokens:
            if self.model.total != 0 and self.model.accounts[token].distributable != 0:
                self.anybody_distributes(self.tokens.index(token))


class Agreement(History):
    """The books: one token after every step, in turn, and all of them at the end."""

    EVERY: ClassVar[int] = 1  # how many steps from one look to the next

    def __init__(self) -> None:
        super().__init__()
        self.turn = 0

    @invariant()
    def books_agree(self) -> None:
        self.turn += 1
        if self.turn % self.EVERY == 0:
            self.check(self.tokens[self.turn // self.EVERY % len(self.tokens)])

    def finish(self) -> None:
        for token in self.tokens:
            self.check(token)
            self.check_views(token)
        super().finish()

    def check(self, token: str) -> None:
        account, escrow = self.model.accounts[token], self.escrow
        owed, balance = escrow.owed(token), self.balance(token, escrow.address)
        assert balance >= owed  # I1
        assert owed == account.owed
        assert balance == account.received - account.paid  # I3
        assert escrow.undistributed(token) == account.distributable
        claimable = [self.claimable_in_full(token, who) for who in self.everybody]
        assert claimable == [self.model.claimable(token, who) for who in self.everybody]
        # I2: what is owed is claimable, or frozen, or held back, or on its way to the treasury, or a fraction of a wei.
        disputed = [who for who in self.everybody if (token, who) in self.model.freezes.newest]
        frozen = sum(min(escrow.frozen(token, who), account.wealth(who)) for who in disputed)
        rest = owed - sum(claimable) - frozen - escrow.contributions_held(token) - account.pending()
        assert rest == account.rest()
        roles = len(self.everybody) + len(self.vested & set(self.everybody)) + len(self.everybody)
        assert 0 <= rest < roles

    def check_views(self, token: str) -> None:
        model, escrow, line = self.model, self.escrow, self.model.accounts[token].line
        assert escrow.total_units() == model.total
        assert tuple(escrow.recoupment_of(token)) == (line.recorded, line.repaid)
        assert {link.sponsor: link.share_bps for link in escrow.sponsor_links()} == model.sponsors
        for who in self.everybody:
            assert escrow.units_of(who) == model.units[who]
            assert escrow.vested_units_of(who) == model.units[who] - model.locked(who)
            assert escrow.outstanding_of(token, who) == line.outstanding_of(who)
            assert escrow.agreed_contribution(token, who) == model.agreed[token, who]
            assert escrow.payout_of(who) == model.receiver(who)
            assert self.balance(token, who) == self.purse[token, who] + model.sent[token, who] - self.spent[token, who]


class Parts(History):
    """One distribution after the other is measured."""

    def finish(self) -> None:
        for which in range(3):
            self.one_distribution_is_measured(which, 1_001)
        super().finish()

    @rule(which=WHICH, amount=st.one_of(st.integers(1, 50), st.integers(1, 10**20)))
    def one_distribution_is_measured(self, which: int, amount: int) -> None:
        token, model, escrow = self.tokens[which], self.model, self.escrow
        account = model.accounts[token]
        if model.total == 0 or not all(self.at_once(token, who) for who in self.everybody):
            return
        self.travel(LONGEST)  # nothing is frozen any more
        self.money_arrives(which, amount, "force" if token == ETHER else "transfer")
        links, units = dict(model.sponsors), dict(model.units)
        alone = [who for who in self.everybody if model.locked(who) == 0 and account.line.outstanding_of(who) == 0]
        before = {who: escrow.claimable(token, who) for who in self.everybody}
        amount = model.distribute(token) if account.distributable != 0 else 0
        if amount == 0:
            return
        assert escrow.distribute(token) == amount
        logs = [(name, fields) for _, name, fields in events(escrow)]
        shares = {fields["sponsor"]: fields["amount"] for name, fields in logs if name == "SponsorCredited"}
        part, repaid, reserve = (
            sum(fields["amount"] for logged, fields in logs if logged == name)
            for name in ("RevenueDistributed", "ContributionsRepaid", "ReserveCredited")
        )
        for sponsor, bps in links.items():
            assert 0 <= Fraction(amount * bps, BPS) - shares.get(sponsor, 0) < 1  # I13
        assert amount == sum(shares.values()) + repaid + reserve + part
        gains = {who: escrow.claimable(token, who) - before[who] for who in self.everybody}
        assert sum(gains.values()) < amount + 2 * len(self.everybody)  # I4: no more than fractions from before
        for who in alone:
            if who != model.treasury:
                exact = Fraction(part * units[who], model.total) + shares.get(who, 0)
                assert -1 < gains[who] - exact < 1  # I5
        self.seen["measured"] += 1
        self.seen["measured, with a sponsor"] += bool(shares)
        self.seen["measured, with contributions"] += repaid != 0


class Separate(History):
    """Leaving changes nobody else's claims; each is what the model says before and after."""

    def finish(self) -> None:
        for who in range(1, 9):
            self.one_leaves_after_everything_is_split(who)
        super().finish()

    @rule(who=st.integers(1, 8))
    def one_leaves_after_everything_is_split(self, who: int) -> None:
        leaver = self.everybody[who]
        if not self.may_leave(leaver) or self.model.total == 0:
            return
        self.distribute_everything()
        before = [[self.claimable_in_full(token, other) for other in self.everybody] for token in self.tokens]
        distributions = [self.model.accounts[token].distributions for token in self.tokens]
        self.one_leaves(who, expelled=False)
        for position, token in enumerate(self.tokens):
            # What was waiting over 96 bits may be split in the same call.
            if self.model.accounts[token].distributions == distributions[position]:
                after = [self.claimable_in_full(token, other) for other in self.everybody]
                assert after == before[position]
                assert self.balance(token, self.escrow.address) >= self.escrow.owed(token)
                self.seen["left, and nobody noticed"] += 1


class Disputed(History):
    """What was frozen is there until the ruling or the time-out, whatever happens in between."""

    def __init__(self) -> None:
        super().__init__()
        self.disputes: dict[tuple[str, str], tuple[int, int]] = {}  # token, account => kept, until (unix seconds)

    def finish(self) -> None:
        self.earn_something()
        for who in range(10):
            for which in range(3):
                self.a_part_is_frozen(which, who, 5, 20 * DAY)
                self.one_claims(which, who)
        self.frozen_money_stays()
        super().finish()

    @rule(which=WHICH, who=WHO, share=st.integers(1, 12), seconds=st.integers(1, 180).map(lambda days: days * DAY))
    def a_part_is_frozen(self, which: int, who: int, share: int, seconds: int) -> None:
        token, account = self.tokens[which], self.everybody[who]
        wealth = self.model.accounts[token].wealth(account)
        amount = max(1, wealth * share // 8)
        refusals = self.refusals()
        until = self.model.now + seconds
        self.vote(
            lambda: self.model.freeze(token, account, amount, until),
            lambda: self.escrow.freeze(token, account, amount, until),
        )
        if self.refusals() == refusals:
            self.disputes[token, account] = (min(amount, wealth), until)

    @rule(which=WHICH, who=WHO)
    def money_is_unfrozen(self, which: int, who: int) -> None:
        super().money_is_unfrozen(which, who)
        self.disputes.pop((self.tokens[which], self.everybody[who]), None)

    @invariant()
    def frozen_money_stays(self) -> None:
        for (token, account), (kept, until) in list(self.disputes.items()):
            if self.model.now >= until or not self.at_once(token, account):
                del self.disputes[token, account]
                continue
            now = self.escrow.claimable(token, account)
            with boa.env.anchor():
                boa.env.time_travel(seconds=until - boa.env.timestamp)
                assert self.escrow.claimable(token, account) - now >= kept  # free again, and all of it is there
            self.seen["frozen and there"] += kept != 0


class Outside(History):
    def __init__(self) -> None:
        super().__init__()
        self.wealth = [self.balance(token, self.stage.outsider) for token in self.tokens]

    def finish(self) -> None:
        self.outsider_tries_everything(0, 0)
        self.outsider_is_no_richer()
        super().finish()

    @rule(which=WHICH, who=WHO)
    def outsider_tries_everything(self, which: int, who: int) -> None:
        token, escrow, outsider = self.tokens[which], self.escrow, self.stage.outsider
        attempts: list[tuple[Any, ...]] = [
            (escrow.claim, token, outsider),
            (escrow.claim_many, self.tokens, outsider),
            (escrow.claim_for, token, [outsider]),
            (escrow.pay_out, token, [outsider]),
            (escrow.reclaim, token, outsider),
            (escrow.wind_down, token),
            (escrow.set_units, outsider, 1_000),
            (escrow.move_units, self.everybody[who], outsider),
            (escrow.enter_force,),
            (escrow.list_token, self.tokens[2]),
            (escrow.unlist_token, self.tokens[1]),
            (escrow.set_sponsor, outsider, 1),
            (escrow.set_reserve, 0),
            (escrow.set_recoupment, 0),
            (escrow.agree_contribution, outsider, token, 1),
            (escrow.record_contribution, outsider, token, 1, bytes(32)),
            (escrow.set_vesting, self.everybody[who], 0, 0, 0, 0),
            (escrow.freeze, token, self.everybody[who], 1, boa.env.timestamp + DAY),
            (escrow.unfreeze, token, self.everybody[who]),
            (escrow.issue_invoice, b"mine".ljust(32, b"\0"), token, 1, boa.env.timestamp + DAY),
            (escrow.withdraw_invoice, b"legal".ljust(32, b"\0")),
            (escrow.initialize, outsider, [], 0, 0),
            (self.membership.accept, self.membership.offer_of(outsider)),
            (self.membership.admit, outsider, 1, 1, PROPOSER, DAY),
        ]
        with boa.env.prank(outsider):
            escrow.set_payout(self.everybody[who])
            escrow.set_payout(outsider)
            for function, *arguments in attempts:
                with boa.reverts():
                    function(*arguments)
        self.seen["tried everything"] += 1

    @invariant()
    def outsider_is_no_richer(self) -> None:
        assert [self.balance(token, self.stage.outsider) for token in self.tokens] == self.wealth


class Payable(History):
    """At the end of every history everybody who can claim something claims it, and all of it is there."""

    def finish(self) -> None:
        self.earn_something()
        self.everybody_claims()
        super().finish()

    def everybody_claims(self) -> None:
        self.travel(LONGEST)  # no freeze lasts longer
        for who in sorted(self.blocked):
            self.the_issuer_blocks_or_frees(self.everybody.index(who))
        self.one_redirects(STUBBORN, 0)
        for who in self.everybody:  # also where others had theirs sent to the one who takes no ether
            if self.model.payouts.get(who) == self.everybody[STUBBORN]:
                self.one_redirects(self.everybody.index(who), 0)
        for token in self.tokens:
            account = self.model.accounts[token]
            for who in [*self.everybody, self.stage.treasury]:  # which others' claims have credited something to
                amount = account.wealth(who)
                if amount != 0:
                    before = account.paid
                    self.one_claims(self.tokens.index(token), self.everybody.index(who))
                    assert account.paid - before == amount
                    self.seen["claimed at the end"] += 1
            assert self.escrow.owed(token) == account.rest() + account.held + account.pending()
            assert all(self.model.claimable(token, who) == 0 for who in self.everybody)


class Everything(Agreement, Outside, Payable):
    """All of it in one history, and no hook of a token gets anywhere. What is wrong in the books stays wrong, so that
    long histories are looked at less often.
    """

    EVERY = 4

    @invariant()
    def hooks_get_nowhere(self) -> None:
        for token in self.stage.tokens:
            token.check()
