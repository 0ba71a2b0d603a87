"""`ape run page`: the partners' page, served on this machine; and whether a copy of it is the true one."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from polypact.cli.common import Command, Desk, open_place, shared_options

if TYPE_CHECKING:
    from polypact.page.node_access import NodeAddress
    from polypact.page.server import PageServer

_INSTALLED = "the page of this installation"


def _origins(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> list[str]:
    """Addresses of others, of which only scheme, host and port count."""
    found = []
    for one in given:
        parts = urlsplit(one)
        with contextlib.suppress(ValueError):
            if parts.scheme in ("http", "https") and parts.hostname and not set(parts.netloc) & set("@*;, "):
                found.append(f"{parts.scheme}://{parts.netloc.lower()}")
                continue
        raise click.BadParameter(f"{one!r} is no address like https://example.org")
    return found


@click.command(cls=Command)
@click.argument("partnership", required=False)
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on; else the usual one, or a free one.")
@click.option("--no-open", is_flag=True, help="Open no browser.")
@click.option("--proxy", is_flag=True, help="Have all questions to the node pass through this server.")
@click.option(
    "--also",
    multiple=True,
    metavar="URL",
    callback=_origins,
    help="What the page may ask, too, like a gateway.",
)
@click.option(
    "--frame-by",
    multiple=True,
    metavar="URL",
    callback=_origins,
    help="Who may show it in a frame, like a Safe's page.",
)
@click.option(
    "--verify",
    is_flag=False,
    flag_value=_INSTALLED,
    metavar="[URL|FOLDER]",
    help="Serve nothing: say whether the page there is that of this release. Without either: the installed one.",
)
@shared_options
def cli(
    desk: Desk,
    partnership: str | None,
    port: int | None,
    no_open: bool,
    proxy: bool,
    also: list[str],
    frame_by: list[str],
    verify: str | None,
) -> None:
    """Open the partners' page, at PARTNERSHIP if it is given, served by this machine for this machine.

    It reads the chain by the node of --network and signs with the wallet of your browser. Ctrl-C ends it.
    """
    if verify is not None:
        _verify(desk, verify)
        return

    from polypact.page.node_access import PATH, NodeAddress, Passage
    from polypact.page.release import LIST, Release, read_site
    from polypact.page.server import PageServer, Served
    from polypact.page.site_config import SiteConfig

    files = read_site()
    with PageServer(port) as server:
        with desk.session() as session:
            address = open_place(session, partnership).partnership.address if partnership else None
            node = NodeAddress.of(session.provider)
            chain_id, network = session.chain_id, session.network
        why = _why_through_here(node, server, proxy)
        asked = [*([] if why else [node.origin]), *also]
        config = SiteConfig(chain_id, PATH if why else node.origin, node.origin, network, address, frame_by)
        server.served = Served(files, config, Passage(node) if why else None, asked, frame_by)
        url = f"{server.origin}/#/" + (f"{chain_id}:{address}" if address else "")
        build = Release.read(files[LIST], LIST).build
        data: dict[str, Any] = {
            "url": url,
            "chain_id": chain_id,
            "partnership": address,
            "node": node.origin,
            "through_this_server": bool(why),
            "build": build,
        }
        asks = f"through this server, because {why}" if why else "asked by the page itself"
        lines = [
            f"The partners' page: {url}",
            f"  node   {node.origin} (chain {chain_id}), {asks}",
            f"  build  {build}",
            "Ctrl-C ends it.",
        ]
        desk.result(data, "\n".join(lines))
        sys.stdout.flush()
        if not no_open and not _open(url):
            desk.say("No browser could be opened from here; open the address yourself.")
        server.serve_until_stopped()


def _why_through_here(node: NodeAddress, server: PageServer, wanted: bool) -> str | None:
    """Why the page does not ask the node by itself; `None` where it does."""
    if wanted:
        return "--proxy says so"
    if node.is_secret:
        return "its address or what is sent along may hold a key, which the page is not told"
    if not node.is_within_policy:
        return "a page may ask by plain http only on this machine"
    if not node.takes_pages(server.origin):
        return "the node takes no questions from pages"
    return None


def _open(url: str) -> bool:
    """Opens a browser with windows; one inside the terminal would be in the way."""
    import os
    import webbrowser

    if sys.platform.startswith("linux") and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))):
        return False
    with contextlib.suppress(webbrowser.Error):
        return webbrowser.open(url)
    return False


def _verify(desk: Desk, where: str) -> None:
    from polypact.page.release import (
        LIST,
        SETTINGS,
        SITE,
        Release,
        compare_folder,
        folder_reader,
        settings_words,
        told,
    )
    from polypact.page.remote import base_of, reader
    from polypact.text.errors import PolypactError

    release = Release.installed()
    folder = SITE if where == _INSTALLED else Path(where)
    if where.startswith(("http://", "https://")):
        get = reader(base_of(where))
        listed = get(LIST)
        differences = release.differences(get) if listed else []
    elif folder.is_dir():
        get = folder_reader(folder)
        listed = get(LIST)
        differences = compare_folder(release, folder) if listed else []
    else:
        raise PolypactError(f"{where} is neither a folder nor an address that begins with https:// or http://")
    if listed is None:
        raise PolypactError(f"there is no page at {where}: it has no {LIST}")
    other = None
    with contextlib.suppress(PolypactError):
        other = Release.read(listed, where).build
    line = told(where, release, differences)
    if other and other != release.build:
        line += f"; it says that it is build {other}"
    settings = get(SETTINGS)
    if settings is not None:
        line += f"; besides, its host has it believe: {settings_words(settings)}"
    data = {
        "same": not differences,
        "build": release.build,
        "its_build": other,
        "differences": differences,
        "settings": None if settings is None else settings.decode(errors="backslashreplace"),
    }
    desk.result(data, line)
    if differences:
        click.get_current_context().exit(1)
