"""The page as a company opens it: served by the command, with its node and its names; and `./run web`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import requests

from polypact.page.release import Release
from polypact.page.remote import reader
from tests.integration.conftest import ROOT, Company, Node, free_port, need_node, staffed_company

NAME = "Lock Partnership"
SPEC = """\
name: Lock Partnership
terms:
  file: terms.md
formation_deadline: 14 days
founders:
  - {{account: "{north}", name: Northwind, weight: 60, units: 600, role: [proposer, treasurer]}}
  - {{account: "{east}", name: Eastport, weight: 40, units: 400, role: proposer}}
rules:
  constitutional: {{voting_delay: 1 hour, voting_period: 3 days, execution_delay: 3 days, execution_window: 14 days,
                   quorum: 50%, approval: 50%}}
  ordinary: {{voting_delay: 1 hour, voting_period: 2 days, execution_delay: 12 hours, execution_window: 14 days,
             quorum: 40%, approval: 50%}}
"""
CALL = {"jsonrpc": "2.0", "id": 1, "method": "eth_chainId", "params": []}


@dataclass
class Lock:
    """A partnership that two companies have founded."""

    company: Company
    addresses: dict[str, str]
    partnership: str


@pytest.fixture(scope="module")
def lock(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Lock:
    company, addresses = staffed_company(node, tmp_path_factory.mktemp("lock"), ("north", "east"))
    (company.folder / "lock.yaml").write_text(SPEC.format(**addresses))
    made = company.json("deploy", "lock.yaml", account="north")
    company.json("names", "add", "Test House", "0x1111111111111111111111111111111111111111")
    return Lock(company, addresses, made["partnership"])


@contextmanager
def opened(company: Company, *arguments: str, network: str | None = None) -> Iterator[tuple[dict[str, Any], str]]:
    """What `ape run page` said, and where its page is; it is ended as by Ctrl-C, and must end well."""
    asking = replace(company, network=network or company.network)
    process = asking.start("page", *arguments, "--no-open", "--json", "--port", str(free_port()), account="north")
    try:
        assert process.stdout
        text = ""
        while not text.endswith("}\n"):
            line = process.stdout.readline()
            assert line, process.stderr and process.stderr.read()
            text += line
        told = json.loads(text)
        yield told, told["url"].split("#")[0]
    finally:
        process.send_signal(signal.SIGINT)
        rest, complaints = process.communicate(timeout=20)
    assert (process.returncode, rest, complaints) == (0, "", "")


def test_the_page_is_opened_at_a_partnership_with_its_node_and_names(lock: Lock, node: Node) -> None:
    with opened(lock.company, NAME) as (told, base):
        assert told["url"] == f"{base}#/1337:{lock.partnership}"
        assert (told["node"], told["through_this_server"]) == (node.uri, False)
        release = Release.installed()
        assert told["build"] == release.build
        assert release.differences(reader(base)) == []
        said = requests.get(f"{base}site-config.json", timeout=10).json()
        assert (
            said["asks"] == [node.uri]
            and said["node"] == node.uri
            and said["chainId"] == 1337
            and said["isTest"] is True
        )
        (only,) = said["partnerships"]
        assert (only["address"], only["name"]) == (lock.partnership, NAME)
        assert 0 < only["since"] <= node.web3.eth.block_number
        assert node.web3.eth.get_code(said["ecosystem"]["address"]) != b""
        assert said["names"][lock.addresses["north"]] == "Northwind"
        assert said["names"][lock.partnership] == NAME
        assert said["names"]["0x1111111111111111111111111111111111111111"] == "Test House"
        policy = requests.get(base, timeout=10).headers["Content-Security-Policy"]
        assert f"connect-src 'self' {node.uri};" in policy
        # As the page will: the node takes questions from this very origin.
        asked = requests.post(node.uri, json=CALL, headers={"Origin": base.rstrip("/")}, timeout=10)
        assert asked.json()["result"] == "0x539" and asked.headers["Access-Control-Allow-Origin"] in ("*", base[:-1])
        assert requests.post(f"{base}rpc", json=CALL, headers={"Origin": base[:-1]}, timeout=10).status_code == 404


def test_a_node_whose_address_may_hold_a_key_is_asked_through_the_server(lock: Lock, node: Node) -> None:
    key = "s3cr3t-k3y"
    with opened(lock.company, NAME, network=f"ethereum:local:{node.uri}/?key={key}") as (told, base):
        assert told["through_this_server"] is True and key not in json.dumps(told)
        config = requests.get(f"{base}site-config.json", timeout=10)
        assert config.json()["node"] == "rpc" and config.json()["nodeName"] == node.uri
        page = requests.get(base, timeout=10)
        assert "connect-src 'self';" in page.headers["Content-Security-Policy"]
        assert key not in config.text + page.text + str(page.headers) + str(config.headers)
        asked = requests.post(f"{base}rpc", json=[CALL, CALL], headers={"Origin": base[:-1]}, timeout=10)
        assert [one["result"] for one in asked.json()] == ["0x539", "0x539"]
        forbidden = requests.post(
            f"{base}rpc", json={**CALL, "method": "evm_mine"}, headers={"Origin": base[:-1]}, timeout=10
        )
        assert forbidden.status_code == 400


def test_the_page_of_nobody_in_particular_is_opened(lock: Lock, node: Node) -> None:
    with opened(lock.company, "--proxy", "--frame-by", "https://app.example", "--also", "https://gateway.example") as (
        told,
        base,
    ):
        assert told["url"] == f"{base}#/" and told["partnership"] is None and told["through_this_server"] is True
        headers = requests.get(base, timeout=10).headers
        assert "connect-src 'self' https://gateway.example;" in headers["Content-Security-Policy"]
        assert headers["Content-Security-Policy"].endswith("frame-ancestors https://app.example")
        assert requests.get(f"{base}site-config.json", timeout=10).json()["parents"] == ["https://app.example"]


def test_what_is_no_partnership_is_said_before_anything_is_served(lock: Lock) -> None:
    line = lock.company.fail("page", "nobodys-partnership", "--no-open")
    assert line.startswith("no partnership 'nobodys-partnership' in deployments/1337.json")
    assert lock.company.fail("page", lock.addresses["north"], "--no-open")


def test_run_web_tells_the_story_up_to_now_and_ends_with_its_node(tmp_path: Path) -> None:
    need_node()
    port = free_port()
    command = [sys.executable, "-m", "demo.web", "--no-open", "--port", str(port)]
    environment = {**os.environ, "APE_DATA_FOLDER": str(tmp_path)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        try:
            lines = []
            while not (lines and lines[-1].startswith("Ctrl-C ends")):
                lines.append(process.stdout.readline())
                assert lines[-1], "".join(lines)
            base = f"http://127.0.0.1:{port}/"
            said = requests.get(f"{base}site-config.json", timeout=10).json()
            assert any(line.startswith(f"The partners' page: {base}#/1337:0x") for line in lines)
            assert [each["name"] for each in said["partnerships"]] == ["Harbour Joint Venture", "Quay Crane Project"]
            block = {**CALL, "method": "eth_getBlockByNumber", "params": ["latest", False]}
            newest = requests.post(said["node"], json=block, timeout=10).json()["result"]
            assert abs(int(newest["timestamp"], 16) - time.time()) < 120
        finally:
            process.send_signal(signal.SIGTERM)
        rest = process.stdout.read()
        process.wait(20)
    assert (process.returncode, rest) == (0, "\nThe page and its node have ended.\n")
    with pytest.raises(requests.ConnectionError):
        requests.post(said["node"], json=CALL, timeout=10)
