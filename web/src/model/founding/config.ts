/** What goes to the chain of a draft: `types.Config`, as `Ecosystem.spin_up` takes it. */

import { stringToHex } from "viem";
import { BOUNDS, DEFAULT_DEAL } from "../../generated/bounds";
import { RECOUPMENTS, ROLE } from "../../generated/enums";
import type { Capital, Config, Deal } from "../../generated/views";
import { ETHER } from "../../types";
import { CLASS_KEYS, DEAL_KEYS, type DealKey, type Draft, type RoleName } from "./draft";
import { DEAL_READERS, findings, readAmount, readRules, readToken } from "./findings";
import { packed, reservedCalls } from "./reserved";
import { CLASS_OF, ruleOf } from "./rules";
import { lastOfDay, momentOf, type Read, readAddressText, readHash, readShare, readWhole } from "./written";

/**
 * @param now Unix seconds that spans are counted from; best the time of the chain's newest block.
 * @throws Error if the draft has findings.
 */
export function configOf(draft: Draft, now: bigint): Config {
  const found = findings(draft, now);
  if (found.length > 0) throw new Error(`a draft with ${found.length} findings makes no config`);
  const reserve = draft.reserve ? must(readShare(draft.reserve, 0n)) : 0n;
  const rules = readRules(draft);
  return {
    name: draft.name,
    terms_hash: must(readHash(draft.terms.hash)),
    terms_uri: draft.terms.uri,
    formation_deadline: momentOf(draft.deadline, now),
    founders: draft.founders.map(({ account, weight, units, role }) => ({
      account: must(readAddressText(account)),
      weight: must(readWhole(weight, BigInt(BOUNDS.MAX_TOTAL_WEIGHT))),
      units: must(readWhole(units, BigInt(BOUNDS.MAX_TOTAL_UNITS))),
      role: roleOf(role),
    })),
    rules: CLASS_KEYS.flatMap((key) => {
      const read = rules[key];
      return read ? [{ decision_class: BigInt(CLASS_OF[key]), name: stringToHex(read.values.name ?? "", { size: 32 }), rule: ruleOf(read) }] : [];
    }),
    tokens: draft.tokens.map((token) => must(readAddressText(token))),
    deal: foundingDeal(draft, reserve),
    capital: draft.capital.map(capitalOf),
    dao_uri: draft.daoUri,
    reserve_bps: reserve,
    recoupment: BigInt(Object.keys(RECOUPMENTS).find((number) => RECOUPMENTS[Number(number)] === draft.recoupment) ?? 0),
    bound_until: draft.bound ? momentOf(draft.bound, now) : 0n,
    required: draft.founders.flatMap(({ account, contributes }) =>
      contributes
        ? [{ founder: must(readAddressText(account)), token: must(readToken(contributes.token)), amount: must(readAmount(contributes.amount)) }]
        : [],
    ),
    calls: packed(reservedCalls(draft)),
  };
}

function must<T>(read: Read<T>): T {
  if (!read.ok) throw new Error(read.message);
  return read.value;
}

export function roleOf(names: readonly RoleName[]): bigint {
  const flags = { proposer: ROLE.PROPOSER, steering: ROLE.STEERING, mediator: ROLE.MEDIATOR, treasurer: ROLE.TREASURER };
  return BigInt(names.reduce((role, name) => role | flags[name], 0));
}

const FIELDS: Readonly<Record<DealKey, keyof Deal>> = {
  notice: "notice_seconds",
  redeemable: "redeemable_bps",
  units_ceiling: "max_units",
  weight_ceiling: "max_weight",
  sponsors_ceiling: "max_sponsors_bps",
  reserve_ceiling: "max_reserve_bps",
  seat_move: "move_seconds",
  answer_call: "call_days",
  deadlock: "deadlock_days",
};

function foundingDeal(draft: Draft, reserve: bigint): Deal {
  const said = DEAL_KEYS.filter((key) => draft.deal[key] !== "").map((key) => [FIELDS[key], must(DEAL_READERS[key](draft.deal[key]))] as const);
  // Without a ceiling of its own, the reserve may grow by a quarter.
  const ceiling = reserve + reserve / 4n;
  return {
    ...DEFAULT_DEAL,
    max_reserve_bps: ceiling < 10_000n ? ceiling : 10_000n,
    ends: draft.ends ? must(lastOfDay(draft.ends)) : 0n,
    ...Object.fromEntries(said),
  };
}

function capitalOf({ token, money, in_kind }: Draft["capital"][number]): Capital {
  const amount = (text: string) => (text === "" ? 0n : must(readAmount(text)));
  return { token: must(readToken(token)), money: amount(money), in_kind: amount(in_kind) };
}

/** What the deal says of ceilings that the draft leaves out, as the chain fills them in: for showing. */
export function shownDeal(config: Config): Deal {
  const sum = (of: "weight" | "units") => config.founders.reduce((all, founder) => all + founder[of], 0n);
  const quarter = (total: bigint, most: number) => (total + total / 4n < BigInt(most) ? total + total / 4n : BigInt(most));
  return {
    ...config.deal,
    max_units: config.deal.max_units || quarter(sum("units"), BOUNDS.MAX_TOTAL_UNITS),
    max_weight: config.deal.max_weight || quarter(sum("weight"), BOUNDS.MAX_TOTAL_WEIGHT),
  };
}

/** The founder who is no ether address of its own makes it: the account that founds need not be among them. */
export function tokensOf(config: Config): readonly `0x${string}`[] {
  return [...new Set([ETHER, ...config.tokens, ...config.capital.map(({ token }) => token), ...config.required.map(({ token }) => token)])];
}
