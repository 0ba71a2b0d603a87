/**
 * All logs of some contracts, read in ranges and kept from one visit to the next.
 *
 * What is kept names the block it ends at by number and hash. If that block is another one now, the chain has been
 * reorganised below it, and the part is thrown away; the newest blocks are never kept. A node that refuses a wide range is
 * asked for narrower ones, and the width that it took is used from then on.
 */

import type { Address, Block, Hex } from "../types";
import { Batch, type LogFilter, type RawLog, together } from "./batch";
import { NodeDownError, RefusedError } from "./errors";
import type { Keep } from "./keep";
import type { Rpc } from "./rpc";

/** Blocks at the head that are read anew each time: deeper reorganisations are caught by the hash. */
const UNSETTLED = 32;
/** Logs in one kept part: what a reorganisation below its end costs is reading it once more. */
const PART = 2_000;
/** Some free nodes take ten blocks at once. */
const NARROWEST = 1;
/** Questions in one request. */
const AT_ONCE = 20;
/** Ranges that are asked for what is not kept: more of them would be asked for again with each visit. */
const MOST_RANGES = 2_000;

export type Filter = Omit<LogFilter, "from" | "to">;

interface Part {
  readonly from: number;
  readonly to: number;
  readonly hash: Hex;
  readonly logs: readonly RawLog[];
}

/** Another place that history may come from, like an index; what it says is checked like what a node says. */
export interface HistorySource {
  logs(addresses: readonly Address[], from: number, to: Block): Promise<RawLog[]>;
}

export interface Progress {
  readonly done: number;
  readonly of: number;
}

export class NodeHistory implements HistorySource {
  /** Blocks that the node takes in one range, as far as is known. */
  width = Number.MAX_SAFE_INTEGER;

  constructor(
    private readonly rpc: Rpc,
    private readonly keep: Keep,
    private readonly chainId: number,
    private readonly progress: (at: Progress) => void = () => undefined,
    /** Who says so: what one node said is not believed of another. */
    private readonly source: string = rpc.host,
  ) {}

  /** Throws away what was kept, so that all of it is asked for anew. */
  async forget(addresses: readonly Address[], from: number): Promise<void> {
    await this.keep.remove(this.keyOf(addresses, from)).catch(() => undefined);
  }

  private keyOf(addresses: readonly Address[], from: number): string {
    return `logs:${this.chainId}:${this.source}:${addresses.join(",")}:${from}`;
  }

  async logs(addresses: readonly Address[], from: number, to: Block): Promise<RawLog[]> {
    const key = this.keyOf(addresses, from);
    const parts = await this.kept(key, from);
    const last = parts.at(-1);
    const found = parts.flatMap((part) => part.logs);
    const [fresh = []] = await this.read([{ address: addresses }], last ? last.to + 1 : from, Number(to.number), this.progress);
    await this.store(key, parts, fresh, last ? last.to + 1 : from, to);
    return [...found, ...fresh];
  }

  /** The kept parts whose end is still in the chain. */
  private async kept(key: string, from: number): Promise<Part[]> {
    const parts = readParts(await this.keep.get<unknown>(key).catch(() => undefined), from);
    if (parts.length === 0) return [];
    const ends = await together<(Block | undefined)[]>(this.rpc, (batch) => parts.map((part) => batch.block(part.to)));
    const good = parts.findIndex((part, at) => ends[at]?.hash !== part.hash);
    return good === -1 ? parts : parts.slice(0, good);
  }

  private async store(key: string, parts: readonly Part[], fresh: readonly RawLog[], from: number, head: Block): Promise<void> {
    const to = Number(head.number) - UNSETTLED;
    if (to < from) return;
    const [end] = await together<[Block | undefined]>(this.rpc, (batch) => [batch.block(to)]);
    if (!end) return;
    const logs = fresh.filter((log) => log.block <= to);
    const last = parts.at(-1);
    const merges = last !== undefined && last.logs.length + logs.length <= PART;
    const part: Part = { from: merges ? last.from : from, to, hash: end.hash, logs: merges ? [...last.logs, ...logs] : logs };
    await this.keep.set(key, [...(merges ? parts.slice(0, -1) : parts), part]).catch(() => undefined);
  }

  /**
   * What several questions find in the same blocks. Nothing of it is kept.
   *
   * @throws RefusedError where the node takes so few blocks at once that it would have to be asked thousands of times.
   */
  async find(filters: readonly Filter[], from: number, to: number): Promise<RawLog[][]> {
    return await this.read(filters, from, to, () => undefined, MOST_RANGES);
  }

  private async read(filters: readonly Filter[], from: number, to: number, progress: (at: Progress) => void, most = Number.MAX_SAFE_INTEGER): Promise<RawLog[][]> {
    const found = filters.map((): RawLog[] => []);
    const atOnce = Math.max(1, Math.floor(AT_ONCE / filters.length));
    for (let start = from; start <= to; ) {
      const { width } = this;
      if ((to - start + 1) / width > most) throw new RefusedError(-32_005, `it takes ${width} blocks at once, too few for ${to - start + 1}`);
      const ranges: [number, number][] = [];
      for (let at = start; at <= to && ranges.length < atOnce; at += width) ranges.push([at, Math.min(to, at + width - 1)]);
      try {
        const batch = new Batch(this.rpc);
        const asked = ranges.map(([first, last]) => filters.map((filter) => batch.logs({ ...filter, from: first, to: last })));
        await batch.run();
        const told = await Promise.all(asked.map((each) => Promise.all(each)));
        ranges.forEach(([first, last], at) => { filters.forEach((filter, n) => found[n]?.push(...onlyOf(told[at]?.[n] ?? [], filter, first, last))); });
        start = (ranges.at(-1)?.[1] ?? to) + 1;
        progress({ done: start - from, of: to - from + 1 });
      } catch (error) {
        const span = Math.min(width, to - start + 1);
        const isTooWide = error instanceof RefusedError || error instanceof NodeDownError;
        if (!isTooWide || span <= NARROWEST) throw error;
        // Others that read at the same time may have learnt it meanwhile.
        this.width = Math.min(this.width, narrower(span, error));
      }
    }
    return found;
  }
}

/** What was asked for and nothing else, each once and in the order of the chain, whatever else a node sends along. */
function onlyOf(logs: readonly RawLog[], { address: addresses }: Filter, first: number, last: number): RawLog[] {
  const each = new Map<string, RawLog>();
  for (const log of logs) {
    if ((addresses?.includes(log.address) ?? true) && log.block >= first && log.block <= last) each.set(`${log.block}:${log.index}`, log);
  }
  return [...each.values()].sort((one, other) => one.block - other.block || one.index - other.index);
}

/** What was kept, if it has the form that is written here and has no gaps: an earlier version may have written another. */
function readParts(said: unknown, from: number): Part[] {
  if (!Array.isArray(said)) return [];
  const parts = said as readonly (Partial<Part> | null)[];
  let next = from;
  for (const part of parts) {
    const isWhole =
      typeof part === "object" && part?.from === next && Number.isSafeInteger(part.to) && Array.isArray(part.logs) && part.logs.every(isLog);
    if (!isWhole) return [];
    next = (part.to ?? next) + 1;
  }
  return parts as Part[];
}

function isLog(said: unknown): boolean {
  if (typeof said !== "object" || said === null) return false;
  const { address, topics, data, block, index, transaction } = said as Partial<RawLog>;
  return (
    [address, data, transaction].every((each) => typeof each === "string") &&
    Array.isArray(topics) && topics.every((each) => typeof each === "string") &&
    Number.isSafeInteger(block) && Number.isSafeInteger(index)
  );
}

/** Always fewer blocks than were refused, whatever the refusal says: far fewer at first, by halves where it comes to few. */
export function narrower(span: number, refusal: Error): number {
  const said = saidWidth(refusal);
  const width = said !== undefined && said < span ? said : Math.floor(span / (span > 64 ? 8 : 2));
  return Math.max(NARROWEST, width);
}

/** The width that a refusal names, like "up to a 2000 block range"; nodes say it in many ways. */
function saidWidth(error: Error): number | undefined {
  const found = /\b(\d[\d,_]{0,8})[\s-]*(?:block|range)|range[^\d]{0,40}\b(\d[\d,_]{0,8})\b/i.exec(error.message);
  const width = Number((found?.[1] ?? found?.[2] ?? "").replace(/[,_]/g, ""));
  return width >= NARROWEST && width <= 1_000_000 ? width : undefined;
}
