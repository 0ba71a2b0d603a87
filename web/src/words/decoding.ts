/**
 * Decodes calls by ABI, as strictly as the contracts do: what has dirty bits, points out of bounds or ends early is no call.
 * Texts are bytes first, see chain_text; every number is a bigint.
 */

import { getAddress, hexToBytes, type Abi, type AbiEvent, type AbiFunction, type AbiParameter } from "viem";
import type { Hex } from "../types";
import { textOf } from "./chain_text";

export type Value = bigint | boolean | string | readonly Value[] | { readonly [name: string]: Value };
export type Values = Readonly<Record<string, Value>>;

/** The functions of an ABI by the first four bytes of their calls. */
export type Functions = ReadonlyMap<Hex, AbiFunction>;

export interface DecodedCall {
  readonly entry: AbiFunction;
  readonly values: Values;
}

/** @param selectors First four bytes => signature, as they were generated with the ABI. */
export function functionsOf(abi: Abi, selectors: Readonly<Record<Hex, string>>): Functions {
  const bySignature = new Map<string, AbiFunction>();
  for (const entry of abi) if (entry.type === "function") bySignature.set(signatureOf(entry), entry);
  const found = new Map<Hex, AbiFunction>();
  for (const [selector, signature] of Object.entries(selectors)) {
    const entry = bySignature.get(signature);
    if (entry) found.set(selector as Hex, entry);
  }
  return found;
}

/** The function and the named arguments of calldata; undefined if it is not a whole call of one of these. */
export function decodeCall(functions: Functions, data: Hex): DecodedCall | undefined {
  const entry = functions.get(data.slice(0, 10).toLowerCase() as Hex);
  const values = entry && decodeNamed(entry.inputs, `0x${data.slice(10)}`);
  return entry && values ? { entry, values } : undefined;
}

/** Values by the names of their parameters; undefined if the data is not of these types. */
export function decodeNamed(parameters: readonly AbiParameter[], data: Hex): Values | undefined {
  try {
    const values = new Reader(hexToBytes(data)).tuple(parameters, 0);
    return Object.fromEntries(parameters.map((each, at) => [each.name ?? "", values[at] ?? 0n]));
  } catch (error) {
    if (error instanceof NotThisError) return undefined;
    throw error;
  }
}

export function signatureOf(entry: AbiFunction | AbiEvent): string {
  return `${entry.name}(${entry.inputs.map(typeOf).join(",")})`;
}

function typeOf(parameter: AbiParameter): string {
  if (!parameter.type.startsWith("tuple")) return parameter.type;
  return `(${componentsOf(parameter).map(typeOf).join(",")})${parameter.type.slice(5)}`;
}

class NotThisError extends Error {}

const ARRAY = /^(.*)\[(\d*)\]$/;

class Reader {
  constructor(private readonly bytes: Uint8Array) {}

  /** The values of parameters whose heads begin at a place; pointers count from there. */
  tuple(parameters: readonly AbiParameter[], start: number): Value[] {
    const end = start + 32 * parameters.reduce((sum, each) => sum + fixedSize(each), 0);
    let at = start;
    return parameters.map((each) => {
      const value = this.item(each, at, start, end);
      at += headSize(each);
      return value;
    });
  }

  /** One value whose head is at a place of a frame. Pointers go behind the heads of the frame, which end at `end`. */
  private item(parameter: AbiParameter, at: number, start: number, end: number): Value {
    if (!isDynamic(parameter)) return this.value(parameter, at);
    const place = start + this.length(at);
    if (place < end) throw new NotThisError();
    return this.value(parameter, place);
  }

  private value(parameter: AbiParameter, at: number): Value {
    const [, inner, count] = ARRAY.exec(parameter.type) ?? [];
    if (inner !== undefined) {
      const item = { ...parameter, type: inner };
      return count ? this.list(item, Number(count), at) : this.list(item, this.length(at), at + 32);
    }
    const { type } = parameter;
    if (type === "tuple") {
      const parts = componentsOf(parameter);
      const values = this.tuple(parts, at);
      return Object.fromEntries(parts.map((part, index) => [part.name ?? "", values[index] ?? 0n]));
    }
    if (type === "string") return textOf(this.dynamicBytes(at));
    if (type === "bytes") return hex(this.dynamicBytes(at));
    return this.single(type, at);
  }

  private list(item: AbiParameter, count: number, start: number): Value[] {
    const size = headSize(item);
    return Array.from({ length: count }, (_, at) => this.item(item, start + at * size, start, start + 32 * count));
  }

  private single(type: string, at: number): Value {
    const word = this.word(at);
    if (type === "bool") return this.number(word, 1) === 1n;
    if (type === "address") {
      this.number(word, 160);
      return getAddress(hex(word.subarray(12)));
    }
    if (type.startsWith("uint")) return this.number(word, Number(type.slice(4)));
    const size = Number(/^bytes(\d+)$/.exec(type)?.[1]);
    if (!size || word.subarray(size).some((byte) => byte !== 0)) throw new NotThisError();
    return hex(word.subarray(0, size));
  }

  private number(word: Uint8Array, bits: number): bigint {
    const value = BigInt(hex(word));
    if (value >> BigInt(bits)) throw new NotThisError();
    return value;
  }

  private dynamicBytes(at: number): Uint8Array {
    const size = this.length(at);
    const end = at + 32 + Math.ceil(size / 32) * 32;
    if (end > this.bytes.length || this.bytes.subarray(at + 32 + size, end).some((byte) => byte !== 0)) throw new NotThisError();
    return this.bytes.subarray(at + 32, at + 32 + size);
  }

  private length(at: number): number {
    const value = BigInt(hex(this.word(at)));
    if (value > BigInt(this.bytes.length)) throw new NotThisError();
    return Number(value);
  }

  private word(at: number): Uint8Array {
    if (at + 32 > this.bytes.length) throw new NotThisError();
    return this.bytes.subarray(at, at + 32);
  }
}

function isDynamic(parameter: AbiParameter): boolean {
  const [, inner, count] = ARRAY.exec(parameter.type) ?? [];
  if (inner !== undefined) return !count || isDynamic({ ...parameter, type: inner });
  if (parameter.type === "tuple") return componentsOf(parameter).some(isDynamic);
  return parameter.type === "string" || parameter.type === "bytes";
}

/** Bytes that a parameter takes where it stands; a pointer if it is dynamic. */
function headSize(parameter: AbiParameter): number {
  if (isDynamic(parameter)) return 32;
  const [, inner, count] = ARRAY.exec(parameter.type) ?? [];
  if (inner !== undefined) return Number(count) * headSize({ ...parameter, type: inner });
  return parameter.type === "tuple" ? componentsOf(parameter).reduce((sum, each) => sum + headSize(each), 0) : 32;
}

function fixedSize(parameter: AbiParameter): number {
  return headSize(parameter) / 32;
}

function componentsOf(parameter: AbiParameter): readonly AbiParameter[] {
  return "components" in parameter ? parameter.components : [];
}

function hex(bytes: Uint8Array): Hex {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return `0x${text}`;
}
