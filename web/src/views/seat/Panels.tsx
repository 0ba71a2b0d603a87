import { useMemo, useState } from "preact/hooks";
import { hrefOf } from "../../app/router";
import { SignButton } from "../../app/SignButton";
import { SignOnly } from "../../app/SignOnly";
import { called, names } from "../../app/names";
import { spanText } from "../../format";
import type { Partner, Snapshot } from "../../model/partnership";
import { dealOf, type SeatAct, type SeatFacts } from "../../model/seats";
import { answerMessage } from "../../model/seatmessages";
import { t } from "../../text";
import type { Address as AddressType } from "../../types";
import { Address, AddressField, Button, ButtonLink, fill, Fold, Notice, Panel, type Suggestion, When } from "../../ui";
import { seatCalls } from "./calls";

export interface PanelProps {
  readonly seen: Snapshot;
  readonly partner: Partner;
  readonly facts: SeatFacts;
}

const DAY = 86_400;

/** Until when a signature is good: a moment that stays while one reads, so that what is signed does not change. */
export function weekFrom(seen: Snapshot): number {
  return (Math.floor(seen.block.time / DAY) + 8) * DAY;
}

/** Why something cannot be done now, and from when on it can. */
export function WhyNot({ act }: { act: SeatAct }) {
  const words = t.value.seat;
  if (!act.why) return null;
  return <Notice>{words.why[act.why]}{act.from !== undefined && <> {fill(words.from, { at: <When at={act.from} edge="opening" utc away /> })}</>}</Notice>;
}

function knownAccounts(seen: Snapshot, without: AddressType): Suggestion[] {
  const all = [...new Set(seen.roster.map(({ account }) => account))].filter((address) => address !== without);
  return all.flatMap((address) => {
    const name = names.value.of(address);
    return name ? [{ address, name }] : [];
  });
}

/** Who casts ballots and proposes for this seat, beside the partner itself. */
export function RepresentativePanel({ seen, partner }: PanelProps) {
  const words = t.value.seat;
  const [text, setText] = useState("");
  const [to, setTo] = useState<AddressType | undefined>(undefined);
  const [isChanging, setChanging] = useState(false);
  const current = partner.representative;
  const why = to === undefined ? words.nameFirst : to === partner.account ? words.notItself : undefined;
  return (
    <Panel title={words.representative}>
      <p class="small soft">{words.representText}</p>
      {current && <p><Address of={current} /></p>}
      {current && !isChanging ? (
        <>
          <SignButton label={words.endRepresentation} calls={[seatCalls.represent(seen, undefined)]} subject="represent" connect={words.connect} kind="plain" />
          <Button kind="quiet" onPress={() => setChanging(true)}>{words.nameAnother}</Button>
        </>
      ) : (
        <>
          <AddressField label={words.who} hint={words.representHint} value={text} onChange={(said, address) => { setText(said); setTo(address); }} suggestions={knownAccounts(seen, partner.account)} error={to === partner.account ? words.notItself : undefined} />
          <SignButton label={words.represent} calls={why ? undefined : to && [seatCalls.represent(seen, to)]} why={why} subject="represent" connect={words.connect} kind="plain" />
        </>
      )}
    </Panel>
  );
}

export function AnswerPanel({ seen, partner }: PanelProps) {
  const words = t.value.seat;
  const deadline = weekFrom(seen);
  const message = useMemo(() => (partner.answerBy > 0 ? answerMessage(seen.place, partner, deadline) : undefined), [partner.account, partner.answerBy, deadline]);
  return (
    <Panel title={words.youAreCalled}>
      <p>{partner.isLapsed ? words.lapsedText : fill(words.calledText, { by: <When at={partner.answerBy} edge="closing" utc away /> })}</p>
      <SignButton label={words.answer} calls={[seatCalls.answer(seen)]} subject="answer" connect={words.connect} />
      {message && <Fold summary={t.value.accept.signOnly}><SignOnly label={words.signAnswer} message={message} fileName={`answer-${partner.seat}`} /></Fold>}
    </Panel>
  );
}

/** Asks for a sign of life. */
export function CallPanel({ seen, partner, act }: PanelProps & { readonly act: SeatAct }) {
  const words = t.value.seat;
  const days = (dealOf(seen.events, partner.acceptedVersion) ?? seen.deal).call_days;
  if (partner.answerBy > 0 && !partner.isLapsed) return null;
  return (
    <Panel title={words.callTitle}>
      <p class="small soft">{words.callText(called(partner.account), spanText(days * BigInt(DAY), t.value.times))}</p>
      {act.why ? <WhyNot act={act} /> : <SignButton label={words.call} about={called(partner.account)} calls={[seatCalls.ask(seen, partner)]} subject={`call:${partner.seat}`} connect={words.connect} kind="plain" />}
    </Panel>
  );
}

const ANYONE = { lapse: seatCalls.lapse, endNotice: seatCalls.endNotice, endProbation: seatCalls.endProbation, endSuspension: seatCalls.endSuspension } as const;

/** What anybody may do about it because its time has come. */
export function AnyonePanel({ seen, partner, acts }: PanelProps & { readonly acts: readonly SeatAct[] }) {
  const words = t.value.seat;
  return (
    <Panel title={words.anyone}>
      {acts.map((act) => {
        const name = act.name as keyof typeof ANYONE;
        return (
          <div class="stack stack--tight" key={name}>
            <p class="small soft">{words.anyoneText[name]}</p>
            {act.why ? <WhyNot act={act} /> : <SignButton label={words.anyoneDo[name]} about={called(partner.account)} calls={[ANYONE[name](seen, partner)]} subject={`${name}:${partner.seat}`} connect={words.connect} kind="plain" />}
          </div>
        );
      })}
    </Panel>
  );
}

export function WithdrawPanel({ seen }: PanelProps) {
  const words = t.value.seat;
  return (
    <Panel title={words.formingTitle}>
      <p class="small soft">{words.formingText}</p>
      <p><ButtonLink href={hrefOf(seen.place, "accept")}>{words.toAccept}</ButtonLink></p>
    </Panel>
  );
}
