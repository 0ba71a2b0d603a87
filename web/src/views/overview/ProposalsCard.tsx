import { PHASE } from "../../generated/enums";
import { isOpen } from "../../model/outcome";
import type { Snapshot } from "../../model/partnership";
import { t } from "../../text";
import { Card, Section } from "../../ui";
import { Line } from "../proposals/Line";

const MOST = 5;

/** The open ones, and the last of the others. */
export function ProposalsCard({ seen, href }: { seen: Snapshot; href: (...path: (string | number)[]) => string }) {
  const words = t.value.overview;
  const known = [...seen.proposals.values()].sort((a, b) => b.number - a.number);
  const open = known.filter(isOpen);
  const shown = [...open, ...known.filter((proposal) => !isOpen(proposal))].slice(0, Math.max(MOST, open.length));
  const isForming = seen.phase === PHASE.FORMING;
  return (
    <Section title={words.proposals} aside={!isForming && <a href={href("proposals", "new")}>{words.makeProposal}</a>}>
      <Card>
        {shown.length === 0 && <p class="row row--pad soft">{isForming ? words.notInForce : words.noProposals}</p>}
        {shown.map((proposal) => <Line key={proposal.number} made={proposal} seen={seen} isBrief />)}
        {seen.proposalCount > shown.length && <p class="row row--pad small"><a href={href("proposals")}>{words.allProposals(seen.proposalCount)}</a></p>}
      </Card>
    </Section>
  );
}
