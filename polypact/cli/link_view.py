"""Links for people: their terms, how far they have come, what waits for them, and what each side may do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from polypact.clients.links import LinkState
from polypact.text.links import format_tag, terms_words

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.clients.links import Link, VotedShare


@dataclass(frozen=True)
class Waiting:
    """What waits for a link in one token, in its smallest unit."""

    token: str
    claimable: int
    """By the account that it is credited to, for whatever reason."""
    arrived: int
    """And is not split yet."""
    share: int
    """Of that, of this link."""


def waiting(place: Place, links: Sequence[Link]) -> Mapping[Link, list[Waiting]]:
    """What waits for each link that was agreed; tokens of which nothing does are left out."""
    from polypact.chain.batch import Batch

    tokens = place.known_tokens()
    batch = Batch(place.session)
    ask = place.escrow.ask
    arrived = {token: ask(batch, "undistributed", token) for token in tokens}
    grains = {token: ask(batch, "grain", token) for token in tokens}
    accounts = {link.credited for link in links if link.is_agreed}
    claimable = {(token, account): ask(batch, "claimable", token, account) for token in tokens for account in accounts}
    batch.run()
    found: dict[Link, list[Waiting]] = {}
    for link in links:
        for token in tokens if link.is_agreed else ():
            due = _told(claimable[token, link.credited])
            new = _told(arrived[token]) if link.state == LinkState.RUNNING else 0
            grain = _told(grains[token]) or 1
            share = new // grain * link.terms.share_bps // 10_000 * grain
            if due or share:
                found.setdefault(link, []).append(Waiting(token, due, new, share))
    return found


def _told(answer: Any) -> int:
    """What a token has a hand in; nothing where it does not answer."""
    from polypact.chain.node_errors import RefusedError

    try:
        return int(answer())
    except RefusedError:
        return 0


def lines(place: Place, link: Link, waits: Sequence[Waiting], now: int) -> list[str]:
    """A link: how it stands, its terms, and what waits for it."""
    return [
        f"{format_tag(link.tag)} {state_words(place, link, now)}",
        f"  {terms_words(place.words, link.terms)}{_held_by(place, link)}",
        *(f"  {line}" for line in waiting_lines(place, waits)),
    ]


def _held_by(place: Place, link: Link) -> str:
    if link.sponsor == link.terms.sponsor:
        return ""
    return f"; {place.words.name(link.sponsor)} has taken the seat of its sponsor over"


def state_words(place: Place, link: Link, now: int) -> str:
    """How far it has come."""
    from polypact.text.durations import format_relative, format_timestamp

    def when(moment: int) -> str:
        return f"{format_timestamp(moment)}, {format_relative(moment, now)}"

    if link.state == LinkState.OFFERED:
        return f"is offered, and may be agreed to until {when(link.offered_until)}"
    if link.state == LinkState.LAPSED:
        return "was offered, and may be agreed to no more"
    if link.state == LinkState.WITHDRAWN:
        return "was offered, and taken back"
    since = f"since {format_timestamp(link.agreed_at)}" if link.agreed_at else "since before this node's log begins"
    if link.state == LinkState.OVER:
        return f"ran {since}; its time was over on {when(link.ends)}"
    if link.state == LinkState.ENDED:
        return f"ran {since} and ended on {format_timestamp(link.ended_at)}: {_ending(place, link)}"
    notice = f" by the notice of {place.words.name(link.notice_by)}" if int(link.notice_by, 16) else ""
    return f"runs {since}" + (f", until {when(link.ends)}{notice}" if link.ends else ", without an end")


def _ending(place: Place, link: Link) -> str:
    if link.bought_out:
        return f"bought out for {place.words.amount(link.terms.price_token, link.bought_out)}"
    if link.ends and link.ended_at > link.ends:
        return f"its time was over on {_moment(link.ends)}"
    return f"{place.words.name(link.ended_by)} gave it up"


def _moment(timestamp: int) -> str:
    from polypact.text.durations import format_timestamp

    return format_timestamp(timestamp)


def waiting_lines(place: Place, waits: Sequence[Waiting]) -> list[str]:
    """What waits for it, a line for each token."""
    told = []
    for one in waits:
        parts = [f"{place.words.amount(one.token, one.claimable)} to claim"] if one.claimable else []
        if one.share:
            arrived, share = (place.words.amount(one.token, amount) for amount in (one.arrived, one.share))
            parts.append(f"{share} of the {arrived} that arrived and are not split yet")
        told.append(f"waits: {', and '.join(parts)}")
    return told


def next_steps(place: Place, link: Link) -> dict[str, list[str]]:
    """What each side may do now: by `sponsor`, `project` and `anybody`."""
    from polypact.text.links import notice_words

    steps: dict[str, list[str]] = {"sponsor": [], "project": [], "anybody": []}
    if link.state == LinkState.OFFERED:
        steps["sponsor"].append("agree to it (`link agree`)")
        steps["project"].append("take the offer back by vote (`link withdraw`)")
    elif link.state == LinkState.LAPSED:
        steps["project"].append("offer it again by vote (`link offer`)")
    elif link.state == LinkState.OVER:
        steps["anybody"].append("clear it away (`link end`)")
    elif link.state == LinkState.RUNNING:
        ends = notice_words(link.terms.notice_days)
        steps["sponsor"].append("give it up at once (`link waive`)")
        if not int(link.notice_by, 16):
            steps["sponsor"].append(f"give notice, which ends it {ends} (`link notice`)")
            steps["project"].append(f"give notice by vote, which ends it {ends} (`link notice`)")
        if link.terms.price:
            price = place.words.amount(link.terms.price_token, link.terms.price)
            steps["project"].append(f"buy it out by vote for {price} (`link buy-out`)")
    return steps


def next_lines(place: Place, link: Link) -> list[str]:
    """The same, one line for each side."""
    return [f"{side} may {'; or '.join(told)}" for side, told in next_steps(place, link).items() if told]


def voted_line(place: Place, share: VotedShare) -> str:
    """A share that a vote gave."""
    from polypact.text.shares import format_bps

    return f"{place.words.name(share.sponsor)} has {format_bps(share.share_bps)} by vote, which may change it"


def data(place: Place, link: Link, waits: Sequence[Waiting], now: int) -> dict[str, Any]:
    """A link for a program."""
    terms = link.terms
    price = {"token": terms.price_token, "symbol": place.words.symbol(terms.price_token), "amount": str(terms.price)}
    return {
        "link": format_tag(link.tag),
        "state": link.state.value,
        "words": state_words(place, link, now),
        "terms_words": terms_words(place.words, terms),
        "terms_hash": f"0x{terms.hash.hex()}" if link.given_tag is None else None,
        "sponsor": link.sponsor,
        "name": place.names.get(link.sponsor, ""),
        "offered_to": terms.sponsor,
        "share_bps": terms.share_bps,
        "to_escrow": terms.to_escrow,
        "credited": link.credited if link.is_agreed else None,
        "notice_days": terms.notice_days,
        "price": price if terms.price else None,
        "number": str(terms.number) if link.given_tag is None else None,
        "offered_until": link.offered_until,
        "agreed_at": link.agreed_at,
        "ends": link.ends,
        "notice_by": link.notice_by if int(link.notice_by, 16) else None,
        "ended_at": link.ended_at,
        "bought_out": str(link.bought_out),
        "waits": [
            {
                "token": one.token,
                "symbol": place.words.symbol(one.token),
                "claimable": str(one.claimable),
                "arrived": str(one.arrived),
                "share": str(one.share),
            }
            for one in waits
        ],
        "next": next_steps(place, link),
    }


def voted_data(place: Place, share: VotedShare) -> dict[str, Any]:
    """A share that a vote gave, for a program."""
    return {"sponsor": share.sponsor, "name": place.names.get(share.sponsor, ""), "share_bps": share.share_bps}
