import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { hash } from "../../src/app/router";
import { site, type SiteConfig } from "../../src/app/site";
import { connection } from "../../src/app/store";
import { PARTNERSHIP } from "../model/story";

const SERVED: SiteConfig = { chainId: 1337, node: "http://127.0.0.1:9/one", names: {}, partnerships: [], parents: [] };
/** Answers that wait to be given, of the node's address that was asked. */
let waiting: { readonly url: string; readonly give: () => void }[] = [];

beforeEach(() => {
  waiting = [];
  vi.stubGlobal("location", { href: "http://127.0.0.1:4817/#/found", hash: "#/found" });
  vi.stubGlobal("fetch", (url: string, { body }: { body: string }) => {
    const { id, method } = JSON.parse(body) as { id: number; method: string };
    const result = method === "eth_chainId" ? "0x539" : { number: "0x1", hash: "0x00", timestamp: "0x5" };
    return new Promise<Response>((give) => waiting.push({ url, give: () => give(new Response(JSON.stringify({ id, result }))) }));
  });
  site.value = SERVED;
  hash.value = "#/found";
  connection.value = undefined;
});

afterEach(() => {
  vi.unstubAllGlobals();
  site.value = undefined;
  connection.value = undefined;
});

async function answered(): Promise<void> {
  await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0));
  waiting.shift()?.give();
}

it("the node that a founding asks is not that of a partnership that is opened meanwhile", async () => {
  const { reach } = await import("../../src/views/found/state");
  const reached = reach();
  await vi.waitFor(() => expect(waiting.length).toBe(1));
  hash.value = `#/5:${PARTNERSHIP}`; // a link to another chain, before the node has answered
  await answered();
  await reached;
  expect(connection.value).toBeUndefined();
});

it("another node for the same chain is asked from then on", async () => {
  const { block, reach } = await import("../../src/views/found/state");
  for (const url of ["http://127.0.0.1:9/one", "http://127.0.0.1:9/two"]) {
    site.value = { ...SERVED, node: url };
    const reached = reach();
    await answered();
    await answered();
    await reached;
    expect(connection.value?.rpc.url).toBe(url);
    expect(block.value?.time).toBe(5);
  }
});
