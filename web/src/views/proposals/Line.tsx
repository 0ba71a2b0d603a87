import { called } from "../../app/names";
import { hrefOf } from "../../app/router";
import { chainNow } from "../../app/store";
import { MODE } from "../../generated/enums";
import { safeLine, shownMoment, wholeText } from "../../format";
import { standingOf, type Standing } from "../../model/outcome";
import { type Proposal, type ProposalMade, type Snapshot, titleOf } from "../../model/partnership";
import { t } from "../../text";
import { Bar, Said, SkeletonNumber, State } from "../../ui";
import { STATE_KINDS } from "./kinds";

/** One proposal in a list: number, title, who made it, where it stands, and how. */
export function Line({ made, seen }: { made: ProposalMade; seen: Snapshot }) {
  const words = t.value.proposals;
  const proposal = seen.proposals.get(made.number);
  const title = titleOf(made);
  const by = called(made.proposer);
  const rule = proposal && (seen.classNames.get(proposal.decisionClass) ?? t.value.classes[proposal.decisionClass] ?? String(proposal.decisionClass));
  return (
    <article class="row prop">
      <span class="prop__no"><span class="vh">{words.number(made.number)}</span><span aria-hidden="true">{made.number}</span></span>
      <h2 class="prop__t"><a href={hrefOf(seen.place, "proposals", made.number)}>{title ? <Said as="title" text={title} limit={140} noNote /> : words.untitled}</a></h2>
      <p class="prop__m">{rule === undefined ? words.by(by, made.actions.length) : words.byRule(by, made.actions.length, safeLine(rule, 32))}</p>
      {proposal ? <Stand proposal={proposal} standing={standingOf(proposal, chainNow.value)} /> : <div class="prop__s"><SkeletonNumber /></div>}
    </article>
  );
}

function Stand({ proposal, standing }: { proposal: Proposal; standing: Standing }) {
  const { tally, rule } = proposal;
  const isLazy = Number(rule.mode) === MODE.LAZY;
  const isCounted = tally.base > 0n;
  return (
    <div class="prop__s">
      <State kind={STATE_KINDS[standing]}>{t.value.standings[standing]}</State>
      {isCounted && standing !== "withdrawn" && (
        <Bar mini for={tally.votes_for} against={tally.votes_against} abstain={tally.votes_abstain} all={tally.base} goal={isLazy ? { stops: tally.quorum } : { needed: tally.quorum }} />
      )}
      <span class="small soft">{standText(proposal, standing)}</span>
    </div>
  );
}

function standText({ tally, rule, snapshot, executableFrom, executableUntil }: Proposal, standing: Standing): string {
  const words = t.value.proposals;
  const moment = (at: number, edge: "opening" | "closing") => shownMoment(at, t.value.times, { edge, year: false }).local;
  const { votes_for: favour, votes_against: against, votes_abstain: abstain, quorum } = tally;
  switch (standing) {
    case "waiting":
      return words.opens(moment(snapshot + 1, "opening"));
    case "delay":
      return words.from(moment(executableFrom, "opening"));
    case "ready":
      return words.until(moment(executableUntil, "closing"));
    case "open":
      return Number(rule.mode) === MODE.LAZY ? words.againstBar(wholeText(against), wholeText(quorum)) : words.taken(wholeText(favour + abstain), wholeText(quorum));
    default:
      return words.forAgainst(wholeText(favour), wholeText(against));
  }
}
