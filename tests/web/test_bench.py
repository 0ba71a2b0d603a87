"""The bench itself, on a page of a few lines: what stories are told with must not be wrong itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from eth_abi.abi import decode, encode
from playwright.sync_api import Page, Playwright, expect

from tests.web import extension_wallet, hostile, looks
from tests.web.conftest import Visit
from tests.web.node_proxy import NodeProxy
from tests.web.safes import SafeApps, SafeHouse, SafeWallet
from tests.web.site import Site
from tests.web.stage import Chain
from tests.web.tokens import named_token
from tests.web.wallet import Wallet

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Small</title>
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src 'self'; connect-src http://127.0.0.1:*">
</head><body><main><h1>Small</h1><p id="said"></p><p id="events"></p></main>
<script src="small.js"></script></body></html>
"""
SCRIPT = """
window.wallets = new Map();
addEventListener('eip6963:announceProvider', ({ detail }) => {
  if (wallets.has(detail.info.name)) return;
  wallets.set(detail.info.name, detail.provider);
  for (const event of ['accountsChanged', 'chainChanged', 'disconnect']) {
    detail.provider.on(event, (payload) => {
      document.getElementById('events').textContent += `${event} ${JSON.stringify(payload)};`;
    });
  }
});
dispatchEvent(new Event('eip6963:requestProvider'));
window.node = async (request) => {
  const { node } = await (await fetch('site-config.json')).json();
  return (await fetch(node, { method: 'POST', body: JSON.stringify(request) })).json();
};
"""


@pytest.fixture(scope="session")
def built_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    (folder / "index.html").write_text(PAGE)
    (folder / "small.js").write_text(SCRIPT)
    return folder


@pytest.fixture
def chapter() -> str:
    return "in force"


@pytest.fixture
def site(built_page: Path, node_proxy: NodeProxy) -> Iterator[Site]:
    served = Site(built_page, {"node": node_proxy.url})
    yield served
    served.close()


def ask(page: Page, method: str, *parameters: Any, wallet: str = "Test Wallet") -> Any:
    """What a wallet answers; the code and the words of its error."""
    return page.evaluate(
        """([wallet, method, params]) => wallets.get(wallet).request({ method, params })
            .catch(({ code, message }) => ({ code, message }))""",
        [wallet, method, list(parameters)],
    )


def call(page: Page, *requests: tuple[str, list[Any]], batch: bool = False) -> Any:
    made = [
        {"jsonrpc": "2.0", "id": number, "method": method, "params": given}
        for number, (method, given) in enumerate(requests)
    ]
    return page.evaluate("(request) => node(request)", made if batch else made[0])


# --- the stage ---


def test_each_test_begins_where_its_chapter_ends(chain: Chain) -> None:
    assert chain.partnership.members.phase.name == "IN_FORCE"
    chain.acting("northwind").write("propose", [chain.usdx], [0], [b""], "one more")
    assert len(chain.partnership.proposals()) == 1


def test_what_another_test_did_is_taken_back(chain: Chain) -> None:
    assert len(chain.partnership.proposals()) == 0


def test_a_reorganisation_has_other_blocks_without_what_was_in_them(chain: Chain) -> None:
    web3 = chain.node.web3
    chain.mine(2)
    chain.acting("northwind").write("propose", [chain.usdx], [0], [b""], "one more")
    before = web3.eth.get_block("latest")
    chain.reorganise(2)
    after = web3.eth.get_block(before["number"])
    assert after["hash"] != before["hash"]
    assert len(chain.partnership.proposals()) == 0


def test_a_token_calls_itself_what_a_test_wants_and_is_a_token(chain: Chain) -> None:
    session = chain.acting("customer").session
    for symbol in (b"USDX", b"\xff\xfe", "\u202eXDSU".encode()):
        made = session.deploy(named_token(chain.usdx, symbol, b"n" * 100)).contract
        answer = session.call(made, bytes.fromhex("95d89b41"))
        assert decode(["bytes"], answer) == (symbol,)
        assert decode(["bytes"], session.call(made, bytes.fromhex("06fdde03"))) == (b"n" * 100,)
        assert int.from_bytes(session.call(made, bytes.fromhex("313ce567"))) == 6


# --- wallets ---


def test_a_wallet_signs_and_sends_with_keys_the_page_never_has(visit: Visit) -> None:
    wallet = visit.with_wallet("northwind")
    page = visit.open()
    assert ask(page, "eth_accounts") == []
    assert ask(page, "eth_requestAccounts") == [wallet.address]
    sent = ask(page, "eth_sendTransaction", {"from": wallet.address, "to": visit.chain.usdx, "data": "0x18160ddd"})
    assert visit.chain.node.web3.eth.get_transaction_receipt(sent)["status"] == 1
    assert [each.hash for each in wallet.sent] == [sent]
    assert visit.chain.people["northwind"].private_key[2:] not in page.content()
    assert ask(page, "personal_sign", "0x00", wallet.address)["code"] == 4200
    assert [method for method, _ in wallet.log][:2] == ["eth_accounts", "eth_requestAccounts"]
    visit.check()


def test_a_typed_message_is_signed_for_the_chain_the_wallet_is_on(visit: Visit) -> None:
    from eth_account import Account
    from eth_account.messages import encode_typed_data

    wallet = visit.with_wallet("eastport")
    page = visit.open()
    ask(page, "eth_requestAccounts")
    data = visit.chain.partnership.members.acceptance_data(wallet.address, visit.chain.now() + 60)
    signature = ask(page, "eth_signTypedData_v4", wallet.address, json.dumps(data, default=str))
    signer = Account.recover_message(encode_typed_data(full_message=data), signature=signature)
    assert signer == wallet.address
    wallet.switch_chain(1)
    assert ask(page, "eth_signTypedData_v4", wallet.address, json.dumps(data, default=str))["code"] == -32603


def test_a_person_says_no_or_takes_their_time(visit: Visit) -> None:
    wallet = visit.with_wallet("northwind")
    page = visit.open()
    wallet.will("reject", "hold")
    assert ask(page, "eth_requestAccounts") == {"code": 4001, "message": "User rejected the request."}
    page.evaluate(
        "wallets.get('Test Wallet').request({ method: 'eth_requestAccounts' })"
        ".then(([first]) => { document.getElementById('said').textContent = first; }); 0"
    )
    page.wait_for_timeout(50)
    assert wallet.held == ["eth_requestAccounts"]
    expect(page.locator("#said")).to_be_empty()
    wallet.confirm_held()
    expect(page.locator("#said")).to_have_text(wallet.address)


def test_accounts_and_chains_change_in_the_wallet(visit: Visit) -> None:
    wallet = visit.with_wallet("northwind", "eastport")
    page = visit.open()
    ask(page, "eth_requestAccounts")
    wallet.switch_account(visit.chain.people["eastport"])
    wallet.switch_chain(1)
    transaction = {"from": wallet.address, "to": visit.chain.usdx}
    assert ask(page, "eth_sendTransaction", transaction).startswith("0x")
    assert wallet.astray == [transaction]
    assert ask(page, "wallet_switchEthereumChain", {"chainId": "0x5"})["code"] == 4902
    assert ask(page, "wallet_switchEthereumChain", {"chainId": hex(visit.chain.chain_id)}) is None
    assert ask(page, "eth_chainId") == hex(visit.chain.chain_id)
    wallet.disconnect()
    other = visit.chain.people["eastport"].address
    expect(page.locator("#events")).to_contain_text(
        f'accountsChanged ["{other}"];chainChanged "0x1";chainChanged "0x539";disconnect'
    )


def test_what_is_sent_waits_is_replaced_called_off_or_never_arrives(visit: Visit) -> None:
    wallet = visit.with_wallet("northwind")
    page, web3 = visit.open(), visit.chain.node.web3
    ask(page, "eth_requestAccounts")
    transaction = {"from": wallet.address, "to": visit.chain.usdx, "data": "0x18160ddd"}
    with visit.chain.without_blocks():
        first = ask(page, "eth_sendTransaction", transaction)
        second = wallet.speed_up(wallet.sent[-1])
        third = ask(page, "eth_sendTransaction", transaction)
        nothing = wallet.call_off(wallet.sent[-1])
        visit.chain.mine()
    wallet.will("drop")
    dropped = ask(page, "eth_sendTransaction", transaction)
    for gone in (first, third, dropped):
        answer = web3.provider.make_request("eth_getTransactionReceipt", [gone])
        assert answer["result"] is None
    assert [web3.eth.get_transaction_receipt(each)["status"] for each in (second, nothing)] == [1, 1]


def test_several_wallets_announce_themselves_and_one_is_of_the_old_kind(visit: Visit) -> None:
    first = visit.with_wallet("northwind", name="First", is_legacy=True)
    second = visit.with_wallet("eastport", name="Second")
    page = visit.open()
    assert page.evaluate("[...wallets.keys()]") == ["First", "Second"]
    assert page.evaluate("ethereum.request({ method: 'eth_requestAccounts' })") == [first.address]
    assert ask(page, "eth_requestAccounts", wallet="Second") == [second.address]


def test_a_wallet_with_batches_sends_them_one_after_another(visit: Visit) -> None:
    wallet = visit.with_wallet("northwind", takes_batches=True)
    page = visit.open()
    ask(page, "eth_requestAccounts")
    here = hex(visit.chain.chain_id)
    assert ask(page, "wallet_getCapabilities", wallet.address)[here] == {"atomic": {"status": "unsupported"}}
    batch = {
        "version": "2.0.0",
        "chainId": here,
        "from": wallet.address,
        "calls": [{"to": visit.chain.usdx, "data": "0x18160ddd"}],
    }
    assert ask(page, "wallet_sendCalls", {**batch, "atomicRequired": True})["code"] == 5760
    number = ask(page, "wallet_sendCalls", {**batch, "atomicRequired": False})["id"]
    status = ask(page, "wallet_getCallsStatus", number)
    assert status["status"] == 200
    assert len(status["receipts"]) == 1


def test_the_extension_asks_in_a_window_of_its_own(
    playwright: Playwright, chain: Chain, site: Site, tmp_path: Path
) -> None:
    wallet = Wallet(chain.node, [chain.people["northwind"]])
    with extension_wallet.browser_with_extension(playwright, tmp_path, wallet) as context:
        page = context.new_page()
        page.goto(site.url)
        page.wait_for_function("wallets.has('Test extension')")
        script = """wallets.get('Test extension').request({ method: 'eth_requestAccounts' })
            .then(([first]) => first, ({ code }) => String(code))
            .then((said) => { document.getElementById('said').textContent = said; }); 0"""
        for yes, said in ((False, "4001"), (True, wallet.address)):
            with context.expect_page() as opened:
                page.evaluate(script)
            expect(opened.value.get_by_role("heading")).to_have_text("eth_requestAccounts")
            extension_wallet.decide(context, opened.value, yes=yes)
            expect(page.locator("#said")).to_have_text(said)


# --- a Safe ---


@pytest.fixture
def safe(chain: Chain) -> SafeWallet:
    officers = [chain.people["officer-1"], chain.people["officer-2"]]
    house = SafeHouse.deploy(chain.node, chain.people["relayer"])
    return SafeWallet(chain.node, officers, safe=house.found(officers, chain.people["relayer"]), house=house)


def test_a_safe_carries_out_what_both_owners_confirmed(visit: Visit, safe: SafeWallet) -> None:
    visit.install(safe)
    page, web3 = visit.open(), visit.chain.node.web3
    assert ask(page, "eth_requestAccounts", wallet="Safe") == [safe.address]
    visit.chain.node.rpc("anvil_setBalance", safe.address, hex(10**18))
    somebody = "0x" + "11" * 20
    number = ask(page, "eth_sendTransaction", {"from": safe.address, "to": somebody, "value": hex(7)}, wallet="Safe")
    assert ask(page, "eth_getTransactionReceipt", number, wallet="Safe") is None
    assert web3.eth.get_balance(somebody) == 0
    safe.confirm(number, visit.chain.people["officer-2"])
    assert ask(page, "eth_getTransactionReceipt", number, wallet="Safe")["status"] == "0x1"
    assert web3.eth.get_balance(somebody) == 7


def test_a_safe_answers_for_a_message_that_both_owners_signed(visit: Visit, safe: SafeWallet) -> None:
    from eth_account.messages import encode_typed_data
    from eth_utils import keccak

    chain = visit.chain
    data = chain.partnership.members.acceptance_data(chain.people["eastport"].address, chain.now() + 60)
    number = safe.put_message(data)
    assert safe.signature_of(number) == ""
    safe.confirm_message(number, chain.people["officer-2"])
    parts = encode_typed_data(full_message=data)
    digest = keccak(b"\x19" + parts.version + parts.header + parts.body)
    query = bytes.fromhex("1626ba7e") + encode(
        ["bytes32", "bytes"], [digest, bytes.fromhex(safe.signature_of(number)[2:])]
    )
    answer = chain.node.web3.eth.call({"to": safe.address, "data": "0x" + query.hex()})
    assert bytes(answer)[:4] == bytes.fromhex("1626ba7e")


def test_an_app_in_the_frame_of_a_safe_speaks_with_it(visit: Visit, safe: SafeWallet, tmp_path: Path) -> None:
    apps = SafeApps(safe, visit.context)
    (tmp_path / "index.html").write_text(apps.page(visit.site))
    parent = Site(tmp_path)
    visit.hosts.append(parent.url)
    try:
        visit.page.goto(parent.url)
        frame = visit.page.frame_locator("iframe")
        expect(frame.get_by_role("heading")).to_have_text("Small")
        app = visit.page.frames[1]
        said = """([method, params]) => new Promise((resolve) => {
            const id = String(Math.random());
            addEventListener('message', ({ data, source }) => {
                if (source === parent && data.id === id) resolve(data);
            });
            parent.postMessage({ id, method, params, env: { sdkVersion: '9.1.0' } }, '*');
        })"""
        info = app.evaluate(said, ["getSafeInfo", None])
        assert (info["success"], info["data"]["safeAddress"]) == (True, safe.address)
        assert (info["data"]["threshold"], sorted(info["data"]["owners"])) == (2, sorted(safe.owners))
        calls = [{"to": visit.chain.usdx, "value": "0", "data": "0x18160ddd"}] * 2
        number = app.evaluate(said, ["sendTransactions", {"txs": calls}])["data"]["safeTxHash"]
        waiting = app.evaluate(said, ["getTxBySafeTxHash", {"safeTxHash": number}])["data"]
        assert waiting["txStatus"] == "AWAITING_CONFIRMATIONS"
        safe.confirm(number, visit.chain.people["officer-2"])
        done = app.evaluate(said, ["getTxBySafeTxHash", {"safeTxHash": number}])["data"]
        assert (done["txStatus"], done["txHash"][:2]) == ("SUCCESS", "0x")
        refused = app.evaluate(said, ["somethingElse", None])
        assert refused["success"] is False
    finally:
        parent.close()


# --- the node ---


def test_the_node_counts_and_passes_on(visit: Visit) -> None:
    page = visit.open()
    assert int(call(page, ("eth_chainId", []))["result"], 16) == visit.chain.chain_id
    answers = call(page, ("eth_blockNumber", []), ("eth_chainId", []), batch=True)
    assert [each["id"] for each in answers] == [0, 1]
    assert visit.node.round_trips == 2
    assert len(visit.node.asked("eth_chainId")) == 2


def test_the_node_lies_about_one_answer(visit: Visit) -> None:
    page = visit.open()
    ask_name = ("eth_call", [{"to": visit.chain.partnership.address, "data": "0x06fdde03"}, "latest"])
    true = bytes.fromhex(call(page, ask_name)["result"][2:])
    assert b"Partnership" in true
    visit.node.lie_about("0x06fdde03", ["string"], lambda name: [name.lower()])
    assert b"Partnership" not in bytes.fromhex(call(page, ask_name)["result"][2:])
    visit.node.lie_in_logs("0x" + "ab" * 32, lambda log: None)
    assert call(page, ("eth_getLogs", [{"fromBlock": "0x0"}]))["result"]


@pytest.mark.parametrize(
    ("trouble", "request_", "words"),
    [
        ({"max_range": 5}, ("eth_getLogs", [{"fromBlock": "0x0", "toBlock": "latest"}]), "range"),
        ({"refuses": {"eth_getLogs"}}, ("eth_getLogs", [{}]), "does not exist"),
        ({"per_second": 0}, ("eth_chainId", []), "Too Many"),
    ],
)
def test_the_node_refuses(visit: Visit, trouble: dict[str, Any], request_: Any, words: str) -> None:
    page = visit.open()
    vars(visit.node).update(trouble)
    assert words in call(page, request_)["error"]["message"]


def test_the_node_refuses_batches_and_goes_down(visit: Visit) -> None:
    page = visit.open()
    visit.node.max_batch = 0
    refused = call(page, ("eth_chainId", []), ("eth_chainId", []), batch=True)
    assert "batch" in refused["error"]["message"]
    visit.node.is_down = True
    assert page.evaluate("node({}).catch(({ name }) => name)") == "TypeError"
    visit.node.is_down = False
    assert call(page, ("eth_chainId", []))["result"]


# --- what is watched ---


def test_a_request_to_anybody_else_is_found(meet: Callable[..., Visit]) -> None:
    visit = meet(checked=False)
    page = visit.open()
    page.evaluate("fetch('http://127.0.0.1:9/x').catch(() => 0)")
    with pytest.raises(AssertionError, match=r"127\.0\.0\.1:9"):
        visit.check()


def test_axe_finds_what_is_wrong(visit: Visit) -> None:
    page = visit.open()
    assert looks.findings(page) == []
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any("button-name" in each for each in looks.findings(page))


def test_screenshots_are_saved(visit: Visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(looks, "SHOTS", tmp_path)
    page = visit.open()
    made = looks.shoot(page, "small")
    assert [path.name for path in made] == [
        f"small-{size}-{scheme}.png" for size in ("desktop", "phone") for scheme in ("light", "dark")
    ]
    assert looks.sideways(page) == []
    page.evaluate("document.querySelector('h1').textContent = 'x'.repeat(500)")
    assert looks.sideways(page)


def test_hostile_texts_are_many_and_what_they_do_is_noticed(visit: Visit) -> None:
    assert len(hostile.TEXTS) >= 60
    assert len(set(hostile.TEXTS)) == len(hostile.TEXTS)
    page = visit.open()
    page.evaluate("(texts) => { document.getElementById('said').textContent = texts.join(' '); }", list(hostile.MARKUP))
    hostile.check_unharmed(page)
    for harm in (
        "document.getElementById('said').append('\\u202e')",
        "document.querySelector('main').append(document.createElement('iframe'))",
        "document.body.setAttribute('onclick', 'x')",
        "{ const link = document.createElement('a'); link.href = 'javascript:x'; document.body.append(link); }",
        "window.__ran = 1",
    ):
        page.reload()
        page.evaluate(f"() => {{ {harm} }}")
        with pytest.raises(AssertionError):
            hostile.check_unharmed(page)
