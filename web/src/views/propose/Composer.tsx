/** The form of a proposal: what it does at the left, what the partners will read and by which rule they decide at the right. */

import { called } from "../../app/names";
import { useState } from "preact/hooks";
import { hrefOf, route } from "../../app/router";
import { place, snapshot } from "../../app/store";
import { BOUNDS } from "../../generated/bounds";
import type { Around, Values } from "../../model/drafts/fields";
import { draft, type Drafted, initial, KINDS, linked } from "../../model/drafts/kinds";
import { partners } from "../../model/partnership";
import { t } from "../../text";
import type { Action, Address } from "../../types";
import { Button, Card, Checkbox, CheckGroup, Icon, Notice, SelectField, TextField } from "../../ui";
import { ActionForm } from "./ActionForm";
import { aroundOf } from "./around";
import { Aside } from "./Aside";
import { prefilled } from "./prefilled";

interface Part {
  readonly key: number;
  readonly kind: string;
  readonly values: Values;
}

export function Composer({ first }: { first: string }) {
  const words = t.value.propose;
  const seen = snapshot.value;
  const [parts, setParts] = useState<readonly Part[]>(() => [{ key: 0, kind: first, values: { ...startOf(first), ...linkedValues(first) } }]);
  const [isLinked] = useState(() => Object.keys(linkedValues(first)).length > 0);
  const [text, setText] = useState("");
  const [gain, setGain] = useState<readonly Address[]>([]);
  const [isTouched, setTouched] = useState(false);
  if (!seen) return null;
  const around = aroundOf(seen);
  const drafts = parts.map((part) => draftOf(part, around));
  const actions: readonly Action[] | undefined = drafts.every((one) => one.ok) ? drafts.flatMap((one) => one.actions) : undefined;
  const change = (key: number, values: Values) => {
    setTouched(true);
    setParts(parts.map((part) => (part.key === key ? { ...part, values } : part)));
  };
  const add = (kind: string) => setParts([...parts, { key: Math.max(...parts.map((part) => part.key)) + 1, kind, values: startOf(kind) }]);
  const toggle = (account: Address) => setGain(gain.includes(account) ? gain.filter((one) => one !== account) : [...gain, account]);
  return (
    <>
      <a class="crumb" href={hrefOf(place.value, "proposals", "new")}><Icon name="left" />{words.all}</a>
      <div class="head"><h1 class="plain">{parts.length === 1 ? (words.kinds[first]?.title ?? first) : words.several(parts.length)}</h1></div>
      <div class="cols">
        <div class="stack">
          <Card kind="form">
            {isLinked && <Notice kind="wait">{words.linked}</Notice>}
            {parts.map((part, at) => (
              <ActionForm
                key={part.key}
                kind={part.kind}
                number={parts.length > 1 ? at + 1 : undefined}
                values={part.values}
                drafted={drafts[at] ?? { ok: false, problems: new Map() }}
                isTouched={isTouched}
                seen={seen}
                onChange={(values) => change(part.key, values)}
                onRemove={parts.length > 1 ? () => setParts(parts.filter((one) => one.key !== part.key)) : undefined}
              />
            ))}
            <TextField label={words.what} hint={words.whatHint} lines={4} value={text} onChange={setText} mostBytes={BOUNDS.MAX_DESCRIPTION - 60} />
            <CheckGroup legend={words.gain} hint={words.gainHint}>
              {partners(seen).slice(0, 40).map((partner) => (
                <Checkbox key={partner.seat} checked={gain.includes(partner.account)} onChange={() => toggle(partner.account)}
                  why={gain.length >= BOUNDS.MAX_BENEFICIARIES && !gain.includes(partner.account) ? words.gainMost(BOUNDS.MAX_BENEFICIARIES) : undefined}>
                  {called(partner.account)}
                </Checkbox>
              ))}
            </CheckGroup>
            {parts.length < BOUNDS.MAX_ACTIONS && <Adder onAdd={add} />}
          </Card>
        </div>
        <Aside seen={seen} actions={actions} text={text} gain={gain} />
      </div>
    </>
  );
}

function Adder({ onAdd }: { onAdd: (kind: string) => void }) {
  const words = t.value.propose;
  const [kind, setKind] = useState("pay");
  return (
    <div class="pair">
      <SelectField label={words.another} value={kind} onChange={setKind} options={Object.keys(KINDS).map((value) => ({ value, text: words.kinds[value]?.title ?? value }))} />
      <Button onPress={() => onAdd(kind)} icon="plus">{words.add}</Button>
    </div>
  );
}

function startOf(kind: string): Values {
  const made = KINDS[kind];
  const seen = snapshot.peek();
  if (!made || !seen) return {};
  return { ...initial(made), ...prefilled(kind, seen) };
}

/** A link may fill the form in, as for a call that only a vote can make. Whoever it is from wrote it, so that is said. */
function linkedValues(kind: string): Values {
  return linked(KINDS[kind], route.peek().query);
}

function draftOf(part: Part, around: Around): Drafted {
  const kind = KINDS[part.kind];
  return kind ? draft(kind, part.values, around) : { ok: false, problems: new Map() };
}
