/** What a partnership is to one account: what it may claim, where it has voted, what is offered to it. One request. */

import { Batch } from "../chain/batch";
import { askEscrow, askPartnership } from "../chain/contracts";
import type { Rpc } from "../chain/rpc";
import { STATE, STATUS } from "../generated/enums";
import type { Offer } from "../generated/views";
import { ETHER, type Address, type Sum } from "../types";
import { partnerOf, partners, representedBy, type Partner, type Snapshot } from "./partnership";

/** One whose ballots the account casts: its own, or that of whom it represents. */
export interface Voice {
  readonly partner: Partner;
  readonly hasStanding: boolean;
  /** Ids of open proposals that it has voted on. */
  readonly voted: ReadonlySet<bigint>;
}

export interface Personal {
  readonly account: Address;
  readonly block: bigint;
  readonly partner: Partner | undefined;
  /** Its own voice first. */
  readonly voices: readonly Voice[];
  readonly claimable: readonly Sum[];
  /** What it would accept now, if it is invited or has newer terms to accept. */
  readonly offer: Offer | undefined;
  /** Seats of others that are offered to it. */
  readonly seatsOffered: readonly { readonly partner: Partner; readonly readyAt: number }[];
  /** Whom its own seat is offered to. */
  readonly seatOffer: { readonly to: Address; readonly readyAt: number } | undefined;
  /** What it must have contributed for its acceptance to count; nothing where it need not. */
  readonly required: Sum | undefined;
}

export async function readPersonal(rpc: Rpc, snapshot: Snapshot, account: Address): Promise<Personal> {
  const { place, escrow } = snapshot;
  const batch = new Batch(rpc, snapshot.block.number);
  const partner = partnerOf(snapshot, account);
  const speakers = [...(partner ? [partner] : []), ...representedBy(snapshot, account)];
  const open = [...snapshot.proposals.values()].filter(({ state }) => state === STATE.PENDING || state === STATE.ACTIVE);
  const voices = speakers.map(async (speaker): Promise<Voice> => {
    const standing = askPartnership(batch, place.partnership, "has_standing", speaker.account);
    const asked = open.map(({ id }) => askPartnership(batch, place.partnership, "hasVoted", id, speaker.account));
    const has = await Promise.all(asked);
    return { partner: speaker, hasStanding: await standing, voted: new Set(open.filter((_, at) => has[at]).map(({ id }) => id)) };
  });
  const claims = [...snapshot.tokens.values()].map(async (token): Promise<Sum> => {
    const amount = await askEscrow(batch, escrow, "claimable", token.address, account).catch(() => 0n);
    return { token, amount };
  });
  const accepts = partner && (partner.status === STATUS.INVITED || partner.acceptedVersion < snapshot.terms.version);
  const offer = accepts ? askPartnership(batch, place.partnership, "offer_of", account).catch(() => undefined) : undefined;
  const required = partner?.status === STATUS.INVITED ? askPartnership(batch, place.partnership, "required_of", account) : undefined;
  const offered = lastOffers(snapshot).map(async ({ partner: from }) => {
    const [to, readyAt] = await askPartnership(batch, place.partnership, "seat_offer", from.account);
    return { partner: from, to, readyAt: Number(readyAt) };
  });
  await batch.run();

  const offers = await Promise.all(offered);
  const own = offers.find((each) => each.partner.account === account && each.to !== ETHER);
  const [token, amount] = (await required) ?? [ETHER, 0n];
  const requiredToken = snapshot.tokens.get(token);
  return {
    account,
    block: snapshot.block.number,
    partner,
    voices: await Promise.all(voices),
    claimable: (await Promise.all(claims)).filter((sum) => sum.amount > 0n),
    offer: await offer,
    seatsOffered: offers.filter((each) => each.to === account).map(({ partner: from, readyAt }) => ({ partner: from, readyAt })),
    seatOffer: own && { to: own.to, readyAt: own.readyAt },
    required: amount > 0n && requiredToken ? { token: requiredToken, amount } : undefined,
  };
}

/** Partners whose seat was ever offered to somebody: few, and only those need be asked. */
function lastOffers(snapshot: Snapshot): { partner: Partner }[] {
  const accounts = new Set(snapshot.events.filter(({ name }) => name === "SeatOffered").map(({ args }) => args.partner as Address));
  return partners(snapshot)
    .filter((partner) => accounts.has(partner.account))
    .map((partner) => ({ partner }));
}
