/** An action as its call: whom it calls, the function with the names of its arguments, and each of these. */

import { called } from "../../app/names";
import { formatAbiItem } from "viem/utils";
import { safeLine } from "../../format";
import type { Snapshot } from "../../model/partnership";
import { t } from "../../text";
import type { Action } from "../../types";
import { decodeCall, type DecodedCall, type Value } from "../../words/decoding";
import { ESCROW, PARTNERSHIP, TOKEN } from "../../words/speaker";

export interface RawParts {
  readonly toWhom?: string;
  readonly signature?: string;
  readonly arguments?: readonly string[];
}

export function rawParts(action: Action, seen: Snapshot): RawParts {
  const words = t.value.proposal.does;
  const name = safeLine(seen.name, 60);
  const { target } = action;
  if (target === seen.place.partnership) return { toWhom: action.data === "0x" ? words.ourTreasury(name) : words.ofPartnership(name), ...call(decodeCall(PARTNERSHIP, action.data)) };
  if (target === seen.escrow) return { toWhom: words.ofEscrow(name), ...call(decodeCall(ESCROW, action.data)) };
  const token = seen.tokens.get(target);
  if (token) return { toWhom: words.ofToken(safeLine(token.symbol, 24)), ...call(decodeCall(TOKEN, action.data)) };
  if (action.data === "0x") return { toWhom: called(target) };
  return { toWhom: called(target), ...call(decodeCall(TOKEN, action.data) ?? decodeCall(PARTNERSHIP, action.data) ?? decodeCall(ESCROW, action.data)) };
}

function call(decoded: DecodedCall | undefined): RawParts {
  if (!decoded) return {};
  const { entry, values } = decoded;
  return {
    signature: formatAbiItem(entry, { includeName: true }).replace(/^function /, ""),
    arguments: entry.inputs.map(({ name = "" }) => valueText(values[name])),
  };
}

function valueText(value: Value | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return safeLine(value, 2_200) || '""';
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(valueText).join(", ")}]`;
  return `(${Object.entries(value).map(([name, one]) => `${name}: ${valueText(one)}`).join(", ")})`;
}
