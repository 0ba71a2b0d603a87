"""Every request that a page makes, wherever to."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request


@dataclass
class Traffic:
    """What the pages of one context asked for and complained about."""

    urls: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """Errors on the console and errors that no one caught."""
    dialogs: list[str] = field(default_factory=list)
    """What was said by alert, confirm or prompt: a page of ours never does."""

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self._asked)
        context.on("page", self._opened)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:", "about:")):
            self.urls.append(request.url)

    def _opened(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.urls.append(socket.url))
        page.on("dialog", self._dialog)

    def _dialog(self, dialog: object) -> None:
        self.dialogs.append(str(getattr(dialog, "message", "")))
        dialog.dismiss()  # type: ignore[attr-defined]

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    @property
    def origins(self) -> set[str]:
        return {"{0.scheme}://{0.netloc}".format(urlsplit(url)) for url in self.urls}

    def to(self, url: str) -> list[str]:
        return [each for each in self.urls if each.startswith(url.rstrip("/"))]

    def check(self, *allowed: str) -> None:
        """Fails if anything was asked of somebody else than the `allowed` URLs' hosts."""
        others = self.origins - {"{0.scheme}://{0.netloc}".format(urlsplit(url)) for url in allowed}
        assert not others, f"asked {sorted(others)}: {[url for url in self.urls if url.startswith(tuple(others))][:5]}"
