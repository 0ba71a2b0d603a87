/** Links of a project to its sponsors: each that was ever offered, how it stands, and what each side may do about it. */

import type { Batch } from "../chain/batch";
import { askEscrow } from "../chain/contracts";
import type { ChainEvent } from "../chain/events";
import type { LinkTerms, LinkView } from "../generated/views";
import { ETHER, type Address, type Hex } from "../types";

export const LINK_EVENTS = ["LinkOffered", "LinkOfferWithdrawn", "LinkAgreed", "LinkNoticeGiven", "LinkBoughtOut", "LinkEnded"] as const;

/**
 * `offered` may be agreed to; `lapsed` and `withdrawn` were never agreed to; `over` is one whose time is over and that nobody has
 * cleared away.
 */
export type LinkState = "offered" | "lapsed" | "withdrawn" | "runs" | "over" | "ended";

export interface Link {
  /** The escrow of the project. */
  readonly escrow: Address;
  readonly project: Address;
  readonly state: LinkState;
  /** As it was offered; `ends` of it is the date that was agreed. Undefined where the log begins after the offer. */
  readonly terms?: LinkTerms;
  readonly termsHash?: Hex;
  readonly tag: bigint;
  /** Who holds it now; of an offer, who may agree. Zero where that cannot be found out. */
  readonly sponsor: Address;
  /** The account that earns, once it is agreed. */
  readonly credited: Address;
  readonly shareBps: number;
  readonly noticeDays: number;
  readonly price: bigint;
  readonly priceToken: Address;
  readonly toEscrow: boolean;
  /** Unix seconds: the last moment to agree. */
  readonly offeredUntil: number;
  /** Unix seconds: the last moment it earns, by its date or a notice; 0 if it has no end. */
  readonly ends: number;
  /** Who gave notice. */
  readonly noticeBy?: Address;
  readonly endedBy?: Address;
  /** What was paid for its end. */
  readonly boughtOut: bigint;
}

interface Life {
  readonly terms: LinkTerms;
  readonly hash: Hex;
  readonly tag: bigint;
  isWithdrawn: boolean;
  isAgreed: boolean;
  isEnded: boolean;
  credited: Address;
  ends: number;
  noticeBy?: Address;
  endedBy?: Address;
  boughtOut: bigint;
}

/** Asks for what the log does not tell; the links once the batch has run. */
export async function askLinks(batch: Batch, project: Address, escrow: Address, events: readonly ChainEvent[], entries: readonly LinkView[], now: number): Promise<Link[]> {
  const lives = livesOf(events.filter((event) => event.address === escrow));
  const running = new Map(entries.filter((entry) => entry.is_agreed).map((entry) => [entry.tag, entry]));
  const offers = lives.filter(isOffered);
  const asked = offers.map((life) => Promise.all([askEscrow(batch, escrow, "offer_of", life.terms), askEscrow(batch, escrow, "holder_of", life.terms.sponsor)]));
  const answers = new Map((await Promise.all(asked)).map((answer, at) => [offers[at], answer]));
  const told = new Set(lives.filter((life) => life.isAgreed && !life.isEnded).map((life) => life.tag));
  const forgotten = [...running.values()].filter((entry) => !told.has(entry.tag));
  return [
    ...lives.map((life) => linkOf(project, escrow, life, answers.get(life), running.get(life.tag), now)),
    ...forgotten.map((entry) => ({ ...ofEntry(project, escrow, entry, now) })),
  ];
}

function isOffered(life: Life): boolean {
  return !life.isWithdrawn && !life.isAgreed;
}

/** All offers and what became of each, oldest first. */
function livesOf(events: readonly ChainEvent[]): Life[] {
  const lives: Life[] = [];
  for (const { name, args } of events) {
    const tag = args.tag as bigint;
    if (name === "LinkOffered") {
      const hash = args.terms_hash as Hex;
      // Offered again it lasts longer.
      if (!lives.some((life) => isOffered(life) && life.hash === hash)) lives.push(offerOf(args, hash, tag));
    } else if (name === "LinkOfferWithdrawn") {
      for (const life of lives) if (isOffered(life) && life.hash === args.terms_hash) life.isWithdrawn = true;
    } else if (name === "LinkAgreed") {
      const found = lives.findLast((life) => isOffered(life) && life.tag === tag && life.terms.share_bps === args.share_bps && life.terms.ends === args.ends);
      if (found) Object.assign(found, { isAgreed: true, ends: Number(args.ends), credited: args.credited as Address });
    } else {
      for (const life of lives) if (life.isAgreed && !life.isEnded && life.tag === tag) goOn(life, name, args);
    }
  }
  return lives;
}

function offerOf(args: ChainEvent["args"], hash: Hex, tag: bigint): Life {
  const said = args as unknown as LinkTerms;
  const terms: LinkTerms = {
    sponsor: said.sponsor,
    share_bps: said.share_bps,
    to_escrow: said.to_escrow,
    ends: said.ends,
    notice_days: said.notice_days,
    price: said.price,
    price_token: said.price_token,
    number: said.number,
  };
  return { terms, hash, tag, isWithdrawn: false, isAgreed: false, isEnded: false, credited: ETHER, ends: Number(said.ends), boughtOut: 0n };
}

function goOn(life: Life, name: string, args: ChainEvent["args"]): void {
  if (name === "LinkNoticeGiven") Object.assign(life, { noticeBy: args.by as Address, ends: Number(args.ends) });
  else if (name === "LinkBoughtOut") life.boughtOut = args.amount as bigint;
  else if (name === "LinkEnded") Object.assign(life, { isEnded: true, endedBy: args.by as Address, credited: args.credited as Address });
}

function linkOf(project: Address, escrow: Address, life: Life, answer: readonly [bigint, Address] | undefined, entry: LinkView | undefined, now: number): Link {
  const { terms, hash, tag } = life;
  const base = {
    escrow,
    project,
    terms,
    termsHash: hash,
    tag,
    shareBps: Number(terms.share_bps),
    noticeDays: Number(terms.notice_days),
    price: terms.price,
    priceToken: terms.price_token,
    toEscrow: terms.to_escrow,
    boughtOut: life.boughtOut,
    ...(life.noticeBy ? { noticeBy: life.noticeBy } : {}),
    ...(life.endedBy ? { endedBy: life.endedBy } : {}),
  };
  if (life.isWithdrawn) return { ...base, state: "withdrawn", sponsor: terms.sponsor, credited: ETHER, offeredUntil: 0, ends: life.ends };
  if (!life.isAgreed) {
    const until = Number(answer?.[0] ?? 0n);
    const isLate = now > until || (life.ends > 0 && now >= life.ends);
    return { ...base, state: isLate ? "lapsed" : "offered", sponsor: answer?.[1] ?? terms.sponsor, credited: ETHER, offeredUntil: until, ends: life.ends };
  }
  if (life.isEnded || !entry) return { ...base, state: "ended", sponsor: terms.sponsor, credited: life.credited, offeredUntil: 0, ends: life.ends };
  return { ...base, ...nowOf(entry, now), offeredUntil: 0 };
}

/** A link of whose beginning the log tells nothing. */
function ofEntry(project: Address, escrow: Address, entry: LinkView, now: number): Link {
  return {
    escrow,
    project,
    tag: entry.tag,
    shareBps: Number(entry.share_bps),
    noticeDays: Number(entry.notice_days),
    price: entry.price,
    priceToken: entry.price_token,
    toEscrow: entry.to_escrow,
    boughtOut: 0n,
    offeredUntil: 0,
    ...nowOf(entry, now),
  };
}

function nowOf(entry: LinkView, now: number): Pick<Link, "state" | "sponsor" | "credited" | "ends"> {
  const ends = Number(entry.ends);
  return { state: ends > 0 && now > ends ? "over" : "runs", sponsor: entry.sponsor, credited: entry.credited, ends };
}

/** Whether a notice given now would change anything: else the link ends before it would be over. */
export function noticeHelps(link: Link, now: number): boolean {
  return link.ends === 0 || now + link.noticeDays * 86_400 < link.ends;
}
