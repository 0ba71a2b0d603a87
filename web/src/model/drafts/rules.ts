/** How it is decided, and the terms themselves. */

import { BOUNDS } from "../../generated/bounds";
import { MODE } from "../../generated/enums";
import type { Deal } from "../../generated/views";
import { ETHER } from "../../types";
import { toBytes, toHex } from "viem";
import { bytesOf } from "../../format/bytes";
import type { Fields } from "./fields";
import type { DraftKind } from "./kinds";
import { own } from "./making";

const MODES = Object.keys(MODE).map((name) => name.toLowerCase());

export const RULES: Readonly<Record<string, DraftKind>> = {
  amend_terms: {
    group: "terms",
    fields: [
      { name: "document", kind: "document" },
      { name: "uri", kind: "line", optional: true, most: BOUNDS.MAX_URI },
      { name: "window", kind: "days", least: 7, most: 180, initially: "30" },
      { name: "notice", kind: "days", least: 0, most: 180 },
      { name: "redeemable", kind: "share" },
      { name: "ends", kind: "date", optional: true },
      { name: "max_units", kind: "whole", most: BOUNDS.MAX_TOTAL_UNITS },
      { name: "max_weight", kind: "whole", most: BOUNDS.MAX_TOTAL_WEIGHT },
      { name: "max_sponsors", kind: "share" },
      { name: "max_reserve", kind: "share" },
      { name: "move", kind: "days", least: 0, most: 180 },
      { name: "call", kind: "days", least: 30, most: 180 },
      { name: "deadlock", kind: "days", least: 0, most: 180 },
      { name: "capital", kind: "hex", optional: true, unseen: true },
    ],
    make: (fields) => [
      own(fields.around, "amend_terms", fields.document("document"), fields.values.uri ?? "", fields.seconds("window"), dealOf(fields), capitalOf(fields)),
    ],
  },
  set_rule: {
    group: "rules",
    fields: [
      { name: "class", kind: "class" },
      { name: "mode", kind: "choice", choices: MODES },
      { name: "voting_delay", kind: "whole", most: 30 * 86_400 },
      { name: "voting_period", kind: "whole", least: 60, most: 90 * 86_400 },
      { name: "execution_delay", kind: "whole", most: 90 * 86_400 },
      { name: "execution_window", kind: "whole", least: 600, most: 365 * 86_400 },
      { name: "quorum", kind: "share" },
      { name: "approval", kind: "share", when: { field: "mode", is: ["majority", "dual"] } },
      { name: "seat_approval", kind: "share", when: { field: "mode", is: ["dual"] } },
      { name: "early_decision", kind: "flag" },
      { name: "recusal", kind: "flag", when: { field: "mode", is: ["majority", "dual"] } },
      { name: "objections", kind: "whole", most: BOUNDS.MAX_OBJECTIONS, optional: true, when: { field: "mode", is: ["majority", "dual"] } },
      { name: "contested", kind: "share", optional: true, when: { field: "mode", is: ["majority", "dual"] } },
      { name: "extension", kind: "whole", most: 90 * 86_400, optional: true },
      { name: "tie_breaker", kind: "account", optional: true, when: { field: "mode", is: ["majority", "dual"] } },
    ],
    make: (fields) => [own(fields.around, "set_rule", fields.decisionClass("class"), ruleOf(fields))],
  },
  name_class: {
    group: "rules",
    fields: [
      { name: "class", kind: "class" },
      { name: "name", kind: "line", most: BOUNDS.MAX_CLASS_NAME },
    ],
    make: (fields) => [own(fields.around, "name_class", fields.decisionClass("class"), toHex(bytesOf(fields.text("name").trim()), { size: 32 }))],
  },
  map_action: {
    group: "rules",
    fields: [
      { name: "target", kind: "account" },
      { name: "selector", kind: "hex", optional: true },
      { name: "class", kind: "class" },
    ],
    make: (fields) => [
      own(fields.around, "map_action", fields.account("target"), fields.has("selector") ? fields.hex("selector", 4) : "0x00000000", fields.decisionClass("class")),
    ],
  },
  set_objector: {
    group: "rules",
    fields: [
      { name: "account", kind: "account" },
      { name: "until", kind: "date", optional: true },
    ],
    make: (fields) => [own(fields.around, "set_objector", fields.account("account"), fields.date("until"))],
  },
  set_dao_uri: {
    group: "terms",
    fields: [{ name: "uri", kind: "line", most: BOUNDS.MAX_URI, optional: true }],
    make: (fields) => [own(fields.around, "set_dao_uri", fields.values.uri ?? "")],
  },
};

function dealOf(fields: Fields): Deal {
  return {
    notice_seconds: fields.seconds("notice"),
    redeemable_bps: fields.share("redeemable"),
    ends: fields.date("ends"),
    max_units: fields.whole("max_units"),
    max_weight: fields.whole("max_weight"),
    max_sponsors_bps: fields.share("max_sponsors"),
    max_reserve_bps: fields.share("max_reserve"),
    move_seconds: fields.seconds("move"),
    call_days: fields.days("call"),
    deadlock_days: fields.days("deadlock"),
  };
}

/** The capital that may be repaid is carried over as it stands: JSON in hexadecimal, which the form keeps and nobody types. */
function capitalOf(fields: Fields): readonly { token: string; money: bigint; in_kind: bigint }[] {
  if (!fields.has("capital")) return [];
  const text = new TextDecoder().decode(toBytes(fields.hex("capital")));
  return (JSON.parse(text) as { token: string; money: string; in_kind: string }[]).map(({ token, money, in_kind }) => ({
    token,
    money: BigInt(money),
    in_kind: BigInt(in_kind),
  }));
}

function ruleOf(fields: Fields) {
  const mode = MODES.indexOf(fields.choice("mode"));
  const isVote = mode === MODE.MAJORITY || mode === MODE.DUAL;
  const optional = (name: string): bigint => (isVote && fields.has(name) ? fields.whole(name) : 0n);
  return {
    voting_delay: fields.whole("voting_delay"),
    voting_period: fields.whole("voting_period"),
    execution_delay: fields.whole("execution_delay"),
    execution_window: fields.whole("execution_window"),
    quorum_bps: mode === MODE.UNANIMOUS ? 10_000n : fields.share("quorum"),
    approval_bps: mode === MODE.UNANIMOUS ? 10_000n : mode === MODE.LAZY ? 5_000n : fields.share("approval"),
    seat_approval_bps: mode === MODE.DUAL ? fields.share("seat_approval") : 0n,
    mode: BigInt(mode),
    early_decision: fields.flag("early_decision"),
    recusal: isVote && fields.flag("recusal"),
    objections: optional("objections"),
    contested_bps: isVote && fields.has("contested") ? fields.share("contested") : 0n,
    extension: fields.has("extension") ? fields.whole("extension") : 0n,
    tie_breaker: isVote && fields.has("tie_breaker") ? fields.account("tie_breaker") : ETHER,
  };
}
