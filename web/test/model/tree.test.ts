import { decodeFunctionData, encodeFunctionResult, getAddress, pad, toEventSelector, encodeAbiParameters, type AbiEvent } from "viem";
import { describe, expect, it } from "vitest";
import { escrowOf } from "../../src/chain/contracts";
import { NodeHistory } from "../../src/chain/history";
import { MemoryKeep } from "../../src/chain/keep";
import { escrowAbi, partnershipAbi } from "../../src/generated/abi";
import type { LinkView } from "../../src/generated/views";
import { below, isOver, levels, ordered, tops, type TreeOf } from "../../src/model/tree";
import { readTree } from "../../src/model/tree-reading";
import { ETHER, type Address, type Hex } from "../../src/types";
import { type RecordedChain, RecordedRpc } from "./recorded-chain";
import recorded from "./tree.json";

interface Told {
  readonly asked: Address;
  readonly levels: readonly Address[][];
  readonly tops: readonly Address[];
  readonly strangers: readonly Address[];
  readonly is_cut: boolean;
  readonly members: readonly object[];
  readonly ties: readonly object[];
}

const record = recorded as unknown as RecordedChain & { readonly block: number; readonly time: number; readonly trees: readonly Told[] };
const block = { number: BigInt(record.block), hash: "0x00" as Hex, time: record.time };

/** A tree as the package writes it (tests/unit/tree/page_tree.py). */
function figures(tree: TreeOf) {
  const texts = (amounts: ReadonlyMap<Address, bigint>) => Object.fromEntries([...amounts].map(([token, amount]) => [token, `${amount}`]));
  return {
    asked: tree.asked,
    levels: levels(tree),
    tops: tops(tree),
    strangers: tree.strangers,
    is_cut: tree.isCut,
    members: [...tree.members.values()]
      .map(({ units, treasury, arrived, ...same }) => ({ ...same, units: `${units}`, treasury: texts(treasury), arrived: texts(arrived) }))
      .sort((a, b) => (a.address < b.address ? -1 : 1)),
    ties: tree.ties
      .map((tie) => ({
        project: tie.project,
        earner: tie.earner,
        credited: tie.credited,
        kind: tie.kind,
        share_bps: tie.shareBps,
        units: `${tie.units}`,
        tag: `${tie.tag}`,
        ends: tie.ends,
        notice_days: tie.noticeDays,
        is_over: isOver(tie, tree.now),
        waiting: texts(tie.waiting),
      }))
      .sort((a, b) => compare([a.project, a.kind, a.earner, a.tag], [b.project, b.kind, b.earner, b.tag])),
  };
}

function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, n) => part !== b[n]);
  return at === -1 ? 0 : (a[at] ?? "") < (b[at] ?? "") ? -1 : 1;
}

describe.each(record.trees.map((told) => [told.asked, told] as const))("the tree asked for at %s", (asked, told) => {
  it("is what the package reads", async () => {
    const tree = await readTree({ rpc: new RecordedRpc(record), asked, since: 0, block });
    expect(figures(tree)).toEqual(told);
  });

  it("is the same at a node that looks through ten blocks at once", async () => {
    const rpc = new RecordedRpc(record);
    rpc.maxRange = 10;
    const tree = await readTree({ rpc, asked, since: 0, block, history: new NodeHistory(rpc, new MemoryKeep(), 1) });
    expect(figures(tree)).toEqual(told);
    expect(tree.isPartial).toBe(false);
  });

  it("is told from its own side alone where the node looks through no logs, and says so", async () => {
    const rpc = new RecordedRpc(record);
    rpc.refusesLogs = true;
    const tree = await readTree({ rpc, asked, since: 0, block });
    expect(tree.isPartial).toBe(true);
    expect(tree.members.has(asked)).toBe(true);
  });
});

describe("the order in a picture", () => {
  it("keeps everybody in its level", async () => {
    const tree = await readTree({ rpc: new RecordedRpc(record), asked: record.trees[0]?.asked ?? ETHER, since: 0, block });
    expect(ordered(tree).map((row) => row.toSorted())).toEqual(levels(tree).map((row) => row.toSorted()));
  });
});

// --- one that is made up, as large as one wants it ---

const IMPLEMENTATION = "1234567890123456789012345678901234567890";
const PROXY: Hex = `0x363d3d373d3d3d363d73${IMPLEMENTATION}5af43d82803e903d91602b57fd5bf3`;
const AGREED = toEventSelector(escrowAbi.find((each): each is AbiEvent => each.type === "event" && each.name === "LinkAgreed") as AbiEvent);

interface Made {
  readonly address: Address;
  readonly sponsors: readonly Address[];
}

function addressOf(number: number): Address {
  return getAddress(pad(`0x${(number + 0xabcd).toString(16)}`, { size: 20 }));
}

class MadeUp extends RecordedRpc {
  private readonly byAddress: ReadonlyMap<string, Made>;
  private readonly byEscrow: ReadonlyMap<string, Made>;

  constructor(made: readonly Made[], codes: Record<string, Hex> = {}) {
    const all = made.flatMap((each) => each.sponsors.map((sponsor, at) => ({ each, sponsor, tag: BigInt(at + 1) })));
    super({
      calls: {},
      codes: { ...Object.fromEntries(made.map((each) => [each.address.toLowerCase(), PROXY])), ...codes },
      balances: {},
      logs: all.map(({ each, sponsor, tag }, index) => ({
        address: escrowOf(each.address),
        topics: [AGREED, pad(sponsor, { size: 32 }).toLowerCase() as Hex, pad(`0x${tag.toString(16)}`, { size: 32 })],
        data: encodeAbiParameters([{ type: "address" }, { type: "uint256" }, { type: "uint256" }], [escrowOf(sponsor), 100n, 0n]),
        block: 1,
        index,
        transaction: pad("0x1", { size: 32 }),
      })),
    });
    this.byAddress = new Map(made.map((each) => [each.address.toLowerCase(), each]));
    this.byEscrow = new Map(made.map((each) => [escrowOf(each.address).toLowerCase(), each]));
  }

  protected override call(to: string, data: string): Hex | null {
    const [own, escrow] = [this.byAddress.get(to), this.byEscrow.get(to)];
    const abi = own ? partnershipAbi : escrow ? escrowAbi : undefined;
    if (!abi) return null;
    const { functionName } = decodeFunctionData({ abi, data: data as Hex });
    return encodeFunctionResult({ abi, functionName, result: own ? this.ofPartnership(own, functionName) : this.ofEscrow(escrow as Made, functionName) });
  }

  private ofPartnership(made: Made, view: string): unknown {
    return { partnership_name: `Number ${made.address.slice(-4)}`, phase: 2n, seat_count: 0n, partners: [] }[view];
  }

  private ofEscrow(made: Made, view: string): unknown {
    const links: LinkView[] = made.sponsors.map((sponsor, at) => ({
      sponsor, credited: escrowOf(sponsor), share_bps: 100n, is_agreed: true, tag: BigInt(at + 1), to_escrow: true, ends: 0n, notice_days: 90n, price: 0n, price_token: ETHER,
    }));
    return { partnership: made.address, links, known_tokens: [ETHER], listed_tokens: [], undistributed: 7n, claimable: 5n }[view];
  }
}

describe("a tree that is large", () => {
  // Three levels: one at the top, nine under it, and forty under two of those each, eleven of them under a third one.
  const upper = [addressOf(0)];
  const middle = Array.from({ length: 9 }, (_, n): Made => ({ address: addressOf(100 + n), sponsors: upper }));
  const low = Array.from({ length: 40 }, (_, n): Made => ({
    address: addressOf(200 + n),
    sponsors: [n, n * 5 + 1, n * 7 + 3].slice(0, n < 11 ? 3 : 2).map((at) => middle[at % 9]?.address ?? ETHER),
  }));
  const made = [...upper.map((address): Made => ({ address, sponsors: [] })), ...middle, ...low];
  const links = made.reduce((sum, each) => sum + each.sponsors.length, 0);
  const now = { number: 2n, hash: "0x00" as Hex, time: 1 };

  it.each([0, 5, 40])("of 50 partnerships and 100 links is read in ten requests, from wherever it is asked (%i)", async (at) => {
    const rpc = new MadeUp(made);
    const asked = (made[at] as Made).address;
    const tree = await readTree({ rpc, asked, since: 0, block: now });
    expect(tree.members.size).toBe(50);
    expect(tree.ties.length).toBe(links);
    expect(links).toBe(100);
    expect(rpc.roundTrips).toBeLessThanOrEqual(10);
    expect(levels(tree).map((row) => row.length)).toEqual([1, 9, 40]);
  });

  it("believes no contract whose code is another one, whatever it answers", async () => {
    const liar = (low[0] as Made).address;
    const tree = await readTree({ rpc: new MadeUp(made, { [liar.toLowerCase()]: PROXY.replace(IMPLEMENTATION, "9".repeat(40)) as Hex }), asked: upper[0] as Address, since: 0, block: now });
    expect(tree.members.has(liar)).toBe(false);
    expect(tree.members.size).toBe(49);
    expect(tree.strangers).toContain(liar);
  });

  it("is no tree where the one that is asked for is no partnership", async () => {
    const asked = addressOf(999);
    const tree = await readTree({ rpc: new MadeUp(made), asked, since: 0, block: now });
    expect(tree.members.size).toBe(0);
  });
});

describe("a tree that somebody made to keep the page busy", () => {
  const treeOf = (count: number, pairs: readonly (readonly [number, number])[]): TreeOf => ({
    asked: addressOf(0),
    members: new Map(Array.from({ length: count }, (_, at) => [addressOf(at), { address: addressOf(at) }])) as unknown as TreeOf["members"],
    ties: pairs.map(([project, earner]) => ({
      project: addressOf(project), earner: addressOf(earner), credited: addressOf(earner), kind: "link", shareBps: 1, units: 0n, tag: 0n, ends: 0, noticeDays: 0, waiting: new Map(),
    })),
    tokens: new Map(), now: 1, strangers: [], isCut: false, isPartial: false,
  });

  it("of five hundred that earn of each other by thousands of links is laid out at once", () => {
    const pairs = Array.from({ length: 500 }, (_, at) => Array.from({ length: 32 }, (__, n) => [at, (at + n + 484) % 500] as const)).flat().filter(([a, b]) => a !== b);
    const tree = treeOf(500, pairs);
    const start = performance.now();
    expect(levels(tree).flat().length).toBe(500);
    expect(tops(tree).length).toBeGreaterThan(0);
    expect(ordered(tree).flat().length).toBe(500);
    for (const address of tree.members.keys()) expect(below(tree, address).length).toBe(31);
    expect(performance.now() - start).toBeLessThan(8_000); // half a minute before, for the levels alone
  });

  it("in a circle begins with the smallest circle that nobody stands above", () => {
    // Three in a ring; two in a ring below those; two in a ring apart.
    const rings = [[0, 1], [1, 2], [2, 0], [3, 4], [4, 3], [3, 0], [5, 6], [6, 5]] as const;
    expect(levels(treeOf(7, rings))[0]).toEqual([addressOf(5)]);
  });

  it("of many who say that they are tied to one asks none of them whose code is another one", async () => {
    const asked: string[] = [];
    class Flooded extends MadeUp {
      protected override call(to: string, data: string): Hex | null {
        asked.push(to);
        return super.call(to, data);
      }
    }
    const us: Made = { address: addressOf(0), sponsors: [] };
    const project: Made = { address: addressOf(1), sponsors: [us.address] };
    const strangers = Array.from({ length: 200 }, (_, n): Made => ({ address: addressOf(1_000 + n), sponsors: [us.address] }));
    const ours = (each: Made) => [escrowOf(each.address).toLowerCase(), PROXY] as const;
    const theirs = (each: Made) => [escrowOf(each.address).toLowerCase(), PROXY.replace(IMPLEMENTATION, "9".repeat(40)) as Hex] as const;
    const rpc = new Flooded([us, project, ...strangers], Object.fromEntries([ours(us), ours(project), ...strangers.map(theirs)]));
    const tree = await readTree({ rpc, asked: us.address, since: 0, block: { number: 2n, hash: "0x00", time: 1 } });
    expect([...tree.members.keys()]).toEqual([us.address, project.address]);
    expect(tree.strangers.length).toBe(200);
    const [them] = strangers.map((each) => escrowOf(each.address).toLowerCase());
    expect(asked).not.toContain(them);
  });
});
