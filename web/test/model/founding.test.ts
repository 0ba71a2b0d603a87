import { describe, expect, it } from "vitest";
import type { Rule } from "../../src/generated/views";
import { blockingOf } from "../../src/model/founding/blocking";
import { configOf, shownDeal } from "../../src/model/founding/config";
import { type Draft, draftFrom, draftText, newDraft, onChain, PRESETS, tokensOfSums } from "../../src/model/founding/draft";
import { findings, readRules, showPath, stepOf } from "../../src/model/founding/findings";
import { readLaunch } from "../../src/model/founding/launch";
import { newMatter, OWN, OWN_ESCROW, RESERVABLE, unpackedMatters } from "../../src/model/founding/reserved";
import { ruleOf } from "../../src/model/founding/rules";
import type { Rpc } from "../../src/chain/rpc";
import { ETHER } from "../../src/types";
import { EASTPORT, HASH, NORTHWIND, OUTSIDER as OTHER } from "./story";

const draft: Draft = {
  ...newDraft(),
  name: "Harbour",
  founders: [
    { account: NORTHWIND, name: "Northwind", weight: "60", units: "60", role: ["proposer"] },
    { account: EASTPORT, name: "Eastport", weight: "40", units: "40", role: [] },
  ],
  terms: { file: "terms.md", hash: HASH, uri: "" },
};

function ruleOfPreset(name: keyof typeof PRESETS, key: "constitutional" | "recovery" | "ordinary"): Rule {
  const read = readRules({ ...draft, rules: PRESETS[name] })[key];
  if (!read) throw new Error(key);
  return ruleOf(read);
}

describe("a draft", () => {
  it("is kept as text, and what is no draft is not taken for one", () => {
    expect(draftFrom(draftText(draft))).toEqual(draft);
    for (const text of [null, "", "{}", "[]", "{", JSON.stringify({ ...draft, founders: [{}] }), JSON.stringify({ ...draft, recoupment: "yes" }), JSON.stringify({ ...draft, rules: { ordinary: {} } })])
      expect(draftFrom(text)).toBeUndefined();
  });

  it("of a former page, which had no place for what is reserved, is kept", () => {
    const { reserved, ...former } = draft;
    expect(draftFrom(JSON.stringify(former))).toEqual({ ...draft, reserved });
    expect(draftFrom(JSON.stringify({ ...draft, reserved: [{ what: "admission" }] }))).toBeUndefined();
  });

  it("that is new lacks only what nobody can know", () => {
    const found = findings(newDraft(), 1n).map(({ path }) => showPath(path));
    expect(found).toEqual(["name", "terms", ...[0, 1].flatMap((at) => ["account", "name", "weight", "units"].map((field) => `founders[${at}].${field}`))]);
  });

  it("says in which step what is wrong is", () => {
    const paths = [["name"], ["founders"], ["founders", 1], ["founders", 1, "units"], ["founders", 1, "contributes", "amount"], ["rules", "ordinary", "quorum"], ["reserved_matters", 0, "days"], ["deal", "notice"], ["terms"], ["formation_deadline"], ["ecosystem"]];
    expect(paths.map((path) => stepOf({ path, message: "" }))).toEqual(["who", "who", "shares", "shares", "money", "deciding", "deciding", "money", "terms", "terms", "check"]);
  });

  it("that goes to another chain takes no address along that is another contract's there", () => {
    const token = OTHER;
    const founders = [{ ...draft.founders[0], contributes: { token, amount: "5" } }, { ...draft.founders[1], contributes: { token: "ether", amount: "7" } }] as Draft["founders"];
    const written: Draft = { ...draft, chainId: 1, ecosystem: OTHER, tokens: [token], capital: [{ token, money: "5", in_kind: "" }, { token: "ether", money: "7", in_kind: "" }], founders };
    expect(tokensOfSums(written)).toEqual([token]);
    const there = onChain(written, 10, EASTPORT);
    expect(draftText(there)).not.toContain(token);
    expect(there).toMatchObject({ chainId: 10, ecosystem: EASTPORT, name: written.name, capital: [{ token: "ether", money: "7" }] });
    expect(there.founders[1]).toEqual(founders[1]);
    expect(draftFrom(draftText(written))).toEqual(written);
    expect(draftFrom(JSON.stringify({ ...written, chainId: "1" }))).toBeUndefined();
  });

  it("is told what the chain would refuse, too", () => {
    const at = (some: Partial<Draft>) => findings({ ...draft, ...some }, 1n).filter(({ isChains }) => isChains).map(({ path }) => showPath(path));
    expect(at({ deal: { ...draft.deal, units_ceiling: "99", weight_ceiling: "100" } })).toEqual(["deal.units_ceiling"]);
    expect(at({ reserve: "10%", deal: { ...draft.deal, reserve_ceiling: "9%" } })).toEqual(["reserve"]);
    expect(at({ bound: "15 days" })).toEqual(["founders_bound"]);
    expect(at({ bound: "14 days" })).toEqual([]);
    expect(at({ capital: [{ token: "ether", money: "1", in_kind: "" }, { token: "ether", money: "2", in_kind: "" }] })).toEqual(["deal.capital.ether"]);
  });

  it("makes a config once nothing is wrong, with the ceilings that the chain fills in", () => {
    expect(() => configOf(newDraft(), 1n)).toThrow("findings");
    const config = configOf({ ...draft, reserve: "5%" }, 1_000n);
    expect(config.formation_deadline).toBe(1_000n + 14n * 86_400n);
    expect(config.deal.max_reserve_bps).toBe(625n);
    expect(shownDeal(config)).toMatchObject({ max_units: 125n, max_weight: 125n });
  });
});

describe("what is reserved with the founding", () => {
  const matter = { what: "admission", holder: NORTHWIND, days: "10", notice: "" };
  const chains = (...reserved: Draft["reserved"]) => findings({ ...draft, reserved }, 1n).map(({ path, isChains }) => [showPath(path), isChains]);

  it("can be read from what the wallet is asked to send", () => {
    const reserved = [matter, { what: "change of the reserve", holder: EASTPORT, days: "1 week", notice: "0" }, { what: "payments", holder: EASTPORT, days: "3", notice: "365" }];
    const { calls } = configOf({ ...draft, tokens: [OTHER], reserved }, 1_000n);
    const found = unpackedMatters(calls).map(({ target, holder, days, notice_days }) => [target, holder, days, notice_days]);
    expect(found).toEqual([
      [OWN, NORTHWIND, 10n, 90n],
      [OWN_ESCROW, EASTPORT, 7n, 0n],
      [ETHER, EASTPORT, 3n, 365n],
      [OTHER, EASTPORT, 3n, 365n],
    ]);
    expect(unpackedMatters(configOf(draft, 1_000n).calls)).toEqual([]);
  });

  it("is about no token that stands for the partnership itself", () => {
    for (const token of [OWN, OWN_ESCROW]) {
      const found = findings({ ...draft, tokens: [OTHER, token.toLowerCase()], reserved: [{ ...matter, what: "payments", days: "3" }] }, 1n);
      expect(found.map(({ path, isChains }) => [showPath(path), isChains])).toEqual([["tokens[1]", true]]);
    }
  });

  it("begins with what the ways of deciding to begin with have time for", () => {
    for (const what of RESERVABLE)
      for (const rules of Object.values(PRESETS)) expect(findings({ ...draft, rules, reserved: [{ ...newMatter(), what, holder: NORTHWIND }] }, 1n)).toEqual([]);
  });

  it("is to founders, to each once", () => {
    expect(chains(matter, { ...matter, holder: EASTPORT.toLowerCase() })).toEqual([]);
    expect(chains({ ...matter, what: "the moon" })).toEqual([["reserved_matters[0].what", true]]);
    expect(chains({ ...matter, holder: OTHER })).toEqual([["reserved_matters[0].holder", true]]);
    expect(chains(matter, { ...matter, days: "5" })).toEqual([["reserved_matters[1]", true]]);
    expect(chains({ ...matter, what: "change of terms" }, { ...matter, what: "change of business" })).toEqual([["reserved_matters[1]", true]]);
  });
});

describe("who can keep a class from deciding", () => {
  it("is told before it is founded", () => {
    expect(blockingOf([60n, 40n], 0, ruleOfPreset("balanced", "constitutional"))).toEqual({ silent: [0], against: [1] });
    expect(blockingOf([40n, 35n, 25n], 0, ruleOfPreset("balanced", "constitutional"))).toEqual({ silent: [], against: [0, 1] });
    expect(blockingOf([1n, 1n], 0, ruleOfPreset("together", "constitutional"))).toEqual({ silent: [0, 1], against: [] });
    expect(blockingOf([1n, 1n], 4, ruleOfPreset("together", "recovery"))).toEqual({ silent: [], against: [] });
    expect(blockingOf([1n, 1n, 1n], 8, ruleOfPreset("simple", "ordinary"))).toEqual({ silent: [], against: [] });
    expect(blockingOf([1n], 0, ruleOfPreset("together", "constitutional"))).toEqual({ silent: [], against: [] });
  });
});

describe("an ecosystem", () => {
  const config = configOf(draft, 1_000n);
  const launch = async (code: string) => {
    const asked: string[] = [];
    const rpc: Rpc = {
      host: "node",
      request: () => Promise.reject(new Error("asked alone")),
      batch: (requests) => {
        asked.push(...requests.map(({ method }) => method));
        return Promise.resolve(requests.map(() => ({ ok: true, result: code })));
      },
    };
    return { found: await readLaunch(rpc, OTHER, NORTHWIND, config, HASH), asked };
  };

  it("that is another's is asked for nothing but its code, and believed in nothing", async () => {
    expect(await launch("0x")).toEqual({ found: { ecosystem: "none", isThere: false }, asked: ["eth_getCode"] });
    expect(await launch("0x6001600055")).toEqual({ found: { ecosystem: "other", isThere: false }, asked: ["eth_getCode"] });
  });
});
