"""`./run demo`: the main job from beginning to end on a chain inside this process, in under two minutes."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from demo.project import ProjectStory
from demo.stage import Stage
from demo.story import Story
from polypact.chain.session import connect
from polypact.cli.grove import Grove
from polypact.statement import Statement, build
from polypact.statement.report import chart, csv_file
from polypact.text.errors import PolypactError
from polypact.tree import chart as tree_chart

OUT = Path("out")


def main() -> int:
    started = time.monotonic()
    console = Console(width=118, highlight=False)
    from ape import accounts

    try:
        with connect("ethereum:local:test") as session, tempfile.TemporaryDirectory() as folder:
            stage = Stage(session, console)
            story = Story(stage, list(accounts.test_accounts[:10]), Path(folder))
            partnership = story.tell()
            result = build(partnership.revenue)
            _show(console, result, story)
            grove = ProjectStory(story, accounts.test_accounts[9]).tell()
            _show_tree(console, grove)
            OUT.mkdir(exist_ok=True)
            csv_file.write_totals(result, OUT / "statement.csv", story.name_of, story.tokens.at)
            title = f"{partnership.name}: who earned what"
            chart.draw(result, OUT / "earnings.svg", story.name_of, story.tokens.at, title)
            chart.draw(result, OUT / "earnings.png", story.name_of, story.tokens.at, title)
            tree_chart.draw(grove.tree, OUT / "tree.svg", grove.name, grove.facts, grove.tie_lines)
    except PolypactError as error:
        print(f"demo: {error}", file=sys.stderr)
        return error.exit_code
    written = ", ".join(str(OUT / name) for name in ("statement.csv", "earnings.svg", "earnings.png", "tree.svg"))
    console.print(f"\nWritten: {written}")
    console.print(f"[dim]{len(stage.gas)} steps, {time.monotonic() - started:.0f} seconds.[/dim]")
    return 0 if result.adds_up else 1


def _show(console: Console, result: Statement, story: Story) -> None:
    console.print()
    table = Table(title="Statement", title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column("partner")
    for heading in ("units", "earned", "paid out", "claimable"):
        table.add_column(heading, justify="right")
    for entry in result.tokens:
        token = story.tokens.at(entry.token)
        for line in entry.lines:
            sums = (token.words(amount) for amount in (line.credited, line.paid, line.claimable))
            table.add_row(story.name_of(line.account), str(line.units), *sums)
        totals = (sum(line.credited for line in entry.lines), entry.paid, entry.claimable)
        table.add_row("[bold]together[/bold]", "", *(token.words(amount) for amount in totals))
        table.add_row("", "", f"of {token.words(entry.received)} received", "", "", style="dim")
    console.print(table)
    for entry in result.tokens:
        token = story.tokens.at(entry.token)
        verdict = "adds up to the wei" if entry.adds_up else "; ".join(entry.problems)
        console.print(
            f"{token.symbol}: received {token.words(entry.received)} = paid {token.words(entry.paid)} + claimable "
            f"{token.words(entry.claimable)} + carried {entry.remainder} of the smallest unit; {verdict}"
        )


def _show_tree(console: Console, grove: Grove) -> None:
    console.print("\n[bold]The tree, as it stood when the project had earned[/bold]")
    for line in grove.lines():
        console.print(f"  {escape(line)}", soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
