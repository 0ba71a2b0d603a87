import { lazy, Suspense } from "preact/compat";
import { connection } from "../../app/store";
import { called } from "../../app/names";
import { hrefOf } from "../../app/router";
import type { ChainEvent } from "../../chain/events";
import { shownMoment } from "../../format";
import type { Snapshot } from "../../model/partnership";
import { t } from "../../text";
import type { Address } from "../../types";
import { fill, Said, Sum } from "../../ui";

/** Fetched when it is first needed: the overview can do without most of the time. */
const Told = lazy(() => import("./Told"));

/** One thing that happened, in a sentence with names and sums. */
export function EventLine({ event, seen, isTimed }: { event: ChainEvent; seen: Snapshot; isTimed: boolean }) {
  const time = isTimed ? connection.value?.times.of(event.block) : undefined;
  return (
    <li>
      {time === undefined ? <span class="small soft">{t.value.history.block(String(event.block))}</span> : <time dateTime={new Date(time * 1000).toISOString()}>{shownMoment(time, t.value.times, { weekday: false, year: false }).local}</time>}
      <span>{sentence(event, seen)}</span>
    </li>
  );
}

const ACCOUNTS = ["partner", "voter", "holder", "proposer", "payer", "contributor", "sponsor", "objector", "account", "by", "caller", "creator", "refuser", "tie_breaker"] as const;

function sentence(event: ChainEvent, seen: Snapshot) {
  const { args } = event;
  const words = t.value.events;
  const form = (words as Readonly<Record<string, string>>)[event.name];
  if (form === undefined) return <Suspense fallback={null}><Told event={event} seen={seen} /></Suspense>;
  const account = ACCOUNTS.map((name) => args[name]).find((value): value is Address => typeof value === "string");
  const token = seen.tokens.get(args.token as Address);
  const number = seen.made.find(({ id }) => id === args.proposalId)?.number;
  return fill(form, {
    who: account ? called(account) : "",
    to: typeof args.to === "string" ? called(args.to as Address) : "",
    sum: token && typeof args.amount === "bigint" ? <Sum of={{ token, amount: args.amount }} /> : "",
    proposal: number === undefined ? t.value.history.aProposal : <a href={hrefOf(seen.place, "proposals", number)}>{t.value.history.proposal(String(number))}</a>,
    support: t.value.supports[Number(args.support)] ?? "",
    version: typeof args.version === "bigint" ? args.version.toString() : "",
    reason: typeof args.reason === "string" && args.reason ? <Said as="inline" text={args.reason} limit={200} /> : "",
  });
}
