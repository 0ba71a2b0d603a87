import { describe, expect, it } from "vitest";
import { PHASE, STATE, STATUS } from "../../src/generated/enums";
import type { Offer } from "../../src/generated/views";
import { comingDates } from "../../src/model/dates";
import { isOpen, standingOf } from "../../src/model/outcome";
import type { Proposal, Snapshot } from "../../src/model/partnership";
import { partnerOf } from "../../src/model/partnership";
import type { Personal } from "../../src/model/personal";
import { endOf, todos } from "../../src/model/todo";
import { NATIVE, tokenOf } from "../../src/model/tokens";
import { DAY, EASTPORT, NORTHWIND, partner, proposal, ROSTER, SNAPSHOT, snapshot, SOUTHBANK } from "./made";

const NOW = SNAPSHOT + DAY;
const OFFER = { version: 2n } as Offer;

function seen(proposals: readonly Proposal[], more: Partial<Snapshot> = {}): Snapshot {
  return snapshot(NOW, [], { proposals: new Map(proposals.map((one) => [one.number, one])), ...more });
}

function northwind(more: Partial<Personal> = {}): Personal {
  const [first = partner(NORTHWIND, 0, 40n)] = ROSTER;
  return {
    account: NORTHWIND,
    block: 100n,
    partner: first,
    voices: [{ partner: first, hasStanding: true, voted: new Set() }],
    claimable: [],
    offer: undefined,
    seatsOffered: [],
    seatOffer: undefined,
    required: undefined,
    ...more,
  };
}

const kinds = (snap: Snapshot, personal: Personal, now = NOW) => todos(snap, personal, now).map((todo) => todo.kind);

describe("what waits", () => {
  it("is a vote that is open and in which one has a voice", () => {
    const open = proposal();
    expect(kinds(seen([open]), northwind())).toEqual(["vote"]);
    const [first = partner(NORTHWIND, 0, 40n)] = ROSTER;
    const silent = [
      northwind({ voices: [{ partner: first, hasStanding: true, voted: new Set([open.id]) }] }),
      northwind({ voices: [{ partner: first, hasStanding: false, voted: new Set() }] }),
      northwind({ voices: [{ partner: { ...first, weight: 0n }, hasStanding: true, voted: new Set() }] }),
      northwind({ voices: [] }),
    ];
    for (const personal of silent) expect(kinds(seen([open]), personal)).toEqual([]);
    expect(kinds(seen([proposal({ recusedSeats: [0] })]), northwind())).toEqual([]);
  });

  it("is no vote before the second after the snapshot, nor after the last second", () => {
    const open = proposal();
    expect(kinds(seen([open]), northwind(), SNAPSHOT)).toEqual([]);
    expect(kinds(seen([open]), northwind(), SNAPSHOT + 1)).toEqual(["vote"]);
    expect(kinds(seen([open]), northwind(), open.deadline)).toEqual(["vote"]);
    expect(kinds(seen([open]), northwind(), open.deadline + 1)).toEqual([]);
  });

  it("comes with what ends first, and what does not lapse comes last", () => {
    const late = proposal({ number: 3, id: 8n, deadline: SNAPSHOT + 9 * DAY });
    const personal = northwind({ claimable: [{ token: NATIVE, amount: 1n }], offer: OFFER });
    const found = todos(seen([late, proposal()], { terms: { version: 2, hash: "0x", windowCloses: SNAPSHOT + 2 * DAY, windowIsOpen: true } }), personal, NOW);
    expect(found.map((todo) => todo.kind)).toEqual(["accept", "vote", "vote", "claim"]);
    expect(found.slice(0, 3).map(endOf)).toEqual([SNAPSHOT + 2 * DAY, SNAPSHOT + 7 * DAY, SNAPSHOT + 9 * DAY]);
  });

  it("is the acceptance of who is invited, as long as it can be given, after what it has to pay in", () => {
    const invited = partner(SOUTHBANK, 3, 10n, { status: STATUS.INVITED, respondBy: NOW + DAY, acceptedVersion: 0 });
    const personal = northwind({ account: SOUTHBANK, partner: invited, voices: [], offer: OFFER });
    expect(kinds(seen([]), personal)).toEqual(["accept"]);
    expect(kinds(seen([]), personal, NOW + DAY + 1)).toEqual([]);
    const founding = seen([], { phase: PHASE.FORMING, formationDeadline: NOW + 2 * DAY });
    expect(kinds(founding, { ...personal, required: { token: NATIVE, amount: 5n } })).toEqual(["contribute", "accept"]);
  });

  it("is an answer that somebody waits for, and what anyone may carry out", () => {
    const [first = partner(NORTHWIND, 0, 40n)] = ROSTER;
    expect(kinds(seen([]), northwind({ partner: { ...first, answerBy: NOW + 5 } }))).toEqual(["answer"]);
    const ready = proposal({ state: STATE.SUCCEEDED, executableFrom: NOW, executableUntil: NOW + 5 });
    expect(kinds(seen([ready]), northwind({ voices: [] }))).toEqual(["carry-out"]);
    expect(kinds(seen([ready]), northwind({ partner: undefined, voices: [] }))).toEqual([]);
  });

  it("is a seat that is offered, and a yes that is asked for", () => {
    const [, eastport = partner(EASTPORT, 1, 35n)] = ROSTER;
    const personal = northwind({ voices: [], seatsOffered: [{ partner: eastport, readyAt: NOW + 3 }] });
    expect(kinds(seen([]), personal)).toEqual(["take-seat"]);
    const asked = todos(seen([proposal()]), northwind({ voices: [] }), NOW, new Map([[2, NOW + 9]]));
    expect(asked.map((todo) => [todo.kind, endOf(todo)])).toEqual([["consent", NOW + 9]]);
  });
});

describe("dates to come", () => {
  it("are those of open proposals and of partners, soonest first", () => {
    const leaving = partner(SOUTHBANK, 2, 25n, { leavesAt: NOW + 3 });
    const found = comingDates(seen([proposal(), proposal({ number: 3, state: STATE.EXECUTED })], { roster: [leaving] }), NOW);
    expect(found.map(({ kind, isClosing, ifPassed }) => [kind, isClosing, ifPassed])).toEqual([
      ["leaves", false, false],
      ["closes", true, false],
      ["executable", false, true],
    ]);
  });
});

describe("where a proposal stands", () => {
  it("is told by what a reader can do about it", () => {
    expect(standingOf(proposal({ state: STATE.PENDING }), NOW)).toBe("waiting");
    expect(standingOf(proposal(), SNAPSHOT)).toBe("waiting");
    expect(standingOf(proposal(), NOW)).toBe("open");
    const over = proposal().deadline + 1;
    expect(standingOf(proposal({ tally: { votes_for: 70n, votes_against: 30n, votes_abstain: 0n, seats_for: 1n, seats_against: 1n, base: 100n, ties_break: true, contested: false } }), over)).toBe("tied");
    expect(standingOf(proposal({ tally: { votes_for: 70n, votes_against: 30n, votes_abstain: 0n, seats_for: 1n, seats_against: 1n, base: 100n, ties_break: false, contested: false } }), over)).toBe("failed");
    expect(standingOf(proposal({ tally: { votes_for: 75n, votes_against: 25n, seats_for: 2n, seats_against: 1n, base: 100n, contested: false } }), over)).toBe("delay");
    expect(standingOf(proposal({ tally: { votes_for: 10n, votes_against: 0n, seats_for: 1n, seats_against: 0n, base: 100n, contested: false } }), over)).toBe("failed");
    expect(standingOf(proposal({ state: STATE.CANCELED }), NOW)).toBe("withdrawn");
    expect(standingOf(proposal({ state: STATE.CANCELED, tally: { stopped: true } }), NOW)).toBe("stopped");
    expect([STATE.PENDING, STATE.ACTIVE, STATE.QUEUED, STATE.SUCCEEDED].every((state) => isOpen(proposal({ state })))).toBe(true);
    expect([STATE.CANCELED, STATE.DEFEATED, STATE.EXPIRED, STATE.EXECUTED].some((state) => isOpen(proposal({ state })))).toBe(false);
  });
});

describe("an account", () => {
  it("is the partner whose seat it has, and not one whose seat has moved", () => {
    const moved = partner(EASTPORT, 1, 35n, { holder: NORTHWIND });
    expect(partnerOf(snapshot(NOW), EASTPORT)?.seat).toBe(1);
    expect(partnerOf(snapshot(NOW, [], { roster: [moved] }), EASTPORT)).toBeUndefined();
    expect(partnerOf(snapshot(NOW), undefined)).toBeUndefined();
  });
});

describe("a token", () => {
  it("is named by its address where its symbol is ether's, hidden or too long", () => {
    for (const symbol of ["ETH", "eth", "wei", "", "US\u202eDX", "U\u0405DX", "x".repeat(21), 3, undefined]) {
      expect(tokenOf(EASTPORT, symbol, 6, true).symbol).toBe("0x4444…4444");
    }
    expect(tokenOf(EASTPORT, "USDX", 6, true)).toEqual({ address: EASTPORT, symbol: "USDX", decimals: 6, isEther: false, isListed: true });
  });

  it("that does not tell its decimals is counted in its smallest unit", () => {
    for (const decimals of [undefined, "6", -1, 78n, 2n ** 255n]) {
      expect(tokenOf(EASTPORT, "USDX", decimals, true)).toMatchObject({ decimals: 0, trouble: "it does not tell its decimals" });
    }
  });
});
