import { describe, expect, it } from "vitest";
import { STATE } from "../../src/generated/enums";
import type { Matter } from "../../src/generated/views";
import { askedOf } from "../../src/model/asked";
import { NATIVE } from "../../src/model/tokens";
import { ETHER, type Hex } from "../../src/types";
import { AGENT, DAY, EASTPORT, event, NORTHWIND, own, proposal, SNAPSHOT, snapshot, SOUTHBANK } from "./made";

const NOW = SNAPSHOT + DAY;
const NOTHING: Hex = `0x${"0".repeat(64)}`;
const PAYS = { target: AGENT, value: 5n, data: "0x" } as const;
const PAYMENTS: Matter = {
  target: ETHER, selector: "0x00000000", has_argument: false, argument: NOTHING, holder: AGENT, steering: 0n,
  days: 14n, ends: 0n, notice_days: 0n, link: 0n, limit: 0n, counted: 0n, maximum: 0n, period_hours: 0n,
};

const seen = (made: ReturnType<typeof proposal>, more: Parameters<typeof snapshot>[2] = {}, events: Parameters<typeof snapshot>[1] = []) =>
  snapshot(NOW, events, { proposals: new Map([[made.number, made]]), ...more });

describe("who is asked", () => {
  it("is whose votes or units would be lowered, until it is carried out", () => {
    const lowering = proposal({ actions: [own("set_shares", [SOUTHBANK, 24n, 25n])] });
    expect([...askedOf(seen(lowering), SOUTHBANK, NOW)]).toEqual([[2, lowering.executableUntil]]);
    expect(askedOf(seen(lowering), NORTHWIND, NOW).size).toBe(0);
    expect(askedOf(seen(proposal({ actions: [own("set_shares", [SOUTHBANK, 25n, 26n])] })), SOUTHBANK, NOW).size).toBe(0);
  });

  it("is who holds what is reserved, for as long as its silence is no consent", () => {
    const paying = proposal({ actions: [PAYS] });
    const made = SNAPSHOT - 2 * DAY;
    expect([...askedOf(seen(paying, { matters: [PAYMENTS] }), AGENT, NOW)]).toEqual([[2, made + 14 * DAY]]);
    expect(askedOf(seen(paying, { matters: [PAYMENTS] }), AGENT, made + 14 * DAY + 1).size).toBe(0);
    expect(askedOf(seen(paying, { matters: [{ ...PAYMENTS, ends: BigInt(NOW - 1) }] }), AGENT, NOW).size).toBe(0);
  });

  it("is who holds a floor that would be fallen below", () => {
    const floors = [{ token: ETHER, amount: 10n, holder: EASTPORT, ends: 0n, notice_days: 0n }];
    const balances = (treasury: bigint) => [{ token: NATIVE, treasury, escrow: 0n, undistributed: 0n }];
    const paying = proposal({ actions: [PAYS] });
    expect(askedOf(seen(paying, { floors, balances: balances(14n) }), EASTPORT, NOW).size).toBe(1);
    expect(askedOf(seen(paying, { floors, balances: balances(15n) }), EASTPORT, NOW).size).toBe(0);
  });

  it("is nobody who has answered, and nobody once it is over", () => {
    const lowering = proposal({ actions: [own("set_shares", [SOUTHBANK, 1n, 1n])] });
    const answered = [event("ConsentGiven", { proposalId: 7n, holder: SOUTHBANK, agrees: false, weight: 0n })];
    expect(askedOf(seen(lowering, {}, answered), SOUTHBANK, NOW).size).toBe(0);
    expect(askedOf(seen(proposal({ ...lowering, state: STATE.EXECUTED })), SOUTHBANK, NOW).size).toBe(0);
  });

  it("is found out without stumbling over calldata that is none", () => {
    const junk = proposal({ actions: [{ target: own("expel", [SOUTHBANK]).target, value: 0n, data: "0x1234" }] });
    expect(askedOf(seen(junk), SOUTHBANK, NOW).size).toBe(0);
  });
});
