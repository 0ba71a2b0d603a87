import type { ComponentChildren } from "preact";
import { lazy, Suspense } from "preact/compat";
import { connection } from "../../app/store";
import { called } from "../../app/names";
import { hrefOf } from "../../app/router";
import type { ChainEvent } from "../../chain/events";
import { bpsText, shownMoment, wholeText } from "../../format";
import type { Snapshot } from "../../model/partnership";
import { rolesWithin } from "../../model/roles";
import { fieldOf, isOfNone, type Place } from "../../model/telling";
import { t } from "../../text";
import type { Address, Hex } from "../../types";
import { fill, Said, Sum, unitText } from "../../ui";
import { referenceWords } from "../../words/chain_text";

/** Fetched when it is first needed: for events of a contract that this page does not know yet. */
const Told = lazy(() => import("./Told"));

/** One thing that happened, in a sentence with names and sums. */
export function EventLine({ event, seen, isTimed }: { event: ChainEvent; seen: Snapshot; isTimed: boolean }) {
  const time = isTimed ? connection.value?.times.of(event.block) : undefined;
  return (
    <li>
      {time === undefined ? <span class="small soft">{t.value.history.block(String(event.block))}</span> : <time dateTime={new Date(time * 1000).toISOString()}>{shownMoment(time, t.value.times, { weekday: false, year: false }).local}</time>}
      <span class="log__what">{sentence(event, seen)}</span>
    </li>
  );
}

function sentence(event: ChainEvent, seen: Snapshot) {
  const forms: Readonly<Record<string, string>> = isOfNone(event) ? t.value.eventsOfNone : t.value.events;
  const form = forms[event.name];
  if (form === undefined) return <Suspense fallback={null}><Told event={event} seen={seen} /></Suspense>;
  const values: Partial<Record<Place, ComponentChildren>> = {};
  for (const [, place] of form.matchAll(/\{(\w+)\}/g)) values[place as Place] = placed(place as Place, event, seen);
  return fill(form, values);
}

/** What stands in a place of a sentence. */
function placed(place: Place, event: ChainEvent, seen: Snapshot): ComponentChildren {
  const words = t.value.history;
  const value = fieldOf(event, place);
  switch (place) {
    case "by":
    case "who":
    case "to":
      return called(value as Address);
    case "when":
      return moment(value as bigint);
    case "term":
      return Number(value) === 0 ? "" : words.term(moment(value as bigint));
    case "name":
      return <Said as="inline" text={referenceWords(value as Hex)} limit={40} />;
    case "proposal":
    case "Proposal": {
      const number = seen.made.find(({ id }) => id === value)?.number;
      if (number === undefined) return words[place === "proposal" ? "aProposal" : "AProposal"];
      return <a href={hrefOf(seen.place, "proposals", number)}>{words[place](String(number))}</a>;
    }
    case "sum": {
      const token = seen.tokens.get(event.args.token as Address);
      return token ? <Sum of={{ token, amount: value as bigint }} /> : words.someOf(called(event.args.token as Address));
    }
    case "token": {
      const token = seen.tokens.get(value as Address);
      return token ? unitText(token) : called(value as Address);
    }
    case "share":
      return bpsText(value as bigint);
    case "role":
      return rolesWithin(Number(value), t.value.roles);
    case "units":
    case "number":
    case "version":
      return wholeText(value as bigint);
    case "support":
      return words.supports[Number(value)];
    case "answer":
      return value === true ? words.answers.yes : words.answers.no;
    case "reason":
      return value ? <Said as="inline" text={value as string} limit={200} /> : "";
  }
}

function moment(at: bigint): string {
  return shownMoment(at, t.value.times, { weekday: false }).local;
}
