/**
 * Where the reader is, by the part of the address after `#`: `#/<chain id>:<partnership>/<view>/...`. So a link carries its
 * chain, and the page needs no server that knows its paths.
 */

import { computed, signal } from "@preact/signals";
import { getAddress, isAddress } from "viem";
import type { Place } from "../types";

export interface Route {
  readonly place?: Place;
  /** What comes after the place, like ["proposals", "2"]; empty for the overview, or the start without a place. */
  readonly path: readonly string[];
  /** Values after `?`, like those that fill a form in. */
  readonly query: URLSearchParams;
  /** Why the link cannot be read. */
  readonly trouble?: "address" | "chain";
}

export function readRoute(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const parts = path.split("/").filter(Boolean).map(decode);
  const query = new URLSearchParams(search);
  const [first = "", ...rest] = parts;
  const found = /^(\d{1,15}):(.+)$/.exec(first);
  if (!found) {
    if (first.includes(":") || first.startsWith("0x")) return { path: [], query, trouble: "chain" };
    return { path: parts, query };
  }
  const address = found[2] ?? "";
  if (!isAddress(address, { strict: true })) return { path: rest, query, trouble: "address" };
  return { place: { chainId: Number(found[1]), partnership: getAddress(address) }, path: rest, query };
}

export function hrefOf(place: Place | undefined, ...path: readonly (string | number)[]): string {
  const tail = path.map((part) => encodeURIComponent(String(part))).join("/");
  const head = place ? `${place.chainId}:${place.partnership}` : "";
  return `#/${[head, tail].filter(Boolean).join("/")}`;
}

export const hash = signal(typeof location === "undefined" ? "" : location.hash);
export const route = computed(() => readRoute(hash.value));

/** Follows the address bar; calls `moved` after each change of view, for focus and the title. */
export function followRoute(moved: () => void): void {
  addEventListener("hashchange", () => {
    const before = route.value;
    hash.value = location.hash;
    if (before.path.join("/") !== route.value.path.join("/") || before.place?.partnership !== route.value.place?.partnership) moved();
  });
}

export function go(href: string): void {
  location.hash = href.replace(/^#/, "");
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
