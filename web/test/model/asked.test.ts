import { describe, expect, it } from "vitest";
import { STATE } from "../../src/generated/enums";
import { maybeOpen } from "../../src/model/alive";
import { askedOf, silentOf } from "../../src/model/asked";
import { comingDates } from "../../src/model/dates";
import type { Proposal, ProposalMade, Snapshot } from "../../src/model/partnership";
import { todos } from "../../src/model/todo";
import { ETHER } from "../../src/types";
import { AGENT, DAY, DUAL_RULE, EASTPORT, event, NORTHWIND, own, proposal, SNAPSHOT, snapshot, SOUTHBANK } from "./made";

const NOW = SNAPSHOT + DAY;
const PAYS = { target: AGENT, value: 5n, data: "0x" as const };
const MATTER: Snapshot["matters"][number] = {
  target: ETHER, selector: "0x00000000", has_argument: false, argument: `0x${"00".repeat(32)}`, holder: EASTPORT, steering: 0n, days: 10n,
  ends: 0n, notice_days: 0n, link: 0n, limit: 0n, counted: 0n, maximum: 0n, period_hours: 0n,
};

function seen(one: Proposal, more: Partial<Snapshot> = {}, events = [] as ReturnType<typeof event>[]): Snapshot {
  return snapshot(NOW, events, { proposals: new Map([[one.number, one]]), ...more });
}

describe("which proposals wait for an answer", () => {
  it("are those that do what was reserved to somebody, until silence is consent", () => {
    const one = proposal({ actions: [PAYS] });
    const at = seen(one, { matters: [MATTER] });
    expect([...askedOf(at, EASTPORT)]).toEqual([[2, SNAPSHOT - 2 * DAY + 10 * DAY]]);
    expect(askedOf(at, NORTHWIND).size).toBe(0);
    const said = event("ConsentGiven", { proposalId: 7n, holder: EASTPORT, agrees: false, weight: 0n });
    expect(askedOf(seen(one, { matters: [MATTER] }, [said]), EASTPORT).size).toBe(0);
    expect(askedOf(seen(proposal({ actions: [PAYS], state: STATE.EXECUTED }), { matters: [MATTER] }), EASTPORT).size).toBe(0);
  });

  it("are those that lower somebody's own shares, until they can be carried out no more", () => {
    const lower = proposal({ actions: [own("set_shares", [SOUTHBANK, 25n, 20n])] });
    expect([...askedOf(seen(lower), SOUTHBANK)]).toEqual([[2, lower.executableUntil]]);
    expect(askedOf(seen(lower), EASTPORT).size).toBe(0);
    expect(askedOf(seen(proposal({ actions: [own("set_shares", [SOUTHBANK, 25n, 30n])] })), SOUTHBANK).size).toBe(0);
  });
});

describe("who may still say no", () => {
  const passed = proposal({ actions: [PAYS], state: STATE.SUCCEEDED, executableFrom: NOW, executableUntil: NOW + 20 * DAY });
  const until = SNAPSHOT - 2 * DAY + 10 * DAY;
  const said = (agrees: boolean) => event("ConsentGiven", { proposalId: 7n, holder: EASTPORT, agrees, weight: 0n });
  const kinds = (at: Snapshot) =>
    todos(at, { account: NORTHWIND, block: 100n, partner: at.roster[0], voices: [], claimable: [], offer: undefined, seatsOffered: [], seatOffer: undefined, required: undefined }, NOW, new Map(), silentOf(at)).map(({ kind }) => kind);

  it("is waited for before anybody is told to carry it out", () => {
    const waits = seen(passed, { matters: [MATTER] });
    expect([...silentOf(waits)]).toEqual([[passed.number, until]]);
    expect(kinds(waits)).toEqual([]);
    expect(comingDates(waits, NOW, silentOf(waits)).map(({ kind, at }) => [kind, at])).toEqual([["executable", until + 1], ["expires", NOW + 20 * DAY]]);
  });

  it("is not waited for who has answered, or is not asked", () => {
    for (const at of [seen(passed), seen(passed, { matters: [MATTER] }, [said(true)])]) {
      expect(silentOf(at).size).toBe(0);
      expect(kinds(at)).toEqual(["carry-out"]);
      expect(comingDates(at, NOW, silentOf(at)).map(({ kind }) => kind)).toEqual(["expires"]);
    }
  });
});

describe("which proposals may still be open", () => {
  it("are those that the log has not ended, for as long as the slowest rule lets one live", () => {
    const made = (number: number, opens: number): ProposalMade => ({ ...proposal(), number, id: BigInt(number), snapshot: opens });
    const rule = 2 * 7 * DAY + 3 * DAY + 30 * DAY + 7 * DAY;
    const list = [made(1, NOW - rule - 1), made(2, NOW - rule), made(3, NOW), made(4, NOW)];
    const events = [event("RuleSet", { decision_class: 0n, version: 1n, rule: DUAL_RULE }, 1), event("ProposalExecuted", { proposalId: 3n }), event("ProposalCanceled", { proposalId: 4n })];
    expect(maybeOpen(snapshot(NOW, events, { made: list }))).toEqual([2]);
  });
});
