"""What people read before they sign or relay a message: all of what it says, from the message alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from polypact.cli import message_view, relaying
from polypact.cli.relaying import first_difference
from polypact.signing.message_files import MessageFile
from polypact.signing.signatures import BY_APPROVAL, Signature
from polypact.signing.wallets import SAFE, Wallet
from polypact.text.deals import Deal, Offer
from polypact.text.enums import Role
from polypact.text.messages import ACCOUNTS, acceptance_data, consent_data, timed_ballot_data

HOUSE, PARTNER = "0x" + "2" * 40, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
OTHER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
DEAL = Deal(notice_seconds=60 * 86_400, redeemable_bps=2_500, max_units=1_250, max_weight=125, max_reserve_bps=500)
OFFER = Offer(
    version=2,
    terms_hash=b"\xab" * 32,
    deal=0,
    weight=20,
    units=200,
    role=Role.PROPOSER | Role.TREASURER,
    probation_ends=1_900_000_000,
    decisions=3,
)


def accepting(joins: bool, **changes: Any) -> MessageFile:
    offer = replace(OFFER, **changes)
    data = acceptance_data(1, HOUSE, PARTNER, offer, DEAL, 0, 2_000_000_000, joins=joins)
    return MessageFile.of(data, "Harbour")


def test_every_kind_is_shown() -> None:
    assert set(message_view.KINDS) == set(ACCOUNTS) == {*relaying.SINGLES, *relaying.BATCHES}


def test_acceptance_shows_document_deal_shares_and_the_least_part_of_all_units() -> None:
    said = "\n".join(message_view.lines(accepting(joins=True)))
    for part in (
        f"partnership {HOUSE}, chain 1",
        PARTNER,
        "version 2, document 0x" + "ab" * 32,
        "weight 20, units 200, role proposer, treasurer",
        "at least 16%",  # 200 of the 1,250 that may ever be
        "on probation until 2030-03-17",
        "60 days",
        "25%",
        "1,250 units and 125 weight in all",
        "the 3 made so far",
        "2033-05-18",
    ):
        assert part in said, (part, said)


def test_renewal_shows_document_and_deal_and_no_shares() -> None:
    said = "\n".join(message_view.lines(accepting(joins=False)))
    assert "version 2, document 0x" in said
    assert "1,250 units and 125 weight in all" in said
    assert "weight 20" not in said


def test_ballot_and_answer_show_what_they_say() -> None:
    ballot = MessageFile.of(timed_ballot_data(1, HOUSE, 7, 0, PARTNER, 2_000_000_000))
    assert [line.split() for line in message_view.lines(ballot)[2:4]] == [["proposal", "7"], ["ballot", "against"]]
    for agrees, words in ((True, "yes, for good"), (False, "no: what is reserved to it")):
        answer = MessageFile.of(consent_data(1, HOUSE, 7, PARTNER, agrees, 2_000_000_000))
        assert words in "\n".join(message_view.lines(answer))


def test_name_in_a_file_is_told_as_the_files_word() -> None:
    assert message_view.lines(accepting(joins=True))[0].startswith("'Harbour' by the file's account, ")


def test_signatures_and_who_is_wanted_are_named() -> None:
    file = replace(accepting(joins=True), wallets=(Wallet(PARTNER, SAFE, "1.4.1", (OTHER, HOUSE), 2),))
    assert message_view.signature_lines(file) == [f"  wanted       2 more of {OTHER}, {HOUSE}"]
    signed = file.with_signatures([Signature(OTHER, b"", BY_APPROVAL)])
    assert message_view.signature_lines(signed) == [
        f"  signed by    {OTHER}, who approves it on chain",
        f"  wanted       1 more of {HOUSE}",
    ]
    whole = signed.with_signatures([Signature(PARTNER, bytes(65), path=(HOUSE,))])
    assert message_view.signature_lines(whole)[-1] == f"  signed by    {PARTNER} for {HOUSE}"
    own = replace(file, wallets=())
    assert message_view.signature_lines(own) == [f"  wanted       the signature of {PARTNER}"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, None),
        ({"weight": 0}, "weight was 20 and is 0"),
        ({"units": 1}, "units was 200 and is 1"),
        ({"decisions": 4}, "decisions was 3 and is 4"),
        ({"terms_hash": bytes(32)}, f"termsHash was 0x{'ab' * 32} and is 0x{'00' * 32}"),
    ],
)
def test_t92_difference_to_what_is_offered_now_is_named(changes: dict[str, Any], told: str | None) -> None:
    assert first_difference(accepting(joins=True).message, accepting(joins=True, **changes).message) == told
