import type { ComponentChildren } from "preact";

import { spacedHash } from "../format";
import { t } from "../text";
import type { Action } from "../types";
import { Fold } from "./Card";
import { Copy } from "./Copy";
import { Table, type Column, type TableRow } from "./Table";

export interface ActionCardProps {
  /** What it does, with names, sums and spans as components. Nothing if it is not known here. */
  sentence?: ComponentChildren;
  /** Which one, where a proposal does several things. */
  number?: number | undefined;
  /** Below the sentence, small: where a name is from, what follows. */
  note?: ComponentChildren;
  /** What changes for whom: now, and after it. */
  change?: { columns: readonly Column[]; rows: readonly TableRow[]; caption: string } | undefined;
  /** The result of trying it out. */
  trial?: ComponentChildren;
  /** One click away: the call as the chain sees it. */
  raw: RawCall;
}

export interface RawCall {
  action: Action;
  /** Whom it calls, in words: `the membership of Harbour Joint Venture`. */
  toWhom?: string | undefined;
  /** `admit(address partner, uint256 weight)`, if its interface is known. */
  signature?: string | undefined;
  arguments?: readonly string[] | undefined;
  /** Further pairs: the id worked out again. */
  more?: readonly { key: string; term: string; value: string }[] | undefined;
}

/** One action of a proposal: in plain words, what it changes, whether it would succeed, and the raw call. */
export function ActionCard({ sentence, number, note, change, trial, raw }: ActionCardProps) {
  const words = t.value.actions;
  return (
    <div class="act">
      <p class="act__s">{number !== undefined && <span class="act__n">{number}.</span>}{sentence ?? words.unknown}</p>
      {note && <p class="small soft">{note}</p>}
      {change && <Table columns={change.columns} rows={change.rows} caption={change.caption} phone="flush" />}
      {trial}
      <Fold summary={words.raw}><Raw of={raw} /></Fold>
    </div>
  );
}

/** A call with nothing left out. */
export function Raw({ of }: { of: RawCall }) {
  const words = t.value.actions;
  const { action } = of;
  return (
    <dl class="raw">
      <dt>{of.toWhom ? `${words.to}: ${of.toWhom}` : words.to}</dt><dd>{action.target}</dd>
      {of.signature && <><dt>{words.function}</dt><dd>{of.signature}</dd></>}
      {of.arguments && <><dt>{words.arguments}</dt><dd>{of.arguments.length > 0 ? of.arguments.join(", ") : t.value.common.none}</dd></>}
      <dt>{words.value}</dt><dd>{action.value.toString()}</dd>
      <dt>{words.data} <Copy text={action.data} label={`${t.value.copying.copy}: ${words.data}`} /></dt><dd class="raw__data">{action.data}</dd>
      {of.more?.map((pair) => [<dt key={pair.key}>{pair.term}</dt>, <dd key={`${pair.key}:`}>{pair.value}</dd>])}
    </dl>
  );
}

/** A hash or an id in groups of four, as devices show it, with a button that copies it whole. */
export function Hash({ of, label }: { of: string; label: string }) {
  return <span class="hash"><code>{spacedHash(of)}</code> <Copy text={of} label={label} /></span>;
}
