"""Polypact: partnerships on Ethereum, from a YAML spec to money in a partner's wallet.

This half of the package needs no chain and no network:

- `polypact.spec`: the cover page of a partnership, a YAML file, checked to the last field before anything is sent;
- `polypact.documents`: the terms document and its hash;
- `polypact.rules`: voting rules, in a spec and in a proposal;
- `polypact.messages`: what partners sign (EIP-712);
- `polypact.roles`: the numbers of the contracts with words for people;
- `polypact.durations`: "14 days" and "in 2 hours";
- `polypact.errors`: every error a person can cause, and what the contracts' reasons mean.
"""

__version__ = "0.1.0"

_CLIENTS = ("Ecosystem", "Membership", "Partnership", "RevenueEscrow")


def __getattr__(name: str) -> object:
    # `from polypact import Partnership` loads web3 only where it is used.
    if name in _CLIENTS:
        from polypact import clients

        return getattr(clients, name)
    raise AttributeError(f"module 'polypact' has no attribute {name!r}")
