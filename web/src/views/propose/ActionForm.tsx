/** The fields of one action, each with what it means and what is wrong with it. */

import { toHex } from "viem";
import { useEffect, useRef, useState } from "preact/hooks";
import { connection } from "../../app/store";
import { fromText, joiningOf, toText } from "../../model/joining";
import { names } from "../../app/names";
import { settings } from "../../app/settings";
import { site } from "../../app/site";
import { readAddress, safeLine, spanText } from "../../format";
import { CLASS_NAMES, CLASSES } from "../../generated/enums";
import { MAX_DOCUMENT_BYTES } from "../../model/document";
import { type FieldSpec, isAsked, type Problem, type Values } from "../../model/drafts/fields";
import { type Drafted, KINDS } from "../../model/drafts/kinds";
import { partners, type Snapshot } from "../../model/partnership";
import { NATIVE } from "../../model/tokens";
import { t } from "../../text";
import { ETHER, type Address, type Name, type Token } from "../../types";
import { AddressField, Button, Checkbox, CheckGroup, DateField, FileField, numberTrouble, SecondsField, SelectField, SumField, TextField } from "../../ui";
import { ruleOf } from "./prefilled";

export interface ActionFormProps {
  readonly kind: string;
  readonly number: number | undefined;
  readonly values: Values;
  readonly drafted: Drafted;
  /** Before that nothing is called wrong. */
  readonly isTouched: boolean;
  readonly seen: Snapshot;
  readonly onChange: (values: Values) => void;
  readonly onRemove: (() => void) | undefined;
}

export function ActionForm({ kind, number, values, drafted, isTouched, seen, onChange, onRemove }: ActionFormProps) {
  const words = t.value.propose;
  const fields = (KINDS[kind]?.fields ?? []).filter((spec) => isAsked(spec, values) && !spec.unseen);
  const set = (name: string, value: string) => {
    const next = { ...values, [name]: value };
    onChange(kind === "set_rule" && name === "class" ? { ...next, ...ruleOf(seen, Number(value)) } : next);
  };
  usePart(kind, values, seen, (part) => set("part", part));
  return (
    <fieldset class="deed">
      {number !== undefined && <legend>{words.deed(number, words.kinds[kind]?.title ?? kind)}{onRemove && <Button small kind="quiet" onPress={onRemove}>{words.remove}</Button>}</legend>}
      {fields.map((spec) => (
        <Field key={spec.name} kind={kind} spec={spec} value={values[spec.name] ?? ""} seen={seen}
          error={isTouched && !drafted.ok && (values[spec.name] ?? "") !== "" ? problemText(drafted.problems.get(spec.name), isSpan(kind, spec.name)) : undefined}
          onChange={(value) => set(spec.name, value)} />
      ))}
    </fieldset>
  );
}

/** What there is to do in a project is asked for as soon as its address is whole, and goes into the form. */
function usePart(kind: string, values: Values, seen: Snapshot, onPart: (part: string) => void): void {
  const read = kind === "join" ? readAddress(values.project ?? "") : undefined;
  const project = read?.ok ? read.address : undefined;
  useEffect(() => {
    const from = connection.value;
    if (!project || !from || fromText(values.part ?? "", project)) return undefined;
    let isGone = false;
    const since = Math.min(seen.since, site.value?.chainId === seen.place.chainId ? (site.value.ecosystem?.since ?? seen.since) : seen.since);
    void joiningOf(from, project, seen.place.partnership, since, seen.block).then((joining) => { if (!isGone) onPart(toText(joining)); });
    return () => { isGone = true; };
  }, [project]);
}

function Field({ kind, spec, value, seen, error, onChange }: {
  kind: string;
  spec: FieldSpec;
  value: string;
  seen: Snapshot;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const words = t.value.propose;
  const own = words.fields[`${kind}.${spec.name}`] ?? words.fields[spec.name];
  const label = own?.label ?? spec.name;
  const tied = { label, hint: own?.hint, error, optional: spec.optional === true };
  switch (spec.kind) {
    case "account":
    case "partner":
      return <AddressField {...tied} value={value} onChange={onChange} suggestions={suggestions(seen)} />;
    case "sum":
      return <SumOf {...tied} value={value} onChange={onChange} tokens={[...seen.tokens.values()]} />;
    case "token":
      return <SelectField {...tied} value={value} onChange={onChange} options={[{ value: "", text: words.choose }, ...[...seen.tokens.values()].map((token) => ({ value: token.address, text: token.symbol }))]} />;
    case "class":
      return <SelectField {...tied} value={value} onChange={onChange} options={Array.from({ length: CLASSES }, (_, at) => at).filter((at) => seen.rules.has(at) || kind === "set_rule").map((at) => ({ value: String(at), text: className(seen, at) }))} />;
    case "choice":
      return <SelectField {...tied} value={value} onChange={onChange} options={(spec.choices ?? []).map((choice) => ({ value: choice, text: words.choices[choice] ?? choice }))} />;
    case "roles":
      return (
        <CheckGroup legend={label} hint={own?.hint} error={error}>
          {Object.entries(t.value.roles).map(([bit, name]) => (
            <Checkbox key={bit} checked={(Number(value || "0") & Number(bit)) !== 0} onChange={() => onChange(String(Number(value || "0") ^ Number(bit)))}>{name}</Checkbox>
          ))}
        </CheckGroup>
      );
    case "flag":
      return <Checkbox checked={value === "yes"} onChange={() => onChange(value === "yes" ? "" : "yes")}>{label}</Checkbox>;
    case "date":
      return <DateField {...tied} value={value === "" ? undefined : Number(value)} onChange={(seconds) => onChange(seconds === undefined ? "" : String(seconds))} />;
    case "document":
      return <Document {...tied} onChange={onChange} />;
    case "text":
      return <TextField {...tied} lines={3} value={value} onChange={onChange} mostBytes={spec.most} />;
    case "whole":
      if (isSpan(kind, spec.name)) return <SecondsField {...tied} value={value} onChange={onChange} />;
      return <TextField {...tied} value={value} onChange={onChange} isNumber inputMode="numeric" />;
    case "days":
      return <TextField {...tied} value={value} onChange={onChange} isNumber inputMode="numeric" />;
    case "share":
      return <TextField {...tied} value={value} onChange={onChange} isNumber inputMode="decimal" />;
    case "hex":
    case "line":
      return <TextField {...tied} value={value} onChange={onChange} mostBytes={spec.most} />;
  }
}

/** The spans of a rule, which the form keeps in seconds. */
function isSpan(kind: string, name: string): boolean {
  return kind === "set_rule" && ["voting_delay", "voting_period", "execution_delay", "execution_window", "extension"].includes(name);
}

function SumOf({ value, onChange, tokens, ...tied }: { value: string; onChange: (value: string) => void; tokens: readonly Token[]; label: string; hint?: string | undefined; error: string | undefined; optional: boolean }) {
  const [number = "", address = ETHER] = value.split("|");
  const token = tokens.find((one) => one.address === address) ?? NATIVE;
  return (
    <SumField {...tied} value={number} token={token} tokens={tokens} onChange={(text, _, of) => onChange(text === "" && tied.optional && of.isEther ? "" : `${text}|${of.address}`)} />
  );
}

/** Its bytes go into the form as they are: the hash that the partners decide on is made of them, here. */
function Document({ onChange, ...tied }: { onChange: (value: string) => void; label: string; hint?: string | undefined; error: string | undefined; optional: boolean }) {
  const [file, setFile] = useState<File | undefined>(undefined);
  const [isTooLarge, setTooLarge] = useState(false);
  const latest = useRef<File | undefined>(undefined);
  const read = async (chosen: File | undefined) => {
    const isTaken = chosen !== undefined && chosen.size <= MAX_DOCUMENT_BYTES;
    setFile(isTaken ? chosen : undefined);
    setTooLarge(chosen !== undefined && !isTaken);
    latest.current = chosen;
    const bytes = isTaken ? toHex(new Uint8Array(await chosen.arrayBuffer())) : "";
    if (latest.current === chosen) onChange(bytes); // else another was chosen while this one was read
  };
  return <FileField {...tied} error={isTooLarge ? t.value.terms.tooLarge : tied.error} file={file} onFile={(chosen) => void read(chosen)} />;
}

export function className(seen: Snapshot, decisionClass: number): string {
  const given = seen.classNames.get(decisionClass);
  const usual = t.value.classes[decisionClass] ?? CLASS_NAMES[decisionClass];
  return given ? safeLine(given, 32) : (usual ?? t.value.propose.classNumber(decisionClass));
}

/** Whom the reader may mean: partners, and everybody in the address book of this browser or of who serves the page. */
function suggestions(seen: Snapshot): { name: Name; address: Address }[] {
  const served = site.value?.chainId === seen.place.chainId ? site.value.names : {};
  const accounts = new Set([...partners(seen).map(({ account }) => account), ...Object.keys({ ...served, ...settings.value.names }) as Address[]]);
  return [...accounts].flatMap((address) => {
    const name = names.value.of(address);
    return name ? [{ name, address }] : [];
  });
}

function problemText(problem: Problem | undefined, isTime: boolean): string | undefined {
  if (!problem) return undefined;
  const words = t.value.propose.problems;
  switch (problem.kind) {
    case "number":
      return numberTrouble(problem.refused);
    case "address": {
      const read = t.value.addresses.read;
      return problem.why === "length" ? read.length(problem.digits ?? 0) : problem.why === "letters" ? read.unknown : read[problem.why];
    }
    case "range":
      return isTime ? words.spanRange(spanText(problem.least, t.value.times), spanText(problem.most, t.value.times)) : words.range(problem.least, problem.most);
    case "long":
      return words.long(problem.most);
    default:
      return words[problem.kind];
  }
}
