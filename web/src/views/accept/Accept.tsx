import { called } from "../../app/names";
import { useMemo, useState } from "preact/hooks";
import { hrefOf } from "../../app/router";
import { Relay } from "../../app/Relay";
import { SignButton } from "../../app/SignButton";
import { SignOnly } from "../../app/SignOnly";
import { minute } from "../../app/minute";
import { account } from "../../app/wallet";
import { PHASE, STATUS } from "../../generated/enums";
import { acceptanceMessage, acceptBy, foundersOf, mismatches, type Offered, obstacleOf } from "../../model/acceptance";
import type { Contributions } from "../../model/offered";
import type { Partner, Snapshot } from "../../model/partnership";
import { safeLine } from "../../format";
import { t } from "../../text";
import { ButtonLink, Checkbox, fill, Fold, Notice, Panel, Sum } from "../../ui";
import { accountOf } from "../../wallet/messages";
import { asked } from "../terms";
import { loaded, mistaken } from "../terms/loaded";
import { acceptCall, contributeCalls } from "./calls";
import { Withdraw } from "./Withdraw";

const DAY = 86_400;

export interface AcceptProps {
  readonly seen: Snapshot;
  readonly partner: Partner;
  readonly offered: Offered & Contributions;
  readonly number: number;
}

export function Accept({ seen, partner, offered, number }: AcceptProps) {
  const words = t.value.accept;
  const obstacle = obstacleOf(seen, partner, offered, minute.value);
  const wrong = mismatches(seen, partner, offered.offer);
  const joins = partner.status === STATUS.INVITED;
  const title = words.acceptTitle(String(number));
  if (wrong.length > 0) {
    // The node says one thing as the offer and another as the roster, the terms or the deal: nothing is signed.
    return <Panel title={title}><Notice kind="against" live title={words.contradicts}>{wrong.map((each) => words.mismatch[each]).join(" ")}</Notice></Panel>;
  }
  if (obstacle === "contribute") return <Contribute seen={seen} partner={partner} offered={offered} number={number} />;
  return (
    <Panel title={title}>
      {obstacle ? <Notice kind="against">{words.obstacles[obstacle]}</Notice> : <Ready seen={seen} partner={partner} offered={offered} />}
      {joins && seen.phase === PHASE.FORMING && partner.account === account.value && offered.own.length > 0 && <Withdraw seen={seen} partner={partner} isBare />}
    </Panel>
  );
}

function Ready({ seen, partner, offered }: Omit<AcceptProps, "number">) {
  const words = t.value.accept;
  const [ticked, setTicked] = useState<string | undefined>(undefined);
  const joins = partner.status === STATUS.INVITED;
  const document = loaded.value.get(seen.terms.hash);
  const { offer } = offered;
  // The tick is for exactly this: what changes takes it away.
  const exactly = [partner.account, offer.version, offer.terms_hash, offer.deal, offer.weight, offer.units, offer.role, offer.probation_ends, offer.decisions].join(":");
  const isTicked = ticked === exactly;
  const isOwn = account.value === partner.account;
  const why = !document ? words.readFirst : isTicked ? undefined : words.tickFirst;
  const label = joins ? words.acceptFor(t.value.common.votes(offer.weight), t.value.common.units(offer.units)) : words.acceptVersion(String(offer.version));
  const { isLast } = foundersOf(seen, partner.account);
  const deadline = deadlineFor(seen, partner);
  const message = useMemo(() => acceptanceMessage(seen.place, partner, offer, deadline), [exactly, partner.nonce, deadline]);
  // Another document was opened: there is no button, whatever else is right.
  if (!document && mistaken.value === seen.terms.hash) return <Checkbox checked={false} onChange={() => undefined} why={t.value.terms.cannotBeAccepted(asked(seen))}>{joins ? words.weHaveRead(called(partner.account)) : words.weHaveReadNewer(called(partner.account))}</Checkbox>;
  if (account.value === undefined) {
    return (
      <>
        <Notice>{words.connectTo(called(partner.account))}</Notice>
        <RelayFold />
      </>
    );
  }
  return (
    <>
      <Checkbox checked={isTicked} onChange={(yes) => setTicked(yes ? exactly : undefined)} why={document ? undefined : words.readFirst}>
        {joins ? words.weHaveRead(called(partner.account)) : words.weHaveReadNewer(called(partner.account))}
      </Checkbox>
      {isOwn ? (
        <SignButton label={label} calls={why ? undefined : [acceptCall(seen, offer)]} why={why} subject={`accept:${seen.terms.version}`} connect={words.connectTo(called(partner.account))} />
      ) : <Notice>{words.notThis(called(partner.account))}</Notice>}
      <p class="small soft">{isLast ? words.lastNote(safeLine(seen.name, 40)) : seen.phase === PHASE.FORMING ? words.formingNote : words.note}</p>
      <Fold summary={isOwn ? words.signOnly : words.signAsOwner} open={!isOwn}>
        <SignOnly label={words.signLabel} message={why ? undefined : message} why={why} fileName={`acceptance-${seen.terms.version}-${called(partner.account)}`} />
      </Fold>
      <RelayFold />
    </>
  );
}

function RelayFold() {
  const words = t.value.accept;
  return (
    <Fold summary={words.relay}>
      <Relay kinds={["Acceptance", "Renewal"]} label={(file) => words.relayLabel(accountOf(file.message).slice(0, 8))} subject={(file) => `accept-for:${accountOf(file.message)}`} />
    </Fold>
  );
}

/** Until the last moment to accept, and a week where there is none; in whole days, so that it stays while one reads. */
function deadlineFor(seen: Snapshot, partner: Partner): number {
  const by = acceptBy(seen, partner);
  const week = (Math.floor(seen.block.time / DAY) + 8) * DAY;
  return by > seen.block.time ? by : week;
}

/** What has to be paid in before the acceptance counts. */
function Contribute({ seen, partner, offered, number }: AcceptProps) {
  const words = t.value.accept;
  const { required } = offered;
  if (!required) return null;
  const missing = { token: required.sum.token, amount: required.sum.amount - required.made };
  const isOwn = account.value === partner.account;
  return (
    <Panel title={words.contributeTitle(String(number))}>
      <p>{fill(words.contributeFirst, { sum: <b><Sum of={required.sum} full /></b> })}</p>
      {required.made > 0n && <p class="small soft">{fill(words.contributedSoFar, { sum: <Sum of={{ token: required.sum.token, amount: required.made }} full /> })}</p>}
      <p class="small soft">{words.contributeBack}</p>
      {isOwn || !account.value ? (
        <SignButton
          label={words.payIn}
          calls={isOwn ? contributeCalls(seen, missing) : undefined}
          parts={missing.token.isEther ? [] : [words.allow, words.payIn]}
          subject={`contribute:${missing.token.address}`}
          connect={words.connectTo(called(partner.account))}
        />
      ) : <Notice>{words.notThis(called(partner.account))}</Notice>}
      <p><ButtonLink kind="quiet" href={hrefOf(seen.place, "money")}>{words.toMoney}</ButtonLink></p>
    </Panel>
  );
}

