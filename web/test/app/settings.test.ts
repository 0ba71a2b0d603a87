import { describe, expect, it } from "vitest";
import { isNodeUrl, readSettings } from "../../src/app/settings";
import { readSite } from "../../src/app/site";

const HOUSE = "0x2Ea603389941E98fA9A8c4cE01fCc808A5191b8d";

describe("settings", () => {
  it("are taken for nothing but what they are", () => {
    for (const said of [undefined, null, 1, "x", [], { nodes: 1, names: [1], partnerships: {}, theme: "blue", language: "fr" }]) {
      expect(readSettings(said)).toEqual({ nodes: {}, names: {}, partnerships: [], theme: "system", language: "en" });
    }
  });

  it("name accounts by their whole address, however it is written", () => {
    expect(readSettings({ names: { [HOUSE.toLowerCase()]: " Harbour ", "0x12": "no", "": "no" } }).names).toEqual({ [HOUSE]: "Harbour" });
  });

  it("have nodes that a browser may ask", () => {
    expect(isNodeUrl("https://node.example/key")).toBe(true);
    expect(isNodeUrl("http://127.0.0.1:8545")).toBe(true);
    for (const url of ["http://node.example", "javascript:alert(1)", "file:///etc/passwd", "", 3, "https://user:secret@node.example", "https://user@node.example", "http://:x@127.0.0.1:8545", "https://127.0.0.1@evil.example"]) expect(isNodeUrl(url)).toBe(false);
  });
});

describe("what the server says", () => {
  it("is taken for nothing but what it is", () => {
    for (const said of [undefined, null, "x", { chainId: "1", node: "x" }, { chainId: 1 }, { chainId: 1, node: "http://" }, { chainId: 1, node: "javascript:alert(1)" }, { chainId: 1, node: "https://[" }, { chainId: 1, node: "https://a:b@node.example" }]) expect(readSite(said)).toBeUndefined();
    const site = readSite({ chainId: 1, node: "rpc", names: { [HOUSE]: "Harbour" }, partnerships: [{ address: HOUSE, name: 3, since: "x" }, 4], parents: [1, "https://app.safe.global"] });
    expect(site).toEqual({ chainId: 1, node: "rpc", names: { [HOUSE]: "Harbour" }, partnerships: [{ address: HOUSE, name: "", since: 0 }], parents: ["https://app.safe.global"] });
  });
});
