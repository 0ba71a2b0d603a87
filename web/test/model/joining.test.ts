import { expect, it } from "vitest";
import { escrowOf } from "../../src/chain/contracts";
import { MemoryKeep } from "../../src/chain/keep";
import { NodeHistory } from "../../src/chain/history";
import type { Rpc } from "../../src/chain/rpc";
import { KINDS, draft, linked } from "../../src/model/drafts/kinds";
import type { Around } from "../../src/model/drafts/fields";
import { joiningOf, toText } from "../../src/model/joining";
import { ETHER, type Address, type Hex, type Token } from "../../src/types";
import { RecordedRpc } from "./recorded-chain";
import { EASTPORT, NORTHWIND, OUTSIDER, PARTNERSHIP } from "./story";

const BLOCK = { number: 2n, hash: "0x00" as Hex, time: 1 };
const around: Around = { partnership: PARTNERSHIP, escrow: EASTPORT, tokens: new Map<Address, Token>([[ETHER, { address: ETHER, symbol: "ETH", decimals: 18, isEther: true, isListed: false }]]), now: 1, named: () => undefined };

/** A contract that stands at an address and would answer everything. */
function joining(codes: Record<string, Hex>, wrong?: Error) {
  const rpc = new RecordedRpc({ calls: {}, codes, balances: {}, logs: [] });
  const asked: Rpc = wrong ? { host: "node", request: () => Promise.reject(wrong), batch: () => Promise.reject(wrong) } : rpc;
  return joiningOf({ rpc: asked, history: new NodeHistory(asked, new MemoryKeep(), 1) }, OUTSIDER, PARTNERSHIP, 0, BLOCK);
}

const problem = (part: string) => {
  const drafted = draft(KINDS.join ?? never(), { project: OUTSIDER, part }, around);
  return drafted.ok ? drafted.actions : drafted.problems.get("project")?.kind;
};

function never(): never {
  throw new Error("no such form");
}

it("nobody takes part in what is no partnership as this page knows them, whatever it asks for", async () => {
  const proxy: Hex = `0x363d3d373d3d3d363d73${"12".repeat(20)}5af43d82803e903d91602b57fd5bf3`;
  const stranger = await joining({ [OUTSIDER.toLowerCase()]: proxy, [escrowOf(OUTSIDER).toLowerCase()]: proxy, [`0x${"12".repeat(20)}`]: "0x60" });
  expect(stranger).toEqual({ project: OUTSIDER, name: "", actions: [], trouble: "stranger" });
  expect(problem(toText(stranger))).toBe("stranger");
  expect(await joining({ [OUTSIDER.toLowerCase()]: "0x60" })).toMatchObject({ trouble: "stranger" });
});

it("there is nothing to do where nobody is, and what a node does not tell is not called nothing", async () => {
  expect(problem(toText(await joining({})))).toBe("nothing");
  expect(problem(toText(await joining({}, new Error("down"))))).toBe("unread");
});

it("no link says what a form does not show", () => {
  const said = [["project", OUTSIDER], ["part", "{}"], ["capital", "0x00"], ["notice", "7"], ["__proto__", "x"]] as const;
  expect(linked(KINDS.join, said)).toEqual({ project: OUTSIDER });
  expect(linked(KINDS.amend_terms, said)).toEqual({ notice: "7" });
  expect(linked(undefined, said)).toEqual({});
});

it("a sum for which only a token was chosen is none", () => {
  const values = { to: NORTHWIND, token: EASTPORT, keep: `|${ETHER}` };
  for (const [kind, made] of Object.entries(KINDS)) {
    for (const { name } of made.fields.filter((spec) => spec.kind === "sum" && spec.optional)) {
      const drafted = draft(made, { ...values, [name]: `|${ETHER}` }, around);
      expect(drafted.ok || drafted.problems.get(name), kind).not.toEqual({ kind: "missing" });
    }
  }
});

it("waits until that project was read, and is what there is to do in it", () => {
  expect(problem("")).toBe("reading");
  expect(problem(toText({ project: NORTHWIND, name: "", actions: [] }))).toBe("reading");
  const actions = [{ target: OUTSIDER, value: 3n, data: "0x01" }] as const;
  expect(problem(toText({ project: OUTSIDER, name: "", actions }))).toEqual(actions);
});
