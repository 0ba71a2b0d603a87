/**
 * What an account has to sign so that it signs a message: itself, or its owners, or theirs.
 *
 * A key signs the message. A Safe wraps what it is asked into `SafeMessage` in its own domain; an owner that is a wallet
 * itself is asked in turn, with the same bytes by a Safe 1.3, with the wrapped ones by 1.4, with their hash from 1.5 on.
 * A wallet with nested typed data (ERC-7739) has its key sign `TypedDataSign`. Any other takes what its makers decided;
 * its owners sign the message itself.
 */

import { hashDomain, hashStruct } from "viem";
import { concatHex, size, stringToHex, toHex } from "viem/utils";
import type { Address, Hex } from "./eip1193";
import { digestOf, type TypedData } from "./messages";
import { isOlder, type Asked, type Signer } from "./signers";
import { WalletTrouble } from "./troubles";

export interface Question extends Asked {
  /** A key signs this. */
  readonly data: TypedData;
}

/** The first one: what the contract asks. */
export function questionOf(data: TypedData): Question {
  const digest = digestOf(data);
  return { data, digest, payload: digest, byBytes: false };
}

/** What is signed below a line of wallets, the account first and each an owner of the one before it. */
export function askedAt(signers: readonly Signer[], data: TypedData): Question {
  return signers.reduce(
    (question, signer) => (signer.kind === "key" ? question : askedOfOwners(signer, question)),
    questionOf(data),
  );
}

/** What a wallet asks its owners when it is asked `question`. */
export function askedOfOwners(signer: Signer, question: Question): Question {
  if (signer.kind === "safe") {
    if (question.byBytes && !isOlder(signer, 1, 5)) throw new WalletTrouble({ kind: "cannotAsk", wallet: signer.address });
    const chainId = question.data.domain["chainId"];
    const data = safeMessage(typeof chainId === "bigint" ? chainId : 0n, signer.address, question.payload);
    const digest = digestOf(data);
    if (isOlder(signer, 1, 4)) return { data, digest, payload: question.payload, byBytes: true };
    if (isOlder(signer, 1, 5)) return { data, digest, payload: concatHex(["0x1901", separator(data), body(data)]), byBytes: true };
    return { data, digest, payload: digest, byBytes: false };
  }
  if (question.byBytes) throw new WalletTrouble({ kind: "cannotAsk", wallet: signer.address });
  return signer.kind === "erc7739" ? questionOf(nested(signer, question.data)) : question;
}

/** What each owner of a Safe signs so that the Safe signs: in the Safe's own domain, so that it is good for no other. */
export function safeMessage(chainId: bigint, safe: Address, message: Hex): TypedData {
  return {
    types: {
      EIP712Domain: [
        { name: "chainId", type: "uint256" },
        { name: "verifyingContract", type: "address" },
      ],
      SafeMessage: [{ name: "message", type: "bytes" }],
    },
    primaryType: "SafeMessage",
    domain: { chainId, verifyingContract: safe },
    message: { message },
  };
}

const OWN_DOMAIN = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
  { name: "verifyingContract", type: "address" },
  { name: "salt", type: "bytes32" },
] as const;

function nested(signer: Signer, data: TypedData): TypedData {
  const own = signer.domain;
  if (!own) throw new Error("a wallet with nested typed data has a domain");
  return {
    types: {
      ...data.types,
      TypedDataSign: [{ name: "contents", type: data.primaryType }, ...OWN_DOMAIN],
    },
    primaryType: "TypedDataSign",
    domain: data.domain,
    message: { contents: data.message, ...own },
  };
}

/** The signature of an ERC-7739 wallet, from what its key signed of the nested typed data. */
export function wrapped(question: Question, signature: Hex): Hex {
  const { data } = question;
  const members = (data.types[data.primaryType] ?? []).map((field) => `${field.type} ${field.name}`).join(",");
  const description = stringToHex(`${data.primaryType}(${members})`);
  return concatHex([signature, separator(data), body(data), description, toHex(size(description), { size: 2 })]);
}

function separator(data: TypedData): Hex {
  return hashDomain({ domain: { ...data.domain }, types: mutable(data) });
}

function body(data: TypedData): Hex {
  return hashStruct({ data: { ...data.message }, primaryType: data.primaryType, types: mutable(data) });
}

function mutable(data: TypedData): Record<string, { name: string; type: string }[]> {
  return Object.fromEntries(Object.entries(data.types).map(([name, fields]) => [name, fields.map((field) => ({ ...field }))]));
}
