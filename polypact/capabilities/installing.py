"""Capabilities that are contracts of their own: what the registry that installs them says, and what they all say."""

from __future__ import annotations

from polypact.capabilities.declaring import BY_VOTE, Capability, Maker

__all__ = ["INSTALLING"]

INSTALLING = Capability[Maker](
    reasons={
        "capability: bound already": (
            "This capability belongs to a partnership already, which never changes. Install another one."
        ),
        "capability: no partnership": (
            "There is no partnership at the address that the capability shall belong to. Install it through the "
            "registry."
        ),
        "capability: no standing": (
            "The account is not an active partner, or has not accepted the terms in force. Accept them first."
        ),
        "capability: only by vote": BY_VOTE,
        "capability: role may not": (
            "This needs a partner with standing and another role. Ask one who has it, or have the role changed by vote."
        ),
        "registry: kind is there already": "Two kinds of capabilities have the same name. Give each kind its own.",
        "registry: kind without a name": "A kind of capability needs a name. Name it.",
        "registry: no code of that kind": (
            "There is no contract at the address of that kind of capability. Deploy the contracts of one release, in "
            "order, and give their addresses."
        ),
        "registry: no ecosystem": (
            "There is no ecosystem at the address given. Deploy the contracts of one release, in order, and give "
            "their addresses."
        ),
        "registry: no such kind": "The registry has no capability of that kind. Look at the kinds it has.",
        "registry: not a partnership": (
            "Only a partnership of this ecosystem can install a capability: make a proposal and have it passed and "
            "executed."
        ),
    },
)
