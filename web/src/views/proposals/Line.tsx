import { called } from "../../app/names";
import { hrefOf } from "../../app/router";
import { chainNow } from "../../app/store";
import { MODE } from "../../generated/enums";
import { shownMoment, wholeText } from "../../format";
import { standingOf, type Standing } from "../../model/outcome";
import { type Proposal, type ProposalMade, type Snapshot, titleOf } from "../../model/partnership";
import { t } from "../../text";
import { Bar, Said, SkeletonNumber, State } from "../../ui";
import { decisionText, STATE_KINDS } from "./kinds";

/** One proposal in a list: number, title, who made it, where it stands, and how; `isBrief` counts only while votes come in. */
export function Line({ made, seen, isBrief = false }: { made: ProposalMade; seen: Snapshot; isBrief?: boolean }) {
  const words = t.value.proposals;
  const proposal = seen.proposals.get(made.number);
  const title = titleOf(made);
  const by = words.by(called(made.proposer), made.actions.length);
  const Title = isBrief ? "h3" : "h2";
  return (
    <article class="row prop">
      <span class="prop__no"><span class="vh">{words.number(made.number)}</span><span aria-hidden="true">{made.number}</span></span>
      <Title class="prop__t"><a href={hrefOf(seen.place, "proposals", made.number)}>{title ? <Said as="title" text={title} limit={140} noNote /> : words.untitled}</a></Title>
      <p class="prop__m">{proposal ? words.byKind(by, decisionText(proposal, seen)) : by}</p>
      {proposal ? <Stand proposal={proposal} standing={standingOf(proposal, chainNow.value)} isBrief={isBrief} /> : <div class="prop__s"><SkeletonNumber /></div>}
    </article>
  );
}

function Stand({ proposal, standing, isBrief }: { proposal: Proposal; standing: Standing; isBrief: boolean }) {
  const { tally, rule } = proposal;
  const isLazy = Number(rule.mode) === MODE.LAZY;
  const isCounted = tally.base > 0n && standing !== "withdrawn" && (standing === "open" || !isBrief);
  return (
    <div class="prop__s">
      <State kind={STATE_KINDS[standing]}>{t.value.standings[standing]}</State>
      {isCounted && (
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
