/** What wallets and nodes throw, told apart. Words for each are in the texts; what they said themselves is only quoted. */

import { NodeDownError, RefusedError, ThrottledError } from "../chain/errors";
import { isRecord, type Address } from "./eip1193";
import { layers, refusalIn, type Refusal } from "./refusals";

export type Trouble =
  /** 4001: the person said no. */
  | { readonly kind: "refused" }
  /** 4100: the wallet does not let this page use the account. */
  | { readonly kind: "notAllowed" }
  /** 4200, -32601: the wallet has no such function. */
  | { readonly kind: "unable" }
  /** 4900: the wallet is cut off from every chain. */
  | { readonly kind: "offline" }
  /** 4901: the wallet is cut off from this chain. */
  | { readonly kind: "chainOffline" }
  /** 4902: the wallet does not know the chain. */
  | { readonly kind: "unknownChain" }
  /** -32002: the wallet asks already. */
  | { readonly kind: "alreadyAsking" }
  | { readonly kind: "locked" }
  /** The contract refuses, or would. */
  | { readonly kind: "reverts"; readonly refusal: Refusal }
  | { readonly kind: "tooPoor" }
  | { readonly kind: "nonceUsed" }
  | { readonly kind: "underpriced" }
  | { readonly kind: "alreadyKnown" }
  | { readonly kind: "gasTooLow" }
  | { readonly kind: "tooBusy" }
  | { readonly kind: "silent" }
  /** EIP-5792: the wallet does several at once, but not these. */
  | { readonly kind: "noBatch" }
  | { readonly kind: "sameBatch" }
  /** Found by this page, before anything was asked of the wallet. */
  | { readonly kind: "otherAccount"; readonly account: Address | undefined }
  | { readonly kind: "otherChain"; readonly chain: number | undefined }
  | { readonly kind: "notConnected" }
  | { readonly kind: "underWay" }
  | { readonly kind: "badAnswer" }
  /** The chosen node, and not the wallet, does not answer, or refuses. */
  | { readonly kind: "nodeDown" }
  | { readonly kind: "nodeRefused"; readonly said: string }
  /** Of signing. */
  | { readonly kind: "notDeployed" }
  | { readonly kind: "badSignature"; readonly bytes: number }
  | { readonly kind: "otherSigner"; readonly wanted: Address; readonly found: Address }
  /** A wallet of another release or kind cannot be asked what the one it owns asks. */
  | { readonly kind: "cannotAsk"; readonly wallet: Address }
  /** The wallet's own contract says that this is not its signature. */
  | { readonly kind: "notTaken"; readonly wallet: Address }
  | { readonly kind: "tooLong"; readonly bytes: number }
  /** What the contract asks to be signed is not what is shown. */
  | { readonly kind: "digestDiffers"; readonly ours: string; readonly theirs: string }
  | { readonly kind: "missing"; readonly wallet: Address; readonly have: number; readonly need: number; readonly owners: readonly Address[] }
  | { readonly kind: "notAnOwner"; readonly wallet: Address }
  | { readonly kind: "expired" }
  | { readonly kind: "usedUp" }
  | { readonly kind: "elsewhere"; readonly chain: number; readonly contract: Address }
  | { readonly kind: "file"; readonly fault: "json" | "kind" | "damaged" | "other" }
  | { readonly kind: "other"; readonly said: string };

/** What this code throws itself. */
export class WalletTrouble extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble.kind);
    this.name = "WalletTrouble";
  }
}

type Plain = "refused" | "notAllowed" | "unable" | "offline" | "chainOffline" | "unknownChain" | "alreadyAsking" | "locked"
  | "tooPoor" | "nonceUsed" | "underpriced" | "alreadyKnown" | "gasTooLow" | "tooBusy" | "noBatch" | "sameBatch";

const CODES: Readonly<Record<string, Plain>> = {
  "4001": "refused",
  ACTION_REJECTED: "refused",
  "4100": "notAllowed",
  "4200": "unable",
  "-32601": "unable",
  "-32004": "unable",
  "4900": "offline",
  "4901": "chainOffline",
  "4902": "unknownChain",
  "-32002": "alreadyAsking",
  "-32005": "tooBusy",
  "429": "tooBusy",
  INSUFFICIENT_FUNDS: "tooPoor",
  NONCE_EXPIRED: "nonceUsed",
  REPLACEMENT_UNDERPRICED: "underpriced",
  "5700": "noBatch",
  "5710": "noBatch",
  "5740": "noBatch",
  "5750": "refused",
  "5760": "noBatch",
  "5720": "sameBatch",
};

/** By what they say, where the code says nothing (-32000, -32603) or is wrong. */
const SAYINGS: readonly (readonly [RegExp, Plain])[] = [
  [/insufficient funds|insufficient balance|doesn'?t have enough funds|gas \* price \+ value|out of funds/i, "tooPoor"],
  [/replacement transaction underpriced|transaction underpriced|max fee per gas less than block base fee|fee too low|gas price below/i, "underpriced"],
  [/nonce too low|nonce has already been used|nonce is too low|invalid nonce/i, "nonceUsed"],
  [/already known|known transaction|already imported/i, "alreadyKnown"],
  [/intrinsic gas too low|gas limit.*(too low|exceed)|exceeds block gas limit|out of gas/i, "gasTooLow"],
  [/unrecognized chain|unknown chain|chain .*(not been added|not added|not supported)|try adding the chain/i, "unknownChain"],
  [/already (pending|processing)|request.*pending/i, "alreadyAsking"],
  [/user (rejected|denied|cancell?ed|closed|declined|disapproved|refused)|(rejected|denied|cancell?ed|declined) by (the )?user|request rejected|transaction was rejected|ledger.*(0x6985|denied)|condition.* not satisfied/i, "refused"],
  [/wallet is locked|(is|please) (un)?lock|must be unlocked|no active wallet/i, "locked"],
  [/not (been )?authorized|unauthori[sz]ed/i, "notAllowed"],
  [/too many requests|rate.?limit/i, "tooBusy"],
  [/method.*(not found|not supported|does not exist|not available)|unsupported method|not implemented/i, "unable"],
  [/disconnected from (all chains|chain)|provider is disconnected|not connected/i, "offline"],
];

const MAX_SAID = 300;

/** What went wrong, in whatever shape it was thrown: nested, a string, nothing at all. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof WalletTrouble) return error.trouble;
  if (error instanceof NodeDownError || error instanceof ThrottledError) return { kind: "nodeDown" };
  const told = toldApart(error);
  return error instanceof RefusedError && told.kind === "other" ? { kind: "nodeRefused", said: told.said } : told;
}

function toldApart(error: unknown): Trouble {
  const every = layers(error);
  const codes = every.filter(isRecord).map((one) => String(readCode(one)));
  const texts = every.filter((one): one is string => typeof one === "string" && !/^0x[0-9a-f]*$/i.test(one));

  const byCode = codes.map((code) => CODES[code]).find((kind) => kind !== undefined);
  // A refusal by a person stands above all: some wallets wrap it in -32000 or -32603.
  if (byCode === "refused") return { kind: "refused" };
  const refusal = refusalIn(error);
  if (refusal && (refusal.kind !== "silent" || codes.includes("3"))) return { kind: "reverts", refusal };
  if (byCode) return { kind: byCode };
  for (const [saying, kind] of SAYINGS) {
    if (texts.some((text) => saying.test(text))) return { kind };
  }
  if (refusal) return { kind: "reverts", refusal };
  const said = texts.find((text) => text.trim() !== "" && !text.trimStart().startsWith("{"));
  return said === undefined ? { kind: "silent" } : { kind: "other", said: said.trim().slice(0, MAX_SAID) };
}

function readCode(one: Record<string, unknown>): unknown {
  try {
    return one["code"];
  } catch {
    return undefined;
  }
}
