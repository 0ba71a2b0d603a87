/** Who takes part, with what shares and duties. */

import { BOUNDS } from "../../generated/bounds";
import { FieldProblem } from "./fields";
import type { DraftKind } from "./kinds";
import { own } from "./making";

const PARTNER = { name: "partner", kind: "partner" } as const;
const WEIGHT = { name: "weight", kind: "whole", most: BOUNDS.MAX_TOTAL_WEIGHT } as const;
const UNITS = { name: "units", kind: "whole", most: BOUNDS.MAX_TOTAL_UNITS } as const;

function only(name: string): DraftKind {
  return { group: "people", fields: [PARTNER], make: (fields) => [own(fields.around, name, fields.account("partner"))] };
}

export const PEOPLE: Readonly<Record<string, DraftKind>> = {
  admit: {
    group: "people",
    fields: [
      { name: "account", kind: "account" },
      WEIGHT,
      UNITS,
      { name: "role", kind: "roles", initially: "1" },
      { name: "respond_within", kind: "days", least: 1, most: 365, initially: "14" },
    ],
    make: (fields) => [
      own(fields.around, "admit", fields.account("account"), fields.whole("weight"), fields.whole("units"), fields.roles("role"), fields.seconds("respond_within")),
    ],
  },
  set_shares: {
    group: "people",
    fields: [PARTNER, WEIGHT, UNITS],
    make: (fields) => [own(fields.around, "set_shares", fields.account("partner"), fields.whole("weight"), fields.whole("units"))],
  },
  set_role: {
    group: "people",
    fields: [PARTNER, { name: "role", kind: "roles" }, { name: "until", kind: "date", optional: true }],
    make: (fields) => [own(fields.around, "set_role", fields.account("partner"), fields.roles("role"), fields.date("until"))],
  },
  set_probation: {
    group: "people",
    fields: [PARTNER, { name: "until", kind: "date", optional: true }],
    make: (fields) => [own(fields.around, "set_probation", fields.account("partner"), fields.date("until"))],
  },
  set_vesting: {
    group: "people",
    fields: [
      PARTNER,
      { name: "units", kind: "whole", least: 1, most: BOUNDS.MAX_TOTAL_UNITS },
      { name: "from", kind: "date" },
      { name: "cliff", kind: "date", optional: true },
      { name: "until", kind: "date" },
    ],
    make: (fields) => {
      const [start, end] = [fields.day("from"), fields.day("until")];
      const cliff = fields.has("cliff") ? fields.day("cliff") : start;
      if (start > cliff || cliff > end || start === end) throw new FieldProblem("until", { kind: "order" });
      return [own(fields.around, "set_vesting", fields.account("partner"), fields.whole("units"), start, cliff, end)];
    },
  },
  expel: only("expel"),
  suspend: only("suspend"),
  reinstate: only("reinstate"),
  recover_seat: {
    group: "people",
    fields: [PARTNER, { name: "to", kind: "account" }],
    make: (fields) => [own(fields.around, "recover_seat", fields.account("partner"), fields.account("to"))],
  },
};
