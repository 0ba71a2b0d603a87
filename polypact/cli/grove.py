"""A tree as the commands tell it: in words, in lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from polypact.chain.address_book import AddressBook
from polypact.chain.batch import Batch
from polypact.chain.deployments import Deployments
from polypact.chain.session import Session
from polypact.chain.tokens import Tokens
from polypact.text.durations import format_timestamp
from polypact.text.shares import format_bps
from polypact.tree import Tie, TieKind, Tree, read


class Grove:
    """The tree around a partnership, with the names that are known here."""

    def __init__(self, session: Session, name_or_address: str, deployments: Deployments | None = None) -> None:
        deployments = deployments or Deployments(session.chain_id)
        session.journal = deployments.journal
        asked = deployments.partnership(name_or_address)
        known = [each.partnership_implementation for each in deployments.ecosystems.values()]
        self.tree: Tree = read(session, asked, _since(deployments, asked), known)
        names = {record.partnership: name for name, record in deployments.partnerships.items()}
        for record in deployments.partnerships.values():
            for address, name in record.names.items():
                names.setdefault(address, name)
        self._names = {**names, **AddressBook(session.chain_id).names}
        tokens = {name: token for record in deployments.partnerships.values() for name, token in record.tokens.items()}
        self._tokens = Tokens(session, tokens)
        batch = Batch(session)
        shown = sorted({token for node in self.tree.nodes.values() for token in node.tokens})
        asked_tokens = {token: self._tokens.ask(batch, token) for token in shown}
        batch.run()
        self._token = {token: answer() for token, answer in asked_tokens.items()}

    # --- names ---

    def name(self, address: str) -> str:
        """Of a partnership: as it is recorded here, else as it calls itself; of anybody else by the records."""
        if given := self._names.get(address):
            return given
        node = self.tree.nodes.get(address)
        return (node.name if node else "") or f"{address[:8]}..{address[-4:]}"

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        return {node.escrow: address for address, node in self.tree.nodes.items()}

    def owner(self, escrow: str) -> str:
        """The partnership of an escrow of the tree."""
        return self._owners[escrow]

    def holder(self, account: str) -> str:
        """Who gets what is credited to an account."""
        if account in self._owners:
            return f"the escrow of {self.name(self._owners[account])}"
        if account in self.tree.nodes:
            return f"the treasury of {self.name(account)}"
        return self.name(account)

    def symbol(self, token: str) -> str:
        return self._token[token].symbol

    def words(self, token: str, amount: int) -> str:
        """An amount in the token's smallest unit, exactly: `1.5 ETH`."""
        return self._token[token].words(amount)

    def sums(self, amounts: Mapping[str, int]) -> str:
        return ", ".join(self.words(token, amount) for token, amount in amounts.items())

    # --- in words ---

    def facts(self, address: str) -> list[str]:
        """What there is to say of a partnership, in short lines."""
        node = self.tree.nodes[address]
        lines = [f"{_PHASES[node.phase.name]}, {node.partners} partner{'' if node.partners == 1 else 's'}"]
        if node.treasury:
            lines.append(f"treasury {self.sums(node.treasury)}")
        if node.arrived:
            lines.append(f"to split {self.sums(node.arrived)}")
        return lines

    def tie_words(self, tie: Tie) -> str:
        """What an account earns by one tie, and until when."""
        waits = f"; {self.sums(tie.waiting)} waits" if tie.waiting else ""
        if tie.kind is TieKind.UNITS:
            return f"{tie.units:,} of {self.tree.nodes[tie.project].units:,} units{waits}"
        if tie.kind is TieKind.FORMER:
            return f"a link that is over{waits}"
        share = f"{format_bps(tie.share_bps)} of income"
        if tie.kind is TieKind.SHARE:
            return f"{share}, by vote{waits}"
        if tie.is_over(self.tree.now):
            return f"{share}, over since {_day(tie.ends)}{waits}"
        until = f" until {_day(tie.ends)}" if tie.ends else ""
        return f"{share}{until}{waits}"

    def tie_lines(self, tie: Tie) -> list[str]:
        """The same in short lines."""
        return (
            self.tie_words(tie).replace(" of income", "").replace(" until ", "\nuntil ").replace("; ", "\n").split("\n")
        )

    def lines(self) -> Iterator[str]:
        """The tree from the top down; what stands below two is told in full below the first."""
        told: set[str] = set()
        for number, top in enumerate(self.tree.tops()):
            if number:
                yield ""
            yield from self._lines(top, told, "")

    def _lines(self, address: str, told: set[str], margin: str, pays: Sequence[str] = ()) -> Iterator[str]:
        is_again = address in told
        told.add(address)
        mark = " *" if address == self.tree.asked and len(self.tree.nodes) > 1 else ""
        yield f"{self.name(address)}{mark}  {address}{' (see above)' if is_again else ''}"
        if is_again:
            yield from (f"{margin}   {line}" for line in pays)
            return
        below: dict[str, list[Tie]] = {}
        for tie in self.tree.below(address):
            below.setdefault(tie.project, []).append(tie)
        for line in [*pays, *self.facts(address), *self._others(address)]:
            yield f"{margin}{'|  ' if below else '   '}{line}"
        for number, (project, ties) in enumerate(below.items()):
            inner = f"{margin}{'   ' if number == len(below) - 1 else '|  '}"
            yield f"{margin}|"
            own = [
                f"pays {self.name(address)} {'by ' if tie.kind is TieKind.UNITS else ''}{self.tie_words(tie)}"
                for tie in ties
            ]
            for line_number, line in enumerate(self._lines(project, told, inner, own)):
                yield f"{margin}+- {line}" if line_number == 0 else line

    def _others(self, address: str) -> list[str]:
        """What accounts outside the tree earn before the partners do."""
        return [
            f"pays {self.name(tie.earner)} {self.tie_words(tie)}"
            for tie in self.tree.others(address)
            if tie.kind is not TieKind.UNITS
        ]

    def data(self) -> dict[str, Any]:
        """All of it, for programs. Sums in the token's smallest unit, as text."""
        tree = self.tree
        return {
            "asked": tree.asked,
            "time": tree.now,
            "tops": tree.tops(),
            "tokens": [
                {"address": token.address, "symbol": token.symbol, "decimals": token.decimals}
                for token in self._token.values()
            ],
            "partnerships": [
                {
                    "partnership": node.address,
                    "escrow": node.escrow,
                    "name": node.name,
                    "known_as": self.name(node.address),
                    "phase": node.phase.name.lower(),
                    "partners": node.partners,
                    "units": node.units,
                    "treasury": _texts(node.treasury),
                    "to_split": _texts(node.arrived),
                }
                for level in tree.levels()
                for node in (tree.nodes[address] for address in level)
            ],
            "ties": [
                {
                    "project": tie.project,
                    "earner": tie.earner,
                    "credited": tie.credited,
                    "kind": tie.kind.value,
                    "share_bps": tie.share_bps,
                    "units": tie.units,
                    "tag": tie.tag,
                    "ends": tie.ends,
                    "notice_days": tie.notice_days,
                    "is_over": tie.is_over(tree.now),
                    "waiting": _texts(tie.waiting),
                }
                for tie in tree.ties
            ],
            "strangers": list(tree.strangers),
            "is_cut": tree.is_cut,
        }


def _since(deployments: Deployments, asked: str) -> int:
    """A block before which there was no partnership of a kind that is known here."""
    found = deployments.find(asked)
    blocks = [each.block for each in deployments.ecosystems.values()]
    is_ours = found and any(each.ecosystem == found[1].ecosystem for each in deployments.ecosystems.values())
    return min(blocks) if is_ours else 0


_PHASES = {"FORMING": "forming", "IN_FORCE": "in force", "VOID": "void", "WINDING_UP": "winding up"}


def _day(timestamp: int) -> str:
    return format_timestamp(timestamp).split(" ")[0]


def _texts(amounts: Mapping[str, int]) -> dict[str, str]:
    return {token: str(amount) for token, amount in amounts.items()}
