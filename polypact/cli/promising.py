"""Proposing what stands by itself in a command of its own: what `floor`, `mandate` and `matter` share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from polypact.cli.proposing import Manner, put_to_vote
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.capabilities.actions import Action
    from polypact.cli.common import Desk
    from polypact.cli.open_partnership import Place

description_option = click.option("--description", default="", help="What it is for; says what is done by default.")
number_argument = click.argument("number", type=click.IntRange(1), metavar="NUMBER")


@contextmanager
def plainly() -> Iterator[None]:
    """What is wrong with a word that was given becomes the one line that a person reads."""
    try:
        yield
    except ValueError as error:
        raise PolypactError(str(error)) from None


def made(kind: str, fields: Mapping[str, Any], place: Place) -> Action:
    """One action from what was given in a command."""
    from polypact.decisions.drafts import make

    with plainly():
        return make(kind, fields, place)


def propose(desk: Desk, place: Place, actions: Sequence[Action], description: str, manner: Manner) -> None:
    """Puts actions to the vote; without a description, that says what they do."""
    from polypact.decisions.drafts import Draft

    said = description or "\n".join(place.words.action(action) for action in actions)
    put_to_vote(desk, place, Draft([*actions], said), manner)
