import { describe, expect, it } from "vitest";
import { STATE, STATUS } from "../../src/generated/enums";
import type { Need } from "../../src/model/needs";
import { type Moment, timelineOf } from "../../src/model/timeline";
import type { Proposal } from "../../src/model/partnership";
import { AGENT, ADMIT, DAY, DUAL_RULE, EASTPORT, event, facts, own, partner, proposal, SNAPSHOT, snapshot, SOUTHBANK, WESTGATE } from "./made";

const END = SNAPSHOT + 7 * DAY;

function line(now: number, one: Proposal, events = [] as ReturnType<typeof event>[], needs: Need[] = []): Moment[] {
  return timelineOf({ snapshot: snapshot(now, events), proposal: one, needs, timeOf: facts().timeOf, now });
}

const shape = (moments: readonly Moment[]) => moments.map(({ kind, when }) => `${kind} ${when}`);

describe("what happens when", () => {
  it("is told from the making to what follows, while votes are cast", () => {
    const moments = line(SNAPSHOT + DAY, proposal());
    expect(shape(moments)).toEqual(["made past", "opens past", "open now", "closes toCome", "waits toCome", "runs toCome", "follows toCome"]);
    expect(moments.map(({ at, until }) => [at, until])).toEqual([
      [SNAPSHOT - 2 * DAY, undefined],
      [SNAPSHOT + 1, undefined],
      [undefined, END],
      [END, undefined],
      [END, END + 3 * DAY],
      [END + 3 * DAY + 1, END + 33 * DAY],
      [undefined, undefined],
    ]);
    expect(moments.at(-1)?.follow).toEqual({ kind: "accepts", who: WESTGATE, seconds: 14 * DAY });
    expect(moments[4]?.exit).toBe(true);
  });

  it("begins with the second after the snapshot", () => {
    expect(shape(line(SNAPSHOT, proposal({ state: STATE.PENDING }))).slice(0, 3)).toEqual(["made past", "opens toCome", "closes toCome"]);
    expect(shape(line(SNAPSHOT + 1, proposal())).slice(1, 3)).toEqual(["opens past", "open now"]);
    expect(shape(line(END, proposal())).slice(2, 4)).toEqual(["open now", "closes toCome"]);
  });

  it("has one now: the time to think, then the time to carry it out", () => {
    const queued = proposal({ state: STATE.QUEUED });
    expect(shape(line(END + 1, queued))).toEqual(["made past", "opens past", "closes past", "waits now", "runs toCome", "follows toCome"]);
    expect(shape(line(END + 3 * DAY, queued)).slice(3, 5)).toEqual(["waits now", "runs toCome"]);
    const runs = line(END + 3 * DAY + 1, proposal({ state: STATE.SUCCEEDED }));
    expect(shape(runs).slice(3, 5)).toEqual(["waits past", "runs now"]);
  });

  it("ends where it was rejected, called off, stopped, carried out or left to lapse", () => {
    expect(shape(line(END + 1, proposal({ state: STATE.DEFEATED }))).slice(-2)).toEqual(["closes past", "failed now"]);
    const canceled = [event("ProposalCanceled", { proposalId: 7n }, DAY)];
    expect(shape(line(END, proposal({ state: STATE.CANCELED }), canceled))).toEqual(["made past", "opens past", "canceled past"]);
    const block = 8 * DAY;
    const stopped = [event("ProposalStopped", { proposalId: 7n }, block), event("ProposalCanceled", { proposalId: 7n }, block)];
    expect(shape(line(END + 2 * DAY, proposal({ state: STATE.CANCELED, tally: { stopped: true } }), stopped))).toEqual([
      "made past", "opens past", "closes past", "waits past", "stopped past",
    ]);
    const done = [event("ProposalExecuted", { proposalId: 7n }, 11 * DAY)];
    const executed = proposal({ state: STATE.EXECUTED });
    expect(shape(line(END + 9 * DAY, executed, done)).slice(-2)).toEqual(["waits past", "executed past"]);
    const invited = { roster: [partner(WESTGATE, 3, 20n, { status: STATUS.INVITED, respondBy: END + 20 * DAY })] };
    const after = timelineOf({ snapshot: snapshot(END + 9 * DAY, done, invited), proposal: executed, needs: [], timeOf: facts().timeOf, now: END + 9 * DAY });
    expect(after.at(-1)).toMatchObject({ kind: "follows", when: "now", until: END + 20 * DAY });
    expect(shape(line(END + 40 * DAY, proposal({ state: STATE.EXPIRED }))).slice(-2)).toEqual(["runs past", "lapsed now"]);
  });

  it("tells that the end was moved, and who breaks a tie until when", () => {
    const moved = line(SNAPSHOT + DAY, proposal({ deadline: END + DAY }));
    expect(moved.find(({ kind }) => kind === "closes")).toMatchObject({ at: END + DAY, announced: END });
    const rule = { ...DUAL_RULE, approval_bps: 5_000n, tie_breaker: AGENT };
    const tied = line(END + 1, proposal({ rule, tally: { votes_for: 40n, votes_against: 40n, votes_abstain: 20n, seats_for: 1n, seats_against: 1n, ties_break: true } }));
    expect(tied.find(({ kind }) => kind === "tie")).toMatchObject({ when: "now", who: AGENT, until: END + 7 * DAY });
  });

  it("tells how a vote ended before a block says so", () => {
    const passing = { votes_for: 75n, seats_for: 2n };
    expect(shape(line(END + 1, proposal({ tally: passing })))).toEqual(["made past", "opens past", "closes past", "waits now", "runs toCome", "follows toCome"]);
    expect(shape(line(END + 3 * DAY + 1, proposal({ tally: passing }))).slice(3, 5)).toEqual(["waits past", "runs now"]);
    expect(shape(line(END + 1, proposal({ tally: { votes_for: 20n, seats_for: 1n } })))).toEqual(["made past", "opens past", "closes past", "failed now"]);
  });

  it("tells who may still say no after the vote", () => {
    const need: Need = {
      action: 0, holder: SOUTHBANK, steering: 0, answer: 0, isWithin: false, silentUntil: END + 5 * DAY, letsTake: false,
      matter: {
        target: WESTGATE, selector: "0x00000000", has_argument: false, argument: "0x", holder: SOUTHBANK, steering: 0n, days: 14n,
        ends: 0n, notice_days: 0n, link: 0n, limit: 0n, counted: 0n, maximum: 0n, period_hours: 0n,
      },
    };
    expect(line(SNAPSHOT + DAY, proposal(), [], [need]).find(({ kind }) => kind === "silence")).toMatchObject({ who: SOUTHBANK, until: END + 5 * DAY });
    // Nobody can carry it out before, unless the one who is asked says yes.
    const ready = proposal({ state: STATE.SUCCEEDED });
    expect(line(END + 4 * DAY, ready, [], [need]).slice(4, 6)).toMatchObject([{ kind: "silence", when: "now" }, { kind: "runs", when: "toCome", at: END + 5 * DAY + 1 }]);
    expect(shape(line(END + 5 * DAY + 1, ready, [], [need])).slice(4, 6)).toEqual(["silence past", "runs now"]);
    expect(line(END + 4 * DAY, ready, [], [{ ...need, answer: 1 }])[4]).toMatchObject({ kind: "runs", when: "now", at: END + 3 * DAY + 1 });
    expect(line(SNAPSHOT + DAY, proposal(), [], [{ ...need, answer: 1 }]).some(({ kind }) => kind === "silence")).toBe(false);
  });

  it("opens no exit in an everyday decision, or by winding up alone", () => {
    const exit = (one: Proposal) => line(SNAPSHOT + DAY, one).find(({ kind }) => kind === "waits")?.exit;
    expect(exit(proposal({ decisionClass: 2 }))).toBe(false);
    const windUp = own("wind_up", [[], 0n]);
    expect(exit(proposal({ actions: [windUp] }))).toBe(false);
    expect(exit(proposal({ actions: [windUp, ADMIT] }))).toBe(true);
  });

  it("names what nobody has to wait for", () => {
    const at_once = proposal({ rule: { ...DUAL_RULE, execution_delay: 0n } });
    expect(shape(line(SNAPSHOT + DAY, at_once))).not.toContain("waits toCome");
    expect(line(SNAPSHOT + DAY, proposal())[0]).toMatchObject({ who: EASTPORT });
  });
});
