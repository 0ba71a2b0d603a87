"""`messages.ts`: what partners sign, as EIP-712 has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from polypact.build.page.typescript import constant, module
from polypact.text import messages

__all__ = ["render"]

_ABOUT = "The EIP-712 messages of a partnership and its escrow, their fields in the order in which they are hashed."

_TYPE = """\
export interface MessageField {
  readonly name: string;
  readonly type: string;
}"""

_FIELDS = "Readonly<Record<string, readonly MessageField[]>>"


def render() -> str:
    """The text of `messages.ts`."""
    return module(
        _ABOUT,
        _TYPE,
        constant("PARTNERSHIP_DOMAIN", messages.PARTNERSHIP_DOMAIN),
        constant("ESCROW_DOMAIN", messages.ESCROW_DOMAIN),
        constant("DOMAIN_VERSION", messages.VERSION),
        constant("MESSAGES", _fields(messages.TYPES), about="Kind of message => its fields."),
        constant(
            "STRUCTS", _fields(messages.STRUCTS), _FIELDS, about="What a message holds that has parts of its own."
        ),
        constant("OF_ESCROWS", sorted(messages.OF_ESCROWS), "readonly string[]", about="What an escrow checks."),
        constant(
            "ACCOUNTS",
            dict(messages.ACCOUNTS),
            "Readonly<Record<string, string>>",
            about="Kinds that travel as files => the field that says whose signature it is.",
        ),
        "export type MessageKind = keyof typeof MESSAGES;",
    )


def _fields(kinds: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, list[dict[str, str]]]:
    return {kind: [{"name": name, "type": type_} for name, type_ in fields] for kind, fields in kinds.items()}
