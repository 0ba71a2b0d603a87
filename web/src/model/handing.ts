/**
 * Signed ballots and answers on their way to whoever sends them in: as files, as text, or in a link. What they say is read
 * from the message that was signed, and nothing else is believed of them.
 */

import { bytesOf } from "../format/bytes";
import { BOUNDS } from "../generated/bounds";
import type { MessageKind } from "../generated/messages";
import type { Address } from "../types";
import { merged, type MessageFile, isSameMessage, readFile } from "../wallet/messagefile";
import { accountOf, deadlineOf, messageOf, type Message } from "../wallet/messages";
import { type Support, supportOf } from "./ballots";

/** What is said to a proposal, by whom, and until when it may be sent in. */
export interface Handed {
  readonly file: MessageFile;
  readonly kind: "ballot" | "answer" | "contest";
  readonly account: Address;
  readonly proposalId: bigint;
  readonly support?: Support;
  readonly agrees?: boolean;
  readonly reason: string;
  /** Unix seconds; none for what counts as long as ballots are taken. */
  readonly until?: number;
}

const KINDS: Readonly<Partial<Record<MessageKind, Handed["kind"]>>> = {
  TimedBallot: "ballot",
  ExtendedBallot: "ballot",
  Consent: "answer",
  Contest: "contest",
};

/** @throws WalletTrouble where it is no such file; undefined for a message about something else. */
export function readHanded(text: string): Handed | undefined {
  return handedOf(readFile(text, ["ExtendedBallot"]));
}

export function handedOf(file: MessageFile): Handed | undefined {
  const { message } = file;
  const kind = KINDS[message.kind];
  const { proposalId, support, agrees, reason } = message.values;
  if (!kind || typeof proposalId !== "bigint") return undefined;
  if (typeof reason === "string" && bytesOf(reason).length > BOUNDS.MAX_REASON) return undefined; // the chain takes no longer one
  const choice = kind === "ballot" ? supportOf(support) : undefined;
  if (kind === "ballot" && choice === undefined) return undefined;
  const until = deadlineOf(message);
  return {
    file,
    kind,
    account: accountOf(message),
    proposalId,
    reason: typeof reason === "string" ? reason : "",
    ...(choice === undefined ? {} : { support: choice }),
    ...(typeof agrees === "boolean" ? { agrees } : {}),
    ...(until === undefined ? {} : { until }),
  };
}

/** A list with one more; owners of one wallet sign one after the other, so files about the same are put together. */
export function withHanded(list: readonly Handed[], one: Handed): Handed[] {
  const at = list.findIndex((other) => isSameMessage(other.file.message, one.file.message));
  const before = list[at];
  if (!before) return [...list, one];
  return list.map((other, place) => (place === at ? { ...before, file: merged(before.file, one.file) } : other));
}

/**
 * Those beside which another one of the same account says otherwise on the same proposal. Only one of them can count, and which
 * that is would be the choice of whoever sends them in.
 */
export function contradicting(list: readonly Handed[]): ReadonlySet<Handed> {
  const said = (one: Handed) => (one.kind === "ballot" ? one.support : one.agrees);
  const isOf = (one: Handed, other: Handed) => one.kind === other.kind && one.account === other.account && one.proposalId === other.proposalId;
  return new Set(list.filter((one) => list.some((other) => isOf(one, other) && said(one) !== said(other))));
}

/** The ballot that a partner signs apart from the chain: with its reason, or with an end of its own. */
export function ballotMessage(place: { readonly chainId: number; readonly partnership: Address }, proposalId: bigint, voter: Address, support: Support, reason: string, until: number): Message {
  const values = { proposalId, support: BigInt(support), voter };
  if (reason === "") return messageOf("TimedBallot", place.chainId, place.partnership, { ...values, deadline: BigInt(until) });
  return messageOf("ExtendedBallot", place.chainId, place.partnership, { ...values, nonce: 0n, reason, params: "0x" });
}

// --- in a link ---

/** Longer links are cut by some programs on their way. */
const LONGEST = 6_000;

/** What goes behind a link; undefined if it is too long for one. */
export function linkText(text: string): string | undefined {
  const compact = JSON.stringify(JSON.parse(text));
  const bytes = new TextEncoder().encode(compact);
  const encoded = btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  return encoded.length <= LONGEST ? encoded : undefined;
}

/** Undefined for what is no text that this page wrote into a link. */
export function textOfLink(encoded: string): string | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(encoded) || encoded.length > LONGEST) return undefined;
  try {
    const raw = atob(encoded.replace(/-/g, "+").replace(/_/g, "/"));
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(raw, (letter) => letter.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
