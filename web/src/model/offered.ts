/** Reads what one account would accept, and what has to come before that. */

import { Batch } from "../chain/batch";
import { askEscrow, askPartnership } from "../chain/contracts";
import type { Rpc } from "../chain/rpc";
import { PHASE, STATUS } from "../generated/enums";
import { ETHER, type Address, type Sum, type Token } from "../types";
import type { Offered } from "./acceptance";
import type { Partner, Snapshot } from "./partnership";

export interface Contributions {
  /** What each token's line holds that is repaid before the partners share. */
  readonly ahead: readonly Sum[];
  /** What the account has put in and can take back while the partnership forms, or once it is void. */
  readonly own: readonly Sum[];
}

export async function readOffered(rpc: Rpc, snapshot: Snapshot, partner: Partner): Promise<Offered & Contributions> {
  const { place, escrow } = snapshot;
  const batch = new Batch(rpc, snapshot.block.number);
  const tokens = [...snapshot.tokens.values()];
  const offer = askPartnership(batch, place.partnership, "offer_of", partner.account);
  const bound = askPartnership(batch, place.partnership, "founders_bound_until");
  const required = partner.status === STATUS.INVITED ? askPartnership(batch, place.partnership, "required_of", partner.account) : undefined;
  const lines = tokens.map((token) => askEscrow(batch, escrow, "recoupment_of", token.address).catch(() => [0n, 0n] as const));
  const held = tokens.map((token) => askEscrow(batch, escrow, "contributions_held", token.address));
  const own = tokens.map((token) => askEscrow(batch, escrow, "contribution_of", token.address, partner.account));
  await batch.run();
  const [owedToken, owedAmount] = (await required) ?? [ETHER, 0n];
  const made = owedAmount > 0n ? await contributed(rpc, snapshot, owedToken, partner.account) : 0n;
  const isForming = snapshot.phase === PHASE.FORMING;
  const ahead = await Promise.all(
    tokens.map(async (token, at): Promise<Sum> => {
      const [recorded, repaid] = (await lines[at]) ?? [0n, 0n];
      const waiting = isForming && snapshot.order.recoupment > 0 ? ((await held[at]) ?? 0n) : 0n;
      return { token, amount: recorded - repaid > waiting ? recorded - repaid : waiting };
    }),
  );
  const mine = await Promise.all(tokens.map(async (token, at): Promise<Sum> => ({ token, amount: (await own[at]) ?? 0n })));
  return {
    account: partner.account,
    offer: await offer,
    boundUntil: Number(await bound),
    ahead: ahead.filter(({ amount }) => amount > 0n),
    own: mine.filter(({ amount }) => amount > 0n),
    ...(owedAmount > 0n ? { required: { sum: { token: tokenOf(snapshot, owedToken), amount: owedAmount }, made } } : {}),
  };
}

async function contributed(rpc: Rpc, snapshot: Snapshot, token: Address, account: Address): Promise<bigint> {
  const batch = new Batch(rpc, snapshot.block.number);
  const made = askEscrow(batch, snapshot.escrow, "contribution_of", token, account);
  await batch.run();
  return made;
}

/** A token that nothing is known of is told in its smallest unit. */
export function tokenOf(snapshot: Snapshot, address: Address): Token {
  return snapshot.tokens.get(address) ?? { address, symbol: `${address.slice(0, 6)}…${address.slice(-4)}`, decimals: 0, isEther: address === ETHER, isListed: false, trouble: "" };
}

/** What each account has put in so far, by the log. */
export function putIn(snapshot: Snapshot): Map<Address, Sum[]> {
  const found = new Map<Address, Sum[]>();
  const add = (account: Address, address: Address, amount: bigint) => {
    const sums = found.get(account) ?? [];
    const before = sums.find(({ token }) => token.address === address);
    const rest = sums.filter((sum) => sum !== before);
    found.set(account, [...rest, { token: tokenOf(snapshot, address), amount: (before?.amount ?? 0n) + amount }].filter(({ amount: sum }) => sum > 0n));
  };
  for (const { name, args } of snapshot.events) {
    if (name === "Contributed" || name === "ContributionValued") add(args.contributor as Address, args.token as Address, args.amount as bigint);
    else if (name === "ContributionReturned") add(args.contributor as Address, args.token as Address, -(args.amount as bigint));
  }
  return found;
}
