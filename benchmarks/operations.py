"""What is measured: every operation with its budget, its floor, and what is to be said about it.

All figures are gas. A budget is a ceiling; the floor is EVM arithmetic for the least storage that can do the job.
"""

from __future__ import annotations

from dataclasses import dataclass

GOVERNANCE, REVENUE, OWN = "governance", "revenue", "own"
"""OWN: what no peer has."""


@dataclass(frozen=True)
class Operation:
    """One row of the comparison."""

    key: str
    title: str
    group: str
    budget: int | None = None
    floor: int | None = None
    note: str = ""
    """What a reader must know to compare fairly."""
    dearer: str = ""
    """Where a peer is cheaper: the reason, and what would change it."""


OPERATIONS = (
    Operation(
        "spin_up",
        "new DAO with 5 founders",
        GOVERNANCE,
        630_000,
        227_000,
        note="Ours is the second DAO of its factory. OpenZeppelin has no factory: its figure is three deployments.",
    ),
    Operation(
        "spin_up_first",
        "new DAO with 5 founders, the first of a factory",
        GOVERNANCE,
        630_000,
    ),
    Operation(
        "accept",
        "become active: weight, seat and revenue units",
        GOVERNANCE,
        90_000,
        80_000,
        note=(
            "Ours is a founder's acceptance. A Governor needs a mint and a delegation; Moloch's is a mint by a "
            "manager, without anybody's consent."
        ),
    ),
    Operation("accept_last", "the same, the last founder, who brings it into force", GOVERNANCE),
    Operation("accept_admitted", "the same, a partner admitted later", GOVERNANCE),
    Operation(
        "accept_page",
        "the same, with a new page of the history of the total weight (every third)",
        GOVERNANCE,
        note="Three changes of the total share a slot, so every third one writes a new one.",
    ),
    Operation(
        "propose",
        "propose (1 action, 100-byte text)",
        GOVERNANCE,
        74_000,
        49_749,
        dearer=(
            "A Governor writes one new slot, as ours does, and nothing else; its threshold is 0 here, so anybody may "
            "propose. Ours also updates the slot with the number of proposals (5,000), which lets a ballot be one "
            "bit in the voter's slot and saves every ballot more than it costs. Being a clone costs 2,600."
        ),
    ),
    Operation("propose_first", "propose, the first time of a partner", GOVERNANCE),
    Operation("ballot", "ballot, later one", GOVERNANCE, 42_000, 30_200),
    Operation("ballot_first", "ballot, the first on a proposal", GOVERNANCE, 59_000, 30_200),
    Operation(
        "ballot_page",
        "ballot, the first of a partner on a new page of 64 proposals",
        GOVERNANCE,
        note="Ballots are bits in the voter's own slot, 64 at a time; the full 64 are put away in a slot of their own.",
    ),
    Operation("ballot_signed", "ballot by EIP-712 signature", GOVERNANCE, 54_000, 37_732),
    Operation(
        "batch_5",
        "signed ballots in one transaction, 5",
        GOVERNANCE,
        115_000,
        84_124,
    ),
    Operation(
        "batch_50_each",
        "signed ballots in one transaction, 50, each",
        GOVERNANCE,
        15_000,
        11_528,
    ),
    Operation("queue", "queue", GOVERNANCE, 0, 0, note="Ours has no such step: the execution delay runs by itself."),
    Operation("execute", "execute one ether transfer", GOVERNANCE, 65_000, 39_669),
    Operation("lifecycle", "lifecycle: propose, 5 ballots, queue, execute", GOVERNANCE, 375_000, 240_418),
    Operation(
        "lifecycle_batch",
        "the same with the ballots signed and in one batch",
        GOVERNANCE,
        240_000,
        173_542,
    ),
    Operation("redeem_1", "leave and redeem 1 token", GOVERNANCE, 93_000, 48_849),
    Operation("redeem_3", "leave and redeem 3 tokens", GOVERNANCE, 130_000, 80_697),
    Operation("redeem_5", "leave and redeem 5 tokens", GOVERNANCE, 168_000, 112_545),
    Operation(
        "receive",
        "receive ether",
        REVENUE,
        25_000,
        21_000,
        dearer=(
            "The others take 1,000 to 1,400 over the bare transfer, for a log. Ours writes none (`pay` does, where it"
            " is wanted), but is a clone whose implementation is a cold account: 2,600. Deploying the whole escrow "
            "for each partnership would save that and cost about 3,000,000 once."
        ),
    ),
    Operation("credit_5", "credit everybody, N = 5", REVENUE, 60_000, 26_064),
    Operation("credit_10", "credit everybody, N = 10", REVENUE, 60_000, 26_064),
    Operation("credit_100", "credit everybody, N = 100", REVENUE, 60_000, 26_064),
    Operation(
        "pay_out_5",
        "pay everybody out in one transaction, N = 5",
        REVENUE,
        120_000,
        71_964,
        note="Ours is pay_out: splitting what arrived and paying everybody, without writing anything for each.",
        dearer=(
            "0xSplits pushes by a list that the caller hands in and the contract compares by its hash. Ours reads "
            "every partner's units and payout address (2,100 each) and logs every payment (1,800 each), so that a "
            "statement can be made from the log alone."
        ),
    ),
    Operation(
        "pay_out_10",
        "pay everybody out in one transaction, N = 10",
        REVENUE,
        205_000,
        120_484,
        dearer="As with 5.",
    ),
    Operation(
        "pay_out_100",
        "pay everybody out in one transaction, N = 100",
        REVENUE,
        1_700_000,
        993_844,
        dearer="As with 5.",
    ),
    Operation(
        "claims_5",
        "credit and pay everybody out by a transaction each, N = 5",
        REVENUE,
        note=(
            "The sum of all transactions: ours is one distribution and N claims, 0xSplits' the sum of its rows here. "
            "PaymentSplitter only knows claims."
        ),
        dearer=(
            "PaymentSplitter has no crediting step and works a share out from what came in altogether. Ours is one "
            "distribution more, because shares here may change at any time without touching what was earned. Paying "
            "many partners in one transaction (see above) would save 21,000 a partner."
        ),
    ),
    Operation(
        "claims_10",
        "credit and pay everybody out by a transaction each, N = 10",
        REVENUE,
        dearer="As with 5.",
    ),
    Operation(
        "claims_100",
        "credit and pay everybody out by a transaction each, N = 100",
        REVENUE,
        dearer="As with 5.",
    ),
    Operation(
        "withdraw_ether",
        "withdraw one, ether",
        REVENUE,
        50_000,
        36_345,
        dearer=(
            "0xSplits writes every recipient's balance when it credits (see those rows), and a withdrawal only lowers"
            " it. Ours works the share out in the claim, reads three slots and writes two: what the partner has had, "
            "and what the escrow still owes. Being a clone costs 2,600. Writing one slot less would mean crediting "
            "partner by partner."
        ),
    ),
    Operation(
        "withdraw_token",
        "withdraw one, ERC-20",
        REVENUE,
        59_000,
        44_769,
        dearer="As with ether.",
    ),
    Operation(
        "withdraw_for_another",
        "withdraw one, ether, the gas paid by another",
        REVENUE,
        dearer="As above; the partner's account is cold, which costs everybody 2,500 more.",
    ),
    Operation(
        "has_standing",
        "ask whether an account has standing",
        OWN,
        note=(
            "`has_standing` is a view of a facet, `standing` of the main contract: a capability asks it and gets the "
            "role and the weight as well. Here a transaction asks, which pays 21,000 and its calldata for being one."
        ),
    ),
    Operation("standing", "the same with its role and weight, as a capability asks", OWN),
    Operation("spin_up_exit", "new DAO with 5 founders, notice and redemption", OWN),
    Operation(
        "propose_lazy",
        "propose in a class in which silence passes",
        OWN,
        note="There a partner may have six proposals open, which takes a slot of its own; elsewhere there is no bound.",
    ),
    Operation("propose_recusing", "propose in a class that recuses, nobody recused", OWN),
    Operation("propose_recused", "propose in a class that recuses, a payment to a partner", OWN),
    Operation("ballot_recusing", "ballot in a class that recuses", OWN),
    Operation("ballot_dual", "ballot in a class that counts weight and seats", OWN),
    Operation("ballot_early", "ballot in a class that decides early", OWN),
    Operation("ballot_closing", "the same, the ballot that decides", OWN),
    Operation("ballot_reason", "ballot with a reason of 100 bytes", OWN),
    Operation("ballot_lent", "ballot by a representative", OWN),
    Operation("ballot_overruling", "the partner's own ballot over it", OWN),
    Operation("objection", "objection of a steering seat (reason of 100 bytes)", OWN),
    Operation("objection_stopping", "the same, the one that stops the proposal", OWN),
    Operation("give_notice", "give notice of leaving", OWN),
    Operation("offer_seat", "offer a seat to another account", OWN),
    Operation("take_seat", "take that seat: weight, ballots, units", OWN),
    Operation("leave", "leave, nothing redeemed", OWN, 77_000),
    Operation("leave_page", "the same, with a new page of the history of the total weight (every third)", OWN),
    Operation("redeem_listed_1", "leave and redeem 1 token, income of 2 listed tokens split before", OWN),
    Operation("redeem_listed_3", "leave and redeem 3 tokens, income of 2 listed tokens split before", OWN),
    Operation("redeem_listed_5", "leave and redeem 5 tokens, income of 2 listed tokens split before", OWN),
    Operation("claim_for_10", "pay 10 partners in one transaction what was credited to them", OWN),
    Operation("credit_tiers", "credit everybody after a sponsor, contributions and the reserve", OWN),
    Operation("credit_8_sponsors", "credit everybody after 8 sponsors", OWN),
    Operation("credit_vesting", "credit everybody where units vest, the first time on a day", OWN),
    Operation("claim_sponsor", "claim of a sponsor", OWN),
    Operation("claim_contributor", "claim of a partner whose contribution is being repaid", OWN),
    Operation("claim_vesting", "claim of a partner whose units vest", OWN),
    Operation("claim_frozen", "claim of a partner of whose income a part is frozen", OWN),
    Operation("pay_plain", "pay with a reference, ether", OWN),
    Operation("pay_invoice", "pay an invoice, ether", OWN),
    Operation(
        "link",
        "a sponsor's first link, offered and agreed: what it adds to an execution and a transaction",
        OWN,
        160_000,
        note=(
            "Both are sent anyway in practice: a project offers with its config, a sponsor agrees in the proposal "
            "that also contributes. The next two rows are whole receipts."
        ),
    ),
    Operation("offer_link", "offer a link with a price, the whole execution", OWN),
    Operation("agree_link", "agree to it, the whole transaction", OWN),
    Operation("credit_links", "credit everybody after two links", OWN),
    Operation("link_notice", "give notice of a link", OWN),
    Operation("buy_out_link", "buy a link out, the whole execution", OWN),
    Operation("contribute_on", "have what one is owed be one's contribution to a successor", OWN),
    Operation("act", "pay ether under a mandate", OWN, 75_000),
    Operation(
        "execute_reserved",
        "execute a payment that is reserved, its holder silent",
        OWN,
        62_000,
        note="As executing a payment, which takes 56,000 here, and what looking at it takes besides.",
    ),
    Operation("execute_reserved_limit", "the same, within the limit of the reserved matter", OWN, 68_000),
    Operation("execute_floor", "execute a payment above a floor of ether", OWN),
    Operation("know_token", "have a token be known: told apart from all others by sending a little of it", OWN),
    Operation("issue_invoice", "issue an invoice", OWN),
)

BY_KEY = {operation.key: operation for operation in OPERATIONS}
