"""What a spec promises by name, and who may do what without a vote, in the words a manager would use.

    reserved_matters:
      - what: payments above 20,000 usdx a month    # see `text.promise_language`
        holder: northwind                           # who is asked; or `2 steering seats`
        days: 10                                    # to answer; silence after that is consent
        until: 2029-12-31                           # may be left out
        notice: 365 days                            # by which a vote ends it; 90 days if nothing is said
    floors:
      - keep: 10,000 usdx
        holder: eastport
    mandates:
      - treasurer may pay up to 5,000 usdx a month until 2027-12-31
    ends:                                           # any of these lets anybody begin winding up
      date: 2028-06-30
      income: 500,000 usdx
      milestone: the crane is sold

A token is named as in `tokens` or `accounts`; how many decimals it has is asked of the chain.
"""

from __future__ import annotations

from typing import Annotated

from polypact.clients.actions import Actions
from polypact.spec.names import Day, Names, whole_days
from polypact.text import field_types as fields
from polypact.text.durations import DAY, format_duration, is_duration
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError
from polypact.text.founding_calls import OWN, OWN_ESCROW
from polypact.text.promise_language import holder, mandate, reserved
from polypact.text.promises import Floor, Matter
from polypact.text.sentences import reference_word
from polypact.text.validation import StrictModel

__all__ = [
    "OWN_ACTIONS",
    "Ends",
    "FloorTerms",
    "ReservedMatter",
    "days_words",
    "ends_words",
    "give",
    "reserve",
    "set_ends",
    "set_floor",
]

MAX_DAYS = 90
MAX_FOUNDING_NOTICE_DAYS = 3 * 365

Days = Annotated[int, whole_days(1, MAX_DAYS)]
NoticeDays = Annotated[int, whole_days(0, MAX_FOUNDING_NOTICE_DAYS)]


class ReservedMatter(StrictModel):
    """What somebody is asked about before it is done.

    Attributes:
        what: In words, see `text.promise_language`.
        holder: An account as founders are named, or `2 steering seats`.
        days: That its silence lasts before it is consent, 1 to 90.
        until: A date, a moment or a span; the last moment it holds. None for no end.
        notice: Whole days by which a vote ends it, at most three years.
    """

    what: fields.Line
    holder: fields.Line
    days: Days
    until: Day | None = None
    notice: NoticeDays = 90


class FloorTerms(StrictModel):
    """Below what the treasury does not fall without somebody's yes.

    Attributes:
        keep: A sum like `10,000 usdx`.
        holder: Whose yes is needed: an account as founders are named.
        until: As of a reserved matter.
        notice: As of a reserved matter.
    """

    keep: fields.Line
    holder: fields.Line
    until: Day | None = None
    notice: NoticeDays = 90


class Ends(StrictModel):
    """What lets anybody begin winding up. Any of them does; nothing ends by itself.

    Attributes:
        date: A date, a moment, or a span from deploying.
        income: A sum of one token like `500,000 usdx`, that income since the founding comes to.
        milestone: A text; that it is reached is decided by vote.
    """

    date: Day | None = None
    income: fields.Line | None = None
    milestone: fields.Line | None = None

    def words(self) -> str:
        """It in words, as it was written."""
        ways = [f"{self.date} is over" if not is_duration(self.date) else f"{self.date} are over"] if self.date else []
        ways += [f"income has come to {self.income}"] if self.income else []
        ways += [f"the milestone {self.milestone!r} is reached"] if self.milestone else []
        return " or ".join(ways)


#: Makes the actions of a founding, whose own addresses are not known yet.
OWN_ACTIONS = Actions(OWN, OWN_ESCROW)


def reserve(written: ReservedMatter, known: Names, *, link: int = 0) -> list[bytes]:
    """The calls that reserve a matter; it ends with that `link` of its holder, if there is one."""
    account, steering = holder(written.holder, known)
    matters = [
        Matter(
            target=calls.target,
            selector=calls.selector,
            has_argument=calls.argument is not None,
            argument=calls.argument or bytes(32),
            holder=account,
            steering=steering,
            days=written.days,
            ends=known.moment(written.until),
            notice_days=written.notice,
            link=link,
            counted=calls.counted,
            maximum=calls.maximum,
            period_hours=calls.period_hours,
        )
        for calls in reserved(written.what, known)
    ]
    return [OWN_ACTIONS.reserve_matter(matter).data for matter in matters]


def set_floor(written: FloorTerms, known: Names) -> list[bytes]:
    """The call that sets a floor."""
    token, amount = known.amount(written.keep)
    if token not in known.currencies():
        raise PolypactError(f"{written.keep} is of a token that `tokens` does not list; add it there")
    floor = Floor(token, amount, known.account(written.holder), known.moment(written.until), written.notice)
    return [OWN_ACTIONS.set_floor(floor).data]


def give(written: str, known: Names) -> list[bytes]:
    """The call that gives a mandate."""
    return [OWN_ACTIONS.give_mandate(*mandate(written, known)).data]


def set_ends(written: Ends, known: Names) -> list[bytes]:
    """The call that sets what ends it besides a date; none where nothing does."""
    if not (written.income or written.milestone):
        return []
    token, amount = known.amount(written.income) if written.income else (ETHER, 0)
    word = reference_word(written.milestone) if written.milestone else bytes(32)
    return [OWN_ACTIONS.set_end_conditions(token, amount, word).data]


def days_words(days: int) -> str:
    """A number of days in words."""
    return format_duration(days * DAY)


def ends_words(one: ReservedMatter | FloorTerms) -> str:
    """Until when a promise holds, and how a vote ends it before."""
    until = f", until {one.until}" if one.until else ""
    return f"{until}; a vote ends it {f'with {days_words(one.notice)} of notice' if one.notice else 'at once'}"
