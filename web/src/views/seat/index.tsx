/** One seat: what stands about it, what happened to it, and what the reader may do about it now. */

import { called } from "../../app/names";
import { useEffect, useState } from "preact/hooks";
import { hrefOf, route } from "../../app/router";
import { minute } from "../../app/minute";
import { connection, place, snapshot } from "../../app/store";
import { account } from "../../app/wallet";
import { STATUS } from "../../generated/enums";
import { percentText, safeLine, wholeText } from "../../format";
import { readSeat } from "../../model/leaving";
import { partners, type Partner, type Snapshot } from "../../model/partnership";
import { roleWords } from "../../model/roles";
import { historyOf, isSeated, seatActs, type SeatAct, type SeatFacts } from "../../model/seats";
import { told } from "../../model/telling";
import { t } from "../../text";
import { Address, Card, Empty, Icon, Section, Skeleton, State } from "../../ui";
import { EventLine } from "../history/EventLine";
import { useTimes } from "../overview/Lately";
import { standingsOf } from "../partners/standing";
import { asked, uriOf } from "../terms";
import { DocumentCard } from "../terms/DocumentCard";
import { Acceptances } from "./Acceptances";
import { Facts } from "./Facts";
import { LeavePanel } from "./Leave";
import { MovePanel, TakePanel } from "./Move";
import { Owed } from "./Owed";
import { AnswerPanel, AnyonePanel, CallPanel, RepresentativePanel, WithdrawPanel } from "./Panels";

export default function Seat() {
  const seen = snapshot.value;
  if (!seen || !place.value) return null;
  const number = Number(route.value.path[1] ?? "");
  // Who has it now; an account that had it before is told of in its history.
  const partner = seen.roster.find((each) => each.seat === number && each.status !== STATUS.MOVED) ?? seen.roster.find((each) => each.seat === number);
  if (!partner) return <Empty>{t.value.seat.none(String(number))}</Empty>;
  return <Page key={`${number}:${partner.account}`} seen={seen} partner={partner} />;
}

function useFacts(seen: Snapshot, partner: Partner): SeatFacts | undefined {
  const [found, setFound] = useState<{ readonly viewer: string; readonly facts: SeatFacts } | undefined>(undefined);
  const rpc = connection.value?.rpc;
  const viewer = account.value;
  useEffect(() => {
    if (!rpc) return undefined;
    let isGone = false;
    readSeat(rpc, seen, partner, viewer).then(
      (facts) => { if (!isGone) setFound({ viewer: viewer ?? "", facts }); },
      () => undefined, // the store tells that the node is down
    );
    return () => { isGone = true; };
  }, [seen, partner, viewer, rpc]);
  return found?.viewer === (viewer ?? "") ? found.facts : undefined;
}

function Page({ seen, partner }: { seen: Snapshot; partner: Partner }) {
  const facts = useFacts(seen, partner);
  const acts = facts ? seatActs(seen, partner, account.value, facts, minute.value) : [];
  return (
    <>
      <div class="head">
        <a class="crumb" href={hrefOf(seen.place, "partners")}><Icon name="left" />{t.value.seat.allPartners}</a>
        <h1>{called(partner.account)}</h1>
        <p class="lead">{lead(seen, partner)}</p>
        <div class="head__state">{standingsOf(seen, partner, minute.value).map(({ kind, text }) => <State key={text} kind={kind}>{safeLine(text, 80)}</State>)} <Address of={partner.account} noName /></div>
      </div>
      <div class="cols">
        <div class="stack c1">
          {acts.some(({ name }) => name === "takeSeat") && (
            <Section title={t.value.terms.theDocument}><DocumentCard version={seen.terms.version} hash={seen.terms.hash} uri={uriOf(seen)} ask={asked(seen)} isToSign /></Section>
          )}
          <Facts seen={seen} partner={partner} facts={facts} />
          <Acceptances seen={seen} partner={partner} />
          <History seen={seen} partner={partner} />
        </div>
        <div class="c2 stack">
          {facts ? <Acts seen={seen} partner={partner} facts={facts} acts={acts} /> : <Skeleton rows={3} />}
        </div>
      </div>
    </>
  );
}

function lead(seen: Snapshot, partner: Partner): string {
  const words = t.value.seat;
  if (!isSeated(partner) && partner.status !== STATUS.INVITED) return words.number(String(partner.seat));
  const weights = seen.totalWeight || partners(seen).reduce((sum, each) => sum + each.weight, 0n);
  const shares = words.leadShares(t.value.common.votes(partner.weight), percentText(partner.weight, weights), t.value.common.units(partner.units), percentText(partner.units, seen.totalUnits));
  return [words.number(String(partner.seat)), roleWords(partner.role, t.value.roles), shares].filter(Boolean).join(" · ");
}

function Acts({ seen, partner, facts, acts }: { seen: Snapshot; partner: Partner; facts: SeatFacts; acts: readonly SeatAct[] }) {
  const words = t.value.seat;
  const find = (name: SeatAct["name"]) => acts.find((act) => act.name === name);
  const given = { seen, partner, facts };
  const leaving = acts.filter(({ name }) => name === "giveNotice" || name === "leave" || name === "leaveDissenting");
  const moving = acts.filter(({ name }) => name === "offerSeat" || name === "keepSeat" || name === "refuseMove");
  const anyone = acts.filter(({ name }) => name === "lapse" || name === "endNotice" || name === "endProbation" || name === "endSuspension");
  const [own, withdraw, take, answer, call] = [find("represent"), find("withdraw"), find("takeSeat"), find("answer"), find("call")];
  return (
    <>
      {withdraw && <WithdrawPanel {...given} />}
      {answer && <AnswerPanel {...given} />}
      {take && <TakePanel {...given} act={take} />}
      {moving.length > 0 && <MovePanel {...given} acts={moving} />}
      {own && <RepresentativePanel {...given} />}
      {call && <CallPanel {...given} act={call} />}
      {anyone.length > 0 && <AnyonePanel {...given} acts={anyone} />}
      {leaving.length > 0 && <LeavePanel {...given} acts={leaving} />}
      {!isSeated(partner) && <Owed seen={seen} account={partner.account} />}
      {acts.length === 0 && isSeated(partner) && <Section title={words.acts} inCard><p class="small soft">{account.value ? words.nothingToDo : words.connect}</p></Section>}
    </>
  );
}

const MOST = 30;

function History({ seen, partner }: { seen: Snapshot; partner: Partner }) {
  const words = t.value.seat;
  const events = told(historyOf(seen, partner));
  const shown = events.slice(0, MOST);
  const isTimed = useTimes(shown.map(({ block }) => block));
  if (shown.length === 0) return null;
  return (
    <Section title={words.history} aside={events.length > MOST && <a href={hrefOf(seen.place, "history")}>{words.everything(wholeText(events.length))}</a>}>
      <Card><ul class="log">{shown.map((event) => <EventLine key={`${event.block}:${event.index}`} event={event} seen={seen} isTimed={isTimed} />)}</ul></Card>
    </Section>
  );
}
