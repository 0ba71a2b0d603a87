"""Reading needs no wallet: what the page shows is what is on chain, and what it cannot know it says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from eth_utils import keccak
from playwright.sync_api import expect

from polypact.chain.artifacts import load
from polypact.chain.recipe import PARTS
from polypact.text.enums import ETHER
from tests.web import looks
from tests.web.conftest import Visit
from tests.web.pages import settled
from tests.web.stage import Chain


def test_the_overview_shows_what_is_on_chain(visit: Visit) -> None:
    page = settled(visit.open())
    venture = visit.chain.partnership
    expect(page.get_by_role("heading", level=1)).to_contain_text("Harbour Joint Venture")
    table = page.get_by_role("table", name="Partners")
    for partner in venture.members.roster():
        row = table.get_by_role("row").filter(has_text=name_of(visit.chain, partner.account))
        expect(row).to_contain_text(f"{partner.weight} of {venture.total_weight}")
    for proposal in venture.proposals():
        expect(page.get_by_role("link", name=proposal.description.split("\n")[0])).to_be_visible()
    money = page.get_by_role("table", name="Money by place and token")
    treasury = money.get_by_role("row").filter(has_text="Treasury")
    expect(treasury.locator(f'data[value="{plain(venture.balance(ETHER), 18)}"]')).to_be_visible()
    expect(treasury.locator(f'data[value="{plain(venture.balance(visit.chain.usdx), 6)}"]')).to_be_visible()
    visit.check()


def plain(amount: int, decimals: int) -> str:
    """All digits of a sum, without grouping."""
    return format(Decimal(amount).scaleb(-decimals).normalize(), "f")


def name_of(chain: Chain, account: str) -> str:
    """What the page can call an account: by the roster of the spec, or by its address."""
    return chain.story.deployments.partnerships[chain.partnership.name].names.get(account, account[-4:])


def test_a_view_takes_few_requests_and_asks_nobody_else(visit: Visit) -> None:
    page = visit.open()
    settled(page)
    assert visit.node.round_trips <= 10
    assert visit.traffic.origins == {visit.site.rstrip("/"), visit.node.url}
    visit.check()


def test_what_happens_meanwhile_is_shown_without_reload(visit: Visit) -> None:
    page = settled(visit.open())
    actions = [visit.chain.partnership.actions.pay(visit.chain.people["supplier"].address, 1)]
    visit.chain.acting("eastport").propose(actions, "One more crane")
    expect(page.get_by_role("link", name="One more crane")).to_be_visible()


# --- links ---


def test_a_link_with_a_slip_says_so(visit: Visit) -> None:
    address = visit.chain.partnership.address
    slip = address[:-1] + ("a" if address[-1] != "a" else "b")
    page = visit.page
    page.goto(f"{visit.site}#/{visit.chain.chain_id}:{slip}")
    expect(page.get_by_text("The address in this link has a slip")).to_be_visible()
    page.goto(f"{visit.site}#/{address}")
    expect(page.get_by_text("does not say which chain")).to_be_visible()


def test_an_address_without_a_partnership_says_so(visit: Visit) -> None:
    page = visit.open(of=visit.chain.people["northwind"].address)
    expect(page.get_by_role("main").get_by_text("There is no partnership at")).to_be_visible()


# --- a node in trouble ---


def test_a_node_that_is_down_is_named_and_what_was_seen_stays(visit: Visit) -> None:
    page = settled(visit.open())
    visit.node.is_down = True
    expect(page.get_by_text(f"The node at {visit.node.url.removeprefix('http://')} does not answer")).to_be_visible()
    expect(page.get_by_text("What you see is of")).to_be_visible()
    expect(page.get_by_role("table", name="Partners")).to_be_visible()
    visit.node.is_down = False
    expect(page.get_by_text("does not answer")).to_be_hidden()


def test_a_node_that_is_down_from_the_beginning_can_come_back(visit: Visit) -> None:
    visit.node.is_down = True
    page = visit.open()
    expect(page.get_by_text("does not answer").first).to_be_visible()
    visit.node.is_down = False
    settled(page)


def test_a_node_that_answers_slowly_is_named_meanwhile(visit: Visit) -> None:
    visit.node.is_silent = True
    page = visit.open()
    expect(page.get_by_text(f"Asking {visit.node.url.removeprefix('http://')}")).to_be_visible()
    visit.node.is_silent = False
    settled(page)


def test_a_strict_node_is_read_all_the_same(meet: Callable[..., Visit]) -> None:
    for strictness in ({"max_range": 10}, {"max_batch": 0}, {"max_batch": 5}, {"max_range": 1, "max_batch": 3}):
        visit = meet()
        vars(visit.node).update({"max_range": None, "max_batch": None, **strictness})
        page = settled(visit.open())
        expect(page.get_by_text("8 of 8 checks against the chain agree")).to_be_visible()
        visit.context.close()


def test_a_throttled_node_is_waited_for(visit: Visit) -> None:
    visit.node.per_second = 3
    settled(visit.open())


def test_a_node_without_logs_is_read_as_far_as_it_goes(visit: Visit) -> None:
    visit.node.refuses = {"eth_getLogs"}
    page = settled(visit.open())
    expect(page.get_by_text("not checked")).to_be_visible()
    expect(page.get_by_role("table", name="Partners")).to_be_visible()


# --- a node that lies ---


def test_t61_a_lie_about_a_tally_is_caught(visit: Visit) -> None:
    visit.node.lie("Partnership", "proposal_tally", lambda tally: [(tally[0], tally[1] + 1, *tally[2:])])
    caught(visit, "The tally of proposal", "is not the sum of its ballots")


def test_t61_a_lie_about_the_terms_is_caught(visit: Visit) -> None:
    visit.node.lie("Partnership", "current_terms", lambda terms: [(terms[0], bytes(31) + b"1", *terms[2:])])
    caught(visit, "The terms in force (version 1) are not those that were published")


def test_t61_a_lie_about_what_a_proposal_does_is_caught(visit: Visit) -> None:
    supplier = visit.chain.people["supplier"].address[2:].lower()
    thief = visit.chain.people["customer"].address[2:].lower()

    def redirected(log: dict[str, Any]) -> dict[str, Any]:
        return {**log, "data": log["data"].replace(supplier, thief)}

    visit.node.lie_in_logs(topic_of("ProposalCreated"), redirected)
    caught(visit, "The id of proposal 1 does not follow from its actions")


def test_t61_a_proposal_that_a_node_hides_is_missed(visit: Visit) -> None:
    visit.node.lie_in_logs(topic_of("ProposalCreated"), lambda log: None)
    caught(visit, "more or fewer proposals than the partnership has counted")


def test_t61_an_acceptance_that_nobody_gave_is_caught(visit: Visit) -> None:
    visit.node.lie_in_logs(topic_of("TermsAccepted"), lambda log: None)
    caught(visit, "The log knows nothing of the acceptance of seat")


def caught(visit: Visit, *words: str) -> None:
    """The page says what contradicts what, and offers nothing to sign."""
    page = visit.open()
    alarm = page.get_by_role("alert")
    for word in (*words, "Sign nothing."):
        expect(alarm).to_contain_text(word)


def topic_of(event: str) -> str:
    """The topic by which the logs of an event of the partnership are found."""
    every = [entry for contract in ("Partnership", *PARTS["Partnership"]) for entry in load(contract).abi]
    entry = next(each for each in every if each.get("name") == event and each["type"] == "event")
    return "0x" + bytes(keccak(text=f"{event}({','.join(each['type'] for each in entry['inputs'])})")).hex()


# --- a reorganisation ---


def test_what_a_reorganisation_takes_back_is_gone_from_the_page(visit: Visit) -> None:
    page = settled(visit.open())
    visit.chain.mine(2)
    actions = [visit.chain.partnership.actions.pay(visit.chain.people["supplier"].address, 1)]
    visit.chain.acting("eastport").propose(actions, "One more crane")
    expect(page.get_by_role("link", name="One more crane")).to_be_visible()
    visit.chain.reorganise(2)
    expect(page.get_by_role("link", name="One more crane")).to_be_hidden()
    settled(page)


def test_history_that_was_kept_is_thrown_away_when_it_is_of_another_chain(visit: Visit) -> None:
    visit.chain.mine(2)
    actions = [visit.chain.partnership.actions.pay(visit.chain.people["supplier"].address, 1)]
    visit.chain.acting("eastport").propose(actions, "One more crane")
    visit.chain.mine(40)  # deep enough to be kept
    page = settled(visit.open())
    expect(page.get_by_role("link", name="One more crane")).to_be_visible()
    visit.chain.reorganise(42)
    page.reload()
    settled(page)
    expect(page.get_by_role("link", name="One more crane")).to_be_hidden()
    expect(page.get_by_role("alert")).to_be_hidden()


# --- for everyone ---


def test_the_overview_is_fit_for_everyone(visit: Visit) -> None:
    page = settled(visit.open())
    assert looks.findings(page) == []
    looks.shoot(page, "overview")
    page.set_viewport_size({"width": 320, "height": 700})
    assert looks.sideways(page) == []
