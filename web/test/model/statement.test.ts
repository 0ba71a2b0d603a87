import { describe, expect, it } from "vitest";
import { creditedOf, splitOf, type Sums, type Tiers } from "../../src/model/statement/book";
import { isOfInterest, type Ledger, type Period, periodOfPartner } from "../../src/model/statement/ledger";
import { utcText } from "../../src/model/statement/periods";
import { agrees, callsOf, compare, keyOf, verdict } from "../../src/model/statement/proof";
import { answersOf, eventsOf, ledgerOf, records, type Record_ } from "./statement-records";

/** The figures of a ledger as the package writes them (polypact/statement/report/json_data.py). */
function figures(ledger: Ledger, record: Record_) {
  const answers = answersOf(record);
  const comparisons = compare(ledger, answers);
  return {
    from: utcText(ledger.start),
    to: utcText(ledger.end - 1),
    block_time: utcText(ledger.time),
    events: ledger.events,
    compared: comparisons.filter((each) => !ledger.others.some((other) => other.token === each.token)).length,
    tokens: ledger.tokens.map((entry) => ({
      token: entry.token,
      standing: entry.standing,
      received: `${entry.received}`,
      invoiced: `${entry.tiers.invoiced}`,
      distributed: `${splitOf(entry.tiers)}`,
      undistributed: `${entry.undistributed}`,
      wound_down: `${entry.tiers.woundDown}`,
      paid: `${entry.paid}`,
      remainder: `${entry.remainder}`,
      contributions_held: `${entry.contributionsHeld}`,
      outstanding: `${entry.outstanding}`,
      waiting: `${entry.waiting}`,
      owed: `${entry.owed}`,
      balance: entry.balance === undefined ? null : `${entry.balance}`,
      tiers: tiers(entry.tiers),
      partners: entry.lines.map((line) => ({
        partner: line.account,
        units: Number(line.units),
        ...sums(line.sums),
        balance: `${line.balance}`,
        frozen: `${line.frozen}`,
        claimable: `${answers.views.get(keyOf("claimable", entry.token, line.account)) as bigint}`,
      })),
      months: entry.months.map(period),
      whole: period(entry.whole),
    })),
    other_tokens: ledger.others.map((other) => ({
      token: other.token,
      tiers: tiers(other.tiers),
      paid: `${other.paid}`,
      owed: `${other.owed}`,
      payments: other.payments,
    })),
    payments: ledger.payments.map((paid) => ({
      time: utcText(paid.time),
      block: paid.block,
      log: paid.index,
      what: paid.what,
      account: paid.account ?? "",
      token: paid.token,
      amount: `${paid.amount}`,
      reference_hex: paid.reference,
    })),
    invoices: ledger.invoices.map((invoice) => {
      const { status, isOverdue } = invoice.status(ledger.end);
      return {
        reference_hex: invoice.reference,
        token: invoice.token,
        expected: `${invoice.asked}`,
        paid: `${invoice.paidBefore(ledger.end)}`,
        issued: utcText(invoice.issued),
        due: utcText(invoice.due),
        status: isOverdue ? `${status}, overdue` : status,
      };
    }),
  };
}

function tiers(of: Tiers) {
  const { treasuryPart, woundDown, ...same } = of;
  return texts({ split: splitOf(of), ...same, treasury_part: treasuryPart, wound_down: woundDown });
}

function sums(of: Sums) {
  const { treasuryPart, paid, ...same } = of;
  return { credited: `${creditedOf(of)}`, credited_by: texts({ ...same, treasury_part: treasuryPart }), paid: `${paid}` };
}

function period(of: Period) {
  return {
    from: utcText(of.start),
    to: utcText(of.end - 1),
    tiers: tiers(of.tiers),
    opening: `${of.opening}`,
    paid: `${of.paid}`,
    closing: `${of.closing}`,
    rounding: `${of.remainder}`,
    accounts: of.movements.map((each) => ({
      account: each.account,
      units: Number(each.units),
      opening: `${each.opening}`,
      ...sums(each.change),
      closing: `${each.closing}`,
    })),
  };
}

function texts(values: Readonly<Record<string, bigint>>) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, `${value}`]));
}

describe.each(records)("the history %s", (_, record) => {
  const ledger = ledgerOf(record);
  const answers = answersOf(record);

  it("gives every number that the package's own statement gives", () => {
    expect(record.statement).toMatchObject(figures(ledger, record));
  });

  it("agrees with the chain in every number, and nothing is left out", () => {
    const comparisons = compare(ledger, answers);
    expect(comparisons.filter((each) => !agrees(each))).toEqual([]);
    expect(verdict(ledger, proofOf(comparisons)).addsUp).toBe(true);
    const calls = callsOf(ledger.replay, ledger.tokens.map((entry) => entry.token), ledger.others.map((other) => other.token));
    expect(new Set(calls.map((call) => keyOf(...call)))).toEqual(new Set(Object.keys(record.views)));
  });

  it("adds up in every period, for all and for each partner", () => {
    for (const entry of ledger.tokens) {
      expect(entry.whole.closing + entry.contributionsHeld).toBe(entry.owed);
      for (const { account } of entry.lines) {
        for (const span of [...entry.months, entry.whole]) {
          const own = periodOfPartner(span, ledger.replay.seats.accounts(account));
          expect(own.opening + splitOf(own.tiers) - own.paid).toBe(own.closing);
          expect(own.closing).toBe(own.movements.reduce((sum, movement) => sum + movement.closing, 0n));
        }
      }
    }
  });

  it("notices a log that says another sum than the chain's, by a single wei", () => {
    const events = eventsOf(record);
    const telling = events.flatMap((event, at) => (CHANGES.has(event.name) && (event.args.amount as bigint) > 1n ? [at] : []));
    expect(telling.length).toBeGreaterThan(0);
    for (const at of telling) {
      // A pay-out says a sum that nobody gets all of: only one that changes somebody's whole wei is another one.
      const by = events[at]?.name === "RevenuePaidOut" ? (events[at].args.total_units as bigint) : 1n;
      const changed = events.map((event, n) => (n === at ? { ...event, args: { ...event.args, amount: (event.args.amount as bigint) + by } } : event));
      const made = ledgerOf(record, changed);
      const differs = [...compare(made, answers).filter((each) => !agrees(each)), ...problemsOf(made)];
      expect(differs.length, `${events[at]?.name ?? ""} of block ${events[at]?.block ?? 0}`).toBeGreaterThan(0);
    }
  });

  it("notices a log that was left out", () => {
    const events = eventsOf(record);
    for (const [at, event] of events.entries()) {
      if (!CHANGES.has(event.name) || !event.args.amount) continue;
      const made = ledgerOf(record, events.filter((_each, n) => n !== at));
      const differs = [...compare(made, answers).filter((each) => !agrees(each)), ...problemsOf(made)];
      expect(differs.length, `${event.name} of block ${event.block}`).toBeGreaterThan(0);
    }
  });
});

/** Events whose sum changes what somebody is owed. */
const CHANGES = new Set([
  "SponsorCredited",
  "ContributionsRepaid",
  "ReserveCredited",
  "RevenueDistributed",
  "RevenuePaidOut",
  "RevenueClaimed",
  "Contributed",
  "ContributionsReleased",
  "TreasuryCredited",
  "Liquidated",
]);

function problemsOf(ledger: Ledger) {
  return [...ledger.problems, ...ledger.tokens.flatMap((entry) => entry.problems), ...ledger.others.flatMap((other) => other.problems)];
}

function proofOf(comparisons: ReturnType<typeof compare>) {
  const differing = comparisons.filter((each) => !agrees(each));
  return { block: 0n, comparisons, differing, claimable: new Map<string, bigint>(), accounts: 0, asked: 0 };
}

describe("which tokens are told of", () => {
  it("leaves out one in which nothing ever came", () => {
    const ledger = ledgerOf(records.find(([name]) => name === "many-days")?.[1] as Record_);
    expect(ledger.tokens.filter(isOfInterest).length).toBe(1);
    expect(ledger.tokens.length).toBeGreaterThan(1);
  });
});
