/** The tree around the partnership that is shown, with the links that it has and what was earned by them. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type AbiEvent, pad, toEventSelector } from "viem";
import { connection, refresh, snapshot } from "../../app/store";
import { site } from "../../app/site";
import { Batch, type RawLog } from "../../chain/batch";
import { escrowOf, implementationOf } from "../../chain/contracts";
import { NodeDownError, RefusedError } from "../../chain/errors";
import type { ChainEvent } from "../../chain/events";
import { decoder } from "../../chain/events";
import { ecosystemAbi, escrowAbi, partnershipAbi } from "../../generated/abi";
import { askLinks, type Link, LINK_EVENTS } from "../../model/links";
import type { Snapshot } from "../../model/partnership";
import { add } from "../../model/statement/fields";
import type { TreeOf } from "../../model/tree";
import { readTree, worthAsking } from "../../model/tree-reading";
import type { Connection } from "../../app/connection";
import { account } from "../../app/wallet";
import type { Address, Hex } from "../../types";

export interface Grove {
  readonly seen: Snapshot;
  readonly tree: TreeOf;
  /** Links of this partnership to its sponsors, and of projects to it or to the connected account. */
  readonly links: readonly Link[];
  /** Escrow, account => token => what was ever credited to it as a sponsor. */
  readonly credited: ReadonlyMap<string, ReadonlyMap<Address, bigint>>;
  /** Names of projects that only offer something. */
  readonly offering: ReadonlyMap<Address, string>;
}

export const grove = signal<Grove | undefined>(undefined);
export const groveTrouble = signal<string | undefined>(undefined);
export const isReading = signal(false);

const decode = decoder(escrowAbi);
const topicOf = (name: string): Hex => toEventSelector(escrowAbi.find((each): each is AbiEvent => each.type === "event" && each.name === name) as AbiEvent);
const TOPICS = [...LINK_EVENTS, "SponsorCredited"].map(topicOf);
const OFFERED = topicOf("LinkOffered");

let current = "";

/** Reads it when the view opens, and again when this partnership or the account has changed. */
export function useGrove(): void {
  const seen = snapshot.value;
  const who = account.value;
  const key = seen ? `${seen.place.chainId}:${seen.place.partnership}:${seen.events.length}:${who ?? ""}` : "";
  useEffect(() => {
    const from = connection.peek();
    const now = snapshot.peek();
    if (from && now && key !== current) read(from, now, key);
  }, [key]);
}

/** After something was sent to other partnerships of the tree: at the newest block. */
export async function readAgain(): Promise<void> {
  isReading.value = true;
  await refresh();
  await refresh(); // what was under way when it was asked for may have begun before
  const [from, now] = [connection.peek(), snapshot.peek()];
  if (from && now) read(from, now, `${current} `);
}

function read(from: Connection, seen: Snapshot, key: string): void {
  if (grove.peek()?.seen.place.partnership !== seen.place.partnership) grove.value = undefined;
  current = key;
  isReading.value = true;
  make(from, seen)
    .then((made) => {
      if (current !== key) return;
      grove.value = made;
      groveTrouble.value = undefined;
    })
    .catch((error: unknown) => {
      if (current !== key) return;
      current = "";
      groveTrouble.value = error instanceof Error ? error.message : String(error);
    })
    .finally(() => {
      if (current === key || current === "") isReading.value = false;
    });
}

async function make(from: Connection, seen: Snapshot): Promise<Grove> {
  const { rpc, history } = from;
  const block = seen.block;
  const asked = seen.place.partnership;
  const ecosystem = site.value?.chainId === seen.place.chainId ? site.value.ecosystem : undefined;
  const known = ecosystem ? await implementationsOf(from, seen, ecosystem.address) : [];
  const since = Math.min(seen.since, ecosystem?.since ?? seen.since);
  const tree = await readTree({ rpc, asked, since, block, history, known });
  const projects = [...tree.members.values()].filter((member) => member.address !== asked);
  const sponsors = [asked, ...(account.peek() ? [account.peek() as Address] : [])].map((each) => pad(each, { size: 32 }).toLowerCase() as Hex);
  const questions = [{ topics: [OFFERED, sponsors] }, ...(projects.length > 0 ? [{ address: projects.map((member) => member.escrow), topics: [TOPICS] }] : [])];
  const [offers = [], logs = []] = await history.find(questions, since, Number(block.number)).catch(refused);
  const theirs = logs.flatMap((log) => decode(log) ?? []);
  const offered = offers.flatMap((log) => decode(log) ?? []);
  const own = seen.events.filter((event) => event.address === seen.escrow && TOPICS_NAMES.has(event.name));
  const strangers = await provenProjects(from, seen, tree, known, offered);
  const links = await linksOf(from, seen, tree, own, theirs, offered, strangers);
  return { seen, tree, links, credited: creditedOf([...own, ...theirs]), offering: new Map(strangers.map(({ address, name }) => [address, name])) };
}

const TOPICS_NAMES = new Set<string>([...LINK_EVENTS, "SponsorCredited"]);

async function implementationsOf(from: Connection, seen: Snapshot, ecosystem: Address): Promise<string[]> {
  const batch = new Batch(from.rpc, seen.block.number);
  const found = batch.callStranger<Address>(ecosystem, ecosystemAbi, "PARTNERSHIP_IMPLEMENTATION");
  await batch.run();
  const implementation = await found;
  return implementation === undefined ? [] : [implementation.toLowerCase()];
}

/** Projects that offer us something and that we are not tied to yet: those whose escrow and code are what they say. */
async function provenProjects(from: Connection, seen: Snapshot, tree: TreeOf, known: readonly string[], offered: readonly ChainEvent[]): Promise<{ address: Address; escrow: Address; name: string }[]> {
  const inTree = new Set([...tree.members.values()].map((member) => member.escrow));
  const all = [...new Set(offered.map((event) => event.address))].filter((escrow) => !inTree.has(escrow));
  const escrows = await worthAsking(from.rpc, seen.block.number, all, [seen.escrow]);
  if (escrows.length === 0) return [];
  const first = new Batch(from.rpc, seen.block.number);
  const ours = first.code(seen.place.partnership);
  const owners = escrows.map((escrow) => first.callStranger<Address>(escrow, escrowAbi, "partnership"));
  await first.run();
  const believed = new Set([...known, implementationOf(await ours) ?? ""]);
  const said = (await Promise.all(owners)).flatMap((owner, at) => (owner !== undefined && escrowOf(owner) === escrows[at] ? [owner] : []));
  const second = new Batch(from.rpc, seen.block.number);
  const asked = said.map((owner) => Promise.all([second.code(owner), second.callStranger<string>(owner, partnershipAbi, "partnership_name")]));
  await second.run();
  return (await Promise.all(asked)).flatMap(([code, name], at) => {
    const address = said[at];
    const isOurs = believed.has(implementationOf(code) ?? "none");
    return address !== undefined && isOurs && name !== undefined ? [{ address, escrow: escrowOf(address), name }] : [];
  });
}

/** Ours to sponsors, those of projects in the tree that name us or the connected account, and what is offered to either. */
async function linksOf(from: Connection, seen: Snapshot, tree: TreeOf, own: readonly ChainEvent[], theirs: readonly ChainEvent[], offered: readonly ChainEvent[], strangers: readonly { address: Address; escrow: Address }[]): Promise<Link[]> {
  const mine = new Set<Address>([seen.place.partnership, seen.escrow, ...(account.peek() ? [account.peek() as Address] : [])]);
  const batch = new Batch(from.rpc, seen.block.number);
  const members = [...tree.members.values()].filter((member) => member.address !== seen.place.partnership);
  const asked = [
    askLinks(batch, seen.place.partnership, seen.escrow, own, seen.links, seen.block.time),
    ...members.map((member) => {
      const entries = tree.ties.flatMap((tie) => (tie.project === member.address && tie.link ? [tie.link] : []));
      const known = theirs.filter((event) => event.address === member.escrow);
      const more = offered.filter((event) => event.address === member.escrow && !known.some((each) => each.transaction === event.transaction && each.index === event.index));
      return askLinks(batch, member.address, member.escrow, [...more, ...known], entries, seen.block.time);
    }),
    ...strangers.map(({ address, escrow }) => askLinks(batch, address, escrow, offered, [], seen.block.time)),
  ];
  await batch.run();
  const found = (await Promise.all(asked)).flat();
  return found.filter((link) => link.project === seen.place.partnership || mine.has(link.sponsor) || mine.has(link.credited) || (link.terms !== undefined && mine.has(link.terms.sponsor)));
}

function creditedOf(events: readonly ChainEvent[]): Map<string, Map<Address, bigint>> {
  const found = new Map<string, Map<Address, bigint>>();
  for (const { name, args, address } of events) {
    if (name !== "SponsorCredited") continue;
    const key = `${address} ${args.sponsor as Address}`;
    const sums = found.get(key) ?? new Map<Address, bigint>();
    found.set(key, sums);
    add(sums, args.token as Address, args.amount as bigint);
  }
  return found;
}

/** What the node refuses is missing, and the tree says that it is partial: it asks for as much. */
function refused(error: unknown): RawLog[][] {
  if (error instanceof RefusedError || error instanceof NodeDownError) return [];
  throw error;
}
