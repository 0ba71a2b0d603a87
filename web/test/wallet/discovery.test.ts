import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { discover, isIcon, LEGACY_RDNS, readAnnouncement } from "../../src/wallet/discovery";
import { FakeWallet } from "./fakes";

/** The part of a window that discovery uses. */
function browser(ethereum?: unknown): Window {
  return Object.assign(new EventTarget(), { ethereum }) as unknown as Window;
}

function announce(within: Window, info: unknown, provider: unknown = new FakeWallet()): void {
  within.dispatchEvent(Object.assign(new Event("eip6963:announceProvider"), { detail: { info, provider } }));
}

const INFO = { uuid: "1", rdns: "io.rabby", name: "Rabby", icon: "data:image/png;base64,AAAA" };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("discover", () => {
  it("asks, and lists each wallet once", () => {
    const within = browser();
    const heard: string[] = [];
    within.addEventListener("eip6963:requestProvider", () => heard.push("asked"));
    const found = discover(within, () => "Browser wallet");
    expect(heard).toEqual(["asked"]);
    const wallet = new FakeWallet();
    announce(within, INFO, wallet);
    announce(within, INFO, wallet);
    announce(within, { ...INFO, uuid: "2", rdns: "io.frame", name: "Frame" });
    expect(found.wallets.value.map((one) => one.name)).toEqual(["Rabby", "Frame"]);
    found.stop();
    announce(within, { ...INFO, uuid: "3", rdns: "io.other" });
    expect(found.wallets.value).toHaveLength(2);
  });

  it("says that two wallets go by one name", () => {
    const within = browser();
    const found = discover(within, () => "Browser wallet");
    announce(within, INFO);
    expect(found.wallets.value.map((one) => one.isDoubtful)).toEqual([false]);
    announce(within, { ...INFO, uuid: "2" });
    expect(found.wallets.value.map((one) => one.isDoubtful)).toEqual([true, true]);
  });

  it.each(["Rabby", " rabby", "R\u200Babby", "Ｒabby", "Rabby™"])("says so of %j beside Rabby, whatever it calls its makers", (name) => {
    const within = browser();
    const found = discover(within, () => "Browser wallet");
    announce(within, INFO);
    announce(within, { ...INFO, uuid: "2", rdns: "io.frame", name: "Frame" });
    announce(within, { ...INFO, uuid: "3", rdns: "example.evil", name });
    expect(found.wallets.value.map((one) => one.isDoubtful)).toEqual([true, false, true]);
  });

  it("offers the wallet of old when nobody announced itself", () => {
    const within = browser(new FakeWallet());
    const found = discover(within, () => "Browser wallet");
    expect(found.wallets.value).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(found.wallets.value.map((one) => [one.rdns, one.name])).toEqual([[LEGACY_RDNS, "Browser wallet"]]);
    announce(within, INFO);
    expect(found.wallets.value.map((one) => one.rdns)).toEqual(["io.rabby"]);
  });

  it("does not offer it beside those that did", () => {
    const within = browser(new FakeWallet());
    const found = discover(within, () => "Browser wallet");
    announce(within, INFO);
    vi.advanceTimersByTime(500);
    expect(found.wallets.value.map((one) => one.rdns)).toEqual(["io.rabby"]);
  });

  it("stops listing when a script announces wallets without end", () => {
    const within = browser();
    const found = discover(within, () => "Browser wallet");
    for (let one = 0; one < 100; one += 1) announce(within, { ...INFO, uuid: String(one), rdns: `io.w${one}` });
    expect(found.wallets.value).toHaveLength(24);
  });
});

describe("readAnnouncement", () => {
  const provider = new FakeWallet();

  it.each([
    ["nothing", undefined],
    ["no provider", { info: INFO }],
    ["a provider that cannot be asked", { info: INFO, provider: { request: "x" } }],
    ["no name", { info: { ...INFO, name: 3 }, provider }],
    ["an rdns that is none", { info: { ...INFO, rdns: "<b>" }, provider }],
    ["no uuid", { info: { ...INFO, uuid: "" }, provider }],
    [
      "a getter that throws",
      {
        get info() {
          throw new Error("no");
        },
        provider,
      },
    ],
  ])("gives nothing for %s", (_, detail) => {
    expect(readAnnouncement(detail)).toBeUndefined();
  });

  it("cuts a long name and leaves out an icon that is no image", () => {
    const read = readAnnouncement({ info: { ...INFO, name: "x".repeat(500), icon: "https://evil.example/a.png" }, provider });
    expect(read?.name).toHaveLength(41);
    expect(read).not.toHaveProperty("icon");
  });
});

it.each([
  ["data:image/png;base64,AAAA", true],
  ["data:image/svg+xml,<svg onload=alert(1)>", true],
  ["data:image/webp;base64,AAAA", true],
  ["data:text/html,<script>", false],
  ["javascript:alert(1)", false],
  ["https://evil.example/track.png", false],
  [`data:image/png;base64,${"A".repeat(200_000)}`, false],
  [undefined, false],
])("icon %s: %s", (icon, is) => {
  expect(isIcon(icon)).toBe(is);
});
