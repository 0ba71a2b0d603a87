"""The wallet extension in `extension/` in a browser of its own, and the signer that it asks."""

from __future__ import annotations

import contextlib
import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.web.chromium import launch_options
from tests.web.wallet import Wallet

_SOURCE = Path(__file__).parent / "extension"


@contextlib.contextmanager
def signer(wallet: Wallet) -> Iterator[str]:
    """Answers for `wallet` at the URL that it gives; the extension has asked the person by then."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps(wallet.answer(asked["method"], asked["params"])).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def browser_with_extension(playwright: Playwright, folder: Path, wallet: Wallet) -> Iterator[BrowserContext]:
    """A browser into which the extension is loaded; it lasts as long as the test."""
    extension = folder / "extension"
    shutil.copytree(_SOURCE, extension)
    with signer(wallet) as url:
        (extension / "signer.json").write_text(json.dumps({"url": url}))
        options = launch_options(f"--disable-extensions-except={extension}", f"--load-extension={extension}")
        context = playwright.chromium.launch_persistent_context(
            str(folder / "profile"),
            ignore_default_args=["--disable-extensions"],
            viewport={"width": 1280, "height": 900},
            locale="en-GB",
            timezone_id="Europe/Berlin",
            **options,
        )
        try:
            yield context
        finally:
            context.close()


def decide(context: BrowserContext, window: Page, *, yes: bool) -> None:
    """The person decides in the extension's window, which closes then."""
    window.wait_for_load_state()
    with window.expect_event("close"):
        window.get_by_role("button", name="Confirm" if yes else "Reject").click()
