/** What stands in a form at first because it stands so now: a change begins from what there is. */

import { toHex, toBytes } from "viem";
import { MODE } from "../../generated/enums";
import type { Rule } from "../../generated/views";
import type { Values } from "../../model/drafts/fields";
import type { Snapshot } from "../../model/partnership";

const DAY = 86_400n;

export function prefilled(kind: string, seen: Snapshot): Values {
  if (kind === "amend_terms") return deal(seen);
  if (kind === "set_rule") return ruleOf(seen, [...seen.rules.keys()].at(-1) ?? 0);
  return {};
}

/** The rule of a class as it is, for its form. */
export function ruleOf(seen: Snapshot, decisionClass: number): Values {
  const rule = seen.rules.get(decisionClass);
  return { class: String(decisionClass), ...(rule ? fieldsOf(rule) : {}) };
}

function fieldsOf(rule: Rule): Values {
  const modes = Object.keys(MODE).map((name) => name.toLowerCase());
  return {
    mode: modes[Number(rule.mode)] ?? "",
    voting_delay: rule.voting_delay.toString(),
    voting_period: rule.voting_period.toString(),
    execution_delay: rule.execution_delay.toString(),
    execution_window: rule.execution_window.toString(),
    quorum: percent(rule.quorum_bps),
    approval: percent(rule.approval_bps),
    seat_approval: percent(rule.seat_approval_bps),
    early_decision: rule.early_decision ? "yes" : "",
    recusal: rule.recusal ? "yes" : "",
    objections: rule.objections > 0n ? rule.objections.toString() : "",
    contested: rule.contested_bps > 0n ? percent(rule.contested_bps) : "",
    extension: rule.extension > 0n ? rule.extension.toString() : "",
    tie_breaker: BigInt(rule.tie_breaker) > 0n ? rule.tie_breaker : "",
  };
}

function deal({ deal: now, capital }: Snapshot): Values {
  return {
    notice: (now.notice_seconds / DAY).toString(),
    redeemable: percent(now.redeemable_bps),
    ends: now.ends > 0n ? now.ends.toString() : "",
    max_units: now.max_units.toString(),
    max_weight: now.max_weight.toString(),
    max_sponsors: percent(now.max_sponsors_bps),
    max_reserve: percent(now.max_reserve_bps),
    move: (now.move_seconds / DAY).toString(),
    call: now.call_days.toString(),
    deadlock: now.deadlock_days.toString(),
    capital: capital.length === 0 ? "" : toHex(toBytes(JSON.stringify(capital.map((each) => ({ ...each, money: each.money.toString(), in_kind: each.in_kind.toString() }))))),
  };
}

function percent(bps: bigint): string {
  const rest = (bps % 100n).toString().padStart(2, "0").replace(/0+$/, "");
  return `${bps / 100n}${rest ? `.${rest}` : ""}%`;
}
