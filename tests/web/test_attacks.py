"""The page's worst enemies: imitations, links, other people's pages, poisoned caches, tokens that flood."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

from eth_utils.address import to_checksum_address
from playwright.sync_api import Page, expect

from polypact.capabilities.actions import Action
from tests.web.conftest import Visit
from tests.web.node_proxy import NodeProxy
from tests.web.pages import connect, settled
from tests.web.site import Site
from tests.web.test_reading import topic_of

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

    def refuse(request: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
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


def test_a_link_that_fills_a_form_in_is_told(visit: Visit) -> None:
    thief = visit.chain.people["customer"].address
    page = settled(visit.open("proposals", "new", "pay"))
    told = page.get_by_text("The link that you followed has filled this form in")
    expect(told).to_have_count(0)
    page.goto("about:blank")
    page.goto(f"{visit.address('proposals', 'new', 'pay')}?to={thief}")
    settled(page)
    expect(page.locator(f'input[value="{thief}"], textarea').first).to_be_visible()
    expect(told).to_be_visible()


# --- other people's pages ---


def framed(visit: Visit, tmp_path: Path, built_page: Path, parents: list[str]) -> Page:
    """A page of a stranger's that shows ours, from a host that sends no header against it."""
    config = {"chainId": visit.chain.chain_id, "node": visit.node.url, "parents": parents}
    ours = Site(built_page, config)
    shown = visit.address("proposals", 2).replace(visit.site, ours.url)
    (tmp_path / "index.html").write_text(f'<iframe id="ours" width="1200" height="850" src="{shown}">')
    stranger = Site(tmp_path)
    visit.hosts += [ours.url, stranger.url]
    visit.page.goto(stranger.url)
    return visit.page


def test_in_a_strangers_frame_nothing_is_offered_while_a_safe_is_looked_for(
    visit: Visit, tmp_path: Path, built_page: Path
) -> None:
    visit.with_wallet("northwind")
    page = framed(visit, tmp_path, built_page, ["https://app.safe.global"])
    frame = page.frame_locator("#ours")
    frame.get_by_role("button", name="Connect a wallet").click()
    dialog = frame.get_by_role("dialog")
    expect(dialog.get_by_text("Asking the page around this one for its Safe")).to_be_visible()
    expect(dialog.get_by_role("button", name="Test Wallet")).to_have_count(0)
    expect(dialog.get_by_text("Another page shows this one inside itself")).to_be_visible()
    expect(dialog.get_by_role("button", name="Test Wallet")).to_have_count(0)


def test_a_strangers_word_is_not_taken_for_a_safes(visit: Visit, tmp_path: Path, built_page: Path) -> None:
    """It speaks the Safe's protocol well, and is no origin of the list; nor is whoever opened the page."""
    page = framed(visit, tmp_path, built_page, ["https://app.safe.global", "*", "null", "http:", "https://*"])
    page.evaluate(
        """account => {
          const frame = document.getElementById('ours').contentWindow;
          const data = {safeAddress: account, chainId: 1337, owners: [account], threshold: 1, isReadOnly: false};
          const tell = id => frame.postMessage({id, success: true, version: '9.1.0', data}, '*');
          setInterval(() => ['1', 'x'].forEach(tell), 50);
          addEventListener('message', ({data: asked}) => tell(asked.id));
        }""",
        visit.chain.people["northwind"].address,
    )
    frame = page.frame_locator("#ours")
    frame.get_by_role("button", name="Connect a wallet").click()
    expect(frame.get_by_text("Another page shows this one inside itself").first).to_be_visible()
    expect(frame.get_by_role("button", name="Connected as")).to_have_count(0)


# --- what is kept ---


def test_what_a_lying_node_said_is_not_kept_for_an_honest_one(visit: Visit) -> None:
    chain = visit.chain
    chain.mine(40)  # so that the log is old enough to be kept
    visit.node.lie_in_logs(topic_of("VoteCast"), lambda log: None)
    page = visit.open()
    expect(page.get_by_role("alert")).to_contain_text("is not the sum of its ballots")
    page.goto(visit.address("settings"))
    other = NodeProxy(chain.node.uri)
    try:
        visit.hosts.append(other.url)
        page.evaluate(
            """([chain, url]) => localStorage.setItem('polypact.settings', JSON.stringify({nodes: {[chain]: url}}))""",
            [chain.chain_id, other.url],
        )
        page.goto("about:blank")
        settled(visit.open())
        expect(page.get_by_role("alert")).to_be_hidden()
    finally:
        other.close()


def test_a_node_that_tells_the_truth_again_is_believed_again(visit: Visit) -> None:
    visit.chain.mine(40)
    visit.node.lie_in_logs(topic_of("VoteCast"), lambda log: None)
    page = visit.open()
    expect(page.get_by_role("alert")).to_contain_text("is not the sum of its ballots")
    visit.node.lies.clear()
    page.goto("about:blank")
    settled(visit.open())
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_node_that_is_late_with_its_log_is_no_liar(visit: Visit) -> None:
    """Several nodes behind one address are not at the same block: the next answer is another one's."""
    seen: list[dict[str, Any]] = []

    def late(log: dict[str, Any]) -> dict[str, Any] | None:
        seen.append(log)
        return log if len(seen) > 2 else None

    visit.node.lie_in_logs(topic_of("VoteCast"), late)
    alarms: list[str] = []
    page = visit.page
    page.expose_function("alarmed", lambda text: alarms.append(text))
    page.add_init_script(
        "new MutationObserver(() => { for (const each of document.querySelectorAll('.alarm[role=alert]'))"
        " window.alarmed(each.textContent); }).observe(document, {subtree: true, childList: true})"
    )
    settled(visit.open())
    assert len(seen) > 2
    assert alarms == []


GARBAGE = ["x", "{", "null", "[]", '{"partnerships": [{"chainId": 1}], "nodes": {"1337": "javascript:alert(1)"}}']


def test_garbage_in_the_browsers_store_stops_nothing(visit: Visit) -> None:
    page = visit.open()
    for garbage in GARBAGE:
        page.evaluate(
            """garbage => {
              for (const key of ['polypact.settings', 'polypact.wallet', 'polypact.act.0x1', 'polypact.act.'])
                localStorage.setItem(key, garbage);
            }""",
            garbage,
        )
        page.goto("about:blank")
        settled(visit.open())
    visit.check()


def test_a_store_of_another_version_stops_nothing(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.site)
    page.evaluate(
        """() => new Promise((done, failed) => {
          const opening = indexedDB.open('polypact', 7);
          opening.onupgradeneeded = () => opening.result.createObjectStore('other');
          opening.onsuccess = () => { opening.result.close(); done(); };
          opening.onerror = failed;
        })"""
    )
    settled(visit.open())
    visit.check()


def test_two_tabs_take_nothing_back_from_each_other(visit: Visit) -> None:
    first = settled(visit.open())
    second = visit.context.new_page()
    settled_url = visit.address("settings")
    second.goto(settled_url)
    second.evaluate(
        """() => {
          const before = JSON.parse(localStorage.getItem('polypact.settings') ?? '{}');
          localStorage.setItem('polypact.settings', JSON.stringify({...before, nodes: {'5': 'https://mine.example'}}));
        }"""
    )
    first.get_by_role("button", name="Change between light and dark").click()
    kept = first.evaluate("JSON.parse(localStorage.getItem('polypact.settings'))")
    assert kept["nodes"] == {"5": "https://mine.example"}
    assert kept["theme"] in ("light", "dark")


# --- tokens ---


def test_a_token_that_floods_or_burns_is_passed_over(visit: Visit) -> None:
    """Three megabytes for each question, at every block: to who pays for the traffic, and to a phone."""
    visit.chain.node.rpc("anvil_setCode", visit.chain.usdx, "0x622dc6c05ff3")
    sizes: list[int] = []

    def weighed(request: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
        if request["method"] == "eth_call":
            sizes.append(len(str(answer.get("result"))))
        return answer

    visit.node.lies.append(weighed)
    page = settled(visit.open())
    assert max(sizes) < 400_000
    expect(page.get_by_role("heading", level=1)).to_contain_text("Harbour Joint Venture")


# --- the chain moves ---


def test_what_was_final_is_read_again_after_a_reorganisation(visit: Visit) -> None:
    chain = visit.chain
    eastport = chain.acting("eastport")
    actions = [chain.partnership.actions.pay(chain.people["supplier"].address, 1)]
    eastport.propose(actions, "One more crane")
    chain.mine()
    made = next(each for each in chain.partnership.proposals() if each.description.startswith("One more crane"))
    eastport.cancel(made)
    page = settled(visit.open("proposals"))
    line = page.get_by_role("article").filter(has_text="One more crane")
    expect(line).to_contain_text("Called off")
    chain.reorganise(1)
    expect(line).not_to_contain_text("Called off")


# --- proposals ---


def propose_calls(visit: Visit, code: str, count: int) -> int:
    """A proposal whose actions call a contract of this code; its number."""
    chain = visit.chain
    target = to_checksum_address("0x" + "77" * 20)
    chain.node.rpc("anvil_setCode", target, code)
    actions = [Action(target, 0, bytes([0, 0, 0, at])) for at in range(count)]
    chain.acting("eastport").propose(actions, "Please vote for this")
    return len(chain.partnership.proposals())


def test_what_takes_too_long_to_try_keeps_nobody_from_voting_against_it(visit: Visit) -> None:
    """A contract can be made to take a node longer than any page waits."""
    visit.with_wallet("northwind")
    number = propose_calls(visit, "0x5b5f56", 1)
    visit.chain.travel_to(visit.chain.now() + 3 * 86_400)

    def slow(request: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
        if request["method"] == "eth_simulateV1":
            time.sleep(24)
        return answer

    visit.node.lies.append(slow)
    page = settled(visit.open("proposals", number))
    connect(page)
    expect(page.get_by_role("radio", name=re.compile("^Against"))).to_be_visible()
    does = page.get_by_role("region", name="What it does")
    expect(does).to_contain_text("The node could not try it out", timeout=30_000)
    page.get_by_role("radio", name=re.compile("^Against")).check()
    page.get_by_role("button", name="Vote against").click()
    expect(page.get_by_role("region", name="Who voted")).to_contain_text("Northwind")
