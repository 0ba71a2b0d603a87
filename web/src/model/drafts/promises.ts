/** What somebody is promised by name, and what somebody may do without a vote. */

import { BOUNDS } from "../../generated/bounds";
import { DECIDED } from "../../generated/calls";
import { ANY_CALL, COUNTED, NO_CALL, READY_MATTERS, TRANSFER } from "../../generated/enums";
import { ETHER, type Address, type Hex } from "../../types";
import { pad } from "viem";
import { readyCalls } from "../ready-matters";
import { FieldProblem, type Fields } from "./fields";
import type { DraftKind } from "./kinds";
import { own } from "./making";

const NOTHING: Hex = `0x${"0".repeat(64)}`;
const PERIODS: Readonly<Record<string, bigint>> = { day: 24n, week: 168n, month: 720n, quarter: 2_160n, year: 8_760n };
const PERIOD = { name: "period", kind: "choice", choices: Object.keys(PERIODS), initially: "month" } as const;
const NOTICE = { name: "notice", kind: "days", most: BOUNDS.MAX_MATTER_NOTICE_DAYS, initially: "90" } as const;
const RESERVED = ["payments", "all_calls", ...Object.keys(READY_MATTERS)];
/** What a mandate may be for besides payments: the partnership's own functions. */
const DUTIES: Readonly<Record<string, string>> = {
  freeze: "freeze",
  unfreeze: "unfreeze",
  issue_invoices: "issue_invoice",
  withdraw_invoices: "withdraw_invoice",
  list_tokens: "list_token",
};

export const PROMISES: Readonly<Record<string, DraftKind>> = {
  give_mandate: {
    group: "promises",
    fields: [
      { name: "who", kind: "choice", choices: ["account", "role"], initially: "account" },
      { name: "holder", kind: "account", when: { field: "who", is: ["account"] } },
      { name: "role", kind: "roles", when: { field: "who", is: ["role"] } },
      { name: "may", kind: "choice", choices: ["pay", ...Object.keys(DUTIES)], initially: "pay" },
      { name: "up_to", kind: "sum", when: { field: "may", is: ["pay"] } },
      { name: "times", kind: "whole", least: 1, most: 1_000_000, when: { field: "may", is: Object.keys(DUTIES) } },
      PERIOD,
      { name: "payee", kind: "account", optional: true, when: { field: "may", is: ["pay"] } },
      { name: "until", kind: "date" },
    ],
    make: (fields) => {
      const { mandate, named } = mandateOf(fields);
      return [own(fields.around, "give_mandate", mandate, named)];
    },
  },
  reserve_matter: {
    group: "promises",
    fields: [
      { name: "what", kind: "choice", choices: RESERVED, initially: "payments" },
      { name: "token", kind: "token", when: { field: "what", is: ["payments"] } },
      { name: "above", kind: "sum", optional: true, when: { field: "what", is: ["payments"] } },
      PERIOD,
      { name: "payee", kind: "account", optional: true, when: { field: "what", is: ["payments"] } },
      { name: "target", kind: "account", when: { field: "what", is: ["all_calls"] } },
      { name: "who", kind: "choice", choices: ["account", "steering"], initially: "account" },
      { name: "holder", kind: "account", when: { field: "who", is: ["account"] } },
      { name: "steering", kind: "whole", least: 1, most: BOUNDS.MAX_STEERING, when: { field: "who", is: ["steering"] } },
      { name: "days", kind: "days", least: 1, most: BOUNDS.MAX_MATTER_DAYS, initially: "14" },
      { name: "until", kind: "date", optional: true },
      NOTICE,
    ],
    make: (fields) => mattersOf(fields).map((matter) => own(fields.around, "reserve_matter", matter)),
  },
  set_floor: {
    group: "promises",
    fields: [
      { name: "keep", kind: "sum" },
      { name: "holder", kind: "account" },
      { name: "until", kind: "date", optional: true },
      NOTICE,
    ],
    make: (fields) => [
      own(fields.around, "set_floor", { ...fields.sum("keep"), holder: fields.account("holder"), ends: fields.date("until"), notice_days: fields.days("notice") }),
    ],
  },
  give_floor_notice: {
    group: "promises",
    fields: [
      { name: "token", kind: "token" },
      { name: "holder", kind: "account" },
    ],
    make: (fields) => [own(fields.around, "give_floor_notice", fields.token("token"), fields.account("holder"))],
  },
};

function mandateOf(fields: Fields): { mandate: Record<string, unknown>; named: readonly Hex[] } {
  const may = fields.choice("may");
  const isRole = fields.choice("who") === "role";
  if (isRole && fields.roles("role") === 0n) throw new FieldProblem("role", { kind: "missing" });
  const isPayment = may === "pay";
  const { token, amount } = isPayment ? fields.sum("up_to") : { token: ETHER, amount: fields.whole("times") };
  const duty = DUTIES[may] ?? "";
  const call = DECIDED[duty];
  const target = isPayment ? token : call?.contract === "escrow" ? fields.around.escrow : fields.around.partnership;
  const selector = isPayment ? (token === ETHER ? NO_CALL : TRANSFER) : (call?.selector ?? NO_CALL);
  const named = isPayment && fields.has("payee") ? [pad(fields.account("payee"))] : [];
  return {
    mandate: {
      target,
      selector,
      holder: isRole ? ETHER : fields.account("holder"),
      role: isRole ? fields.roles("role") : 0n,
      any_argument: named.length === 0,
      ends: fields.date("until"),
      limit: 0n,
      counted: BigInt(isPayment ? (token === ETHER ? COUNTED.VALUE : COUNTED.FIRST_ARGUMENT + 1) : COUNTED.CALLS),
      maximum: amount,
      period_hours: PERIODS[fields.choice("period")],
    },
    named,
  };
}

interface Calls {
  readonly target: Address;
  readonly selector: Hex;
  readonly argument?: Hex;
  readonly limit?: { readonly counted: number; readonly maximum: bigint };
}

function mattersOf(fields: Fields): Record<string, unknown>[] {
  const isSteering = fields.choice("who") === "steering";
  return callsOf(fields).map(({ target, selector, argument, limit }) => ({
    target,
    selector,
    has_argument: argument !== undefined,
    argument: argument ?? NOTHING,
    holder: isSteering ? ETHER : fields.account("holder"),
    steering: isSteering ? fields.whole("steering") : 0n,
    days: fields.days("days"),
    ends: fields.date("until"),
    notice_days: fields.days("notice"),
    link: 0n,
    limit: 0n,
    counted: BigInt(limit?.counted ?? 0),
    maximum: limit?.maximum ?? 0n,
    period_hours: limit ? PERIODS[fields.choice("period")] : 0n,
  }));
}

/** All calls at a token are its payments, as what lets others take it is one, too. */
function callsOf(fields: Fields): Calls[] {
  const what = fields.choice("what");
  if (what === "all_calls") return [{ target: fields.account("target"), selector: ANY_CALL }];
  if (what !== "payments") return readyCalls(what, fields.around);
  const above = fields.has("above") ? fields.sum("above") : undefined;
  const token = above?.token ?? fields.token("token");
  const isEther = token === ETHER;
  return [
    {
      target: token,
      selector: isEther ? NO_CALL : ANY_CALL,
      ...(fields.has("payee") ? { argument: pad(fields.account("payee")) } : {}),
      ...(above ? { limit: { counted: isEther ? COUNTED.VALUE : COUNTED.FIRST_ARGUMENT + 1, maximum: above.amount } } : {}),
    },
  ];
}
