"""Polypact: partnerships on Ethereum, from a YAML spec to money in a partner's wallet.

Layers, each of which imports only what stands above it:

- `text`: what people write and what they are told; knows no chain;
- `chain`: one chain through one node, and the code of our contracts;
- `clients`: the contracts at their addresses;
- `signing`, `spec`, `decisions`, `statement`: what is done with them;
- `cli`: the commands.

Beside them: `build` compiles the contracts into the package, `devnet` lets time pass on a development node.
"""

__version__ = "0.1.0"

_CLIENTS = ("Ecosystem", "Membership", "Partnership", "RevenueEscrow")


def __getattr__(name: str) -> object:
    # `from polypact import Partnership` loads web3 only where it is used.
    if name in _CLIENTS:
        from polypact import clients

        return getattr(clients, name)
    raise AttributeError(f"module 'polypact' has no attribute {name!r}")
