/** Troubles, refusals and states of acts in words. What a wallet or a stranger's contract said is handed on as text. */

import { signal } from "@preact/signals";
import type { Texts } from "../text/en";
import type { Address } from "./eip1193";
import type { Refusal } from "./refusals";
import type { Account } from "./signers";
import type { Trouble } from "./troubles";

/** What the words need to know of the place. */
export interface Around {
  /** Of the page's chain. */
  readonly chain: string;
  readonly coin: string;
  chainName(chain: number): string;
  name(account: Address): string;
}

type Words = Texts["wallet"];

/** @param isSigning What was asked for: a signature, or a transaction. */
export function troubleText(words: Words, trouble: Trouble, around: Around, isSigning = false): string {
  const said = words.trouble;
  switch (trouble.kind) {
    case "refused":
      return isSigning ? said.refusedSigning : said.refused;
    case "reverts":
      return words.refusal.before(refusalText(words, trouble.refusal));
    case "unknownChain":
      return said.unknownChain(around.chain);
    case "tooPoor":
      return said.tooPoor(around.coin);
    case "otherAccount":
      return trouble.account ? said.otherAccount(around.name(trouble.account)) : said.noAccount;
    case "otherChain":
      return said.otherChain(trouble.chain === undefined ? "?" : around.chainName(trouble.chain), around.chain);
    case "underWay":
      return said.underWayBare;
    case "other":
      return said.other(trouble.said);
    case "nodeRefused":
      return said.nodeRefused(trouble.said);
    case "badSignature":
      return said.badSignature(trouble.bytes);
    case "otherSigner":
      return said.otherSigner(around.name(trouble.wanted), around.name(trouble.found));
    case "cannotAsk":
    case "notTaken":
    case "notAnOwner":
      return said[trouble.kind](around.name(trouble.wallet));
    case "tooLong":
      return said.tooLong(trouble.bytes);
    case "missing":
      return said.missing(trouble.have, trouble.need, trouble.owners.map((owner) => around.name(owner)).join(", "));
    case "elsewhere":
      return said.elsewhere(around.chainName(trouble.chain), around.name(trouble.contract));
    case "file":
      return said.file[trouble.fault];
    default:
      return said[trouble.kind];
  }
}

/** Reason => meaning. Many words that the first view does not need: they are fetched when a reason is first shown. */
const meanings = signal<Readonly<Record<string, string>> | undefined>(undefined);

/** Fetches the meanings of reasons; whoever shows one is drawn anew with it. */
export async function loadMeanings(): Promise<void> {
  meanings.value ??= (await import("../generated/reasons")).REASONS;
}

function meaningOf(reason: string): string | undefined {
  const known = meanings.value;
  if (!known) void loadMeanings();
  return known && Object.hasOwn(known, reason) ? known[reason] : undefined;
}

/** The meaning of a reason of our contracts; of any other the reason itself. */
export function refusalText(words: Words, refusal: Refusal): string {
  switch (refusal.kind) {
    case "reason":
      return meaningOf(refusal.reason) ?? ended(refusal.reason);
    case "panic":
      return words.refusal.panic(`0x${refusal.code.toString(16)}`);
    case "data":
      return words.refusal.data(refusal.data.length > 74 ? `${refusal.data.slice(0, 74)}…` : refusal.data);
    case "silent":
      return words.refusal.silent;
  }
}

/** Whether a refusal's words are ours, so that they need not be shown as a stranger's. */
export function isOurs(refusal: Refusal): boolean {
  return refusal.kind !== "reason" || meaningOf(refusal.reason) !== undefined;
}

export function accountText(words: Words, account: Account): string {
  const { signer } = account;
  if (account.delegatedTo) return words.account.delegated;
  if (signer.kind === "key") return words.account.key;
  if (signer.kind === "erc7739") return words.account.nested;
  const all = signer.owners.length;
  if (signer.kind === "safe") return all === 1 ? words.account.safeAlone : words.account.safe(signer.threshold, all);
  return all > 0 ? words.account.owners(signer.threshold, all) : words.account.contract;
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

