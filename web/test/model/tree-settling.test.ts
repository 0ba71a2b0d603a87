import { decodeFunctionData } from "viem";
import { describe, expect, it } from "vitest";
import { escrowOf } from "../../src/chain/contracts";
import { escrowAbi } from "../../src/generated/abi";
import { PHASE } from "../../src/generated/enums";
import { type Tie, type TreeMember, type TreeOf } from "../../src/model/tree";
import { moveCall, type Payment, plan, planSettling, rounds, type Simulate, stepwise } from "../../src/model/tree-settling";
import { ETHER, type Address, type Hex } from "../../src/types";
import type { Call } from "../../src/wallet";

const address = (number: number): Address => `0x${number.toString(16).padStart(40, "0")}`;
const TOKEN = address(0x7777);

/** The fewest rows and columns that cover all, by trying every set. */
function fewest(payments: readonly Payment[]): number {
  const lines = [...new Set(payments.flatMap((each) => [`a${each.account}`, `t${each.token}`]))];
  for (let size = 0; size <= lines.length; size += 1) {
    for (let set = 0; set < 2 ** lines.length; set += 1) {
      const chosen = lines.filter((_, at) => (set >> at) & 1);
      if (chosen.length === size && payments.every((each) => chosen.includes(`a${each.account}`) || chosen.includes(`t${each.token}`))) return size;
    }
  }
  return 0;
}

describe("the plan of payments", () => {
  // All tables of up to three accounts and three tokens.
  it.each(Array.from({ length: 511 }, (_, n) => n + 1))("pays each once, by as few transactions as there can be (%i)", (cells) => {
    const payments: Payment[] = Array.from({ length: 9 }, (_, at) => at)
      .filter((at) => (cells >> at) & 1)
      .map((at) => ({ escrow: address(1), account: address(10 + (at % 3)), token: address(20 + Math.floor(at / 3)), amount: 1n }));
    const moves = plan(payments);
    expect(moves.flat().toSorted(byPlace)).toEqual(payments.toSorted(byPlace));
    expect(moves.length).toBe(fewest(payments));
    for (const move of moves) expect(new Set(move.map((each) => each.account)).size === 1 || new Set(move.map((each) => each.token)).size === 1).toBe(true);
  });

  it("cuts what one transaction does not take", () => {
    const payments = Array.from({ length: 300 }, (_, at): Payment => ({ escrow: address(1), account: address(1_000 + at), token: ETHER, amount: 1n }));
    expect(plan(payments).map((move) => move.length)).toEqual([128, 128, 44]);
  });

  it("is a claim of one account, or of one token for many", () => {
    const name = (move: readonly Payment[]) => decodeFunctionData({ abi: escrowAbi, data: moveCall(move)?.data ?? "0x" }).functionName;
    const pay = (account: Address, token: Address): Payment => ({ escrow: address(1), account, token, amount: 1n });
    expect(name([pay(address(2), ETHER)])).toBe("claim");
    expect(name([pay(address(2), ETHER), pay(address(2), TOKEN)])).toBe("claim_many");
    expect(name([pay(address(2), ETHER), pay(address(3), ETHER)])).toBe("claim_for");
    expect(moveCall([])).toBeUndefined();
  });
});

function byPlace(a: Payment, b: Payment): number {
  return a.account + a.token < b.account + b.token ? -1 : 1;
}

// --- three partnerships in a row: the lowest pays a fifth to the one above, that one half to the top ---

const [TOP, MIDDLE, LOW] = [address(0x101), address(0x102), address(0x103)];
const SHARES = new Map([[MIDDLE, { to: TOP, bps: 5_000n }], [LOW, { to: MIDDLE, bps: 2_000n }]]);

function member(of: Address, arrived: bigint, phase: number = PHASE.IN_FORCE): TreeMember {
  return { address: of, escrow: escrowOf(of), name: of, phase, partners: 2, units: 100n, tokens: [ETHER], listed: [], treasury: new Map(), arrived: new Map(arrived ? [[ETHER, arrived]] : []) };
}

function tie(project: Address, waiting: bigint): Tie {
  const { to, bps } = SHARES.get(project) ?? { to: TOP, bps: 0n };
  return { project, earner: to, credited: escrowOf(to), kind: "link", shareBps: Number(bps), units: 0n, tag: 1n, ends: 0, noticeDays: 0, waiting: new Map(waiting ? [[ETHER, waiting]] : []) };
}

function treeOf(low: TreeMember, waiting = 0n): TreeOf {
  const members = new Map([member(TOP, 0n), member(MIDDLE, 0n), low].map((each) => [each.address, each]));
  return { asked: TOP, members, ties: [tie(MIDDLE, 0n), tie(LOW, waiting)], tokens: new Map(), now: 1, strangers: [], isCut: false, isPartial: false };
}

/** What these escrows do, worked out beside the page. */
class Ledger {
  readonly arrived: Map<Address, bigint>;
  readonly claims = new Map<Address, bigint>();

  constructor(low: bigint, waiting = 0n) {
    this.arrived = new Map([[escrowOf(LOW), low]]);
    if (waiting) this.claims.set(escrowOf(LOW), waiting);
  }

  readonly simulate: Simulate = (calls: readonly Call[]) => Promise.resolve(this.copy().all(calls));

  private copy(): Ledger {
    const made = new Ledger(0n);
    for (const [escrow, amount] of this.arrived) made.arrived.set(escrow, amount);
    for (const [escrow, amount] of this.claims) made.claims.set(escrow, amount);
    return made;
  }

  private all(calls: readonly Call[]): (Hex | undefined)[] {
    return calls.map((call) => this.one(call));
  }

  private one({ to, data }: Call): Hex | undefined {
    const { functionName } = decodeFunctionData({ abi: escrowAbi, data });
    const number = (amount: bigint): Hex => `0x${amount.toString(16).padStart(64, "0")}`;
    const owner = [...SHARES].find(([project]) => escrowOf(project) === to);
    if (functionName === "undistributed") return number(this.arrived.get(to) ?? 0n);
    if (functionName === "claimable") return number(this.claims.get(to) ?? 0n);
    if (functionName === "distribute") {
      const amount = this.arrived.get(to) ?? 0n;
      if (!amount || !owner) return undefined;
      this.arrived.set(to, 0n);
      this.claims.set(to, (this.claims.get(to) ?? 0n) + (amount * owner[1].bps) / 10_000n);
      return "0x";
    }
    const amount = this.claims.get(to) ?? 0n;
    if (!amount || !owner) return undefined;
    this.claims.set(to, 0n);
    const above = escrowOf(owner[1].to);
    this.arrived.set(above, (this.arrived.get(above) ?? 0n) + amount);
    return number(amount);
  }
}

const named = (steps: readonly { call: Call }[]) => steps.map(({ call }) => [call.to, decodeFunctionData({ abi: escrowAbi, data: call.data }).functionName]);

describe("settling a tree", () => {
  it("goes leaves first, and knows in advance what each gets of what comes from below", async () => {
    const found = await planSettling(treeOf(member(LOW, 1_000n)), new Ledger(1_000n).simulate);
    expect(found.isWhole).toBe(true);
    expect(named(found.steps)).toEqual([
      [escrowOf(LOW), "distribute"],
      [escrowOf(LOW), "claim"],
      [escrowOf(MIDDLE), "distribute"],
      [escrowOf(MIDDLE), "claim"],
    ]);
    expect(found.steps.flatMap((step) => step.payments ?? []).map((payment) => payment.amount)).toEqual([200n, 100n]);
  });

  it("has nothing to do where nothing waits", async () => {
    expect((await planSettling(treeOf(member(LOW, 0n)), new Ledger(0n).simulate)).steps).toEqual([]);
  });

  it("leaves out who is not in force", () => {
    const tree = treeOf(member(LOW, 1_000n, PHASE.FORMING));
    expect(rounds(tree).flat().map((round) => round.member.address)).toEqual([MIDDLE]);
  });

  it("is told step by step by a node that cannot simulate", async () => {
    const cannot: Simulate = () => Promise.resolve(undefined);
    const first = await planSettling(treeOf(member(LOW, 1_000n)), cannot);
    expect(first.isWhole).toBe(false);
    expect(named(first.steps)).toEqual([[escrowOf(LOW), "distribute"]]);
    const second = stepwise(treeOf(member(LOW, 0n), 200n));
    expect(named(second.steps)).toEqual([[escrowOf(LOW), "claim"]]);
  });
});
