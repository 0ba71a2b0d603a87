import { describe, expect, it } from "vitest";
import type { ChainEvent } from "../../src/chain/events";
import { escrowOf } from "../../src/chain/contracts";
import { check, proposalId } from "../../src/model/checks";
import type { Snapshot } from "../../src/model/partnership";
import type { Address, Hex } from "../../src/types";
import { EASTPORT, HOUSE, NORTHWIND, proposal, SNAPSHOT, snapshot } from "./made";

const HASH: Hex = `0x${"ab".repeat(32)}`;

function event(name: string, args: Record<string, unknown>): ChainEvent {
  return { name, args, address: HOUSE, block: 1, index: 0, transaction: HASH };
}

const accepted = (partner: Address, hash: Hex = HASH) => event("TermsAccepted", { partner, version: 1n, terms_hash: hash });

/** A partnership of which everything fits. */
function whole(more: Partial<Snapshot> = {}): Snapshot {
  const made = { ...proposal(), number: 1 };
  const id = proposalId(made);
  const own = { ...made, id };
  const base = snapshot(SNAPSHOT);
  return {
    ...base,
    escrow: escrowOf(HOUSE),
    terms: { version: 1, hash: HASH, windowCloses: 0, windowIsOpen: false },
    published: [{ version: 1, hash: HASH, uri: "", block: 1 }],
    totalWeight: base.roster.reduce((sum, partner) => sum + partner.weight, 0n),
    totalUnits: base.roster.reduce((sum, partner) => sum + partner.units, 0n),
    proposalCount: 1,
    made: [own],
    proposals: new Map([[1, own]]),
    events: base.roster.map((partner) => accepted(partner.account)),
    troubles: [],
    ...more,
  };
}

const outcomes = (seen: Snapshot) => Object.fromEntries(check(seen).all.map((one) => [one.name, one.outcome]));

describe("what a node says", () => {
  it("agrees where all of it fits together", () => {
    expect(Object.values(outcomes(whole()))).toEqual(Array.from({ length: 7 }, () => "agrees"));
  });

  it("contradicts itself where the escrow is not the partnership's own", () => {
    expect(outcomes(whole({ escrow: EASTPORT })).escrow).toBe("contradicts");
  });

  it("contradicts itself where the terms in force are not those published last", () => {
    const other: Hex = `0x${"cd".repeat(32)}`;
    expect(outcomes(whole({ terms: { version: 1, hash: other, windowCloses: 0, windowIsOpen: false } })).terms).toBe("contradicts");
    expect(outcomes(whole({ published: [] })).terms).toBe("contradicts");
  });

  it("contradicts itself where a proposal's id does not follow from its actions, its sums or its text", () => {
    const seen = whole();
    const [made] = seen.made;
    if (!made) throw new Error("no proposal");
    const [action] = made.actions;
    if (!action) throw new Error("no action");
    const lies = [
      { ...made, description: `${made.description} ` },
      { ...made, actions: [{ ...action, value: action.value + 1n }] },
      { ...made, actions: [{ ...action, target: NORTHWIND }] },
      { ...made, actions: [...made.actions, action] },
    ];
    for (const lie of lies) {
      const found = check({ ...seen, made: [lie] }).contradictions;
      expect(found.map(({ name, about }) => [name, about])).toEqual([["ids", [1]]]);
    }
  });

  it("contradicts itself where a proposal is left out", () => {
    expect(outcomes(whole({ made: [] })).count).toBe("contradicts");
    expect(outcomes(whole({ proposalCount: 2 })).count).toBe("contradicts");
  });

  it("contradicts itself where a tally is not the sum of the ballots", () => {
    const seen = whole();
    const [own] = seen.made;
    const cast = event("VoteCast", { voter: NORTHWIND, proposalId: own?.id, support: 1, weight: 40n, reason: "" });
    const found = check({ ...seen, events: [...seen.events, cast] }).contradictions;
    expect(found.map(({ name, about }) => [name, about])).toEqual([["tallies", [1]]]);
    const taken = event("VoteReduced", { delegate: NORTHWIND, proposalId: own?.id, support: 1, weight: 40n });
    expect(outcomes({ ...seen, events: [...seen.events, cast, taken] }).tallies).toBe("agrees");
  });

  it("contradicts itself where partners have units that are not in the total", () => {
    expect(outcomes(whole({ totalUnits: 1n })).units).toBe("contradicts");
  });

  it("contradicts itself where a partner accepted something else, or nothing", () => {
    const seen = whole();
    expect(outcomes({ ...seen, events: [] }).acceptances).toBe("contradicts");
    const other = seen.roster.map((partner) => accepted(partner.account, `0x${"cd".repeat(32)}`));
    expect(outcomes({ ...seen, events: other }).acceptances).toBe("contradicts");
  });

  it("is not called right where it could not be checked", () => {
    const found = check(whole({ troubles: ["history:"], events: [], made: [] }));
    expect(found.contradictions).toEqual([]);
    expect(found.unknown.map(({ name }) => name)).toEqual(["terms", "ids", "count", "tallies", "acceptances"]);
  });
});
