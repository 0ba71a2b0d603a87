"""Compares what one call came to on both sides."""

from __future__ import annotations

from typing import Any

from eth_abi import decode

from tests.differential.allowed import Allowed
from tests.differential.chain import Answer
from tests.differential.sides import Side
from tests.differential.values import Call, Columns, Data, M, P, at


class DifferenceError(AssertionError):
    """The sides came to different ends."""

    def __init__(self, what: str, former: Any, present: Any, query: tuple[Any, ...] | None = None) -> None:
        super().__init__(f"{what}\n  former:  {former}\n  present: {present}")
        self.what = what
        self.query = query  # the view that differs, None if the call itself did
        self.recused: frozenset[str] | None = None  # who is recused on one side only, if nothing else differs


Query = tuple[str, str, tuple[Any, ...]]  # target, function, arguments


class Comparison:
    """Two sides and what may differ between them."""

    def __init__(self, former: Side, present: Side, allowed: Allowed) -> None:
        self.former, self.present, self.allowed = former, present, allowed
        self.sides = (former, present)
        self._idle_eras = 0  # see `Allowed.is_idle`

    def restart(self) -> None:
        """Begins anew on both sides."""
        for side in self.sides:
            side.restart()
        self._idle_eras = 0

    # --- calls ---

    def send(self, call: Call) -> Answer:
        """Makes the call on both sides, compares, and returns what the former came to."""
        may_differ = any(call.function == name for name, _ in (*self.allowed.lifted, *self.allowed.narrowed))
        before = [side.chain.snapshot() for side in self.sides] if may_differ else []
        former, present = (side.send(call) for side in self.sides)
        if former.ok != present.ok:
            refused = former if present.ok else present
            if self._may_refuse(call, former, present):
                for side, snapshot in zip(self.sides, before, strict=True):
                    side.chain.undo(snapshot)
                return refused
            raise DifferenceError(f"{call.function} is refused on one side", _say(former), _say(present))
        if not former.ok:
            if not self.allowed.same_reason(call.function, former.reason, present.reason):
                raise DifferenceError(f"{call.function} is refused for another reason", _say(former), _say(present))
            return former
        self._compare_output(call, former, present)
        try:
            self._compare_logs(call, former, present)
        except DifferenceError as difference:
            if difference.recused is None or not self._is_excused(call, difference.recused):
                raise
            for side, snapshot in zip(self.sides, before, strict=True):
                side.chain.undo(snapshot)
            return Answer(False, b"")
        return former

    def _may_refuse(self, call: Call, former: Answer, present: Answer) -> bool:
        """Whether one of the sides may refuse what the other one did."""
        if present.ok:
            return (call.function, former.reason) in self.allowed.lifted
        statuses = self.allowed.narrowed.get((call.function, present.reason))
        return statuses is not None and (not statuses or self._status_of(call.sender) in statuses)

    def _status_of(self, account: str) -> int:
        """The status on the former side's roster; 0 if it is not on it."""
        return int(self.former.read(M, "partner", at(account))[2])

    def _compare_output(self, call: Call, former: Answer, present: Answer) -> None:
        one, other = self._common(former.output, present.output)
        if one != other:
            raise DifferenceError(f"{call.function} returns something else", former.output.hex(), present.output.hex())

    def _compare_logs(self, call: Call, former: Answer, present: Answer) -> None:
        logs = [[self._plain(side, log) for log in answer.logs] for side, answer in self._zip(former, present)]
        if logs[0] == logs[1] and not self._idle_eras:
            return
        told = [[side.describe(log) for log in answer.logs] for side, answer in self._zip(former, present)]
        if call.function == "spin_up":  # the ecosystem's own event names the Membership, which is gone
            told = [[log for log in side if log[0] != "PartnershipSpunUp"] for side in told]
        told[0] = self._as_present(told[0])
        lines = [[self._line(side, log) for log in logs] for side, logs in zip(self.sides, told, strict=True)]
        if call.function in self.allowed.reordered:
            lines = [sorted(side) for side in lines]
        if lines[0] != lines[1]:
            was, now = ("\n    ".join(["", *side]) for side in lines)
            difference = DifferenceError(f"{call.function} logs something else", was, now)
            others = [[line for line in side if not line.startswith("PartnerRecused ")] for side in lines]
            if others[0] == others[1]:
                recused = [{fields["partner"] for name, fields in side if name == "PartnerRecused"} for side in told]
                difference.recused = frozenset(recused[0] ^ recused[1])
            raise difference

    def _is_excused(self, call: Call, recused: frozenset[str]) -> bool:
        """Whether who is recused on one side only may be."""
        if call.function not in ("propose", "propose_as"):
            return False
        proposal = next(arg.proposal for arg in call.args if isinstance(arg, Columns))
        called = {action.data.function for action in proposal.actions if isinstance(action.data, Data)}
        if called & self.allowed.unlisted:
            return True
        names = {own: name for name, own in self.former.addresses.items()}
        records = [self.former.read(M, "partner", at(names[bytes.fromhex(account[2:])])) for account in recused]
        return all(self.allowed.was_never_a_partner(record) for record in records)

    def _as_present(self, logs: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, dict[str, Any]]]:
        """The former side's logs as the present one should say it."""
        said = []
        for name, fields in logs:
            if self.allowed.is_idle(name, fields):
                self._idle_eras += fields["era"] != 0  # it is 0 until the partnership is in force
                continue
            if "era" in fields:
                fields["era"] -= self._idle_eras
            said.append((self.allowed.events.get(name, name), fields))
        return said

    def _plain(self, side: Side, log: Any) -> tuple[bytes, tuple[bytes, ...], bytes]:
        emitter, topics, data = log
        return side.common(emitter), tuple(side.common(topic.to_bytes(32)) for topic in topics), side.common(data)

    def _line(self, side: Side, log: tuple[str, dict[str, Any]]) -> str:
        return f"{log[0]} {self._tell(side, log[1])}"

    def _tell(self, side: Side, value: Any) -> Any:
        """A decoded value as both sides should say it."""
        if isinstance(value, dict):
            return {name: self._tell(side, part) for name, part in value.items()}
        if isinstance(value, list | tuple):
            return [self._tell(side, part) for part in value]
        if isinstance(value, bool):
            return value
        if isinstance(value, int) and value >= 2**128:
            return side.without_ids(value.to_bytes(32)).hex()
        if isinstance(value, bytes):
            return side.without_ids(side.common(value)).hex()
        if isinstance(value, str) and value.startswith("0x") and len(value) == 42:
            return side.common(bytes.fromhex(value[2:])).hex()
        return value

    # --- views ---

    def ask(self, query: Query) -> None:
        """Compares the answers of a view."""
        target, function, args = query
        former, present = (side.ask(target, function, *args) for side in self.sides)
        if (function, former.reason, present.reason) in self.allowed.views:
            return
        if former.ok != present.ok or (
            not former.ok and not self.allowed.same_reason(function, former.reason, present.reason)
        ):
            raise DifferenceError(f"{function}{args} is refused", _say(former), _say(present), query)
        if not former.ok:
            return
        if function == "nonces":
            self._compare_nonces(query, former, present)
            return
        one, other = self._common(former.output, present.output)
        if one == other:
            return
        told = [
            self._tell(side, list(decode(side.function(target, function, len(args)).outputs, answer.output)))
            for side, answer in self._zip(former, present)
        ]
        if function == "partner":
            self._compare_partner(query, told[0][0], told[1][0])
        elif function == "partners":
            for was, now in zip(told[0][0], told[1][0], strict=True):
                self._compare_partner(query, was, now)
        elif function == "era":
            if told[0][0] - self._idle_eras != told[1][0]:
                raise DifferenceError("era differs", told[0][0], told[1][0], query)
        elif function == "vesting_of":  # the era since when it holds was counted with the idle ones before it
            was, now = told[0][0], told[1][0]
            if not 0 <= was[1] - now[1] <= self._idle_eras or was[:1] + was[2:] != now[:1] + now[2:]:
                raise DifferenceError(f"vesting_of{args} differs", was, now, query)
        elif told[0] != told[1]:
            raise DifferenceError(f"{function}{args} differs", told[0], told[1], query)

    def _compare_partner(self, query: Query, former: list[Any], present: list[Any]) -> None:
        name = self._name_of(str(former[0]))
        ballots = 0 if name is None else int(self.former.read(P, "nonces", at(name)))
        problem = self.allowed.same_partner(former, present, ballots)
        if problem:
            raise DifferenceError(f"{query[1]}{query[2]} differs for {name}: {problem}", former, present, query)

    def _compare_nonces(self, query: Query, former: Answer, present: Answer) -> None:
        # The counter is the roster's too now (see `Allowed._same_nonce`): the next ballot is signed with it.
        (account,) = query[2]
        counted = self.present.read(M, "partner", account)[8]
        now = int.from_bytes(present.output)
        if now not in (counted, int.from_bytes(former.output)):
            raise DifferenceError(f"nonces({account}) differs", int.from_bytes(former.output), (now, counted), query)

    def _name_of(self, account: str) -> str | None:
        raw = bytes.fromhex(account)
        return next((name for name, own in self.former.addresses.items() if own == raw), None)

    def _common(self, former: bytes, present: bytes) -> tuple[bytes, bytes]:
        if former == present:
            return former, present
        one, other = self.former.common(former), self.present.common(present)
        if one != other:
            one, other = self.former.without_ids(one), self.present.without_ids(other)
        return one, other

    def _zip(self, former: Answer, present: Answer) -> tuple[tuple[Side, Answer], tuple[Side, Answer]]:
        return (self.former, former), (self.present, present)

    # --- what is not a view of theirs ---

    def balances(self, accounts: list[str]) -> None:
        """Compares what accounts hold in ether."""
        for name in accounts:
            former, present = (side.chain.balance(side.addresses[name]) for side in self.sides)
            if former != present:
                raise DifferenceError(f"the balance of {name} differs", former, present, ("", "balance", (name,)))

    def standing(self, account: str) -> None:
        """`standing` of the present side is what the former said in three views."""
        stands, role, weight = self.present.read(P, "standing", at(account))
        was = self.former.read(P, "has_standing", at(account))
        said = (was, 0, 0)
        if was:
            partner = self.former.read(M, "partner", at(account))
            ended = partner[9] != 0 and self.former.chain.now > partner[9]
            said = (True, 0 if ended else partner[5], self.former.read(P, "weight_of", at(account)))
        if (stands, role, weight) != said:
            raise DifferenceError(
                f"standing({account}) differs", said, (stands, role, weight), ("", "standing", (account,))
            )


def _say(answer: Answer) -> str:
    if answer.ok:
        return "done"
    return f"refused: {answer.reason or '(no reason)'}"
