/** Signatures as keys, Safes and other wallets make and take them. */

import { concatHex, hashMessage, pad, recoverAddress, size, slice, toHex } from "viem/utils";
import { asAddress, isSame, type Address, type Hex } from "./eip1193";
import type { Question } from "./questions";
import { WalletTrouble } from "./troubles";

export type WaySigned = "key" | "approval" | "contract";

export interface Signature {
  readonly signer: Address;
  /** Of a key 65 bytes with v 27, 28, 31 or 32; of a contract whatever it takes; of an approval nothing. */
  readonly data: Hex;
  readonly by: WaySigned;
  /** The wallets from the account down to the one whose owner signed; the account itself is left out. */
  readonly path: readonly Address[];
}

/** Bytes that the contracts take; a Safe's 32 owners. */
export const MAX_SIGNATURE = 2_080;
const SIZE = 65;
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
/** ERC-6492: for a wallet that is not on the chain yet; the contracts do not take it. */
const NOT_DEPLOYED = "6492".repeat(16);

export function isForUndeployed(raw: Hex): boolean {
  return raw.toLowerCase().endsWith(NOT_DEPLOYED);
}

/**
 * A signature as some wallet gave it, once it is sure that `signer` made it of the question.
 *
 * Of an approval or a contract's signature the form alone is looked at; the chain will judge.
 */
export async function readSignature(signer: Address, raw: Hex, question: Question, path: readonly Address[] = []): Promise<Signature> {
  let data = raw.toLowerCase() as Hex;
  const own = pad(signer).toLowerCase();
  if (isForUndeployed(data)) throw new WalletTrouble({ kind: "notDeployed" });
  if (size(data) === 64) {
    const [s, v] = openCompact(slice(data, 32));
    data = concatHex([slice(data, 0, 32), s, v]);
  }
  if (size(data) >= SIZE && slice(data, 0, 32) === own) {
    const last = slice(data, 64, 65);
    if (size(data) === SIZE && last === "0x01") return { signer, data: "0x", by: "approval", path };
    const inner = size(data) > SIZE && last === "0x00" ? innerOf(data) : undefined;
    if (inner !== undefined) return { signer, data: inner, by: "contract", path };
  }
  if (size(data) !== SIZE) throw new WalletTrouble({ kind: "badSignature", bytes: size(data) });
  data = tidied(data);
  const found = await signerOf(data, question);
  if (!found) throw new WalletTrouble({ kind: "badSignature", bytes: SIZE });
  if (!isSame(found, signer)) throw new WalletTrouble({ kind: "otherSigner", wanted: signer, found });
  return { signer, data, by: "key", path };
}

/** EIP-2098: the highest bit of s says which v. */
function openCompact(last: Hex): [Hex, Hex] {
  const number = BigInt(last);
  return [toHex(number & ((1n << 255n) - 1n), { size: 32 }), toHex(27n + (number >> 255n), { size: 1 })];
}

function innerOf(data: Hex): Hex | undefined {
  const start = Number(BigInt(slice(data, 32, 64)) % (1n << 32n));
  if (BigInt(slice(data, 32, 64)) !== BigInt(start) || start < SIZE || start + 32 > size(data)) return undefined;
  const length = BigInt(slice(data, start, start + 32));
  if (BigInt(start + 32) + length > BigInt(size(data))) return undefined;
  return length === 0n ? "0x" : slice(data, start + 32, start + 32 + Number(length));
}

/** Hardware wallets leave out the 27, and key servers give either form of s; the contracts take one. */
function tidied(data: Hex): Hex {
  let v = Number(slice(data, 64));
  if (v === 0 || v === 1) v += 27;
  let s = BigInt(slice(data, 32, 64));
  if ((v === 27 || v === 28) && s > ORDER / 2n && s < ORDER) {
    s = ORDER - s;
    v = 55 - v;
  }
  return concatHex([slice(data, 0, 32), toHex(s, { size: 32 }), toHex(v, { size: 1 })]);
}

async function signerOf(data: Hex, question: Question): Promise<Address | undefined> {
  const v = Number(slice(data, 64));
  try {
    if (v === 27 || v === 28) return asAddress(await recoverAddress({ hash: question.digest, signature: data }));
    if (v === 31 || v === 32) {
      // By `eth_sign`, which a Safe takes of its owners: the hash signed as a text.
      const signature = concatHex([slice(data, 0, 64), toHex(v - 4, { size: 1 })]);
      return asAddress(await recoverAddress({ hash: hashMessage({ raw: question.digest }), signature }));
    }
  } catch {
    return undefined; // whatever the curve's library says of a damaged one
  }
  return undefined;
}

/** The signatures of a Safe's owners together: in the order of their addresses, those of contracts behind them. */
export function inOrder(signatures: readonly Signature[]): Hex {
  const ordered = [...signatures].sort((a, b) => (BigInt(a.signer) < BigInt(b.signer) ? -1 : 1));
  const parts: Hex[] = [];
  const tails: Hex[] = [];
  let end = SIZE * ordered.length;
  for (const one of ordered) {
    if (one.by === "key") parts.push(one.data);
    else if (one.by === "approval") parts.push(concatHex([pad(one.signer), toHex(0, { size: 32 }), "0x01"]));
    else {
      parts.push(concatHex([pad(one.signer), toHex(end, { size: 32 }), "0x00"]));
      tails.push(concatHex([toHex(size(one.data), { size: 32 }), one.data]));
      end += 32 + size(one.data);
    }
  }
  const whole = [...parts, ...tails];
  return whole.length === 0 ? "0x" : (concatHex(whole).toLowerCase() as Hex);
}

export function sizeInOrder(one: Signature): number {
  return SIZE + (one.by === "contract" ? 32 + size(one.data) : 0);
}

/** The signature of a key in 64 bytes (EIP-2098), which is cheaper to relay; any other as it is. */
export function compact(data: Hex): Hex {
  if (size(data) !== SIZE) return data;
  const [v, s] = [Number(slice(data, 64)), BigInt(slice(data, 32, 64))];
  if ((v !== 27 && v !== 28) || s >> 255n !== 0n) return data;
  return concatHex([slice(data, 0, 32), toHex(s | (BigInt(v - 27) << 255n), { size: 32 })]);
}
