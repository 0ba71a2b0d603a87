import { called } from "../../app/names";
import { useState } from "preact/hooks";
import { wholeText } from "../../format";
import { SUPPORT } from "../../generated/enums";
import type { Ballot } from "../../model/ballots";
import type { Partner, Snapshot } from "../../model/partnership";
import type { Voter } from "../../model/standing";
import { t } from "../../text";
import { Button, Card, classes, Mono, Said, Section, VirtualList, When, You } from "../../ui";
import type { Close } from "./close";

/** Of those who have not voted so many are named at first. */
const MOST_OPEN = 20;

/** Who voted and why, newest first; then who has not, the reader before the others. */
export function Voters({ close, seen }: { close: Close; seen: Snapshot }) {
  const words = t.value.proposal.voters;
  const [isAll, setAll] = useState(false);
  const { voters } = close.vote;
  const cast = voters.filter((voter) => voter.ballot !== undefined).sort((a, b) => (b.ballot?.block ?? 0) - (a.ballot?.block ?? 0));
  const mine = seen.roster.find((partner) => partner.account === close.account)?.seat;
  const open = voters.filter((voter) => voter.ballot === undefined && voter.recusal === undefined).sort((a, b) => Number(b.seat === mine) - Number(a.seat === mine));
  const rest = isAll ? 0 : Math.max(0, open.length - MOST_OPEN);
  const out = voters.filter((voter) => voter.ballot === undefined && voter.recusal !== undefined);
  const bySeat = new Map(seen.roster.map((partner) => [partner.seat, partner]));
  return (
    <Section id="voted" title={words.title(cast.length, voters.length - out.length)}>
      <Card>
        <VirtualList
          label={words.list}
          of={[...cast, ...out, ...open.slice(0, open.length - rest)]}
          keyOf={(voter) => String(voter.seat)}
          height={84}
          row={(voter) => <OneVoter voter={voter} partner={bySeat.get(voter.seat)} close={close} />}
        />
        {rest > 0 && <div class="row row--pad"><Button kind="quiet" small onPress={() => setAll(true)}>{t.value.common.showMore(rest)}</Button></div>}
      </Card>
    </Section>
  );
}

function OneVoter({ voter, partner, close }: { voter: Voter; partner: Partner | undefined; close: Close }) {
  const words = t.value.proposal.voters;
  if (!partner) return null;
  const { ballot, recusal } = voter;
  const me = partner.account === close.account;
  const name = called(partner.account);
  const reason = ballot?.reason ?? recusal?.reason ?? "";
  return (
    <article class="row ballot">
      <Mono name={name} me={me} />
      <div>
        <h3>{name}{me && <>{" "}<You /></>}</h3>
        <p class="small soft">{ballot ? <Cast ballot={ballot} voter={voter} partner={partner} close={close} /> : recusal ? (recusal.byClass ? words.outByClass : words.outItself) : close.vote.isOver ? words.didNot : words.notYet}</p>
      </div>
      <p class={classes("ballot__v", ballot?.support === SUPPORT.FOR && "v-for", ballot?.support === SUPPORT.AGAINST && "v-against", !ballot && "soft")}>
        {ballot ? ballotText(ballot) : recusal ? words.out : words.open(wholeText(voter.weight))}
      </p>
      {reason !== "" && <div class="ballot__why"><Said text={reason} /></div>}
    </article>
  );
}

function Cast({ ballot, voter, partner, close }: { ballot: Ballot; voter: Voter; partner: Partner; close: Close }) {
  const words = t.value.proposal.voters;
  const at = close.facts.timeOf(ballot.block);
  return (
    <>
      {at !== undefined && <When at={at} noYear />}
      {voter.isLent && <> {words.byRepresentative}</>}
      {ballot.overruled && <> {words.overruled}</>}
      {ballot.voter !== partner.account && <> {words.formerly}</>}
    </>
  );
}

export function ballotText(ballot: Pick<Ballot, "support" | "weight">): string {
  const words = t.value.proposal.voters;
  const votes = wholeText(ballot.weight);
  if (ballot.support === SUPPORT.FOR) return words.for(votes);
  return ballot.support === SUPPORT.AGAINST ? words.against(votes) : words.abstains(votes);
}
