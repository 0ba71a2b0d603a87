"""Capabilities that are contracts of their own: `Capabilities`, which installs them, and what all of them begin with."""

from __future__ import annotations

from polypact.capabilities.declaring import BY_VOTE, NO_CODE, Capability, Maker

__all__ = ["INSTALLING"]

INSTALLING = Capability[Maker](
    reasons={
        "capability: bound already": (
            "This capability was set up before, which happens once. Have `Capabilities` install another one."
        ),
        "capability: no partnership": NO_CODE.format("partnership"),
        "capability: no standing": (
            "The account is not an active partner of the partnership that this capability serves, or has not accepted "
            "the terms in force. Accept them first."
        ),
        "capability: only by vote": BY_VOTE,
        "capability: role may not": (
            "The account has no standing in the partnership, or not the role that this needs. Ask a partner who has "
            "it, or have the role given by vote."
        ),
        "capabilities: kind is there already": "Two kinds of capability have the same name. Name each kind once.",
        "capabilities: kind without a name": "A kind of capability needs a name. Give each one.",
        "capabilities: no code of that kind": NO_CODE.format("implementation of a kind"),
        "capabilities: no ecosystem": NO_CODE.format("ecosystem"),
        "capabilities: no such kind": "There is no capability of that kind. Ask `Capabilities` for its kinds.",
        "capabilities: not a partnership": (
            "Only a partnership of its ecosystem can install a capability there, and by vote: make a proposal that "
            "calls it."
        ),
    },
)
