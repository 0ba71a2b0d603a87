"""The accounts of Ape: finding one, making it ready to sign, and signing without a node."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from eth_utils.address import is_address, to_checksum_address

from polypact.text.errors import PolypactError


def find_account(choice: str, is_development: bool = False) -> Any:
    """The account of Ape with that alias or address; TEST::<n> are Ape's test accounts, on development chains only."""
    from ape import accounts

    if choice.upper().startswith("TEST::"):
        number = choice[6:]
        if not (number.isascii() and number.isdigit() and len(number) < 9) or int(number) >= len(
            accounts.test_accounts
        ):
            last = len(accounts.test_accounts) - 1
            raise PolypactError(f"unknown account {choice!r}: the test accounts are TEST::0 to TEST::{last}")
        if not is_development:
            raise PolypactError(f"{choice} is a publicly known key; it is for development chains only")
        return accounts.test_accounts[int(number)]
    if is_address(choice):
        wanted = to_checksum_address(choice)
        candidates = list(_stored_accounts())
        if is_development:
            candidates += list(accounts.test_accounts)
        for candidate in candidates:
            if candidate.address == wanted:
                return candidate
        raise PolypactError(f"no key for account {wanted}: import it with `ape accounts import`")
    for candidate in _stored_accounts():
        if candidate.alias == choice:
            return candidate
    how = f"import its key with `ape accounts import {choice}`"
    raise PolypactError(f"unknown account {choice!r}: {how} ({known_accounts()})")


def unlock(account: Any, interactive: bool | None = None) -> None:
    """Makes an account ready to sign: with APE_ACCOUNTS_<alias>_PASSPHRASE, or by asking a person at a terminal."""
    if not hasattr(account, "keyfile_path"):
        return
    alias = account.alias
    variable = f"APE_ACCOUNTS_{alias}_PASSPHRASE"
    passphrase = os.environ.get(variable)
    if not passphrase:
        if not (sys.stdin.isatty() if interactive is None else interactive):
            raise PolypactError(f"no passphrase for account {alias!r}: set {variable}, or run this at a terminal")
        import click

        passphrase = click.prompt(f"Passphrase of {alias}", hide_input=True, err=True)
    from ape.exceptions import AccountsError
    from ape.logging import logger

    level = logger.level
    logger.disable()  # it would warn, on stdout, that the account now signs without asking
    try:
        account.set_autosign(True, passphrase=passphrase)
    except AccountsError:
        raise PolypactError(f"wrong passphrase for account {alias!r}") from None
    except (ValueError, KeyError, TypeError):
        raise PolypactError(f"the key file of account {alias!r} is damaged: {account.keyfile_path}") from None
    finally:
        logger.set_level(level)


def sign_typed(account: Any, message: Mapping[str, Any]) -> bytes:
    """The signature, 65 bytes, of an unlocked account under an EIP-712 message in its JSON form. Needs no node."""
    from eth_account.messages import encode_typed_data

    signature = account.sign_message(encode_typed_data(full_message=dict(message)))
    if signature is None:
        raise PolypactError(f"{account.address} did not sign")
    return bytes(signature.encode_rsv())


def _stored_accounts() -> Iterator[Any]:
    from ape import accounts

    for alias in sorted(accounts.aliases):
        with contextlib.suppress(KeyError, ValueError, OSError):
            candidate = accounts.load(alias)
            if is_address(candidate.address):
                yield candidate


def known_accounts() -> str:
    """Which accounts Ape has, for people."""
    from ape import accounts

    aliases = sorted(accounts.aliases)
    return f"there are {', '.join(aliases)}" if aliases else "there are none yet"
