import { keccak256, toBytes } from "viem";
import { describe, expect, it } from "vitest";
import { atGateway, isDocument, nameOf, readDocument, sourceOf, utf8 } from "../../src/model/document";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("a document", () => {
  it("has the hash of its bytes, to the byte", () => {
    const read = readDocument(bytes("# Terms\n"), "terms.md");
    expect(read.hash).toBe(keccak256(toBytes("# Terms\n")));
    expect(isDocument(read, keccak256(toBytes("# Terms\n")))).toBe(true);
    expect(isDocument(readDocument(bytes("# Terms\r\n"), "terms.md"), read.hash)).toBe(false);
    expect(isDocument(readDocument(bytes("\ufeff# Terms\n"), "terms.md"), read.hash)).toBe(false);
  });

  it("is taken for Markdown only where that is surely meant", () => {
    expect(readDocument(bytes("*a*"), "terms.MD").form).toBe("markdown");
    expect(readDocument(bytes("\n## Terms\n"), "").form).toBe("markdown");
    expect(readDocument(bytes("# Terms"), "terms.txt").form).toBe("text");
    expect(readDocument(bytes("<h1>Terms</h1>"), "terms.html").form).toBe("text");
    expect(readDocument(bytes("%PDF-1.7\n"), "terms.md").form).toBe("pdf");
  });

  it("that is no UTF-8 is bytes, not text with holes", () => {
    const latin = Uint8Array.of(0x4d, 0xfc, 0x6c, 0x6c);
    expect(utf8(latin)).toBeUndefined();
    expect(readDocument(latin, "terms.md")).toMatchObject({ form: "bytes" });
    expect(readDocument(latin, "terms.md").text).toBeUndefined();
  });
});

describe("where it is published", () => {
  it("is asked for only over https, by the reader's gateway, or not at all", () => {
    expect(sourceOf("https://example.org/a/terms.md?x=1")).toEqual({ kind: "web", url: "https://example.org/a/terms.md?x=1", host: "example.org" });
    expect(sourceOf("ipfs://bafy/terms.md")).toEqual({ kind: "gateway", network: "ipfs", path: "bafy/terms.md" });
    expect(sourceOf("ipfs://ipfs/bafy")).toEqual({ kind: "gateway", network: "ipfs", path: "bafy" });
    expect(sourceOf("ar://abc")).toEqual({ kind: "gateway", network: "ar", path: "abc" });
    expect(sourceOf("http://example.org/")).toEqual({ kind: "none", why: "http" });
    expect(sourceOf("javascript:alert(1)")).toEqual({ kind: "none", why: "scheme" });
    expect(sourceOf("data:text/html,x")).toEqual({ kind: "none", why: "scheme" });
    expect(sourceOf("https://user:secret@example.org/")).toEqual({ kind: "none", why: "broken" });
    expect(sourceOf("ipfs://a?b=<script>")).toEqual({ kind: "none", why: "broken" });
    expect(sourceOf("terms.md")).toEqual({ kind: "none", why: "broken" });
    expect(sourceOf(" ")).toEqual({ kind: "none", why: "empty" });
  });

  it("is looked for at the gateway that was named, whatever way it was written", () => {
    const source = sourceOf("ipfs://bafy/terms.md");
    if (source.kind !== "gateway") throw new Error(source.kind);
    expect(atGateway(source, "ipfs.example.org")).toEqual({ url: "https://ipfs.example.org/ipfs/bafy/terms.md", host: "ipfs.example.org" });
    expect(atGateway(source, "https://ipfs.example.org/ipfs/")?.url).toBe("https://ipfs.example.org/ipfs/bafy/terms.md");
    expect(atGateway(source, "http://127.0.0.1:8080")?.url).toBe("http://127.0.0.1:8080/ipfs/bafy/terms.md");
    expect(atGateway(source, "http://gateway.example.org")).toBeUndefined();
    expect(atGateway(source, "https://me@gateway.example.org")).toBeUndefined();
    const arweave = sourceOf("ar://abc");
    if (arweave.kind !== "gateway") throw new Error(arweave.kind);
    expect(atGateway(arweave, "arweave.example")?.url).toBe("https://arweave.example/abc");
  });

  it("gives the file a name", () => {
    expect(nameOf("https://example.org/a/our%20terms.md?v=2#x")).toBe("our terms.md");
    expect(nameOf("ipfs://bafy/%zz.md")).toBe("%zz.md");
  });
});
