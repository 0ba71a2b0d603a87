import { decodeFunctionData, encodeFunctionResult } from "viem";
import { describe, expect, it } from "vitest";
import { Batch } from "../../src/chain/batch";
import type { ChainEvent } from "../../src/chain/events";
import { escrowAbi } from "../../src/generated/abi";
import type { LinkTerms, LinkView } from "../../src/generated/views";
import { askLinks, noticeHelps } from "../../src/model/links";
import { ETHER, type Address, type Hex } from "../../src/types";
import { RecordedRpc } from "./recorded-chain";

const address = (number: number): Address => `0x${number.toString(16).padStart(40, "0")}`;
const [PROJECT, ESCROW, SPONSOR, NEW] = [address(1), address(2), address(3), address(4)];
const NOW = 1_000_000;
const DAY = 86_400;

/** Answers until when what was offered may be agreed to, and who holds the sponsor's account now. */
class Escrow extends RecordedRpc {
  constructor(private readonly until: number) {
    super({ calls: {}, codes: {}, balances: {}, logs: [] });
  }

  protected override call(_to: string, data: string): Hex | null {
    const { functionName } = decodeFunctionData({ abi: escrowAbi, data: data as Hex });
    const result = functionName === "offer_of" ? BigInt(this.until) : functionName === "holder_of" ? NEW : undefined;
    return result === undefined ? null : encodeFunctionResult({ abi: escrowAbi, functionName, result });
  }
}

function terms(number: bigint, ends = 0): LinkTerms {
  return { sponsor: SPONSOR, share_bps: 1_000n, to_escrow: false, ends: BigInt(ends), notice_days: 30n, price: 5n, price_token: ETHER, number };
}

let index = 0;
function event(name: string, args: Record<string, unknown>): ChainEvent {
  index += 1;
  return { name, args, address: ESCROW, block: index, index, transaction: `0x${index.toString(16)}` };
}

const hashOf = (tag: bigint): Hex => `0x${tag.toString(16).padStart(64, "0")}`;
const offered = (tag: bigint, of = terms(tag)) => event("LinkOffered", { ...of, tag, terms_hash: hashOf(tag), until: BigInt(NOW + DAY) });
const agreed = (tag: bigint, ends = 0) => event("LinkAgreed", { sponsor: SPONSOR, tag, credited: SPONSOR, share_bps: 1_000n, ends: BigInt(ends) });
const runs = (tag: bigint, ends = 0): LinkView => ({ sponsor: NEW, credited: NEW, share_bps: 1_000n, is_agreed: true, tag, to_escrow: false, ends: BigInt(ends), notice_days: 30n, price: 5n, price_token: ETHER });

async function linksOf(events: readonly ChainEvent[], entries: readonly LinkView[] = [], until = NOW + DAY) {
  const batch = new Batch(new Escrow(until));
  const asked = askLinks(batch, PROJECT, ESCROW, events, entries, NOW);
  await batch.run();
  return await asked;
}

describe("a link", () => {
  it("is offered to who holds its sponsor's account now, until the chain says so", async () => {
    const [link] = await linksOf([offered(1n)]);
    expect(link).toMatchObject({ state: "offered", sponsor: NEW, offeredUntil: NOW + DAY, shareBps: 1_000, termsHash: hashOf(1n), terms: terms(1n) });
  });

  it("that was offered twice on the same terms is one", async () => {
    expect(await linksOf([offered(1n), offered(1n)])).toHaveLength(1);
  });

  it("lapses with its offer, or with its own end", async () => {
    expect((await linksOf([offered(1n)], [], NOW - 1))[0]?.state).toBe("lapsed");
    expect((await linksOf([offered(1n, terms(1n, NOW - 5))]))[0]?.state).toBe("lapsed");
  });

  it("may be taken back before anybody agrees, and offered again", async () => {
    const withdrawn = event("LinkOfferWithdrawn", { terms_hash: hashOf(1n) });
    expect((await linksOf([offered(1n), withdrawn])).map((link) => link.state)).toEqual(["withdrawn"]);
    expect((await linksOf([offered(1n), withdrawn, offered(1n)])).map((link) => link.state)).toEqual(["withdrawn", "offered"]);
  });

  it("runs for whom the escrow names, and is over after its last moment", async () => {
    expect((await linksOf([offered(1n), agreed(1n)], [runs(1n)]))[0]).toMatchObject({ state: "runs", sponsor: NEW, credited: NEW, ends: 0 });
    const notice = event("LinkNoticeGiven", { tag: 1n, by: PROJECT, ends: BigInt(NOW - 1) });
    expect((await linksOf([offered(1n), agreed(1n), notice], [runs(1n, NOW - 1)]))[0]).toMatchObject({ state: "over", noticeBy: PROJECT, ends: NOW - 1 });
  });

  it("ends when it is waived, bought out or cleared away", async () => {
    const bought = event("LinkBoughtOut", { tag: 1n, credited: SPONSOR, token: ETHER, amount: 5n });
    const ended = event("LinkEnded", { tag: 1n, credited: SPONSOR, by: PROJECT });
    expect((await linksOf([offered(1n), agreed(1n), bought, ended]))[0]).toMatchObject({ state: "ended", boughtOut: 5n, endedBy: PROJECT });
  });

  it("of a name that was used before is another one", async () => {
    const ended = event("LinkEnded", { tag: 1n, credited: SPONSOR, by: SPONSOR });
    const found = await linksOf([offered(1n), agreed(1n), ended, offered(1n), agreed(1n)], [runs(1n)]);
    expect(found.map((link) => link.state)).toEqual(["ended", "runs"]);
  });

  it("of whose beginning the log tells nothing is told all the same", async () => {
    expect(await linksOf([], [runs(9n)])).toEqual([expect.objectContaining({ state: "runs", tag: 9n, price: 5n })]);
  });

  it("of another escrow is none of this one's", async () => {
    expect(await linksOf([{ ...offered(1n), address: address(99) }])).toEqual([]);
  });
});

describe("a notice", () => {
  it("changes something only if it is over before the link ends", async () => {
    const [open] = await linksOf([], [runs(1n)]);
    const [long] = await linksOf([], [runs(1n, NOW + 31 * DAY)]);
    const [short] = await linksOf([], [runs(1n, NOW + 29 * DAY)]);
    expect([open, long, short].map((link) => link !== undefined && noticeHelps(link, NOW))).toEqual([true, true, false]);
  });
});
