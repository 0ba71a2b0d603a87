import { decodeFunctionData } from "viem";
import { describe, expect, it } from "vitest";
import type { ChainEvent } from "../../src/chain/events";
import { RefusedError } from "../../src/chain/errors";
import type { Rpc } from "../../src/chain/rpc";
import { partnershipAbi } from "../../src/generated/abi";
import { ROLE, STATE } from "../../src/generated/enums";
import { againCall, type Act, actsOf, ballotCall, tryActs } from "../../src/model/acts";
import type { Facts } from "../../src/model/facts";
import type { Need } from "../../src/model/needs";
import type { Partner, Proposal } from "../../src/model/partnership";
import { voteOf } from "../../src/model/vote";
import type { Address } from "../../src/types";
import { AGENT, ballot, DAY, DUAL_RULE, EASTPORT, event, facts, NORTHWIND, partner, proposal, ROSTER, SNAPSHOT, snapshot, SOUTHBANK } from "./made";

const END = SNAPSHOT + 7 * DAY;

interface Scene {
  readonly now?: number;
  readonly one?: Proposal;
  readonly events?: readonly ChainEvent[];
  readonly known?: Partial<Facts>;
  readonly needs?: readonly Need[];
  readonly roster?: readonly Partner[];
}

function acts(account: Address, { now = SNAPSHOT + DAY, one = proposal(), events = [], known = {}, needs = [], roster = ROSTER }: Scene = {}): Act[] {
  const seen = snapshot(now, events, { roster });
  const read = facts(known);
  return actsOf({ snapshot: seen, proposal: one, facts: read, vote: voteOf(seen, one, read), needs, account });
}

const kinds = (found: readonly Act[]) => found.map(({ kind, asRepresentative }) => (asRepresentative ? `${kind} as` : kind));
const called = ({ call }: Act) => decodeFunctionData({ abi: partnershipAbi, data: call.data });

const ASKED: Need = { action: 0, holder: SOUTHBANK, steering: 0, answer: 0, isWithin: false, silentUntil: 0, letsTake: false };

describe("what an account may do with a proposal", () => {
  it("is a ballot, and staying out, for who has weight and has not voted", () => {
    expect(kinds(acts(NORTHWIND))).toEqual(["vote", "recuse"]);
    expect(kinds(acts(AGENT))).toEqual([]);
    expect(kinds(acts(NORTHWIND, { events: [ballot(NORTHWIND, 1, 40n)] }))).toEqual([]);
  });

  it("is its partner's ballot for a representative, which the partner overrules", () => {
    const roster = ROSTER.map((one) => (one.account === EASTPORT ? { ...one, representative: AGENT } : one));
    const found = acts(AGENT, { roster });
    expect(kinds(found)).toEqual(["vote as", "cancel as"]);
    expect(found[0] && called(found[0])).toMatchObject({ functionName: "cast_vote_as", args: [EASTPORT, 7n, 1, ""] });
    const lent = { roster, events: [ballot(EASTPORT, 1, 35n)], known: { lent: new Set([1]) } };
    expect(kinds(acts(AGENT, lent))).toEqual(["cancel as"]);
    expect(kinds(acts(EASTPORT, lent))).toEqual(["vote", "cancel"]);
  });

  it("is cast with a reason only where there is one", () => {
    const voice = { partner: partner(NORTHWIND, 0, 40n), asRepresentative: false };
    const ground = { proposal: proposal(), snapshot: snapshot(SNAPSHOT + DAY) };
    const name = (reason: string) => decodeFunctionData({ abi: partnershipAbi, data: ballotCall(ground, voice, 0, reason).data }).functionName;
    expect([name(""), name("no")]).toEqual(["castVote", "castVoteWithReason"]);
    expect(ballotCall(ground, voice, 0, "").value).toBe(0n);
  });

  it("is to contest, for who stays out because it is about it", () => {
    const out = { one: proposal({ recusedSeats: [0] }), events: [event("PartnerRecused", { proposalId: 7n, partner: NORTHWIND, by_class: true, reason: "" })] };
    expect(kinds(acts(NORTHWIND, out))).toEqual(["vote", "contest"]);
    const itself = { ...out, events: [event("PartnerRecused", { proposalId: 7n, partner: NORTHWIND, by_class: false, reason: "" })] };
    expect(kinds(acts(NORTHWIND, itself))).toEqual(["vote"]);
  });

  it("is to say yes where that is asked for, once", () => {
    expect(kinds(acts(SOUTHBANK, { needs: [ASKED] }))).toEqual(["vote", "recuse", "agree"]);
    const agreed = { needs: [{ ...ASKED, answer: 1 as const }], known: { answers: new Map([[SOUTHBANK, 1 as const]]) } };
    expect(kinds(acts(SOUTHBANK, agreed))).toEqual(["vote", "recuse"]);
    // An account outside that holds something is asked, too.
    expect(kinds(acts(AGENT, { needs: [{ ...ASKED, holder: AGENT }] }))).toEqual(["agree"]);
  });

  it("is to say no once it has passed, and to call it off before", () => {
    const passed = proposal({ state: STATE.QUEUED });
    expect(kinds(acts(NORTHWIND, { now: END + 1, one: passed }))).toEqual(["leave", "refuse"]);
    expect(kinds(acts(NORTHWIND, { now: END + 1, one: passed, known: { isNotedFor: true } }))).toEqual(["refuse"]);
    expect(kinds(acts(NORTHWIND, { now: END + 1, one: proposal({ state: STATE.QUEUED, decisionClass: 8, tally: { put_again: true } }) }))).toEqual([]);
    expect(kinds(acts(EASTPORT, { one: proposal({ state: STATE.PENDING }), now: SNAPSHOT - 1 }))).toContain("cancel");
    expect(kinds(acts(EASTPORT, { now: END + 1, one: passed }))).not.toContain("cancel");
  });

  it("is to object for a steering seat, or who was granted that from outside", () => {
    const one = proposal({ state: STATE.QUEUED, decisionClass: 8, rule: { ...DUAL_RULE, objections: 1n } });
    const roster = ROSTER.map((each) => (each.account === NORTHWIND ? { ...each, role: ROLE.STEERING } : each));
    expect(kinds(acts(NORTHWIND, { now: END + 1, one, roster }))).toEqual(["refuse", "object"]);
    expect(kinds(acts(EASTPORT, { now: END + 1, one }))).toEqual(["refuse"]);
    expect(kinds(acts(AGENT, { now: END + 1, one, known: { mayObjectUntil: END + 1 } }))).toEqual(["object"]);
    expect(kinds(acts(AGENT, { now: END + 1, one, known: { mayObjectUntil: END } }))).toEqual([]);
  });

  it("is to carry it out for anybody, with the very actions and no ether along", () => {
    const one = proposal({ state: STATE.SUCCEEDED, decisionClass: 8 });
    const [execute] = acts(AGENT, { now: END + 4 * DAY, one });
    expect(execute && called(execute)).toMatchObject({ functionName: "execute", args: [[one.actions[0]?.target], [0n], [one.actions[0]?.data], expect.any(String)] });
    expect(execute?.call.value).toBe(0n);
  });

  it("is to decide a tie for who breaks them", () => {
    const one = proposal({ rule: { ...DUAL_RULE, tie_breaker: AGENT }, tally: { ties_break: true } });
    expect(acts(AGENT, { now: END + 1, one }).map(({ kind, passes }) => [kind, passes])).toEqual([["breakTie", true], ["breakTie", false]]);
    expect(kinds(acts(AGENT, { now: END, one }))).toEqual([]);
  });

  it("is to put again what was stopped, in another text that names who does", () => {
    const one = proposal({ state: STATE.CANCELED, tally: { stopped: true } });
    expect(kinds(acts(NORTHWIND, { one, now: END + 1 }))).toEqual(["putAgain"]);
    const { data } = againCall({ proposal: one, snapshot: snapshot(END) }, partner(NORTHWIND, 0, 40n), "Again.");
    const { args } = decodeFunctionData({ abi: partnershipAbi, data });
    expect(args?.[0]).toBe(NORTHWIND);
    expect(args?.[4]).toBe(`Admit Westgate AG\n\nAgain.\n#proposer=${NORTHWIND.toLowerCase()}`);
    const same = { ...one, description: `Admit\n#proposer=${NORTHWIND.toLowerCase()}` };
    const again = decodeFunctionData({ abi: partnershipAbi, data: againCall({ proposal: same, snapshot: snapshot(END) }, partner(NORTHWIND, 0, 40n), "").data });
    expect(again.args?.[4]).not.toBe(same.description);
  });

  it("is tried on the node, and refused with its reason", async () => {
    const found = acts(NORTHWIND);
    const asked: unknown[] = [];
    const rpc: Rpc = {
      host: "node",
      request: () => Promise.reject(new Error("not asked")),
      batch: (requests) => {
        asked.push(...requests.map(({ params }) => params[0]));
        return Promise.resolve([
          { ok: true, result: "0x" },
          { ok: false, error: new RefusedError(3, "execution reverted: governor: already voted") },
        ]);
      },
    };
    const tried = await tryActs(rpc, 100n, NORTHWIND, found);
    expect(tried.map((one) => one.refusal)).toEqual([undefined, { kind: "reason", reason: "governor: already voted" }]);
    expect(asked).toMatchObject([{ from: NORTHWIND, data: found[0]?.call.data }, { from: NORTHWIND, data: found[1]?.call.data }]);
  });
});
