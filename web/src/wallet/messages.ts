/** What partners sign (EIP-712): values by the names of their type, in the domain of a partnership or its escrow. */

import { hashTypedData, isAddress } from "viem/utils";
import { ACCOUNTS, DOMAIN_VERSION, ESCROW_DOMAIN, MESSAGES, OF_ESCROWS, PARTNERSHIP_DOMAIN, STRUCTS, type MessageField, type MessageKind } from "../generated/messages";
import { asAddress, isHex, isRecord, type Address, type Hex } from "./eip1193";

export type Value = string | bigint | boolean | Values;
export interface Values {
  readonly [name: string]: Value;
}

export interface Message {
  readonly kind: MessageKind;
  readonly chainId: number;
  /** Of the partnership, or of its escrow where that checks the signature. */
  readonly contract: Address;
  /** In the order of the type. */
  readonly values: Values;
}

export interface TypedData {
  readonly types: Readonly<Record<string, readonly MessageField[]>>;
  readonly primaryType: string;
  readonly domain: Values;
  readonly message: Values;
}

const DOMAIN: readonly MessageField[] = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
  { name: "verifyingContract", type: "address" },
];

/**
 * A message of values as a view has them; in whatever order, but exactly those of its type.
 *
 * @throws Error if a value is missing, is not of its type, or is one too many: what is shown and what is signed are made
 * from the same values, so this is a fault of the page.
 */
export function messageOf(kind: MessageKind, chainId: number, contract: Address, values: Values): Message {
  return { kind, chainId, contract, values: readValues(values, MESSAGES[kind]) };
}

export function isKind(kind: unknown): kind is MessageKind {
  return typeof kind === "string" && Object.hasOwn(MESSAGES, kind);
}

export function isOfEscrow(kind: MessageKind): boolean {
  return OF_ESCROWS.includes(kind);
}

/** Who signs it: the field that its kind has for that. */
export function accountOf(message: Message): Address {
  const field = ACCOUNTS[message.kind] ?? "voter"; // the two ballots of IGovernor, which do not travel as files
  const account = asAddress(message.values[field]);
  if (!account) throw new Error(`a ${message.kind} says nobody's account`);
  return account;
}

/** Unix seconds; undefined for the ballots with a nonce instead. */
export function deadlineOf(message: Message): number | undefined {
  const deadline = message.values["deadline"];
  return typeof deadline === "bigint" ? Number(deadline) : undefined;
}

export function typedDataOf(message: Message): TypedData {
  const fields: readonly MessageField[] = MESSAGES[message.kind];
  const used = fields.filter((field) => Object.hasOwn(STRUCTS, field.type)).map((field) => field.type);
  return {
    types: {
      EIP712Domain: DOMAIN,
      [message.kind]: fields,
      ...Object.fromEntries(used.map((type) => [type, STRUCTS[type] ?? []])),
    },
    primaryType: message.kind,
    domain: {
      name: isOfEscrow(message.kind) ? ESCROW_DOMAIN : PARTNERSHIP_DOMAIN,
      version: DOMAIN_VERSION,
      chainId: BigInt(message.chainId),
      verifyingContract: message.contract,
    },
    message: message.values,
  };
}

/** The 32 bytes that are signed. */
export function digestOf(data: TypedData): Hex {
  return hashTypedData({ ...data, domain: { ...data.domain }, message: { ...data.message } });
}

/** For `eth_signTypedData_v4`: numbers too large for JavaScript's as decimal text. */
export function forWallet(data: TypedData): Record<string, unknown> {
  return { ...data, domain: plain(data.domain), message: plain(data.message) };
}

/** For JSON. */
export function plain(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: Value): unknown {
  if (typeof value === "bigint") return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value.toString();
  return typeof value === "object" ? plain(value) : value;
}

/** Values out of a file or a form; throws if there are not exactly these fields, each of its type. */
export function readValues(told: unknown, fields: readonly MessageField[]): Values {
  if (!isRecord(told) || Object.keys(told).length !== fields.length) throw new Error("not the fields of its type");
  return Object.fromEntries(
    fields.map(({ name, type }) => {
      if (!Object.hasOwn(told, name)) throw new Error(`${name} is missing`);
      return [name, readValue(told[name], type)];
    }),
  );
}

function readValue(told: unknown, type: string): Value {
  const struct = Object.hasOwn(STRUCTS, type) ? STRUCTS[type] : undefined;
  if (struct) return readValues(told, struct);
  const wrong = (): never => {
    throw new Error(`this is no ${type}`);
  };
  switch (type) {
    case "address":
      return (typeof told === "string" && isAddress(told) ? asAddress(told) : undefined) ?? wrong();
    case "bytes32":
      return isHex(told) && told.length === 66 ? told.toLowerCase() : wrong();
    case "bytes":
      return isHex(told) ? told.toLowerCase() : wrong();
    case "bool":
      return typeof told === "boolean" ? told : wrong();
    case "string":
      return typeof told === "string" ? told : wrong();
    default: {
      const bits = /^uint([0-9]+)$/.exec(type)?.[1];
      const number = readNumber(told);
      return bits !== undefined && number !== undefined && number < 1n << BigInt(bits) ? number : wrong();
    }
  }
}

function readNumber(told: unknown): bigint | undefined {
  if (typeof told === "bigint") return told >= 0n ? told : undefined;
  if (typeof told === "number") return Number.isSafeInteger(told) && told >= 0 ? BigInt(told) : undefined;
  return typeof told === "string" && /^[0-9]{1,78}$/.test(told) ? BigInt(told) : undefined;
}
