# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Escrow storage
@license GNU Affero General Public License v3.0 only
@notice Every module of the RevenueEscrow that keeps something, in the order in which the storage is laid out. The escrow
        and each of its facets initialize this one, so they all read and write the same slots.
"""

from contracts.modules.escrow import claims
from contracts.modules.escrow import contributions
from contracts.modules.escrow import dues
from contracts.modules.escrow import freezes
from contracts.modules.escrow import income
from contracts.modules.escrow import invoices
from contracts.modules.escrow import agreed_links
from contracts.modules.escrow import liquidation
from contracts.modules.escrow import listing
from contracts.modules.escrow import recoupment
from contracts.modules.escrow import register
from contracts.modules.escrow import sponsors
from contracts.modules.escrow import succession
from contracts.modules.escrow import targets
from contracts.modules.escrow import units
from contracts.modules.escrow import vested_income
from contracts.modules.escrow import vesting
from contracts.modules.escrow import waterfall


initializes: units
initializes: listing
initializes: income[units := units]
initializes: contributions[income := income, units := units]
initializes: register[income := income, listing := listing]
initializes: dues[income := income, units := units]
initializes: sponsors[dues := dues, units := units]
initializes: recoupment[units := units]
initializes: vesting[units := units]
initializes: vested_income[income := income, units := units, vesting := vesting]
initializes: freezes[units := units]
initializes: invoices
initializes: targets
initializes: succession[units := units]
initializes: agreed_links[sponsors := sponsors, units := units]
initializes: waterfall[
    dues := dues,
    income := income,
    listing := listing,
    recoupment := recoupment,
    sponsors := sponsors,
    targets := targets,
    units := units,
]
initializes: claims[
    dues := dues,
    freezes := freezes,
    income := income,
    recoupment := recoupment,
    units := units,
    vested_income := vested_income,
    vesting := vesting,
]
initializes: liquidation[
    contributions := contributions,
    dues := dues,
    income := income,
    listing := listing,
    recoupment := recoupment,
    register := register,
    units := units,
]


@deploy
def __init__():
    # Of an implementation and of a facet called at its own address, the authority is an address without a key.
    units._store(units._new(self))
