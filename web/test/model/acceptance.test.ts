import { describe, expect, it } from "vitest";
import { PHASE, STATUS } from "../../src/generated/enums";
import type { Offer } from "../../src/generated/views";
import { acceptanceMessage, acceptBy, foundersOf, mismatches, obstacleOf, standingOf } from "../../src/model/acceptance";
import { packDeal } from "../../src/model/deal";
import { ETHER } from "../../src/types";
import { digestOf as hashOf, type Message, typedDataOf } from "../../src/wallet/messages";
import { HASH, partner, snapshot, SOUTHBANK } from "./story";

const digestOf = (message: Message) => hashOf(typedDataOf(message));
const invited = partner({ account: SOUTHBANK, holder: SOUTHBANK, seat: 2, status: STATUS.INVITED, weight: 25n, units: 25n, acceptedVersion: 0, nonce: 0n });
const forming = snapshot({ phase: PHASE.FORMING, roster: [partner(), invited] });
const offer: Offer = { version: 1n, terms_hash: HASH, deal: packDeal(forming.deal), weight: 25n, units: 25n, role: 1n, probation_ends: 0n, decisions: 0n };
const offered = { account: SOUTHBANK, offer, boundUntil: 0 };
const ether = { address: ETHER, symbol: "ETH", decimals: 18, isEther: true, isListed: true };

describe("who would accept", () => {
  it("joins, renews, has accepted, is gone or a stranger", () => {
    expect(standingOf(forming, invited)).toBe("joins");
    expect(standingOf(forming, partner())).toBe("accepted");
    const newer = snapshot({ terms: { version: 2, hash: HASH, windowCloses: 9, windowIsOpen: true } });
    expect(standingOf(newer, partner())).toBe("renews");
    expect(standingOf(newer, partner({ status: STATUS.LEFT }))).toBe("gone");
    expect(standingOf(newer, undefined)).toBe("stranger");
    expect([acceptBy(forming, invited), acceptBy(newer, partner()), acceptBy(snapshot(), partner({ ...invited, respondBy: 77 }))]).toEqual([500, 9, 77]);
  });

  it("is the last of the founders, or not", () => {
    expect(foundersOf(forming, SOUTHBANK)).toMatchObject({ isLast: true, accepted: [{}], missing: [{}] });
    expect(foundersOf(forming, partner().account).isLast).toBe(false);
    expect(foundersOf(snapshot({ roster: [partner(), invited] }), SOUTHBANK).isLast).toBe(false);
  });
});

describe("an acceptance that would not count", () => {
  it("is told by its reason, as the contract looks for it", () => {
    const at = (now: number, seen = forming, more = {}) => obstacleOf(seen, invited, { ...offered, ...more }, now);
    expect(at(500)).toBeUndefined();
    expect(at(501)).toBe("void");
    expect(at(1, snapshot({ phase: PHASE.VOID }))).toBe("void");
    expect(at(1, snapshot({ phase: PHASE.WINDING_UP }))).toBe("windingUp");
    expect(at(1, snapshot())).toBe("late");
    const required = { sum: { token: ether, amount: 3n }, made: 2n };
    expect(at(1, forming, { required })).toBe("contribute");
    expect(at(1, forming, { required: { ...required, made: 3n } })).toBeUndefined();
  });

  it("is kept out by the ceilings, with the weight of who is suspended counted", () => {
    const late = { ...invited, respondBy: 2_000 };
    const seen = (weights: bigint, units: bigint) => snapshot({ totalWeight: weights, totalUnits: units, roster: [partner({ weight: weights }), partner({ status: STATUS.SUSPENDED, weight: 5n }), late] });
    expect(obstacleOf(seen(90n, 90n), late, offered, 1)).toBeUndefined();
    expect(obstacleOf(seen(90n, 101n), late, offered, 1)).toBe("unitsCeiling");
    expect(obstacleOf(seen(96n, 90n), late, offered, 1)).toBe("weightCeiling");
  });
});

describe("what is signed", () => {
  it("is what is shown, or it is said what is not", () => {
    expect(mismatches(forming, invited, offer)).toEqual([]);
    expect(mismatches(forming, invited, { ...offer, terms_hash: `0x${"22".repeat(32)}` })).toEqual(["terms"]);
    expect(mismatches(forming, invited, { ...offer, deal: offer.deal + 1n })).toEqual(["deal"]);
    expect(mismatches(forming, invited, { ...offer, units: 24n, role: 3n, probation_ends: 9n })).toEqual(["shares", "role", "probation"]);
  });

  it("changes with every number of it, and with who it is for", () => {
    const digest = (some: Partial<Offer> = {}, deadline = 9, who = invited) => digestOf(acceptanceMessage(forming.place, who, { ...offer, ...some }, deadline));
    const all = [digest(), digest({ weight: 24n }), digest({ units: 24n }), digest({ role: 3n }), digest({ decisions: 1n }), digest({ probation_ends: 1n }), digest({ deal: offer.deal + 1n }), digest({}, 10), digest({}, 9, { ...invited, nonce: 1n })];
    expect(new Set(all).size).toBe(all.length);
    const renewal = acceptanceMessage(forming.place, partner(), offer, 9);
    expect(renewal.kind).toBe("Renewal");
    expect(Object.keys(renewal.values)).toEqual(["partner", "version", "termsHash", "deal", "nonce", "deadline"]);
  });

  it("is what a contract hashed", () => {
    const renewed: Offer = {
      version: 1n,
      terms_hash: "0xa77224e2eed1a94b85547c67f954bcdeffa292a4e7e32249f0953319ca5b6769",
      deal: 0xf024ea003e80fa000000001f4000001f400000000009c4004f1a00n,
      weight: 0n,
      units: 0n,
      role: 0n,
      probation_ends: 0n,
      decisions: 0n,
    };
    const message = acceptanceMessage(forming.place, partner({ nonce: 1n }), renewed, 9);
    expect(digestOf(message)).toBe("0x5d60e20d11fdac377a640103120026dd28035d5d283eb063f8fb6949456f6e46");
  });
});
