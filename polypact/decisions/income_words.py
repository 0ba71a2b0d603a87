"""What actions on the income of a partnership say, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from polypact.text.durations import format_timestamp
from polypact.text.sentences import format_day, reference_words
from polypact.text.written_numbers import format_bps

__all__ = ["INCOME_MOMENTS", "INCOME_SENTENCES"]

#: Arguments of events that are unix seconds.
INCOME_MOMENTS = ("due",)

_REPAID = ("are not repaid out of income", "are repaid out of income in order", "are repaid out of income pro rata")


class _Speaker(Protocol):
    def name(self, address: str) -> str: ...

    def amount(self, token: str, amount: int) -> str: ...

    def symbol(self, token: str) -> str: ...


def _set_sponsor(words: _Speaker, given: Mapping[str, Any]) -> str:
    sponsor = words.name(given["sponsor"])
    if not given["share_bps"]:
        return f"End the share of {sponsor} in the income"
    return f"Give {sponsor} {format_bps(given['share_bps'])} of all later income, before anybody else"


def _set_vesting(words: _Speaker, given: Mapping[str, Any]) -> str:
    partner = words.name(given["partner"])
    if not given["vesting_units"]:
        return f"End the vesting of {partner}: all its units count from now on"
    start, cliff, end = (format_day(given[key]) for key in ("start_day", "cliff_day", "end_day"))
    before = f", none before {cliff}" if cliff != start else ""
    return (
        f"Have {given['vesting_units']:,} units of {partner} vest from {start} to {end}{before}; what they would have "
        "earned before goes to the treasury"
    )


INCOME_SENTENCES: dict[str, Callable[[Any, Mapping[str, Any]], str]] = {
    "list_token": lambda words, given: f"Add {words.symbol(given['token'])} to the revenue tokens ({given['token']})",
    "unlist_token": lambda words, given: (
        f"Remove {words.symbol(given['token'])} from the revenue tokens ({given['token']})"
    ),
    "set_sponsor": _set_sponsor,
    "set_reserve": lambda words, given: (
        f"Set the treasury's share of what sponsors and contributors leave of later income to "
        f"{format_bps(given['reserve_bps'])}"
    ),
    "set_recoupment": lambda words, given: (
        f"Have it that contributions {_REPAID[given['mode']]}"
        if given["mode"] < len(_REPAID)
        else f"Set the recoupment to {given['mode']}, which does not exist"
    ),
    "agree_contribution": lambda words, given: (
        f"Agree to repay {words.name(given['contributor'])} out of income what it contributes from now on, up to "
        f"{words.amount(given['token'], given['amount'])}"
        if given["amount"]
        else f"Agree to no further contribution of {words.name(given['contributor'])} in {words.symbol(given['token'])}"
    ),
    "record_contribution": lambda words, given: (
        f"Record that {words.name(given['contributor'])} contributed in kind, valued at "
        f"{words.amount(given['token'], given['amount'])}, to be repaid out of income"
        + (f" ({reference_words(given['reference'])})" if any(given["reference"]) else "")
    ),
    "set_vesting": _set_vesting,
    "freeze": lambda words, given: (
        f"Keep back {words.amount(given['token'], given['amount'])} of what {words.name(given['account'])} is owed, "
        f"until {format_timestamp(given['until'])}"
    ),
    "unfreeze": lambda words, given: (
        f"Free what is kept back of {words.name(given['account'])} in {words.symbol(given['token'])}"
    ),
    "issue_invoice": lambda words, given: (
        f"Expect {words.amount(given['token'], given['amount'])} for {reference_words(given['reference'])}, due "
        f"{format_timestamp(given['due'])}"
    ),
    "withdraw_invoice": lambda words, given: f"Expect no more for {reference_words(given['reference'])}",
    "recover_nft": lambda words, given: (
        f"Move NFT {given['token_id']} of {given['collection']}, sent to the escrow by mistake, to the treasury"
    ),
}
