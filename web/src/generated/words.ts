// Written by `python -m polypact.build.page`; change its sources instead. What a call does, in sentences, and the words
// for rules, deals, links and promises. Each function is that of the same name in `polypact.capabilities` or
// `polypact.text`.

import type { Capital, Deal, Floor, Kept, LinkTerms, Mandate, Matter, Offer, Rule } from "./views";
import type { Address, Hex } from "../types";
import { inQuotes, referenceWords, wordText } from "../words/chain_text";
import { exactly, isSaid, joined, moment, said, type Words } from "../words/parts";
import {
  addressOf,
  anyByte,
  formatBps,
  formatDay,
  formatDuration,
  formatPart,
  grouped,
  hexDigits,
  linkTag,
  roleNames,
  roleWords,
  sentence,
  type Sentence,
  sliceBytes,
  type Speaker,
  supportWords,
} from "../words/runtime";

const ANY_CALL = "0xffffffff";
const CALLS = 1n;
const CHECKS = "0x696e20666f7263653f0000000000000000000000000000000000000000000000";
const ETHER = "0x0000000000000000000000000000000000000000";
const FIRST_ARGUMENT = 3n;
const HALF = 5000n;
const HOUR = 3600n;
const MODE_DUAL = 1n;
const MODE_LAZY = 2n;
const MODE_UNANIMOUS = 3n;
const NAMED: Readonly<Record<string, string>> = {
  wind_up: "winding up",
  approve_message: "signing",
  expel: "expulsion",
  suspend: "suspension",
  set_sponsor: "sponsors",
  set_reserve: "change of the reserve",
  set_role: "change of roles",
  set_shares: "change of shares",
  amend_terms: "change of business",
  admit: "admission",
};
const RECOUPMENTS: readonly string[] = ["none", "in order", "pro rata"];
const REPAID: readonly string[] = [
  "are not repaid out of income",
  "are repaid out of income in order",
  "are repaid out of income pro rata",
];
const TRANSFER = "0xa9059cbb";
const VALUE = 2n;

export interface AcceptArguments {
  readonly offer: Offer;
}

export interface AdmitArguments {
  readonly partner: Address;
  readonly weight: bigint;
  readonly units: bigint;
  readonly role: bigint;
  readonly response_seconds: bigint;
}

export interface AgreeContributionArguments {
  readonly contributor: Address;
  readonly token: Address;
  readonly amount: bigint;
}

export interface AgreeLinkArguments {
  readonly terms: LinkTerms;
}

export interface AmendTermsArguments {
  readonly terms_hash: Hex;
  readonly uri: string;
  readonly window_seconds: bigint;
  readonly new_deal: Deal;
  readonly capital: readonly Capital[];
}

export type AnswerArguments = object;

export interface ApproveMessageArguments {
  readonly digest: Hex;
  readonly until: bigint;
}

export interface BuyOutLinkArguments {
  readonly tag: bigint;
  readonly amount: bigint;
}

export interface CastVoteArguments {
  readonly proposalId: bigint;
  readonly support: bigint;
}

export interface CastVoteOrCastVoteWithReasonArguments {
  readonly proposalId: bigint;
  readonly support: bigint;
  readonly reason?: string;
}

export interface CastVoteWithReasonArguments {
  readonly proposalId: bigint;
  readonly support: bigint;
  readonly reason: string;
}

export interface ConsentArguments {
  readonly proposal_id: bigint;
  readonly agrees: boolean;
}

export interface ContributeArguments {
  readonly token: Address;
  readonly amount: bigint;
}

export interface ContributeOnArguments {
  readonly token: Address;
  readonly successor: Address;
  readonly minimum: bigint;
}

export interface CountIncomeArguments {
  readonly token: Address;
}

export interface ExpelArguments {
  readonly partner: Address;
}

export interface FreezeArguments {
  readonly token: Address;
  readonly account: Address;
  readonly amount: bigint;
  readonly until: bigint;
}

export interface GiveFloorNoticeArguments {
  readonly token: Address;
  readonly holder: Address;
}

export interface GiveLinkNoticeArguments {
  readonly tag: bigint;
}

export interface GiveMandateArguments {
  readonly mandate: Mandate;
  readonly arguments: readonly Hex[];
}

export interface GiveMatterNoticeArguments {
  readonly target: Address;
  readonly selector: Hex;
  readonly holder: Address;
  readonly argument: Hex;
}

export type GiveNoticeArguments = object;

export interface IssueInvoiceArguments {
  readonly reference: Hex;
  readonly token: Address;
  readonly amount: bigint;
  readonly due: bigint;
}

export type KeepSeatArguments = object;

export interface KnowTokenArguments {
  readonly token: Address;
}

export interface LeaveArguments {
  readonly named_tokens?: readonly Address[];
}

export interface LeaveDissentingArguments {
  readonly proposal_id: bigint;
  readonly named_tokens?: readonly Address[];
}

export interface ListTokenArguments {
  readonly token: Address;
}

export interface MapActionArguments {
  readonly target: Address;
  readonly selector: Hex;
  readonly decision_class: bigint;
}

export interface NameClassArguments {
  readonly decision_class: bigint;
  readonly name: Hex;
}

export interface NameRepresentativeArguments {
  readonly representative: Address;
}

export interface OfferLinkArguments {
  readonly terms: LinkTerms;
}

export interface OfferSeatArguments {
  readonly to: Address;
}

export interface PayArguments {
  readonly token: Address;
  readonly amount: bigint;
  readonly reference: Hex;
}

export interface ReachMilestoneArguments {
  readonly milestone: Hex;
}

export interface RecordContributionArguments {
  readonly contributor: Address;
  readonly token: Address;
  readonly amount: bigint;
  readonly reference: Hex;
}

export interface RecoverNftArguments {
  readonly collection: Address;
  readonly token_id: bigint;
}

export interface RecoverSeatArguments {
  readonly partner: Address;
  readonly to: Address;
}

export interface ReinstateArguments {
  readonly partner: Address;
}

export interface ReserveMatterArguments {
  readonly matter: Matter;
}

export interface RevokeMandateArguments {
  readonly target: Address;
  readonly selector: Hex;
  readonly number: bigint;
}

export interface SetDaoUriArguments {
  readonly uri: string;
}

export interface SetEndConditionsArguments {
  readonly token: Address;
  readonly amount: bigint;
  readonly milestone: Hex;
}

export interface SetFloorArguments {
  readonly promise: Floor;
}

export interface SetObjectorArguments {
  readonly account: Address;
  readonly until: bigint;
}

export interface SetPayoutArguments {
  readonly to: Address;
}

export interface SetProbationArguments {
  readonly partner: Address;
  readonly ends: bigint;
}

export interface SetRecoupmentArguments {
  readonly mode: bigint;
}

export interface SetReserveArguments {
  readonly reserve_bps: bigint;
}

export interface SetRoleArguments {
  readonly partner: Address;
  readonly role: bigint;
  readonly ends: bigint;
}

export interface SetRuleArguments {
  readonly decision_class: bigint;
  readonly rule: Rule;
}

export interface SetSharesArguments {
  readonly partner: Address;
  readonly weight: bigint;
  readonly units: bigint;
}

export interface SetSponsorArguments {
  readonly sponsor: Address;
  readonly share_bps: bigint;
}

export interface SetVestingArguments {
  readonly partner: Address;
  readonly vesting_units: bigint;
  readonly start_day: bigint;
  readonly cliff_day: bigint;
  readonly end_day: bigint;
}

export interface SuspendArguments {
  readonly partner: Address;
}

export interface TakeSeatArguments {
  readonly partner: Address;
  readonly conditions: Offer;
}

export interface UnfreezeArguments {
  readonly token: Address;
  readonly account: Address;
}

export interface UnlistTokenArguments {
  readonly token: Address;
}

export interface WaiveLinkArguments {
  readonly tag: bigint;
}

export interface WindUpArguments {
  readonly kept: readonly Kept[];
  readonly kept_days: bigint;
}

export interface WithdrawInvoiceArguments {
  readonly reference: Hex;
}

export interface WithdrawOfferArguments {
  readonly terms_hash: Hex;
}

/** ` until ...`, or nothing for 0, which is no end. */
export function sayDeclaringUntil(moment_: bigint): Words {
  return moment_ !== 0n ? [" until ", moment(moment_)] : "";
}

export function sayWindingUpWords(say: Speaker, given: WindUpArguments): Words {
  const kept: readonly Words[] = given.kept.map((entry) => say.amount(entry.token, entry.amount));
  const stays: Words = kept.length > 0
    ? ["; ", joined(", ", kept), " stay for debts, for ", String(given.kept_days), " days"]
    : "";
  return ["Wind up: the treasury goes to contributors and then to partners by units", stays];
}

export function sayWindingUpEndsWords(say: Speaker, given: SetEndConditionsArguments): Words {
  const told: Words = endWords(given.amount !== 0n ? say.amount(given.token, given.amount) : "", given.milestone);
  return isSaid(told) ? ["Let anybody begin winding up once ", told] : "Take back what lets anybody begin winding up";
}

export function sayTermsDealWords(say: Speaker, given: AmendTermsArguments): Words {
  let told: Words;
  told = joined("; ", dealLines(given.new_deal));
  for (const entry of given.capital) {
    const token: Address = entry.token;
    told = [
      told,
      [
        "; up to ",
        say.amount(token, entry.money),
        " paid in and ",
        say.amount(token, entry.in_kind),
        " in kind may be repaid",
      ],
    ];
  }
  return told;
}

/** In one sentence. */
export function describeRule(self: Rule): Words {
  const until: string = self.early_decision ? ", or until its outcome is settled" : "";
  const parts: Words[] = [
    [
      "vote begins ",
      formatDuration(self.voting_delay),
      " after the proposal and runs ",
      formatDuration(self.voting_period),
      until,
    ],
    ruleBar(self),
  ];
  if (self.recusal) {
    parts.push("who gains by it or is its subject does not vote");
  }
  if (self.objections !== 0n) {
    const many: Words = self.objections === 1n ? "1 objection" : [String(self.objections), " objections"];
    const stop: string = self.objections === 1n ? "stops" : "stop";
    parts.push([many, " of steering partners or sponsors ", stop, " it once"]);
  }
  if (self.extension !== 0n) {
    parts.push([
      "who turns the outcome in the last ",
      formatDuration(self.extension),
      " moves the end to that long after",
    ]);
  }
  if (BigInt(self.tie_breaker) !== 0n) {
    parts.push([exactly(self.tie_breaker), " decides a tie, but not on payments to partners"]);
  }
  if (self.contested_bps !== 0n) {
    parts.push(["stopped or contested, it needs ", formatBps(self.contested_bps), " of for and against"]);
  }
  parts.push([
    "executed ",
    formatDuration(self.execution_delay),
    " later, within ",
    formatDuration(self.execution_window),
  ]);
  return joined("; ", parts);
}

export function sayPromisesReserveWords(say: Speaker, given: ReserveMatterArguments): Words {
  return ["Reserve ", matterWords(say, given.matter)];
}

export function sayPromisesNoticeWords(say: Speaker, given: GiveMatterNoticeArguments): Words {
  const about: Matter = {
    target: given.target,
    selector: given.selector,
    has_argument: anyByte(given.argument),
    argument: given.argument,
    holder: given.holder,
    steering: 0n,
    days: 0n,
    ends: 0n,
    notice_days: 0n,
    link: 0n,
    limit: 0n,
    counted: 0n,
    maximum: 0n,
    period_hours: 0n,
  };
  const whom: Words = given.holder === ETHER ? "steering seats" : holderWords(say, given.holder);
  return ["Give notice of what is reserved to ", whom, ": ", callsWords(say, about)];
}

/** A floor in one sentence. */
export function floorWords(say: Speaker, floor: Floor): Words {
  return [
    say.amount(floor.token, floor.amount),
    " stay in the treasury unless ",
    say.name(floor.holder),
    " agrees",
    untilWords(floor.ends, floor.notice_days),
  ];
}

export function sayMandatesGiveWords(say: Speaker, given: GiveMandateArguments): Words {
  const words: Words = mandateWords(say, given.mandate, given.arguments.map((one) => one));
  return ["Give a mandate: ", words];
}

export function sayMandatesCallsWords(say: Speaker, target: Address, selector: Hex): Words {
  if (target === ETHER || selector === TRANSFER) {
    return ["payments in ", say.symbol(target)];
  }
  return say.calls(target, selector);
}

export function sayLinksOfferInWords(say: Speaker, given: OfferLinkArguments): Words {
  const terms: LinkTerms = given.terms;
  return ["Offer the link ", formatTag(linkTag(terms)), ": ", termsWords(say, terms)];
}

/** The other way round. */
export function formatTag(tag: bigint): Words {
  return ["0x", hexDigits(tag, 6)];
}

export function sayVestingVestingWords(say: Speaker, given: SetVestingArguments): Words {
  const partner: Words = say.name(given.partner);
  if (given.vesting_units === 0n) {
    return ["End the vesting of ", partner, ": all its units count from now on"];
  }
  const [start, cliff, end]: readonly [string, string, string] = [
    formatDay(given.start_day),
    formatDay(given.cliff_day),
    formatDay(given.end_day),
  ];
  const before: Words = cliff !== start ? [", none before ", cliff] : "";
  return [
    "Have ",
    grouped(given.vesting_units),
    " units of ",
    partner,
    " vest from ",
    start,
    " to ",
    end,
    before,
    "; what they would have earned before goes to the treasury",
  ];
}

export function sayLinksAgreeInWords(say: Speaker, given: AgreeLinkArguments): Words {
  const terms: LinkTerms = given.terms;
  return ["Agree to the link ", formatTag(linkTag(terms)), ": ", termsWords(say, terms)];
}

export function saySuccessionPay(say: Speaker, given: PayArguments): Words {
  if (given.token === ETHER && given.amount === 1n && given.reference === CHECKS) {
    return "Check that it is in force, by a wei of income";
  }
  const reference: Words = anyByte(given.reference) ? [" for ", said(referenceWords(given.reference))] : "";
  return ["Pay ", say.amount(given.token, given.amount), " of income", reference];
}

export function sayElsewhereBallot(_say: Speaker, given: CastVoteOrCastVoteWithReasonArguments): Words {
  const reason: Words = (given.reason ?? "") !== "" ? [", because: ", said(given.reason ?? "")] : "";
  const support: bigint = given.support;
  const choice: Words = [0n, 1n, 2n].includes(support)
    ? supportWords(support)
    : [String(support), ", which is no choice,"];
  return ["Vote ", choice, " on its proposal ", String(given.proposalId), reason];
}

export function sayElsewhereTokens(say: Speaker, tokens: readonly Address[]): Words {
  return tokens.length > 0
    ? [", and take its part of ", joined(", ", tokens.map((each) => say.symbol(each))), " along"]
    : "";
}

/** What a share of for and against asks for: half of it is more than half, because a tie fails. */
export function shareWords(bps: bigint): Words {
  return bps === HALF ? "more than half" : ["at least ", formatBps(bps)];
}

/** What it says, in plain words. */
export function dealLines(self: Deal): readonly Words[] {
  const said_: Words[] = [
    ["leaving: ", exitWords(self.notice_seconds, self.redeemable_bps)],
    [
      "ceilings: ",
      grouped(self.max_units),
      " units and ",
      grouped(self.max_weight),
      " weight in all, ",
      formatBps(self.max_sponsors_bps),
      " of income to sponsors, ",
      formatBps(self.max_reserve_bps),
      " of the rest to the treasury",
    ],
    self.move_seconds !== 0n
      ? ["a seat moves ", formatDuration(self.move_seconds), " after it is offered"]
      : "a seat moves as soon as it is offered",
    ["who is called has ", String(self.call_days), " days to answer"],
  ];
  if (self.ends !== 0n) {
    said_.push(["from ", moment(self.ends), " on anyone may begin winding up"]);
  }
  if (self.deadlock_days !== 0n) {
    said_.push([
      "two failures of the same actions ",
      String(self.deadlock_days),
      " days apart let anyone begin winding up",
    ]);
  }
  return said_;
}

/** What the account itself gets, in plain words; `deal` is that of the version. */
export function offerLines(self: Offer, deal: Deal): readonly Words[] {
  const said_: Words[] = [
    ["weight ", grouped(self.weight), ", units ", grouped(self.units), ", role ", roleWords(self.role)],
    (self.units !== 0n && deal.max_units !== 0n)
      ? ["at least ", formatPart(self.units, deal.max_units), " of what partners earn, whoever joins"]
      : "no share of what partners earn",
  ];
  if (self.probation_ends !== 0n) {
    said_.push(["on probation until ", moment(self.probation_ends)]);
  }
  return said_;
}

/** The terms in one sentence, with the sponsor's name. */
export function termsWords(say: Speaker, terms: LinkTerms): Words {
  const until: Words = terms.ends !== 0n ? [", until ", moment(terms.ends)] : "";
  const paid: string = terms.to_escrow ? "its escrow" : "itself";
  const bought: Words = terms.price !== 0n
    ? ["to be bought out for ", say.amount(terms.price_token, terms.price)]
    : "no buy-out agreed";
  return [
    say.name(terms.sponsor),
    " has ",
    formatBps(terms.share_bps),
    " of all later income, before anybody else",
    until,
    ", paid to ",
    paid,
    "; either side ends it ",
    noticeWords(terms.notice_days),
    "; ",
    bought,
  ];
}

/** How either side ends it before its date. */
export function noticeWords(days: bigint): Words {
  if (days === 0n) {
    return "at once";
  }
  return ["with ", String(days), " day", days === 1n ? "" : "s", " of notice"];
}

/** A reserved matter in one sentence. */
export function matterWords(say: Speaker, matter: Matter): Words {
  const holder: Words = holderWords(say, matter.holder, matter.steering);
  const days: Words = [String(matter.days), " day", matter.days === 1n ? "" : "s"];
  const link: string = matter.link !== 0n ? ", and so does the end of its link" : "";
  const within: Words = (matter.limit !== 0n && matter.counted === 0n) ? [" beyond limit ", String(matter.limit)] : "";
  const has: string = matter.steering > 1n ? "have" : "has";
  return [
    callsWords(say, matter),
    within,
    ": ",
    holder,
    " can stop it, and ",
    has,
    " ",
    days,
    " to answer",
    untilWords(matter.ends, matter.notice_days),
    link,
  ];
}

/** A mandate in one sentence; `arguments` are those that it names. */
export function mandateWords(say: Speaker, mandate: Mandate, arguments_: readonly Hex[] = []): Words {
  let does: Words;
  let upTo: Words;
  const own: string = say.ownFunction(mandate.target, mandate.selector);
  const named: Words = joined(", ", arguments_.map((one) => promisesArgumentWords(say, one)));
  const isPayment: boolean = mandate.target === ETHER || mandate.selector === TRANSFER;
  does = ["pay", isSaid(named) ? [" ", named] : ""];
  if (!(isPayment)) {
    does = ["make ", say.calls(mandate.target, mandate.selector), isSaid(named) ? [" about ", named] : ""];
  }
  const limit: readonly [bigint, bigint, bigint] = [mandate.counted, mandate.maximum, mandate.period_hours];
  if (mandate.counted !== 0n) {
    upTo = ["up to ", limitWords(say, mandate.target, mandate.selector, limit, own)];
  } else {
    const currency: Words = isPayment ? ["in ", say.symbol(mandate.target), " "] : "";
    upTo = [currency, "within limit ", String(mandate.limit)];
  }
  const who: Words = holderWords(say, mandate.holder, 0n, mandate.role);
  return [who, " may ", does, " ", upTo, " until ", moment(mandate.ends)];
}

/** A limit like `5,000 USDX in 30 days`; of `limit` what it counts, its maximum and its period in hours. */
export function limitWords(
  say: Speaker,
  target: Address,
  selector: Hex,
  limit: readonly [bigint, bigint, bigint],
  own: string = "",
): Words {
  const [counted, maximum, periodHours]: readonly [bigint, bigint, bigint] = limit;
  const much: Words = countedWords(say, target, selector, counted, maximum, own);
  return [much, " in ", formatDuration(periodHours * HOUR)];
}

/** An amount of what a limit counts. */
export function countedWords(
  say: Speaker,
  target: Address,
  selector: Hex,
  counted: bigint,
  amount: bigint,
  own: string = "",
): Words {
  if (counted === VALUE) {
    return say.amount(ETHER, amount);
  }
  if (counted === CALLS) {
    return amount === 1n ? "once" : [grouped(amount), " times"];
  }
  if (isPayment(target, selector) && counted === (FIRST_ARGUMENT + 1n)) {
    return say.amount(target, amount);
  }
  if (own === "admit" && counted === (FIRST_ARGUMENT + 2n)) {
    return [grouped(amount), " unit", amount === 1n ? "" : "s"];
  }
  return [grouped(amount), " of argument ", String(((counted - FIRST_ARGUMENT) + 1n))];
}

/** What a matter is about, like `payments above 20,000 USDX in 30 days`. */
export function callsWords(say: Speaker, matter: Matter): Words {
  let said_: Words;
  const limit: readonly [bigint, bigint, bigint] = [matter.counted, matter.maximum, matter.period_hours];
  const own: string = say.ownFunction(matter.target, matter.selector);
  const above: Words = matter.counted !== 0n
    ? [" above ", limitWords(say, matter.target, matter.selector, limit, own)]
    : "";
  const towards: Words = matter.has_argument ? promisesArgumentWords(say, matter.argument) : "";
  if (matter.target === ETHER) {
    return ["payments in ether", isSaid(towards) ? [" to ", towards] : "", above];
  }
  if (own !== "") {
    said_ = NAMED[own] ?? ["calls of ", own];
    return [said_, isSaid(towards) ? [" of ", towards] : "", above];
  }
  if (matter.selector === TRANSFER) {
    return ["payments in ", say.name(matter.target), isSaid(towards) ? [" to ", towards] : "", above];
  }
  if (matter.selector === ANY_CALL && matter.counted !== 0n) {
    return ["payments", isSaid(towards) ? [" to ", towards] : "", above, ", and whatever else is done with that token"];
  }
  said_ = ["all calls of ", say.name(matter.target)];
  if (matter.selector !== ANY_CALL) {
    said_ = say.calls(matter.target, matter.selector);
  }
  return [said_, isSaid(towards) ? [" about ", towards] : "", above];
}

/** Who holds it. */
export function holderWords(say: Speaker, holder: Address, steering: bigint = 0n, role: bigint = 0n): Words {
  if (steering !== 0n) {
    return steering === 1n ? "a steering seat" : [String(steering), " steering seats"];
  }
  if (role !== 0n) {
    return ["every ", joined(" or ", roleNames(role))];
  }
  return say.name(holder);
}

/** ` until ...`, and how a vote ends it before. */
export function untilWords(ends: bigint, noticeDays?: bigint): Words {
  const said_: Words = ends !== 0n ? [" until ", moment(ends)] : "";
  if (noticeDays === undefined) {
    return said_;
  }
  return [said_, "; a vote ends it ", promisesNoticeWords(noticeDays)];
}

/** How partners leave, in plain words; `notice` in seconds, `redeemable` in bps. */
export function exitWords(notice: bigint, redeemable: bigint): Words {
  const when: Words = notice !== 0n ? [formatDuration(notice), " after giving notice"] : "at once";
  if (redeemable === 0n) {
    return [when, ", without a part of the treasury"];
  }
  return [when, ", with its part by units of ", formatBps(redeemable), " of the treasury"];
}

/** What lets anybody begin winding up: a sum of income in words, empty for none, or a milestone, zeros for none. */
export function endWords(income: Words, milestone: Hex): Words {
  const told: Words[] = isSaid(income) ? [["income has come to ", income]] : [];
  if (anyByte(milestone)) {
    told.push(["the milestone ", said(inQuotes(referenceWords(milestone))), " is reached"]);
  }
  return joined(" or ", told);
}

/** The order in which income is paid, in one sentence; `sponsors` are names and shares in bps. */
export function incomeOrder(
  sponsors: readonly (readonly [Words, bigint])[],
  recoupment: string,
  reserveBps: bigint,
): Words {
  const tiers: Words[] = sponsors.map(([name, share]) => [formatBps(share), " to ", name]);
  if (recoupment !== (RECOUPMENTS[Number(0n)] ?? "")) {
    tiers.push(["contributions repaid ", recoupment]);
  }
  if (reserveBps !== 0n) {
    tiers.push([formatBps(reserveBps), " ", tiers.length > 0 ? "of the rest " : "", "to the treasury"]);
  }
  return joined(", then ", [...tiers, "partners by units"]);
}

export function ruleBar(self: Rule): Words {
  if (![0n, 1n, 2n, 3n].includes(self.mode)) {
    return ["counts in a way that does not exist (", String(self.mode), ")"];
  }
  if (self.mode === MODE_LAZY) {
    return ["passes unless ", formatBps(self.quorum_bps), " of all weight are against (nobody has to vote for it)"];
  }
  if (self.mode === MODE_UNANIMOUS) {
    return "needs all weight to be for";
  }
  const quorum: Words = ["needs ", formatBps(self.quorum_bps), " of all weight taking part (for or abstaining)"];
  if (self.mode !== MODE_DUAL) {
    return [quorum, " and ", shareWords(self.approval_bps), " of for and against"];
  }
  const seats: Words = [shareWords(self.seat_approval_bps), " of the partners for and against"];
  return [quorum, ", ", shareWords(self.approval_bps), " of the weight and ", seats];
}

export function promisesArgumentWords(say: Speaker, argument: Hex): Words {
  if (anyByte(sliceBytes(argument, 0, 12)) || !(anyByte(argument))) {
    return ["0x", argument.slice(2)];
  }
  return say.name(addressOf(sliceBytes(argument, 12)));
}

/** Whether calls are payments: of ether, or transfers of a token, or all calls at it. */
export function isPayment(target: Address, selector: Hex): boolean {
  return target === ETHER || [TRANSFER, ANY_CALL].includes(selector);
}

export function promisesNoticeWords(days: bigint): Words {
  if (days === 0n) {
    return "at once";
  }
  return days !== 1n ? ["with ", String(days), " days' notice"] : "with 1 day's notice";
}

/** Function of the partnership or its escrow => what a call of it does. */
export const SENTENCES: Readonly<Record<string, Sentence>> = {
  recover_nft: sentence<RecoverNftArguments>((_say, given) => [
    "Move NFT ",
    String(given.token_id),
    " of ",
    exactly(given.collection),
    ", sent to the escrow by mistake, to the treasury",
  ]),
  admit: sentence<AdmitArguments>((say, given) => [
    "Invite ",
    say.name(given.partner),
    " as a partner with weight ",
    grouped(given.weight),
    " and ",
    grouped(given.units),
    " units (role: ",
    roleWords(given.role),
    "); to accept the terms within ",
    formatDuration(given.response_seconds),
  ]),
  expel: sentence<ExpelArguments>((say, given) => [
    "Expel ",
    say.name(given.partner),
    ": its weight ends at once, its units with the notice of its deal, 30 days at least",
  ]),
  suspend: sentence<SuspendArguments>((say, given) => [
    "Suspend ",
    say.name(given.partner),
    ": no ballot for 90 days at most",
  ]),
  reinstate: sentence<ReinstateArguments>((say, given) => ["Reinstate ", say.name(given.partner)]),
  set_shares: sentence<SetSharesArguments>((say, given) => [
    "Set the shares of ",
    say.name(given.partner),
    " to weight ",
    grouped(given.weight),
    " and ",
    grouped(given.units),
    " units",
  ]),
  set_role: sentence<SetRoleArguments>((say, given) => [
    "Set the role of ",
    say.name(given.partner),
    " to ",
    roleWords(given.role),
    sayDeclaringUntil(given.ends),
  ]),
  set_probation: sentence<SetProbationArguments>((say, given) => given.ends !== 0n
    ? ["Put ", say.name(given.partner), " on probation", sayDeclaringUntil(given.ends)]
    : ["Confirm ", say.name(given.partner), " as a partner without an end"]),
  recover_seat: sentence<RecoverSeatArguments>((say, given) => [
    "Offer the seat of ",
    say.name(given.partner),
    ", whose keys are lost, to ",
    say.name(given.to),
    "; the old account has 30 days to refuse",
  ]),
  wind_up: sentence<WindUpArguments>(sayWindingUpWords),
  set_end_conditions: sentence<SetEndConditionsArguments>(sayWindingUpEndsWords),
  reach_milestone: sentence<ReachMilestoneArguments>((_say, given) => [
    "Decide that the milestone ",
    said(inQuotes(referenceWords(given.milestone))),
    " is reached; anybody may then begin winding up",
  ]),
  amend_terms: sentence<AmendTermsArguments>((say, given) => [
    "Amend the terms: document 0x",
    given.terms_hash.slice(2),
    given.uri !== "" ? [" at ", said(given.uri)] : "",
    "; partners have ",
    formatDuration(given.window_seconds),
    " to accept. The deal: ",
    sayTermsDealWords(say, given),
  ]),
  set_rule: sentence<SetRuleArguments>((say, given) => [
    "Change the ",
    say.className(given.decision_class),
    " voting rule to: ",
    describeRule(given.rule),
  ]),
  map_action: sentence<MapActionArguments>((say, given) => [
    "Let the ",
    say.className(given.decision_class),
    " rule decide on ",
    say.calls(given.target, given.selector),
  ]),
  name_class: sentence<NameClassArguments>((say, given) => [
    "Name the ",
    say.className(given.decision_class),
    " class: ",
    said(wordText(given.name)),
  ]),
  set_objector: sentence<SetObjectorArguments>((say, given) => given.until !== 0n
    ? ["Let ", say.name(given.account), " object to proposals", sayDeclaringUntil(given.until)]
    : ["Take the right to object to proposals from ", say.name(given.account)]),
  reserve_matter: sentence<ReserveMatterArguments>(sayPromisesReserveWords),
  give_matter_notice: sentence<GiveMatterNoticeArguments>(sayPromisesNoticeWords),
  set_floor: sentence<SetFloorArguments>((say, given) => ["Promise a floor: ", floorWords(say, given.promise)]),
  give_floor_notice: sentence<GiveFloorNoticeArguments>((say, given) => [
    "Give notice of the floor of ",
    say.symbol(given.token),
    " that ",
    say.name(given.holder),
    " holds",
  ]),
  give_mandate: sentence<GiveMandateArguments>(sayMandatesGiveWords),
  revoke_mandate: sentence<RevokeMandateArguments>((say, given) => [
    "Take back mandate ",
    String(given.number),
    ", of ",
    sayMandatesCallsWords(say, given.target, given.selector),
  ]),
  approve_message: sentence<ApproveMessageArguments>((_say, given) => given.until !== 0n
    ? ["Sign the message 0x", given.digest.slice(2), " as the partnership", sayDeclaringUntil(given.until)]
    : ["Withdraw the partnership's signature of the message 0x", given.digest.slice(2)]),
  set_dao_uri: sentence<SetDaoUriArguments>((_say, given) => [
    "Say that the public description is at ",
    given.uri !== "" ? said(given.uri) : "no place",
  ]),
  list_token: sentence<ListTokenArguments>((say, given) => [
    "Add ",
    say.symbol(given.token),
    " to the revenue tokens (",
    exactly(given.token),
    ")",
  ]),
  unlist_token: sentence<UnlistTokenArguments>((say, given) => [
    "Remove ",
    say.symbol(given.token),
    " from the revenue tokens (",
    exactly(given.token),
    ")",
  ]),
  know_token: sentence<KnowTokenArguments>((say, given) => [
    "Have what arrives in ",
    say.symbol(given.token),
    " be split when it is asked for (",
    exactly(given.token),
    ")",
  ]),
  set_sponsor: sentence<SetSponsorArguments>((say, given) => given.share_bps !== 0n
    ? ["Give ", say.name(given.sponsor), " ", formatBps(given.share_bps), " of all later income, before anybody else"]
    : ["End the share of ", say.name(given.sponsor), " in the income"]),
  set_reserve: sentence<SetReserveArguments>((_say, given) => [
    "Set the treasury's share of what sponsors and contributors leave of later income to ",
    formatBps(given.reserve_bps),
  ]),
  set_recoupment: sentence<SetRecoupmentArguments>((_say, given) => given.mode < BigInt(REPAID.length)
    ? ["Have it that contributions ", REPAID[Number(given.mode)] ?? ""]
    : ["Set the recoupment to ", String(given.mode), ", which does not exist"]),
  offer_link: sentence<OfferLinkArguments>(sayLinksOfferInWords),
  withdraw_offer: sentence<WithdrawOfferArguments>((_say, given) => [
    "Take back the offer of the link 0x",
    given.terms_hash.slice(2),
  ]),
  give_link_notice: sentence<GiveLinkNoticeArguments>((_say, given) => [
    "Give notice of the link ",
    formatTag(given.tag),
    " to its sponsor",
  ]),
  buy_out_link: sentence<BuyOutLinkArguments>((_say, given) => [
    "Buy out the link ",
    formatTag(given.tag),
    " for ",
    grouped(given.amount),
    " (smallest unit of its price)",
  ]),
  count_income: sentence<CountIncomeArguments>((say, given) => [
    "Have it be counted how much ",
    say.symbol(given.token),
    " comes in",
  ]),
  agree_contribution: sentence<AgreeContributionArguments>((say, given) => given.amount !== 0n
    ? [
      "Agree to repay ",
      say.name(given.contributor),
      " out of income what it contributes from now on, up to ",
      say.amount(given.token, given.amount),
    ]
    : ["Agree to no further contribution of ", say.name(given.contributor), " in ", say.symbol(given.token)]),
  record_contribution: sentence<RecordContributionArguments>((say, given) => [
    [
      "Record that ",
      say.name(given.contributor),
      " contributed in kind, valued at ",
      say.amount(given.token, given.amount),
      ", to be repaid out of income",
    ],
    anyByte(given.reference) ? [" (", said(referenceWords(given.reference)), ")"] : "",
  ]),
  set_vesting: sentence<SetVestingArguments>(sayVestingVestingWords),
  freeze: sentence<FreezeArguments>((say, given) => [
    "Keep back ",
    say.amount(given.token, given.amount),
    " of what ",
    say.name(given.account),
    " is owed, until ",
    moment(given.until),
  ]),
  unfreeze: sentence<UnfreezeArguments>((say, given) => [
    "Free what is kept back of ",
    say.name(given.account),
    " in ",
    say.symbol(given.token),
  ]),
  issue_invoice: sentence<IssueInvoiceArguments>((say, given) => [
    "Expect ",
    say.amount(given.token, given.amount),
    " for ",
    said(referenceWords(given.reference)),
    ", due ",
    moment(given.due),
  ]),
  withdraw_invoice: sentence<WithdrawInvoiceArguments>((_say, given) => [
    "Expect no more for ",
    said(referenceWords(given.reference)),
  ]),
};

/** Function of another partnership, or of its escrow => what a call of it does there. */
export const ABROAD: Readonly<Record<string, Sentence>> = {
  accept: sentence<AcceptArguments>((_say, given) => [
    "Accept version ",
    String(given.offer.version),
    " of its terms, document 0x",
    given.offer.terms_hash.slice(2),
    " and deal, with weight ",
    grouped(given.offer.weight),
    " and ",
    grouped(given.offer.units),
    " units",
  ]),
  agree_link: sentence<AgreeLinkArguments>(sayLinksAgreeInWords),
  waive_link: sentence<WaiveLinkArguments>((_say, given) => ["Give the link ", formatTag(given.tag), " up, at once"]),
  give_link_notice: sentence<GiveLinkNoticeArguments>((_say, given) => [
    "Give notice of the link ",
    formatTag(given.tag),
  ]),
  contribute: sentence<ContributeArguments>((say, given) => [
    "Contribute ",
    say.amount(given.token, given.amount),
    " to its capital",
  ]),
  pay: sentence<PayArguments>(saySuccessionPay),
  castVote: sentence<CastVoteArguments>(sayElsewhereBallot),
  castVoteWithReason: sentence<CastVoteWithReasonArguments>(sayElsewhereBallot),
  consent: sentence<ConsentArguments>((_say, given) => [
    "Say ",
    given.agrees ? "yes" : "no",
    " to its proposal ",
    String(given.proposal_id),
  ]),
  name_representative: sentence<NameRepresentativeArguments>((say, given) => BigInt(given.representative) !== 0n
    ? ["Let ", say.name(given.representative), " vote and propose for us"]
    : "Let nobody vote and propose for us any more"),
  answer: sentence<AnswerArguments>(() => "Answer a call: we are there"),
  give_notice: sentence<GiveNoticeArguments>(() => "Give notice that we leave"),
  leave: sentence<LeaveArguments>((say, given) => ["Leave", sayElsewhereTokens(say, given.named_tokens ?? [])]),
  leave_dissenting: sentence<LeaveDissentingArguments>((say, given) => [
    ["Leave without notice over its proposal ", String(given.proposal_id)],
    sayElsewhereTokens(say, given.named_tokens ?? []),
  ]),
  offer_seat: sentence<OfferSeatArguments>((say, given) => ["Offer our seat to ", say.name(given.to)]),
  keep_seat: sentence<KeepSeatArguments>(() => "Keep our seat"),
  take_seat: sentence<TakeSeatArguments>((say, given) => ["Take over the seat of ", say.name(given.partner)]),
  set_payout: sentence<SetPayoutArguments>((say, given) => BigInt(given.to) !== 0n
    ? ["Have what we earn paid to ", say.name(given.to)]
    : "Have what we earn paid to the treasury"),
  contribute_on: sentence<ContributeOnArguments>((say, given) => [
    "Contribute what we can claim in ",
    say.symbol(given.token),
    " to ",
    say.name(given.successor),
  ]),
};
