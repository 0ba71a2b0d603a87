import { account } from "../../app/wallet";
import { called } from "../../app/names";
import { hrefOf } from "../../app/router";
import { PHASE, STATUS } from "../../generated/enums";
import { wholeText } from "../../format";
import { putIn } from "../../model/offered";
import { partners, type Partner, type Snapshot } from "../../model/partnership";
import { roleWords } from "../../model/roles";
import { t } from "../../text";
import { Card, fill, Section, Sums, Table, When, You } from "../../ui";

const MOST = 40;

/** Who is in it, with what each has and has put in, and who has accepted. */
export function WhoIsInIt({ seen, me }: { seen: Snapshot; me?: Partner | undefined }) {
  const words = t.value.terms;
  const contributed = putIn(seen);
  const isForming = seen.phase === PHASE.FORMING || seen.phase === PHASE.VOID;
  const listed = [...partners(seen), ...seen.roster.filter(({ status }) => status === STATUS.INVITED)].sort((a, b) => a.seat - b.seat);
  const mine = me?.account ?? account.value;
  return (
    <Section title={words.whoIsInIt} aside={listed.length > MOST && <a href={hrefOf(seen.place, "partners")}>{words.allOfThem(wholeText(listed.length))}</a>}>
      <Card>
        <Table
          caption={words.whoIsInIt}
          phone="two"
          columns={[
            { key: "who", head: isForming ? words.founderAndRole : words.partnerAndRole },
            { key: "votes", head: words.votes, right: true },
            { key: "units", head: words.units, right: true },
            { key: "in", head: words.putIn },
            { key: "accepted", head: words.accepted, right: true },
          ]}
          rows={listed.slice(0, MOST).map((partner) => ({
            key: String(partner.seat),
            me: partner.account === mine,
            cells: [
              <><a class="quiet" href={hrefOf(seen.place, "partners", partner.seat)}>{called(partner.account)}</a>{partner.account === mine && <>{" "}<You /></>}<br /><span class="small soft">{roleWords(partner.role, t.value.roles) || words.noRole}</span></>,
              wholeText(partner.weight),
              wholeText(partner.units),
              <PutIn key="in" of={contributed.get(partner.account) ?? []} repaid={seen.order.recoupment > 0} />,
              <Accepted key="when" partner={partner} version={seen.terms.version} />,
            ],
          }))}
        />
      </Card>
    </Section>
  );
}

function PutIn({ of, repaid }: { of: Parameters<typeof Sums>[0]["of"]; repaid: boolean }) {
  if (of.length === 0) return <span>{t.value.common.nothing}</span>;
  return <span>{repaid ? fill(t.value.terms.repaidFirst, { sums: <Sums of={of} /> }) : <Sums of={of} />}</span>;
}

function Accepted({ partner, version }: { partner: Partner; version: number }) {
  const words = t.value.terms;
  if (partner.acceptedVersion === 0) return <span>{words.notYet}</span>;
  if (partner.acceptedVersion < version) return <span>{words.older(String(partner.acceptedVersion))}</span>;
  return partner.acceptedAt > 0 ? <span class="nowrap"><When at={partner.acceptedAt} noWeekday noYear /></span> : <span>{t.value.common.yes}</span>;
}
