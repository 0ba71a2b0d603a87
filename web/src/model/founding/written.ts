/**
 * Values as they are written in a spec file, read with its bounds and its own words for what is wrong. The same file gives the
 * same answer here and in the commands; a test holds the two against each other.
 */

import { getAddress } from "viem";
import { formatBps, formatDuration, grouped } from "../../words/runtime";
import type { Address, Hex } from "../../types";

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

const fine = <T>(value: T): Read<T> => ({ ok: true, value });
const wrong = <T>(message: string): Read<T> => ({ ok: false, message });

const KEY = "looks like a private key; take it out of this file at once and write the address instead";
const DAY = 86_400n;
const PRINTABLE = /^(?: |[^\p{C}\p{Z}])*$/u;
/** What Python takes off the ends of a text. */
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const ENDS = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");

export function stripped(text: string): string {
  return text.replace(ENDS, "");
}

export function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** As messages quote what somebody wrote, shortened if it is long. */
export function quoted(text: string): string {
  const letters = Array.from(text);
  const short = letters.length <= 60 ? text : `${letters.slice(0, 50).join("")}...`;
  return repr(short);
}

function repr(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = Array.from(text)
    .map((letter) => {
      if (letter === mark || letter === "\\") return `\\${letter}`;
      if (letter === "\n") return "\\n";
      if (letter === "\r") return "\\r";
      if (letter === "\t") return "\\t";
      if (PRINTABLE.test(letter)) return letter;
      const code = letter.codePointAt(0) ?? 0;
      if (code < 0x100) return `\\x${code.toString(16).padStart(2, "0")}`;
      return code < 0x10000 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
    })
    .join("");
  return `${mark}${body}${mark}`;
}

// --- texts ---

export function readText(text: string): Read<string> {
  if (stripped(text) === "") return wrong("is empty; give it a value");
  if (stripped(text) !== text) return wrong("begins or ends with a space; take it off");
  if (!PRINTABLE.test(text)) return wrong("has a line break or an invisible character; write it on one line without");
  return fine(text);
}

export function readPartnershipName(text: string, most: number): Read<string> {
  const read = readText(text);
  if (!read.ok) return read;
  const size = sizeOf(text);
  return size > most ? wrong(`is ${size} bytes long; the chain keeps ${most} at most, so shorten it`) : read;
}

export function readLabel(text: string): Read<string> {
  const read = readText(text);
  if (!read.ok) return read;
  return Array.from(text).length > 100 ? wrong("is longer than 100 characters; shorten it") : read;
}

export function readClassLabel(text: string): Read<string> {
  const read = readText(text);
  if (!read.ok) return read;
  const size = sizeOf(text);
  if (size > 32) return wrong(`is ${size} bytes long; the chain keeps 32 at most, so shorten it`);
  return /^\d+$/.test(text) ? wrong(`is a number: ${text}; give the class a word, or leave the name out`) : read;
}

const SCHEMES = ["https", "http", "ipfs", "ipns", "ar"];

export function readUri(text: string, most: number): Read<string> {
  const read = readText(text);
  if (!read.ok) return read;
  if (!/^[\x21-\x7e]*$/.test(text)) return wrong("has a space or a letter that an address on the web cannot have; write it percent-encoded");
  if (text.length > most) return wrong(`is ${text.length} bytes long; at most ${most}`);
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(text)?.[1] ?? "";
  if (authority.includes("[") !== authority.includes("]")) return wrong(`not an address on the web: ${text}; check it`);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase() ?? "";
  if (SCHEMES.includes(scheme)) return read;
  return wrong(`must begin with one of ${SCHEMES.map((each) => `${each}:`).join(", ")}; not ${text}`);
}

export function isLikeKey(text: string): boolean {
  return /^(0x)?[0-9a-fA-F]{64}$/.test(stripped(text));
}

export function readAddressText(text: string): Read<Address> {
  const read = readText(text);
  if (!read.ok) return read;
  if (isLikeKey(text)) return wrong(KEY); // never repeated: what is shown ends up in pictures of the screen
  if (/^[0-9a-fA-F]{40}$/.test(text)) return wrong(`an address begins with 0x: write 0x${text}`);
  if (!text.startsWith("0x")) return wrong(`not an address: ${text}; it must be 0x and 40 hexadecimal digits`);
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) {
    const digits = Array.from(text).length - 2;
    return wrong(`not an address: ${text} has ${digits} digits after 0x, or others than 0-9 and a-f; it must have 40`);
  }
  const bare = text.slice(2);
  const checked = getAddress(text.toLowerCase());
  if (bare !== bare.toLowerCase() && bare !== bare.toUpperCase() && checked !== text)
    return wrong(`wrong EIP-55 checksum: ${text} was changed somewhere; copy the address again from its source`);
  if (/^0+$/.test(bare)) return wrong("the zero address is nobody's; write the address of an account or contract");
  return fine(checked);
}

export function readHash(text: string): Read<Hex> {
  if (!/^0x[0-9a-fA-F]{64}$/.test(text)) return wrong("must be the keccak-256 of the document: 0x and 64 hexadecimal digits");
  return /^0x0+$/.test(text) ? wrong("is all zeros; write the keccak-256 of the document") : fine(text.toLowerCase() as Hex);
}

// --- numbers ---

const NUMBER = /^(?:\d+|[1-9]\d{0,2}(?:([,'_])\d{3})(?:\1\d{3})*)?(\.\d+)?$/;
const MARKS = /[.,'_\u2018\u2019\u02bc\u00b4`\s]/;
const INTEGER = /^[-+]?(0|[1-9][0-9_]{0,99})$/;
const DECIMAL = /^[-+]?(\.\d+|\d[\d_]*\.\d*|\d[\d_]*(?=[eE]))([eE][-+]?\d+)?$/;
const GROUPED = /^[\d.]*\d[,'_][\d.,'_]*$/;

/** Digits of a number without a sign; its value is `digits / 10 ** places`. */
interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

function readNumber(text: string): Read<Decimal> {
  if (text.length > 400) return wrong(`${quoted(text)} is too long for a number`);
  if (text === "" || !NUMBER.test(text)) return wrong(refusal(text));
  const [whole = "", fraction = ""] = text.replace(/[,'_]/g, "").split(".");
  return fine({ digits: BigInt(`0${whole}${fraction}`), places: fraction.length });
}

function refusal(text: string): string {
  const groups = text.split(MARKS);
  const last = groups.at(-1) ?? "";
  if (groups.length < 2 || last === "" || !groups.every((group) => /^\d*$/.test(group)))
    return `${quoted(text)} is no number: write it in digits, with a dot before decimals`;
  const whole = groups.slice(0, -1).join("").replace(/^0+/, "") || "0";
  let otherwise = `${whole}${last}`.replace(/^0+/, "") || "0";
  if (text.split(".").length === 2 && groups.length > 2)
    otherwise = text.split(".").map((part) => part.replace(new RegExp(MARKS, "g"), "")).join(".");
  const readings = [...new Set([`${whole}.${last}`, otherwise])];
  return `${quoted(text)} can be read as ${readings.join(" or as ")}: write one of these, with a dot before decimals and nothing else but digits`;
}

/** Whether a spec file takes it for a number, so that it is written there without quotes. */
export function isPlainNumber(text: string): boolean {
  return INTEGER.test(text) || DECIMAL.test(text);
}

const PROPORTION = "Use smaller numbers in the same proportion";

export function readWhole(text: string, most: bigint, advice = PROPORTION): Read<bigint> {
  if (text === "") return wrong("is empty; give it a whole number");
  let value: bigint;
  if (INTEGER.test(text)) value = BigInt(text.replace(/[_+]/g, ""));
  else if (DECIMAL.test(text)) return wrong(`must be a whole number, not ${text}; multiply all of them until none has decimals`);
  else if (GROUPED.test(text)) {
    const read = readNumber(text);
    if (!read.ok) return read;
    if (text.includes(".")) return wrong(`${quoted(text)} is no whole number`);
    value = read.value.digits;
  } else return wrong(`must be a whole number without quotes, not ${repr(text)}`);
  if (value < 0n) return wrong(`must not be negative: ${value}`);
  if (value > most) return wrong(`is too large: ${grouped(value)}; at most ${grouped(most)}. ${advice}`);
  return fine(value);
}

const SHARE = /^([.,]?\d[\d.,'_\u2019]*)\s*(%|bps)$/;

/** A share with its unit, in hundredths of a percent. */
export function readShare(text: string, least: bigint, most = 10_000n): Read<bigint> {
  if (text === "") return wrong("is empty; give it a share, like `50%`");
  if (isPlainNumber(text)) return wrong(`has no unit: write \`${text}%\` or, in hundredths of a percent, \`${text} bps\``);
  const match = SHARE.exec(stripped(text));
  if (!match) return wrong(`must be a share, like \`66.67%\` or \`6667 bps\`, not ${text}`);
  const read = readNumber(match[1] ?? "");
  if (!read.ok) return read;
  const scale = 10n ** BigInt(read.value.places);
  const all = read.value.digits * (match[2] === "%" ? 100n : 1n);
  if (all % scale !== 0n) return wrong(`is too exact: ${text}; a percentage has two decimals at most, like \`66.67%\``);
  const bps = all / scale;
  if (bps < least || bps > most) return wrong(`is ${formatBps(bps)}; it must be from ${formatBps(least)} to ${formatBps(most)}`);
  return fine(bps);
}

// --- times ---

const UNITS: Readonly<Record<string, bigint>> = {
  s: 1n, sec: 1n, secs: 1n, second: 1n, seconds: 1n,
  min: 60n, mins: 60n, minute: 60n, minutes: 60n,
  h: 3_600n, hour: 3_600n, hours: 3_600n,
  d: DAY, day: DAY, days: DAY,
  w: 7n * DAY, week: 7n * DAY, weeks: 7n * DAY,
};
const UNEQUAL = ["month", "months", "year", "years"];
const PART = /\s*([.,]?\d[\d.,'_\u2019]*)\s*([a-z]+)\s*,?/iy;
const LONGEST = 365_000n * DAY;

export function isDuration(text: string): boolean {
  PART.lastIndex = 0;
  return PART.test(text) && !/^\s*\d{8}T\d/.test(text);
}

export function parseDuration(text: string): Read<bigint> {
  let [total, scale, position] = [0n, 1n, 0];
  while (position < text.length) {
    PART.lastIndex = position;
    const part = PART.exec(text);
    if (!part) break;
    const [whole, number = "", unit = ""] = part;
    if (UNEQUAL.includes(unit.toLowerCase())) return wrong(`${unit} are not all of the same length; write days or weeks`);
    const seconds = Object.hasOwn(UNITS, unit.toLowerCase()) ? UNITS[unit.toLowerCase()] : undefined;
    if (seconds === undefined) return wrong(`unknown unit of time: ${unit}; write seconds, minutes, hours, days or weeks`);
    const read = readNumber(number);
    if (!read.ok) return read;
    const more = 10n ** BigInt(read.value.places);
    total = total * more + read.value.digits * seconds * scale;
    scale *= more;
    position += whole.length;
  }
  if (position === 0 || stripped(text.slice(position)) !== "")
    return wrong(`not a span of time: ${quoted(text)}; write a number and its unit, like \`14 days\` or \`90 minutes\``);
  if (total % scale !== 0n) return wrong(`${text} is not a whole number of seconds`);
  return total > LONGEST * scale ? wrong(`${text} is too long`) : fine(total / scale);
}

/** A span of time, in seconds. */
export function readSpan(text: string, least: bigint, most: bigint): Read<bigint> {
  if (text === "") return wrong("is empty; give it a span of time, like `1 day`");
  if (INTEGER.test(text)) return wrong(`has no unit: write \`${BigInt(text.replace(/[_+]/g, ""))} seconds\`, or use minutes, hours, days or weeks`);
  if (DECIMAL.test(text)) return wrong(`must be a span of time with its unit, like \`1 day\`, not ${text}`);
  const read = parseDuration(text);
  if (!read.ok) return read;
  if (read.value < least) return wrong(`is too short: ${formatDuration(read.value)}; at least ${formatDuration(least)}`);
  if (read.value > most) return wrong(`is too long: ${formatDuration(read.value)}; at most ${formatDuration(most)}`);
  return read;
}

/** Whole days, as their number. */
export function readDays(text: string, least: bigint, most: bigint): Read<bigint> {
  const read = readSpan(text, least * DAY, most * DAY);
  if (!read.ok) return read;
  return read.value % DAY === 0n ? fine(read.value / DAY) : wrong(`must be whole days, not ${text}`);
}

/** Whole days: their number, or a span of time. */
export function readWholeDays(text: string, least: number, most: number): Read<bigint> {
  const said = stripped(text);
  if (said === "") return wrong("is empty; give it a number of days");
  const seconds: Read<bigint> = /^\d+$/.test(said) ? fine(BigInt(said) * DAY) : parseDuration(said);
  if (!seconds.ok) return seconds;
  const days = seconds.value / DAY;
  if (seconds.value % DAY !== 0n || days < BigInt(least) || days > BigInt(most)) return wrong(`must be whole days, ${least} to ${most}, not ${text}`);
  return fine(days);
}

/** A moment in UTC as this page writes it, in unix seconds. */
export function parseMoment(text: string): Read<bigint> {
  const isWritten = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const at = isWritten ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return wrong(`not a moment in ISO 8601: ${repr(text)}; write it like 2026-12-31T18:00:00+01:00`);
  return fine(BigInt(Math.floor(at / 1_000)));
}

/** The last second of a date in UTC. */
export function lastOfDay(text: string): Read<bigint> {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return parseMoment(text);
  const first = parseMoment(`${text}T00:00:00Z`);
  return first.ok ? fine(first.value + DAY - 1n) : first;
}

export function readDeadline(text: string, most: bigint): Read<string> {
  if (text === "") return wrong("is empty; give a date like 2026-12-31T18:00:00+01:00 or a span like `14 days`");
  if (isPlainNumber(text)) return wrong(`has no unit: write a span like \`${text} days\`, or a date like 2026-12-31T18:00:00+01:00`);
  if (!isDuration(text)) {
    const moment = parseMoment(text);
    return moment.ok ? fine(text) : moment;
  }
  const span = parseDuration(text);
  if (!span.ok) return span;
  if (span.value < 60n || span.value > most) return wrong(`is ${formatDuration(span.value)} from now; it must be from 1 minute to 365 days`);
  return fine(text);
}

/** Unix seconds of a deadline; `now` is what a span is counted from. */
export function momentOf(text: string, now: bigint): bigint {
  const read = isDuration(text) ? parseDuration(text) : parseMoment(text);
  if (!read.ok) throw new Error(read.message);
  return isDuration(text) ? now + read.value : read.value;
}

export function readYesNo(text: string): Read<boolean> {
  if (text === "yes" || text === "no") return fine(text === "yes");
  return wrong(`must be yes or no, not ${text}`);
}
