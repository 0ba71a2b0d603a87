"""The page's worst enemies: imitations, links, other people's pages, poisoned caches, tokens that flood."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.web.conftest import Visit
from tests.web.pages import connect, settled

PROXY = ("363d3d373d3d3d363d73", "5af43d82803e903d91602b57fd5bf3")


def implementation(visit: Visit, proxy: str) -> str:
    code = visit.chain.node.rpc("eth_getCode", proxy, "latest")
    return "0x" + code.removeprefix("0x" + PROXY[0])[:40]


def nothing_is_signed(page: Page, *words: str) -> None:
    """The red bar says why, and no button leads to a signature."""
    alarm = page.get_by_role("alert")
    for word in (*words, "Sign nothing."):
        expect(alarm).to_contain_text(word)
    for name in ("Vote for", "Sign without sending", "Accept"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)


# --- an imitation: everything answers like a partnership, and its code is another ---


def imitate(visit: Visit, proxy: str, old: bytes | int, new: bytes) -> None:
    """Has a proxy run what differs from ours in some bytes, and answers and holds what it did before.

    Args:
        old: What stands in the code, or the place from its end at which something stands.
    """
    node = visit.chain.node
    code = bytes.fromhex(node.rpc("eth_getCode", implementation(visit, proxy), "latest")[2:])
    at = len(code) - old if isinstance(old, int) else code.index(old)
    changed = code[:at] + new + code[at + len(new) :]
    assert changed != code
    other = "0x" + "1e" * 20
    node.rpc("anvil_setCode", other, "0x" + changed.hex())
    node.rpc("anvil_setCode", proxy, "0x" + PROXY[0] + other[2:] + PROXY[1])


def test_what_runs_other_code_is_no_partnership_of_this_release(visit: Visit) -> None:
    venture = visit.chain.partnership.address
    imitate(visit, venture, b"governor: not executable", b"governor: not today, dear")
    visit.with_wallet("northwind")
    page = visit.open()
    nothing_is_signed(page, "not Polypact as this page knows it")
    connect(page)
    page.goto(visit.address("proposals", 2))
    nothing_is_signed(page, "not Polypact as this page knows it")


def test_a_facet_of_somebody_elses_is_an_imitation(visit: Visit) -> None:
    venture = visit.chain.partnership.address
    imitate(visit, venture, 21 * 32 - 12, b"\x1f" * 20)  # the facet of route 1
    visit.open()
    nothing_is_signed(visit.page, "not Polypact as this page knows it")


def test_an_escrow_of_other_code_is_an_imitation(visit: Visit) -> None:
    imitate(visit, visit.chain.partnership.escrow, b"escrow: nothing to pay", b"escrow: nothing to see")
    nothing_is_signed(visit.open(), "not Polypact as this page knows it")


def test_another_proxy_than_ours_is_an_imitation(visit: Visit) -> None:
    venture = visit.chain.partnership.address
    code = visit.chain.node.rpc("eth_getCode", venture, "latest")
    visit.chain.node.rpc("anvil_setCode", venture, code + "00")
    nothing_is_signed(visit.open(), "not Polypact as this page knows it")


def test_the_code_is_checked_before_it_is_called_whole(visit: Visit) -> None:
    page = settled(visit.open())
    expect(page.get_by_text("8 of 8 checks against the chain agree")).to_be_visible()
    assert visit.node.round_trips <= 10


def test_a_node_that_tells_no_code_of_facets_is_told_at_the_foot(visit: Visit) -> None:
    proxies = {visit.chain.partnership.address.lower(), visit.chain.partnership.escrow.lower()}

    def refuse(request: dict, answer: dict) -> dict:
        if request["method"] != "eth_getCode" or request["params"][0].lower() in proxies:
            return answer
        return {"jsonrpc": "2.0", "id": request["id"], "error": {"code": -32000, "message": "no code"}}

    visit.node.lies.append(refuse)
    page = settled(visit.open())
    expect(page.get_by_text("not checked: what answers is the code of this release")).to_be_visible()
    visit.node.lies.clear()
    visit.chain.mine()
    expect(page.get_by_text("8 of 8 checks")).to_be_visible()


# --- links ---


def test_a_link_to_another_chain_never_shows_this_one(visit: Visit) -> None:
    """The same address on a chain that no node is chosen for: what the other chain's node says is not shown as its."""
    page = settled(visit.open())
    venture = visit.chain.partnership.address
    page.evaluate(f"location.hash = '#/5:{venture}'")
    expect(page.get_by_role("main").get_by_text("No node is chosen for chain 5")).to_be_visible()
    page.wait_for_timeout(5_000)  # two beats
    expect(page.get_by_role("main").get_by_text("No node is chosen for chain 5")).to_be_visible()
    expect(page.get_by_role("heading", name="Harbour Joint Venture")).to_have_count(0)


def test_no_link_chooses_a_node(visit: Visit) -> None:
    venture = visit.chain.partnership.address
    for query in ("node=http://127.0.0.1:9", "rpc=http://127.0.0.1:9&nodes=http://127.0.0.1:9", "theme=dark&names={}"):
        page = visit.page
        page.goto(f"{visit.site}#/{visit.chain.chain_id}:{venture}/settings?{query}")
        page.goto(f"{visit.site}?{query}#/{visit.chain.chain_id}:{venture}?{query}")
        settled(page)
    visit.check()
