/** What waits for one account, most pressing first: what has an end, by its end; then what does not lapse. */

import { PHASE, STATE, STATUS } from "../generated/enums";
import type { Sum } from "../types";
import type { Partner, Proposal, Snapshot } from "./partnership";
import type { Personal, Voice } from "./personal";

export type Todo =
  | { readonly kind: "accept"; readonly by: number; readonly version: number; readonly joins: boolean }
  | { readonly kind: "contribute"; readonly sum: Sum; readonly by: number }
  | { readonly kind: "vote"; readonly proposal: Proposal; readonly as: Partner; readonly by: number; readonly isOwn: boolean }
  | { readonly kind: "answer"; readonly by: number }
  | { readonly kind: "consent"; readonly proposal: Proposal; readonly by: number }
  | { readonly kind: "take-seat"; readonly from: Partner; readonly readyAt: number }
  | { readonly kind: "carry-out"; readonly proposal: Proposal; readonly by: number }
  | { readonly kind: "claim"; readonly sums: readonly Sum[] };

/**
 * @param asked Numbers of proposals that wait for this account's yes, by model/needs; until when.
 * @param now The chain's time, in unix seconds.
 */
export function todos(snapshot: Snapshot, personal: Personal, now: number, asked: ReadonlyMap<number, number> = new Map(), silent: ReadonlyMap<number, number> = new Map()): Todo[] {
  const found = [
    ...acceptance(snapshot, personal, now),
    ...personal.voices.flatMap((voice) => ballots(snapshot, personal, voice, now)),
    ...answers(personal, now),
    ...[...asked].flatMap(([number, by]): Todo[] => {
      const proposal = snapshot.proposals.get(number);
      return proposal ? [{ kind: "consent", proposal, by }] : [];
    }),
    ...personal.seatsOffered.map(({ partner, readyAt }): Todo => ({ kind: "take-seat", from: partner, readyAt })),
    ...(personal.partner ? executions(snapshot, now, silent) : []),
  ];
  const claims: Todo[] = personal.claimable.length > 0 ? [{ kind: "claim", sums: personal.claimable }] : [];
  return [...found.sort((a, b) => endOf(a) - endOf(b)), ...claims];
}

/** Unix seconds; the last moment to do it. */
export function endOf(todo: Todo): number {
  if (todo.kind === "claim") return Number.MAX_SAFE_INTEGER;
  return todo.kind === "take-seat" ? todo.readyAt : todo.by;
}

function acceptance(snapshot: Snapshot, { partner, offer, required }: Personal, now: number): Todo[] {
  if (!partner || !offer) return [];
  const joins = partner.status === STATUS.INVITED;
  if (!joins && partner.status !== STATUS.ACTIVE) return [];
  const forming = snapshot.phase === PHASE.FORMING;
  const by = forming ? snapshot.formationDeadline : joins ? partner.respondBy : snapshot.terms.windowCloses;
  if (joins && by < now) return [];
  const accept: Todo = { kind: "accept", by, version: snapshot.terms.version, joins };
  return required && joins ? [{ kind: "contribute", sum: required, by }, accept] : [accept];
}

function ballots(snapshot: Snapshot, personal: Personal, voice: Voice, now: number): Todo[] {
  if (!voice.hasStanding || voice.partner.weight === 0n) return [];
  return [...snapshot.proposals.values()]
    .filter(({ state, snapshot: opens, deadline }) => state === STATE.ACTIVE && opens < now && now <= deadline)
    .filter(({ id, recusedSeats }) => !voice.voted.has(id) && !recusedSeats.includes(voice.partner.seat))
    .map((proposal) => ({
      kind: "vote",
      proposal,
      as: voice.partner,
      by: proposal.deadline,
      isOwn: voice.partner.account === personal.account,
    }));
}

function answers({ partner }: Personal, now: number): Todo[] {
  return partner && partner.answerBy > 0 && (partner.answerBy >= now || partner.isLapsed) ? [{ kind: "answer", by: partner.answerBy }] : [];
}

function executions(snapshot: Snapshot, now: number, silent: ReadonlyMap<number, number>): Todo[] {
  return [...snapshot.proposals.values()]
    .filter(({ state, executableFrom, executableUntil }) => state === STATE.SUCCEEDED && executableFrom <= now && now <= executableUntil)
    .filter(({ number }) => (silent.get(number) ?? 0) < now)
    .map((proposal) => ({ kind: "carry-out", proposal, by: proposal.executableUntil }));
}
