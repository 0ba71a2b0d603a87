/** One proposal: what it does, how it stands, my vote, who voted, what happens when. */

import { called } from "../../app/names";
import { useEffect } from "preact/hooks";
import { hrefOf, route } from "../../app/router";
import { checks, chainNow, place, snapshot, want } from "../../app/store";
import { descriptionHash, proposalId } from "../../model/checks";
import { standingOf, type Standing } from "../../model/outcome";
import { type Proposal, type Snapshot, textOf, titleOf } from "../../model/partnership";
import { t } from "../../text";
import { announce, Button, Card, fill, Hash, Icon, Loading, Notice, Said, Section, State, When } from "../../ui";
import { ruleName, STATE_KINDS } from "../proposals/kinds";
import { useClose } from "./close";
import { Does } from "./Does";
import { Happens } from "./Happens";
import { Needs } from "./Needs";
import { Stands } from "./Stands";
import { Voters } from "./Voters";
import { VotePanel } from "./VotePanel";

export default function ProposalView() {
  const words = t.value.proposal;
  const number = Number(route.value.path[1]);
  const seen = snapshot.value;
  const proposal = seen?.proposals.get(number);
  const isMade = seen?.made.some((one) => one.number === number) ?? false;
  useEffect(() => {
    if (isMade) want([number]);
  }, [number, isMade]);
  if (!seen) return <Loading />;
  if (number > seen.proposalCount) return <Missing text={words.missing(number, seen.proposalCount)} />;
  if (!isMade) return <Missing text={words.unread(number)} />;
  if (!proposal) return <Loading />;
  return <Shown key={number} proposal={proposal} seen={seen} />;
}

function Missing({ text }: { text: string }) {
  return (
    <div class="head">
      <Crumb />
      <h1>{text}</h1>
    </div>
  );
}

function Crumb() {
  return <a class="crumb" href={hrefOf(place.value, "proposals")}><Icon name="left" />{t.value.proposal.back}</a>;
}

function Shown({ proposal, seen }: { proposal: Proposal; seen: Snapshot }) {
  const words = t.value.proposal;
  const { close, failed } = useClose(proposal);
  const isWrong = proposalId(proposal) !== proposal.id;
  const isContradicted = (checks.value?.contradictions.length ?? 0) > 0;
  return (
    <>
      <Head proposal={proposal} seen={seen} />
      {isWrong && <Notice kind="against" title={words.wrongId} live />}
      {failed !== undefined && <Notice kind="wait" live>{words.notRead(failed)}</Notice>}
      <div class="cols prop-cols">
        <div class="stack c1">
          <Does proposal={proposal} seen={seen} close={close} isWrong={isWrong} />
          <Text proposal={proposal} />
          {close && <Stands close={close} proposal={proposal} seen={seen} now={chainNow.value} />}
          <Needs close={close} seen={seen} />
        </div>
        <div class="c2 noprint">
          <div class="aside">{!isWrong && !isContradicted && <VotePanel close={close} proposal={proposal} seen={seen} />}</div>
        </div>
        <div class="stack c3">
          {close && <Voters close={close} seen={seen} />}
          {close && <Happens close={close} proposal={proposal} seen={seen} now={chainNow.value} />}
          <Ids proposal={proposal} isWrong={isWrong} />
        </div>
      </div>
    </>
  );
}

function Head({ proposal, seen }: { proposal: Proposal; seen: Snapshot }) {
  const words = t.value.proposal;
  const standing = standingOf(proposal, chainNow.value);
  const title = titleOf(proposal);
  const made = proposal.snapshot - Number(proposal.rule.voting_delay);
  const copyLink = () => {
    navigator.clipboard.writeText(location.href).then(() => announce(t.value.copying.copied), () => announce(t.value.copying.failed));
  };
  return (
    <div class="head">
      <Crumb />
      <p class="small soft">{words.number(proposal.number)}</p>
      <h1>{title ? <Said as="title" text={title} limit={240} /> : words.untitled}</h1>
      <div class="head__state"><State kind={STATE_KINDS[standing]}>{t.value.standings[standing]}</State><span><Due proposal={proposal} standing={standing} /></span></div>
      <p class="lead">
        {fill(proposal.tally.everyday ? words.leadEveryday : words.lead, { who: called(proposal.proposer), when: <When at={made} dateOnly />, rule: ruleName(proposal, seen) })}
      </p>
      <p class="head__acts noprint">
        <Button kind="quiet" small icon="link" onPress={copyLink}>{words.copyLink}</Button>
        <Button kind="quiet" small icon="file" onPress={() => print()}>{words.print}</Button>
      </p>
    </div>
  );
}

/** The next moment that counts. */
function Due({ proposal, standing }: { proposal: Proposal; standing: Standing }) {
  const words = t.value.proposal;
  switch (standing) {
    case "waiting":
      return <>{fill(words.opens, { when: <When at={proposal.snapshot + 1} edge="opening" utc away /> })}</>;
    case "open":
      return <>{fill(words.closes, { when: <When at={proposal.deadline} edge="closing" utc away /> })}</>;
    case "delay":
      return <>{fill(words.runsFrom, { when: <When at={proposal.executableFrom} edge="opening" utc away /> })}</>;
    case "ready":
      return <>{fill(words.runsUntil, { when: <When at={proposal.executableUntil} edge="closing" utc away /> })}</>;
    default:
      return <>{fill(words.closed, { when: <When at={proposal.deadline} edge="closing" /> })}</>;
  }
}

/** What its proposer wrote below the title. */
function Text({ proposal }: { proposal: Proposal }) {
  const text = textOf(proposal);
  const rest = text.trim().split("\n").slice(1).join("\n").trim();
  if (rest === "") return null;
  return <Section title={t.value.proposal.text}><Card pad><Said text={rest} /></Card></Section>;
}

/** What is signed and asked for by: worked out again from what stands here. */
function Ids({ proposal, isWrong }: { proposal: Proposal; isWrong: boolean }) {
  const words = t.value.proposal;
  const hex = (id: bigint): `0x${string}` => `0x${id.toString(16).padStart(64, "0")}`;
  return (
    <Section title={words.ids}>
      <Card pad>
        <dl class="facts">
          <div><dt>{words.id}{!isWrong && <> <span class="soft">({words.idAgrees})</span></>}</dt><dd class="wide"><Hash of={hex(proposalId(proposal))} label={words.id} /></dd></div>
          <div><dt>{words.descriptionHash}</dt><dd class="wide"><Hash of={descriptionHash(proposal.description)} label={words.descriptionHash} /></dd></div>
          <div><dt>{words.transaction}</dt><dd class="wide"><Hash of={proposal.transaction} label={words.transaction} /></dd></div>
        </dl>
      </Card>
    </Section>
  );
}
