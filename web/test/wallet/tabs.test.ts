import { describe, expect, it } from "vitest";
import { openTabs } from "../../src/wallet/journal";

function browser(locks: unknown, channel: unknown): Window & typeof globalThis {
  return Object.assign(new EventTarget(), { navigator: { locks }, ...(channel ? { BroadcastChannel: channel } : {}) }) as unknown as Window & typeof globalThis;
}

const refusing = { request: () => Promise.reject(new DOMException("no origin", "SecurityError")) };
const granting = { request: (_: string, run: () => unknown) => Promise.resolve(run()) };

describe("alone", () => {
  it.each([
    ["with locks", granting],
    ["without", undefined],
    ["where they are refused", refusing],
  ])("runs once %s", async (_, locks) => {
    let runs = 0;
    const run = (): Promise<string> => {
      runs += 1;
      return Promise.resolve("done");
    };
    expect(await openTabs(browser(locks, undefined)).alone("x", run)).toBe("done");
    expect(runs).toBe(1);
  });

  it("does not run a second time what failed by itself", async () => {
    let runs = 0;
    const run = (): Promise<never> => {
      runs += 1;
      return Promise.reject(new Error("no"));
    };
    await expect(openTabs(browser(granting, undefined)).alone("x", run)).rejects.toThrow("no");
    expect(runs).toBe(1);
  });
});

it("hears other tabs by the store, also where a channel is refused", () => {
  const within = browser(undefined, function refused() {
    throw new DOMException("no origin", "SecurityError");
  });
  const tabs = openTabs(within);
  let heard = 0;
  const stop = tabs.hear(() => {
    heard += 1;
  });
  tabs.tell();
  within.dispatchEvent(Object.assign(new Event("storage"), { key: "polypact.act.0x1" }));
  within.dispatchEvent(Object.assign(new Event("storage"), { key: "polypact.settings" }));
  within.dispatchEvent(Object.assign(new Event("storage"), { key: null }));
  expect(heard).toBe(2);
  stop();
  within.dispatchEvent(Object.assign(new Event("storage"), { key: null }));
  expect(heard).toBe(2);
});
