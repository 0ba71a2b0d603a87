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
            if self.model.may_be_split(token) and self.model.accounts[token].distributable != 0:
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
        account, escrow, keys = self.model.accounts[token], self.escrow, self.keys
        owed, balance = escrow.owed(token), self.balance(token, escrow.address)
        assert escrow.is_known(token) == (token in self.model.known)
        assert escrow.grain(token) == account.grain
        assert balance >= owed  # I1
        assert owed == account.owed
        assert balance == account.received - account.paid  # I3
        assert escrow.undistributed(token) == (account.distributable if self.model.may_be_split(token) else 0)
        claimable = {key: self.claimable_in_full(token, key) for key in keys}
        assert claimable == {key: self.model.claimable(token, key) for key in keys}
        # I2: what is owed is claimable, or frozen, or held back, or on its way to the treasury, or a part of a grain.
        frozen = sum(account.wealth(key) - claimable[key] for key in keys)
        assert all(escrow.frozen(token, key) == self.model.freezes.amount(token, key, self.model.now) for key in keys)
        rest = owed - sum(claimable.values()) - frozen - escrow.contributions_held(token) - account.pending()
        assert rest == account.rest()
        roles = len(keys) + len(self.vested & set(keys)) + len(keys)
        assert 0 <= rest < roles * account.grain

    def check_views(self, token: str) -> None:
        model, escrow, account = self.model, self.escrow, self.model.accounts[token]
        assert escrow.total_units() == model.total
        assert tuple(escrow.recoupment_of(token)) == (account.line.recorded, account.line.repaid)
        links = {model.holder(key): bps for key, bps in model.sponsors.items()}
        assert {link.sponsor: link.share_bps for link in escrow.sponsor_links()} == links
        assert set(escrow.known_tokens()) >= model.known
        for who in self.everybody:
            key = model.key(who)
            assert (escrow.key_of(who), escrow.holder_of(who)) == (key, model.holder(key))
            assert escrow.units_of(who) == model.units.get(key, 0)
            assert escrow.vested_units_of(who) == model.units.get(key, 0) - model.locked(key)
            assert escrow.outstanding_of(token, who) == account.line.outstanding_of(key, account.grain)
            assert escrow.agreed_contribution(token, who) == model.agreed[token, key]
            assert escrow.payout_of(who) == model.receiver(who)
            if self.at_once(token, key):  # whichever account of the seat is asked for
                assert escrow.claimable(token, who) == model.claimable(token, who)
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
        if token not in model.known or not all(self.at_once(token, key) for key in self.keys):
            return
        self.travel(LONGEST)  # nothing is frozen any more
        self.money_arrives(which, amount, "force" if token == ETHER else "transfer")
        links, units, grain = dict(model.sponsors), dict(model.units), account.grain
        alone = [key for key in self.keys if model.locked(key) == 0 and account.line.outstanding_of(key, grain) == 0]
        before = {key: escrow.claimable(token, key) for key in self.keys}
        amount = model.distribute(token) if account.distributable != 0 else 0
        if amount == 0:
            return
        assert escrow.distribute(token) == amount
        logs = [(name, fields) for _, name, fields in events(escrow)]
        shares = {model.key(each["sponsor"]): each["amount"] for name, each in logs if name == "SponsorCredited"}
        part, repaid, reserve = (
            sum(fields["amount"] for logged, fields in logs if logged == name)
            for name in ("RevenueDistributed", "ContributionsRepaid", "ReserveCredited")
        )
        for sponsor, bps in links.items():
            assert 0 <= Fraction(amount * bps, BPS) - shares.get(sponsor, 0) < grain  # I13
        assert amount == sum(shares.values()) + repaid + reserve + part
        gains = {key: escrow.claimable(token, key) - before[key] for key in self.keys}
        assert sum(gains.values()) < amount + 2 * len(self.keys) * grain  # I4: no more than fractions from before
        for key in alone:
            if key != model.treasury:
                exact = Fraction(part * units.get(key, 0), model.total) + shares.get(key, 0)
                assert -grain < gains[key] - exact < grain  # I5
        self.seen["measured"] += 1
        self.seen["measured in grains"] += grain != 1
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
        if not self.may_leave(self.seat_of(who)[0]):
            return
        self.distribute_everything()
        before = [[self.claimable_in_full(token, other) for other in self.everybody] for token in self.tokens]
        distributions = [self.model.accounts[token].distributions for token in self.tokens]
        self.one_leaves(who, expelled=False)
        for position, token in enumerate(self.tokens):
            # What was waiting over 92 bits may be split in the same call.
            if self.model.accounts[token].distributions == distributions[position]:
                after = [self.claimable_in_full(token, other) for other in self.everybody]
                assert after == before[position]
                assert self.balance(token, self.escrow.address) >= self.escrow.owed(token)
                self.seen["left, and nobody noticed"] += 1


class Disputed(History):
    """What was frozen is there until the ruling or the time-out, whatever happens in between."""

    def __init__(self) -> None:
        super().__init__()
        self.disputes: dict[tuple[str, str], tuple[int, int]] = {}  # token, key => kept, until (unix seconds)

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
        key = self.model.key(account)
        wealth = self.model.accounts[token].wealth(key)
        amount = max(1, wealth * share // 8)
        until = self.model.now + seconds
        if self.vote(
            lambda: self.model.freeze(token, account, amount, until),
            lambda: self.escrow.freeze(token, account, amount, until),
        ):
            self.disputes[token, key] = (min(amount, wealth), until)

    @rule(which=WHICH, who=WHO)
    def money_is_unfrozen(self, which: int, who: int) -> None:
        super().money_is_unfrozen(which, who)
        self.disputes.pop((self.tokens[which], self.model.key(self.everybody[who])), None)

    @invariant()
    def frozen_money_stays(self) -> None:
        for (token, key), (kept, until) in list(self.disputes.items()):
            if self.model.now >= until or not self.at_once(token, key):
                del self.disputes[token, key]
                continue
            now = self.escrow.claimable(token, key)
            with boa.env.anchor():
                boa.env.time_travel(seconds=until - boa.env.timestamp)
                assert self.escrow.claimable(token, key) - now >= kept  # free again, and all of it is there
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
            (escrow.know_token, self.tokens[2]),
            (escrow.prove, self.tokens[2], False),
            (escrow.follow_units, self.everybody[who], 1, 0),
            (escrow.claim_each, token, [outsider]),
            (escrow.withdraw_contributions, outsider, [token]),
            (escrow.credit, token, outsider, 1),
            (escrow.liquidate, token, 1),
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
        self.one_redirects(STUBBORN, 0)  # to the first founder
        for key in self.keys:  # also where others had theirs sent to the one who takes no ether
            if self.model.payouts.get(key) == self.everybody[STUBBORN]:
                self.one_redirects(self.everybody.index(self.model.holder(key)), 10)
        for token in self.tokens:
            account = self.model.accounts[token]
            for key in [*(key for key in self.keys if key != self.stage.treasury), self.stage.treasury]:
                amount = account.wealth(key)  # of the treasury last, which others' claims have credited something to
                if amount != 0:
                    before = account.paid
                    self.one_claims(self.tokens.index(token), self.everybody.index(self.model.holder(key)))
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
