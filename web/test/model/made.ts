/** A partnership of three and a proposal of its, as the node would tell them; each test changes what it is about. */

import { encodeFunctionData } from "viem";
import type { ChainEvent } from "../../src/chain/events";
import { partnershipAbi } from "../../src/generated/abi";
import { MODE, STATE, STATUS } from "../../src/generated/enums";
import type { Tally, Rule } from "../../src/generated/views";
import type { Facts } from "../../src/model/facts";
import type { Partner, Proposal, Snapshot } from "../../src/model/partnership";
import { ETHER, type Address, type Hex } from "../../src/types";

export const HOUSE: Address = "0x1111111111111111111111111111111111111111";
export const ESCROW: Address = "0x2222222222222222222222222222222222222222";
export const NORTHWIND: Address = "0x3333333333333333333333333333333333333333";
export const EASTPORT: Address = "0x4444444444444444444444444444444444444444";
export const SOUTHBANK: Address = "0x5555555555555555555555555555555555555555";
export const WESTGATE: Address = "0x6666666666666666666666666666666666666666";
export const AGENT: Address = "0x7777777777777777777777777777777777777777";

export const DAY = 86_400;
/** When ballots begin to be taken. */
export const SNAPSHOT = 1_800_000_000;

export const DUAL_RULE: Rule = {
  voting_delay: BigInt(2 * DAY),
  voting_period: BigInt(7 * DAY),
  execution_delay: BigInt(3 * DAY),
  execution_window: BigInt(30 * DAY),
  quorum_bps: 6_000n,
  approval_bps: 6_667n,
  seat_approval_bps: 5_000n,
  mode: BigInt(MODE.DUAL),
  early_decision: false,
  recusal: false,
  objections: 0n,
  contested_bps: 0n,
  extension: 0n,
  tie_breaker: ETHER,
};

const TALLY: Tally = {
  votes_against: 0n,
  votes_for: 0n,
  votes_abstain: 0n,
  seats_against: 0n,
  seats_for: 0n,
  seats_abstain: 0n,
  base: 100n,
  quorum: 60n,
  approval_bps: 6_667n,
  objections: 0n,
  contested: false,
  put_again: false,
  stopped: false,
  stopping: 0n,
  ties_break: false,
  everyday: false,
};

export const partner = (account: Address, seat: number, weight: bigint, more: Partial<Partner> = {}): Partner => ({
  account,
  holder: account,
  seat,
  status: STATUS.ACTIVE,
  weight,
  units: weight,
  role: 1,
  roleEnds: 0,
  acceptedVersion: 1,
  acceptedAt: 1,
  respondBy: 0,
  nonce: 0n,
  probationEnds: 0,
  leavesAt: 0,
  answerBy: 0,
  isLapsed: false,
  suspendedUntil: 0,
  ...more,
});

export const ROSTER = [partner(NORTHWIND, 0, 40n), partner(EASTPORT, 1, 35n), partner(SOUTHBANK, 2, 25n)];

export const own = (functionName: string, args: readonly unknown[]) => ({
  target: HOUSE,
  value: 0n,
  data: encodeFunctionData({ abi: partnershipAbi, functionName, args }),
});

export const ADMIT = own("admit", [WESTGATE, 20n, 20n, 1n, BigInt(14 * DAY)]);

export function proposal(more: Partial<Omit<Proposal, "tally">> & { tally?: Partial<Tally> } = {}): Proposal {
  const rule = more.rule ?? DUAL_RULE;
  const deadline = more.deadline ?? SNAPSHOT + Number(rule.voting_period);
  const from = deadline + Number(rule.execution_delay);
  return {
    number: 2,
    id: 7n,
    proposer: EASTPORT,
    actions: [ADMIT],
    description: "Admit Westgate AG",
    snapshot: SNAPSHOT,
    block: 10,
    transaction: "0x",
    state: STATE.ACTIVE,
    decisionClass: 0,
    rule,
    deadline,
    executableFrom: from + 1,
    executableUntil: from + Number(rule.execution_window),
    recusedSeats: [],
    ...more,
    tally: { ...TALLY, ...more.tally },
  };
}

let index = 0;
export const event = (name: string, args: Record<string, unknown>, block = 20, transaction: Hex = "0x"): ChainEvent => ({
  name,
  args,
  address: HOUSE,
  block,
  index: (index += 1),
  transaction,
});

export const ballot = (voter: Address, support: number, weight: bigint, block = 20): ChainEvent =>
  event("VoteCast", { voter, proposalId: 7n, support, weight, reason: "" }, block);

/** @param now Unix seconds of its block. */
export function snapshot(now: number, events: readonly ChainEvent[] = [], more: Partial<Snapshot> = {}): Snapshot {
  return {
    place: { chainId: 1, partnership: HOUSE },
    escrow: ESCROW,
    code: { partnership: "0x", escrow: "0x" },
    block: { number: 100n, hash: "0x", time: now },
    name: "Harbour Joint Venture",
    phase: 2,
    inForceSince: 1,
    formationDeadline: 0,
    daoUri: "",
    terms: { version: 1, hash: "0x", windowCloses: 0, windowIsOpen: false },
    published: [],
    deal: {
      notice_seconds: 0n,
      redeemable_bps: 0n,
      ends: 0n,
      max_units: 125n,
      max_weight: 125n,
      max_sponsors_bps: 0n,
      max_reserve_bps: 0n,
      move_seconds: 0n,
      call_days: 30n,
      deadlock_days: 0n,
    },
    capital: [],
    totalWeight: 100n,
    totalUnits: 100n,
    roster: ROSTER,
    rules: new Map(),
    classNames: new Map(),
    proposalCount: 2,
    made: [],
    proposals: new Map(),
    tokens: new Map(),
    balances: [],
    order: { sponsors: [], recoupment: 0, reserveBps: 0 },
    links: [],
    matters: [],
    floors: [],
    limits: new Map(),
    mandates: [],
    events: [
      event("ProposalCreated", { proposalId: 7n, proposer: EASTPORT, voteStart: BigInt(SNAPSHOT), voteEnd: BigInt(SNAPSHOT + 7 * DAY) }, 10),
      ...events,
    ],
    since: 0,
    troubles: [],
    ...more,
  };
}

export function facts(more: Partial<Facts> = {}): Facts {
  return {
    id: 7n,
    block: 100n,
    account: undefined,
    weights: new Map([[0, 40n], [1, 35n], [2, 25n]]),
    isCounted: true,
    lent: new Set(),
    answers: new Map(),
    steering: { agreeing: 0, refusing: 0 },
    unlinked: new Set(),
    mayObjectUntil: 0,
    hasStanding: true,
    isNotedFor: false,
    timeOf: (block) => (block === 10 ? SNAPSHOT - 2 * DAY : SNAPSHOT + block),
    ...more,
  };
}
