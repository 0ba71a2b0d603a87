"""T82, T94: however many pieces a token has, it becomes known with a grain by which its books have room, and is split
in whole grains of it: nothing of what was earned is anybody else's, and what is less than a grain for each stays.
"""

from __future__ import annotations

from typing import Any

import boa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.kit.contracts import mock
from tests.kit.verbs import by_vote
from tests.property.escrow_bench import QUICK, Bench
from tests.property.model_account import MAX_OWED
from tests.property.model_escrow import EscrowModel

DECIMALS = st.sampled_from([0, 6, 9, 12, 18, 30, 77])
PIECES = st.one_of(st.integers(0, 10**20), st.integers(2**79, 2**82), st.integers(2**90, 2**130), st.just(2**160))


def token_of(bench: Bench, decimals: int, held: int, elsewhere: int) -> tuple[Any, EscrowModel]:
    """A token of which so much is here, and somewhere else; and what the model knows of it."""
    token = mock("PlainToken", decimals)
    token.mint(bench.escrow, held)
    token.mint(bench.treasury, elsewhere)
    model = EscrowModel(treasury=bench.treasury, now=boa.env.timestamp)
    model.decimals |= {token.address: decimals, str(bench.token.address): 18}
    model.known.add(str(bench.token.address))
    model.supply[token.address] = held + elsewhere
    model.arrive(token.address, held)
    return token, model


@settings(QUICK, max_examples=25)
@example(decimals=18, held=10**12, elsewhere=2**80 - 10**12, listed=False)
@example(decimals=18, held=10**12, elsewhere=2**80 - 10**12 - 1, listed=True)
@example(decimals=6, held=2**80, elsewhere=0, listed=True)
@example(decimals=18, held=10**12, elsewhere=2**160, listed=True)
@given(decimals=DECIMALS, held=PIECES.filter(lambda pieces: pieces != 0), elsewhere=PIECES, listed=st.booleans())
def test_t94_a_grain_is_the_least_by_which_there_is_room(
    bench: Bench, decimals: int, held: int, elsewhere: int, listed: bool
) -> None:
    with boa.env.anchor():
        token, model = token_of(bench, decimals, held, elsewhere)
        bench.set_units(0, 1)
        with by_vote(bench.venture):
            if listed:
                model.list_token(token.address)
                bench.escrow.list_token(token)
            elif held >= model.unit_to_tell(token.address):
                model.know_token(token.address, model.treasury)
                bench.escrow.know_token(token)
            else:
                with boa.reverts("escrow: too little to tell"):
                    bench.escrow.know_token(token)
        grain = bench.escrow.grain(token)
        assert grain == model.accounts[token.address].grain
        if listed or model.known >= {token.address}:
            assert held < 2**80 * grain
            assert grain == 1 or held + elsewhere >= 2**80 * grain // 10
            assert bench.escrow.undistributed(token) == model.accounts[token.address].distributable


@settings(QUICK, max_examples=25)
@example(shares=[3, 3, 1], amounts=[10**9 * MAX_OWED], dust=999_999_999)
@example(shares=[1] * 8, amounts=[7 * 10**9] * 8, dust=1)
@given(
    shares=st.lists(st.one_of(st.integers(1, 9), st.integers(1, 2**28)), min_size=1, max_size=8),
    amounts=st.lists(st.integers(10**9, 2**118), min_size=1, max_size=5),
    dust=st.integers(0, 10**9),
)
def test_t94_income_of_more_than_2_to_the_96_pieces_is_split_to_the_grain(
    bench: Bench, shares: list[int], amounts: list[int], dust: int
) -> None:
    grain, total = 10**9, sum(shares)
    with boa.env.anchor():
        token = mock("PlainToken", 18)
        token.mint(bench.escrow, 1)
        token.mint(bench.treasury, 2**150)
        for position, units in enumerate(shares):
            bench.set_units(position, units)
        with by_vote(bench.venture):
            bench.escrow.know_token(token)
        assert bench.escrow.grain(token) == grain
        split = waiting = 0
        for amount in amounts:
            token.mint(bench.escrow, amount + dust)
            waiting += amount + dust
            whole = waiting // grain
            assert bench.escrow.distribute(token) == whole * grain
            split, waiting = split + whole, waiting - whole * grain
        # who joins now has nothing of it, and who leaves loses nothing of it
        bench.set_units(8, 10**6)
        bench.set_units(0, 0)
        parts = [bench.escrow.claimable(token, partner) for partner in bench.partners]
        assert parts == [split * units // total * grain for units in [*shares, *[0] * (9 - len(shares))]]
        for partner, part in zip(bench.partners, parts, strict=True):
            if part:
                assert bench.escrow.claim(token, partner) == part
        assert bench.escrow.owed(token) == split * grain - sum(parts) < len(shares) * grain
        assert token.balanceOf(bench.escrow) == bench.escrow.owed(token) + waiting
