/** What has no form: any call, as it is on the wire; and what the partnership does as a partner of another one. */

import { encodeFunctionData } from "viem";
import { BOUNDS } from "../../generated/bounds";
import { partnershipAbi } from "../../generated/abi";
import { SUPPORT } from "../../generated/enums";
import { readSum } from "../../format";
import { fromText } from "../joining";
import { FieldProblem } from "./fields";
import type { DraftKind } from "./kinds";

const SIDES = ["for", "against", "abstain"];

export const ANY_CALL: Readonly<Record<string, DraftKind>> = {
  vote_in: {
    group: "other",
    fields: [
      { name: "partnership", kind: "account" },
      { name: "proposal", kind: "line" },
      { name: "choice", kind: "choice", choices: SIDES },
      { name: "reason", kind: "text", optional: true, most: BOUNDS.MAX_REASON },
    ],
    make: (fields) => {
      const text = fields.text("proposal").trim();
      if (!/^(0x[0-9a-f]{1,64}|\d{8,78})$/i.test(text)) throw new FieldProblem("proposal", { kind: "unknown" });
      const support = SUPPORT[fields.choice("choice").toUpperCase() as keyof typeof SUPPORT];
      const reason = fields.values.reason ?? "";
      const data = encodeFunctionData({ abi: partnershipAbi, functionName: "castVoteWithReason", args: [BigInt(text), support, reason] });
      return [{ target: fields.account("partnership"), value: 0n, data }];
    },
  },
  join: {
    group: "other",
    fields: [
      { name: "project", kind: "account" },
      { name: "part", kind: "line", optional: true, unseen: true },
    ],
    make: (fields) => {
      const joining = fromText(fields.values.part ?? "", fields.account("project"));
      if (!joining) throw new FieldProblem("project", { kind: "reading" });
      if (joining.trouble) throw new FieldProblem("project", { kind: joining.trouble });
      if (joining.actions.length === 0) throw new FieldProblem("project", { kind: "nothing" });
      return joining.actions;
    },
  },
  raw: {
    group: "other",
    fields: [
      { name: "target", kind: "account" },
      { name: "data", kind: "hex" },
      { name: "value", kind: "line", optional: true },
    ],
    make: (fields) => {
      const data = fields.hex("data");
      if (data.length / 2 - 1 > BOUNDS.MAX_CALLDATA) throw new FieldProblem("data", { kind: "long", most: BOUNDS.MAX_CALLDATA });
      const read = fields.has("value") ? readSum(fields.text("value"), 18) : ({ ok: true, amount: 0n } as const);
      if (!read.ok) throw new FieldProblem("value", { kind: "number", refused: read });
      return [{ target: fields.account("target"), value: read.amount, data }];
    },
  },
};
