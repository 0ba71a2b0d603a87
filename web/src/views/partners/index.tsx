/** The roster: who is in it with what, and who was. */

import { useMemo, useState } from "preact/hooks";
import { called, names } from "../../app/names";
import { hrefOf } from "../../app/router";
import { minute } from "../../app/minute";
import { place, snapshot } from "../../app/store";
import { account } from "../../app/wallet";
import { PHASE, STATUS } from "../../generated/enums";
import { percentText, safeLine, wholeText } from "../../format";
import type { Partner as PartnerType, Snapshot } from "../../model/partnership";
import { roleWords } from "../../model/roles";
import { isSeated } from "../../model/seats";
import { t } from "../../text";
import { Card, Empty, Partner, Segments, State, TextField, VirtualList } from "../../ui";
import { standingsOf } from "./standing";

type Which = "now" | "former";

/** From so many on, one looks for somebody by name. */
const MANY = 12;

export default function Partners() {
  const seen = snapshot.value;
  if (!seen || !place.value) return null;
  return <Roster seen={seen} />;
}

interface Totals {
  readonly weight: bigint;
  readonly units: bigint;
}

function Roster({ seen }: { seen: Snapshot }) {
  const words = t.value.partners;
  const [which, setWhich] = useState<Which>("now");
  const [sought, setSought] = useState("");
  const isForming = seen.phase === PHASE.FORMING;
  const [now, former] = useMemo(() => {
    const isNow = (partner: PartnerType) => isSeated(partner) || partner.status === STATUS.INVITED;
    return [seen.roster.filter(isNow), seen.roster.filter((partner) => !isNow(partner))];
  }, [seen.roster]);
  const listed = (which === "now" ? now : former).filter((partner) => isSought(partner, sought));
  const sum = (of: keyof Totals) => now.reduce((total, partner) => total + partner[of], 0n);
  const all: Totals = isForming ? { weight: sum("weight"), units: sum("units") } : { weight: seen.totalWeight, units: seen.totalUnits };
  const seats = isForming ? now.length : now.filter(isSeated).length;
  return (
    <>
      <div class="head">
        <h1 class="plain">{words.title}</h1>
        <p class="lead">{words.lead(t.value.common.partners(seats), t.value.common.votes(all.weight), t.value.common.units(all.units))}</p>
      </div>
      <div class="stack">
        {(former.length > 0 || now.length > MANY) && (
          <div class="roster__find">
            {now.length > MANY && <TextField label={words.find} value={sought} onChange={setSought} />}
            {former.length > 0 && <Segments label={words.which} value={which} onChange={setWhich} options={[{ value: "now", text: words.now(wholeText(now.length)) }, { value: "former", text: words.former(wholeText(former.length)) }]} />}
          </div>
        )}
        {listed.length === 0 ? <Empty>{sought ? words.notFound : words.none}</Empty> : (
          <Card>
            <div class="member member--head" aria-hidden="true"><span>{words.partnerAndRole}</span><span class="r">{words.votes}</span><span class="r">{words.units}</span><span>{words.standingHead}</span></div>
            <VirtualList label={words.title} of={listed} keyOf={(partner) => `${partner.seat}:${partner.account}`} height={72} row={(partner) => <Member seen={seen} partner={partner} all={all} />} />
          </Card>
        )}
        <p class="small soft">{words.note}</p>
      </div>
    </>
  );
}

function isSought(partner: PartnerType, sought: string): boolean {
  const wanted = sought.trim().toLowerCase();
  if (wanted === "") return true;
  const name = names.value.of(partner.account)?.name ?? "";
  return name.toLowerCase().includes(wanted) || partner.account.toLowerCase().startsWith(wanted) || String(partner.seat) === wanted;
}

function Member({ seen, partner, all }: { seen: Snapshot; partner: PartnerType; all: Totals }) {
  const words = t.value.partners;
  const standings = standingsOf(seen, partner, minute.value);
  const counts = isSeated(partner) || partner.status === STATUS.INVITED;
  const isMine = partner.account === account.value;
  return (
    <div class={isMine ? "member me" : "member"}>
      <Partner name={called(partner.account)} href={hrefOf(seen.place, "partners", partner.seat)} me={isMine}>{roleWords(partner.role, t.value.roles) || words.noRole}</Partner>
      <Part label={words.votes} of={partner.weight} all={all.weight} isShown={counts} />
      <Part label={words.units} of={partner.units} all={all.units} isShown={counts} />
      <span class="member__s">{standings.length > 0 ? standings.map(({ kind, text }) => <State key={text} kind={kind}>{safeLine(text, 80)}</State>) : <span class="small soft">{words.standing.good}</span>}</span>
    </div>
  );
}

function Part({ label, of, all, isShown }: { label: string; of: bigint; all: bigint; isShown: boolean }) {
  if (!isShown) return <span class="r soft"><span class="vh">{t.value.common.none}</span></span>;
  return <span class="r tn"><span class="member__l">{label} </span>{wholeText(of)} <span class="unit">{percentText(of, all)}</span></span>;
}
