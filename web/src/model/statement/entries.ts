/** Single payments and invoices, by the log: what bookkeeping wants line by line. Sums in the token's smallest unit. */

import type { Address, Hex } from "../../types";
import { account, least, type Logged, small, sum, total, word } from "./fields";
import type { Found } from "./problems";

/** An invoice counts no further. */
const MOST = 2n ** 128n - 1n;
export const NO_REFERENCE: Hex = `0x${"0".repeat(64)}`;

export type PaymentKind = "received" | "paid" | "capital received" | "capital returned" | "capital to the treasury" | "wound down";

/** Event => what it is, and the field with the account that paid or was paid. */
const PAYMENTS: ReadonlyMap<string, readonly [PaymentKind, string | undefined]> = new Map<string, readonly [PaymentKind, string | undefined]>([
  ["RevenuePaid", ["received", "payer"]],
  ["RevenueClaimed", ["paid", "partner"]],
  ["Contributed", ["capital received", "contributor"]],
  ["ContributionReturned", ["capital returned", "contributor"]],
  ["ContributionsReleased", ["capital to the treasury", undefined]],
  ["WoundDown", ["wound down", "beneficiary"]],
]);

/** One payment to the escrow or out of it. A plain transfer to it makes no event, and so no line. */
export interface Payment {
  readonly time: number;
  readonly block: number;
  /** Of its log in the block. */
  readonly index: number;
  readonly transaction: Hex;
  readonly what: PaymentKind;
  /** Who paid, or was paid; none for the treasury. */
  readonly account?: Address;
  readonly token: Address;
  readonly amount: bigint;
  /** 32 bytes; all zero if there is none. */
  readonly reference: Hex;
}

/** The payment that an event tells of. */
export function paymentOf(event: Logged): Payment | undefined {
  const found = PAYMENTS.get(event.name);
  if (!found) return undefined;
  const [what, field] = found;
  return {
    time: event.time,
    block: event.block,
    index: event.index,
    transaction: event.transaction,
    what,
    ...(field === undefined ? {} : { account: account(event, field) }),
    token: account(event, "token"),
    amount: sum(event, "amount"),
    reference: "reference" in event.args ? word(event, "reference") : NO_REFERENCE,
  };
}

export type InvoiceStatus = "paid" | "paid late" | "part-paid" | "open" | "withdrawn" | "part-paid, the rest withdrawn";

/** A payment that was expected. Times are unix seconds. */
export class Invoice {
  /** What is expected; after it was withdrawn, what had been paid by then. */
  amount: bigint;
  /** When it was withdrawn, 0 if it was not. */
  withdrawn = 0;
  readonly payments: { time: number; amount: bigint; transaction: Hex }[] = [];

  constructor(
    readonly reference: Hex,
    readonly token: Address,
    /** What was expected at first. */
    readonly asked: bigint,
    /** Last moment to pay in time. */
    readonly due: number,
    readonly issued: number,
  ) {
    this.amount = asked;
  }

  get paid(): bigint {
    return least(total(this.payments.map((each) => each.amount)), MOST);
  }

  /** What is still expected. */
  get open(): bigint {
    return this.amount > this.paid ? this.amount - this.paid : 0n;
  }

  paidBefore(moment: number): bigint {
    return least(total(this.payments.filter((each) => each.time < moment).map((each) => each.amount)), MOST);
  }

  /** Whether nothing more was expected at that moment. */
  isSettledBefore(moment: number): boolean {
    return (this.withdrawn !== 0 && this.withdrawn < moment) || this.paidBefore(moment) >= this.asked;
  }

  /** Just before a moment. */
  status(moment: number): { readonly status: InvoiceStatus; readonly isOverdue: boolean } {
    const paid = this.paidBefore(moment);
    const told = (status: InvoiceStatus, isOverdue = false) => ({ status, isOverdue });
    if (paid >= this.asked) return told(this.paidBefore(this.due + 1) >= this.asked ? "paid" : "paid late");
    if (this.withdrawn !== 0 && this.withdrawn < moment) return told(paid ? "part-paid, the rest withdrawn" : "withdrawn");
    return told(paid ? "part-paid" : "open", moment > this.due + 1);
  }
}

/** All invoices, as invoices.vy counts them. */
export class Invoices {
  readonly issued: Invoice[] = [];
  /** Reference => the newest invoice that the contract has of it. */
  readonly standing = new Map<Hex, Invoice>();

  issue(event: Logged): Found | undefined {
    const reference = word(event, "reference");
    const isDouble = this.standing.has(reference);
    const made = new Invoice(reference, account(event, "token"), sum(event, "amount"), small(event, "due"), event.time);
    this.issued.push(made);
    this.standing.set(reference, made);
    return isDouble ? { kind: "double-invoice", about: reference } : undefined;
  }

  /** Takes a RevenuePaid. */
  count(event: Logged): void {
    const found = this.standing.get(word(event, "reference"));
    if (found?.token !== account(event, "token")) return;
    found.payments.push({ time: event.time, amount: sum(event, "amount"), transaction: event.transaction });
  }

  withdraw(event: Logged): Found | undefined {
    const reference = word(event, "reference");
    const found = this.standing.get(reference);
    if (!found) return { kind: "no-invoice", about: reference };
    const open = found.amount - found.paid;
    found.withdrawn = event.time;
    found.amount = found.paid;
    if (!found.paid) this.standing.delete(reference);
    const writtenOff = sum(event, "written_off");
    return writtenOff === open ? undefined : { kind: "written-off", about: reference, byLog: writtenOff, byRules: open };
  }

  /** Those in these tokens that were open at some moment from `start` to just before `end`. */
  within(start: number, end: number, tokens: ReadonlySet<Address>): Invoice[] {
    return this.issued.filter((made) => tokens.has(made.token) && made.issued < end && !made.isSettledBefore(start));
  }
}
