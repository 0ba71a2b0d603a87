import { called } from "../../app/names";
import { account } from "../../app/wallet";
import { PHASE, STATUS } from "../../generated/enums";
import { shownMoment, wholeText } from "../../format";
import { partners, type Partner as PartnerType, type Snapshot } from "../../model/partnership";
import { roleWords } from "../../model/roles";
import { t } from "../../text";
import { Card, Partner, Section, Table } from "../../ui";

const MOST = 12;

/** Who is in it, with what shares. All of them are on their own view. */
export function PartnersCard({ seen, href }: { seen: Snapshot; href: (...path: (string | number)[]) => string }) {
  const words = t.value.overview;
  const listed = seen.phase === PHASE.FORMING ? seen.roster : [...partners(seen), ...seen.roster.filter(({ status }) => status === STATUS.INVITED)];
  const shown = listed.slice(0, MOST);
  const part = (of: bigint, all: bigint) => (all > 0n ? <>{wholeText(of)} <span class="unit">{t.value.common.of("", wholeText(all)).trim()}</span></> : wholeText(of));
  const total = (of: "weight" | "units") => listed.filter(({ status }) => status !== STATUS.INVITED || seen.phase === PHASE.FORMING).reduce((sum, partner) => sum + partner[of], 0n);
  const [votes, units] = [seen.totalWeight || total("weight"), seen.totalUnits || total("units")];
  return (
    <Section title={words.partners} aside={<a href={href("partners")}>{words.whoAccepted}</a>}>
      <Card>
        <Table
          caption={words.partners}
          phone="three"
          columns={[
            { key: "partner", head: words.partnerAndRole },
            { key: "votes", head: words.weightInVotes, label: words.votes, right: true },
            { key: "units", head: words.unitsOfIncome, label: words.units, right: true },
            { key: "accepted", head: words.accepted(String(seen.terms.version)), label: words.acceptedShort, right: true },
          ]}
          rows={shown.map((partner) => ({
            key: String(partner.seat),
            me: partner.account === account.value,
            cells: [
              <Partner key="p" name={called(partner.account)} href={href("partners", partner.seat)} me={partner.account === account.value}>{note(partner)}</Partner>,
              part(partner.weight, votes),
              part(partner.units, units),
              accepted(partner, seen),
            ],
          }))}
        />
        {listed.length > MOST && <p class="row row--pad small"><a href={href("partners")}>{words.allPartners(listed.length)}</a></p>}
      </Card>
    </Section>
  );
}

function note(partner: PartnerType): string {
  const words = t.value.overview;
  const parts = [
    roleWords(partner.role, t.value.roles) || words.noRole,
    ...(partner.status === STATUS.INVITED ? [words.invited] : []),
    ...(partner.status === STATUS.SUSPENDED ? [words.suspended] : []),
    ...(partner.isLapsed ? [words.lapsed] : []),
    ...(partner.leavesAt > 0 ? [words.leaving] : []),
  ];
  return parts.join(", ");
}

function accepted(partner: PartnerType, seen: Snapshot): string {
  const words = t.value.overview;
  if (partner.acceptedVersion === seen.terms.version) {
    return partner.acceptedAt > 0 ? shownMoment(partner.acceptedAt, t.value.times, { weekday: false }).date : t.value.common.yes;
  }
  return partner.acceptedVersion === 0 ? words.notYet : words.only(String(partner.acceptedVersion));
}
