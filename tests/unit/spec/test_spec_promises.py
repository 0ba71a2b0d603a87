"""What a spec promises by name, and who may do what without a vote: read, checked, and founded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import boa
import pytest

from polypact.clients.actions import own_function
from polypact.spec import Spec, load_spec
from polypact.text.enums import ETHER, Role
from polypact.text.errors import PolypactError, SpecErrors
from polypact.text.founding_calls import MAX_CALLS, OWN, OWN_ESCROW, FoundingCall, pack, unpack
from polypact.text.promises import ANY_CALL, CALLS, FIRST_ARGUMENT, TRANSFER, VALUE
from tests.kit.contracts import mock
from tests.kit.house import House
from tests.kit.numbers import DAY

NORTHWIND = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
EASTPORT = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
LENDER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
USDX = "0x976EA74026E726554dB657fA54763abd0C3a0aa9"
HASH = bytes.fromhex("ab" * 32)
MONTH = 30 * 24

SPEC = f"""
name: Harbour
terms: {{uri: "https://x.org/terms", hash: "0x{HASH.hex()}"}}
formation_deadline: 14 days
accounts: {{northwind: "{NORTHWIND}", eastport: "{EASTPORT}", the-lender: "{LENDER}", usdx: "{USDX}"}}
tokens: [usdx]
founders:
  - {{account: northwind, name: Northwind, weight: 60, units: 60, role: [proposer, treasurer]}}
  - {{account: eastport, name: Eastport, weight: 40, units: 40}}
"""


def no_names(name: str) -> str:
    raise PolypactError(f"no account named {name}")


def loaded(tmp_path: Path, more: str) -> Spec:
    path = tmp_path / "spec.yaml"
    path.write_text(SPEC + more)
    return load_spec(path)


def founded(house: House, tmp_path: Path, more: str, **accounts: str) -> Any:
    made = loaded(tmp_path, more).with_accounts(accounts)
    config = made.to_config(boa.env.timestamp, no_names, HASH, lambda _: 6)
    return house.at(house.ecosystem.spin_up(config, bytes(32)), [])


def test_what_is_promised_stands_when_founded(house: House, tmp_path: Path) -> None:
    usdx = mock("PlainToken", 6).address
    venture = founded(
        house,
        tmp_path,
        """
reserved_matters:
  - {what: "payments above 20,000 usdx a month", holder: northwind, days: 10, notice: 1095 days}
  - {what: payments to the-lender above 5 ether a week, holder: eastport, days: 3 days, until: 60 days, notice: 0}
  - {what: all calls at the-lender, holder: 2 steering seats, days: 1}
floors:
  - {keep: "10,000 usdx", holder: eastport, until: 90 days}
mandates:
  - treasurer may pay up to 5,000 usdx a month until 300 days
  - northwind may pay up to 2 ether a week to eastport, the-lender until 300 days
ends: {milestone: the crane is sold}
""",
        usdx=usdx,
    )
    now, own = boa.env.timestamp, venture.partnership
    asked = [tuple(matter) for matter in own.reserved_matters()]
    word = bytes(12) + bytes.fromhex(LENDER[2:])
    assert asked == [
        (usdx, ANY_CALL, False, bytes(32), NORTHWIND, 0, 10, 0, 1095, 0, 1, FIRST_ARGUMENT + 1, 20_000 * 10**6, MONTH),
        (ETHER, bytes(4), True, word, EASTPORT, 0, 3, now + 60 * DAY, 0, 0, 2, VALUE, 5 * 10**18, 168),
        (LENDER, ANY_CALL, False, bytes(32), ETHER, 2, 1, 0, 90, 0, 0, 0, 0, 0),
    ]
    assert [tuple(floor) for floor in own.treasury_floors()] == [(usdx, 10**10, EASTPORT, now + 90 * DAY, 90)]
    assert own.mandate_count() == 2
    ends = now + 300 * DAY
    assert tuple(own.mandate_of(1).mandate) == (
        *(usdx, TRANSFER, ETHER, Role.TREASURER, True, ends, 3, FIRST_ARGUMENT + 1, 5_000 * 10**6, MONTH),
    )
    assert tuple(own.mandate_of(2).mandate)[2:6] == (NORTHWIND, 0, False, ends)
    assert own.is_allowed(2, word) and not own.is_allowed(2, bytes(32))
    milestone = b"the crane is sold".ljust(32, b"\0")
    assert tuple(own.end_conditions()) == (ETHER, 0, 0, milestone, False)


def test_calls_of_its_own_are_packed_without_its_address(tmp_path: Path) -> None:
    made = loaded(
        tmp_path,
        """
reserved_matters:
  - {what: admission, holder: eastport, days: 10}
  - {what: change of the reserve, holder: eastport, days: 10}
mandates: [treasurer may freeze up to 3 times a month until 2049-12-31]
""",
    )
    config = made.to_config(1_800_000_000, no_names, HASH)
    packed = config[-1]
    assert bytes.fromhex(OWN[2:]) not in packed and bytes.fromhex(OWN_ESCROW[2:]) not in packed
    assert packed[0] == 2
    about = [(call.data[16:36], call.to_escrow) for call in unpack(packed)]
    assert about == [(bytes.fromhex(each[2:]), False) for each in (OWN, OWN_ESCROW, OWN_ESCROW)]
    admit = own_function("admit")
    assert admit and unpack(packed)[0].data[36:40] == admit[1]


def test_its_own_functions_are_reserved_when_founded(house: House, tmp_path: Path) -> None:
    venture = founded(
        house,
        tmp_path,
        """
reserved_matters:
  - {what: admission, holder: eastport, days: 10}
  - {what: change of the reserve, holder: eastport, days: 10}
mandates: [treasurer may freeze up to 3 times a month until 300 days]
ends: {income: 7 ether}
""",
        usdx=mock("PlainToken", 6).address,
    )
    own, escrow = venture.partnership, venture.escrow
    assert [(matter.target, matter.selector) for matter in own.reserved_matters()] == [
        (own.address, selector_of("admit")),
        (escrow.address, selector_of("set_reserve")),
    ]
    given = own.mandate_of(1).mandate
    assert (given.target, given.selector) == (escrow.address, selector_of("freeze"))
    assert tuple(own.end_conditions()) == (ETHER, 7 * 10**18, 0, bytes(32), False)


def selector_of(function: str) -> bytes:
    found = own_function(function)
    assert found is not None
    return found[1]


def test_pack_and_unpack_are_each_others_reverse() -> None:
    calls = [FoundingCall(bytes([n]) * (36 + n), to_escrow=n % 2 == 1) for n in range(MAX_CALLS)]
    assert unpack(pack(calls)) == calls
    assert pack([]) == b"" and unpack(b"") == []
    with pytest.raises(PolypactError, match="a founding has room for 16"):
        pack([*calls, calls[0]])


def test_it_is_told_in_words_when_described(tmp_path: Path) -> None:
    made = loaded(
        tmp_path,
        """
reserved_matters:
  - {what: "payments above 20,000 usdx a month", holder: northwind, days: 10, until: 2049-12-31}
floors: [{keep: 5 ether, holder: eastport, notice: 0}]
mandates: [treasurer may pay up to 1 ether a day until 2049-12-31]
ends: {income: 7 ether, milestone: the crane is sold}
""",
    )
    told = made.describe(1_800_000_000).splitlines()
    assert told[told.index("  promised and given:") + 1 :] == [
        "    reserved: payments above 20,000 usdx a month: northwind can stop it, within 10 days, until 2049-12-31; "
        "a vote ends it with 90 days of notice",
        "    floor: 5 ether stay in the treasury unless eastport agrees; a vote ends it at once",
        "    mandate: treasurer may pay up to 1 ether a day until 2049-12-31",
        "    anybody may begin winding up once income has come to 7 ether or the milestone 'the crane is sold' is "
        "reached",
    ]
    assert "promised" not in loaded(tmp_path, "").describe(1_800_000_000)


@pytest.mark.parametrize(
    ("more", "found"),
    [
        (
            "reserved_matters: [{what: world peace, holder: eastport, days: 10}]",
            "reserved_matters[0]: 'world peace' is nothing that can be reserved",
        ),
        (
            "reserved_matters: [{what: admission, holder: eastport, days: 91}]",
            "reserved_matters[0].days: must be whole",
        ),
        ("reserved_matters: [{what: admission, holder: eastport}]", "reserved_matters[0].days: is missing"),
        ("reserved_matters: [{what: admission, holder: east port, days: 1}]", "'east port' is no name of an account"),
        (
            "reserved_matters: [{what: payments, holder: eastport, days: 60}]",
            "reserved_matters[0].days: are too many for the class",
        ),
        ("floors: [{keep: 5, holder: eastport}]", "floors[0].keep: must be text"),
        ("floors: [{keep: 5 ether}]", "floors[0].holder: is missing"),
        ("floors: [{keep: 0 ether, holder: eastport}]", "floors[0]: '0 ether' is not a whole number above 0"),
        (
            "floors: [{keep: 5 eastport, holder: eastport}]",
            "floors[0]: 5 eastport is of a token that `tokens` does not",
        ),
        ("mandates: [treasurer may dance until 2049-12-31]", "mandates[0]: "),
        ("ends: {income: 5}", "ends.income: must be text"),
        ("ends: {profit: 5 ether}", "ends.profit: unknown field"),
        (
            "reserved_matters:" + "\n  - {what: admission, holder: eastport, days: 1}" * 17,
            "these are 17 promises and mandates of",
        ),
    ],
)
def test_every_mistake_has_its_line_when_read(tmp_path: Path, more: str, found: str) -> None:
    with pytest.raises(SpecErrors) as refused:
        loaded(tmp_path, more)
    assert found in str(refused.value)
    assert all(problem.line for problem in refused.value.problems)


def test_decimals_are_asked_of_a_chain_when_a_token_is_named(tmp_path: Path) -> None:
    made = loaded(tmp_path, 'floors: [{keep: "5 usdx", holder: eastport}]')
    with pytest.raises(SpecErrors, match=r"floors\[0\]: how many decimals 0x976E.* has is asked of a chain"):
        made.to_config(1_800_000_000, no_names, HASH)


def test_an_end_that_is_past_is_refused_when_built(tmp_path: Path) -> None:
    written = 'floors: [{keep: 5 ether, holder: eastport, until: "2026-12-31"}]\n'
    written += "mandates: [treasurer may pay up to 1 ether a day until 2026-12-31]"
    with pytest.raises(SpecErrors) as refused:
        loaded(tmp_path, written).to_config(1_800_000_000, no_names, HASH)
    floor, mandate = str(refused.value).splitlines()
    assert "floors[0]: 2026-12-31 is in the past; name a later day" in floor
    assert "mandates[0]: " in mandate and "2026-12-31 is in the past; name a later day" in mandate


def test_a_mandate_counts_calls(house: House, tmp_path: Path) -> None:
    lender = mock("ActionTarget").address
    text = "mandates: ['eastport may call repay(uint256) at the-lender up to twice a day until 9 days']"
    venture = founded(house, tmp_path, text, **{"the-lender": lender, "usdx": mock("PlainToken", 6).address})
    given = venture.partnership.mandate_of(1).mandate
    assert (given.target, given.counted, given.maximum, given.period_hours) == (lender, CALLS, 2, 24)
