import { shortHash, wholeText } from "../../format";
import { useTimes } from "../overview/Lately";
import { connection } from "../../app/store";
import type { Snapshot } from "../../model/partnership";
import { roleWords } from "../../model/roles";
import { type Accepted, type Version, versionsOf } from "../../model/versions";
import { t } from "../../text";
import { Address, Card, Copy, Fold, Row, Section, State, Table, When } from "../../ui";

const MOST = 100;

/** Every version, with who accepted it for which shares and when. */
export function Versions({ seen }: { seen: Snapshot }) {
  const words = t.value.terms;
  const versions = versionsOf(seen);
  return (
    <Section title={words.versions}>
      <Card>
        {versions.length === 0 && <Row kind="row--pad"><p class="soft">{words.noHistory}</p></Row>}
        {versions.map((version, at) => <One key={version.version} of={version} isInForce={at === 0} />)}
      </Card>
    </Section>
  );
}

function One({ of, isInForce }: { of: Version; isInForce: boolean }) {
  const words = t.value.terms;
  const isTimed = useTimes([of.block, ...of.accepted.slice(0, MOST).map(({ block }) => block)]);
  const time = (block: number) => (isTimed ? connection.value?.times.of(block) : undefined);
  const published = time(of.block);
  return (
    <Row kind="row--pad">
      <h3>{words.version(String(of.version))} {isInForce && <State kind="done" inline>{words.newest}</State>}</h3>
      <p class="small soft">
        {published !== undefined && <><When at={published} noWeekday />{", "}</>}{words.fingerprint} <span class="nowrap">{shortHash(of.hash)}</span> <Copy text={of.hash} label={words.copyHash} />
      </p>
      {of.accepted.length === 0 ? <p class="small soft">{words.acceptedBy(0)}</p> : (
        <Fold summary={words.acceptedBy(of.accepted.filter(({ wasWithdrawn }) => !wasWithdrawn).length)} open={isInForce && of.accepted.length <= 12}>
          <Table
            caption={words.acceptedCaption(String(of.version))}
            phone="two"
            columns={[{ key: "who", head: words.account }, { key: "for", head: words.acceptedFor }, { key: "when", head: words.when, right: true }]}
            rows={of.accepted.slice(0, MOST).map((one, at) => {
              const moment = time(one.block);
              return {
                key: `${at}:${one.transaction}`,
                cells: [<Address key="a" of={one.account} />, <Shares key="s" of={one} />, moment === undefined ? words.block(String(one.block)) : <span class="nowrap" key="w"><When at={moment} noWeekday /></span>],
              };
            })}
          />
          {of.accepted.length > MOST && <p class="small soft">{words.moreAccepted(wholeText(of.accepted.length - MOST))}</p>}
        </Fold>
      )}
    </Row>
  );
}

function Shares({ of }: { of: Accepted }) {
  const words = t.value.terms;
  const { joinedWith: shares } = of;
  return (
    <span>
      {shares ? words.shares(t.value.common.votes(shares.weight), t.value.common.units(shares.units), roleWords(shares.role, t.value.roles)) : words.renewed}
      {of.tookSeatOf && <><br /><span class="small soft">{words.tookSeat} <Address of={of.tookSeatOf} noCopy /></span></>}
      {of.wasWithdrawn && <><br /><span class="small soft">{words.withdrawn}</span></>}
    </span>
  );
}
