import { useEffect, useId, useRef, useState } from "preact/hooks";

import { type AddressRead, type Refused, offsetText, readAddress, readSum, safeLine, shortAddress, shownMoment, wholeText } from "../format";
import { t } from "../text";
import type { Address, Name, Token } from "../types";
import { Field, type FieldWords, type Tied } from "./Fields";
import { decimalsOf, unitText } from "./Sum";
import { announce } from "./announce";
import { now } from "./clock";
import { SPAN_UNITS, spanSeconds, type SpanUnit, type TypedSpan, typedSpan } from "./spans";
import { classes } from "./vars";

/** What is wrong with a number, in words. */
export function numberTrouble(refused: Refused): string {
  const words = t.value.numbers;
  if (refused.why === "ambiguous") return words.ambiguous(refused.readings ?? []);
  if (refused.why === "exact") return refused.places ? words.exact(refused.places) : words.fraction;
  return words[refused.why];
}

/** What is wrong with an address, in words. */
export function addressTrouble(read: AddressRead): string | undefined {
  if (read.ok) return undefined;
  const words = t.value.addresses.read;
  return read.why === "length" ? words.length(read.digits ?? 0) : words[read.why];
}

/** A sum as it is typed, its token beside it, and how it is read if it could be read otherwise. Never guessed at. */
export function SumField({ value, onChange, token, tokens, hint, error, ...words }: FieldWords & {
  value: string;
  /**
   * What is typed now, read in the token that stands beside it now: both at once, since one without the other is another sum.
   * `amount` is in the token's smallest unit; undefined while it is no number.
   */
  onChange: (text: string, amount: bigint | undefined, token: Token) => void;
  token: Token;
  /** Of which one is chosen; without, it is of `token`. */
  tokens?: readonly Token[] | undefined;
}) {
  const [isTyping, setTyping] = useState(false);
  const read = readSum(value, decimalsOf(token));
  // Nobody is told that half a number is wrong.
  const wrong = isTyping ? undefined : error || (!read.ok && value !== "" ? numberTrouble(read) : undefined);
  // Said only where it tells something: somebody typed groups, or zeros, and reads here what was understood.
  const understood = read.ok && read.understood !== value.trim() ? t.value.numbers.understood(`${read.understood} ${unitText(token)}`) : undefined;
  const type = (text: string, of: Token) => {
    const typed = readSum(text, decimalsOf(of));
    onChange(text, typed.ok ? typed.amount : undefined, of);
  };
  const choose = (address: string) => {
    const found = tokens?.find((one) => one.address === address);
    if (found) type(value, found);
  };
  return (
    <Field {...words} error={wrong} hint={understood || hint ? <>{understood && <b class="tn">{understood} </b>}{hint}</> : undefined}>
      {(tied) => (
        <div class="pair">
          <input {...tied} class="in in--num" type="text" inputMode="decimal" autocomplete="off" value={value} onInput={(event) => { setTyping(true); type(event.currentTarget.value, token); }} onBlur={() => setTyping(false)} />
          {tokens && tokens.length > 1
            ? <select class="in" aria-label={t.value.fields.token} value={token.address} onChange={(event) => choose(event.currentTarget.value)}>{tokens.map((one) => <option key={one.address} value={one.address}>{unitText(one)}</option>)}</select>
            : <span class="in in--unit">{unitText(token)}</span>}
        </div>
      )}
    </Field>
  );
}

export interface Suggestion {
  address: Address;
  name: Name;
}

/** An address, or the name of somebody known: the names that fit are offered while one types. */
export function AddressField({ value, onChange, suggestions, error, hint, ...words }: FieldWords & {
  value: string;
  /** `address` is undefined while it is none. */
  onChange: (text: string, address: Address | undefined) => void;
  suggestions: readonly Suggestion[];
}) {
  const list = useId();
  const [isOpen, setOpen] = useState(false);
  const [isTyping, setTyping] = useState(false);
  const [at, setAt] = useState(0);
  const typed = value.trim().toLowerCase();
  const fitting = typed === "" || readAddress(value).ok ? (typed === "" ? suggestions : []) : suggestions.filter(({ name, address }) => name.name.toLowerCase().includes(typed) || address.toLowerCase().startsWith(typed));
  // Who begins with what was typed comes first.
  const rank = ({ name }: Suggestion) => (name.name.toLowerCase().startsWith(typed) ? 0 : 1);
  const offered = [...fitting].sort((a, b) => rank(a) - rank(b)).slice(0, 8);
  const read = readAddress(value);
  const found = read.ok ? suggestions.find(({ address }) => address === read.address) : undefined;
  const isName = !value.trim().startsWith("0x") && value.trim() !== "";
  const known = isName && suggestions.some(({ name }) => name.name.trim().toLowerCase() === typed);
  const own = !read.ok && value.trim() !== "" && !known ? (isName ? t.value.addresses.read.unknown : addressTrouble(read)) : undefined;
  const take = (suggestion: Suggestion) => {
    setTyping(false);
    onChange(suggestion.address, suggestion.address);
    setOpen(false);
    announce(safeLine(suggestion.name.name, 60));
  };
  const type = (text: string) => {
    setTyping(true);
    const now = readAddress(text);
    onChange(text, now.ok ? now.address : undefined);
    setOpen(true);
    setAt(0);
  };
  const keys = (event: KeyboardEvent) => {
    const chosen = offered[at];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      if (offered.length > 0) setAt((at + (event.key === "ArrowDown" ? (isOpen ? 1 : 0) : -1) + offered.length) % offered.length);
    } else if (event.key === "Enter" && isOpen && chosen) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  const isShown = isOpen && offered.length > 0;
  return (
    <Field {...words} error={isTyping ? undefined : error || own} hint={found ? <><b>{safeLine(found.name.name, 60)}</b>{" "}{`(${t.value.addresses.source[found.name.source]})`}{hint !== undefined && <>. {hint}</>}</> : hint}>
      {(tied) => (
        <div class="combo">
          <input
            {...tied} class="in" type="text" role="combobox" autocomplete="off" spellcheck={false} value={value}
            aria-expanded={isShown} aria-controls={list} aria-autocomplete="list" aria-activedescendant={isShown ? `${list}-${at}` : undefined}
            onInput={(event) => type(event.currentTarget.value)} onKeyDown={keys} onClick={() => setOpen(true)}
            onBlur={() => { setOpen(false); setTyping(false); }}
          />
          <ul class="combo__list" id={list} role="listbox" aria-label={t.value.addresses.suggestions(offered.length)} hidden={!isShown}>
            {offered.map((suggestion, place) => (
              <li key={suggestion.address} id={`${list}-${place}`} role="option" aria-selected={place === at} onPointerDown={(event) => { event.preventDefault(); take(suggestion); }}>
                <b>{safeLine(suggestion.name.name, 60)}</b><span class="hex">{shortAddress(suggestion.address)} {t.value.addresses.source[suggestion.name.source]}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Field>
  );
}

/** How many of what: minutes, hours, days or weeks. */
export function SpanInput({ tied, of: { count, unit }, onChange }: { tied: Tied; of: TypedSpan; onChange: (span: TypedSpan) => void }) {
  const words = t.value.common.spans;
  return (
    <div class="pair">
      <input {...tied} class="in in--num" type="text" inputMode="decimal" autocomplete="off" value={count} onInput={(event) => onChange({ count: event.currentTarget.value.trim(), unit })} />
      <select class="in" aria-label={words.unit} value={unit} onChange={(event) => onChange({ count, unit: event.currentTarget.value as SpanUnit })}>
        {SPANS.map((each) => <option key={each} value={each}>{words[each]}</option>)}
      </select>
    </div>
  );
}

const SPANS = Object.keys(SPAN_UNITS) as SpanUnit[];

/** A span of time that is kept in seconds, which nobody reads. */
export function SecondsField({ value, onChange, ...words }: FieldWords & { value: string; onChange: (seconds: string) => void }) {
  const [typed, setTyped] = useState(() => typedSpan(value));
  // What was typed stands as long as it is what is kept: another value may have come from elsewhere.
  const shown = spanSeconds(typed) === value ? typed : typedSpan(value);
  const change = (span: TypedSpan) => {
    setTyped(span);
    onChange(spanSeconds(span));
  };
  return <Field {...words}>{(tied) => <SpanInput tied={tied} of={shown} onChange={change} />}</Field>;
}

/** A date and a time of the reader's own zone, as its browser has them chosen; in UTC below. */
export function DateField({ value, onChange, hint, ...words }: FieldWords & {
  /** Unix seconds; undefined while there is none. */
  value: number | undefined;
  onChange: (seconds: number | undefined) => void;
}) {
  const shown = value === undefined ? undefined : shownMoment(value, t.value.times);
  const below = shown?.utc ? t.value.fields.dateUtc(shown.utc) : t.value.fields.dateHint(offsetText(value ?? now.value));
  return (
    <Field {...words} hint={<>{below} {hint}</>}>
      {(tied) => <input {...tied} class="in in--num" type="datetime-local" value={value === undefined ? "" : localText(value)} onChange={(event) => onChange(secondsOf(event.currentTarget.value))} />}
    </Field>
  );
}

/** `2026-12-11T12:06` in the reader's zone. */
export function localText(seconds: number): string {
  const date = new Date(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Unix seconds of such a text. */
export function secondsOf(text: string): number | undefined {
  const time = new Date(text).getTime();
  return text === "" || Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

/** A file from the reader's machine. It is read here, and sent to nobody. */
export function FileField({ file, onFile, accept, multiple, ...words }: FieldWords & {
  file: { name: string; size: number } | undefined;
  /** Called once for each. */
  onFile: (file: File) => void;
  accept?: string | undefined;
  /** Several at once. */
  multiple?: boolean | undefined;
}) {
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  // The browser keeps its own idea of what was chosen: the same file chosen again, after it was changed, has to count.
  useEffect(() => {
    if (input.current) input.current.value = "";
  }, [file]);
  const texts = t.value.fields;
  const take = (files: FileList | null | undefined) => {
    for (const one of Array.from(files ?? []).slice(0, multiple ? undefined : 1)) onFile(one);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files);
  };
  return (
    <Field {...words}>
      {(tied) => (
        <div class={classes("drop", isOver && "drop--over")} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
          <input {...tied} ref={input} class="drop__in" type="file" accept={accept} multiple={multiple} onChange={(event) => take(event.currentTarget.files)} />
          <p class="small soft">{file ? texts.fileSize(safeLine(file.name, 80), t.value.fields.size(wholeText(file.size))) : texts.fileDrop}</p>
        </div>
      )}
    </Field>
  );
}
