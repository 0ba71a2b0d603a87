"""Chains whose own currency is an ERC-20 token as well: one asset that answers at two addresses.

Where both were paid in, everything would be split twice. The escrow refuses a second address when somebody has it be
known (`know_token`); by this table it is refused before anything is sent, with its name.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["CURRENCIES", "currency_trouble"]

#: Chain id => the address at which its currency is a token.
CURRENCIES: Mapping[int, str] = {
    137: "0x0000000000000000000000000000000000001010",  # Polygon PoS
    80002: "0x0000000000000000000000000000000000001010",  # Polygon Amoy
    1284: "0x0000000000000000000000000000000000000802",  # Moonbeam
    1285: "0x0000000000000000000000000000000000000802",  # Moonriver
    1287: "0x0000000000000000000000000000000000000802",  # Moonbase Alpha
    1088: "0xDeadDeAddeAddEAddeadDEaDDEAdDeaDDeAD0000",  # Metis Andromeda
    42220: "0x471EcE3750Da237f93B8E339c536989b8978a438",  # Celo
    44787: "0xF194afDf50B03e69Bd7D057c1Aa9e10c9954E4C9",  # Celo Alfajores
}


def currency_trouble(chain_id: int, token: str) -> str:
    """What is wrong with a token to be paid in, if it is the currency of its chain at another address."""
    if CURRENCIES.get(chain_id, "").lower() != token.lower():
        return ""
    return f"{token} is the currency of chain {chain_id} at another address; say `ether`, which needs no listing"
