import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import { t } from "../text";
import { Icon } from "./Icon";
import { classes } from "./vars";

export interface FieldWords {
  label: ComponentChildren;
  /** What is to be written, and what follows from it. */
  hint?: ComponentChildren;
  /** What is wrong and what to do about it; read out with the field. */
  error?: string | undefined | false;
  /** It may stay empty. */
  optional?: boolean | undefined;
}

/** Ties a field to its label, its hint and its error. */
export interface Tied {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": "true" | undefined;
}

/** A label, a field, a hint, an error: tied together for who hears them. */
export function Field({ label, hint, error, optional, children }: FieldWords & { children: (tied: Tied) => ComponentChildren }) {
  const id = useId();
  const described = [error && `${id}-error`, hint !== undefined && `${id}-hint`].filter((part) => typeof part === "string").join(" ");
  return (
    <div class="field">
      <label for={id}>{label}{optional && <> <span class="soft small">{t.value.common.optional}</span></>}</label>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? "true" : undefined })}
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}

function FieldNotes({ id, hint, error }: { id: string; hint?: ComponentChildren; error?: string | undefined | false }) {
  return (
    <>
      {error && <p class="err" id={`${id}-error`}><Icon name="warn" small />{error}</p>}
      {hint !== undefined && <p class="hint" id={`${id}-hint`}>{hint}</p>}
    </>
  );
}

export interface TextFieldProps extends FieldWords {
  value: string;
  onChange: (value: string) => void;
  onLeave?: (() => void) | undefined;
  /** Several lines; set in serif, because others will read it as this partner's words. */
  lines?: number | undefined;
  /** How many bytes the chain takes; what is used is counted below. */
  mostBytes?: number | undefined;
  inputMode?: "text" | "decimal" | "numeric" | "url" | undefined;
  /** Digits stand under each other. */
  isNumber?: boolean | undefined;
  name?: string | undefined;
}

/** Bytes of a text, which is what a chain counts. */
export function bytesIn(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A line or some lines of text. */
export function TextField({ value, onChange, onLeave, lines, mostBytes, inputMode, isNumber, name, hint, error, ...words }: TextFieldProps) {
  const used = mostBytes === undefined ? 0 : bytesIn(value);
  const tooLong = mostBytes !== undefined && used > mostBytes ? t.value.fields.tooLong(used - mostBytes) : undefined;
  const counted = mostBytes === undefined ? hint : <>{hint} <span class="tn nowrap">{t.value.fields.bytes(used, mostBytes)}</span></>;
  return (
    <Field {...words} hint={counted} error={error || tooLong}>
      {(tied) => lines === undefined
        ? <input {...tied} class={classes("in", isNumber && "in--num")} type="text" name={name} value={value} inputMode={inputMode} autocomplete="off" spellcheck={false} onInput={(event) => onChange(event.currentTarget.value)} onBlur={onLeave} />
        : <textarea {...tied} class="in" name={name} rows={lines} value={value} onInput={(event) => onChange(event.currentTarget.value)} onBlur={onLeave} />}
    </Field>
  );
}

/** One of many, by name. */
export function SelectField<T extends string>({ value, onChange, options, ...words }: FieldWords & {
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; text: string }[];
}) {
  const choose = (text: string) => {
    const option = options.find((one) => one.value === text);
    if (option) onChange(option.value);
  };
  return (
    <Field {...words}>
      {(tied) => (
        <select {...tied} class="in" value={value} onChange={(event) => choose(event.currentTarget.value)}>
          {options.map((option) => <option key={option.value} value={option.value}>{option.text}</option>)}
        </select>
      )}
    </Field>
  );
}

/** A box to tick, with its sentence. */
export function Checkbox({ checked, onChange, children, error, why }: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ComponentChildren;
  error?: string | undefined | false;
  /** Why it cannot be changed. */
  why?: string | undefined;
}) {
  const id = useId();
  return (
    <div class="field">
      <label class="check">
        <input type="checkbox" checked={checked} aria-describedby={error ? `${id}-error` : why ? `${id}-hint` : undefined} aria-invalid={error ? "true" : undefined} disabled={why !== undefined} onChange={(event) => onChange(event.currentTarget.checked)} />
        <span>{children}</span>
      </label>
      <FieldNotes id={id} error={error} hint={why} />
    </div>
  );
}

export interface Choice<T extends string> {
  value: T;
  title: ComponentChildren;
  /** What it leads to. */
  text?: ComponentChildren;
  /** Why it cannot be chosen now. */
  why?: string | undefined;
}

/** One of a few, each on a card with what it leads to; by arrows. Nothing is chosen beforehand unless it is given. */
export function Choices<T extends string>({ legend, hideLegend, value, onChange, options, error, hint }: {
  legend: ComponentChildren;
  /** The heading above says it already. */
  hideLegend?: boolean | undefined;
  value: T | undefined;
  onChange: (value: T) => void;
  options: readonly Choice<T>[];
  error?: string | undefined | false;
  hint?: ComponentChildren;
}) {
  const id = useId();
  return (
    <fieldset class="field" aria-describedby={error ? `${id}-error` : undefined}>
      <legend class={classes(hideLegend && "vh")}>{legend}</legend>
      <FieldNotes id={id} hint={hint} error={error} />
      {options.map((option) => (
        <label class="choice" key={option.value} data-disabled={option.why ? "" : undefined}>
          <input type="radio" name={id} value={option.value} checked={option.value === value} disabled={option.why !== undefined} aria-describedby={option.text || option.why ? `${id}-${option.value}` : undefined} onChange={() => onChange(option.value)} />
          <b>{option.title}</b>
          {(option.why ?? option.text) && <span id={`${id}-${option.value}`}>{option.why ?? option.text}</span>}
        </label>
      ))}
    </fieldset>
  );
}

/** Boxes to tick under one question. */
export function CheckGroup({ legend, hint, error, children }: { legend: ComponentChildren; hint?: ComponentChildren; error?: string | undefined | false; children: ComponentChildren }) {
  const id = useId();
  return (
    <fieldset class="field" aria-describedby={[error && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean).join(" ") || undefined}>
      <legend>{legend}</legend>
      <FieldNotes id={id} hint={hint} error={error} />
      <div class="checks">{children}</div>
    </fieldset>
  );
}
