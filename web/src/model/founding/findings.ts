/** What of a draft cannot be founded, each beside its field: the checks of the spec with its own words, and what the chain refuses. */

import { BOUNDS, RESERVED_NAMES } from "../../generated/bounds";
import { formatTimestamp, grouped } from "../../words/runtime";
import { ETHER } from "../../types";
import { CLASS_KEYS, DEAL_KEYS, type DealKey, type Draft, type DraftFounder, type Step } from "./draft";
import { checkReserved } from "./reserved";
import { checkClasses, checkTimeToLeave, CLASS_OF, readRule, type RulesRead } from "./rules";
import {
  isDuration,
  lastOfDay,
  momentOf,
  parseMoment,
  type Read,
  readAddressText,
  readDays,
  readDeadline,
  readHash,
  readLabel,
  readPartnershipName,
  readShare,
  readSpan,
  readText,
  readUri,
  readWhole,
} from "./written";

export type Path = readonly (string | number)[];

export interface Finding {
  /** Like `founders`, 1, `weight`, as in the spec file. */
  readonly path: Path;
  readonly message: string;
  /** The spec takes it; the chain would not. */
  readonly isChains?: boolean;
}

const DAY = 86_400n;
const MAX_FOUNDERS = 64;
const MAX_TOKENS = 8;
const MAX_SUM = 2n ** 112n - 1n;
const MAX_FORMATION = BigInt(BOUNDS.MAX_FORMATION_SECONDS);

export function showPath(path: Path): string {
  return path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("").replace(/^\./, "");
}

export const DEAL_READERS: Readonly<Record<DealKey, (text: string) => Read<bigint>>> = {
  notice: (text) => readSpan(text, 0n, BigInt(BOUNDS.MAX_NOTICE_SECONDS)),
  redeemable: (text) => readShare(text, 0n),
  units_ceiling: (text) => readWhole(text, BigInt(BOUNDS.MAX_TOTAL_UNITS)),
  weight_ceiling: (text) => readWhole(text, BigInt(BOUNDS.MAX_TOTAL_WEIGHT)),
  sponsors_ceiling: (text) => readShare(text, 0n),
  reserve_ceiling: (text) => readShare(text, 0n),
  seat_move: (text) => readSpan(text, 0n, 180n * DAY),
  answer_call: (text) => readDays(text, 30n, 180n),
  deadlock: (text) => readDays(text, 30n, 180n),
};

export function readRules(draft: Draft): RulesRead {
  return Object.fromEntries(
    CLASS_KEYS.flatMap((key) => {
      const rule = draft.rules[key];
      return rule ? [[key, readRule(rule, CLASS_OF[key])] as const] : [];
    }),
  );
}

export function readAmount(text: string): Read<bigint> {
  return readWhole(text, MAX_SUM, "That is more than any token has");
}

/** A token as it is written: `ether`, or an address. */
export function readToken(text: string): Read<`0x${string}`> {
  return text === "ether" ? { ok: true, value: ETHER } : readAddressText(text);
}

/** @param now Unix seconds; best the time of the chain's newest block. */
export function findings(draft: Draft, now: bigint): Finding[] {
  const rules = readRules(draft);
  const hasExit = (["notice", "redeemable"] as const).some((key) => {
    const read = DEAL_READERS[key](draft.deal[key]);
    return draft.deal[key] !== "" && read.ok && read.value > 0n;
  });
  return [
    ...told(["name"], readPartnershipName(draft.name, BOUNDS.MAX_NAME)),
    ...ofTerms(draft),
    ...ofTimes(draft, now),
    ...ofFounders(draft),
    ...checkClasses(rules),
    ...(hasExit ? checkTimeToLeave(rules) : []),
    ...checkReserved(draft, rules),
    ...ofMoney(draft),
    ...(draft.ecosystem ? told(["ecosystem"], readAddressText(draft.ecosystem)) : []),
    ...(draft.daoUri ? told(["dao_uri"], readUri(draft.daoUri, BOUNDS.MAX_URI)) : []),
    ...ofChain(draft),
  ];
}

function told(path: Path, read: Read<unknown>): Finding[] {
  return read.ok ? [] : [{ path, message: read.message }];
}

function ofTerms({ terms }: Draft): Finding[] {
  const found = [
    ...(terms.file ? told(["terms", "file"], readText(terms.file)) : []),
    ...(terms.uri ? told(["terms", "uri"], readUri(terms.uri, BOUNDS.MAX_URI)) : []),
    ...(terms.hash ? told(["terms", "hash"], readHash(terms.hash)) : []),
  ];
  if (!terms.file && !terms.uri) found.push({ path: ["terms"], message: "name the document: `file` (beside the spec), `uri`, or both" });
  else if (!terms.file && !terms.hash)
    found.push({ path: ["terms"], message: "without `file` the `hash` of the document is needed, because nothing is downloaded; add one of them" });
  return found;
}

function ofTimes(draft: Draft, now: bigint): Finding[] {
  const deadline = readDeadline(draft.deadline, MAX_FORMATION);
  const found = told(["formation_deadline"], deadline);
  if (draft.bound) found.push(...told(["founders_bound"], readDeadline(draft.bound, MAX_FORMATION)));
  const at = deadline.ok && !isDuration(draft.deadline) ? parseMoment(draft.deadline) : undefined;
  if (at?.ok && at.value <= now)
    found.push({ path: ["formation_deadline"], message: `is in the past: ${formatTimestamp(at.value)}; name a later one, or a span like \`14 days\`` });
  else if (at?.ok && at.value > now + MAX_FORMATION)
    found.push({ path: ["formation_deadline"], message: `is more than a year ahead: ${formatTimestamp(at.value)}; name an earlier one` });
  if (!draft.ends) return found;
  const ends = lastOfDay(draft.ends);
  if (!ends.ok) return [...found, { path: ["ends", "date"], message: ends.message }];
  if (deadline.ok && ends.value <= momentOf(draft.deadline, now))
    found.push({ path: ["ends", "date"], message: `is before the founders have to have accepted: ${formatTimestamp(ends.value)}; name a later one` });
  return found;
}

function ofFounders({ founders }: Draft): Finding[] {
  if (founders.length === 0)
    return [{ path: ["founders"], message: "nobody is named; a partnership needs at least one founder" }];
  const found: Finding[] = [];
  const add = (path: Path, message: string) => found.push({ path, message });
  if (founders.length > MAX_FOUNDERS)
    add(["founders"], `are ${founders.length}; at most ${MAX_FOUNDERS} can found a partnership, admit the others later`);
  founders.forEach((founder, at) => found.push(...ofFounder(founder, at)));
  const weights = founders.map(({ weight }) => valueOf(readWhole(weight, BigInt(BOUNDS.MAX_TOTAL_WEIGHT))));
  const units = founders.map((founder) => valueOf(readWhole(founder.units, BigInt(BOUNDS.MAX_TOTAL_UNITS))));
  founders.forEach((_, at) => {
    if (weights[at] === 0n && units[at] === 0n) add(["founders", at], "has no weight and no units; give it at least one of them");
  });
  for (const [amounts, what, most] of [[weights, "weight", BOUNDS.MAX_TOTAL_WEIGHT], [units, "units", BOUNDS.MAX_TOTAL_UNITS]] as const) {
    const total = amounts.reduce<bigint>((sum, amount) => sum + (amount ?? 0n), 0n);
    if (total > BigInt(most))
      add(["founders"], `the ${what} of all together is too large: ${grouped(total)}; at most ${grouped(BigInt(most))}. Use smaller numbers in the same proportion`);
  }
  if (weights.every((weight) => weight === 0n))
    add(["founders"], "nobody has weight, so nothing could ever be decided; give weight to at least one founder");
  if (founders.every(({ role }) => !role.includes("proposer")))
    add(["founders"], "nobody may propose, so nothing could ever be decided; give a founder the role proposer");
  return [...found, ...twice(founders.map(({ account }) => account), (at) => ["founders", at, "account"], "founders", "Give each founder an account of its own"), ...ofNames(founders)];
}

function valueOf(read: Read<bigint>): bigint | undefined {
  return read.ok ? read.value : undefined;
}

function ofFounder({ account, name, weight, units, contributes }: DraftFounder, at: number): Finding[] {
  const own = (field: string, read: Read<unknown>) => told(["founders", at, field], read);
  return [
    ...own("account", readAddressText(account)),
    ...own("name", readLabel(name)),
    ...own("weight", readWhole(weight, BigInt(BOUNDS.MAX_TOTAL_WEIGHT))),
    ...own("units", readWhole(units, BigInt(BOUNDS.MAX_TOTAL_UNITS))),
    ...(contributes
      ? [
          ...told(["founders", at, "contributes", "token"], readToken(contributes.token)),
          ...told(["founders", at, "contributes", "amount"], readAmount(contributes.amount)),
        ]
      : []),
  ];
}

function twice(written: readonly string[], pathOf: (at: number) => Path, section: string, advice: string): Finding[] {
  const seen = new Map<string, number>();
  return written.flatMap((text, at) => {
    const read = readAddressText(text);
    if (!read.ok) return [];
    const first = seen.get(read.value);
    if (first === undefined) {
      seen.set(read.value, at);
      return [];
    }
    return [{ path: pathOf(at), message: `${read.value} is ${section}[${first}] too. ${advice}` }];
  });
}

// --- names that could be taken for something else ---

function ofNames(founders: readonly DraftFounder[]): Finding[] {
  const seen = new Map<string, number>();
  return founders.flatMap(({ name }, at): Finding[] => {
    if (!readLabel(name).ok) return [];
    const path = ["founders", at, "name"];
    const found = wrongName(name);
    const first = seen.get(sameName(name));
    if (first === undefined) seen.set(sameName(name), at);
    return [
      ...(found ? [{ path, message: found }] : []),
      ...(first === undefined ? [] : [{ path, message: `is the name of founders[${first}] too; give each founder its own` }]),
    ];
  });
}

export function sameName(name: string): string {
  return name.normalize("NFKC").replaceAll("ẞ", "ss").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ").split(/\s+/).filter(Boolean).join(" ");
}

function wrongName(name: string): string | undefined {
  const text = name.normalize("NFC");
  const folded = sameName(text);
  const said = quotedName(text);
  if (RESERVED_NAMES.includes(folded)) return `${said} has a meaning of its own in the commands; take another name`;
  if (folded.startsWith("0x") || /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(folded)) return `${said} looks like an address; take another name`;
  if (folded.startsWith("test::")) return `${said} looks like a test account of Ape; take another name`;
  if (!/\p{L}/u.test(text)) return `${said} looks like a number; a name has at least one letter`;
  if (/^[-#@]/.test(text)) return `a name cannot begin with '${text.slice(0, 1)}'`;
  for (const word of text.split(" ")) {
    const scripts = (["Cyrillic", "Greek", "Latin"] as const).filter((script) => new RegExp(`(?=\\p{L})\\p{Script=${script}}`, "u").test(word));
    if (scripts.length > 1) return `${quotedName(word)} mixes letters that look alike, ${scripts.join(" and ")}; take one kind`;
  }
  return undefined;
}

function quotedName(text: string): string {
  return text.includes("'") && !text.includes('"') ? `"${text.replaceAll("\\", "\\\\")}"` : `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

// --- money ---

function ofMoney(draft: Draft): Finding[] {
  const found: Finding[] = [];
  for (const key of DEAL_KEYS) if (draft.deal[key] !== "") found.push(...told(["deal", key], DEAL_READERS[key](draft.deal[key])));
  if (draft.reserve !== "") found.push(...told(["reserve"], readShare(draft.reserve, 0n)));
  draft.tokens.forEach((token, at) => found.push(...told(["tokens", at], readAddressText(token))));
  found.push(...twice(draft.tokens, (at) => ["tokens", at], "tokens", "List each token once"));
  if (draft.tokens.length > MAX_TOKENS) found.push({ path: ["tokens"], message: `are ${draft.tokens.length}; at most ${MAX_TOKENS} can be listed` });
  for (const { token, money, in_kind } of draft.capital) {
    found.push(...told(["deal", "capital", token], readToken(token)));
    if (money !== "") found.push(...told(["deal", "capital", token, "money"], readAmount(money)));
    if (in_kind !== "") found.push(...told(["deal", "capital", token, "in_kind"], readAmount(in_kind)));
  }
  return found;
}

/** What the spec leaves to the chain: said here as well, since a form can. */
function ofChain(draft: Draft): Finding[] {
  const found: Finding[] = [];
  const add = (path: Path, message: string) => found.push({ path, message, isChains: true });
  const sum = (of: "weight" | "units") => draft.founders.reduce((all, founder) => all + (valueOf(readWhole(founder[of], 2n ** 64n)) ?? 0n), 0n);
  for (const [key, of] of [["units_ceiling", "units"], ["weight_ceiling", "weight"]] as const) {
    const most = valueOf(DEAL_READERS[key](draft.deal[key]));
    if (most !== undefined && most > 0n && most < sum(of))
      add(["deal", key], `is below what the founders have together, ${grouped(sum(of))}; name that or more, or none: then it is that and a quarter more`);
  }
  const reserve = valueOf(readShare(draft.reserve, 0n));
  const ceiling = valueOf(DEAL_READERS.reserve_ceiling(draft.deal.reserve_ceiling));
  if (reserve !== undefined && ceiling !== undefined && reserve > ceiling)
    add(["reserve"], "is above the ceiling that the deal names; lower it, or raise the ceiling");
  if (draft.bound && readDeadline(draft.bound, MAX_FORMATION).ok && readDeadline(draft.deadline, MAX_FORMATION).ok) {
    if (momentOf(draft.bound, 0n) > momentOf(draft.deadline, 0n) && isDuration(draft.bound) === isDuration(draft.deadline))
      add(["founders_bound"], "is after the founders have to have accepted; name an earlier one");
  }
  const capital = draft.capital.map(({ token }) => valueOf2(readToken(token)));
  capital.forEach((token, at) => {
    if (token !== undefined && capital.indexOf(token) < at) add(["deal", "capital", draft.capital[at]?.token ?? ""], "is named twice; keep one");
  });
  if (draft.capital.length > BOUNDS.MAX_CAPITAL) add(["deal", "capital"], `are ${draft.capital.length}; at most ${BOUNDS.MAX_CAPITAL} can be named`);
  found.push(...ofRepayment(draft));
  draft.founders.forEach(({ contributes }, at) => {
    if (contributes && valueOf(readAmount(contributes.amount)) === 0n)
      add(["founders", at, "contributes", "amount"], "is nothing; name more, or take the contribution out");
  });
  return found;
}

/** What founders have to contribute has to fit into what the deal repays; without recoupment nothing is repaid. */
function ofRepayment(draft: Draft): Finding[] {
  if (draft.recoupment === "none") return [];
  return draft.capital.flatMap(({ token, money }) => {
    const address = valueOf2(readToken(token));
    const most = valueOf(readAmount(money || "0")) ?? 0n;
    const owed = draft.founders.reduce((sum, { contributes }) => {
      const isIt = contributes !== undefined && valueOf2(readToken(contributes.token)) === address;
      return sum + (isIt ? (valueOf(readAmount(contributes.amount)) ?? 0n) : 0n);
    }, 0n);
    if (most === 0n || owed <= most) return [];
    return [{ path: ["deal", "capital", token, "money"], message: `is below what the founders have to contribute, ${grouped(owed)}; name that or more`, isChains: true }];
  });
}

function valueOf2<T>(read: Read<T>): T | undefined {
  return read.ok ? read.value : undefined;
}

/** In which step of the form a field is. */
export function stepOf({ path }: Finding): Step {
  const [section, , field] = path;
  if (section === "name") return "who";
  if (section === "founders") {
    if (field === "weight" || field === "units") return "shares";
    if (field === "contributes") return "money";
    return field === undefined && path.length > 1 ? "shares" : "who";
  }
  if (section === "rules" || section === "reserved_matters") return "deciding";
  if (section === "terms" || section === "formation_deadline" || section === "founders_bound" || section === "ends" || section === "dao_uri") return "terms";
  if (section === "ecosystem") return "check";
  return "money";
}
