/** What a tree consists of: partnerships, and what ties the income of one to another account. */

import type { LinkView } from "../generated/views";
import type { Address, Token } from "../types";

/**
 * Why an account earns of a partnership's income: by a link that both sides agreed to; by a share that a vote gave and may
 * change; by a seat with units; or by a link that was cleared away, of which something still waits.
 */
export type TieKind = "link" | "share" | "units" | "former";

const KINDS: readonly TieKind[] = ["link", "share", "units", "former"];

/** Token => amount, in its smallest unit; only what is more than nothing. */
export type Amounts = ReadonlyMap<Address, bigint>;

export interface Tie {
  /** The partnership whose income it is. */
  readonly project: Address;
  /** The sponsor or the partner: a partnership of the tree, or any other account. */
  readonly earner: Address;
  /** The account that the escrow credits: the earner's or, for a link, that of the earner's escrow. */
  readonly credited: Address;
  readonly kind: TieKind;
  /** Of all income, before anybody else; of a link or a share. */
  readonly shareBps: number;
  /** Of a seat. */
  readonly units: bigint;
  readonly tag: bigint;
  /** Unix seconds: last moment it earns, 0 if it has no end. */
  readonly ends: number;
  readonly noticeDays: number;
  /** What a claim would pay now. Its part of what has arrived and is not split comes on top. */
  readonly waiting: Amounts;
  /** Of an agreed link: all that the escrow says of it. */
  readonly link?: LinkView;
}

/** A partnership of the tree. */
export interface TreeMember {
  readonly address: Address;
  readonly escrow: Address;
  /** As it calls itself. */
  readonly name: string;
  readonly phase: number;
  /** How many have a seat now, and the units of all of them together. */
  readonly partners: number;
  readonly units: bigint;
  /** Ether and every token in which anybody can have earned something. */
  readonly tokens: readonly Address[];
  readonly listed: readonly Address[];
  readonly treasury: Amounts;
  /** What the next `distribute` splits. */
  readonly arrived: Amounts;
}

export interface TreeOf {
  /** The partnership that the reading began at. */
  readonly asked: Address;
  readonly members: ReadonlyMap<Address, TreeMember>;
  readonly ties: readonly Tie[];
  readonly tokens: ReadonlyMap<Address, Token>;
  /** Unix seconds of the block. */
  readonly now: number;
  /** Accounts that say they are tied to one and are not made of code known here: neither read nor believed. */
  readonly strangers: readonly Address[];
  /** Whether there are more than were read. */
  readonly isCut: boolean;
  /** Whether the node refused to look through the logs: who is tied from elsewhere is not known then. */
  readonly isPartial: boolean;
}

/** Whether it earns nothing any more. */
export function isOver(tie: Tie, now: number): boolean {
  return tie.kind === "former" || (tie.ends > 0 && tie.ends < now);
}

interface Sorted {
  readonly within: readonly Tie[];
  readonly below: ReadonlyMap<Address, readonly Tie[]>;
  readonly others: ReadonlyMap<Address, readonly Tie[]>;
}

/** Sorted once for each tree: there may be thousands of ties, and each view asks for those of each partnership. */
const sorted = new WeakMap<readonly Tie[], Sorted>();

function sortedOf({ members, ties }: Pick<TreeOf, "members" | "ties">): Sorted {
  const known = sorted.get(ties);
  if (known) return known;
  const [below, others] = [new Map<Address, Tie[]>(), new Map<Address, Tie[]>()];
  const put = (map: Map<Address, Tie[]>, key: Address, tie: Tie) => {
    const list = map.get(key);
    if (list) list.push(tie);
    else map.set(key, [tie]);
  };
  for (const tie of ties) {
    if (members.has(tie.earner)) put(below, tie.earner, tie);
    else put(others, tie.project, tie);
  }
  for (const list of [...below.values(), ...others.values()]) list.sort(inOrder);
  const made = { within: ties.filter((tie) => members.has(tie.earner)), below, others };
  sorted.set(ties, made);
  return made;
}

/** The ties between two partnerships of the tree. */
export function within(tree: Pick<TreeOf, "members" | "ties">): readonly Tie[] {
  return sortedOf(tree).within;
}

/** The ties through which a partnership earns, those of one project together. */
export function below(tree: TreeOf, address: Address): readonly Tie[] {
  return sortedOf(tree).below.get(address) ?? [];
}

/** The ties of a partnership to accounts that are no partnerships of the tree. */
export function others(tree: TreeOf, address: Address): readonly Tie[] {
  return sortedOf(tree).others.get(address) ?? [];
}

function inOrder(a: Tie, b: Tie): number {
  return compare(a.project, b.project) || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compare(a.tag, b.tag) || compare(a.earner, b.earner);
}

function compare<T extends string | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The partnerships by how far they are below the top: each stands below everybody who earns of it. Those that earn of each other
 * in a circle stand where the first of them in the order of their addresses would.
 */
export function levels(tree: TreeOf): Address[][] {
  const above = new Map<Address, Set<Address>>([...tree.members.keys()].map((address) => [address, new Set()]));
  for (const tie of within(tree)) if (tie.earner !== tie.project) above.get(tie.project)?.add(tie.earner);
  const left = new Map(above);
  const found: Address[][] = [];
  while (left.size > 0) {
    const free = [...left].filter(([, earners]) => ![...earners].some((earner) => left.has(earner))).map(([address]) => address);
    // In a circle nobody comes first.
    const ready = free.length > 0 ? free.sort() : [firstOfCircle(left)];
    found.push(ready);
    for (const address of ready) left.delete(address);
  }
  return found;
}

/** The partnerships of which no other earns; of a circle that nobody stands above, one of it. */
export function tops(tree: TreeOf): Address[] {
  const all = levels(tree);
  let found = all[0] ?? [];
  const reached = new Set<Address>();
  for (;;) {
    const todo = found.filter((address) => !reached.has(address));
    for (let address = todo.pop(); address !== undefined; address = todo.pop()) {
      reached.add(address);
      todo.push(...below(tree, address).map((tie) => tie.project).filter((project) => !reached.has(project)));
    }
    const [missing] = all.flat().filter((address) => !reached.has(address));
    if (missing === undefined) return found;
    found = [...found, missing];
  }
}

/**
 * One of those above whom nobody stands but the circle itself: of the smallest circle, and of several such of their addresses
 * the first. Anybody who is tied to one can tie hundreds together, so this takes no longer than looking at each tie once.
 */
function firstOfCircle(left: ReadonlyMap<Address, ReadonlySet<Address>>): Address {
  const circles = circlesOf(left).filter((circle) => ![...circle].some((address) => [...(left.get(address) ?? [])].some((earner) => left.has(earner) && !circle.has(earner))));
  const smallest = Math.min(...circles.map((circle) => circle.size));
  const [first] = circles.filter((circle) => circle.size === smallest).flatMap((circle) => [...circle]).sort();
  if (first === undefined) throw new Error("where nobody comes first there is a circle");
  return first;
}

/** All into sets within which everybody stands above everybody (Tarjan 1972); who is in no circle is a set by itself. */
function circlesOf(left: ReadonlyMap<Address, ReadonlySet<Address>>): Set<Address>[] {
  const found: Set<Address>[] = [];
  const numbers = new Map<Address, number>();
  const lowest = new Map<Address, number>();
  const open: Address[] = [];
  const isOpen = new Set<Address>();
  const enter = (address: Address) => {
    numbers.set(address, numbers.size);
    lowest.set(address, numbers.size - 1);
    open.push(address);
    isOpen.add(address);
    return { address, earners: [...(left.get(address) ?? [])].filter((earner) => left.has(earner)), next: 0 };
  };
  const lower = (address: Address, to: number) => lowest.set(address, Math.min(lowest.get(address) ?? 0, to));
  for (const start of left.keys()) {
    if (numbers.has(start)) continue;
    const path = [enter(start)];
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const earner = at.earners[at.next];
      at.next += 1;
      if (earner !== undefined) {
        if (!numbers.has(earner)) path.push(enter(earner));
        else if (isOpen.has(earner)) lower(at.address, numbers.get(earner) ?? 0);
        continue;
      }
      path.pop();
      const before = path.at(-1);
      if (before) lower(before.address, lowest.get(at.address) ?? 0);
      if (lowest.get(at.address) !== numbers.get(at.address)) continue;
      const circle = new Set(open.splice(open.indexOf(at.address)));
      for (const address of circle) isOpen.delete(address);
      found.push(circle);
    }
  }
  return found;
}

/** Those that one is tied to now: the log also tells of partners that have left, and of links that are no more. */
export function tied(asked: Address, members: ReadonlySet<Address>, ties: Iterable<Tie>): Set<Address> {
  const near = new Map<Address, Set<Address>>();
  const join = (a: Address, b: Address) => near.set(a, (near.get(a) ?? new Set<Address>()).add(b));
  for (const tie of ties) {
    // Nobody has to agree to a gift, so it pulls nobody into a tree.
    if (tie.kind === "share" || !members.has(tie.earner)) continue;
    join(tie.project, tie.earner);
    join(tie.earner, tie.project);
  }
  const found = new Set([asked]);
  const todo = [asked];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    for (const other of near.get(at) ?? []) {
      if (found.has(other)) continue;
      found.add(other);
      todo.push(other);
    }
  }
  return found;
}

/** Token => amount, those of nothing left out. */
export function moreThanNothing(amounts: Iterable<readonly [Address, bigint]>): Map<Address, bigint> {
  return new Map([...amounts].filter(([, amount]) => amount > 0n));
}

const SWEEPS = 4;

/**
 * The levels, each ordered by the middle of those that its partnerships are tied to, a few times down and up (Sugiyama, Tagawa
 * and Toda 1981), so that few lines cross.
 */
export function ordered(tree: TreeOf): Address[][] {
  const rows = levels(tree);
  const near = new Map<Address, Set<Address>>([...tree.members.keys()].map((address) => [address, new Set()]));
  for (const { project, earner } of within(tree)) {
    if (project === earner) continue;
    near.get(project)?.add(earner);
    near.get(earner)?.add(project);
  }
  const widest = Math.max(...rows.map((row) => row.length));
  const at = new Map<Address, number>();
  const stand = (row: readonly Address[]) => row.forEach((address, place) => at.set(address, (widest - row.length) / 2 + place));
  const middle = (address: Address) => {
    const beside = [...(near.get(address) ?? [])].map((each) => at.get(each) ?? 0);
    return beside.length > 0 ? beside.reduce((sum, place) => sum + place, 0) / beside.length : (at.get(address) ?? 0);
  };
  for (const row of rows) stand(row);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const row of sweep % 2 === 0 ? rows : rows.toReversed()) {
      const middles = new Map(row.map((address) => [address, middle(address)]));
      row.sort((a, b) => (middles.get(a) ?? 0) - (middles.get(b) ?? 0) || compare(a, b));
      stand(row);
    }
  }
  return rows;
}
