"""Which contracts an account is made of: its main contract and its facets.

An account is a static diamond (ERC-2535 without `diamondCut`): the main contract looks a function up in a table that
is fixed when it is deployed, and runs the facet that has it on its own storage. This list says what is built, launched,
tested and measured; a function may move from one facet to another without any of these noticing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Deployment:
    """One contract to deploy. The addresses of `facets`, as one list, are its constructor's only argument."""

    name: str
    facets: tuple[str, ...] | None = None
    """None where the constructor takes nothing."""


@dataclass(frozen=True)
class Diamond:
    """An account: a main contract and its facets."""

    name: str
    """Of the main contract."""
    folder: str
    """Under `contracts/` and `contracts/modules/`."""
    facets: tuple[str, ...]
    """In the order in which the constructor takes them; the last one is the loupe."""
    handed_over: frozenset[str] = frozenset()
    """Functions that the main contract has itself and hands over to the facet of the same function where it must."""

    @property
    def loupe(self) -> str:
        """The facet that answers IDiamondLoupe."""
        return self.facets[-1]

    @property
    def contracts(self) -> tuple[str, ...]:
        """Every contract of the account, in the order of deployment."""
        return (*self.facets, self.name)

    @property
    def deployments(self) -> tuple[Deployment, ...]:
        """How its contracts are deployed, each after those it must know."""
        others = self.facets[:-1]
        return (
            *(Deployment(facet) for facet in others),
            Deployment(self.loupe, others),
            Deployment(self.name, self.facets),
        )

    def source(self, contract: str) -> str:
        """The path of one of its contracts, from the repository's root."""
        return f"contracts/{self.folder}/{contract}.vy"

    @property
    def selectors(self) -> str:
        """The path of the module that the build writes for it."""
        return f"contracts/modules/{self.folder}/selectors.vy"


DIAMONDS = (
    Diamond(
        "Partnership",
        "partnership",
        (
            "Formation",
            "Terms",
            "Roster",
            "Departure",
            "Seats",
            "Winding",
            "Proposals",
            "Objections",
            "Ballots",
            "Consents",
            "Promises",
            "Mandates",
            "Execution",
            "Rules",
            "Governor",
            "Views",
            "PartnershipLoupe",
        ),
        frozenset({"castVote", "castVoteBySig", "execute", "propose"}),
    ),
    Diamond(
        "RevenueEscrow",
        "escrow",
        ("Assets", "Order", "Payouts", "Ledger", "Liquidation", "Links", "Succession", "EscrowLoupe"),
    ),
)
