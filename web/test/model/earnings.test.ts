import { describe, expect, it } from "vitest";
import { byPlainTransfer, earnedBy, expectedOf, orderOfPayment, steadyReserve } from "../../src/model/earnings";
import { splitOf } from "../../src/model/statement/book";
import { divide } from "../../src/model/statement/order";
import { movementsOf } from "../../src/model/statement/flows";
import { keyOf } from "../../src/model/statement/proof";
import { ETHER } from "../../src/types";
import { answersOf, eventsOf, ledgerOf, records, type Record_ } from "./statement-records";

const sum = (amounts: readonly bigint[]) => amounts.reduce((all, amount) => all + amount, 0n);
const recordOf = (name: string) => records.find(([each]) => each === name)?.[1] as Record_;

describe.each(records)("what was earned in %s", (_, record) => {
  const ledger = ledgerOf(record);
  const answers = answersOf(record);
  const events = eventsOf(record);

  it("is told in lines that add up to the last digit", () => {
    for (const entry of ledger.tokens) {
      for (const { account } of entry.lines) {
        const claimable = answers.views.get(keyOf("claimable", entry.token, account)) as bigint;
        const earned = earnedBy(ledger, entry, account, ledger.time, claimable);
        expect(sum(earned.reasons.map((reason) => reason.amount))).toBe(earned.credited);
        const grain = ledger.replay.book(entry.token).grain;
        // What is frozen is kept back in whole grains, and no more than there is.
        const kept = earned.frozen ? ((ledger.replay.book(entry.token).frozen(account, ledger.time) + grain - 1n) / grain) * grain : 0n;
        const open = earned.balance - earned.waiting;
        expect(earned.due + earned.later).toBe(open > kept ? open - kept : 0n);
        for (const { share } of earned.reasons) if (share) expect((share.income * share.of) / share.all).toBe(earned.reasons.find(({ kind }) => kind === "units")?.amount);
      }
    }
  });

  it("is divided in an order that makes all of the income", () => {
    for (const entry of ledger.tokens) {
      const { income, steps } = orderOfPayment(entry, ledger.partnership);
      expect(sum(steps.map((step) => step.amount))).toBe(income);
      for (const step of steps) expect(sum(step.parts.map((part) => part.amount))).toBe(step.amount);
      expect(income).toBe(splitOf(entry.tiers) - entry.tiers.treasuryPart + entry.undistributed);
    }
  });

  it("came in and went out over time as the statement says", () => {
    for (const entry of ledger.tokens) {
      const moved = movementsOf(ledger, entry, events);
      const repaidOutOfTreasury = sum(events.filter((event) => event.name === "Liquidated" && event.args.token === entry.token).map((event) => event.args.repaid as bigint));
      expect(sum(moved.map((each) => each.in))).toBe(entry.received > entry.tiers.invoiced ? entry.received : entry.tiers.invoiced);
      expect(sum(moved.map((each) => each.out))).toBe(entry.paid + entry.tiers.woundDown);
      expect(moved.every((each) => each.in >= 0n && each.out >= 0n)).toBe(true);
      expect(repaidOutOfTreasury).toBeGreaterThanOrEqual(0n);
      expect(byPlainTransfer(entry)).toBeGreaterThanOrEqual(0n);
    }
  });

  it("would be divided by the rules of today", () => {
    for (const entry of ledger.tokens) {
      const { replay } = ledger;
      const book = replay.book(entry.token);
      if (replay.holdings.total === 0n) continue;
      const amount = 1_000_003n * book.grain;
      const due = divide(amount, replay.rules, book.recouping.outstanding, book.grain, ledger.time);
      const accounts = [...new Set([...book.accounts(), ...due.sponsors.map((each) => each.account), ...replay.holdings.units.keys(), ledger.partnership])];
      const together = sum(accounts.map((account) => expectedOf(ledger, entry, account, ledger.time, amount)));
      // The unvested part is the treasury's later; each part is rounded down.
      expect(together).toBeLessThanOrEqual(amount);
      if (!replay.holdings.vest) expect(amount - together).toBeLessThan(BigInt(2 * accounts.length) * book.grain);
    }
  });
});

describe("the joint venture's ether", () => {
  const record = recordOf("joint-venture");
  const ledger = ledgerOf(record);
  const entry = ledger.tokens.find(({ token }) => token === ETHER);
  if (!entry) throw new Error("no ether");
  const [northwind] = entry.lines;

  it("is 3 of 3 back, a reserve of 5% of the 7 left, and 40 of 120 of 6.65", () => {
    const { steps } = orderOfPayment(entry, ledger.partnership);
    expect(steps.map(({ step, amount }) => [step, amount])).toEqual([
      ["sponsors", 0n],
      ["contributions", 3n * 10n ** 18n],
      ["treasury", 35n * 10n ** 16n],
      ["partners", 665n * 10n ** 16n],
      ["waiting", 777n],
    ]);
    expect(steadyReserve(ledger, entry)).toBe(500);
    const earned = earnedBy(ledger, entry, northwind?.account ?? ETHER, ledger.time);
    expect(earned.reasons).toEqual([
      { kind: "contributions", amount: 3n * 10n ** 18n, back: { of: 3n * 10n ** 18n, all: 3n * 10n ** 18n } },
      { kind: "units", amount: 2_216_666_666_666_666_666n, share: { of: 40n, all: 120n, income: 665n * 10n ** 16n } },
    ]);
    expect(earned.due).toBe(5_216_666_666_666_666_666n);
  });

  it("keeps back what a decision froze, until its end", () => {
    const frozen = entry.lines.find((line) => line.frozen > 0n);
    const earned = earnedBy(ledger, entry, frozen?.account ?? ETHER, ledger.time);
    expect(earned.frozen).toMatchObject({ amount: 5n * 10n ** 17n, until: frozen?.frozenUntil });
    expect(earned.due).toBe(earned.balance - 5n * 10n ** 17n);
  });
});

describe("a partner with more days of income than one claim goes through", () => {
  it("is told what a second claim pays, and how far its units have vested", () => {
    const record = recordOf("many-days");
    const ledger = ledgerOf(record);
    const entry = ledger.tokens[0];
    if (!entry) throw new Error("no ether");
    const [who] = [...ledger.replay.holdings.schedules.keys()];
    const claimable = answersOf(record).views.get(keyOf("claimable", ETHER, who ?? ETHER)) as bigint;
    const earned = earnedBy(ledger, entry, who ?? ETHER, ledger.time, claimable);
    expect(earned.later).toBeGreaterThan(0n);
    expect(earned.due).toBe(claimable);
    expect(earned.vesting?.vested).toBeLessThan(earned.vesting?.units ?? 0n);
    expect(earned.reasons.find(({ kind }) => kind === "units")?.share).toBeUndefined();
  });
});
