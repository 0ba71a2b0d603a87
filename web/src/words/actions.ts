/** What an action does, in one sentence. */

import { ABROAD, SENTENCES } from "../generated/words";
import { ETHER, type Action, type Address } from "../types";
import { decodeCall, type DecodedCall, type Functions } from "./decoding";
import { parts, type Part, type Words } from "./parts";
import type { Speaker } from "./runtime";
import { ESCROW, ownFunctions, PARTNERSHIP, speaker, type Surroundings, TOKEN } from "./speaker";
import { argumentWords } from "./values";

export function describe(action: Action, around: Surroundings): Part[] {
  return parts(actionWords(action, around));
}

/** The function that an action calls, if it is one of the partnership or its escrow, with its arguments. */
export function ownCall(action: Action, around: Surroundings): DecodedCall | undefined {
  const own = ownFunctions(action.target, around);
  return own && decodeCall(own, action.data);
}

function actionWords(action: Action, around: Surroundings): Words {
  const say = speaker(around);
  if (action.data === "0x") return ["Pay ", say.amount(ETHER, action.value), " to ", say.name(action.target)];
  const extra: Words = action.value ? [", sending ", say.amount(ETHER, action.value)] : "";
  const own = ownFunctions(action.target, around);
  const known = own ? onOwn(say, action, own) : atOther(say, action, around);
  return [known ?? onToken(say, action) ?? maybeAbroad(say, action) ?? raw(say, action), extra];
}

function onOwn(say: Speaker, action: Action, functions: Functions): Words | undefined {
  const call = decodeCall(functions, action.data);
  if (!call) return undefined;
  const sentence = SENTENCES[call.entry.name];
  if (sentence) return sentence(say, call.values);
  return ["Call ", call.entry.name, "(", argumentWords(say, call.entry.inputs, call.values), ") of ", say.name(action.target)];
}

function atOther(say: Speaker, action: Action, around: Surroundings): Words | undefined {
  const other = around.other?.(action.target);
  if (!other) return undefined;
  const call = decodeCall(other.contract === "escrow" ? ESCROW : PARTNERSHIP, action.data);
  return ["At ", other.name, ": ", call ? abroad(say, call) : ["Call it with data ", { kind: "data", data: action.data }]];
}

function abroad(say: Speaker, call: DecodedCall): Words {
  const sentence = ABROAD[call.entry.name];
  if (sentence) return sentence(say, call.values);
  return ["Call ", call.entry.name, "(", argumentWords(say, call.entry.inputs, call.values), ")"];
}

function onToken(say: Speaker, { target, data }: Action): Words | undefined {
  const call = decodeCall(TOKEN, data);
  if (!call) return undefined;
  // The decoder has given these the types of the ABI of a token.
  const { to, spender, from, amount } = call.values as Record<"to" | "spender" | "from", Address> & { amount: bigint };
  switch (call.entry.name) {
    case "transfer":
      return ["Pay ", say.amount(target, amount), " to ", say.name(to)];
    case "approve":
      return ["Allow ", say.name(spender), " to take up to ", say.amount(target, amount), " from the treasury"];
    case "transferFrom":
      return ["Move ", say.amount(target, amount), " from ", say.name(from), " to ", say.name(to)];
    default:
      return undefined;
  }
}

/** A call that another partnership would understand: of another release, perhaps, so that is all there is to go by. */
function maybeAbroad(say: Speaker, { target, data }: Action): Words | undefined {
  for (const [contract, functions] of [["Partnership", PARTNERSHIP], ["RevenueEscrow", ESCROW]] as const) {
    const call = decodeCall(functions, data);
    const sentence = call && ABROAD[call.entry.name];
    if (sentence) return ["At ", say.name(target), `, if it is a ${contract}: `, sentence(say, call.values)];
  }
  return undefined;
}

function raw(say: Speaker, { target, data }: Action): Words {
  return ["Call ", say.name(target), " with data ", { kind: "data", data }];
}
