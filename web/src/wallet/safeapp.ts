/**
 * The page inside a Safe's own app: the Safe Apps protocol, messages between a frame and the page around it.
 *
 * Whoever frames this page could show it under something else and have a person press what it likes. So a parent is
 * spoken to only at an origin of the list that the page was served with, messages count only from the parent itself at
 * that origin, and in any other frame the page offers nothing to sign.
 */

import { signal, type ReadonlySignal } from "@preact/signals";
import { asAddress, asNumber, isHash, isHex, isRecord, quantity, type Address, type Call, type Hex, type Provider } from "./eip1193";

export interface SafeApp {
  readonly safe: Address;
  readonly chain: number;
  /** Where the page around is from. */
  readonly origin: string;
  /** Who looks is no owner. */
  readonly isReadOnly: boolean;
  /** For the session; sends one at a time, signs nothing at once. */
  readonly provider: Provider;
  /** The hash by which the Safe knows the transaction; its owners confirm it later. */
  send(calls: readonly Call[]): Promise<Hex>;
  transaction(safeHash: Hex): Promise<{ readonly hash?: Hex; readonly have?: number; readonly need?: number } | undefined>;
  /** The hash by which the Safe knows the message; signatures come later. */
  sign(typedData: unknown): Promise<Hex>;
  /** Once enough owners have signed. */
  signatureOf(messageHash: Hex): Promise<Hex | undefined>;
}

export type Frame =
  /** The page stands by itself. */
  | { readonly kind: "none" }
  | { readonly kind: "asking" }
  | { readonly kind: "safe"; readonly app: SafeApp }
  /** Somebody else's page shows it: nothing may be signed here. */
  | { readonly kind: "stranger" };

const SDK_VERSION = "9.1.0";
const HANDSHAKE = 5_000;

interface Said {
  readonly id: string;
  readonly success: boolean;
  readonly data?: unknown;
  readonly error?: unknown;
}

/** @param origins Of pages that may show this one, such as `https://app.safe.global`; none unless the server says so. */
export function openFrame(within: Window, origins: readonly string[]): ReadonlySignal<Frame> {
  const isFramed = within.parent !== within;
  const frame = signal<Frame>({ kind: isFramed ? "asking" : "none" });
  if (!isFramed) return frame;
  const trusted = origins.filter(isOrigin);
  if (trusted.length === 0) {
    frame.value = { kind: "stranger" };
    return frame;
  }

  const waiting = new Map<string, (said: Said, origin: string) => void>();
  within.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.source !== within.parent || !trusted.includes(event.origin)) return;
    const said = readSaid(event.data);
    const answer = said && waiting.get(said.id);
    if (!said || !answer) return;
    waiting.delete(said.id);
    answer(said, event.origin);
  });

  // To an origin that is not the parent's, the browser delivers nothing: so nobody else hears what is asked.
  const post = (method: string, params: unknown, to: readonly string[]): Promise<{ data: unknown; origin: string }> =>
    new Promise((yes, no) => {
      const id = newId();
      waiting.set(id, (said, origin) => {
        if (said.success) yes({ data: said.data, origin });
        else no(new Error(typeof said.error === "string" ? said.error : "refused without a word"));
      });
      for (const origin of to) within.parent.postMessage({ id, method, params, env: { sdkVersion: SDK_VERSION } }, origin);
    });

  const timer = setTimeout(() => {
    if (frame.value.kind === "asking") frame.value = { kind: "stranger" };
  }, HANDSHAKE);
  void post("getSafeInfo", undefined, trusted).then(
    ({ data, origin }) => {
      clearTimeout(timer);
      const app = readApp(data, origin, async (method, params) => (await post(method, params, [origin])).data);
      frame.value = app ? { kind: "safe", app } : { kind: "stranger" };
    },
    () => {
      clearTimeout(timer);
      frame.value = { kind: "stranger" };
    },
  );
  return frame;
}

function isOrigin(text: string): boolean {
  try {
    const url = new URL(text);
    return url.origin === text && /^[a-z0-9.-]+$/.test(url.hostname) && (url.protocol === "https:" || url.hostname === "localhost" || url.hostname === "127.0.0.1");
  } catch {
    return false;
  }
}

function readSaid(told: unknown): Said | undefined {
  if (!isRecord(told) || typeof told["id"] !== "string" || typeof told["success"] !== "boolean") return undefined;
  const { id, success, data, error, version } = told;
  return typeof version === "string" && Number(version.split(".")[0]) >= 1 ? { id, success, data, error } : undefined;
}

type Post = (method: string, params: unknown) => Promise<unknown>;

function readApp(told: unknown, origin: string, post: Post): SafeApp | undefined {
  if (!isRecord(told)) return undefined;
  const [safe, chain] = [asAddress(told["safeAddress"]), asNumber(told["chainId"])];
  if (!safe || chain === undefined) return undefined;
  const send = async (calls: readonly Call[]): Promise<Hex> => {
    const txs = calls.map((call) => ({ to: call.to, value: call.value.toString(), data: call.data }));
    const answer = await post("sendTransactions", { txs });
    const hash = isRecord(answer) ? answer["safeTxHash"] : undefined;
    if (!isHash(hash)) throw new Error("the Safe answered with no hash");
    return hash.toLowerCase() as Hex;
  };
  return {
    safe,
    chain,
    origin,
    isReadOnly: told["isReadOnly"] === true,
    send,
    transaction: async (safeHash) => readDetails(await post("getTxBySafeTxHash", { safeTxHash: safeHash })),
    sign: async (typedData) => {
      const answer = await post("signTypedMessage", { typedData });
      const hash = isRecord(answer) ? (answer["messageHash"] ?? answer["safeTxHash"]) : undefined;
      if (!isHash(hash)) throw new Error("the Safe answered with no hash");
      return hash.toLowerCase() as Hex;
    },
    signatureOf: async (messageHash) => {
      const answer = await post("getOffChainSignature", messageHash);
      return isHex(answer) && answer.length > 2 ? answer : undefined;
    },
    provider: { request: (asked) => answerAs(safe, chain, send, asked.method, asked.params) },
  };
}

/** The few questions that the rest of the page has for any wallet. What is read of the chain is not asked here. */
async function answerAs(
  safe: Address,
  chain: number,
  send: (calls: readonly Call[]) => Promise<Hex>,
  method: string,
  params: readonly unknown[] | undefined,
): Promise<unknown> {
  switch (method) {
    case "eth_accounts":
    case "eth_requestAccounts":
      return [safe];
    case "eth_chainId":
      return quantity(chain);
    case "eth_sendTransaction": {
      const [sent] = params ?? [];
      const to = isRecord(sent) ? asAddress(sent["to"]) : undefined;
      if (!isRecord(sent) || !to || !isHex(sent["data"])) throw new Error("no call to send");
      return await send([{ to, data: sent["data"], value: BigInt(String(sent["value"])) }]);
    }
    default:
      throw Object.assign(new Error(`a Safe does not know ${method}`), { code: 4200 });
  }
}

function readDetails(told: unknown): { hash?: Hex; have?: number; need?: number } | undefined {
  if (!isRecord(told)) return undefined;
  const info = told["detailedExecutionInfo"];
  const [need, given] = isRecord(info) ? [info["confirmationsRequired"], info["confirmations"]] : [undefined, undefined];
  return {
    ...(isHash(told["txHash"]) ? { hash: told["txHash"] } : {}),
    ...(typeof need === "number" ? { need } : {}),
    ...(Array.isArray(given) ? { have: given.length } : {}),
  };
}

function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
