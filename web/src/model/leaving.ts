/** What a partner that leaves now takes along, what stays claimable, and what it gives up. */

import { encodeFunctionData } from "viem";
import { Batch } from "../chain/batch";
import { askEscrow, askPartnership, askToken } from "../chain/contracts";
import { RefusedError, UnreadableError } from "../chain/errors";
import type { Rpc } from "../chain/rpc";
import { partnershipAbi } from "../generated/abi";
import type { Address, Hex, Sum, Token } from "../types";
import { ETHER } from "../types";
import { tokenOf } from "./offered";
import { openExits, type SeatFacts } from "./seats";
import type { Partner, Snapshot } from "./partnership";

export interface Leaving {
  /** Its part of the treasury, by token: paid at once. */
  readonly takes: readonly Sum[];
  /** What the treasury holds of each of these. */
  readonly held: readonly Sum[];
  /** What it has earned: claimed whenever it likes. */
  readonly keeps: readonly Sum[];
  /** Contributions that are not repaid yet: they keep their place in the line. */
  readonly outstanding: readonly Sum[];
  /** Units that have not vested, and give no part. */
  readonly unvested: bigint;
}

export async function readLeaving(rpc: Rpc, snapshot: Snapshot, partner: Partner, named: readonly Address[] = []): Promise<Leaving> {
  const { place, escrow } = snapshot;
  const batch = new Batch(rpc, snapshot.block.number);
  const tokens = [...snapshot.tokens.values()];
  const sums = (ask: (token: Token) => Promise<bigint>) =>
    Promise.all(tokens.map(async (token): Promise<Sum> => ({ token, amount: await ask(token).catch(() => 0n) })));
  const parts = askPartnership(batch, place.partnership, "redeemable", partner.account, increasing(named));
  const keeps = sums((token) => askEscrow(batch, escrow, "claimable", token.address, partner.account));
  const outstanding = sums((token) => askEscrow(batch, escrow, "outstanding_of", token.address, partner.account));
  const vested = askEscrow(batch, escrow, "vested_units_of", partner.account);
  await batch.run();
  const found = await parts;
  return {
    takes: found.map((part) => ({ token: tokenOf(snapshot, part.token), amount: part.amount })),
    held: found.map((part) => ({ token: tokenOf(snapshot, part.token), amount: part.held })),
    keeps: (await keeps).filter(({ amount }) => amount > 0n),
    outstanding: (await outstanding).filter(({ amount }) => amount > 0n),
    unvested: partner.units - (await vested),
  };
}

/** As `leave` wants tokens named: each once, strictly increasing. */
export function increasing(named: readonly Address[]): Address[] {
  return [...new Set(named)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
}

export type Unnamed = "listed" | "nothing" | "token";

/** Whether naming a token when leaving brings anything: one that is listed goes along unnamed. */
export async function lookAtToken(rpc: Rpc, snapshot: Snapshot, address: Address): Promise<{ kind: Unnamed; token?: Token }> {
  const listed = snapshot.tokens.get(address);
  if (listed?.isEther || listed?.isListed) return { kind: "listed" };
  const batch = new Batch(rpc, snapshot.block.number);
  const [balance, symbol, decimals] = [
    askToken<bigint>(batch, address, "balanceOf", snapshot.place.partnership),
    askToken<string>(batch, address, "symbol"),
    askToken<number>(batch, address, "decimals"),
  ];
  await batch.run();
  if (((await balance) ?? 0n) === 0n) return { kind: "nothing" };
  return { kind: "token", token: { address, symbol: (await symbol) ?? "", decimals: (await decimals) ?? 0, isEther: false, isListed: false } };
}

function leavingCall(snapshot: Snapshot, partner: Partner, id: bigint): { from: Address; to: Address; data: Hex } {
  const data = encodeFunctionData({ abi: partnershipAbi, functionName: "leave_dissenting", args: [id] });
  return { from: partner.account, to: snapshot.place.partnership, data };
}

/** What stands about a seat that the snapshot does not say. */
export async function readSeat(rpc: Rpc, snapshot: Snapshot, partner: Partner, viewer: Address | undefined): Promise<SeatFacts> {
  const { place, escrow } = snapshot;
  const batch = new Batch(rpc, snapshot.block.number);
  const offer = askPartnership(batch, place.partnership, "seat_offer", partner.account);
  const vested = askEscrow(batch, escrow, "vested_units_of", partner.account);
  const schedule = askEscrow(batch, escrow, "vesting_of", partner.account);
  const payout = askEscrow(batch, escrow, "payout_of", partner.account);
  const standing = viewer ? askPartnership(batch, place.partnership, "has_standing", viewer) : Promise.resolve(false);
  // Whether a decision opens an exit depends on what was noted of it: the contract itself is asked, as the partner would.
  const exits = openExits(snapshot).map(({ number, id }) =>
    batch
      .ask("eth_call", [leavingCall(snapshot, partner, id), `0x${snapshot.block.number.toString(16)}`], () => number)
      .catch((error: unknown) => {
        if (error instanceof RefusedError || error instanceof UnreadableError) return undefined;
        throw error;
      }),
  );
  await batch.run();
  const [to, readyAt] = await offer;
  const { units, start_day, cliff_day, end_day } = await schedule;
  return {
    vestedUnits: await vested,
    payout: await payout,
    viewerHasStanding: await standing,
    exits: (await Promise.all(exits)).filter((number) => number !== undefined),
    ...(to === ETHER ? {} : { offer: { to, readyAt: Number(readyAt) } }),
    ...(units === 0n ? {} : { vesting: { units, startDay: Number(start_day), cliffDay: Number(cliff_day), endDay: Number(end_day) } }),
  };
}

/** What is still owed to who has left: its part of a token that did not move then. */
export async function readOwed(rpc: Rpc, snapshot: Snapshot, account: Address): Promise<Sum[]> {
  const tokens = [...new Set(snapshot.events.filter(({ name, args }) => name === "RedemptionOwed" && args.partner === account).map(({ args }) => args.token as Address))];
  if (tokens.length === 0) return [];
  const batch = new Batch(rpc, snapshot.block.number);
  const owed = tokens.map((token) => askPartnership(batch, snapshot.place.partnership, "owed_to", token, account));
  await batch.run();
  const found = await Promise.all(owed);
  return tokens.map((token, at) => ({ token: tokenOf(snapshot, token), amount: found[at]?.[0] ?? 0n })).filter(({ amount }) => amount > 0n);
}
