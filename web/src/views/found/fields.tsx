import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { exact } from "../../format";
import type { Token } from "../../types";
import { t } from "../../text";
import { decimalsOf, Field, type FieldWords, SumField, TextField } from "../../ui";
import { errorAt } from "./state";

interface Written extends FieldWords {
  /** As the spec file has it. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly path: readonly (string | number)[];
}

export function SpecText({ value, path, onChange, mostBytes, inputMode, ...words }: Written & { mostBytes?: number | undefined; inputMode?: "text" | "numeric" | "url" | undefined }) {
  return <TextField {...words} value={value} onChange={onChange} mostBytes={mostBytes} inputMode={inputMode} isNumber={inputMode === "numeric"} error={errorAt(path, value !== "")} />;
}

const UNITS = ["minutes", "hours", "days", "weeks"] as const;
type Unit = (typeof UNITS)[number];

/** A span of time: how many of what. What was written otherwise in a kept draft stays as it is. */
export function SpanField({ value, path, onChange, ...words }: Written) {
  const texts = t.value.found.spans;
  const found = /^(\S*) (minute|hour|day|week)s?$/.exec(value);
  const [unit, setUnit] = useState<Unit>(found ? (`${found[2] ?? "day"}s` as Unit) : "days");
  if (value !== "" && !found) return <SpecText {...words} value={value} path={path} onChange={onChange} />;
  const count = found?.[1] ?? "";
  const write = (number: string, of: Unit) => onChange(number === "" ? "" : `${number} ${number === "1" ? of.slice(0, -1) : of}`);
  return (
    <Field {...words} error={errorAt(path, value !== "")}>
      {(tied) => (
        <div class="pair">
          <input {...tied} class="in in--num" type="text" inputMode="decimal" autocomplete="off" value={count} onInput={(event) => write(event.currentTarget.value.trim(), unit)} />
          <select class="in" aria-label={texts.unit} value={unit} onChange={(event) => { const next = event.currentTarget.value as Unit; setUnit(next); write(count, next); }}>
            {UNITS.map((each) => <option key={each} value={each}>{texts[each]}</option>)}
          </select>
        </div>
      )}
    </Field>
  );
}

/** A share in percent. */
export function ShareField({ value, path, onChange, ...words }: Written) {
  return (
    <Field {...words} error={errorAt(path, value !== "")}>
      {(tied) => (
        <div class="pair">
          <input {...tied} class="in in--num" type="text" inputMode="decimal" autocomplete="off" value={value.replace(/\s*%$/, "")} onInput={(event) => { const text = event.currentTarget.value.trim(); onChange(text === "" ? "" : `${text}%`); }} />
          <span class="in in--unit">%</span>
        </div>
      )}
    </Field>
  );
}

/**
 * A sum that the spec file has in the token's smallest unit. What was typed stands there for as long as it is that sum of that
 * token; else what is in the draft does, as it will be founded.
 */
export function AmountField({ value, path, onChange, token, tokens, ...words }: Omit<Written, "onChange"> & { token: Token; tokens?: readonly Token[]; onChange: (amount: string, token: Token) => void }) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly amount: string; readonly of: string } | undefined>(undefined);
  const isTyped = typed?.of === token.address && typed.amount === value;
  const text = isTyped ? typed.text : /^\d+$/.test(value) ? exact(BigInt(value), decimalsOf(token)) : value;
  return (
    <SumField
      {...words} value={text} token={token} tokens={tokens} error={errorAt(path, value !== "")}
      onChange={(said, read, of) => {
        const amount = read === undefined ? "" : read.toString();
        setTyped({ text: said, amount, of: of.address });
        onChange(amount, of);
      }}
    />
  );
}

/** What is chosen by who knows what it means; the rest may leave it as it is. */
export function Grid({ children }: { children: ComponentChildren }) {
  return <div class="fields">{children}</div>;
}
