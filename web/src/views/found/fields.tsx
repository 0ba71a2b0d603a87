import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { exact } from "../../format";
import type { Token } from "../../types";
import { decimalsOf, Field, type FieldWords, SpanInput, type SpanUnit, SumField, TextField, type TypedSpan } from "../../ui";
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

/** A span of time as the spec file has it. What was written otherwise in a kept draft stays as it is. */
export function SpanField({ value, path, onChange, ...words }: Written) {
  const found = /^(\S*) (second|minute|hour|day|week)s?$/.exec(value);
  const [unit, setUnit] = useState<SpanUnit>(found ? (`${found[2] ?? "day"}s` as SpanUnit) : "days");
  if (value !== "" && !found) return <SpecText {...words} value={value} path={path} onChange={onChange} />;
  const change = (span: TypedSpan) => {
    setUnit(span.unit);
    onChange(span.count === "" ? "" : `${span.count} ${span.count === "1" ? span.unit.slice(0, -1) : span.unit}`);
  };
  return <Field {...words} error={errorAt(path, value !== "")}>{(tied) => <SpanInput tied={tied} of={{ count: found?.[1] ?? "", unit }} onChange={change} />}</Field>;
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
