import { describe, expect, it } from "vitest";
import { PHASE, STATUS } from "../../src/generated/enums";
import { DEFAULT_DEAL } from "../../src/generated/bounds";
import type { Partner, Snapshot } from "../../src/model/partnership";
import { historyOf, refusalNeeds, seatActs, type SeatFacts } from "../../src/model/seats";
import type { Address } from "../../src/types";
import { EASTPORT, event, NORTHWIND, OUTSIDER, partner, snapshot, SOUTHBANK } from "./story";

const DAY = 86_400;
const NOTICE = { ...DEFAULT_DEAL, notice_seconds: BigInt(60 * DAY), max_units: 125n, max_weight: 125n };
const held = [event("DealSet", { version: 1n, deal: NOTICE, capital: [] })];
const FACTS: SeatFacts = { vestedUnits: 40n, payout: NORTHWIND, viewerHasStanding: true, exits: [] };

function acts(seen: Snapshot, seat: Partner, viewer: Address | undefined, now = 1_000_000, facts: Partial<SeatFacts> = {}) {
  return Object.fromEntries(seatActs(seen, seat, viewer, { ...FACTS, ...facts }, now).map(({ name, why, from }) => [name, why ? [why, from].filter(Boolean).join(" ") : true]));
}

describe("one's own seat", () => {
  it("is left at once where the deal asks for no notice", () => {
    expect(acts(snapshot(), partner(), NORTHWIND)).toEqual({ represent: true, offerSeat: true, leave: true });
  });

  it("is left after the notice that the accepted deal asks for, for 90 days", () => {
    const seen = snapshot({ events: held });
    const at = (leavesAt: number, now: number) => acts(seen, partner({ leavesAt }), NORTHWIND, now);
    expect(at(0, 1)).toMatchObject({ giveNotice: true, leave: "giveNoticeFirst" });
    expect(at(100, 99)).toMatchObject({ giveNotice: "noticeGiven", leave: "noticeRunning 100" });
    expect(at(100, 100)).toMatchObject({ giveNotice: "noticeGiven", leave: true });
    expect(at(100, 100 + 90 * DAY)).toMatchObject({ leave: true });
    expect(at(100, 101 + 90 * DAY)).toMatchObject({ giveNotice: true, leave: "noticeLapsed" });
  });

  it("is free of notice for who has not accepted the newest terms, was expelled, or whose probation is over", () => {
    const seen = snapshot({ events: held, terms: { ...snapshot().terms, version: 2 } });
    expect(acts(seen, partner(), NORTHWIND)).toMatchObject({ leave: true });
    expect(acts(snapshot({ events: held }), partner({ status: STATUS.EXPELLED, leavesAt: 5 }), NORTHWIND, 1)).toMatchObject({ leave: true });
    expect(acts(snapshot({ events: held }), partner({ probationEnds: 5 }), NORTHWIND, 6)).toMatchObject({ leave: true, offerSeat: "notActive", endProbation: true });
  });

  it("is left over a decision that one did not vote for, and never by the last partner", () => {
    expect(acts(snapshot({ events: held }), partner(), NORTHWIND, 1, { exits: [3] })).toMatchObject({ leaveDissenting: true });
    expect(acts(snapshot({ roster: [partner()] }), partner(), NORTHWIND)).toMatchObject({ leave: "last" });
  });

  it("is taken back while the partnership forms, and stays while it winds up", () => {
    expect(acts(snapshot({ phase: PHASE.FORMING }), partner(), NORTHWIND)).toEqual({ withdraw: true });
    expect(acts(snapshot({ phase: PHASE.WINDING_UP }), partner(), NORTHWIND)).toEqual({ represent: true, offerSeat: true });
  });

  it("is answered for when it is called, also after it lapsed", () => {
    expect(acts(snapshot(), partner({ answerBy: 2_000_000 }), NORTHWIND)).toMatchObject({ answer: true, lapse: "answerTimeLeft 2000001" });
    expect(acts(snapshot(), partner({ isLapsed: true }), NORTHWIND)).toMatchObject({ answer: true });
    expect(acts(snapshot({ terms: { ...snapshot().terms, version: 2 } }), partner({ isLapsed: true }), NORTHWIND)).not.toHaveProperty("answer");
  });
});

describe("the seat of another", () => {
  const offer = { to: OUTSIDER, readyAt: 1_500_000 };
  const offered = event("SeatOffered", { partner: NORTHWIND, to: OUTSIDER, ready_at: 1_500_000n, by_vote: false });

  it("is taken by whom it is offered to, once the others had time to refuse", () => {
    expect(acts(snapshot(), partner(), OUTSIDER, 1_499_999, { offer })).toEqual({ takeSeat: "mayStillBeRefused 1500000" });
    expect(acts(snapshot(), partner(), OUTSIDER, 1_500_000, { offer })).toEqual({ takeSeat: true });
  });

  it("is refused once by each partner, and not where a vote offered it", () => {
    const refused = event("MoveRefused", { partner: NORTHWIND, refuser: EASTPORT, weight: 35n, refused: 35n });
    const at = (...events: ReturnType<typeof event>[]) => acts(snapshot({ events }), partner(), EASTPORT, 1, { offer }).refuseMove;
    expect(at(offered)).toBe(true);
    expect(at(offered, refused)).toBe("refusedAlready");
    expect(at(offered, refused, offered)).toBe(true);
    expect(at(event("SeatOffered", { ...offered.args, by_vote: true }))).toBe("offeredByVote");
    expect(acts(snapshot(), partner(), EASTPORT, 1, { offer, viewerHasStanding: false }).refuseMove).toBe("noStanding");
    expect(refusalNeeds(snapshot({ events: [offered, refused] }), partner())).toEqual({ refused: 35n, needed: 21n, others: 60n });
    expect(refusalNeeds(snapshot({ events: [offered, refused, offered] }), partner()).refused).toBe(0n);
  });

  it("is called once a year", () => {
    const accepted = event("TermsAccepted", { partner: NORTHWIND, version: 1n });
    const called = event("PartnerCalled", { partner: NORTHWIND, caller: EASTPORT, answer_by: BigInt(100 * DAY + 60 * DAY) });
    const seen = snapshot({ events: [...snapshot().events, accepted, called] });
    expect(acts(seen, partner(), EASTPORT, 465 * DAY - 1).call).toBe(`calledThisYear ${465 * DAY}`);
    expect(acts(seen, partner(), EASTPORT, 465 * DAY).call).toBe(true);
    expect(acts(seen, partner({ isLapsed: true }), EASTPORT).call).toBe("lapsedAlready");
  });

  it("is seen by a stranger, who does only what is due", () => {
    expect(acts(snapshot(), partner(), undefined)).toEqual({});
    expect(acts(snapshot(), partner({ status: STATUS.SUSPENDED, suspendedUntil: 50 }), OUTSIDER, 50)).toEqual({ endSuspension: "stillSuspended 51" });
    expect(acts(snapshot(), partner({ status: STATUS.SUSPENDED, suspendedUntil: 50 }), OUTSIDER, 51)).toEqual({ endSuspension: true });
    expect(acts(snapshot(), partner({ status: STATUS.EXPELLED, leavesAt: 50 }), undefined, 50)).toEqual({ endNotice: true });
    expect(acts(snapshot(), partner({ answerBy: 50 }), undefined, 51)).toEqual({ lapse: true });
    const behind = snapshot({ terms: { ...snapshot().terms, version: 2, windowCloses: 100 } });
    expect(acts(behind, partner(), undefined, 100 + 7 * DAY)).toEqual({ lapse: `stillInBase ${101 + 7 * DAY}` });
    expect(acts(behind, partner(), undefined, 101 + 7 * DAY)).toEqual({ lapse: true });
    expect(acts(snapshot({ ...behind, terms: { ...behind.terms, windowIsOpen: true } }), partner(), undefined, 101 + 7 * DAY)).toEqual({});
  });
});

describe("the history of a seat", () => {
  it("goes with it from account to account, newest first", () => {
    const moved = event("SeatMoved", { partner: OUTSIDER, to: SOUTHBANK, seat: 2n });
    const before = event("TermsAccepted", { partner: OUTSIDER, version: 1n });
    const other = event("TermsAccepted", { partner: EASTPORT, version: 1n });
    const seat = partner({ account: SOUTHBANK, holder: SOUTHBANK, seat: 2 });
    expect(historyOf(snapshot({ events: [before, other, moved] }), seat)).toEqual([moved, before]);
  });
});
