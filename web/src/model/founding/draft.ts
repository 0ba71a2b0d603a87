/** A partnership to be, as it is written in the form and in the spec file: every value as text, empty where it is left out. */

import type { Hex } from "../../types";

export const STEPS = ["who", "shares", "deciding", "money", "terms", "check"] as const;
export type Step = (typeof STEPS)[number];

/** Decision classes that the form knows; a spec file may have others. */
export const CLASS_KEYS = ["constitutional", "recovery", "ordinary"] as const;
export type ClassKey = (typeof CLASS_KEYS)[number];

export const RULE_FIELDS = [
  "name",
  "mode",
  "voting_delay",
  "voting_period",
  "execution_delay",
  "execution_window",
  "quorum",
  "approval",
  "seat_approval",
  "early_decision",
  "recusal",
  "objections",
  "contested_approval",
  "extension",
  "tie_breaker",
] as const;
export type RuleField = (typeof RULE_FIELDS)[number];
export type DraftRule = Readonly<Record<RuleField, string>>;

export const ROLES = ["proposer", "steering", "mediator", "treasurer"] as const;
export type RoleName = (typeof ROLES)[number];

/** A sum of a token: an address, or `ether`; in its smallest unit. */
export interface DraftSum {
  readonly token: string;
  readonly amount: string;
}

export interface DraftFounder {
  readonly account: string;
  readonly name: string;
  readonly weight: string;
  readonly units: string;
  readonly role: readonly RoleName[];
  readonly contributes?: DraftSum;
}

export const DEAL_KEYS = [
  "notice",
  "redeemable",
  "units_ceiling",
  "weight_ceiling",
  "sponsors_ceiling",
  "reserve_ceiling",
  "seat_move",
  "answer_call",
  "deadlock",
] as const;
export type DealKey = (typeof DEAL_KEYS)[number];

export interface DraftCapital {
  readonly token: string;
  readonly money: string;
  readonly in_kind: string;
}

/** What somebody is asked about before it is done. */
export interface DraftMatter {
  /** `payments`, or a name of `READY_MATTERS`. */
  readonly what: string;
  /** An address. */
  readonly holder: string;
  readonly days: string;
  readonly notice: string;
}

export type PresetName = "balanced" | "simple" | "together";

export interface Draft {
  readonly name: string;
  readonly founders: readonly DraftFounder[];
  /** The rules it began with, or `own` once one was changed. */
  readonly preset: PresetName | "own";
  readonly rules: Readonly<Partial<Record<ClassKey, DraftRule>>>;
  readonly reserved: readonly DraftMatter[];
  readonly tokens: readonly string[];
  readonly capital: readonly DraftCapital[];
  readonly deal: Readonly<Record<DealKey, string>>;
  readonly recoupment: "none" | "in order" | "pro rata";
  readonly reserve: string;
  /** A date; from then on anybody may begin winding up. */
  readonly ends: string;
  readonly terms: { readonly file: string; readonly hash: Hex | ""; readonly uri: string };
  readonly deadline: string;
  readonly bound: string;
  readonly daoUri: string;
  /** An address. */
  readonly ecosystem: string;
  /** Of the chain that the ecosystem and the tokens are on; left out before one is known. */
  readonly chainId?: number;
}

const RULE: DraftRule = Object.fromEntries(RULE_FIELDS.map((field) => [field, ""])) as DraftRule;

export function rule(some: Partial<DraftRule>): DraftRule {
  return { ...RULE, ...some };
}

const RECOVERY = rule({
  voting_delay: "1 day",
  voting_period: "14 days",
  execution_delay: "3 days",
  execution_window: "30 days",
  quorum: "50%",
  approval: "66.67%",
  recusal: "yes",
  contested_approval: "80%",
});

/** Neither big nor small is outvoted; votes alone; nothing important without everybody. */
export const PRESETS: Readonly<Record<PresetName, Readonly<Partial<Record<ClassKey, DraftRule>>>>> = {
  balanced: {
    constitutional: rule({
      mode: "dual",
      voting_delay: "2 days",
      voting_period: "7 days",
      execution_delay: "3 days",
      execution_window: "30 days",
      quorum: "60%",
      approval: "66.67%",
      seat_approval: "50%",
    }),
    recovery: RECOVERY,
    ordinary: rule({
      mode: "majority",
      voting_delay: "1 day",
      voting_period: "4 days",
      execution_delay: "1 day",
      execution_window: "14 days",
      quorum: "40%",
      approval: "50%",
      early_decision: "yes",
      recusal: "yes",
      objections: "1",
      contested_approval: "66.67%",
    }),
  },
  simple: {
    constitutional: rule({
      mode: "majority",
      voting_delay: "2 days",
      voting_period: "7 days",
      execution_delay: "3 days",
      execution_window: "30 days",
      quorum: "50%",
      approval: "66.67%",
    }),
    recovery: RECOVERY,
    ordinary: rule({
      mode: "majority",
      voting_delay: "1 day",
      voting_period: "5 days",
      execution_delay: "2 days",
      execution_window: "14 days",
      quorum: "30%",
      approval: "50%",
      early_decision: "yes",
    }),
  },
  together: {
    constitutional: rule({
      mode: "unanimous",
      voting_delay: "1 day",
      voting_period: "10 days",
      execution_delay: "3 days",
      execution_window: "30 days",
    }),
    recovery: rule({
      mode: "majority",
      voting_delay: "1 day",
      voting_period: "14 days",
      execution_delay: "3 days",
      execution_window: "30 days",
      quorum: "50%",
      approval: "50%",
      recusal: "yes",
      contested_approval: "66.67%",
    }),
    ordinary: rule({
      mode: "majority",
      voting_delay: "1 day",
      voting_period: "5 days",
      execution_delay: "1 day",
      execution_window: "14 days",
      quorum: "50%",
      approval: "50%",
    }),
  },
};

export const NO_DEAL = Object.fromEntries(DEAL_KEYS.map((key) => [key, ""])) as Record<DealKey, string>;

export function newFounder(): DraftFounder {
  return { account: "", name: "", weight: "", units: "", role: ["proposer"] };
}

export function newDraft(): Draft {
  return {
    name: "",
    founders: [newFounder(), newFounder()],
    preset: "balanced",
    rules: PRESETS.balanced,
    reserved: [],
    tokens: [],
    capital: [],
    deal: { ...NO_DEAL, notice: "60 days", redeemable: "25%" },
    recoupment: "none",
    reserve: "",
    ends: "",
    terms: { file: "", hash: "", uri: "" },
    deadline: "14 days",
    bound: "",
    daoUri: "",
    ecosystem: "",
  };
}

/** The same on another chain, where other contracts are at the addresses of its ecosystem and its tokens, or none. */
export function onChain(draft: Draft, chainId: number, ecosystem: string): Draft {
  const founders = draft.founders.map(({ contributes, ...rest }) => (contributes?.token === "ether" ? { ...rest, contributes } : rest));
  return { ...draft, chainId, ecosystem, tokens: [], capital: draft.capital.filter(({ token }) => token === "ether"), founders };
}

/** The tokens besides ether that sums of it are in. */
export function tokensOfSums(draft: Draft): string[] {
  const all = [...draft.founders.map(({ contributes }) => contributes?.token), ...draft.capital.map(({ token }) => token)];
  return [...new Set(all.filter((token) => token !== undefined && token !== "ether"))] as string[];
}

// --- as it is kept in the browser ---

export function draftText(draft: Draft): string {
  return JSON.stringify(draft);
}

/** What was kept, or undefined if it is no draft of this form. */
export function draftFrom(text: string | null): Draft | undefined {
  if (!text) return undefined;
  try {
    const kept: unknown = JSON.parse(text);
    const said = isRecord(kept) ? { reserved: [], ...kept } : kept; // a former page had no place for what is reserved
    return isLike(said, newDraft()) ? said : undefined;
  } catch {
    return undefined;
  }
}

function isLike(said: unknown, model: Draft): said is Draft {
  if (!isRecord(said)) return false;
  const texts = ["name", "reserve", "ends", "deadline", "bound", "daoUri", "ecosystem"];
  if (!texts.every((key) => typeof said[key] === "string")) return false;
  if (said.chainId !== undefined && !Number.isSafeInteger(said.chainId)) return false;
  if (!["balanced", "simple", "together", "own"].includes(String(said.preset))) return false;
  if (!["none", "in order", "pro rata"].includes(String(said.recoupment))) return false;
  const { founders, rules, reserved, tokens, capital, deal, terms } = said;
  return (
    Array.isArray(founders) &&
    founders.every(isFounder) &&
    isRecord(rules) &&
    Object.entries(rules).every(([key, value]) => (CLASS_KEYS as readonly string[]).includes(key) && hasTexts(value, RULE_FIELDS)) &&
    Array.isArray(reserved) &&
    reserved.every((one) => hasTexts(one, ["what", "holder", "days", "notice"])) &&
    Array.isArray(tokens) &&
    tokens.every((token) => typeof token === "string") &&
    Array.isArray(capital) &&
    capital.every((one) => hasTexts(one, ["token", "money", "in_kind"])) &&
    hasTexts(deal, Object.keys(model.deal)) &&
    hasTexts(terms, Object.keys(model.terms))
  );
}

function isFounder(said: unknown): boolean {
  if (!isRecord(said) || !hasTexts(said, ["account", "name", "weight", "units"])) return false;
  const { role, contributes } = said;
  const isRoles = Array.isArray(role) && role.every((each) => (ROLES as readonly unknown[]).includes(each));
  return isRoles && (contributes === undefined || hasTexts(contributes, ["token", "amount"]));
}

function hasTexts(said: unknown, keys: readonly string[]): boolean {
  return isRecord(said) && keys.every((key) => typeof said[key] === "string");
}

function isRecord(said: unknown): said is Record<string, unknown> {
  return typeof said === "object" && said !== null && !Array.isArray(said);
}
