import { chainNow } from "../../app/store";
import { called } from "../../app/names";
import { hrefOf } from "../../app/router";
import { place } from "../../app/store";
import { silent } from "../../app/waiting";
import { comingDates, type ComingDate } from "../../model/dates";
import type { Snapshot } from "../../model/partnership";
import { t } from "../../text";
import { Section, When } from "../../ui";

const MOST = 5;

/** The next dates that something depends on. */
export function Dates({ seen }: { seen: Snapshot }) {
  const dates = comingDates(seen, chainNow.value, silent.value).slice(0, MOST);
  if (dates.length === 0) return null;
  return (
    <Section title={t.value.overview.nextDates} inCard>
      <ol class="tl">
        {dates.map((date) => (
          <li key={`${date.kind}:${date.at}:${date.proposal?.number ?? date.partner?.seat ?? ""}`}>
            <b>{date.proposal ? <a href={hrefOf(place.value, "proposals", date.proposal.number)}>{dateText(date)}</a> : dateText(date)}</b>
            <span class="when"><When at={date.at} edge={date.isClosing ? "closing" : "opening"} noYear away="below" />{date.ifPassed && <span>{t.value.overview.ifItPasses}</span>}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

export function dateText({ kind, proposal, partner }: ComingDate): string {
  const words = t.value.dates;
  const number = String(proposal?.number ?? "");
  const who = partner ? called(partner.account) : "";
  switch (kind) {
    case "opens":
    case "closes":
    case "executable":
    case "expires":
      return words[kind](number);
    case "respond":
    case "leaves":
    case "probation":
    case "role":
    case "answer":
      return words[kind](who);
    default:
      return words[kind];
  }
}
