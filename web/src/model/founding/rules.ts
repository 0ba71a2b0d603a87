/** What must be true of one rule, and of the rules together: the checks of the spec, with its words. */

import { CLASS, MODE } from "../../generated/enums";
import { BOUNDS } from "../../generated/bounds";
import type { Rule } from "../../generated/views";
import { formatBps, formatDuration } from "../../words/runtime";
import { ETHER, type Address } from "../../types";
import { CLASS_KEYS, type ClassKey, type DraftRule, RULE_FIELDS, type RuleField } from "./draft";
import type { Finding, Path } from "./findings";
import { readAddressText, readClassLabel, readShare, readSpan, readText, readWhole, readYesNo, type Read } from "./written";

const MINUTE = 60n;
const HOUR = 3_600n;
const DAY = 86_400n;
const HALF = 5_000n;
const ALL = 10_000n;

export const CLASS_OF: Readonly<Record<ClassKey, number>> = {
  constitutional: CLASS.CONSTITUTIONAL,
  recovery: CLASS.RECOVERY,
  ordinary: CLASS.ORDINARY,
};

const MODES: Readonly<Record<string, number>> = { majority: MODE.MAJORITY, dual: MODE.DUAL, lazy: MODE.LAZY, unanimous: MODE.UNANIMOUS };

/** The values that could be read; a field that is missing was left out or is wrong. */
export interface RuleValues {
  name?: string;
  mode?: number;
  voting_delay?: bigint;
  voting_period?: bigint;
  execution_delay?: bigint;
  execution_window?: bigint;
  quorum?: bigint;
  approval?: bigint;
  seat_approval?: bigint;
  early_decision?: boolean;
  recusal?: boolean;
  objections?: bigint;
  contested_approval?: bigint;
  extension?: bigint;
  tie_breaker?: Address;
}

export interface RuleRead {
  readonly values: RuleValues;
  readonly given: ReadonlySet<RuleField>;
  readonly findings: readonly (readonly [RuleField, string])[];
}

const READERS: { readonly [F in RuleField]: (text: string) => Read<NonNullable<RuleValues[F]>> } = {
  name: readClassLabel,
  mode: readMode,
  voting_delay: (text) => readSpan(text, 0n, 30n * DAY),
  voting_period: (text) => readSpan(text, MINUTE, 90n * DAY),
  execution_delay: (text) => readSpan(text, 0n, 90n * DAY),
  execution_window: (text) => readSpan(text, 10n * MINUTE, 365n * DAY),
  quorum: (text) => readShare(text, 0n),
  approval: (text) => readShare(text, HALF),
  seat_approval: (text) => readShare(text, HALF),
  early_decision: readYesNo,
  recusal: readYesNo,
  objections: (text) => readWhole(text, BigInt(BOUNDS.MAX_OBJECTIONS), "More partners than that never object"),
  contested_approval: (text) => readShare(text, HALF, BigInt(BOUNDS.MAX_CONTESTED_BPS)),
  extension: (text) => readSpan(text, 0n, 90n * DAY),
  tie_breaker: readAddressText,
};

const NEEDED: readonly RuleField[] = ["voting_delay", "voting_period", "execution_delay", "execution_window", "quorum", "approval"];

function readMode(text: string): Read<number> {
  const read = readText(text);
  if (!read.ok) return read;
  const mode = Object.hasOwn(MODES, text.toLowerCase()) ? MODES[text.toLowerCase()] : undefined;
  if (mode !== undefined) return { ok: true, value: mode };
  return { ok: false, message: `no such mode: ${text}; the modes are ${Object.keys(MODES).join(", ")}` };
}

/** What a mode leaves no choice about, or where it has a usual one. */
function filled(mode: number): RuleValues {
  if (mode === MODE.DUAL) return { seat_approval: HALF };
  if (mode === MODE.LAZY) return { approval: HALF };
  if (mode === MODE.UNANIMOUS) return { quorum: ALL, approval: ALL };
  return {};
}

export function readRule(written: DraftRule, decisionClass: number): RuleRead {
  const values: RuleValues = {};
  const given = new Set<RuleField>();
  const findings: (readonly [RuleField, string])[] = [];
  for (const field of RULE_FIELDS) {
    if (written[field] === "") continue;
    given.add(field);
    const read: Read<unknown> = READERS[field](written[field]);
    if (read.ok) Object.assign(values, { [field]: read.value });
    else findings.push([field, read.message]);
  }
  const isModeWrong = given.has("mode") && values.mode === undefined;
  const brought = filled(isModeWrong ? -1 : (values.mode ?? MODE.MAJORITY));
  for (const field of NEEDED)
    if (!given.has(field) && !(field in brought)) findings.push([field, "is missing; add it"]);
  findings.push(...checkRule(values, given, decisionClass));
  return { values, given, findings };
}

/** The rule as the chain takes it; only of one without findings. */
export function ruleOf({ values }: RuleRead): Rule {
  const mode = values.mode ?? MODE.MAJORITY;
  const all: RuleValues = { ...filled(mode), ...values };
  return {
    voting_delay: all.voting_delay ?? 0n,
    voting_period: all.voting_period ?? 0n,
    execution_delay: all.execution_delay ?? 0n,
    execution_window: all.execution_window ?? 0n,
    quorum_bps: all.quorum ?? 0n,
    approval_bps: all.approval ?? 0n,
    seat_approval_bps: all.seat_approval ?? 0n,
    mode: BigInt(mode),
    early_decision: all.early_decision ?? false,
    recusal: all.recusal ?? false,
    objections: all.objections ?? 0n,
    contested_bps: all.contested_approval ?? 0n,
    extension: all.extension ?? 0n,
    tie_breaker: all.tie_breaker ?? ETHER,
  };
}

function isVote(mode: number): boolean {
  return mode === MODE.MAJORITY || mode === MODE.DUAL;
}

function word(mode: number): string {
  return Object.keys(MODES).find((name) => MODES[name] === mode) ?? String(mode);
}

function* checkRule(values: RuleValues, given: ReadonlySet<RuleField>, decisionClass: number): Generator<readonly [RuleField, string]> {
  const mode = values.mode ?? (given.has("mode") ? undefined : MODE.MAJORITY);
  if (mode === undefined) return;
  const { quorum, approval } = values;
  if (mode !== MODE.DUAL && given.has("seat_approval"))
    yield ["seat_approval", `counts partners, and the mode ${word(mode)} does not; take it out, or use \`mode: dual\``];
  if (mode === MODE.LAZY) {
    if (decisionClass === CLASS.CONSTITUTIONAL) yield ["mode", "is lazy, but the constitutional class cannot decide by silence; use another one"];
    if (quorum === 0n) yield ["quorum", "is the share against that stops a proposal in the mode lazy; it must be above 0%"];
    if (given.has("approval") && approval !== undefined && approval !== HALF)
      yield ["approval", "means nothing in the mode lazy, where nobody has to vote for it; take it out"];
  }
  if (mode === MODE.UNANIMOUS)
    for (const [field, share] of [["quorum", quorum], ["approval", approval]] as const)
      if (given.has(field) && share !== undefined && share !== ALL) yield [field, "is always 100% in the mode unanimous; take it out"];
  if (values.recusal && !isVote(mode)) yield ["recusal", `is not possible in the mode ${word(mode)}; take it out, or use majority or dual`];
  const objections = values.objections ?? 0n;
  if (objections > 0n && !isVote(mode))
    yield ["objections", `are not possible in the mode ${word(mode)}; take them out, or use majority or dual`];
  if (objections > 0n && isVote(mode) && (values.execution_delay || HOUR) < HOUR)
    yield ["execution_delay", "must be at least 1 hour, so that there is time to object"];
  yield* checkContested(values, given, mode);
  yield* checkEnd(values, mode, decisionClass);
}

function* checkContested(values: RuleValues, given: ReadonlySet<RuleField>, mode: number): Generator<readonly [RuleField, string]> {
  const { approval, contested_approval: contested } = values;
  const uses = (["objections", "recusal"] as const).filter((field) => Boolean(values[field]));
  const most = formatBps(BigInt(BOUNDS.MAX_CONTESTED_BPS));
  if (!isVote(mode) || uses.length === 0) {
    const isUnsure = isVote(mode) && (["objections", "recusal"] as const).some((field) => given.has(field) && values[field] === undefined);
    if (given.has("contested_approval") && !isUnsure)
      yield ["contested_approval", "is for a vote with `objections` or `recusal`; this rule has none, take it out"];
  } else if (approval !== undefined && approval >= BigInt(BOUNDS.MAX_CONTESTED_BPS)) {
    yield [
      "approval",
      `must be below ${most} in a rule with \`${uses[0] ?? ""}\`: the contested approval is above it and ${most} at most, so that nobody blocks for ever`,
    ];
  } else if (!given.has("contested_approval")) {
    yield [
      "contested_approval",
      `is missing: with \`${uses[0] ?? ""}\`, say which share a proposal needs once it was stopped or a recusal is contested, above \`approval\` and ${most} at most`,
    ];
  } else if (contested !== undefined && approval !== undefined && contested <= approval) {
    yield ["contested_approval", `must be above \`approval\`, which is ${formatBps(approval)}`];
  }
}

function* checkEnd(values: RuleValues, mode: number, decisionClass: number): Generator<readonly [RuleField, string]> {
  const { voting_period: period, approval } = values;
  if (period !== undefined && (values.extension ?? 0n) > period)
    yield ["extension", `is longer than the vote, which runs ${formatDuration(period)}; make it shorter`];
  if (values.tie_breaker === undefined) return;
  if (decisionClass === CLASS.CONSTITUTIONAL || decisionClass === CLASS.EVERYDAY) {
    const name = decisionClass === CLASS.CONSTITUTIONAL ? "constitutional" : "everyday";
    yield ["tie_breaker", `is not possible in the class ${name}, which decides on the partners' own matters; take it out`];
  }
  if (!isVote(mode) || (approval !== undefined && approval !== HALF))
    yield ["tie_breaker", "is for the modes majority and dual with an approval of 50%, where there are ties; take it out"];
}

export type RulesRead = Readonly<Partial<Record<ClassKey, RuleRead>>>;

/** What is wrong with the rules together. */
export function* checkClasses(rules: RulesRead): Generator<Finding> {
  for (const key of CLASS_KEYS) for (const [field, message] of rules[key]?.findings ?? []) yield finding(["rules", key, field], message);
  for (const key of ["constitutional", "ordinary"] as const)
    if (!rules[key])
      yield finding(
        ["rules"],
        `the rule of the class \`${key}\` is missing; add it, or leave out \`rules\` as a whole to take the defaults`,
      );
  yield* checkNames(rules);
  const { constitutional, recovery } = rules;
  if (!constitutional || !needsEverybody(constitutional)) return;
  if (!recovery)
    yield finding(
      ["rules", "constitutional", asksForEverybody(constitutional)],
      "needs everybody, so that one lost key would end all decisions; add a rule for the class `recovery`, by which the others can move the seat of a lost key",
    );
  else if (needsEverybody(recovery))
    yield finding(
      ["rules", "recovery", asksForEverybody(recovery)],
      "needs everybody, and so does the constitutional class: one lost key would end all decisions; use majority, dual or lazy, with a quorum below 100%",
    );
}

function* checkNames(rules: RulesRead): Generator<Finding> {
  const taken = new Map<string, number>([["constitutional", 0], ["everyday", 2], ["recovery", 4], ["ordinary", 8]]);
  const usual: Readonly<Record<number, string>> = { 0: "constitutional", 2: "everyday", 4: "recovery", 8: "ordinary" };
  for (const key of CLASS_KEYS) {
    const name = rules[key]?.values.name?.toLowerCase();
    if (!name) continue;
    const other = taken.get(name);
    if (other !== undefined && other !== CLASS_OF[key])
      yield finding(["rules", key, "name"], `is the name of the class ${usual[other] ?? String(other)} too; give it its own`);
    else taken.set(name, CLASS_OF[key]);
  }
}

/** What the constitutional rule needs where the deal knows notice or redemption. */
export function* checkTimeToLeave(rules: RulesRead): Generator<Finding> {
  const { execution_delay: delay, execution_window: window } = rules.constitutional?.values ?? {};
  if (delay !== undefined && delay < 3n * DAY)
    yield finding(
      ["rules", "constitutional", "execution_delay"],
      "must be at least 3 days, because the deal knows notice or redemption: who did not want a decision has that time to leave on the old deal",
    );
  if (window !== undefined && window > 30n * DAY)
    yield finding(
      ["rules", "constitutional", "execution_window"],
      "must be at most 30 days, because the deal knows notice or redemption: a passed decision must not hang over who may leave",
    );
}

function needsEverybody({ values, given }: RuleRead): boolean {
  const mode = values.mode ?? (given.has("mode") ? undefined : MODE.MAJORITY);
  return mode === MODE.UNANIMOUS || (mode !== undefined && isVote(mode) && values.quorum === ALL);
}

function asksForEverybody({ values }: RuleRead): "mode" | "quorum" {
  return values.mode === MODE.UNANIMOUS ? "mode" : "quorum";
}

function finding(path: Path, message: string): Finding {
  return { path, message };
}
