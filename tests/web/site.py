"""The page as `polypact page` serves it, built from its sources once a session; and other pages, served plainly."""

from __future__ import annotations

import json
import subprocess
import threading
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from polypact.page.release import read_site
from polypact.page.server import PageServer, Served
from polypact.page.site_config import SiteConfig
from tests.integration.conftest import ROOT, need_node


def build_page(folder: Path) -> Path:
    """Builds `web/` into a folder of its own, so that what is tested is what stands there."""
    need_node()
    command = ["node", str(ROOT / "web" / "build.mjs"), "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


class PackageSite:
    """The built page by the package's own server, which says of the chain what `config` has."""

    def __init__(self, folder: Path, config: SiteConfig) -> None:
        self._server = PageServer(0)
        self._files = read_site(folder)
        self.tell(config)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def tell(self, config: SiteConfig) -> None:
        """Serves by another configuration from now on."""
        self.config = config
        self._server.served = Served(self._files, config, None, (config.node,), tuple(config.frames))

    @property
    def url(self) -> str:
        return f"{self._server.origin}/"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass
class Site:
    """A folder at `url`; `config` is answered as site-config.json."""

    folder: Path
    config: dict[str, Any] | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        handler = type("Handler", (_Handler,), {"site": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(self.folder)))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path.split("?")[0] != "/site-config.json":
            super().do_GET()
            return
        if self.site.config is None:
            self.send_error(404)
            return
        body = json.dumps(self.site.config).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        for name, value in self.site.headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        pass
