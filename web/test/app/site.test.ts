import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { letAsk, readSite, site, type SiteConfig } from "../../src/app/site";

const SERVED: SiteConfig = { chainId: 1, node: "https://node.example", names: {}, partnerships: [], parents: [], asks: ["https://node.example"] };
const asked: { url: string; origin: unknown }[] = [];
let reloads = 0;
let answer = 200;

beforeEach(() => {
  asked.length = 0;
  reloads = 0;
  answer = 200;
  vi.stubGlobal("location", { href: "http://127.0.0.1:4817/#/", origin: "http://127.0.0.1:4817", reload: () => (reloads += 1) });
  vi.stubGlobal("fetch", (url: string, { body }: { body: string }) => {
    asked.push({ url, origin: (JSON.parse(body) as { origin: unknown }).origin });
    return Promise.resolve(new Response("{}", { status: answer }));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  site.value = undefined;
});

test("the page's own server is asked to let another node be asked, and the page begins anew", async () => {
  site.value = SERVED;
  await letAsk(["https://other.example/v3/key", "https://other.example/again", "https://node.example/x"]);
  expect(asked).toEqual([{ url: "may-ask", origin: "https://other.example" }]);
  expect(reloads).toBe(1);
});

test("nothing is asked for what may be asked already, nor on a static host", async () => {
  site.value = SERVED;
  await letAsk(["https://node.example", "rpc"]);
  const { asks: _, ...without } = SERVED;
  site.value = without;
  await letAsk(["https://other.example"]);
  expect(asked).toEqual([]);
  expect(reloads).toBe(0);
});

test("a server that refuses has nothing begin anew", async () => {
  site.value = SERVED;
  answer = 400;
  await letAsk(["https://other.example"]);
  expect(asked).toHaveLength(1);
  expect(reloads).toBe(0);
});

test("what may be asked is read as it is served", () => {
  expect(readSite({ ...SERVED, asks: ["https://a", 7] })?.asks).toEqual(["https://a"]);
  expect(readSite({ ...SERVED, asks: "x" })?.asks).toBeUndefined();
  expect(readSite({ ...SERVED, nodeName: "https://b" })?.nodeName).toBe("https://b");
});

test("a block to read history from is one, or history is read from the first", () => {
  const since = (said: unknown) => readSite({ chainId: 1, node: "/rpc", partnerships: [{ address: `0x${"11".repeat(20)}`, since: said }] })?.partnerships[0]?.since;
  expect([7, 0, -1, 1.5, 2 ** 60, Number.NaN, "7", null].map(since)).toEqual([7, 0, 0, 0, 0, 0, 0, 0]);
});
