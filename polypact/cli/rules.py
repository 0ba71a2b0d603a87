"""`ape run rules`: by which rules the partners decide, and proposing others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polypact.cli import promised_view
from polypact.cli.common import Command, Desk, Group, open_place, shared_options
from polypact.cli.proposing import Manner, proposer_options, put_to_vote
from polypact.cli.variadic import VariadicCommand, values
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.text.yaml_lines import Parsed

_PATH = click.Path(path_type=Path)


@click.group(cls=Group)
def cli() -> None:
    """Voting rules: see them, propose others."""


@cli.command(cls=Command)
@click.argument("partnership")
@shared_options
def show(desk: Desk, partnership: str) -> None:
    """Show by which rules PARTNERSHIP decides, which class decides on what, and who holds what and until when."""
    from polypact.decisions.plain_words import rule_words
    from polypact.text.enums import class_name

    with desk.session() as session:
        place = open_place(session, partnership)
        rules = place.partnership.rules(place.since)
        mapped = _mapped(place)
        promised, now = place.partnership.promises.all(place.since), place.now()
        ends = place.partnership.end.conditions()
        lines: list[str] = []
        for number, rule in sorted(rules.items()):
            usual, given = class_name(number), place.class_names.get(number, "")
            label = usual if usual.isdigit() else f"{number} {usual}"
            lines.append(f"{label}{f' ({given})' if given else ''}: {rule_words(rule.__dict__)}")
            lines += [f"  decides on {what}" for what, decided in mapped if decided == number]
        lines.append(
            "A proposal belongs to the smallest class among its actions. What no class was given is constitutional if "
            "it is about the partnership itself, and ordinary otherwise."
        )
        lines += [*promised_view.lines(place, promised, now), *promised_view.end_lines(place, ends)]
        data = {
            **promised_view.data(place, promised, now),
            "end_conditions": promised_view.end_data(place, ends),
            "rules": {
                str(number): {
                    **rule.__dict__,
                    "class": class_name(number),
                    "name": place.class_names.get(number, ""),
                    "words": rule_words(rule.__dict__),
                    "decides_on": [what for what, decided in mapped if decided == number],
                }
                for number, rule in sorted(rules.items())
            },
        }
        desk.result(data, "\n".join(lines))


def _mapped(place: Place) -> list[tuple[str, int]]:
    """What classes were given to decide on, in plain words, with the class."""
    last = {
        (log["target"], bytes(log["selector"])): int(log["decision_class"])
        for log in place.partnership.events("ActionMapped", since=place.since)
    }
    return [(place.words.calls(target, chosen), number) for (target, chosen), number in last.items()]


@cli.command(cls=VariadicCommand, variadic={"--map": (1, 2)})
@click.argument("partnership")
@click.argument("decision_class", metavar="CLASS")
@click.argument("file", type=_PATH, required=False)
@click.option("--mode", metavar="MODE", help="majority, dual, lazy or unanimous.")
@click.option("--voting-delay", metavar="TIME", help="From the proposal to the beginning of the vote, like `1 day`.")
@click.option("--voting-period", metavar="TIME", help="How long the vote runs.")
@click.option("--execution-delay", metavar="TIME", help="From the end of the vote until it may be executed.")
@click.option("--execution-window", metavar="TIME", help="How long it may be executed.")
@click.option("--quorum", metavar="SHARE", help="Of all weight, like `40%`; with `lazy` what stops it.")
@click.option("--approval", metavar="SHARE", help="Of the weight for and against.")
@click.option("--seat-approval", metavar="SHARE", help="Of the partners for and against; with `dual`.")
@click.option("--early-decision", type=click.Choice(["yes", "no"]), help="The vote closes once its outcome is settled.")
@click.option("--recusal", type=click.Choice(["yes", "no"]), help="Who gains by a proposal does not vote on it.")
@click.option("--objections", type=int, help="Of steering partners, that stop a passed proposal once; 0 for none.")
@click.option("--contested-approval", metavar="SHARE", help="What it needs once it was stopped or contested.")
@click.option("--extension", metavar="TIME", help="Who turns the outcome later than that before the end moves the end.")
@click.option("--tie-breaker", metavar="ADDRESS", help="Account outside that decides a tie.")
@click.option("--name", metavar="NAME", help="Of the class, for people.")
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="TARGET [FUNCTION]",
    help="Let the class decide on calls of FUNCTION of TARGET, or on plain payments to it. Repeatable.",
)
@click.option("--description", default="", help="What it is for; says what is changed by default.")
@proposer_options
@shared_options
def propose(
    desk: Desk,
    partnership: str,
    decision_class: str,
    file: Path | None,
    name: str | None,
    mapped: Sequence[str],
    description: str,
    manner: Manner,
    **options: Any,
) -> None:
    """Propose another rule for CLASS, its name, or what it decides on.

    CLASS is constitutional, recovery, ordinary, a name it was given, or a number from 0 to 15. The rule comes from
    options, or from a YAML FILE with the fields that a rule has in a spec. What is not said stays as it is.
    """
    from polypact.decisions.drafts import Draft, make
    from polypact.text.errors import SpecErrors
    from polypact.text.rule_changes import RuleError, read_rule
    from polypact.text.yaml_lines import read_yaml

    with desk.session() as session:
        place = open_place(session, partnership)
        number = place.class_number(decision_class)
        parsed = read_yaml(file) if file else None
        fields = {**_fields(parsed), **{key: value for key, value in options.items() if value is not None}}
        name = name if name is not None else fields.pop("name", None)
        fields.pop("name", None)
        draft = Draft([])
        if fields:
            try:
                rule = read_rule(fields, number, _present(place, number))
            except RuleError as error:
                if parsed is None:
                    raise
                raise SpecErrors([parsed.problem((key,), text) for key, text in error.found], parsed.source) from None
            draft.actions.append(place.own.set_rule(number, rule.to_abi()))
        if name is not None:
            draft.actions.append(make("name_class", {"class": number, "name": name}, place))
        for given in mapped:
            target, *function = values(given)
            what = {"target": target, "class": number, **({"function": function[0]} if function else {})}
            draft.actions.append(make("map_action", what, place))
        if not draft.actions:
            raise PolypactError("nothing would change: give a FILE, an option of the rule, --name or --map")
        draft.description = description or f"Change how {place.words.class_name(number)} decisions are made"
        put_to_vote(desk, place, draft, manner)


def _present(place: Place, number: int) -> Any:
    """The rule in force for a class; `None` if it has none."""
    from polypact.chain.node_errors import RefusedError
    from polypact.text.voting_rules import Rule

    try:
        return Rule.from_chain(place.partnership.rule(number).__dict__)
    except RefusedError as error:
        if error.reason != "rules: class has no rule":
            raise
        return None


def _fields(parsed: Parsed | None) -> dict[str, Any]:
    """The fields of a rule in a YAML file."""
    from polypact.text.errors import Problem, SpecErrors

    if parsed is None:
        return {}
    if parsed.problems:
        raise SpecErrors(parsed.problems, parsed.source)
    if not isinstance(parsed.data, Mapping):
        raise SpecErrors([Problem(None, "", "is no rule: write lines of `field: value`")], parsed.source)
    return {str(key): value for key, value in parsed.data.items()}
