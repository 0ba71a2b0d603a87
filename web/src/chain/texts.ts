/**
 * Text in what contracts answer and log, without loss. Nothing makes anybody write UTF-8 on a chain, and viem puts signs of
 * its own in the place of other bytes and drops some: the hash of that is another, and an honest node would look like a
 * liar. So text is decoded as bytes and read by `textOf`, which keeps them.
 */

import { decodeAbiParameters, type Abi, type AbiParameter } from "viem";
import { textOf } from "../format/bytes";
import type { Hex } from "../types";

type Parameters = readonly AbiParameter[];

/** Whether there is text in any of them, at whatever depth. */
export function hasText(parameters: Parameters): boolean {
  return parameters.some((each) => each.type.startsWith("string") || hasText(inside(each)));
}

/** The same, with bytes where text is. */
function asBytes(parameters: Parameters): Parameters {
  return parameters.map((each) => ({
    ...each,
    type: each.type.replace(/^string/, "bytes"),
    ...(inside(each).length > 0 ? { components: asBytes(inside(each)) } : {}),
  }));
}

const known = new WeakMap<Abi, Abi>();

/** An ABI whose functions answer bytes where they answer text. */
export function answeringBytes(abi: Abi): Abi {
  let made = known.get(abi);
  if (!made) {
    made = abi.map((entry) => (entry.type === "function" ? { ...entry, outputs: asBytes(entry.outputs) } : entry));
    known.set(abi, made);
  }
  return made;
}

/** What was decoded as bytes, with text where `parameter` has it. */
export function withText(parameter: AbiParameter, value: unknown): unknown {
  if (!hasText([parameter])) return value;
  if (parameter.type.endsWith("]") && Array.isArray(value)) {
    const of: AbiParameter = { ...parameter, type: parameter.type.replace(/\[\d*\]$/, "") };
    return value.map((each: unknown) => withText(of, each));
  }
  if (parameter.type === "string") return textOf(value as Hex);
  const parts = inside(parameter);
  if (Array.isArray(value)) return parts.map((part, at) => withText(part, value[at]));
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, ...Object.fromEntries(parts.map((part) => [part.name ?? "", withText(part, fields[part.name ?? ""])])) };
}

/** The texts among the values of a log's data, by their names. */
export function textsIn(parameters: Parameters, data: Hex): Record<string, unknown> {
  const values = decodeAbiParameters(asBytes(parameters), data);
  const found: Record<string, unknown> = {};
  parameters.forEach((each, at) => {
    if (each.name !== undefined && hasText([each])) found[each.name] = withText(each, values[at]);
  });
  return found;
}

function inside(parameter: AbiParameter): Parameters {
  return "components" in parameter ? parameter.components : [];
}
