/**
 * Messages that travel as files, from whoever writes them to those who sign and to whoever relays them: the same files
 * as the project's commands write and read, to the byte.
 */

import { ACCOUNTS, MESSAGES, type MessageKind } from "../generated/messages";
import { asAddress, isHex, isRecord, isSame, type Address, type Hex } from "./eip1193";
import { accountOf, isKind, plain, readValues, typedDataOf, type Message } from "./messages";
import { askedAt, questionOf, type Question } from "./questions";
import { MAX_SIGNATURE, readSignature, type Signature, type WaySigned } from "./signatures";
import { key, MAX_DEPTH, type NestedDomain, type Signer, type SignerKind } from "./signers";
import { WalletTrouble } from "./troubles";

export const KIND = "polypact message";

const MAX_DEADLINE = 2n ** 40n;
const MAX_WALLETS = 128;
const MAX_SIGNATURES = 512;
const MAX_TEXT = 4 * 1024 * 1024;
const KINDS: readonly SignerKind[] = ["key", "contract", "safe", "erc7739"];
const WAYS: readonly WaySigned[] = ["key", "approval", "contract"];

export interface MessageFile {
  readonly message: Message;
  /** Of the partnership, for people; not signed. */
  readonly name: string;
  /** The account and those of its owners that are wallets, where it is not a key. */
  readonly wallets: readonly Signer[];
  readonly signatures: readonly Signature[];
}

/** A message that nobody has signed yet; `around` are the accounts around its own. */
export function fileOf(message: Message, name: string, around: Iterable<Signer>): MessageFile {
  return { message, name, wallets: [...around].filter((one) => one.kind !== "key"), signatures: [] };
}

/** What a file says of an account; a key if it says nothing. */
export function knownIn(file: MessageFile, address: Address): Signer {
  return file.wallets.find((one) => isSame(one.address, address)) ?? key(address);
}

/** What is signed by the account, or by the owners at the end of a path of wallets below it. */
export function questionIn(file: MessageFile, path: readonly Address[] = []): Question {
  const line = [accountOf(file.message), ...path].map((address) => knownIn(file, address));
  return askedAt(line, typedDataOf(file.message));
}

/** Where `signer` may sign: for itself, or as an owner of the account's wallet or of one that owns it. */
export function pathsOf(file: MessageFile, signer: Address): readonly (readonly Address[])[] {
  const account = accountOf(file.message);
  const wallet = knownIn(file, account);
  if (isSame(signer, account) || wallet.kind === "key") return isSame(signer, account) ? [[]] : [];
  const found: (readonly Address[])[] = [];
  const search = (one: Signer, path: readonly Address[]): void => {
    // A wallet that does not tell its owners takes anybody's word here; the chain will judge.
    if (one.owners.length === 0 || one.owners.some((owner) => isSame(owner, signer))) found.push(path);
    if (path.length + 1 >= MAX_DEPTH) return;
    for (const owner of one.owners) {
      const inner = knownIn(file, owner);
      if (inner.kind !== "key") search(inner, [...path, owner]);
    }
  };
  search(wallet, []);
  return found;
}

/** A signature as some wallet gave it, once it is sure that `signer` made it and of this message. */
export async function checkIn(file: MessageFile, signer: Address, raw: Hex, path: readonly Address[] = []): Promise<Signature> {
  const isOwn = isSame(signer, accountOf(file.message)) && path.length === 0;
  return await readSignature(signer, raw, isOwn ? questionOf(typedDataOf(file.message)) : questionIn(file, path), path);
}

export function withSignatures(file: MessageFile, more: Iterable<Signature>): MessageFile {
  const every = new Map([...file.signatures, ...more].map((one) => [textOf(one), one]));
  const signatures = [...every.values()].sort((a, b) => compare(a.path, b.path) || (BigInt(a.signer) < BigInt(b.signer) ? -1 : BigInt(a.signer) > BigInt(b.signer) ? 1 : 0));
  return { ...file, signatures };
}

/** One file of two about the same message. */
export function merged(file: MessageFile, other: MessageFile): MessageFile {
  if (!isSameMessage(file.message, other.message)) throw new WalletTrouble({ kind: "file", fault: "other" });
  const more = other.wallets.filter((one) => !file.wallets.some((own) => isSame(own.address, one.address)));
  return withSignatures({ ...file, wallets: [...file.wallets, ...more] }, other.signatures);
}

export function isSameMessage(a: Message, b: Message): boolean {
  return factsOf(a) === factsOf(b);
}

/** Whether two say the same until different moments: their signatures can never be joined. */
export function differsInDeadline(a: Message, b: Message): boolean {
  const until = (message: Message): Message => ({ ...message, values: { ...message.values, deadline: 0n } });
  return !isSameMessage(a, b) && isSameMessage(until(a), until(b));
}

function factsOf(message: Message): string {
  return JSON.stringify([message.kind, message.chainId, message.contract, plain(message.values)]);
}

/** The file with its good signatures, one in each place, and those of keys that are no good. */
export async function checked(file: MessageFile): Promise<{ readonly file: MessageFile; readonly bad: readonly Signature[] }> {
  const good = new Map<string, Signature>();
  const bad: Signature[] = [];
  for (const one of file.signatures) {
    let sound = one;
    try {
      if (one.by === "key") sound = await checkIn(file, one.signer, one.data, one.path);
    } catch {
      bad.push(one);
      continue;
    }
    const place = [...sound.path, sound.signer].join();
    if (!good.has(place)) good.set(place, sound);
  }
  return { file: { ...file, signatures: [...good.values()] }, bad };
}

// --- as text ---

/**
 * @param more Kinds that are written as well, though no command reads them: the ballots of IGovernor, which have no deadline.
 * @throws Error for those, if they are not meant.
 */
export function writeFile(file: MessageFile, more: readonly MessageKind[] = []): string {
  const { kind } = file.message;
  if (!Object.hasOwn(ACCOUNTS, kind) && !more.includes(kind)) throw new Error(`a ${kind} does not travel as a file`);
  const told = {
    kind: KIND,
    partnership: { name: file.name, address: file.message.contract, chain_id: file.message.chainId },
    message: { type: file.message.kind, ...plain(file.message.values) },
    wallets: file.wallets.map(walletToJson),
    signatures: file.signatures.map(signatureToJson),
  };
  // Only ASCII, as the commands write it.
  const text = JSON.stringify(told, null, 2).replace(/[^\n -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `${text}\n`;
}

/** The text of a chosen file; one that is larger than any message is not even read. */
export async function textOfFile(file: Blob): Promise<string> {
  if (file.size > MAX_TEXT) throw new WalletTrouble({ kind: "file", fault: "json" });
  return await file.text();
}

/**
 * @param more Kinds without an end that are taken as well: ballots with a reason, which no command reads from a file.
 * @throws WalletTrouble of kind `file`. Who signed is not looked at, see `checked`.
 */
export function readFile(text: string, more: readonly MessageKind[] = []): MessageFile {
  let told: unknown;
  try {
    told = text.length <= MAX_TEXT ? JSON.parse(text) : undefined;
  } catch {
    throw new WalletTrouble({ kind: "file", fault: "json" });
  }
  if (!isRecord(told) || told["kind"] !== KIND) throw new WalletTrouble({ kind: "file", fault: "kind" });
  try {
    return fromJson(told, more);
  } catch {
    throw new WalletTrouble({ kind: "file", fault: "damaged" });
  }
}

function fromJson(told: Record<string, unknown>, more: readonly MessageKind[]): MessageFile {
  const { partnership: of, message, wallets, signatures } = only(told, ["kind", "partnership", "message", "wallets", "signatures"]);
  const { name, address, chain_id: chainId } = only(of, ["name", "address", "chain_id"]);
  const contract = asAddress(address);
  sure(typeof name === "string" && typeof chainId === "number" && Number.isSafeInteger(chainId) && chainId >= 0);
  sure(isRecord(message) && Array.isArray(wallets) && Array.isArray(signatures));
  const { type: kind, ...values } = message;
  sure(contract !== undefined && isKind(kind) && (Object.hasOwn(ACCOUNTS, kind) || more.includes(kind)));
  sure(wallets.length <= MAX_WALLETS && signatures.length <= MAX_SIGNATURES);
  const read: Message = { kind, chainId, contract, values: readValues(values, MESSAGES[kind]) };
  const { support, deadline } = read.values;
  sure(support === undefined || (typeof support === "bigint" && support <= 2n));
  sure(deadline === undefined ? more.includes(kind) : typeof deadline === "bigint" && deadline < MAX_DEADLINE);
  const around = wallets.map(walletFromJson);
  sure(new Set(around.map((one) => one.address)).size === around.length);
  return withSignatures({ message: read, name, wallets: around, signatures: [] }, signatures.map(signatureFromJson));
}

function walletToJson(one: Signer): Record<string, unknown> {
  return {
    address: one.address,
    kind: one.kind,
    ...(one.version === "" ? {} : { version: one.version }),
    ...(one.owners.length === 0 ? {} : { owners: one.owners, threshold: one.threshold }),
    ...(one.domain ? { domain: { ...one.domain, chainId: Number(one.domain.chainId) } } : {}),
  };
}

function walletFromJson(told: unknown): Signer {
  const { address, kind, version = "", owners = [], threshold = 0, domain } = among(told, ["address", "kind", "version", "owners", "threshold", "domain"]);
  const own = asAddress(address);
  const known = KINDS.find((one) => one === kind);
  sure(own !== undefined && known !== undefined && typeof version === "string" && Array.isArray(owners));
  const read = owners.map(asAddress);
  sure(read.every((one) => one !== undefined));
  sure(typeof threshold === "number" && Number.isInteger(threshold) && threshold >= 0 && threshold <= read.length);
  const signer: Signer = { address: own, kind: known, version, owners: read, threshold };
  if (known === "erc7739") return { ...signer, domain: domainFromJson(domain) };
  sure(domain === undefined || (isRecord(domain) && Object.keys(domain).length === 0));
  return signer;
}

function domainFromJson(told: unknown): NestedDomain {
  const { name, version, chainId, verifyingContract, salt } = only(told, ["name", "version", "chainId", "verifyingContract", "salt"]);
  const contract = asAddress(verifyingContract);
  sure(typeof name === "string" && typeof version === "string" && contract !== undefined);
  sure(typeof chainId === "number" && Number.isSafeInteger(chainId) && chainId >= 0 && isHex(salt) && salt.length === 66);
  return { name, version, chainId: BigInt(chainId), verifyingContract: contract, salt };
}

function signatureToJson(one: Signature): Record<string, unknown> {
  return {
    signer: one.signer,
    ...(one.path.length === 0 ? {} : { for: one.path }),
    ...(one.by === "key" ? {} : { by: one.by }),
    signature: one.data,
  };
}

function signatureFromJson(told: unknown): Signature {
  const { signer, for: path = [], by: way = "key", signature } = among(told, ["signer", "for", "by", "signature"]);
  const own = asAddress(signer);
  const by = WAYS.find((one) => one === way);
  sure(own !== undefined && by !== undefined && Array.isArray(path) && path.length < MAX_DEPTH);
  sure(isHex(signature) && signature.length <= 2 + 2 * MAX_SIGNATURE);
  const read = path.map(asAddress);
  sure(read.every((one) => one !== undefined));
  return { signer: own, data: signature.toLowerCase() as Hex, by, path: read };
}

function textOf(one: Signature): string {
  return [one.signer, one.data, one.by, ...one.path].join();
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const [x = "", y = ""] = [a[at], b[at]];
    if (x !== y) return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

function only(told: unknown, names: readonly string[]): Record<string, unknown> {
  sure(isRecord(told) && Object.keys(told).length === names.length && names.every((name) => Object.hasOwn(told, name)));
  return told;
}

function among(told: unknown, names: readonly string[]): Record<string, unknown> {
  sure(isRecord(told) && Object.keys(told).every((name) => names.includes(name)));
  return told;
}

function sure(holds: boolean): asserts holds {
  if (!holds) throw new Error("a field is missing or wrong");
}
