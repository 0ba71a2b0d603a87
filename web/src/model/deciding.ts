/** How a class of decisions passes and how long it takes, as parts that words are made of. */

import { MODE } from "../generated/enums";
import type { Rule } from "../generated/views";

const HALF = 5_000;

export interface Deciding {
  readonly mode: "majority" | "dual" | "lazy" | "unanimous";
  /** In hundredths of a percent: of all votes that take part; in lazy consensus, those against that stop it. */
  readonly quorum: number;
  /** Of for and against; undefined where more than half is enough. */
  readonly approval?: number;
  /** Of the partners; undefined where more than half is enough. */
  readonly seats?: number;
  /** Seconds from the proposal to when it can be carried out. */
  readonly takes: number;
  /** It may be over earlier, as soon as nothing can change the outcome. */
  readonly isAtMost: boolean;
  readonly window: number;
  readonly recusal: boolean;
  readonly objections: number;
  /** Of for and against, once it was stopped or contested. */
  readonly contested: number;
  readonly extension: number;
  readonly breaksTies: boolean;
}

const MODES: Readonly<Record<number, Deciding["mode"]>> = {
  [MODE.MAJORITY]: "majority",
  [MODE.DUAL]: "dual",
  [MODE.LAZY]: "lazy",
  [MODE.UNANIMOUS]: "unanimous",
};

export function decidingOf(rule: Rule): Deciding {
  const approval = Number(rule.approval_bps);
  const seats = Number(rule.seat_approval_bps);
  return {
    mode: MODES[Number(rule.mode)] ?? "majority",
    quorum: Number(rule.quorum_bps),
    ...(approval > HALF ? { approval } : {}),
    ...(seats > HALF ? { seats } : {}),
    takes: Number(rule.voting_delay + rule.voting_period + rule.execution_delay),
    isAtMost: rule.early_decision,
    window: Number(rule.execution_window),
    recusal: rule.recusal,
    objections: Number(rule.objections),
    contested: Number(rule.contested_bps),
    extension: Number(rule.extension),
    breaksTies: BigInt(rule.tie_breaker) !== 0n,
  };
}
