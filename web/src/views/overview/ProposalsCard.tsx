import { chainNow } from "../../app/store";
import { called } from "../../app/names";
import { MODE } from "../../generated/enums";
import { safeLine, shownMoment, wholeText } from "../../format";
import { isOpen, standingOf, type Standing } from "../../model/outcome";
import { titleOf, type Proposal, type Snapshot } from "../../model/partnership";
import { t } from "../../text";
import { Bar, Card, Said, Section, State, type StateKind } from "../../ui";

const MOST = 5;

const KINDS: Readonly<Record<Standing, StateKind>> = {
  waiting: "wait",
  open: "open",
  tied: "wait",
  delay: "wait",
  ready: "good",
  done: "done",
  failed: "bad",
  stopped: "bad",
  withdrawn: "done",
  lapsed: "done",
};

/** The open ones, and the last of the others. */
export function ProposalsCard({ seen, href }: { seen: Snapshot; href: (...path: (string | number)[]) => string }) {
  const words = t.value.overview;
  const known = [...seen.proposals.values()].sort((a, b) => b.number - a.number);
  const open = known.filter(isOpen);
  const shown = [...open, ...known.filter((proposal) => !isOpen(proposal))].slice(0, Math.max(MOST, open.length));
  return (
    <Section title={words.proposals} aside={<a href={href("proposals", "new")}>{words.makeProposal}</a>}>
      <Card>
        {shown.length === 0 && <p class="row row--pad soft">{words.noProposals}</p>}
        {shown.map((proposal) => <Line key={proposal.number} proposal={proposal} seen={seen} href={href("proposals", proposal.number)} />)}
        {seen.proposalCount > shown.length && <p class="row row--pad small"><a href={href("proposals")}>{words.allProposals(seen.proposalCount)}</a></p>}
      </Card>
    </Section>
  );
}

function Line({ proposal, seen, href }: { proposal: Proposal; seen: Snapshot; href: string }) {
  const words = t.value.overview;
  const standing = standingOf(proposal, chainNow.value);
  const title = titleOf(proposal);
  const rule = seen.classNames.get(proposal.decisionClass) ?? t.value.classes[proposal.decisionClass] ?? String(proposal.decisionClass);
  return (
    <article class="row prop">
      <span class="prop__no"><span class="vh">{words.proposalNumber} </span>{proposal.number}</span>
      <h3 class="prop__t"><a href={href}>{title ? <Said as="title" text={title} limit={140} /> : words.untitled}</a></h3>
      <p class="prop__m">{words.proposedBy(called(proposal.proposer), proposal.actions.length, safeLine(rule, 32))}</p>
      <div class="prop__s">
        <State kind={KINDS[standing]}>{t.value.standings[standing]}</State>
        {isCounted(proposal, standing) && <Tallied proposal={proposal} />}
        <span class="small soft">{tallyText(proposal, standing)}</span>
      </div>
    </article>
  );
}

/** Votes are open and have to reach something: a picture says how far they are. */
function isCounted(proposal: Proposal, standing: Standing): boolean {
  return standing === "open" && Number(proposal.rule.mode) !== MODE.LAZY && proposal.tally.base > 0n;
}

function Tallied({ proposal }: { proposal: Proposal }) {
  const { votes_for: favour, votes_against: against, votes_abstain: abstain, base, quorum } = proposal.tally;
  return <Bar mini for={favour} against={against} abstain={abstain} all={base} goal={{ needed: quorum }} />;
}

function tallyText(proposal: Proposal, standing: Standing): string {
  const words = t.value.overview;
  const { votes_for: favour, votes_against: against, votes_abstain: abstain, quorum } = proposal.tally;
  if (standing === "waiting") return words.opens(shownMoment(proposal.snapshot + 1, t.value.times, { edge: "opening", year: false }).local);
  if (standing === "delay") return words.carryFrom(shownMoment(proposal.executableFrom, t.value.times, { edge: "opening", year: false }).local);
  if (standing === "ready") return words.carryUntil(shownMoment(proposal.executableUntil, t.value.times, { edge: "closing", year: false }).local);
  if (standing === "open" && Number(proposal.rule.mode) !== MODE.LAZY) return words.forNeeded(wholeText(favour + abstain), wholeText(quorum));
  return words.forAgainst(wholeText(favour), wholeText(against));
}
