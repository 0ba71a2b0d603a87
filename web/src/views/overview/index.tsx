/** The overview: what waits for me, then facts, then what happened lately. */

import { hrefOf } from "../../app/router";
import { place, snapshot } from "../../app/store";
import { PHASE } from "../../generated/enums";
import { partners, type Snapshot } from "../../model/partnership";
import { safeLine, shownMoment } from "../../format";
import { t } from "../../text";
import { Agreed } from "./Agreed";
import { Dates } from "./Dates";
import { Lately } from "./Lately";
import { Links } from "./Links";
import { MoneyCard } from "./MoneyCard";
import { PartnersCard } from "./PartnersCard";
import { ProposalsCard } from "./ProposalsCard";
import { Waits } from "./Waits";

export function Overview() {
  const seen = snapshot.value;
  const at = place.value;
  if (!seen || !at) return null;
  return (
    <>
      <div class="head">
        <h1>{safeLine(seen.name, 60)}</h1>
        <p class="lead">{lead(seen).map((part) => <span key={part}>{part} </span>)}</p>
      </div>
      <div class="cols">
        <div class="stack c1">
          <Waits />
          <ProposalsCard seen={seen} href={(...path) => hrefOf(at, ...path)} />
          <PartnersCard seen={seen} href={(...path) => hrefOf(at, ...path)} />
          <Lately seen={seen} href={hrefOf(at, "history")} />
        </div>
        <div class="stack c2">
          <MoneyCard seen={seen} href={hrefOf(at, "money")} />
          <Agreed seen={seen} href={hrefOf(at, "terms")} />
          <Dates seen={seen} />
          <Links seen={seen} href={hrefOf(at, "projects")} />
        </div>
      </div>
    </>
  );
}

function lead(seen: Snapshot): string[] {
  const words = t.value.overview;
  const seated = partners(seen);
  const day = (at: number) => shownMoment(at, t.value.times, {}).date;
  if (seen.phase === PHASE.FORMING) return [words.forming, words.formingUntil(shownMoment(seen.formationDeadline, t.value.times, { edge: "closing" }).local)];
  if (seen.phase === PHASE.VOID) return [words.isVoid];
  const bound = seated.filter((partner) => partner.acceptedVersion === seen.terms.version).length;
  const version = String(seen.terms.version);
  return [
    seen.phase === PHASE.WINDING_UP ? words.windingUp : words.since(day(seen.inForceSince)),
    t.value.common.partners(seated.length) + ",",
    bound === seated.length ? words.allBound(version) : words.someBound(bound, version),
  ];
}
