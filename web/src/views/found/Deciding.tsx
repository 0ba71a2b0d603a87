import { safeLine } from "../../format";
import { blockingOf } from "../../model/founding/blocking";
import { CLASS_KEYS, type ClassKey, type DraftRule, PRESETS, type PresetName, rule, type RuleField } from "../../model/founding/draft";
import { readRules } from "../../model/founding/findings";
import { CLASS_OF, ruleOf } from "../../model/founding/rules";
import { decidingOf } from "../../model/deciding";
import { t } from "../../text";
import { Button, Card, Checkbox, Choices, Fold, Notice, Section, SelectField } from "../../ui";
import { DecidingTable } from "../terms/Deciding";
import { passesText, takesText } from "../terms/dealWords";
import { Grid, ShareField, SpanField, SpecText } from "./fields";
import { Reserved } from "./Reserved";
import { change, draft, errorAt, found } from "./state";
import { sharesOf } from "./Shares";

const NAMES: readonly PresetName[] = ["balanced", "simple", "together"];

export function DecidingStep() {
  const words = t.value.found;
  const { preset, rules } = draft.value;
  const isWrong = found.value.some(({ path }) => path[0] === "rules");
  return (
    <>
      <Section title={words.howDecided}>
        <Choices
          legend={words.howDecided}
          hideLegend
          value={preset === "own" ? undefined : preset}
          hint={preset === "own" ? words.ownRules : undefined}
          onChange={(name) => change({ preset: name, rules: PRESETS[name] })}
          options={NAMES.map((name) => ({ value: name, title: words.presets[name].title, text: <PresetText name={name} /> }))}
        />
        {errorAt(["rules"], true) && <Notice kind="against">{errorAt(["rules"], true)}</Notice>}
      </Section>
      {!isWrong && <DecidingTable title={words.soItDecides} rules={rulesNow()} names={namesNow()} />}
      <Blocking />
      <Section title={words.eachRule}>
        {CLASS_KEYS.map((key) => (
          <Fold key={key} summary={words.classTitles[key]}>
            <Card kind="form">
              <p class="small soft">{words.classTexts[key]}</p>
              {rules[key] ? <RuleFields of={rules[key]} at={key} /> : <Button onPress={() => setRule(key, PRESETS.balanced[key] ?? rule({}))}>{words.addRule}</Button>}
              {key === "recovery" && rules.recovery && <Button small kind="quiet" onPress={() => change({ preset: "own", rules: without("recovery") })}>{words.removeRule}</Button>}
            </Card>
          </Fold>
        ))}
      </Section>
      <Reserved />
    </>
  );
}

/** In each class: when it passes, and how long it takes. */
function PresetText({ name }: { name: PresetName }) {
  const words = t.value.found;
  const read = readRules({ ...draft.value, rules: PRESETS[name] });
  const sentence = (key: ClassKey) => {
    const found = read[key];
    if (!found) return undefined;
    const deciding = decidingOf(ruleOf(found));
    return words.passesTakes(words.classShort[key], passesText(deciding), takesText(deciding));
  };
  return <>{words.presets[name].text} {sentence("ordinary")} {sentence("constitutional")}</>;
}

export function rulesNow() {
  const read = readRules(draft.value);
  return new Map(CLASS_KEYS.flatMap((key) => { const one = read[key]; return one ? [[CLASS_OF[key], ruleOf(one)] as const] : []; }));
}

export function namesNow(): ReadonlyMap<number, string> {
  return new Map(CLASS_KEYS.flatMap((key) => { const name = draft.value.rules[key]?.name; return name ? [[CLASS_OF[key], name] as const] : []; }));
}

/** Who alone can keep a class from deciding: may be meant, should be known. */
export function Blocking() {
  const words = t.value.found;
  const { founders, deal } = draft.value;
  if (found.value.some(({ path }) => path[0] === "rules")) return null;
  const { of } = sharesOf("weight", founders, deal.weight_ceiling);
  const read = readRules(draft.value);
  const name = (at: number) => safeLine(founders[at]?.name ?? "", 40) || words.founderAt(at + 1);
  const lines = CLASS_KEYS.flatMap((key) => {
    const one = read[key];
    if (!one) return [];
    const { silent, against } = blockingOf(of, CLASS_OF[key], ruleOf(one));
    return [
      ...(silent.length > 0 ? [words.blocksSilent(words.classShort[key], silent.map(name))] : []),
      ...(against.length > 0 ? [words.blocksAgainst(words.classShort[key], against.map(name))] : []),
    ];
  });
  if (lines.length === 0) return null;
  return <Notice kind="wait" title={words.oneAlone}><ul class="plainlist">{lines.map((line) => <li key={line}>{line}</li>)}</ul></Notice>;
}

function without(key: ClassKey): typeof PRESETS.balanced {
  return Object.fromEntries(Object.entries(draft.value.rules).filter(([each]) => each !== key));
}

function setRule(key: ClassKey, to: DraftRule): void {
  change({ preset: "own", rules: { ...draft.value.rules, [key]: to } });
}

/** What a mode brings with it, so that the form never holds what the mode has not. */
function inMode(of: DraftRule, mode: string): DraftRule {
  const kept = { ...of, mode, seat_approval: mode === "dual" ? of.seat_approval || "50%" : "" };
  if (mode === "majority" || mode === "dual") return { ...kept, quorum: of.quorum || "50%", approval: of.approval || "50%" };
  const bare = { ...kept, approval: "", recusal: "", objections: "", contested_approval: "", tie_breaker: "" };
  return mode === "lazy" ? { ...bare, quorum: of.quorum || "40%" } : { ...bare, quorum: "" };
}

function RuleFields({ of, at }: { of: DraftRule; at: ClassKey }) {
  const words = t.value.found.rule;
  const set = (some: Partial<DraftRule>) => setRule(at, { ...of, ...some });
  const field = (name: RuleField) => ({ value: of[name], path: ["rules", at, name], onChange: (said: string) => set({ [name]: said }) });
  const mode = of.mode || "majority";
  const isVote = mode === "majority" || mode === "dual";
  const uses = of.recusal === "yes" || (of.objections !== "" && of.objections !== "0");
  return (
    <>
      <SelectField label={words.mode} hint={words.modes[mode as keyof typeof words.modes].text} value={mode} onChange={(next) => setRule(at, inMode(of, next))} error={errorAt(["rules", at, "mode"], true)} options={Object.entries(words.modes).map(([value, { title }]) => ({ value, text: title }))} />
      <Grid>
        <SpanField label={words.votingDelay} hint={words.votingDelayHint} {...field("voting_delay")} />
        <SpanField label={words.votingPeriod} {...field("voting_period")} />
        <SpanField label={words.executionDelay} hint={words.executionDelayHint} {...field("execution_delay")} />
        <SpanField label={words.executionWindow} hint={words.executionWindowHint} {...field("execution_window")} />
        {mode !== "unanimous" && <ShareField label={mode === "lazy" ? words.bar : words.quorum} hint={mode === "lazy" ? undefined : words.quorumHint} {...field("quorum")} />}
        {isVote && <ShareField label={words.approval} hint={words.approvalHint} {...field("approval")} />}
        {mode === "dual" && <ShareField label={words.seatApproval} {...field("seat_approval")} />}
      </Grid>
      <Checkbox checked={of.early_decision === "yes"} onChange={(yes) => set({ early_decision: yes ? "yes" : "" })}>{words.early}</Checkbox>
      {isVote && <Checkbox checked={of.recusal === "yes"} onChange={(yes) => set({ recusal: yes ? "yes" : "", contested_approval: yes || (of.objections !== "" && of.objections !== "0") ? of.contested_approval || "80%" : "" })}>{words.recusal}</Checkbox>}
      <Grid>
        {isVote && <SpecText optional label={words.objections} hint={words.objectionsHint} inputMode="numeric" {...field("objections")} onChange={(said) => set({ objections: said.trim(), contested_approval: (said.trim() !== "" && said.trim() !== "0") || of.recusal === "yes" ? of.contested_approval || "80%" : "" })} />}
        {isVote && (uses || of.contested_approval !== "") && <ShareField label={words.contested} hint={words.contestedHint} {...field("contested_approval")} />}
        <SpanField optional label={words.extension} hint={words.extensionHint} {...field("extension")} />
        {isVote && at !== "constitutional" && <SpecText optional label={words.tieBreaker} hint={words.tieBreakerHint} {...field("tie_breaker")} />}
        <SpecText optional label={words.className} hint={words.classNameHint} {...field("name")} mostBytes={32} />
      </Grid>
    </>
  );
}
