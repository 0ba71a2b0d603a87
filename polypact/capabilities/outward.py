"""What the partnership says to the outside: messages that it signs (ERC-1271), its public description (ERC-4824).

    - approve_message: {digest: 0x..., until: 30 days}
    - sign_message: {file: acceptance.json}     # what `partner accept --unsigned` and its like wrote
    - set_dao_uri: {uri: "https://..."}

also `withdraw_message: {digest}`.
"""

from __future__ import annotations

from polypact.capabilities.actions import Action, check_uri
from polypact.capabilities.declaring import PARTNERSHIP, Capability, Flag, Kind, Maker, Option, until
from polypact.capabilities.draft_fields import DraftFields

__all__ = ["OUTWARD", "OutwardActions"]


class OutwardActions(Maker):
    """Actions by which the partnership speaks."""

    def approve_message(self, digest: bytes, until: int) -> Action:
        """Signs a digest as the partnership (ERC-1271), good until then; 0 withdraws the signature."""
        return self.on(PARTNERSHIP, "approve_message", digest, until)

    def set_dao_uri(self, uri: str) -> Action:
        """Says where the public description is (ERC-4824)."""
        check_uri(uri)
        return self.on(PARTNERSHIP, "set_dao_uri", uri)


def _sign_message(make: OutwardActions, fields: DraftFields) -> Action:
    return make.approve_message(*fields.around.message_to_sign(fields.base / fields.text("file")))


OUTWARD = Capability[OutwardActions](
    kinds={
        "approve_message": Kind(
            lambda make, fields: make.approve_message(fields.word("digest"), fields.moment("until")),
            ("digest", "until"),
        ),
        "sign_message": Kind(
            _sign_message,
            ("file",),
            calls="approve_message",
            flag=Flag(
                Option(
                    "--sign-message",
                    "file",
                    "Sign what this file of `--unsigned --for PARTNERSHIP` says, as the partnership.",
                    "FILE",
                    is_file=True,
                )
            ),
        ),
        "withdraw_message": Kind(
            lambda make, fields: make.approve_message(fields.word("digest"), 0), ("digest",), calls="approve_message"
        ),
        "set_dao_uri": Kind(lambda make, fields: make.set_dao_uri(fields.text("uri")), ("uri",)),
    },
    words={
        "approve_message": lambda say, given: (
            f"Sign the message 0x{given['digest'].hex()} as the partnership{until(given['until'])}"
            if given["until"]
            else f"Withdraw the partnership's signature of the message 0x{given['digest'].hex()}"
        ),
        "set_dao_uri": lambda say, given: f"Say that the public description is at {given['uri'] or 'no place'}",
    },
    moments=("until",),
)
