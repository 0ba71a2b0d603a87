/** Any value of an ABI in words, where there is no sentence for what it belongs to. */

import { isAddress } from "viem";
import type { AbiParameter } from "viem";
import type { Value, Values } from "./decoding";
import { joined, said, type Words } from "./parts";
import type { Speaker } from "./runtime";

/** `name=value, name=value` */
export function argumentWords(say: Speaker, parameters: readonly AbiParameter[], values: Values): Words {
  return joined(
    ", ",
    parameters.map((each) => [`${each.name ?? ""}=`, valueWords(say, each, values[each.name ?? ""])]),
  );
}

/** Addresses by name, lists and structs with what is in them. */
export function valueWords(say: Speaker, parameter: AbiParameter, value: Value | undefined): Words {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "string") {
    if (parameter.type === "address" && isAddress(value)) return say.name(value);
    return parameter.type === "string" ? said(value) : value;
  }
  if (Array.isArray(value)) {
    const item = { ...parameter, type: parameter.type.slice(0, parameter.type.lastIndexOf("[")) };
    return ["[", joined(", ", (value as readonly Value[]).map((each) => valueWords(say, item, each))), "]"];
  }
  return ["(", argumentWords(say, "components" in parameter ? parameter.components : [], value as Values), ")"];
}
