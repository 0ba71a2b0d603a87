/** Money: payments, invoices, capital, what is kept back, the end. */

import { BOUNDS } from "../../generated/bounds";
import type { DraftKind } from "./kinds";
import { own, pay } from "./making";

export const TREASURY: Readonly<Record<string, DraftKind>> = {
  pay: {
    group: "money",
    fields: [
      { name: "amount", kind: "sum" },
      { name: "to", kind: "account" },
    ],
    make: (fields) => {
      const { token, amount } = fields.sum("amount");
      return [pay(fields.account("to"), token, amount)];
    },
  },
  issue_invoice: {
    group: "money",
    fields: [
      { name: "reference", kind: "line" },
      { name: "amount", kind: "sum" },
      { name: "due", kind: "date" },
    ],
    make: (fields) => {
      const { token, amount } = fields.sum("amount");
      return [own(fields.around, "issue_invoice", fields.reference("reference"), token, amount, fields.date("due"))];
    },
  },
  withdraw_invoice: {
    group: "money",
    fields: [{ name: "reference", kind: "line" }],
    make: (fields) => [own(fields.around, "withdraw_invoice", fields.reference("reference"))],
  },
  agree_contribution: {
    group: "money",
    fields: [
      { name: "contributor", kind: "partner" },
      { name: "amount", kind: "sum" },
    ],
    make: (fields) => {
      const { token, amount } = fields.sum("amount");
      return [own(fields.around, "agree_contribution", fields.account("contributor"), token, amount)];
    },
  },
  record_contribution: {
    group: "money",
    fields: [
      { name: "contributor", kind: "partner" },
      { name: "amount", kind: "sum" },
      { name: "reference", kind: "line" },
    ],
    make: (fields) => {
      const { token, amount } = fields.sum("amount");
      return [own(fields.around, "record_contribution", fields.account("contributor"), token, amount, fields.reference("reference"))];
    },
  },
  freeze: {
    group: "money",
    fields: [
      { name: "account", kind: "partner" },
      { name: "amount", kind: "sum" },
      { name: "until", kind: "date" },
    ],
    make: (fields) => {
      const { token, amount } = fields.sum("amount");
      return [own(fields.around, "freeze", token, fields.account("account"), amount, fields.date("until"))];
    },
  },
  unfreeze: {
    group: "money",
    fields: [
      { name: "account", kind: "partner" },
      { name: "token", kind: "token" },
    ],
    make: (fields) => [own(fields.around, "unfreeze", fields.token("token"), fields.account("account"))],
  },
  wind_up: {
    group: "money",
    fields: [
      { name: "keep", kind: "sum", optional: true },
      { name: "days", kind: "days", least: 1, most: BOUNDS.MAX_KEPT_DAYS, optional: true },
    ],
    make: (fields) => {
      const kept = fields.has("keep") ? [fields.sum("keep")] : [];
      return [own(fields.around, "wind_up", kept, kept.length > 0 ? fields.days("days") || 30n : 0n)];
    },
  },
};
