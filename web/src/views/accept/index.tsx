/** Accepting the terms: read the document, check one's share, accept both together; by a transaction or a signature. */

import { called } from "../../app/names";
import { useEffect, useState } from "preact/hooks";
import { getAddress, isAddress } from "viem";
import { hrefOf, route } from "../../app/router";
import { minute } from "../../app/minute";
import { connection, place, snapshot } from "../../app/store";
import { account } from "../../app/wallet";
import { PHASE, STATUS } from "../../generated/enums";
import { type Offered, foundersOf, standingOf } from "../../model/acceptance";
import { type Contributions, readOffered } from "../../model/offered";
import { partnerOf, type Partner, type Snapshot } from "../../model/partnership";
import { versionsOf } from "../../model/versions";
import { safeLine } from "../../format";
import { t } from "../../text";
import type { Address } from "../../types";
import { ButtonLink, fill, Notice, Section, Skeleton, When } from "../../ui";
import { asked, uriOf } from "../terms";
import { DecidingTable } from "../terms/Deciding";
import { DocumentCard } from "../terms/DocumentCard";
import { SaveDocument } from "../terms/DocumentText";
import { WhoIsInIt } from "../terms/Founders";
import { loaded } from "../terms/loaded";
import { hasPromised, Promised } from "../terms/Promised";
import { Accept } from "./Accept";
import { Changes } from "./Changes";
import { Share } from "./Share";
import { Reclaim, Withdraw } from "./Withdraw";

export default function AcceptView() {
  const seen = snapshot.value;
  const at = place.value;
  if (!seen || !at) return null;
  const wanted = route.value.query.get("for") ?? "";
  const who: Address | undefined = isAddress(wanted) ? getAddress(wanted) : account.value;
  const partner = who && seen.roster.find((each) => each.account === who && each.status !== STATUS.MOVED);
  const standing = standingOf(seen, partner ?? partnerOf(seen, who));
  if (seen.phase === PHASE.VOID || (seen.phase === PHASE.FORMING && minute.value > seen.formationDeadline)) return <Void seen={seen} partner={partner} />;
  return (
    <>
      <Head seen={seen} partner={partner} standing={standing} />
      {partner && (standing === "joins" || standing === "renews") ? <Accepting key={partner.account} seen={seen} partner={partner} /> : <Nothing seen={seen} partner={partner} standing={standing} />}
    </>
  );
}

type Standing = ReturnType<typeof standingOf>;

function Head({ seen, partner, standing }: { seen: Snapshot; partner: Partner | undefined; standing: Standing }) {
  const words = t.value.accept;
  const title = partner && (standing === "joins" || standing === "renews") ? words.titleFor(called(partner.account)) : words.title;
  return (
    <div class="head">
      <h1 class="plain">{title}</h1>
      <Lead seen={seen} partner={partner} standing={standing} />
      {partner && standing === "joins" && <Steps />}
    </div>
  );
}

function Steps() {
  const words = t.value.accept;
  const hasRead = snapshot.value !== undefined && loaded.value.has(snapshot.value.terms.hash);
  const steps = [words.read, words.check, words.acceptStep];
  const current = hasRead ? 1 : 0;
  return <ol class="steps">{steps.map((step, at) => <li key={step} aria-current={at === current ? "step" : undefined}><span>{at + 1}</span>{step}</li>)}</ol>;
}

function Lead({ seen, partner, standing }: { seen: Snapshot; partner: Partner | undefined; standing: Standing }) {
  const words = t.value.accept;
  if (seen.phase === PHASE.FORMING) {
    const { accepted, missing, isLast } = foundersOf(seen, partner?.account);
    const names = accepted.slice(0, 5).map((each) => called(each.account));
    const others = standing === "joins" ? missing.length - 1 : missing.length;
    return (
      <p class="lead">
        {names.length > 0 && `${words.haveAccepted(names, accepted.length - names.length)} `}
        {isLast ? `${words.withYou(seen.roster.length, safeLine(seen.name, 40))} ` : others > 0 ? `${words.stillMissing(others)} ` : ""}
        {standing === "joins" && fill(words.until, { by: <When at={seen.formationDeadline} edge="closing" utc /> })}
      </p>
    );
  }
  if (partner && standing === "joins") return <p class="lead">{fill(words.invited, { by: <When at={partner.respondBy} edge="closing" utc /> })}</p>;
  if (standing === "renews") {
    return (
      <p class="lead">
        {words.newer(String(seen.terms.version), String(partner?.acceptedVersion ?? 0))}{" "}
        {seen.terms.windowIsOpen ? fill(words.windowOpen, { by: <When at={seen.terms.windowCloses} edge="closing" utc /> }) : words.windowClosed}
      </p>
    );
  }
  return null;
}

/** What the chain says of this account's acceptance, at the block that is shown. */
function useOffered(seen: Snapshot, partner: Partner): (Offered & Contributions) | undefined {
  const [found, setFound] = useState<{ readonly account: Address; readonly offered: Offered & Contributions } | undefined>(undefined);
  const rpc = connection.value?.rpc;
  useEffect(() => {
    if (!rpc) return undefined;
    let isGone = false;
    readOffered(rpc, seen, partner).then(
      (offered) => { if (!isGone) setFound({ account: partner.account, offered }); },
      () => undefined, // the store tells that the node is down
    );
    return () => { isGone = true; };
  }, [seen, partner, rpc]);
  return found?.account === partner.account ? found.offered : undefined;
}

function Accepting({ seen, partner }: { seen: Snapshot; partner: Partner }) {
  const words = t.value.accept;
  const offered = useOffered(seen, partner);
  const joins = partner.status === STATUS.INVITED;
  const document = loaded.value.get(seen.terms.hash);
  const versions = versionsOf(seen);
  const [before, after] = [versions.find(({ version }) => version === partner.acceptedVersion), versions.find(({ version }) => version === seen.terms.version)];
  return (
    <div class="cols">
      <div class="stack c1">
        <Section title={words.theTerms} aside={document && <SaveDocument of={document} />}>
          <DocumentCard version={seen.terms.version} hash={seen.terms.hash} uri={uriOf(seen)} ask={asked(seen)} isToSign />
        </Section>
        {!joins && before && after && <Changes seen={seen} before={before} after={after} />}
        <WhoIsInIt seen={seen} me={partner} />
        <DecidingTable rules={seen.rules} names={seen.classNames} title={seen.phase === PHASE.FORMING ? words.howItWill : t.value.terms.howItDecides} />
        {hasPromised(seen) && <Promised seen={seen} />}
      </div>
      <div class="c2 aside">
        {offered ? (
          <>
            {joins && <Share seen={seen} offered={offered} number={2} />}
            <Accept seen={seen} partner={partner} offered={offered} number={joins ? 3 : 2} />
          </>
        ) : <Skeleton rows={3} />}
      </div>
    </div>
  );
}

/** Who has nothing to accept: why, and what it can do. */
function Nothing({ seen, partner, standing }: { seen: Snapshot; partner: Partner | undefined; standing: Standing }) {
  const words = t.value.accept;
  const missing = seen.roster.filter(({ status }) => status === STATUS.INVITED);
  return (
    <div class="stack">
      {standing === "accepted" && partner && <Done seen={seen} partner={partner} />}
      {standing === "gone" && <Notice>{words.gone}</Notice>}
      {standing === "stranger" && <Notice>{account.value ? words.stranger : words.connect}</Notice>}
      {standing !== "accepted" && missing.length > 0 && (
        <Section title={words.forWhom} inCard>
          <p class="small soft">{words.forWhomText}</p>
          <ul class="plainlist">{missing.map((each) => <li key={each.seat}><a href={`${hrefOf(seen.place, "accept")}?for=${each.account}`}>{called(each.account)}</a></li>)}</ul>
        </Section>
      )}
      <p><ButtonLink href={hrefOf(seen.place, "terms")}>{t.value.agreed.readTerms}</ButtonLink></p>
      {standing === "accepted" && partner && seen.phase === PHASE.FORMING && partner.account === account.value && <Withdraw seen={seen} partner={partner} />}
    </div>
  );
}

function Done({ seen, partner }: { seen: Snapshot; partner: Partner }) {
  const words = t.value.accept;
  const isForming = seen.phase === PHASE.FORMING;
  const title = isForming ? words.doneForming(called(partner.account)) : words.done(called(partner.account), String(partner.acceptedVersion));
  return (
    <Notice kind="ok" live title={title}>
      {partner.acceptedAt > 0 && <p><When at={partner.acceptedAt} utc /></p>}
      {!isForming && <p>{words.isInForce(safeLine(seen.name, 40))}</p>}
    </Notice>
  );
}

/** Not all founders have accepted in time: nobody owes anybody anything, and what was paid in goes back. */
function Void({ seen, partner }: { seen: Snapshot; partner: Partner | undefined }) {
  const words = t.value.accept;
  return (
    <>
      <div class="head"><h1 class="plain">{words.voidTitle}</h1><p class="lead">{fill(words.voidLead, { by: <When at={seen.formationDeadline} edge="closing" utc /> })}</p></div>
      <div class="stack">
        {partner ? <Reclaim seen={seen} partner={partner} /> : <Notice>{words.voidOthers}</Notice>}
        <WhoIsInIt seen={seen} />
      </div>
    </>
  );
}
