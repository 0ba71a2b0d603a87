"""`./run web`: the partners' page in a browser, on a node of its own where the story of the demo has been told.

The story begins two months ago, so that what it leaves open is open now: on the node it is the same time as here.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console

from demo.project import ProjectStory
from demo.stage import Stage
from demo.story import ONE_ETHER, ROOT, Story
from polypact.chain.address_book import AddressBook
from polypact.chain.session import connect
from polypact.cli.common import Desk
from polypact.page.release import LIST, SITE, read_site
from polypact.page.server import PageServer, Served
from polypact.page.site_config import SiteConfig
from polypact.text.durations import DAY
from polypact.text.enums import Support
from polypact.text.errors import PolypactError

CHAIN = 1337
MNEMONIC = "test test test test test test test test test test test junk"
_NODE = ROOT / "node_modules" / ".bin" / "anvil"
_BUILT = ROOT / ".cache" / "web" / "site"
_USUAL_PORT = 8545
_BEGINS = 75 * DAY  # ago; the story itself takes some weeks less
_OPEN_SINCE = 4 * DAY  # ago, what is decided at the end was proposed


class NodeStage(Stage):
    """The same stage on a node, whose clock is moved by asking it to."""

    def move_clock(self, timestamp: int) -> None:
        for method, parameters in (("evm_setNextBlockTimestamp", [timestamp]), ("evm_mine", [])):
            answer = self.session.web3.provider.make_request(method, parameters)
            if "error" in answer:
                raise PolypactError(f"the node does not let time pass: {answer['error'].get('message')}")


class LiveStory(Story):
    """The story, and what is going on when the page is opened."""

    def go_on(self, elm: Any) -> None:
        """Up to now: a project that earns, and decisions of every kind that wait for somebody."""
        project = ProjectStory(self, elm)
        project.start()
        project.earn()
        book = AddressBook(CHAIN, self.deployments.path.parent)
        known = {
            "Westgate AG": self.westgate,
            "Berth Customer Ltd": self.customer,
            "Crane Supplies": self.supplier,
            "Quayside Insurance": self.relayer,
        }
        for who, account in known.items():
            book.add(who, account.address)
        book.add("USDX", self.usdx)
        now = int(time.time())
        self.stage.wait_until(now - _OPEN_SINCE, "until a few days ago")
        own, stage = self.partnership.actions, self.stage
        self.propose(
            self.eastport,
            own.set_shares(self.wallet, 25, 20),
            "Southbank brings fewer trucks than agreed: 20 units instead of 25",
        )
        self.propose(
            self.northwind,
            own.pay(self.supplier.address, 2 * ONE_ETHER),
            "Pay Crane Supplies for the third crane, invoice CS-0502",
        )
        stage.wait_until(now - 2 * DAY, "the voting delays")
        self.vote_for_newest(self.northwind)
        paying = self.partnership.revenue.using(stage.act_as(self.customer))
        paying.pay("0x" + "00" * 20, 4 * ONE_ETHER)
        stage.wait_until(now - DAY // 2, "half a day before now")
        self.propose(self.northwind, own.pay(self.relayer.address, ONE_ETHER // 2), "Insure the quay for the winter")
        stage.wait_until(int(time.time()), "until now")

    def propose(self, proposer: Any, action: Any, text: str) -> None:
        acting = self.partnership.using(self.stage.act_as(proposer))
        acting.write("propose", [action.target], [action.value], [action.data], text)
        self.newest = self.partnership.proposal_id([action], text)

    def vote_for_newest(self, voter: Any) -> None:
        self.partnership.using(self.stage.act_as(voter)).vote(self.newest, Support.FOR)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run web", description="The partners' page, on a node with the demo.")
    parser.add_argument("--port", type=int, help="of the page; else the usual one, or a free one")
    parser.add_argument("--no-open", action="store_true", help="open no browser")
    parser.add_argument("--watch", action="store_true", help="build the page anew whenever its sources change")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that its node ends with it
    folder = ROOT / ".cache" / "web" / "demo"
    try:
        with contextlib.ExitStack() as stack:
            site = stack.enter_context(_building()) if chosen.watch else SITE
            server = stack.enter_context(PageServer(chosen.port))
            uri = stack.enter_context(_node())
            print(f"Telling the story of the demo on a node of its own, {uri}; about half a minute ...", flush=True)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            venture = _tell(uri, folder)
            config = SiteConfig(CHAIN, uri, uri, partnership=venture, folder=folder)
            server.served = Served(read_site(site), config, asked=[uri])
            if chosen.watch:
                threading.Thread(target=_follow, args=(server, site), daemon=True).start()
            url = f"{server.origin}/#/{CHAIN}:{venture}"
            print(_WELCOME.format(url=url, uri=uri, mnemonic=MNEMONIC), flush=True)
            if not chosen.no_open:
                webbrowser.open(url)
            server.serve_until_stopped()
        print("\nThe page and its node have ended.")
    except PolypactError as error:
        print(f"web: {error}", file=sys.stderr)
        return error.exit_code
    return 0


_WELCOME = """\
The partners' page: {url}
To sign, import the public test mnemonic into a browser wallet that you use for nothing else, and the network {uri}:
  {mnemonic}
  account 1 is Northwind Shipping, 2 Eastport Terminals, 8 Westgate; Southbank signs with a contract wallet
Ctrl-C ends the page and its node."""


def _tell(uri: str, folder: Path) -> str:
    from ape import accounts

    Desk.hush()
    with connect(f"ethereum:local:{uri}", "TEST::0", interactive=False) as session:
        people = list(accounts.test_accounts[:10])
        stage = NodeStage(session, Console(file=StringIO()))
        story = LiveStory(stage, people[:9], folder)
        story.tell()
        story.go_on(people[9])
        return story.partnership.address


@contextlib.contextmanager
def _node() -> Iterator[str]:
    port = _USUAL_PORT
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            port = 0
    if not port:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
    begins = int(time.time()) - _BEGINS
    chain = ["--chain-id", str(CHAIN), "--hardfork", "prague", "--timestamp", str(begins)]
    people = ["--mnemonic", MNEMONIC, "--accounts", "20"]
    command = [str(_NODE), "--host", "127.0.0.1", "--port", str(port), "--silent", *chain, *people]
    with _process(command) as process:
        for _ in range(400):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                raise PolypactError("anvil ended at once; `./run devnet` shows why")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def _building() -> Iterator[Path]:
    """Has the page built anew whenever its sources change; gives the folder, once the page is there."""
    shutil.rmtree(_BUILT, ignore_errors=True)
    with _process(["node", str(ROOT / "web" / "build.mjs"), "--watch", "--out", str(_BUILT)]) as process:
        while not (_BUILT / LIST).is_file():
            if process.poll() is not None:
                raise PolypactError("the page could not be built; the lines above say why")
            time.sleep(0.05)
        yield _BUILT


def _follow(server: PageServer, site: Path) -> None:
    while True:
        time.sleep(0.3)
        # While it is being written it is not whole: then what was there before is served.
        with contextlib.suppress(PolypactError, OSError):
            files = read_site(site)
            if server.served and files != server.served.files:
                server.served = replace(server.served, files=files)


@contextlib.contextmanager
def _process(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
