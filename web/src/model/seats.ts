/** One seat on the roster: what stands about it, and what a viewer may do about it now, or why not. */

import type { ChainEvent } from "../chain/events";
import { CLASS, PHASE, STATE, STATUS } from "../generated/enums";
import type { Deal } from "../generated/views";
import type { Address } from "../types";
import { type Partner, partners, type Proposal, type Snapshot } from "./partnership";

const DAY = 86_400;
/** Notice is good for so long after it is over (departure.vy). */
export const NOTICE_GOOD_SECONDS = 90 * DAY;
/** A partner is called once in so long at most (calls.vy). */
export const CALL_AGAIN_SECONDS = 365 * DAY;
/** After the window has closed, weight that lapses over new terms stays in the base for so long (terms.vy). */
export const LAPSE_SECONDS = 7 * DAY;

/** What the chain says of a seat beside the snapshot, at its block. */
export interface SeatFacts {
  /** Whom the seat is offered to, if an offer stands, and the first moment it may be taken. */
  readonly offer?: { readonly to: Address; readonly readyAt: number };
  /** Units that count already; fewer than its units where some vest later. */
  readonly vestedUnits: bigint;
  readonly vesting?: { readonly units: bigint; readonly startDay: number; readonly cliffDay: number; readonly endDay: number };
  readonly payout: Address;
  /** Whether the viewer has standing. */
  readonly viewerHasStanding: boolean;
  /** Numbers of passed constitutional decisions over which this partner may leave at once. */
  readonly exits: readonly number[];
}

export type Why =
  | "forming"
  | "void"
  | "windingUp"
  | "notActive"
  | "notOffered"
  | "offeredByVote"
  | "refusedAlready"
  | "noStanding"
  | "noWeight"
  | "itself"
  | "calledThisYear"
  | "lapsedAlready"
  | "notCalled"
  | "noticeGiven"
  | "noticeRunning"
  | "noticeLapsed"
  | "giveNoticeFirst"
  | "expelled"
  | "last"
  | "mayStillBeRefused"
  | "stillSuspended"
  | "probationRunning"
  | "answerTimeLeft"
  | "stillInBase";

export type ActName =
  | "represent"
  | "offerSeat"
  | "keepSeat"
  | "takeSeat"
  | "refuseMove"
  | "call"
  | "answer"
  | "lapse"
  | "giveNotice"
  | "leave"
  | "leaveDissenting"
  | "endNotice"
  | "endProbation"
  | "endSuspension"
  | "withdraw";

/** Something that can be done about a seat; with `why` it would not succeed now, and from `from` on it might. */
export interface SeatAct {
  readonly name: ActName;
  readonly why?: Why;
  readonly from?: number;
}

/** Its notice in the name of all runs: it has units, and no weight. */
export function isGoing(partner: Partner): boolean {
  return partner.status === STATUS.EXPELLED && partner.leavesAt > 0;
}

/** Whether it has units or weight now. */
export function isSeated(partner: Partner): boolean {
  return partner.status === STATUS.ACTIVE || partner.status === STATUS.SUSPENDED || isGoing(partner);
}

export function dealOf(events: readonly ChainEvent[], version: number): Deal | undefined {
  return events.findLast((event) => event.name === "DealSet" && Number(event.args.version) === version)?.args.deal as Deal | undefined;
}

/** What is possible, or will be, for who looks at a seat; nothing is listed that has no meaning there. */
export function seatActs(snapshot: Snapshot, partner: Partner, viewer: Address | undefined, facts: SeatFacts, now: number): SeatAct[] {
  const isOwn = viewer !== undefined && viewer === partner.account;
  const acts: SeatAct[] = [];
  if (isOwn) acts.push(...ownActs(snapshot, partner, facts, now));
  else if (viewer) acts.push(...actsOfOthers(snapshot, partner, viewer, facts, now));
  acts.push(...actsOfAnyone(snapshot, partner, now));
  return acts;
}

function ownActs(snapshot: Snapshot, partner: Partner, facts: SeatFacts, now: number): SeatAct[] {
  if (snapshot.phase === PHASE.FORMING)
    return partner.status === STATUS.ACTIVE || partner.status === STATUS.INVITED ? [{ name: "withdraw" }] : [];
  if (!isSeated(partner)) return [];
  const acts: SeatAct[] = [{ name: "represent" }];
  if (partner.answerBy > 0 || (partner.isLapsed && partner.acceptedVersion === snapshot.terms.version)) acts.push({ name: "answer" });
  const isActive = partner.status === STATUS.ACTIVE && !hasEnded(partner, now);
  if (facts.offer) acts.push({ name: "keepSeat" });
  acts.push({ name: "offerSeat", ...(isActive ? {} : { why: "notActive" as const }) });
  if (snapshot.phase !== PHASE.IN_FORCE) return acts;
  const deal = dealOf(snapshot.events, partner.acceptedVersion) ?? snapshot.deal;
  const held = deal.notice_seconds > 0n && !isFree(snapshot, partner, now);
  if (held) acts.push(noticeAct(partner, now));
  acts.push(leaveAct(snapshot, partner, held, now));
  if (held && facts.exits.length > 0) acts.push({ name: "leaveDissenting" });
  return acts;
}

function hasEnded(partner: Partner, now: number): boolean {
  return partner.probationEnds !== 0 && now > partner.probationEnds;
}

/** Who needs no notice whatever the deal says (departure.vy). */
export function isFree(snapshot: Snapshot, partner: Partner, now: number): boolean {
  return partner.acceptedVersion !== snapshot.terms.version || isGoing(partner) || hasEnded(partner, now);
}

function hasNotice(partner: Partner, now: number): boolean {
  return partner.leavesAt !== 0 && now <= partner.leavesAt + NOTICE_GOOD_SECONDS;
}

function noticeAct(partner: Partner, now: number): SeatAct {
  return hasNotice(partner, now) ? { name: "giveNotice", why: "noticeGiven" } : { name: "giveNotice" };
}

function leaveAct(snapshot: Snapshot, partner: Partner, held: boolean, now: number): SeatAct {
  if (snapshot.roster.filter(isSeated).length === 1) return { name: "leave", why: "last" };
  if (!held) return { name: "leave" };
  if (!hasNotice(partner, now)) return { name: "leave", why: partner.leavesAt === 0 ? "giveNoticeFirst" : "noticeLapsed" };
  if (now < partner.leavesAt) return { name: "leave", why: "noticeRunning", from: partner.leavesAt };
  return { name: "leave" };
}

function actsOfOthers(snapshot: Snapshot, partner: Partner, viewer: Address, facts: SeatFacts, now: number): SeatAct[] {
  const acts: SeatAct[] = [];
  if (facts.offer?.to === viewer)
    acts.push({ name: "takeSeat", ...(now < facts.offer.readyAt ? { why: "mayStillBeRefused" as const, from: facts.offer.readyAt } : {}) });
  const own = partners(snapshot).find((each) => each.account === viewer);
  if (!own || snapshot.phase === PHASE.FORMING || snapshot.phase === PHASE.VOID) return acts;
  if (facts.offer) acts.push(refusalAct(snapshot, partner, own, facts));
  if (isSeated(partner)) acts.push(callAct(snapshot, partner, facts, now));
  return acts;
}

function refusalAct(snapshot: Snapshot, partner: Partner, own: Partner, facts: SeatFacts): SeatAct {
  const offered = snapshot.events.findLastIndex((event) => event.name === "SeatOffered" && event.args.partner === partner.account);
  const offer = snapshot.events[offered];
  if (offer?.args.by_vote === true) return { name: "refuseMove", why: "offeredByVote" };
  if (!facts.viewerHasStanding) return { name: "refuseMove", why: "noStanding" };
  if (own.weight === 0n) return { name: "refuseMove", why: "noWeight" };
  const since = offered < 0 ? [] : snapshot.events.slice(offered);
  const has = since.some(({ name, args }) => name === "MoveRefused" && args.partner === partner.account && args.refuser === own.account);
  return has ? { name: "refuseMove", why: "refusedAlready" } : { name: "refuseMove" };
}

function callAct(snapshot: Snapshot, partner: Partner, facts: SeatFacts, now: number): SeatAct {
  if (!facts.viewerHasStanding) return { name: "call", why: "noStanding" };
  if (partner.isLapsed) return { name: "call", why: "lapsedAlready" };
  const called = calledAt(snapshot, partner);
  if (called !== undefined && now < called + CALL_AGAIN_SECONDS)
    return { name: "call", why: "calledThisYear", from: called + CALL_AGAIN_SECONDS };
  return { name: "call" };
}

/** When it was called last: what the call says of when to answer, less the time of the deal it had accepted then. */
function calledAt(snapshot: Snapshot, partner: Partner): number | undefined {
  const accounts = new Set(snapshot.roster.filter((each) => each.seat === partner.seat).map((each) => each.account));
  accounts.add(partner.account);
  let version = 0;
  let found: number | undefined;
  for (const { name, args } of snapshot.events) {
    if (!accounts.has(args.partner as Address)) continue;
    if (name === "TermsAccepted") version = Number(args.version);
    if (name === "PartnerCalled") {
      const days = dealOf(snapshot.events, version)?.call_days ?? 0n;
      found = Number(args.answer_by) - Number(days) * DAY;
    }
  }
  return found;
}

/** Only what is due: nobody is kept from waiting. */
function actsOfAnyone(snapshot: Snapshot, partner: Partner, now: number): SeatAct[] {
  if (snapshot.phase === PHASE.FORMING || snapshot.phase === PHASE.VOID) return [];
  const acts: SeatAct[] = [];
  const lapse = lapseAct(snapshot, partner, now);
  if (lapse) acts.push(lapse);
  if (snapshot.phase !== PHASE.IN_FORCE) return acts;
  if (partner.status === STATUS.SUSPENDED)
    acts.push({ name: "endSuspension", ...(now > partner.suspendedUntil ? {} : { why: "stillSuspended" as const, from: partner.suspendedUntil + 1 }) });
  if (isSeated(partner) && partner.probationEnds !== 0)
    acts.push({ name: "endProbation", ...(now > partner.probationEnds ? {} : { why: "probationRunning" as const, from: partner.probationEnds + 1 }) });
  if (isGoing(partner))
    acts.push({ name: "endNotice", ...(now >= partner.leavesAt ? {} : { why: "noticeRunning" as const, from: partner.leavesAt }) });
  return acts;
}

function lapseAct(snapshot: Snapshot, partner: Partner, now: number): SeatAct | undefined {
  if (!isSeated(partner) || partner.isLapsed) return undefined;
  if (partner.answerBy > 0)
    return now > partner.answerBy ? { name: "lapse" } : { name: "lapse", why: "answerTimeLeft", from: partner.answerBy + 1 };
  if (partner.status !== STATUS.ACTIVE || partner.acceptedVersion === snapshot.terms.version || snapshot.terms.windowIsOpen) return undefined;
  const from = snapshot.terms.windowCloses + LAPSE_SECONDS + 1;
  const isOlder = partner.acceptedVersion + 1 < snapshot.terms.version;
  return isOlder || now >= from ? { name: "lapse" } : { name: "lapse", why: "stillInBase", from };
}

/** Passed constitutional decisions that are neither carried out nor lapsed: who did not vote for one may leave over it. */
export function openExits(snapshot: Snapshot): Proposal[] {
  return [...snapshot.proposals.values()].filter(
    ({ state, decisionClass, tally }) =>
      (state === STATE.QUEUED || state === STATE.SUCCEEDED) && (decisionClass === CLASS.CONSTITUTIONAL || decisionClass === CLASS.EVERYDAY) && !tally.stopped,
  );
}

/** How much of the others' weight has to refuse a move: more than a third. */
export function refusalNeeds(snapshot: Snapshot, partner: Partner): { readonly refused: bigint; readonly needed: bigint; readonly others: bigint } {
  const offered = snapshot.events.findLastIndex((event) => event.name === "SeatOffered" && event.args.partner === partner.account);
  const last = offered < 0 ? undefined : snapshot.events.slice(offered).findLast(({ name, args }) => name === "MoveRefused" && args.partner === partner.account);
  const counts = partner.status === STATUS.ACTIVE && !partner.isLapsed ? partner.weight : 0n;
  const others = snapshot.totalWeight - counts;
  return { refused: (last?.args.refused as bigint | undefined) ?? 0n, needed: others / 3n + 1n, others };
}

/** What a seat's page reads of the log: everything about it, newest first. */
export function historyOf(snapshot: Snapshot, partner: Partner): ChainEvent[] {
  const accounts = new Set<Address>(snapshot.roster.filter((each) => each.seat === partner.seat).map((each) => each.account));
  accounts.add(partner.account);
  for (const { name, args } of snapshot.events)
    if (name === "SeatMoved" && Number(args.seat) === partner.seat) accounts.add(args.partner as Address).add(args.to as Address);
  const about = ["partner", "contributor", "founder"];
  return snapshot.events.filter(({ args }) => about.some((field) => accounts.has(args[field] as Address))).reverse();
}
