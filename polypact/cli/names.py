"""`ape run names`: the address book of a chain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from polypact.cli.common import Command, Desk, Group, row, shared_options, table

if TYPE_CHECKING:
    from polypact.chain.address_book import AddressBook

_CHAIN = click.option("--chain", type=click.IntRange(1), metavar="ID", help="The chain; else that of --network.")


@click.group(cls=Group)
def cli() -> None:
    """Names for outsiders: who is paid or called, in deployments/<chain id>.names.json, shared with the record.

    Every command takes such a name where it takes an address, and shows it wherever the address is.
    """


@cli.command("list", cls=Command)
@_CHAIN
@shared_options
def show(desk: Desk, chain: int | None) -> None:
    """Show the names of a chain."""
    with _book(desk, chain) as book:
        found = sorted(book.names.items(), key=lambda entry: entry[1].casefold())
        made = table("name", "address")
        for address, name in found:
            row(made, name, address)
        data = {"chain_id": book.chain_id, "names": [{"name": name, "address": address} for address, name in found]}
        desk.result(data, made if found else f"no names in {book.path}")


@cli.command(cls=Command)
@click.argument("name")
@click.argument("address")
@_CHAIN
@shared_options
def add(desk: Desk, name: str, address: str, chain: int | None) -> None:
    """Call ADDRESS by NAME from now on."""
    with _book(desk, chain) as book:
        at = book.add(name, address)
        data = {"chain_id": book.chain_id, "name": book.names[at], "address": at, "file": str(book.path)}
        desk.result(data, f"{at} is called {book.names[at]!r} on chain {book.chain_id} (in {book.path})")


@cli.command(cls=Command)
@click.argument("name")
@_CHAIN
@shared_options
def remove(desk: Desk, name: str, chain: int | None) -> None:
    """Forget NAME, which may also be the address."""
    with _book(desk, chain) as book:
        address, former = book.remove(name)
        data = {"chain_id": book.chain_id, "name": former, "address": address, "file": str(book.path)}
        desk.result(data, f"{address} has no name on chain {book.chain_id} any more; it was {former!r}")


@contextmanager
def _book(desk: Desk, chain: int | None) -> Iterator[AddressBook]:
    from polypact.chain.address_book import AddressBook

    if chain is not None:
        yield AddressBook(chain)
        return
    with desk.session() as session:
        yield AddressBook(session.chain_id)
