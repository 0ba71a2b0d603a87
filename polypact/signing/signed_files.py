"""Signatures that travel as JSON files: reading and writing them, and checking who signed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_utils.address import to_checksum_address

from polypact.signing.signatures import join_signatures
from polypact.text import messages
from polypact.text.errors import PolypactError


class Signed(Protocol):
    """One signature under typed data."""

    @property
    def signer(self) -> str: ...

    @property
    def signature(self) -> str: ...

    def data(self) -> dict[str, Any]:
        """The EIP-712 message that is signed."""
        ...


def read_fields(path: Path, kinds: Sequence[str], written_by: str) -> dict[str, Any]:
    """The fields of a file of one of these kinds; `written_by` says which command writes them."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PolypactError(f"cannot read {path}: {error.strerror}") from None
    except ValueError:
        raise PolypactError(f"{path} is not JSON; give a file of {written_by}") from None
    if not isinstance(data, dict) or data.pop("kind", None) not in kinds:
        raise PolypactError(f"{path} is not of the right kind; give a file of {written_by}")
    return data


def damaged(path: Path) -> PolypactError:
    """What to raise for a file whose fields are missing or wrong."""
    return PolypactError(f"{path} is damaged: a field is missing or wrong; write it again")


def write_fields(path: Path, kind: str, fields: Mapping[str, Any]) -> None:
    """Writes a file of that kind."""
    try:
        path.write_text(json.dumps({"kind": kind, **fields}, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise PolypactError(f"cannot write {path}: {error.strerror}") from None


def in_domain_of_safe(plain: dict[str, Any], is_safe: bool, wallet: str) -> dict[str, Any]:
    """What is signed: the message itself, or by the owners of a Safe the Safe's own wrapping of it."""
    if not is_safe:
        return plain
    chain_id = int(plain["domain"]["chainId"])
    return messages.safe_message_data(chain_id, wallet, encode_typed_data(full_message=plain))


def check_signer(signed: Signed) -> bytes:
    """The signature, once it is sure that its signer made it."""
    signature = bytes.fromhex(signed.signature[2:])
    try:
        found = Account.recover_message(encode_typed_data(full_message=signed.data()), signature=signature)
    except Exception:
        raise PolypactError(f"the signature of {signed.signer} is damaged; sign again") from None
    if found != to_checksum_address(signed.signer):
        raise PolypactError(f"the signature of {signed.signer} is by {found}; sign again")
    return signature


def join(signed: Sequence[Signed], account: str) -> bytes:
    """The signature of `account`: its own, or those of the owners of the wallet that it is."""
    checked = [(one.signer, check_signer(one)) for one in signed]
    if len(checked) == 1 and to_checksum_address(checked[0][0]) == to_checksum_address(account):
        return checked[0][1]
    return join_signatures(checked)
