import { connection } from "../../app/store";
import { hrefOf } from "../../app/router";
import { shortHash } from "../../format";
import type { Partner, Snapshot } from "../../model/partnership";
import { roleWords } from "../../model/roles";
import { versionsOf } from "../../model/versions";
import { t } from "../../text";
import { Address, Card, Section, Table, When } from "../../ui";
import { useTimes } from "../overview/Lately";

/** Which versions of the terms were accepted for this seat, for which shares and when. */
export function Acceptances({ seen, partner }: { seen: Snapshot; partner: Partner }) {
  const words = t.value.seat;
  const rows = versionsOf(seen).flatMap((version) => version.accepted.filter(({ seat }) => seat === partner.seat).map((accepted) => ({ version, accepted })));
  const isTimed = useTimes(rows.map(({ accepted }) => accepted.block));
  return (
    <Section title={words.acceptances} aside={<a href={hrefOf(seen.place, "terms")}>{t.value.agreed.readTerms}</a>}>
      <Card>
        {rows.length === 0 ? <p class="row row--pad soft">{words.noneAccepted}</p> : (
          <Table
            caption={words.acceptances}
            columns={[{ key: "version", head: words.terms }, { key: "for", head: t.value.terms.acceptedFor }, { key: "when", head: t.value.terms.when, right: true }]}
            rows={rows.map(({ version, accepted }) => {
              const moment = isTimed ? connection.value?.times.of(accepted.block) : undefined;
              const { joinedWith: shares } = accepted;
              return {
                key: `${version.version}:${accepted.transaction}`,
                cells: [
                  <>{t.value.terms.version(String(version.version))}<br /><span class="small soft">{shortHash(version.hash)}</span></>,
                  <span key="for">
                    {shares ? t.value.terms.shares(t.value.common.votes(shares.weight), t.value.common.units(shares.units), roleWords(shares.role, t.value.roles)) : t.value.terms.renewed}
                    {accepted.account !== partner.account && <><br /><span class="small soft">{words.byFormer} <Address of={accepted.account} noCopy /></span></>}
                    {accepted.wasWithdrawn && <><br /><span class="small soft">{t.value.terms.withdrawn}</span></>}
                  </span>,
                  moment === undefined ? t.value.terms.block(String(accepted.block)) : <span class="nowrap" key="when"><When at={moment} noWeekday /></span>,
                ],
              };
            })}
          />
        )}
      </Card>
    </Section>
  );
}
