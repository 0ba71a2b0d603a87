/**
 * Reads a partnership at one block in few requests: the block; what stands for itself, and the logs; what follows from
 * those. All views are asked at the same block, so that what is shown together was true together.
 */

import { Batch } from "../chain/batch";
import { askEscrow, askPartnership, askToken, escrowOf } from "../chain/contracts";
import { RefusedError, UnreadableError } from "../chain/errors";
import type { ChainEvent } from "../chain/events";
import { decoder } from "../chain/events";
import type { HistorySource } from "../chain/history";
import type { Rpc } from "../chain/rpc";
import type { Times } from "../chain/times";
import { escrowAbi, partnershipAbi } from "../generated/abi";
import { STATE } from "../generated/enums";
import type { PartnerView, Rule } from "../generated/views";
import { ETHER, type Action, type Address, type Block, type Hex, type Place, type Token } from "../types";
import { deepFrozen } from "./frozen";
import type { Balance, Mandate, Partner, Proposal, ProposalMade, Snapshot } from "./partnership";
import { wordText } from "../format/bytes";
import { askTokenFacts } from "./tokens";

const PAGE = 100;
/** Proposals that are looked at in any case: the newest, as those may still be open. */
const NEWEST = 60;

const decodePartnership = decoder(partnershipAbi);
const decodeEscrow = decoder(escrowAbi);

/** In `settled`: the block of the last reading. */
const LAST = "block";

export interface Reader {
  readonly rpc: Rpc;
  readonly history: HistorySource;
  readonly times: Times;
  /** Tokens and proposals that cannot change any more, from one reading to the next. */
  readonly settled: Map<string, unknown>;
}

export class NoPartnershipError extends Error {
  override readonly name = "NoPartnershipError";
}

/**
 * @param since Block that the partnership was made in, or an earlier one.
 * @param wanted Numbers of proposals that are to be looked at besides the newest.
 * @throws NoPartnershipError where there is none; NodeDownError, ThrottledError.
 */
export async function readPartnership(reader: Reader, place: Place, since: number, wanted: Iterable<number> = []): Promise<Snapshot> {
  const block = await newestBlock(reader.rpc);
  const { partnership } = place;
  const escrow = escrowOf(partnership);
  const troubles: string[] = [];

  const first = new Batch(reader.rpc, block.number);
  const views = baseViews(first, partnership, escrow);
  const before = reader.settled.get(LAST) as Block | undefined;
  const beforeNow = before && first.block(before.number);
  const [, raw] = await Promise.all([
    first.run(),
    reader.history.logs([partnership, escrow], since, block).catch((error: unknown) => {
      troubles.push(`history:${error instanceof Error ? error.message : ""}`);
      return [];
    }),
  ]);
  const base = await settle(views, place);
  if (before && (await beforeNow)?.hash !== before.hash) {
    // The chain was reorganised: what could not change any more has changed with it.
    reader.settled.clear();
    reader.times.forget(0);
  }
  reader.settled.set(LAST, block);
  const events = raw.flatMap((log) => (log.address === partnership ? decodePartnership(log) : decodeEscrow(log)) ?? []);

  const made = proposalsMade(events, Number(base.proposalCount));
  const chosen = new Set([...wanted, ...made.slice(-NEWEST).map(({ number }) => number)]);
  const second = new Batch(reader.rpc, block.number);
  const tokenList = [...new Set<Address>([ETHER, ...base.listed, ...base.known])];
  const tokens = tokenList.map((address) => tokenOnce(reader, second, address, base.listed.includes(address)));
  const balances = tokens.map((token, at) => askBalance(second, partnership, escrow, tokenList[at] ?? ETHER, token));
  const pages = Array.from({ length: Math.max(0, Math.ceil(Number(base.seatCount) / PAGE) - 1) }, (_, page) =>
    askPartnership(second, partnership, "partners", BigInt((page + 1) * PAGE), BigInt(PAGE)),
  );
  const deal = askPartnership(second, partnership, "deal_of", base.terms.version);
  const classes = [...new Set(named(events, "RuleSet").map((event) => Number(event.args.decision_class)))].sort((a, b) => a - b);
  const rules = classes.map((decisionClass) => askPartnership(second, partnership, "rule", BigInt(decisionClass)));
  const proposals = made.filter(({ number }) => chosen.has(number)).map((one) => askProposal(reader, second, partnership, one));
  const limitNumbers = [...new Set(base.matters.map((matter) => Number(matter.limit)).filter((number) => number > 0))];
  const limits = limitNumbers.map((number) => askPartnership(second, partnership, "limit", BigInt(number)));
  const mandates = Array.from({ length: Number(base.mandateCount) }, (_, at) => askMandate(second, partnership, at + 1, events));
  const accepted = acceptances(events);
  const blocks = [...accepted.values()].map(({ block: made_in }) => made_in);
  await Promise.all([second.run(), reader.times.load(blocks)]);

  const roster = [...base.partners, ...(await Promise.all(pages)).flat()];
  const representatives = representativesOf(events);
  const found = await Promise.all(proposals);
  const tokenFacts = await Promise.all(tokens);
  const held = await Promise.all(balances);
  const ruleValues = await Promise.all(rules);
  return deepFrozen({
    place,
    escrow,
    block,
    code: { partnership: base.code, escrow: base.escrowCode },
    name: base.name,
    phase: Number(base.phase),
    inForceSince: Number(base.inForceSince),
    formationDeadline: Number(base.formationDeadline),
    daoUri: base.daoUri,
    terms: {
      version: Number(base.terms.version),
      hash: base.terms.hash,
      windowCloses: Number(base.terms.window_closes),
      windowIsOpen: base.terms.window_is_open,
    },
    published: named(events, "TermsPublished").map((event) => ({
      version: Number(event.args.version),
      hash: event.args.terms_hash as Hex,
      uri: event.args.uri as string,
      block: event.block,
    })),
    deal: await deal,
    capital: (named(events, "DealSet").at(-1)?.args.capital ?? []) as Snapshot["capital"],
    totalWeight: base.totalWeight,
    totalUnits: base.totalUnits,
    roster: roster.map((record) => partnerOf(record, accepted, representatives, reader.times)),
    rules: new Map(classes.map((decisionClass, at) => [decisionClass, ruleValues[at] as Rule])),
    classNames: new Map(
      named(events, "ClassNamed").map((event) => [Number(event.args.decision_class), wordText(event.args.name as Hex)]),
    ),
    proposalCount: Number(base.proposalCount),
    made,
    proposals: new Map(found.map((proposal) => [proposal.number, proposal])),
    tokens: new Map(tokenFacts.map((token) => [token.address, token])),
    balances: held.flatMap((balance) => balance ?? []),
    order: {
      sponsors: base.sponsors.map(({ sponsor, share_bps }) => ({ sponsor, shareBps: Number(share_bps) })),
      recoupment: Number(base.recoupment),
      reserveBps: Number(base.reserveBps),
    },
    links: base.links,
    matters: base.matters,
    floors: base.floors,
    limits: new Map((await Promise.all(limits)).map((limit, at) => [limitNumbers[at] ?? 0, limit])),
    mandates: await Promise.all(mandates),
    events,
    since,
    troubles: [
      ...troubles,
      ...held.flatMap((balance, at) => (balance ? [] : [`token:${tokenList[at] ?? ""}`])),
    ],
  });
}

/** Whether the log was read from where the partnership began: its first terms are among the first things that it logs. */
export function isFromBeginning(snapshot: Pick<Snapshot, "published">): boolean {
  return snapshot.published[0]?.version === 1;
}

export async function newestBlock(rpc: Rpc): Promise<Block> {
  const batch = new Batch(rpc);
  const asked = batch.block();
  await batch.run();
  const block = await asked;
  if (!block) throw new UnreadableError(`${rpc.host} knows no newest block`);
  return block;
}

function baseViews(batch: Batch, partnership: Address, escrow: Address) {
  return {
    code: batch.code(partnership),
    escrowCode: batch.code(escrow),
    escrow: askPartnership(batch, partnership, "escrow"),
    back: askEscrow(batch, escrow, "partnership"),
    name: askPartnership(batch, partnership, "partnership_name"),
    phase: askPartnership(batch, partnership, "phase"),
    inForceSince: askPartnership(batch, partnership, "in_force_since"),
    formationDeadline: askPartnership(batch, partnership, "formation_deadline"),
    daoUri: askPartnership(batch, partnership, "daoURI"),
    terms: askPartnership(batch, partnership, "current_terms"),
    seatCount: askPartnership(batch, partnership, "seat_count"),
    partners: askPartnership(batch, partnership, "partners", 0n, BigInt(PAGE)),
    proposalCount: askPartnership(batch, partnership, "proposal_count"),
    totalWeight: askPartnership(batch, partnership, "total"),
    totalUnits: askEscrow(batch, escrow, "total_units"),
    matters: askPartnership(batch, partnership, "reserved_matters"),
    floors: askPartnership(batch, partnership, "treasury_floors"),
    mandateCount: askPartnership(batch, partnership, "mandate_count"),
    listed: askEscrow(batch, escrow, "listed_tokens"),
    known: askEscrow(batch, escrow, "known_tokens"),
    sponsors: askEscrow(batch, escrow, "sponsor_links"),
    recoupment: askEscrow(batch, escrow, "recoupment_mode"),
    reserveBps: askEscrow(batch, escrow, "reserve_bps"),
    links: askEscrow(batch, escrow, "links"),
  };
}

type Settled<T> = { [K in keyof T]: Awaited<T[K]> };

async function settle<T extends ReturnType<typeof baseViews>>(views: T, place: Place): Promise<Settled<T>> {
  const missing = new NoPartnershipError(`there is no partnership at ${place.partnership} on chain ${place.chainId}`);
  try {
    const entries = await Promise.all(Object.entries(views).map(async ([name, view]) => [name, await view] as const));
    const base = Object.fromEntries(entries) as Settled<T>;
    if (base.code === "0x" || base.escrow !== escrowOf(place.partnership) || base.back !== place.partnership) throw missing;
    return base;
  } catch (error) {
    if (error instanceof RefusedError || error instanceof UnreadableError) throw missing;
    throw error;
  }
}

function named(events: readonly ChainEvent[], ...names: readonly string[]): ChainEvent[] {
  return events.filter((event) => names.includes(event.name));
}

/** Each gets the number that the contract gave it; a node that dropped old logs lacks the first of them. */
export function proposalsMade(events: readonly ChainEvent[], count: number): ProposalMade[] {
  const created = named(events, "ProposalCreated");
  const first = Math.max(count - created.length, 0) + 1;
  return created.map((event, at) => {
    const { targets, values, calldatas } = event.args as { targets: Address[]; values: bigint[]; calldatas: Hex[] };
    const actions: Action[] = targets.map((target, n) => ({ target, value: values[n] ?? 0n, data: calldatas[n] ?? "0x" }));
    return {
      number: first + at,
      id: event.args.proposalId as bigint,
      proposer: event.args.proposer as Address,
      actions,
      description: event.args.description as string,
      snapshot: Number(event.args.voteStart),
      block: event.block,
      transaction: event.transaction,
    };
  });
}

/** States that nothing changes any more: withdrawn, rejected, expired, executed. */
const FINAL: readonly number[] = [STATE.CANCELED, STATE.DEFEATED, STATE.EXPIRED, STATE.EXECUTED];

function askProposal(reader: Reader, batch: Batch, partnership: Address, made: ProposalMade): Promise<Proposal> {
  const key = `proposal:${partnership}:${made.id}:${made.block}`;
  const settled = reader.settled.get(key);
  if (settled) return Promise.resolve(settled as Proposal);
  const asked = [
    askPartnership(batch, partnership, "state", made.id),
    askPartnership(batch, partnership, "proposal_tally", made.id),
    askPartnership(batch, partnership, "proposal_class", made.id),
    askPartnership(batch, partnership, "proposal_rule", made.id),
    askPartnership(batch, partnership, "proposalDeadline", made.id),
    askPartnership(batch, partnership, "recused", made.id),
  ] as const;
  return Promise.all(asked).then(([state, tally, decisionClass, rule, deadline, recused]) => {
    const from = Number(deadline) + Number(rule.execution_delay);
    const proposal: Proposal = {
      ...made,
      state: Number(state),
      tally,
      decisionClass: Number(decisionClass),
      rule,
      deadline: Number(deadline),
      executableFrom: from + 1,
      executableUntil: from + Number(rule.execution_window),
      recusedSeats: recused.map(Number),
    };
    if (FINAL.includes(proposal.state) && !tally.stopped) reader.settled.set(key, proposal);
    return proposal;
  });
}

function tokenOnce(reader: Reader, batch: Batch, address: Address, isListed: boolean): Promise<Token> {
  const key = `token:${address}:${isListed}`;
  const settled = reader.settled.get(key);
  if (settled) return Promise.resolve(settled as Token);
  return askTokenFacts(batch, address, isListed).then((token) => {
    if (token.trouble === undefined) reader.settled.set(key, token);
    return token;
  });
}

/** Undefined for a token that does not tell what anybody holds: that of one must not hide all others. */
async function askBalance(batch: Batch, partnership: Address, escrow: Address, address: Address, token: Promise<Token>): Promise<Balance | undefined> {
  const held = (owner: Address) =>
    address === ETHER ? batch.balance(owner) : askToken<bigint>(batch, address, "balanceOf", owner);
  const asked = [held(partnership), held(escrow), askEscrow(batch, escrow, "undistributed", address).catch(() => undefined)] as const;
  const [treasury, inEscrow, undistributed] = await Promise.all(asked);
  if (treasury === undefined || inEscrow === undefined) return undefined;
  return { token: await token, treasury, escrow: inEscrow, undistributed: undistributed ?? 0n };
}

function askMandate(batch: Batch, partnership: Address, number: number, events: readonly ChainEvent[]): Promise<Mandate> {
  return askPartnership(batch, partnership, "mandate_of", BigInt(number)).then((standing) => ({
    number,
    mandate: standing.mandate,
    isOver: standing.is_over,
    pausedUntil: Number(standing.paused_until),
    left: standing.left,
    nonce: standing.nonce,
    arguments: (named(events, "MandateGiven").find((event) => Number(event.args.number) === number)?.args.arguments ?? []) as Hex[],
  }));
}

/** Who accepted which version in which block; it moves with the seat. */
function acceptances(events: readonly ChainEvent[]): Map<Address, { version: number; block: number }> {
  const newest = new Map<Address, { version: number; block: number }>();
  for (const { name, args, block } of events) {
    if (name === "TermsAccepted") newest.set(args.partner as Address, { version: Number(args.version), block });
    const former = name === "SeatMoved" ? newest.get(args.partner as Address) : undefined;
    if (former && !newest.has(args.to as Address)) newest.set(args.to as Address, former);
  }
  return newest;
}

function representativesOf(events: readonly ChainEvent[]): Map<Address, Address> {
  const found = new Map<Address, Address>();
  for (const { args } of named(events, "RepresentativeNamed")) {
    if (args.representative === ETHER) found.delete(args.partner as Address);
    else found.set(args.partner as Address, args.representative as Address);
  }
  return found;
}

function partnerOf(
  record: PartnerView,
  accepted: ReadonlyMap<Address, { version: number; block: number }>,
  representatives: ReadonlyMap<Address, Address>,
  times: Times,
): Partner {
  const own = accepted.get(record.account);
  const representative = representatives.get(record.account);
  return {
    account: record.account,
    holder: record.holder,
    seat: Number(record.seat),
    status: Number(record.status),
    weight: record.weight,
    units: record.units,
    role: Number(record.role),
    roleEnds: Number(record.role_ends),
    acceptedVersion: Number(record.accepted_version),
    acceptedAt: own ? (times.of(own.block) ?? 0) : 0,
    respondBy: Number(record.respond_by),
    nonce: record.nonce,
    probationEnds: Number(record.probation_ends),
    leavesAt: Number(record.leaves_at),
    answerBy: Number(record.answer_by),
    isLapsed: record.is_lapsed,
    suspendedUntil: Number(record.suspended_until),
    ...(representative ? { representative } : {}),
  };
}
