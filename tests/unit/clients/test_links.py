"""Links as the log and the chain tell of them: whatever happened to an offer, and however often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

import pytest

from polypact.chain.events import Event
from polypact.clients.links import Link, Links, LinkState
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError
from polypact.text.links import LinkTerms, format_tag, parse_tag

ESCROW, ANGEL, HEIR, ANYBODY = ("0x" + digit * 40 for digit in "1345")
NOW = 1_800_000_000
PLAIN = LinkTerms(ANGEL, 1_000, notice_days=90)


@dataclass
class Chain:
    """The log of an escrow, block by block, and what its views answer."""

    events: list[Event]
    offers: dict[bytes, int]
    """Hash of terms => until when they may be agreed to."""
    entries: list[dict[str, Any]]

    def says(self, name: str, **arguments: Any) -> Chain:
        block = len(self.events) + 1
        self.events.append(Event(name, arguments, ESCROW, block, 0, "0x"))
        return self

    def offered(self, terms: LinkTerms, until: int = NOW + 1) -> Chain:
        self.offers[terms.hash] = until
        return self.says("LinkOffered", **asdict(terms), tag=terms.tag, until=until, terms_hash=terms.hash)

    def agreed(self, terms: LinkTerms, by: str = ANGEL, *, runs: bool = True) -> Chain:
        self.offers[terms.hash] = 0
        if runs:
            entry = {"sponsor": by, "credited": by, "share_bps": terms.share_bps, "is_agreed": True}
            self.entries.append({**entry, "tag": terms.tag, "ends": terms.ends})
        about = {"sponsor": by, "credited": by, "share_bps": terms.share_bps, "ends": terms.ends}
        return self.says("LinkAgreed", tag=terms.tag, **about)

    def read(self) -> list[Link]:
        return links_of(self)[0]


class Told(Links):
    """A client whose answers are made up."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.session = SilentSession()  # type: ignore[assignment]

    def ask(self, batch: Any, function: str, *arguments: Any) -> Callable[[], Any]:
        if function == "offer_of":
            return lambda: self.chain.offers.get(LinkTerms(*arguments[0]).hash, 0)
        return lambda: self.chain.entries if function == "links" else arguments[0]

    def ask_events(self, batch: Any, *names: str, since: int = 0) -> Callable[[], list[Event]]:
        return lambda: [event for event in self.chain.events if event.name in names]


class SilentSession:
    """Knows the time alone: a block each hundred seconds."""

    batch_size = 0

    def now(self, block: int | None = None) -> int:
        return NOW if block is None else 100 * block


def links_of(chain: Chain) -> Any:
    return Told(chain).all()


@pytest.fixture
def chain() -> Chain:
    return Chain([], {}, [])


def test_offer_is_open_to_its_last_second(chain: Chain) -> None:
    (link,) = chain.offered(PLAIN, NOW).read()
    assert (link.state, link.sponsor, link.offered_until) == (LinkState.OFFERED, ANGEL, NOW)
    chain.offers[PLAIN.hash] = NOW - 1
    assert [one.state for one in chain.read()] == [LinkState.LAPSED]


def test_offer_whose_own_end_has_come_is_open_no_more(chain: Chain) -> None:
    assert [link.state for link in chain.offered(replace(PLAIN, ends=NOW)).read()] == [LinkState.LAPSED]


def test_offer_that_is_repeated_is_one(chain: Chain) -> None:
    assert len(chain.offered(PLAIN, 5).offered(PLAIN).read()) == 1


def test_offer_that_was_taken_back_and_made_again_is_open(chain: Chain) -> None:
    chain.offered(PLAIN).says("LinkOfferWithdrawn", terms_hash=PLAIN.hash)
    chain.offers[PLAIN.hash] = 0
    assert [link.state for link in chain.read()] == [LinkState.WITHDRAWN]
    assert [link.state for link in chain.offered(PLAIN).read()] == [LinkState.WITHDRAWN, LinkState.OFFERED]


def test_link_runs_from_its_block_and_with_its_holder_of_now(chain: Chain) -> None:
    chain.offered(PLAIN).agreed(PLAIN)
    chain.entries[0].update(sponsor=HEIR, credited=HEIR)
    (link,) = chain.read()
    assert (link.state, link.agreed_at, link.sponsor, link.terms.sponsor) == (LinkState.RUNNING, 200, HEIR, ANGEL)


def test_notice_and_the_last_second(chain: Chain) -> None:
    chain.offered(PLAIN).agreed(PLAIN).says("LinkNoticeGiven", tag=PLAIN.tag, by=ANGEL, ends=NOW)
    chain.entries[0]["ends"] = NOW
    (link,) = chain.read()
    assert (link.state, link.notice_by, link.ends) == (LinkState.RUNNING, ANGEL, NOW)
    chain.entries[0]["ends"] = NOW - 1
    assert [one.state for one in chain.read()] == [LinkState.OVER]


def test_end_says_how_it_came(chain: Chain) -> None:
    chain.offered(PLAIN).agreed(PLAIN, runs=False)
    chain.says("LinkBoughtOut", tag=PLAIN.tag, credited=ANGEL, token=ETHER, amount=7)
    (link,) = chain.says("LinkEnded", tag=PLAIN.tag, credited=ANGEL, by=ANYBODY).read()
    assert (link.state, link.bought_out, link.ended_at, link.ended_by) == (LinkState.ENDED, 7, 400, ANYBODY)


def test_second_link_of_the_same_name_is_another_one(chain: Chain) -> None:
    """The tools refuse that; the contract does not, once the first one has ended."""
    chain.offered(PLAIN).agreed(PLAIN, runs=False).says("LinkEnded", tag=PLAIN.tag, credited=ANGEL, by=ANGEL)
    first, second = chain.offered(PLAIN).agreed(PLAIN).read()
    assert (first.state, first.ended_at) == (LinkState.ENDED, 300)
    assert (second.state, second.agreed_at) == (LinkState.RUNNING, 500)


def test_share_by_vote_is_no_link(chain: Chain) -> None:
    chain.entries.append({"sponsor": ANGEL, "credited": ANGEL, "share_bps": 5, "is_agreed": False, "tag": 0, "ends": 0})
    links, (voted,) = links_of(chain)
    assert (links, voted.sponsor, voted.share_bps) == ([], ANGEL, 5)


def test_log_that_begins_after_the_offer_tells_less_and_does_not_fail(chain: Chain) -> None:
    other = replace(PLAIN, number=9)
    (link,) = chain.agreed(other).says("LinkNoticeGiven", tag=other.tag, by=ANGEL, ends=NOW).read()
    assert (link.state, link.tag, link.terms.share_bps, link.agreed_at) == (LinkState.RUNNING, other.tag, 1_000, 0)


def test_name_of_a_link_is_read_and_written() -> None:
    assert (format_tag(0xFE01), parse_tag(" 0x00FE01 ")) == ("0x00fe01", 0xFE01)
    for wrong in ("fe01", "0xfe01", "0x00fe011", "0x00fe0g", ""):
        with pytest.raises(PolypactError, match="named by 0x and 6 hexadecimal digits"):
            parse_tag(wrong)
