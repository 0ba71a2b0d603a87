"""Promises and mandates for people: who holds what and until when, and whose consent a proposal needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from polypact.capabilities.actions import Action
    from polypact.cli.open_partnership import Place
    from polypact.clients.promises import GivenMandate, Promised
    from polypact.clients.proposal_records import Proposal
    from polypact.clients.winding_up import EndConditions
    from polypact.decisions.asking import Asked
    from polypact.decisions.needs import Need
    from polypact.decisions.simulation import Simulation
    from polypact.text.promises import Floor, Matter


# --- what stands ---


def lines(place: Place, promised: Promised, now: int) -> list[str]:
    """All that was promised and given, one line each."""
    return [
        *(f"reserved: {matter_line(place, matter, promised, now)}" for matter in promised.matters),
        *(f"floor: {floor_line(place, floor, now)}" for floor in promised.floors),
        *(f"mandate {one.number}: {mandate_line(place, one, now)}" for one in promised.mandates if not one.is_over),
    ]


def data(place: Place, promised: Promised, now: int) -> dict[str, Any]:
    """The same for a program."""
    return {
        "matters": [matter_data(place, one, promised, now) for one in promised.matters],
        "floors": [floor_data(place, one, now) for one in promised.floors],
        "mandates": [mandate_data(place, one, now) for one in promised.mandates if not one.is_over],
    }


def matter_line(place: Place, matter: Matter, promised: Promised, now: int) -> str:
    """A reserved matter, and what its limit has left."""
    from polypact.text.promises import matter_words

    left = ""
    if matter.limit and matter.counted:
        left = f"; {left_words(place, matter, promised.limits[matter.limit].left)} left now"
    over = "; asks nobody, as its link does not run" if promised.is_idle(matter, now) else ""
    if matter.is_over(now):
        over = "; is over, and anybody may take it off"
    return f"{matter_words(place.words, matter)}{left}{over}"


def floor_line(place: Place, floor: Floor, now: int) -> str:
    """A floor."""
    from polypact.text.promises import floor_words

    over = "; is over, and anybody may take it off" if floor.is_over(now) else ""
    return f"{floor_words(place.words, floor)}{over}"


def mandate_line(place: Place, given: GivenMandate, now: int) -> str:
    """A mandate, what is left of it, and whether it can be used."""
    from polypact.text.promises import mandate_words

    left = f"; {left_words(place, given.mandate, given.left)} left now"
    return f"{mandate_words(place.words, given.mandate, given.arguments)}{left}{_standing(given, now)}"


def _standing(given: GivenMandate, now: int) -> str:
    from polypact.text.durations import format_timestamp

    if given.is_over:
        return "; is over"
    return f"; paused until {format_timestamp(given.paused_until)}" if given.is_paused(now) else ""


def left_words(place: Place, about: Matter | Any, left: int) -> str:
    """An amount of what a limit counts."""
    from polypact.text.promises import counted_words

    own = place.words.own_function(about.target, about.selector)
    return counted_words(place.words, about.target, about.selector, about.counted, left, own=own)


def matter_data(place: Place, matter: Matter, promised: Promised, now: int) -> dict[str, Any]:
    """The same for a program."""
    from polypact.text.links import format_tag
    from polypact.text.promises import calls_words

    return {
        "what": calls_words(place.words, matter),
        "words": matter_line(place, matter, promised, now),
        "target": matter.target,
        "selector": f"0x{matter.selector.hex()}",
        "argument": f"0x{matter.argument.hex()}" if matter.has_argument else None,
        "holder": None if matter.steering else matter.holder,
        "name": "" if matter.steering else place.names.get(matter.holder, ""),
        "steering": matter.steering,
        "days": matter.days,
        "ends": matter.ends,
        "notice_days": matter.notice_days,
        "link": format_tag(matter.link) if matter.link else None,
        "limit": _limit(matter, promised.limits[matter.limit].left if matter.limit else 0),
        "is_over": matter.is_over(now),
        "is_idle": promised.is_idle(matter, now),
    }


def floor_data(place: Place, floor: Floor, now: int) -> dict[str, Any]:
    """The same of a floor."""
    return {
        "words": floor_line(place, floor, now),
        "token": floor.token,
        "symbol": place.tokens.at(floor.token).symbol,
        "amount": str(floor.amount),
        "holder": floor.holder,
        "name": place.names.get(floor.holder, ""),
        "ends": floor.ends,
        "notice_days": floor.notice_days,
        "is_over": floor.is_over(now),
    }


def mandate_data(place: Place, given: GivenMandate, now: int) -> dict[str, Any]:
    """The same of a mandate."""
    from polypact.text.enums import ETHER, Role

    of = given.mandate
    return {
        "number": given.number,
        "words": mandate_line(place, given, now),
        "holder": None if of.holder == ETHER else of.holder,
        "name": place.names.get(of.holder, ""),
        "role": Role(of.role).names,
        "target": of.target,
        "selector": f"0x{of.selector.hex()}",
        "arguments": None if of.any_argument else [f"0x{one.hex()}" for one in given.arguments],
        "ends": of.ends,
        "limit": _limit(of, given.left),
        "is_over": given.is_over,
        "paused_until": given.paused_until,
        "nonce": given.nonce,
    }


def _limit(about: Any, left: int) -> dict[str, Any] | None:
    if not about.limit:
        return None
    counted = {"number": about.limit, "counted": about.counted, "maximum": str(about.maximum), "left": str(left)}
    return {**counted, "period_hours": about.period_hours}


def end_lines(place: Place, ends: EndConditions) -> list[str]:
    """What lets anybody begin winding up, besides the end date of the deal, and how near that is."""
    from polypact.text.sentences import end_words

    told = end_words(place.words.amount(ends.token, ends.amount) if ends.amount else "", ends.milestone)
    if not told:
        return []
    so_far = f"; {place.words.amount(ends.token, ends.come_in)} so far" if ends.amount else ""
    reached = "; the milestone is reached" if ends.is_reached else ""
    return [f"end: anybody may begin winding up once {told}{so_far}{reached}"]


def end_data(place: Place, ends: EndConditions) -> dict[str, Any]:
    """The same for a program."""
    from polypact.text.sentences import reference_words

    income = {"token": ends.token, "symbol": place.words.symbol(ends.token), "amount": str(ends.amount)}
    return {
        "income": {**income, "come_in": str(ends.come_in)} if ends.amount else None,
        "milestone": reference_words(ends.milestone) if any(ends.milestone) else None,
        "is_reached": ends.is_reached,
    }


# --- whose consent a proposal needs ---


def asked_of(
    place: Place, actions: Sequence[Action], proposal: Proposal | None = None, tried: Simulation | None = None
) -> Asked:
    """Whose consent actions need; see `decisions.asking`."""
    from polypact.decisions.asking import ask

    return ask(place.partnership, place.tokens, actions, proposal, place.since, tried)


def need_lines(place: Place, asked: Asked) -> list[str]:
    """Whose consent is needed and what is there, one line each; nothing where nobody is asked."""
    return [need_line(place, need, asked.now) for need in asked.needs]


def need_line(place: Place, need: Need, now: int) -> str:
    """One of them."""
    from polypact.text.promises import calls_words, holder_words

    about = "together" if need.action < 0 else f"action {need.action + 1}"
    whom = holder_words(place.words, need.holder, need.steering)
    if need.matter is not None:
        what = calls_words(place.words, need.matter)
        if need.is_within:
            assert need.left is not None
            left = left_words(place, need.matter, need.left)
            return f"{about}: within what {whom} need not be asked about ({what}; {left} left before it)"
        return f"{about}: a no of {whom} stops it ({what}): {_said(need, now)}"
    if need.floor is not None:
        floor = place.words.amount(need.floor.token, need.floor.amount)
        why = "somebody could take of its token later" if need.lets_take else "less would be left"
        return f"{about}: needs the yes of {whom} to its floor of {floor} ({why}): {_said(need, now)}"
    return f"{about}: needs the yes of {whom} to its own deal: {_said(need, now)}"


def _said(need: Need, now: int) -> str:
    from polypact.decisions.needs import Answer
    from polypact.text.durations import format_relative, format_timestamp

    has, have = ("have", "have") if need.steering > 1 else ("has", "has")
    if need.answer == Answer.AGREES:
        return f"{has} agreed"
    if need.answer.is_no:
        return f"{has} said no"
    if need.wants_yes:
        return "said nothing yet, and silence is no"
    assert need.matter is not None
    if not need.silent_until:
        days = f"{need.matter.days} day{'' if need.matter.days == 1 else 's'}"
        return f"{have} {days} from the proposal on, and silence is consent then"
    until = f"{format_timestamp(need.silent_until)}, {format_relative(need.silent_until, now)}"
    if now > need.silent_until:
        return f"said nothing until {until}, which is consent; a no still stops it"
    return f"said nothing yet, and {has} time until {until}; silence is consent then"


def need_data(place: Place, asked: Asked) -> list[dict[str, Any]]:
    """The same for a program."""
    return [one_need(place, need, asked.now) for need in asked.needs]


def one_need(place: Place, need: Need, now: int) -> dict[str, Any]:
    """One of them for a program."""
    return {
        "action": need.action + 1 if need.action >= 0 else None,
        "kind": "matter" if need.matter else "floor" if need.floor else "own deal",
        "holder": None if need.steering else need.holder,
        "name": "" if need.steering else place.names.get(need.holder, ""),
        "steering": need.steering,
        "answer": need.answer.name.lower(),
        "state": need.state(now),
        "silent_until": need.silent_until or None,
        "words": need_line(place, need, now),
    }
