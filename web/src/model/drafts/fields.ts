/** The fields of what is proposed: what somebody typed, read as what it stands for, or told what is wrong with it. */

import { keccak256, toHex } from "viem";
import { bytesOf } from "../../format/bytes";
import { readAddress, readShare, readSum, readWhole, type Refused } from "../../format";
import { ROLE_WORDS } from "../../generated/enums";
import { ETHER, type Address, type Hex, type Token } from "../../types";

export type FieldKind =
  | "account"
  | "partner"
  | "sum"
  | "token"
  | "whole"
  | "share"
  | "days"
  | "date"
  | "line"
  | "text"
  | "roles"
  | "class"
  | "choice"
  | "flag"
  | "document"
  | "hex";

export interface FieldSpec {
  readonly name: string;
  readonly kind: FieldKind;
  readonly optional?: true;
  /** Of a choice. */
  readonly choices?: readonly string[];
  /** What stands there at first. */
  readonly initially?: string;
  /** Bytes of a text, the least and the most of a number. */
  readonly most?: number;
  readonly least?: number;
  /** It is asked for only where another field says so. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
  /** It stands in no form: the page fills it in with what it has read itself, and no link does. */
  readonly unseen?: true;
}

/** Field => what was typed. A sum is `1.5|0x…token`, roles are bits, a date is unix seconds, a document its bytes in hex. */
export type Values = Readonly<Record<string, string>>;

export type Problem =
  | { readonly kind: "missing" }
  | { readonly kind: "number"; readonly refused: Refused }
  | { readonly kind: "address"; readonly why: "empty" | "letters" | "length" | "checksum" | "zero"; readonly digits?: number }
  | { readonly kind: "range"; readonly least: number; readonly most: number }
  | { readonly kind: "long"; readonly most: number }
  | { readonly kind: "past" }
  | { readonly kind: "hex" }
  | { readonly kind: "zero" }
  | { readonly kind: "order" }
  | { readonly kind: "unknown" }
  /** It is being asked for on the chain. */
  | { readonly kind: "reading" }
  /** Nothing is left to do there. */
  | { readonly kind: "nothing" }
  /** What stands there is not of this release. */
  | { readonly kind: "stranger" }
  /** The node did not tell it. */
  | { readonly kind: "unread" };

export class FieldProblem extends Error {
  constructor(
    readonly field: string,
    readonly problem: Problem,
  ) {
    super(`${field}: ${problem.kind}`);
  }
}

/** What the fields are read with. */
export interface Around {
  readonly partnership: Address;
  readonly escrow: Address;
  readonly tokens: ReadonlyMap<Address, Token>;
  /** The chain's time, in unix seconds. */
  readonly now: number;
  /** An account by its name in the reader's address book or on the roster. */
  named(name: string): Address | undefined;
}

const DAY = 24 * 60 * 60;

/** Reads one action's fields; throws FieldProblem. */
export class Fields {
  constructor(
    readonly values: Values,
    readonly around: Around,
    private readonly specs: readonly FieldSpec[],
  ) {}

  /** Whether something was said; of a sum, whether there is more than the token that was chosen for it. */
  has(name: string): boolean {
    const text = this.values[name] ?? "";
    return (this.spec(name)?.kind === "sum" ? (text.split("|")[0] ?? "") : text).trim() !== "";
  }

  text(name: string): string {
    const text = this.values[name] ?? "";
    const spec = this.spec(name);
    if (text.trim() === "" && !spec?.optional) throw new FieldProblem(name, { kind: "missing" });
    if (spec?.most !== undefined && bytesOf(text).length > spec.most) throw new FieldProblem(name, { kind: "long", most: spec.most });
    return text;
  }

  account(name: string): Address {
    const text = this.text(name).trim();
    const known = this.around.named(text);
    if (known) return known;
    const read = readAddress(text);
    if (read.ok) return read.address;
    throw new FieldProblem(name, { kind: "address", why: read.why, ...(read.digits === undefined ? {} : { digits: read.digits }) });
  }

  /** @returns The smallest units of the token that was chosen beside the number; above 0. */
  sum(name: string): { readonly token: Address; readonly amount: bigint } {
    const [number = "", address = ETHER] = this.text(name).split("|");
    const token = this.around.tokens.get(address as Address);
    if (!token) throw new FieldProblem(name, { kind: "unknown" });
    const read = readSum(number, token.decimals);
    if (!read.ok) throw new FieldProblem(name, read.why === "empty" ? { kind: "missing" } : { kind: "number", refused: read });
    if (read.amount === 0n) throw new FieldProblem(name, { kind: "zero" });
    return { token: token.address, amount: read.amount };
  }

  token(name: string): Address {
    const address = this.text(name).trim();
    return address === ETHER ? ETHER : this.account(name);
  }

  whole(name: string): bigint {
    const read = readWhole(this.text(name));
    if (!read.ok) throw new FieldProblem(name, { kind: "number", refused: read });
    const { least = 0, most = Number.MAX_SAFE_INTEGER } = this.spec(name) ?? {};
    if (read.value < BigInt(least) || read.value > BigInt(most)) throw new FieldProblem(name, { kind: "range", least, most });
    return read.value;
  }

  /** In bps. */
  share(name: string): bigint {
    const read = readShare(this.text(name));
    if (!read.ok) throw new FieldProblem(name, { kind: "number", refused: read });
    return BigInt(read.bps);
  }

  /** Whole days; 0 where nothing was said and nothing need be. */
  days(name: string): bigint {
    return this.has(name) || !this.spec(name)?.optional ? this.whole(name) : 0n;
  }

  seconds(name: string): bigint {
    return this.days(name) * BigInt(DAY);
  }

  /** Unix seconds ahead; 0 where nothing was said and nothing need be. */
  date(name: string): bigint {
    if (!this.has(name) && this.spec(name)?.optional) return 0n;
    const seconds = Number(this.text(name));
    if (!Number.isSafeInteger(seconds)) throw new FieldProblem(name, { kind: "missing" });
    if (seconds <= this.around.now) throw new FieldProblem(name, { kind: "past" });
    return BigInt(seconds);
  }

  /** A day since 1970, in UTC; also one that is past. */
  day(name: string): bigint {
    const seconds = Number(this.text(name));
    if (!Number.isSafeInteger(seconds)) throw new FieldProblem(name, { kind: "missing" });
    return BigInt(Math.floor(seconds / DAY));
  }

  /** The bits of the duties that were ticked. */
  roles(name: string): bigint {
    return BigInt(this.values[name] || "0");
  }

  flag(name: string): boolean {
    return this.values[name] === "yes";
  }

  choice(name: string): string {
    const value = this.text(name);
    if (!this.spec(name)?.choices?.includes(value)) throw new FieldProblem(name, { kind: "missing" });
    return value;
  }

  decisionClass(name: string): bigint {
    const read = readWhole(this.text(name));
    if (!read.ok || read.value > 15n) throw new FieldProblem(name, { kind: "unknown" });
    return read.value;
  }

  /** Any number of bytes, written in hexadecimal. */
  hex(name: string, size?: number): Hex {
    const text = this.text(name).trim();
    const good = /^0x([0-9a-f]{2})*$/i.test(text) && (size === undefined || text.length === 2 + 2 * size);
    if (!good) throw new FieldProblem(name, { kind: "hex" });
    return text.toLowerCase() as Hex;
  }

  /** keccak-256 of a document's bytes, which stand in the field in hexadecimal. */
  document(name: string): Hex {
    if (!this.has(name)) throw new FieldProblem(name, { kind: "missing" });
    return keccak256(this.hex(name));
  }

  /** A text as 32 bytes: left aligned, or the keccak-256 of a longer one (polypact.text.sentences.reference_word). */
  reference(name: string): Hex {
    const bytes = bytesOf(this.text(name));
    return bytes.length < 32 ? toHex(bytes, { size: 32 }).replace(/^0x0*$/, `0x${"0".repeat(64)}`) as Hex : keccak256(bytes);
  }

  private spec(name: string): FieldSpec | undefined {
    return this.specs.find((each) => each.name === name);
  }
}

/** The duties that there are, as bits. */
export const DUTIES: readonly number[] = Object.keys(ROLE_WORDS).map(Number);

/** Whether a field is asked for, by what others say. */
export function isAsked(spec: FieldSpec, values: Values): boolean {
  return spec.when === undefined || spec.when.is.includes(values[spec.when.field] ?? "");
}
