/**
 * What a proposal's actions would do if they ran now: tried on the node, nothing is sent.
 *
 * Where the node has `eth_simulateV1` the actions run one after the other, each on what the ones before it left; balances that
 * change, and the roster afterwards, come back. Otherwise each action is called alone on the present state.
 */

import { decodeFunctionResult, encodeFunctionData, getAddress } from "viem";
import { Batch, toHex } from "../chain/batch";
import { RefusedError } from "../chain/errors";
import { type ChainEvent, decoder } from "../chain/events";
import type { Rpc } from "../chain/rpc";
import { erc20Abi, escrowAbi, partnershipAbi } from "../generated/abi";
import { ETHER, type Action, type Address, type Hex } from "../types";
import { readRefusal, type Refusal as ChainRefusal } from "../wallet/refusals";

/** Why an action would fail: for what the chain says, or because there is nothing to do it with. */
export type Refusal = ChainRefusal | { readonly kind: "noEther" } | { readonly kind: "noCode" };

export interface Step {
  readonly action: Action;
  /** None where it would succeed. */
  readonly refusal?: Refusal;
  readonly events: readonly ChainEvent[];
}

/** How much more (or less, below 0) of a token an account would have, in the token's smallest unit. */
export interface Change {
  readonly account: Address;
  readonly token: Address;
  readonly amount: bigint;
}

/** What partners would have, by account; who is invited counts once it has joined. */
export interface Shares {
  readonly weight: bigint;
  readonly units: bigint;
  readonly status: number;
  readonly isLapsed: boolean;
}

export interface Simulation {
  readonly block: bigint;
  readonly steps: readonly Step[];
  readonly changes: readonly Change[];
  /** There may be others: the node could not tell what everybody has afterwards. */
  readonly areChangesUnknown?: true;
  /** The roster afterwards; none where nothing about it is decided, or the node cannot say. */
  readonly roster?: ReadonlyMap<Address, Shares>;
  /** Each action ran on what the ones before it left; otherwise each on the present state. */
  readonly isCumulative: boolean;
}

export interface House {
  readonly partnership: Address;
  readonly escrow: Address;
  readonly seats: number;
  readonly block: bigint;
}

/** An address that nobody has, where a simulation puts code that tells ether balances. */
const TELLER: Address = "0x00000000000000000000000000000000BA1A9CE5";
/** The balance of the address that is asked for. */
const TELLER_CODE = "0x5f35315f5260205ff3";
const PAGE = 100;
/** Holdings whose change is worked out; somebody's token can cry out as many transfers as it likes. */
const MOST_HOLDINGS = 200;

interface Answer {
  readonly status: string;
  readonly returnData?: string;
  readonly error?: { readonly message?: string; readonly data?: string };
  readonly logs?: readonly { readonly address: string; readonly topics: readonly Hex[]; readonly data: Hex }[];
}

type Answers = readonly Answer[] | "tooDear" | "unable";

interface Call {
  readonly to: Address;
  readonly input: Hex;
  readonly from?: Address;
  readonly value?: Hex;
}

/** Tries actions as the partnership on the state of one block. */
export async function simulate(rpc: Rpc, house: House, actions: readonly Action[]): Promise<Simulation> {
  const found = new Map<number, Step>();
  const tried = actions.map((action, number) => ({ action, number }));
  let answers = await run(rpc, house, callsOf(house, tried));
  while (answers === "tooDear") {
    // The node refuses them all together; the first that cannot be paid for is found, and the others go on without it.
    let count = 1;
    while (count < tried.length && (await run(rpc, house, callsOf(house, tried.slice(0, count)))) !== "tooDear") count += 1;
    const [dear] = tried.splice(count - 1, 1);
    if (dear) found.set(dear.number, { action: dear.action, refusal: { kind: "noEther" }, events: [] });
    answers = tried.length > 0 ? await run(rpc, house, callsOf(house, tried)) : [];
  }
  if (answers === "unable") {
    const steps = await Promise.all(actions.map((action) => alone(rpc, house, action)));
    return { block: house.block, steps, changes: [], areChangesUnknown: true, isCumulative: false };
  }
  const codes = await codesOf(rpc, house, tried.map((one) => one.action.target));
  for (const [at, { action, number }] of tried.entries()) {
    const answer = answers[at];
    if (answer) found.set(number, stepOf(action, answer, codes.get(action.target) ?? "0x"));
  }
  const steps = actions.map((action, number) => found.get(number) ?? { action, refusal: { kind: "silent" }, events: [] } satisfies Step);
  const after = await afterwards(rpc, house, callsOf(house, tried), touched(house, steps), isAboutPartners(house, actions));
  return { block: house.block, steps, ...after, isCumulative: true };
}

export function succeeds(simulation: Simulation): boolean {
  return simulation.steps.every((step) => step.refusal === undefined);
}

/** The reason a contract gave, for what depends on which it is. */
export function reasonOf(step: Step): string | undefined {
  return step.refusal?.kind === "reason" ? step.refusal.reason : undefined;
}

function callsOf(house: House, tried: readonly { readonly action: Action }[]): Call[] {
  return tried.map(({ action }) => ({
    from: house.partnership,
    to: action.target,
    value: toHex(action.value),
    input: action.data,
  }));
}

async function run(rpc: Rpc, house: House, calls: readonly Call[]): Promise<Answers> {
  const state = { blockStateCalls: [{ calls, stateOverrides: { [TELLER]: { code: TELLER_CODE } } }] };
  const [answer] = await rpc.batch([{ method: "eth_simulateV1", params: [state, toHex(house.block)] }]);
  if (!answer || !answer.ok) return /insufficient funds/i.test(answer?.error.message ?? "") ? "tooDear" : "unable";
  const [first] = Array.isArray(answer.result) ? (answer.result as { calls?: Answer[] }[]) : [];
  return first?.calls?.length === calls.length ? first.calls : "unable";
}

function stepOf(action: Action, answer: Answer, code: Hex): Step {
  if (Number(answer.status) !== 1) {
    const said = [answer.error?.data, answer.returnData].find((data) => data !== undefined && data !== "0x");
    return { action, refusal: refusalOf(said, answer.error?.message), events: [] };
  }
  if (action.data !== "0x" && code === "0x") return { action, refusal: { kind: "noCode" }, events: [] };
  return { action, events: (answer.logs ?? []).flatMap(eventOf) };
}

/** What a contract refused with, or a node said. */
export function refusalOf(data: string | undefined, message = ""): Refusal {
  if (data !== undefined && data.length >= 10) return readRefusal(data.toLowerCase() as Hex);
  const spoken = /reverted(?:: revert)?: (.+)$/is.exec(message)?.[1]?.trim();
  return spoken !== undefined && !spoken.startsWith("0x") ? { kind: "reason", reason: spoken } : { kind: "silent" };
}

const decodePartnership = decoder(partnershipAbi);
const decodeEscrow = decoder(escrowAbi);
const decodeToken = decoder(erc20Abi);

function eventOf(log: { readonly address: string; readonly topics: readonly Hex[]; readonly data: Hex }): ChainEvent[] {
  const raw = { ...log, address: getAddress(log.address), block: 0, blockHash: "0x" as const, index: 0, transaction: "0x" as const };
  // A stranger's contract logs what it likes.
  const event = decodePartnership(raw) ?? decodeEscrow(raw) ?? decodeToken(raw);
  return event ? [event] : [];
}

type Holding = readonly [account: Address, token: Address];

/** Whose balances of which tokens may change, as the partnership's first. */
function touched(house: House, steps: readonly Step[]): Holding[] {
  const found = new Map<string, Holding>();
  const add = (account: unknown, token: Address): void => {
    if (typeof account !== "string" || account === ETHER) return;
    found.set(`${account}:${token}`, [account as Address, token]);
  };
  for (const account of [house.partnership, house.escrow]) add(account, ETHER);
  for (const { action, events } of steps) {
    if (action.value > 0n) add(action.target, ETHER);
    for (const { name, address, args } of events) {
      const isOurs = address === house.partnership || address === house.escrow;
      if (name === "Transfer" && !isOurs) for (const side of [args.from, args.to]) add(side, address);
      if (isOurs) for (const side of ["partner", "to", "beneficiary"]) add(args[side], ETHER);
    }
  }
  return [...found.values()];
}

/** Balances before and after the actions, and the roster after them. */
async function afterwards(
  rpc: Rpc,
  house: House,
  calls: readonly Call[],
  holdings: readonly Holding[],
  asksRoster: boolean,
): Promise<Pick<Simulation, "changes" | "roster" | "areChangesUnknown">> {
  const ours = holdings.filter(([account]) => account === house.partnership || account === house.escrow);
  const chosen = [...ours, ...holdings.filter((each) => !ours.includes(each))].slice(0, MOST_HOLDINGS);
  const cut = chosen.length < holdings.length ? { areChangesUnknown: true as const } : {};
  const reads = chosen.map(([account, token]) => readBalance(account, token));
  const pages = asksRoster ? Array.from({ length: Math.ceil((house.seats + calls.length) / PAGE) }, (_, page) => readRoster(house, page)) : [];
  const answers = await run(rpc, house, [...reads, ...calls, ...reads, ...pages]);
  if (answers === "tooDear" || answers === "unable") return { changes: [], areChangesUnknown: true };
  const last = reads.length + calls.length;
  const changes = chosen.flatMap(([account, token], at): Change[] => {
    const [before, after] = [numberIn(answers[at]), numberIn(answers[last + at])];
    return before === undefined || after === undefined || before === after ? [] : [{ account, token, amount: after - before }];
  });
  const roster = asksRoster ? rosterIn(answers.slice(last + reads.length)) : undefined;
  return { changes, ...(roster ? { roster } : {}), ...cut };
}

function readBalance(account: Address, token: Address): Call {
  if (token === ETHER) return { to: TELLER, input: `0x${account.slice(2).toLowerCase().padStart(64, "0")}` };
  return { to: token, input: encodeFunctionData({ abi: erc20Abi, functionName: "balanceOf", args: [account] }) };
}

function readRoster(house: House, page: number): Call {
  const args = [BigInt(page * PAGE), BigInt(PAGE)];
  return { to: house.partnership, input: encodeFunctionData({ abi: partnershipAbi, functionName: "partners", args }) };
}

function rosterIn(answers: readonly Answer[]): ReadonlyMap<Address, Shares> | undefined {
  const found = new Map<Address, Shares>();
  try {
    for (const { returnData } of answers) {
      const data = (returnData ?? "0x") as Hex;
      const page = decodeFunctionResult({ abi: partnershipAbi, functionName: "partners", data }) as readonly {
        readonly account: Address;
        readonly weight: bigint;
        readonly units: bigint;
        readonly status: bigint;
        readonly is_lapsed: boolean;
      }[];
      for (const { account, weight, units, status, is_lapsed } of page) {
        found.set(account, { weight, units, status: Number(status), isLapsed: is_lapsed });
      }
    }
  } catch {
    return undefined;
  }
  return found;
}

function numberIn(answer: Answer | undefined): bigint | undefined {
  if (!answer || Number(answer.status) !== 1) return undefined;
  const word = (answer.returnData ?? "0x").slice(2, 66);
  return word.length === 64 ? BigInt(`0x${word}`) : undefined;
}

/** Whether an action may change who is a partner with what. */
function isAboutPartners(house: House, actions: readonly Action[]): boolean {
  return actions.some(({ target, data }) => getAddress(target) === house.partnership && data !== "0x");
}

async function codesOf(rpc: Rpc, house: House, targets: readonly Address[]): Promise<ReadonlyMap<Address, Hex>> {
  const batch = new Batch(rpc, house.block);
  const unique = [...new Set(targets)];
  const asked = unique.map((target) => batch.code(target));
  await batch.run();
  const codes = await Promise.all(asked);
  return new Map(unique.map((target, at) => [target, codes[at] ?? "0x"]));
}

async function alone(rpc: Rpc, house: House, action: Action): Promise<Step> {
  const batch = new Batch(rpc, house.block);
  const code = batch.code(action.target);
  const balance = batch.balance(house.partnership);
  const request = { from: house.partnership, to: action.target, value: toHex(action.value), data: action.data };
  const outcome = batch.ask("eth_call", [request, toHex(house.block)], () => undefined).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error("the node answered otherwise than a node")),
  );
  await batch.run();
  const [has, held, error] = await Promise.all([code, balance, outcome]);
  if (action.value > held) return { action, refusal: { kind: "noEther" }, events: [] };
  if (action.data !== "0x" && has === "0x") return { action, refusal: { kind: "noCode" }, events: [] };
  if (error === undefined) return { action, events: [] };
  if (error instanceof RefusedError && error.isRevert) return { action, refusal: refusalOf(error.data, error.message), events: [] };
  throw error;
}
