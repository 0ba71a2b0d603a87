/** The terms: the document, who is in it, how it decides, what was promised, and every version with its acceptances. */

import { place, snapshot } from "../../app/store";
import { names } from "../../app/names";
import { hrefOf } from "../../app/router";
import { personal } from "../../app/wallet";
import { PHASE, STATUS } from "../../generated/enums";
import { safeLine } from "../../format";
import { standingOf } from "../../model/acceptance";
import type { Snapshot } from "../../model/partnership";
import { t } from "../../text";
import { ButtonLink, Facts, fill, Notice, Section, State, When } from "../../ui";
import { dealFacts, incomeText } from "./dealWords";
import { DecidingTable } from "./Deciding";
import { DocumentCard } from "./DocumentCard";
import { SaveDocument } from "./DocumentText";
import { WhoIsInIt } from "./Founders";
import { loaded } from "./loaded";
import { Promised } from "./Promised";
import { Versions } from "./Versions";

export default function Terms() {
  const seen = snapshot.value;
  const at = place.value;
  if (!seen || !at) return null;
  const words = t.value.terms;
  const document = loaded.value.get(seen.terms.hash);
  return (
    <>
      <div class="head">
        <h1 class="plain">{words.title(safeLine(seen.name, 40))}</h1>
        <Lead seen={seen} />
      </div>
      <Waiting seen={seen} />
      <div class="cols">
        <div class="stack c1">
          <Section title={words.theDocument} aside={document && <SaveDocument of={document} />}>
            <DocumentCard version={seen.terms.version} hash={seen.terms.hash} uri={uriOf(seen)} ask={asked(seen)} isToSign={false} />
          </Section>
          <WhoIsInIt seen={seen} />
          <DecidingTable rules={seen.rules} names={seen.classNames} title={words.howItDecides} />
          <Promised seen={seen} />
          <Versions seen={seen} />
        </div>
        <div class="stack c2">
          <Section title={words.theDeal} inCard>
            <Facts of={[{ key: "income", term: words.deal.income, wide: incomeText(seen.order) }, ...dealFacts(seen.deal)]} />
          </Section>
          <p class="small soft">{words.dealNote}</p>
        </div>
      </div>
    </>
  );
}

function Lead({ seen }: { seen: Snapshot }) {
  const words = t.value.terms;
  const { version, windowCloses, windowIsOpen } = seen.terms;
  if (seen.phase === PHASE.FORMING) return <p class="lead">{fill(words.formingLead, { by: <When at={seen.formationDeadline} edge="closing" utc /> })}</p>;
  return (
    <p class="lead">
      {words.inForce(String(version))}{" "}
      {windowIsOpen && <State kind="wait" inline>{fill(words.windowOpen, { by: <When at={windowCloses} edge="closing" /> })}</State>}
    </p>
  );
}

/** The reader itself has to accept: that comes first. */
function Waiting({ seen }: { seen: Snapshot }) {
  const words = t.value.terms;
  const mine = personal.value?.partner;
  const standing = standingOf(seen, mine);
  if (standing !== "joins" && standing !== "renews") return null;
  return (
    <div class="stack stack--below">
      <Notice kind="wait" title={standing === "joins" ? words.waitsJoin : words.waitsRenew(String(seen.terms.version))}>
        <p><ButtonLink kind="sign" href={hrefOf(seen.place, "accept")}>{words.goAccept}</ButtonLink></p>
      </Notice>
    </div>
  );
}

export function uriOf(seen: Snapshot): string {
  return seen.published.findLast(({ version }) => version === seen.terms.version)?.uri ?? "";
}

/** Whom to ask for the right document: the first who has accepted it, by name. */
export function asked(seen: Snapshot): string {
  const mine = personal.value?.partner;
  const known = seen.roster
    .filter(({ status, account, acceptedVersion }) => status === STATUS.ACTIVE && account !== mine?.account && acceptedVersion === seen.terms.version)
    .map(({ account }) => names.value.of(account)?.name)
    .find((name) => name !== undefined);
  return known === undefined ? t.value.terms.anotherPartner : safeLine(known, 60);
}
