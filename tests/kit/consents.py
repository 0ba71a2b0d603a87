"""A vote that those agreed to whom it takes something from, for tests that are not about deciding."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boa
from eth_utils import to_canonical_address

from tests.kit.contracts import deployer, slot_at, slot_of
from tests.kit.house import Partnership
from tests.kit.verbs import by_vote

_PROPOSAL = 1
_AGREES = 1
_ENTRIES = 128  # seats whose answers stand in one slot


@contextmanager
def by_vote_with_yes(venture: Partnership, *accounts: str) -> Iterator[None]:
    """Acts as a proposal that is being executed, and that these accounts agreed to."""
    layout = deployer("Consents").compiler_data.storage_layout["transient_storage_layout"]
    running = int(layout["partnership_storage"]["consents"]["_running"]["slot"])
    partnership = venture.partnership.address
    for account in accounts:
        partner = venture.membership.partner(account)
        seat, status = partner[1:3]
        if not status:
            continue  # it is not on the roster, and is not asked
        slot = slot_at(slot_of("Consents", "consents", "_answers"), _PROPOSAL, seat // _ENTRIES)
        before = boa.env.get_storage(partnership, slot)
        boa.env.set_storage(partnership, slot, before | _AGREES << 2 * (seat % _ENTRIES))
        by_whom = slot_at(slot_of("Consents", "consents", "_agreed_by"), _PROPOSAL, seat)
        boa.env.set_storage(partnership, by_whom, int(partner.holder, 16))
    execute = boa.env.execute_code
    patched = "execute_code" in vars(boa.env)

    def as_executed(*arguments: Any, **options: Any) -> Any:
        state = boa.env.evm.vm.state
        state.clear_transient_storage()
        state.set_transient_storage(to_canonical_address(partnership), running, _PROPOSAL.to_bytes(32, "big"))
        return execute(*arguments, **options)

    boa.env.execute_code = as_executed
    try:
        with by_vote(venture):
            yield
    finally:
        if patched:
            boa.env.execute_code = execute
        else:
            del boa.env.execute_code
        boa.env.evm.vm.state.clear_transient_storage()
