import { describe, expect, it } from "vitest";
import { MODE, STATE } from "../../src/generated/enums";
import { ballotsOf } from "../../src/model/ballots";
import { isDecisive, resultOf, testsOf, type Vote } from "../../src/model/standing";
import { voteOf, voterOf } from "../../src/model/vote";
import type { ChainEvent } from "../../src/chain/events";
import type { Rule } from "../../src/generated/views";
import { AGENT, ballot, DAY, DUAL_RULE, EASTPORT, event, facts, NORTHWIND, proposal, ROSTER, SNAPSHOT, snapshot, SOUTHBANK, WESTGATE } from "./made";

const NOW = SNAPSHOT + 3 * DAY;
/** Eastport for, Southbank against: as on the first day of the design's story. */
const HALF = [ballot(EASTPORT, 1, 35n), ballot(SOUTHBANK, 0, 25n)];
const HALF_TALLY = { votes_for: 35n, votes_against: 25n, seats_for: 1n, seats_against: 1n };

function vote(events: readonly ChainEvent[], tally: object, rule: Partial<Rule> = {}, more: Parameters<typeof proposal>[0] = {}, known = facts()): Vote {
  return voteOf(snapshot(NOW, events), proposal({ ...more, rule: { ...DUAL_RULE, ...rule }, tally }), known);
}

function of(vote: Vote, account: string) {
  const partner = ROSTER.find((one) => one.account === account);
  const voter = partner && voterOf(vote, partner);
  if (!voter) throw new Error("no voter");
  return voter;
}

describe("how a vote stands", () => {
  it("has three tests in dual majority, each with what is there and what is needed", () => {
    expect(testsOf(vote(HALF, HALF_TALLY))).toEqual([
      { kind: "takePart", outlook: "open", have: 35n, needed: 60n, base: 100n },
      { kind: "weight", outlook: "open", favour: 35n, against: 25n, approval: 6_667n },
      { kind: "seats", outlook: "open", favour: 1n, against: 1n, approval: 5_000n },
    ]);
  });

  it("says what each choice would come to", () => {
    const stands = vote(HALF, HALF_TALLY);
    const results = ([1, 0, 2] as const).map((support) => resultOf(stands, of(stands, NORTHWIND), support, false, NOW));
    expect(results.map((result) => result.outcome)).toEqual(["passes", "fails", "fails"]);
    expect(results[0]?.count).toMatchObject({ favour: 75n, seatsFor: 2n, base: 100n });
    // Who abstains takes part, and leaves the others to decide.
    expect(results[2]?.tests.map((test) => test.outlook)).toEqual(["met", "lost", "lost"]);
    expect(isDecisive(results)).toBe(true);
  });

  it("tells what cannot be any more from what is not yet", () => {
    const lost = vote([ballot(NORTHWIND, 0, 40n)], { votes_against: 40n, seats_against: 1n });
    expect(testsOf(lost).map((test) => test.outlook)).toEqual(["open", "lost", "open"]);
    const over = vote(HALF, HALF_TALLY, {}, { state: STATE.DEFEATED });
    expect(testsOf(over).map((test) => test.outlook)).toEqual(["lost", "lost", "lost"]);
  });

  it("has one bar for objections in lazy consensus, and for unanimity everybody", () => {
    const lazy = vote([ballot(SOUTHBANK, 0, 25n)], { votes_against: 25n }, { mode: BigInt(MODE.LAZY), quorum_bps: 2_501n });
    expect(testsOf(lazy)).toEqual([{ kind: "fewAgainst", outlook: "met", have: 25n, bar: 26n, base: 100n }]);
    expect(resultOf(lazy, of(lazy, EASTPORT), 0, false, NOW).outcome).toBe("fails");
    const all = vote([ballot(SOUTHBANK, 2, 25n)], { votes_abstain: 25n }, { mode: BigInt(MODE.UNANIMOUS) });
    expect(testsOf(all)).toEqual([{ kind: "everybody", outlook: "lost", have: 0n, base: 100n }]);
  });

  it("leaves out of the base who stays out, and asks for more where that was contested", () => {
    const recused = [event("PartnerRecused", { proposalId: 7n, partner: SOUTHBANK, by_class: true, reason: "" })];
    const out = vote(recused, { base: 75n, quorum: 45n }, {}, { recusedSeats: [2] });
    expect(of(out, SOUTHBANK).recusal).toEqual({ seat: 2, byClass: true, mayContest: true, reason: "" });
    expect([out.contestable, testsOf(out)[0]]).toEqual([25n, expect.objectContaining({ needed: 45n, base: 75n })]);
    const contested = vote(recused, { contested: true }, { approval_bps: 5_000n, contested_bps: 8_000n });
    expect(testsOf(contested)[1]).toMatchObject({ approval: 8_000n });
  });

  it("lets a partner's own ballot take the place of its representative's", () => {
    const events = [
      event("RepresentativeNamed", { partner: EASTPORT, representative: AGENT }, 5),
      ...HALF,
    ];
    const stands = vote(events, HALF_TALLY, { early_decision: true }, {}, facts({ lent: new Set([1]) }));
    expect(stands.lent).toBe(35n);
    const result = resultOf(stands, of(stands, EASTPORT), 0, false, NOW);
    expect(result.count).toMatchObject({ favour: 0n, against: 60n, seatsFor: 0n, seatsAgainst: 2n });
    const reduced = event("VoteReduced", { delegate: EASTPORT, proposalId: 7n, support: 1, weight: 35n }, 21);
    const after = ballotsOf(snapshot(NOW, [...events, reduced, ballot(EASTPORT, 0, 35n, 21)]), 7n);
    expect(after.get(1)).toMatchObject({ support: 0, overruled: true });
    expect(after.size).toBe(2);
  });

  it("counts a ballot for who has the seat now", () => {
    const moved = event("SeatMoved", { partner: EASTPORT, to: WESTGATE, seat: 1n }, 30);
    const roster = ROSTER.map((one) => (one.seat === 1 ? { ...one, account: WESTGATE, holder: WESTGATE } : one));
    expect(ballotsOf(snapshot(NOW, [...HALF, moved], { roster }), 7n).get(1)?.voter).toBe(EASTPORT);
  });

  it("ends the vote with the ballot that settles it, only where the rule says so", () => {
    const majority = { mode: BigInt(MODE.MAJORITY), seat_approval_bps: 0n, approval_bps: 5_000n };
    const events = [ballot(EASTPORT, 1, 35n)];
    const early = vote(events, { votes_for: 35n }, { ...majority, early_decision: true });
    expect(resultOf(early, of(early, NORTHWIND), 1, false, NOW)).toMatchObject({ outcome: "passes", decides: true });
    expect(resultOf(early, of(early, NORTHWIND), 0, false, NOW)).toMatchObject({ decides: false });
    // What a representative casts may be overruled, so it settles nothing.
    expect(resultOf(early, of(early, NORTHWIND), 1, true, NOW)).toMatchObject({ decides: false });
    const late = vote(events, { votes_for: 35n }, majority);
    expect(resultOf(late, of(late, NORTHWIND), 1, false, NOW).decides).toBe(false);
  });

  it("goes on where the outcome is turned late, by one voting period at most", () => {
    const rule = { extension: BigInt(2 * DAY) };
    const end = SNAPSHOT + 7 * DAY;
    const stands = vote(HALF, HALF_TALLY, rule);
    const cast = (now: number, support: 0 | 1) => resultOf(stands, of(stands, NORTHWIND), support, false, now).goesOnUntil;
    expect(cast(end - DAY, 1)).toBe(end + DAY);
    expect(cast(end - 2 * DAY, 1)).toBeUndefined();
    expect(cast(end - DAY, 0)).toBeUndefined();
    const moved = vote(HALF, HALF_TALLY, rule, { deadline: SNAPSHOT + 14 * DAY - 60 });
    expect(resultOf(moved, of(moved, NORTHWIND), 1, false, SNAPSHOT + 14 * DAY - 60).goesOnUntil).toBe(SNAPSHOT + 14 * DAY);
  });

  it("is tied where somebody may break that", () => {
    const rule = { mode: BigInt(MODE.MAJORITY), seat_approval_bps: 0n, approval_bps: 5_000n, quorum_bps: 1_000n, tie_breaker: AGENT };
    const stands = vote([ballot(SOUTHBANK, 0, 25n)], { votes_against: 25n, ties_break: true }, rule, {}, facts({ weights: new Map([[0, 25n], [2, 25n]]) }));
    expect(resultOf(stands, of(stands, NORTHWIND), 1, false, NOW).outcome).toBe("tied");
  });

  it("is told of the weights of now before it is counted", () => {
    const pending = vote([], { base: 0n }, {}, { state: STATE.PENDING }, facts({ isCounted: false }));
    expect(pending.count.base).toBe(100n);
    expect(resultOf(pending, of(pending, NORTHWIND), 1, false, NOW).count.favour).toBe(40n);
  });
});
