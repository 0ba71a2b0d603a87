/**
 * Walks from one partnership to all that are tied to it, two requests for each step away, and one for the money.
 *
 * Who is tied to whom is said by logs and contracts that anybody may write. So a partnership counts only if its code is the
 * minimal proxy (ERC-1167) of an implementation that is known, and if its escrow is the one that it created itself: then what
 * these two say is what our contracts say, and a link of theirs was agreed to by both sides.
 */

import { type AbiEvent, pad, toEventSelector } from "viem";
import { Batch, type RawLog } from "../chain/batch";
import { askToken, escrowOf, implementationOf } from "../chain/contracts";
import { NodeDownError, RefusedError } from "../chain/errors";
import { type ChainEvent, decoder } from "../chain/events";
import type { Filter, NodeHistory } from "../chain/history";
import type { Rpc } from "../chain/rpc";
import { escrowAbi, partnershipAbi } from "../generated/abi";
import { STATUS } from "../generated/enums";
import type { LinkView, PartnerView } from "../generated/views";
import { ETHER, type Address, type Block, type Hex, type Token } from "../types";
import { askTokenFacts } from "./tokens";
import { moreThanNothing, type Tie, tied, type TreeMember, type TreeOf } from "./tree";

/** Partnerships in one tree; beyond that it is cut. */
const MOST = 500;
const PAGE = 100n;
const SEATED: readonly bigint[] = [BigInt(STATUS.ACTIVE), BigInt(STATUS.SUSPENDED)];
const decodeEscrow = decoder(escrowAbi);
const decodePartnership = decoder(partnershipAbi);

function topicOf(name: string): Hex {
  const entry = [...escrowAbi, ...partnershipAbi].find((each): each is AbiEvent => each.type === "event" && each.name === name);
  if (!entry) throw new Error(`no event ${name}`);
  return toEventSelector(entry);
}

const AGREED = topicOf("LinkAgreed");
const ACCEPTED = topicOf("TermsAccepted");
const MOVED = topicOf("SeatMoved");

/** What one partnership says. */
interface Said {
  readonly name: string;
  readonly phase: number;
  readonly links: readonly LinkView[];
  readonly tokens: readonly Address[];
  readonly listed: readonly Address[];
  readonly partners: readonly PartnerView[];
  /** Every link that was ever agreed to. */
  readonly agreed: ChainEvent[];
}

export interface TreeQuestion {
  readonly rpc: Rpc;
  readonly asked: Address;
  /** Block to read the log from; what was agreed to before it is found from the project's side only. */
  readonly since: number;
  readonly block: Block;
  /** Reads what the node does not take in one range. */
  readonly history?: Pick<NodeHistory, "width" | "find">;
  /** Implementations of partnerships, besides that of the one asked for; in lower case. */
  readonly known?: readonly string[];
}

export async function readTree(question: TreeQuestion): Promise<TreeOf> {
  const walk = new Walk(question);
  await walk.go();
  return walk.tree();
}

interface Money {
  readonly treasury: ReadonlyMap<Address, bigint>;
  readonly arrived: ReadonlyMap<Address, bigint>;
  readonly claims: ReadonlyMap<Address, ReadonlyMap<Address, bigint>>;
}

class Walk {
  private readonly found = new Map<Address, Said>();
  private readonly ties = new Map<Address, Tie[]>();
  private readonly money = new Map<Address, Money>();
  private readonly tokens = new Map<Address, Token>();
  private readonly known: Set<string>;
  /** Accounts that are no partnership of ours, whatever else they are. */
  private readonly others = new Set<Address>();
  private readonly strangers = new Set<Address>();
  /** Escrow => partnership. */
  private readonly escrows = new Map<Address, Address>();
  private isCut = false;
  private isPartial = false;

  constructor(private readonly question: TreeQuestion) {
    this.known = new Set(question.known ?? []);
  }

  async go(): Promise<void> {
    let said = new Set<Address>([this.question.asked]);
    let accounts = new Set<Address>();
    for (;;) {
      let members = [...new Set([...said, ...accounts])].filter((each) => !this.found.has(each)).sort();
      if (this.found.size + members.length > MOST) {
        this.isCut = true;
        members = members.slice(0, MOST - this.found.size);
      }
      if (members.length === 0) return;
      const near = await this.ask(members);
      const open = [...near.accounts].filter((each) => !this.found.has(each) && !this.others.has(each));
      const escrows = [...near.escrows].filter((each) => !this.escrows.has(each) && !this.strangers.has(each));
      ({ said, accounts } = await this.sortOut(open, escrows));
    }
  }

  /** Reads what should be partnerships; gives the accounts and the escrows that those are tied to. */
  private async ask(members: readonly Address[]): Promise<{ accounts: Set<Address>; escrows: Set<Address> }> {
    const batch = this.batch();
    const codes = members.map((address) => batch.code(address));
    const answers = members.map((address) => askOne(batch, address));
    const escrowsOf = new Map(members.map((address) => [escrowOf(address), address]));
    const words = members.map((address) => pad(address, { size: 32 }).toLowerCase() as Hex);
    const queries = [
      this.logs(batch, { address: [...escrowsOf.keys()], topics: [AGREED] }),
      this.logs(batch, { topics: [AGREED, words] }),
      this.logs(batch, { topics: [ACCEPTED, words] }),
      this.logs(batch, { topics: [MOVED, null, words] }),
    ] as const;
    await batch.run();
    const [own, elsewhere, joined, moved] = await Promise.all(queries);
    const accounts = new Set<Address>();
    const more: { address: Address; said: Said; from: bigint; of: bigint }[] = [];
    for (const [at, address] of members.entries()) {
      const implementation = implementationOf((await codes[at]) ?? "0x");
      const isAsked = address === this.question.asked && this.found.size === 0;
      if (isAsked && implementation !== undefined) this.known.add(implementation);
      const said = implementation !== undefined && this.known.has(implementation) ? await answers[at] : undefined;
      if (!said) {
        this.others.add(address);
        this.strangers.add(address);
        continue;
      }
      this.found.set(address, said.said);
      this.escrows.set(escrowOf(address), address);
      for (let from = PAGE; from < said.seats; from += PAGE) more.push({ address, said: said.said, from, of: said.seats });
    }
    await this.morePartners(more);
    for (const event of events(own, decodeEscrow)) {
      const said = this.found.get(escrowsOf.get(event.address) ?? ETHER);
      if (!said) continue;
      said.agreed.push(event);
      accounts.add(event.args.sponsor as Address);
    }
    for (const [address, said] of this.found) {
      if (this.ties.has(address)) continue;
      this.ties.set(address, tiesOf(address, said));
      for (const tie of this.ties.get(address) ?? []) if (tie.kind !== "former") accounts.add(tie.earner);
    }
    for (const event of events([...joined, ...moved], decodePartnership)) {
      const who = event.args[event.name === "SeatMoved" ? "to" : "partner"] as Address;
      if (this.found.has(who)) accounts.add(event.address);
    }
    const escrows = events(elsewhere, decodeEscrow).filter((event) => this.found.has(event.args.sponsor as Address)).map((event) => event.address);
    accounts.delete(ETHER);
    return { accounts, escrows: new Set(escrows) };
  }

  /** Of the few with more than a hundred seats. */
  private async morePartners(pages: readonly { address: Address; said: Said; from: bigint }[]): Promise<void> {
    if (pages.length === 0) return;
    const batch = this.batch();
    const asked = pages.map(({ address, from }) => batch.call<readonly PartnerView[]>(address, partnershipAbi, "partners", [from, PAGE]));
    await batch.run();
    const answers = await Promise.all(asked);
    pages.forEach(({ said }, at) => (said.partners as PartnerView[]).push(...seated(answers[at] ?? [])));
  }

  /**
   * Whose escrows these say they are, and which of the accounts are partnerships. What waits in the partnerships that were
   * found last is asked in the same request.
   */
  private async sortOut(accounts: readonly Address[], escrows: readonly Address[]): Promise<{ said: Set<Address>; accounts: Set<Address> }> {
    const batch = this.batch();
    const unpaid = [...this.found].filter(([address]) => !this.money.has(address));
    const money = unpaid.map(([address, said]) => askMoney(batch, address, said.tokens, this.ties.get(address) ?? []));
    const tokens = [...new Set(unpaid.flatMap(([, said]) => said.tokens))].filter((token) => !this.tokens.has(token));
    const facts = tokens.map((token) => askTokenFacts(batch, token, false));
    const codes = accounts.map((account) => batch.code(account));
    const asked = new Set(await worthAsking(this.question.rpc, this.question.block.number, escrows, [...this.escrows.keys()]));
    const whose = escrows.map((escrow) => (asked.has(escrow) ? batch.callStranger<Address>(escrow, escrowAbi, "partnership") : undefined));
    await batch.run();
    (await Promise.all(money)).forEach((each, at) => this.money.set(unpaid[at]?.[0] ?? ETHER, each));
    for (const token of await Promise.all(facts)) this.tokens.set(token.address, token);
    const said = new Set<Address>();
    for (const [at, escrow] of escrows.entries()) {
      const owner = await whose[at];
      // Anybody may say so of somebody; that one made it is what its address proves.
      if (owner === undefined || escrowOf(owner) !== escrow) this.strangers.add(escrow);
      else if (!this.others.has(owner)) said.add(owner);
    }
    const members = new Set<Address>();
    for (const [at, account] of accounts.entries()) {
      const implementation = implementationOf((await codes[at]) ?? "0x");
      if (implementation !== undefined && this.known.has(implementation)) members.add(account);
      else this.others.add(account);
    }
    return { said, accounts: members };
  }

  tree(): TreeOf {
    const members = new Map<Address, TreeMember>();
    const ties: Tie[] = [];
    for (const [address, said] of this.found) {
      const money = this.money.get(address);
      members.set(address, {
        address,
        escrow: escrowOf(address),
        name: said.name,
        phase: said.phase,
        partners: said.partners.length,
        units: said.partners.reduce((sum, partner) => sum + partner.units, 0n),
        tokens: said.tokens,
        listed: said.listed,
        treasury: moreThanNothing(money?.treasury ?? []),
        arrived: moreThanNothing(money?.arrived ?? []),
      });
      const told = new Set<Address>(); // what an account earns through two links waits for it once
      for (const tie of this.ties.get(address) ?? []) {
        const waiting = told.has(tie.credited) ? new Map<Address, bigint>() : moreThanNothing(money?.claims.get(tie.credited) ?? []);
        told.add(tie.credited);
        if (tie.kind !== "former" || waiting.size > 0) ties.push({ ...tie, waiting });
      }
    }
    const near = tied(this.question.asked, new Set(members.keys()), ties);
    return {
      asked: this.question.asked,
      members: new Map([...members].filter(([address]) => near.has(address))),
      ties: ties.filter((tie) => near.has(tie.project)),
      tokens: this.tokens,
      now: this.question.block.time,
      strangers: [...this.strangers].sort(),
      isCut: this.isCut,
      isPartial: this.isPartial,
    };
  }

  private batch(): Batch {
    return new Batch(this.question.rpc, this.question.block.number);
  }

  /** In the same request where the node takes that, else in ranges; nothing where it refuses, which is said. */
  private async logs(batch: Batch, filter: Filter): Promise<RawLog[]> {
    const { since, history } = this.question;
    const last = Number(this.question.block.number);
    try {
      if (history && last - since >= history.width) return (await history.find([filter], since, last))[0] ?? [];
      try {
        return await batch.logs({ ...filter, from: since, to: last });
      } catch (error) {
        if (!history || !isRefusal(error)) throw error;
        return (await history.find([filter], since, last))[0] ?? [];
      }
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.isPartial = true;
      return [];
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof RefusedError || error instanceof NodeDownError;
}

/** What so many strangers may answer is little enough. */
const FEW = 50;

/**
 * Of contracts that say they are escrows, those that may be. Anybody can log such things from thousands of addresses, and have
 * each answer at length: so many are looked at by their code first, which is short, and asked only if it is that of an escrow
 * that is known.
 */
export async function worthAsking(rpc: Rpc, at: bigint, escrows: readonly Address[], known: readonly Address[]): Promise<readonly Address[]> {
  if (escrows.length <= FEW) return escrows;
  const batch = new Batch(rpc, at);
  const codes = escrows.map((escrow) => batch.code(escrow));
  const ours = known.map((escrow) => batch.code(escrow));
  await batch.run();
  const believed = new Set((await Promise.all(ours)).map(implementationOf));
  const found = (await Promise.all(codes)).map(implementationOf);
  return escrows.filter((_, place) => found[place] !== undefined && believed.has(found[place]));
}

/** What may be no contract of ours is asked as a stranger: undefined if it does not answer as one. */
async function askOne(batch: Batch, address: Address): Promise<{ said: Said; seats: bigint } | undefined> {
  const escrow = escrowOf(address);
  const [name, phase, seats, partners, links, known, listed] = await Promise.all([
    batch.callStranger<string>(address, partnershipAbi, "partnership_name"),
    batch.callStranger<bigint>(address, partnershipAbi, "phase"),
    batch.callStranger<bigint>(address, partnershipAbi, "seat_count"),
    batch.callStranger<readonly PartnerView[]>(address, partnershipAbi, "partners", [0n, PAGE]),
    batch.callStranger<readonly LinkView[]>(escrow, escrowAbi, "links"),
    batch.callStranger<readonly Address[]>(escrow, escrowAbi, "known_tokens"),
    batch.callStranger<readonly Address[]>(escrow, escrowAbi, "listed_tokens"),
  ]);
  if (name === undefined || phase === undefined || seats === undefined || !partners || !links || !known || !listed) return undefined;
  const tokens = [...new Set([ETHER, ...listed, ...known])];
  return { said: { name, phase: Number(phase), links, tokens, listed, partners: seated(partners), agreed: [] }, seats };
}

function seated(partners: readonly PartnerView[]): PartnerView[] {
  return partners.filter((partner) => SEATED.includes(partner.status));
}

async function askMoney(batch: Batch, address: Address, tokens: readonly Address[], ties: readonly Tie[]): Promise<Money> {
  const escrow = escrowOf(address);
  const sum = (view: string, ...args: readonly unknown[]) => batch.callStranger<bigint>(escrow, escrowAbi, view, args).then((amount) => amount ?? 0n);
  const each = async (ask: (token: Address) => Promise<bigint>): Promise<Map<Address, bigint>> => {
    const asked = tokens.map(ask);
    const found = await Promise.all(asked);
    return new Map(tokens.map((token, at) => [token, found[at] ?? 0n]));
  };
  const treasury = each((token) => (token === ETHER ? batch.balance(address) : askToken<bigint>(batch, token, "balanceOf", address).then((held) => held ?? 0n)));
  const arrived = each((token) => sum("undistributed", token));
  const accounts = [...new Set(ties.map((tie) => tie.credited))];
  const claims = accounts.map((account) => each((token) => sum("claimable", token, account)));
  const [treasurySums, arrivedSums, ...claimSums] = await Promise.all([treasury, arrived, ...claims]);
  return { treasury: treasurySums, arrived: arrivedSums, claims: new Map(accounts.map((account, at) => [account, claimSums[at] ?? new Map<Address, bigint>()])) };
}

/** Units of partners that are no partnerships are ties, too: they are told, and not followed. */
function tiesOf(project: Address, said: Said): Tie[] {
  const bare = { project, shareBps: 0, units: 0n, tag: 0n, ends: 0, noticeDays: 0, waiting: new Map<Address, bigint>() };
  const ties: Tie[] = [];
  const running = new Set<string>();
  for (const link of said.links) {
    ties.push({
      ...bare,
      earner: link.sponsor === ETHER ? link.credited : link.sponsor,
      credited: link.credited,
      kind: link.is_agreed ? "link" : "share",
      shareBps: Number(link.share_bps),
      tag: link.tag,
      ends: Number(link.ends),
      noticeDays: Number(link.notice_days),
      ...(link.is_agreed ? { link } : {}),
    });
    running.add(`${link.tag} ${link.credited}`);
  }
  for (const partner of said.partners) {
    if (partner.units > 0n) ties.push({ ...bare, earner: partner.holder, credited: partner.holder, kind: "units", units: partner.units });
  }
  for (const { args } of said.agreed) {
    const { tag, credited } = args as { tag: bigint; credited: Address };
    if (running.has(`${tag} ${credited}`)) continue;
    ties.push({ ...bare, earner: args.sponsor as Address, credited, kind: "former", shareBps: Number(args.share_bps), tag });
  }
  return ties;
}

/** The events among logs that anybody may have written. */
function events(logs: readonly RawLog[], decode: (log: RawLog) => ChainEvent | undefined): ChainEvent[] {
  return logs.flatMap((log) => decode(log) ?? []);
}
