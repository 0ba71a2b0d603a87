"""One connection to a chain and one account to send with.

Everything polypact does on a chain goes through a `Session`: it reads, and it sends only what was tried before, on the
chain it was opened on, and explains what a contract refuses.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from json import JSONDecodeError
from typing import Any
from urllib.parse import urlsplit

from polypact.chain.accounts import sign_typed
from polypact.chain.plain_node import open_plain, plain_network
from polypact.chain.refusals import first_line, http_words
from polypact.chain.sending import Sending
from polypact.text.errors import PolypactError

#: The devnet of this repository, see ape-config.yaml.
DEFAULT_NETWORK = "ethereum:local:node"


class Session(Sending):
    """A connection of Ape and, for sending, one of Ape's accounts."""

    @classmethod
    def active(cls, account: Any = None) -> Session:
        """A session on the provider that Ape is connected to, as in `ape console` or a test."""
        from ape import networks

        if networks.active_provider is None:
            raise PolypactError("not connected: start with `ape console --network ...`, or use connect()")
        return cls(networks.active_provider, account)

    def sign_typed(self, message: Mapping[str, Any]) -> bytes:
        """The account's signature, 65 bytes, of an EIP-712 message in its JSON form."""
        chain_id = message["domain"].get("chainId", self.chain_id)
        if chain_id != self.chain_id:
            named = f"the message is for chain {chain_id}, {self.network} is chain {self.chain_id}"
            raise PolypactError(f"wrong chain: {named}; nothing was signed")
        self.unlock()
        return sign_typed(self.account, message)


@contextlib.contextmanager
def connect(
    network: str | None = None, account: str | None = None, interactive: bool | None = None
) -> Iterator[Session]:
    """A session on an Ape network (`ecosystem:network:provider`, the last may be an address of a node).

    Without an account a network that is only the URL of a node is read as it is; Ape's provider is loaded when somebody
    sends.
    """
    choice = network or DEFAULT_NETWORK
    with contextlib.ExitStack() as stack:

        def of_ape() -> Any:
            return stack.enter_context(_connected_by_ape(choice))

        plain = None if account else plain_network(choice)
        provider = (open_plain(plain, of_ape) if plain else None) or of_ape()
        session = Session(provider, interactive=interactive)
        if account:
            session.use(account)
        yield session


@contextlib.contextmanager
def _connected_by_ape(choice: str) -> Iterator[Any]:
    from ape import networks
    from ape.exceptions import ApeException

    with contextlib.ExitStack() as stack:
        try:
            context = networks.parse_network_choice(choice)
            provider = context._provider
            if hasattr(provider, "allow_start"):
                provider.allow_start = False  # a node that is down is an error, not a reason to start another
            if not provider.is_connected:
                provider.connect()
            # Known by now if connecting went well; asking whether it is connected would be one more round trip.
            if not _answers(provider):
                raise PolypactError(_complaint(provider))
            provider = stack.enter_context(context)
        except ApeException as error:
            raise PolypactError(_network_trouble(choice, error)) from None
        except JSONDecodeError:
            raise PolypactError(_complaint(provider)) from None
        except (OSError, ValueError) as error:
            raise PolypactError(f"cannot connect to {choice}: {first_line(error)}") from None
        yield provider


def _network_trouble(choice: str, error: Exception) -> str:
    text = first_line(error)
    if type(error).__name__ in ("NetworkNotFoundError", "EcosystemNotFoundError", "ProviderNotFoundError"):
        return f"unknown network {choice!r}: {text} (see `ape networks list`)"
    return f"cannot connect to {choice}: {text}"


def _answers(provider: Any) -> bool:
    """Whether the node of a provider that was told to connect has said what it is."""
    from web3.exceptions import Web3Exception

    with contextlib.suppress(OSError, Web3Exception):
        return provider.client_version is not None
    return False


def _complaint(provider: Any) -> str:
    """What is wrong with the node of a provider: what it says itself, where Ape only says that it could not connect."""
    from requests.exceptions import HTTPError
    from web3 import HTTPProvider
    from web3.types import RPCEndpoint

    place = _place(provider)
    try:
        plain = HTTPProvider(str(getattr(provider, "uri", "")), exception_retry_configuration=None)
        plain.make_request(RPCEndpoint("eth_chainId"), [])
    except HTTPError as error:
        return f"the node at {place} refused: {http_words(error)}"
    except JSONDecodeError:
        return f"what answers at {place} is no node: it does not speak JSON"
    except (OSError, ValueError):
        pass
    return f"no node answers at {place}; start it, or choose another --network"


def _place(provider: Any) -> str:
    # Without what comes after the host, which is the key of many a service.
    uri = urlsplit(str(getattr(provider, "uri", "")))
    return f"{uri.scheme}://{uri.netloc.split('@')[-1]}" if uri.netloc else uri.path or "its address"
