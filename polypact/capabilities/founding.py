"""Founding: an ecosystem deployed, a partnership spun up, and its formation. Nothing here is decided by vote."""

from __future__ import annotations

from polypact.capabilities.declaring import NO_CODE, Capability, Maker

__all__ = ["FOUNDING"]

FACETS = "An account was not given all of its facets. Deploy the contracts of one release with `ape run deploy`."

FOUNDING = Capability[Maker](
    reasons={
        "dispatch: no code at facet": NO_CODE.format("facet"),
        "dispatch: not all facets": FACETS,
        "ecosystem: no escrow code": NO_CODE.format("escrow implementation"),
        "ecosystem: no partnership code": NO_CODE.format("partnership implementation"),
        "escrow: initialized": "This escrow was set up before, which happens once. Spin up a new partnership instead.",
        "escrow: not its partnership": (
            "This escrow was not created by that partnership. Use the escrow that the partnership names."
        ),
        "formation: calls are cut off": (
            "The calls of the founding config end in the middle of one. Put them together again."
        ),
        "formation: only at the founding": (
            "These calls are made once, while the partnership is founded. Have them decided by vote."
        ),
        "formation: no such call": (
            "A founding config makes no such call. It promises, gives mandates, maps actions, names objectors and end "
            "conditions, and offers links; anything else is decided by vote."
        ),
        "formation: too many calls": "A founding config makes 16 calls at most. Leave some to a vote.",
        "founding: bound too long": (
            "Founders cannot be bound for longer than the formation has. Name a date before its deadline."
        ),
        "founding: contribute first": (
            "This founder's acceptance counts only with what it has to contribute. Contribute that, then accept."
        ),
        "founding: founder given twice": (
            "What a founder has to contribute is named twice. Name it once for each founder."
        ),
        "founding: founders are bound": (
            "The founders agreed not to withdraw before a date, which is not over yet. Wait until then."
        ),
        "founding: not forming": (
            "A founder withdraws only while others still have to accept. After that partners leave, and "
            "contributions to "
            "a formation that failed are reclaimed."
        ),
        "founding: nothing to contribute": "A founder's contribution is required, but its amount is 0. Name an amount.",
        "loupe: no code at facet": NO_CODE.format("facet"),
        "loupe: not all facets": FACETS,
        "loupe: not all selectors": (
            "The table of functions and the facets are not of one release. Build the contracts again and deploy those."
        ),
        "membership: deadline passed": "The formation deadline is in the past. Name a later one.",
        "membership: deadline too far": "The formation deadline is more than a year ahead. Name an earlier one.",
        "membership: formation failed": (
            "Not every founder accepted before the formation deadline, so the partnership is void. Take contributions "
            "back and found it anew."
        ),
        "membership: name is empty": "A partnership needs a name. Give it one of 1 to 31 bytes.",
        "membership: no proposer": (
            "No founder may propose, so nothing could ever be decided. Give at least one founder the role of a "
            "proposer."
        ),
        "membership: no weight": (
            "No founder has voting weight, so nothing could ever be decided. Give weight to at least one founder."
        ),
        "membership: units too large": (
            "The founders' units together do not fit; they must stay below 2**32. Scale them down."
        ),
        "membership: weights too large": (
            "The founders' weights together do not fit; they must stay below 2**40. Scale them down."
        ),
        "partnership: initialized": (
            "This partnership was set up before, which happens once. Spin up a new one instead."
        ),
        "partnership: no escrow code": NO_CODE.format("escrow implementation"),
        "partnership: no such function": (
            "The partnership has no such function. Check that the client and the contract are of the same release."
        ),
    },
)
