/** Dates that something depends on, for "Next dates" and for a calendar. */

import { PHASE, STATE, STATUS } from "../generated/enums";
import type { Address } from "../types";
import type { Partner, Proposal, Snapshot } from "./partnership";

export type DateKind =
  | "formation"
  | "opens"
  | "closes"
  | "executable"
  | "expires"
  | "respond"
  | "window"
  | "leaves"
  | "probation"
  | "role"
  | "answer"
  | "ends";

export interface ComingDate {
  readonly kind: DateKind;
  /** Unix seconds. */
  readonly at: number;
  /** Whether it is the last moment to do something, and not the first. */
  readonly isClosing: boolean;
  readonly proposal?: Proposal;
  readonly partner?: Partner;
  /** It comes only if a vote passes. */
  readonly ifPassed: boolean;
}

/**
 * Those to come, soonest first.
 *
 * @param now The chain's time, in unix seconds.
 * @param silent Numbers of proposals => until when somebody may still say no.
 */
export function comingDates(snapshot: Snapshot, now: number, silent: ReadonlyMap<number, number> = new Map()): ComingDate[] {
  const found = [
    ...(snapshot.phase === PHASE.FORMING ? [date("formation", snapshot.formationDeadline, true)] : []),
    ...(snapshot.terms.windowIsOpen ? [date("window", snapshot.terms.windowCloses, true)] : []),
    ...(snapshot.deal.ends > 0n ? [date("ends", Number(snapshot.deal.ends), false)] : []),
    ...[...snapshot.proposals.values()].flatMap((proposal) => ofProposal(proposal, silent.get(proposal.number) ?? 0)),
    ...snapshot.roster.flatMap((partner) => ofPartner(partner, snapshot.phase)),
  ];
  return found.filter(({ at }) => at > now).sort((a, b) => a.at - b.at);
}

/** Those of one partner's account, for a calendar of its own. */
export function concerns(date: ComingDate, account: Address | undefined): boolean {
  return !date.partner || date.partner.account === account;
}

function date(kind: DateKind, at: number, isClosing: boolean, more: Partial<ComingDate> = {}): ComingDate {
  return { kind, at, isClosing, ifPassed: false, ...more };
}

function ofProposal(proposal: Proposal, silentUntil: number): ComingDate[] {
  const { state, snapshot: opens, deadline, executableFrom, executableUntil } = proposal;
  const isVoting = state === STATE.PENDING || state === STATE.ACTIVE;
  const hasPassed = state === STATE.QUEUED || state === STATE.SUCCEEDED;
  return [
    ...(state === STATE.PENDING ? [date("opens", opens + 1, false, { proposal })] : []),
    ...(isVoting ? [date("closes", deadline, true, { proposal })] : []),
    ...(isVoting || hasPassed ? [date("executable", Math.max(executableFrom, silentUntil + 1), false, { proposal, ifPassed: isVoting })] : []),
    ...(hasPassed ? [date("expires", executableUntil, true, { proposal })] : []),
  ];
}

function ofPartner(partner: Partner, phase: number): ComingDate[] {
  if (partner.status === STATUS.INVITED) return phase === PHASE.FORMING ? [] : [date("respond", partner.respondBy, true, { partner })];
  if (partner.status !== STATUS.ACTIVE && partner.status !== STATUS.SUSPENDED) return [];
  return [
    ...(partner.leavesAt > 0 ? [date("leaves", partner.leavesAt, false, { partner })] : []),
    ...(partner.probationEnds > 0 ? [date("probation", partner.probationEnds, true, { partner })] : []),
    ...(partner.roleEnds > 0 ? [date("role", partner.roleEnds, true, { partner })] : []),
    ...(partner.answerBy > 0 && !partner.isLapsed ? [date("answer", partner.answerBy, true, { partner })] : []),
  ];
}
