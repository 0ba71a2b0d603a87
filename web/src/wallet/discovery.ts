/**
 * Which wallets this browser has: those that announce themselves (EIP-6963), else the one in `window.ethereum`.
 *
 * An announcement comes from a stranger's script. Its name is text, its icon is shown only as an image of an `<img>`,
 * which runs no script even where the image is an SVG, and a wallet may announce itself any number of times.
 */

import { signal, type ReadonlySignal } from "@preact/signals";
import { isRecord, type Provider } from "./eip1193";

export interface WalletOffer {
  /** Of this page's life; tells two wallets apart that call themselves the same. */
  readonly uuid: string;
  /** Such as `io.metamask`; what a wallet is remembered by. */
  readonly rdns: string;
  readonly name: string;
  /** A data URL for `<img src>`. */
  readonly icon?: string;
  readonly provider: Provider;
  /** Another wallet has the same name or `rdns`: one of the two may not be what it says. */
  readonly isDoubtful: boolean;
}

export interface Discovery {
  readonly wallets: ReadonlySignal<readonly WalletOffer[]>;
  /** Asks again, for wallets that were installed or woke up late. */
  look(): void;
  stop(): void;
}

/** The name that a wallet gets which does not announce itself. */
export const LEGACY_RDNS = "window.ethereum";
/** Of the Safe whose app shows this page. */
export const SAFE_RDNS = "safe";

const MAX_WALLETS = 24;
const MAX_NAME = 40;
const MAX_ICON = 128 * 1024;
const WAIT_FOR_LEGACY = 400;
const ICONS = /^data:image\/(png|webp|svg\+xml)[;,]/i;

export function discover(within: Window, nameOfLegacy: () => string): Discovery {
  const wallets = signal<readonly WalletOffer[]>([]);

  const take = (offer: Omit<WalletOffer, "isDoubtful">): void => {
    const known = wallets.value.filter((one) => one.rdns !== LEGACY_RDNS || offer.rdns === LEGACY_RDNS);
    if (known.some((one) => one.uuid === offer.uuid || one.provider === offer.provider)) return;
    if (known.length >= MAX_WALLETS) return;
    const all = [...known, { ...offer, isDoubtful: false }];
    wallets.value = all.map((one) => ({ ...one, isDoubtful: all.some((other) => other !== one && isLike(one, other)) }));
  };

  const onAnnounce = (event: Event): void => {
    const offer = readAnnouncement((event as CustomEvent<unknown>).detail);
    if (offer) take(offer);
  };

  const legacy = (): void => {
    const provider = (within as Window & { ethereum?: unknown }).ethereum;
    if (wallets.value.length === 0 && isProvider(provider)) {
      take({ uuid: LEGACY_RDNS, rdns: LEGACY_RDNS, name: nameOfLegacy(), provider });
    }
  };

  within.addEventListener("eip6963:announceProvider", onAnnounce);
  const look = (): void => {
    within.dispatchEvent(new Event("eip6963:requestProvider"));
  };
  look();
  const timer = setTimeout(legacy, WAIT_FOR_LEGACY);
  within.addEventListener("ethereum#initialized", legacy, { once: true });

  return {
    wallets,
    look: () => {
      look();
      legacy();
    },
    stop: () => {
      clearTimeout(timer);
      within.removeEventListener("eip6963:announceProvider", onAnnounce);
      within.removeEventListener("ethereum#initialized", legacy);
    },
  };
}

/** Whether the eye would take one for the other, whatever stands between the letters. */
function isLike(one: { readonly rdns: string; readonly name: string }, other: typeof one): boolean {
  const bare = (name: string): string => name.replace(/[^\p{L}\p{N}]/gu, "").normalize("NFKC").toLowerCase();
  return one.rdns === other.rdns || bare(one.name) === bare(other.name);
}

/** What was announced; undefined if it is not what EIP-6963 says. */
export function readAnnouncement(detail: unknown): Omit<WalletOffer, "isDoubtful"> | undefined {
  try {
    if (!isRecord(detail) || !isRecord(detail["info"]) || !isProvider(detail["provider"])) return undefined;
    const { uuid, rdns, name, icon } = detail["info"];
    if (typeof uuid !== "string" || typeof rdns !== "string" || typeof name !== "string") return undefined;
    if (uuid === "" || uuid.length > 100 || !/^[a-z0-9.-]{1,100}$/i.test(rdns)) return undefined;
    const shown = name.trim() === "" ? rdns : cut(name.trim());
    const offer = { uuid, rdns: rdns.toLowerCase(), name: shown, provider: detail["provider"] };
    return isIcon(icon) ? { ...offer, icon } : offer;
  } catch {
    return undefined; // a getter of the announcement threw
  }
}

export function isIcon(icon: unknown): icon is string {
  return typeof icon === "string" && icon.length <= MAX_ICON && ICONS.test(icon.trimStart());
}

function isProvider(value: unknown): value is Provider {
  return isRecord(value) && typeof value["request"] === "function";
}

function cut(name: string): string {
  const letters = Array.from(name);
  return letters.length > MAX_NAME ? `${letters.slice(0, MAX_NAME).join("")}…` : name;
}
