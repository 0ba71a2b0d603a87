/** What happened to a proposal when, what is now, and what is to come: as the contracts hold it, to the second. */

import { decodeFunctionData, getAddress } from "viem";
import { partnershipAbi } from "../generated/abi";
import { CLASS, STATE, STATUS } from "../generated/enums";
import type { Address } from "../types";
import { eventsOf } from "./ballots";
import { standingOf } from "./outcome";
import type { Need } from "./needs";
import { needState } from "./needs";
import type { Proposal, Snapshot } from "./partnership";
import { madeAt, TIE_SECONDS } from "./vote";

export type MomentKind =
  | "made"
  | "opens"
  | "open"
  | "closes"
  | "tie"
  | "waits"
  | "silence"
  | "runs"
  | "executed"
  | "canceled"
  | "stopped"
  | "failed"
  | "lapsed"
  | "follows";

/** What comes after it was carried out. */
export type Follow =
  | { readonly kind: "accepts"; readonly who: Address; readonly seconds: number }
  | { readonly kind: "everybodyAccepts"; readonly seconds: number }
  | { readonly kind: "leaves"; readonly who: Address };

export interface Moment {
  readonly kind: MomentKind;
  readonly when: "past" | "now" | "toCome";
  /** Unix seconds; none for what has no time of its own. */
  readonly at?: number;
  /** The last second of it. */
  readonly until?: number;
  /** It ended before, or goes on longer, than was announced then. */
  readonly announced?: number;
  /** Who did it, or is asked. */
  readonly who?: Address;
  readonly steering?: number;
  readonly follow?: Follow;
  readonly objections?: { readonly needed: number; readonly have: number };
  /** Who is against may leave without notice meanwhile. */
  readonly exit?: boolean;
}

export interface Timing {
  readonly snapshot: Snapshot;
  readonly proposal: Proposal;
  readonly needs: readonly Need[];
  readonly timeOf: (block: number) => number | undefined;
  /** Unix seconds, of the chain. */
  readonly now: number;
}

export function timelineOf(timing: Timing): Moment[] {
  const { proposal, now } = timing;
  const ended = endOf(timing);
  const found: Moment[] = [];
  const made = madeAt(proposal);
  found.push({ kind: "made", when: "past", at: timing.timeOf(proposal.block) ?? made, who: proposal.proposer });
  if (ended && ended.at <= proposal.snapshot) return [...found, ended.moment];

  found.push({ kind: "opens", when: now > proposal.snapshot ? "past" : "toCome", at: proposal.snapshot + 1 });
  const announced = announcedEnd(timing);
  const moved = announced === proposal.deadline ? {} : { announced };
  if (ended && ended.at <= proposal.deadline) return [...found, ended.moment];
  if (now <= proposal.deadline) {
    if (now > proposal.snapshot) found.push({ kind: "open", when: "now", until: proposal.deadline });
    found.push({ kind: "closes", when: "toCome", at: proposal.deadline, ...moved });
  } else {
    found.push({ kind: "closes", when: "past", at: proposal.deadline, ...moved });
  }

  // The state may be of the block before: that the vote is over does not say how it ended.
  const standing = standingOf(proposal, now);
  if (proposal.state === STATE.DEFEATED || standing === "failed") return [...found, { kind: "failed", when: "now" }];
  if (standing === "tied") {
    const until = proposal.deadline + TIE_SECONDS;
    found.push({ kind: "tie", when: now <= until ? "now" : "past", until, who: getAddress(proposal.rule.tie_breaker) });
  }
  found.push(...afterPassing(timing));
  if (ended) found.push(ended.moment);
  else if (proposal.state === STATE.EXPIRED) found.push({ kind: "lapsed", when: "now", at: proposal.executableUntil });
  const follows = followsOf(proposal, timing.snapshot);
  const isDone = proposal.state === STATE.EXECUTED;
  if (isDone || proposal.state <= STATE.ACTIVE || proposal.state === STATE.SUCCEEDED || proposal.state === STATE.QUEUED) {
    found.push(...follows.flatMap((follow) => followed(timing, follow, isDone)));
  }
  return found;
}

/** Where what follows stands: it may have happened since, or come to nothing. */
function followed({ snapshot, now }: Timing, follow: Follow, isDone: boolean): Moment[] {
  if (!isDone) return [{ kind: "follows", when: "toCome", follow }];
  if (follow.kind === "everybodyAccepts") {
    const until = snapshot.terms.windowCloses;
    return snapshot.terms.windowIsOpen && until >= now ? [{ kind: "follows", when: "now", until, follow }] : [];
  }
  const partner = snapshot.roster.find(({ account }) => account === follow.who);
  if (follow.kind === "leaves") return partner?.status === STATUS.EXPELLED ? [{ kind: "follows", when: "toCome", at: partner.leavesAt, follow }] : [];
  if (partner?.status === STATUS.INVITED && partner.respondBy >= now) return [{ kind: "follows", when: "now", until: partner.respondBy, follow }];
  return [];
}

/** The time to think, who may be silent until when, and the time to carry it out. */
function afterPassing({ snapshot, proposal, needs, now }: Timing): Moment[] {
  const found: Moment[] = [];
  const { deadline, executableFrom, executableUntil, rule, tally } = proposal;
  const phase = (from: number, until: number): Moment["when"] => (now > until ? "past" : now >= from ? "now" : "toCome");
  const standing = standingOf(proposal, now);
  const hasPassed = proposal.state >= STATE.SUCCEEDED || standing === "delay" || standing === "ready";
  const stopped = proposal.state === STATE.CANCELED;
  if (executableFrom > deadline + 1) {
    const needed = tally.put_again ? 0 : Number(rule.objections);
    found.push({
      kind: "waits",
      when: hasPassed || stopped ? phase(deadline + 1, executableFrom - 1) : "toCome",
      at: deadline,
      until: executableFrom - 1,
      ...(needed > 0 ? { objections: { needed, have: Number(tally.objections) } } : {}),
      exit: opensExit(snapshot, proposal),
    });
  }
  if (stopped) return found.map((moment) => ({ ...moment, when: "past" as const }));
  const seen = new Set<string>();
  const isReady = standing === "ready";
  let heldUntil = 0;
  for (const need of needs) {
    const key = `${need.holder}:${need.steering}:${need.silentUntil}`;
    if (!need.matter || need.silentUntil <= deadline || seen.has(key) || !["waits", "met"].includes(needState(need, now)) || need.answer !== 0) continue;
    seen.add(key);
    heldUntil = Math.max(heldUntil, need.silentUntil);
    found.push({ kind: "silence", when: now > need.silentUntil ? "past" : isReady ? "now" : "toCome", until: need.silentUntil, who: need.holder, steering: need.steering });
  }
  if (proposal.state !== STATE.EXECUTED) {
    // Before that, only if all who are asked say yes.
    const from = Math.max(executableFrom, heldUntil + 1);
    found.push({ kind: "runs", when: isReady && now >= from ? "now" : phase(from, executableUntil) === "past" ? "past" : "toCome", at: from, until: executableUntil });
  }
  return found;
}

/** Whether partners who are against may leave without notice from its passing on, until it is carried out. */
export function opensExit(snapshot: Snapshot, proposal: Proposal): boolean {
  if (proposal.decisionClass !== CLASS.CONSTITUTIONAL) return false;
  // Winding up alone opens none; everybody has a part in it.
  const [first, second] = proposal.actions;
  return !(first && !second && functionOf(first, snapshot)?.name === "wind_up");
}

interface End {
  readonly at: number;
  readonly moment: Moment;
}

/** How it was ended, by an event. */
function endOf({ snapshot, proposal, timeOf }: Timing): End | undefined {
  const events = eventsOf(snapshot, proposal.id);
  const last = events.findLast((event) => event.name === "ProposalExecuted" || event.name === "ProposalCanceled");
  if (!last) return undefined;
  const at = timeOf(last.block) ?? proposal.executableFrom;
  if (last.name === "ProposalExecuted") return { at, moment: { kind: "executed", when: "past", at } };
  const isStopped = events.some((event) => event.name === "ProposalStopped");
  return { at, moment: { kind: isStopped ? "stopped" : "canceled", when: "past", at } };
}

/** When the vote was to end as it was announced first. */
function announcedEnd({ snapshot, proposal }: Timing): number {
  const made = snapshot.events.find((event) => event.name === "ProposalCreated" && event.args.proposalId === proposal.id);
  return made ? Number(made.args.voteEnd) : proposal.deadline;
}

/** What has to happen after it was carried out. */
export function followsOf(proposal: Pick<Proposal, "actions">, snapshot: Snapshot): Follow[] {
  return proposal.actions.flatMap((action): Follow[] => {
    const call = functionOf(action, snapshot);
    if (!call) return [];
    switch (call.name) {
      case "admit":
        return [{ kind: "accepts", who: call.args[0] as Address, seconds: Number(call.args[4]) }];
      case "amend_terms":
        return [{ kind: "everybodyAccepts", seconds: Number(call.args[2]) }];
      case "expel":
        return [{ kind: "leaves", who: call.args[0] as Address }];
      default:
        return [];
    }
  });
}

function functionOf(action: Proposal["actions"][number], snapshot: Snapshot): { name: string; args: readonly unknown[] } | undefined {
  if (getAddress(action.target) !== snapshot.place.partnership) return undefined;
  try {
    const { functionName, args } = decodeFunctionData({ abi: partnershipAbi, data: action.data });
    return { name: functionName, args: args ?? [] };
  } catch {
    return undefined;
  }
}
