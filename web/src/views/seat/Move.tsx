import { called } from "../../app/names";
import { useEffect, useMemo, useState } from "preact/hooks";
import { Relay } from "../../app/Relay";
import { SignButton } from "../../app/SignButton";
import { SignOnly } from "../../app/SignOnly";
import { connection } from "../../app/store";
import { account } from "../../app/wallet";
import { together } from "../../chain/batch";
import { askPartnership } from "../../chain/contracts";
import type { Offer } from "../../generated/views";
import { percentText, spanText, wholeText } from "../../format";
import { isDealOf } from "../../model/deal";
import type { Snapshot } from "../../model/partnership";
import { roleWords } from "../../model/roles";
import { dealOf, refusalNeeds, type SeatAct } from "../../model/seats";
import { refusalMessage, takingMessage } from "../../model/seatmessages";
import { t } from "../../text";
import type { Address as AddressType } from "../../types";
import { Address, AddressField, Checkbox, fill, Fold, Notice, Panel, Summary, When } from "../../ui";
import { accountOf } from "../../wallet/messages";
import { dealText } from "../terms/dealWords";
import { loaded } from "../terms/loaded";
import { seatCalls } from "./calls";
import { type PanelProps, weekFrom, WhyNot } from "./Panels";

/** A seat that moves to another account: offered, kept or refused. */
export function MovePanel({ seen, partner, facts, acts }: PanelProps & { readonly acts: readonly SeatAct[] }) {
  const words = t.value.seat;
  const find = (name: SeatAct["name"]) => acts.find((act) => act.name === name);
  const [keep, offer, refuse] = [find("keepSeat"), find("offerSeat"), find("refuseMove")];
  return (
    <Panel title={words.moveTitle}>
      {facts.offer && <p>{fill(words.offered, { to: <Address of={facts.offer.to} full />, at: <When at={facts.offer.readyAt} edge="opening" utc away /> })}</p>}
      {keep && (
        <>
          <p class="small soft">{words.keepText}</p>
          <SignButton label={words.keep} calls={[seatCalls.keep(seen)]} subject="keep-seat" connect={words.connect} kind="plain" />
        </>
      )}
      {refuse && <Refuse seen={seen} partner={partner} facts={facts} act={refuse} />}
      {offer && (offer.why ? <WhyNot act={offer} /> : <OfferIt seen={seen} partner={partner} isAnother={keep !== undefined} />)}
    </Panel>
  );
}

function OfferIt({ seen, partner, isAnother }: Omit<PanelProps, "facts"> & { readonly isAnother: boolean }) {
  const words = t.value.seat;
  const [text, setText] = useState("");
  const [to, setTo] = useState<AddressType | undefined>(undefined);
  const deal = dealOf(seen.events, partner.acceptedVersion) ?? seen.deal;
  const isKnown = to !== undefined && (seen.roster.some(({ account: had }) => had === to) || to === seen.place.partnership || to === seen.escrow);
  const why = to === undefined ? words.addressFirst : isKnown ? words.onRoster : undefined;
  const form = (
    <>
      <p class="small soft">{words.offerText(deal.move_seconds > 0n ? spanText(deal.move_seconds, t.value.times) : "")}</p>
      <AddressField label={words.newAccount} hint={words.newAccountHint} value={text} onChange={(said, address) => { setText(said); setTo(address); }} suggestions={[]} error={isKnown ? words.onRoster : undefined} />
      {to && !isKnown && <p class="small">{fill(words.willBe, { to: <Address of={to} full /> })}</p>}
      <SignButton label={words.offerIt} calls={why ? undefined : to && [seatCalls.offer(seen, to)]} why={why} subject="offer-seat" connect={words.connect} kind="plain" />
    </>
  );
  return isAnother ? <Fold summary={words.offerAnother}>{form}</Fold> : form;
}

function Refuse({ seen, partner, facts, act }: PanelProps & { readonly act: SeatAct }) {
  const words = t.value.seat;
  const { refused, needed, others } = refusalNeeds(seen, partner);
  const who = account.value;
  const deadline = weekFrom(seen);
  const message = useMemo(
    () => (facts.offer && who ? refusalMessage(seen.place, partner, facts.offer, who, deadline) : undefined),
    [partner.account, facts.offer?.to, facts.offer?.readyAt, who, deadline],
  );
  return (
    <>
      <p class="small soft">{words.refuseText} {words.refusedSoFar(wholeText(refused), wholeText(needed), wholeText(others))}</p>
      {act.why ? <WhyNot act={act} /> : (
        <>
          <SignButton label={words.refuse} about={called(partner.account)} calls={[seatCalls.refuse(seen, partner)]} subject={`refuse:${partner.seat}`} connect={words.connect} kind="plain" />
          <Fold summary={t.value.accept.signOnly}><SignOnly label={words.signRefusal} message={message} fileName={`refusal-${partner.seat}`} /></Fold>
        </>
      )}
      <RelayFold />
    </>
  );
}

function RelayFold() {
  const words = t.value.seat;
  return (
    <Fold summary={t.value.accept.relay}>
      <Relay kinds={["SeatRefusal", "SeatAcceptance", "Answer"]} label={(file) => words.relayLabel(accountOf(file.message).slice(0, 8))} subject={(file) => `relay:${accountOf(file.message)}`} />
    </Fold>
  );
}

/** What who takes the seat accepts by it: the terms, and all that the partner has. */
function useConditions(seen: Snapshot, of: AddressType): Offer | undefined {
  const [found, setFound] = useState<Offer | undefined>(undefined);
  const rpc = connection.value?.rpc;
  useEffect(() => {
    if (!rpc) return undefined;
    let isGone = false;
    together<[Offer]>(rpc, (batch) => [askPartnership(batch, seen.place.partnership, "seat_conditions", of)], seen.block.number).then(
      ([conditions]) => { if (!isGone) setFound(conditions); },
      () => undefined, // the store tells that the node is down
    );
    return () => { isGone = true; };
  }, [seen, of, rpc]);
  return found;
}

export function TakePanel({ seen, partner, act }: PanelProps & { readonly act: SeatAct }) {
  const words = t.value.seat;
  const conditions = useConditions(seen, partner.account);
  const [ticked, setTicked] = useState<string | undefined>(undefined);
  const who = account.value;
  const deadline = weekFrom(seen);
  const exactly = conditions ? Object.values(conditions).map(String).join(":") : "";
  const message = useMemo(() => (conditions && who ? takingMessage(seen.place, partner, who, conditions, deadline) : undefined), [exactly, who, deadline, partner.account]);
  if (!conditions) return null;
  const agrees = conditions.terms_hash === seen.terms.hash && isDealOf(conditions, seen.deal) && conditions.weight === partner.weight && conditions.units === partner.units;
  if (!agrees) return <Panel title={words.takeTitle}><Notice kind="against" live>{t.value.accept.contradicts}</Notice></Panel>;
  const hasDocument = loaded.value.has(seen.terms.hash);
  const why = !hasDocument ? t.value.accept.readFirst : ticked === exactly ? undefined : t.value.accept.tickFirst;
  return (
    <Panel title={words.takeTitle} small={words.takeText(called(partner.account))}>
      <Summary
        of={[
          { key: "votes", term: words.votes, value: t.value.common.of(wholeText(conditions.weight), wholeText(seen.totalWeight)), small: percentText(conditions.weight, seen.totalWeight) },
          { key: "units", term: words.units, value: t.value.common.of(wholeText(conditions.units), wholeText(seen.totalUnits)), small: percentText(conditions.units, seen.totalUnits) },
          { key: "role", term: words.role, value: roleWords(Number(conditions.role), t.value.roles) || t.value.common.none },
          ...(conditions.probation_ends > 0n ? [{ key: "probation", term: words.probation, value: <When at={conditions.probation_ends} edge="closing" noWeekday /> }] : []),
          { key: "leave", line: true, term: t.value.terms.deal.terms.notice_seconds, value: dealText("notice_seconds", seen.deal.notice_seconds) },
          { key: "along", term: t.value.terms.deal.terms.redeemable_bps, value: dealText("redeemable_bps", seen.deal.redeemable_bps) },
        ]}
      />
      {act.why ? <WhyNot act={act} /> : (
        <>
          <Checkbox checked={ticked === exactly} onChange={(yes) => setTicked(yes ? exactly : undefined)} why={hasDocument ? undefined : t.value.accept.readFirst}>{words.takeTick}</Checkbox>
          <SignButton label={words.take} about={called(partner.account)} calls={why ? undefined : [seatCalls.take(seen, partner, conditions)]} why={why} subject={`take:${partner.seat}`} connect={words.connect} />
          <Fold summary={t.value.accept.signOnly}><SignOnly label={words.signTaking} message={why ? undefined : message} why={why} fileName={`seat-${partner.seat}`} /></Fold>
          <RelayFold />
        </>
      )}
    </Panel>
  );
}
