"""`ape run link`: shares of a project's income that project and sponsor agreed on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from polypact.cli import link_view, linking
from polypact.cli.common import Command, Desk, Group, open_place, shared_options
from polypact.cli.promising import description_option, made, propose
from polypact.cli.proposing import Manner, proposer_options
from polypact.text.errors import PolypactError
from polypact.text.links import format_tag

if TYPE_CHECKING:
    from polypact.capabilities.actions import Action
    from polypact.chain.node import Receipt
    from polypact.cli.open_partnership import Place
    from polypact.clients.links import Link


@click.group(cls=Group)
def cli() -> None:
    """Links: a share of all income of a project that its sponsor agreed to, and that no vote changes."""


_link_argument = click.argument("link", metavar="LINK")


def _sponsor_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --sponsor, --wallet and what a proposal takes; the command gets them as `side` and `description`."""

    @click.option("--sponsor", metavar="PARTNERSHIP", help="The sponsor is this partnership: propose it there.")
    @click.option(
        "--wallet",
        is_flag=True,
        help="The sponsor is a contract wallet, like a Safe: show the call that it has to make, and send nothing.",
    )
    @description_option
    @proposer_options
    @wraps(function)
    def command(*args: Any, sponsor: str | None, wallet: bool, description: str, manner: Manner, **kwargs: Any) -> Any:
        if sponsor is not None and wallet:
            raise click.UsageError("--sponsor is a partnership that votes, --wallet makes the call itself: give one")
        return function(*args, side=linking.Side(sponsor, wallet, description, manner), **kwargs)

    return command


@cli.command(cls=Command)
@click.argument("project")
@click.argument("sponsor")
@click.argument("share")
@click.option("--until", help="Last day or moment it earns; without it there is no end.")
@click.option("--notice", default="90 days", show_default=True, help="Of either side, to its end; 0 to 1095 days.")
@click.option("--buy-out", metavar="SUM", help='A price, like "50 ether", by which the project ends it at once.')
@click.option(
    "--to",
    type=click.Choice(["sponsor", "escrow"]),
    help="Who is credited: the sponsor itself, or its escrow; of a partnership its escrow, if nothing is said.",
)
@click.option("--number", type=click.IntRange(0, 2**256 - 1), help="Tells links on the same terms apart; else chosen.")
@description_option
@proposer_options
@shared_options
def offer(
    desk: Desk,
    project: str,
    sponsor: str,
    description: str,
    manner: Manner,
    to: str | None,
    number: int | None,
    **options: Any,
) -> None:
    """Propose that PROJECT offers SPONSOR a SHARE (like 10%) of all later income, before anybody else.

    The sponsor may agree for 30 days. From then on no vote changes it: it ends on its date, after the notice of either
    side, when the sponsor gives it up, or in the call that pays its price.
    """
    from dataclasses import replace

    from polypact.decisions.link_offers import free_number, terms_offered

    with desk.session() as session:
        place = open_place(session, project)
        account = place.newcomer(sponsor)
        place.refuse_escrow(account)
        given = {"sponsor": account, **{key: value for key, value in options.items() if value is not None}}
        given["to"] = to or ("escrow" if place.is_partnership(account) else "sponsor")
        terms = terms_offered(made("offer_link", given, place))
        assert terms is not None
        if number is None:
            number = free_number(place.links.all(place.since)[0], terms)
        action = place.own.offer_link(replace(terms, number=number))
        linking.warn_of_offer(desk, place, replace(terms, number=number))
        propose(desk, place, [action], description, manner)


@cli.command(cls=Command)
@click.argument("project")
@_link_argument
@description_option
@proposer_options
@shared_options
def withdraw(desk: Desk, project: str, link: str, description: str, manner: Manner) -> None:
    """Propose that PROJECT takes back the offer of LINK, which nobody has agreed to yet."""
    from polypact.clients.links import LinkState

    with desk.session() as session:
        place = open_place(session, project)
        found = linking.named(place, link, LinkState.OFFERED)
        propose(desk, place, [place.own.withdraw_offer(found.terms.hash)], description, manner)


@cli.command(cls=Command)
@click.argument("project")
@_link_argument
@_sponsor_options
@shared_options
def agree(desk: Desk, project: str, link: str, side: linking.Side) -> None:
    """Agree to LINK, which PROJECT offers: with --account, by the vote of --sponsor, or by a --wallet."""
    from polypact.clients.links import LinkState

    with desk.session() as session:
        place = open_place(session, project)
        found = linking.named(place, link, LinkState.OFFERED)
        act = linking.Act("agree_link", (found.terms.abi(),), found.offered_until)
        if linking.is_done_elsewhere(desk, place, found, side, act):
            return
        desk.confirm("Agree to this link?")
        receipt = place.links.agree(found.terms)
        _tell(desk, place, link, receipt)


@cli.command(cls=Command)
@click.argument("project")
@_link_argument
@_sponsor_options
@shared_options
def waive(desk: Desk, project: str, link: str, side: linking.Side) -> None:
    """Give LINK up at once, as its sponsor: with --account, by the vote of --sponsor, or by a --wallet.

    What arrived until then is split with it.
    """
    from polypact.clients.links import LinkState

    with desk.session() as session:
        place = open_place(session, project)
        found = linking.named(place, link, LinkState.RUNNING)
        if linking.is_done_elsewhere(desk, place, found, side, linking.Act("waive_link", (found.tag,))):
            return
        desk.confirm("Give this link up, at once and for good?")
        receipt = place.links.waive(found.tag)
        desk.sent(f"{format_tag(found.tag)} has ended", receipt, link=format_tag(found.tag), sponsor=found.sponsor)


@cli.command(cls=Command)
@click.argument("project")
@_link_argument
@_sponsor_options
@shared_options
def notice(desk: Desk, project: str, link: str, side: linking.Side) -> None:
    """Have LINK end when its notice is over. Nobody takes that back.

    The sponsor does that with --account, by the vote of --sponsor, or by a --wallet; for anybody else it is proposed to
    the partners of PROJECT.
    """
    from polypact.clients.links import LinkState

    with desk.session() as session:
        place = open_place(session, project)
        found = linking.named(place, link, LinkState.RUNNING)
        linking.refuse_late_notice(place, found)
        if side.is_nobody and session.sender != found.sponsor:
            for line in link_view.lines(place, found, [], place.now()):
                desk.say(line)
            propose(desk, place, [place.own.give_link_notice(found.tag)], side.description, side.manner)
            return
        if linking.is_done_elsewhere(desk, place, found, side, linking.Act("give_link_notice", (found.tag,))):
            return
        desk.confirm("Give notice of this link? Nobody takes that back.")
        receipt = place.links.give_notice(found.tag)
        _tell(desk, place, link, receipt)


@cli.command("buy-out", cls=Command)
@click.argument("project")
@_link_argument
@click.option("--amount", metavar="SUM", help="Pay more than the price, where a token takes a fee.")
@description_option
@proposer_options
@shared_options
def buy_out(desk: Desk, project: str, link: str, amount: str | None, description: str, manner: Manner) -> None:
    """Propose that PROJECT pays the price of LINK, which ends it at once; what arrived before is split with it."""
    from polypact.clients.links import LinkState

    with desk.session() as session:
        place = open_place(session, project)
        found = linking.named(place, link, LinkState.RUNNING)
        propose(desk, place, _payment(place, found, amount), description, manner)


def _payment(place: Place, link: Link, amount: str | None) -> list[Action]:
    """The actions that pay the price of a link, or more than that."""
    from polypact.text.enums import ETHER

    terms = link.terms
    if not terms.price:
        raise PolypactError(f"no buy-out was agreed for {format_tag(link.tag)}: give notice, or ask its sponsor")
    paid = terms.price
    if amount is not None:
        token, paid = place.tokens.amount(amount)
        if token.address != terms.price_token or paid < terms.price:
            least = place.words.amount(terms.price_token, terms.price)
            raise PolypactError(f"the price of {format_tag(link.tag)} is {least}; --amount is that or more of the same")
    if terms.price_token == ETHER:
        return [place.own.buy_out_link(link.tag, paid, paid)]
    allow = place.own.call(terms.price_token, "approve(address,uint256)", [place.escrow.address, str(paid)])
    return [allow, place.own.buy_out_link(link.tag, paid)]


@cli.command(cls=Command)
@click.argument("project")
@_link_argument
@shared_options
def end(desk: Desk, project: str, link: str) -> None:
    """Clear LINK away, whose time is over. Anybody may; it earns nothing any more either way."""
    from polypact.clients.links import LinkState

    with desk.session() as session:
        place = open_place(session, project)
        found = linking.named(place, link, LinkState.OVER)
        desk.confirm(f"Clear {format_tag(found.tag)} away?")
        receipt = place.links.end(found.tag)
        desk.sent(f"{format_tag(found.tag)} is cleared away", receipt, link=format_tag(found.tag))


@cli.command("list", cls=Command)
@click.argument("project")
@click.option("--all", "with_past", is_flag=True, help="Also those that have ended, and offers that came to nothing.")
@shared_options
def list_links(desk: Desk, project: str, with_past: bool) -> None:
    """Show who shares in the income of PROJECT before anybody else, since when, until when, and what waits for it."""
    with desk.session() as session:
        place = open_place(session, project)
        now = place.now()
        links, voted = place.links.all(place.since)
        found = [link for link in links if with_past or not link.state.is_past]
        waits = link_view.waiting(place, found)
        told = [line for link in found for line in link_view.lines(place, link, waits.get(link, ()), now)]
        told += [link_view.voted_line(place, share) for share in voted]
        data = {
            "project": place.partnership.address,
            "links": [link_view.data(place, link, waits.get(link, ()), now) for link in found],
            "by_vote": [link_view.voted_data(place, share) for share in voted],
        }
        desk.result(data, "\n".join(told) or "no links")


@cli.command(cls=Command)
@click.argument("project")
@_link_argument
@shared_options
def show(desk: Desk, project: str, link: str) -> None:
    """Show LINK of PROJECT, what waits for it, and what each side may do next."""
    with desk.session() as session:
        place = open_place(session, project)
        now = place.now()
        found = linking.named(place, link)
        waits = link_view.waiting(place, [found]).get(found, [])
        told = [*link_view.lines(place, found, waits, now), *link_view.next_lines(place, found)]
        desk.result(link_view.data(place, found, waits, now), "\n".join(told))


def _tell(desk: Desk, place: Place, link: str, receipt: Receipt) -> None:
    """What became of a link."""
    now = linking.named(place, link)
    tag = format_tag(now.tag)
    facts: dict[str, Any] = {"sponsor": now.sponsor, "credited": now.credited, "ends": now.ends}
    desk.sent(f"{tag} {link_view.state_words(place, now, place.now())}", receipt, link=tag, **facts)
