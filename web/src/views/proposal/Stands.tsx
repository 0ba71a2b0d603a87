import { called } from "../../app/names";
import { bpsText, spanText, wholeText } from "../../format";
import { isOpen, standingOf } from "../../model/outcome";
import type { Proposal, Snapshot } from "../../model/partnership";
import type { Outlook, Test as TestResult, Vote } from "../../model/standing";
import { testsOf } from "../../model/standing";
import { objectionsTo } from "../../model/vote";
import { t } from "../../text";
import { Bar, BarKey, Card, fill, Notice, Said, Seats, Section, type Side, Test, type TestState } from "../../ui";
import type { Close } from "./close";
import { nameOfSeat, shortName } from "./names";
import { headline, shareOf } from "./words";

const STATES: Readonly<Record<Outlook, TestState>> = { met: "yes", open: "wait", lost: "no" };
const SIDES: readonly Side[] = ["against", "for", "abstain"];
/** Seats that are named beside each other; of larger partnerships the rest is counted. */
const MOST_SEATS = 24;

/** How it stands: each test that the decision has to pass, with what is there and what is needed. */
export function Stands({ close, proposal, seen, now }: { close: Close; proposal: Proposal; seen: Snapshot; now: number }) {
  const words = t.value.proposal.stands;
  const { vote } = close;
  const { rule, tally } = proposal;
  const recused = vote.voters.filter((voter) => voter.recusal !== undefined);
  const standing = standingOf(proposal, now);
  return (
    <Section id="stands" title={words.title(headline(vote, proposal, now))}>
      <Card kind="tests">
        {testsOf(vote).map((test) => <OneTest key={test.kind} test={test} vote={vote} seen={seen} />)}
        <div class="row row--pad stands__notes">
          {standing === "waiting" && <p class="small soft">{words.estimate}</p>}
          {tally.contested && <p class="small soft">{tally.put_again ? words.stoppedOnce : words.contested}</p>}
          {recused.length > 0 && (
            <p class="small soft">
              {words.recused(recused.map((voter) => nameOfSeat(seen, voter.seat)).join(", "), words.recusedWeight(wholeText(recused.reduce((all, voter) => all + voter.weight, 0n))))}
            </p>
          )}
          {(standing === "open" || standing === "waiting") && rule.early_decision && <p class="small soft">{words.early}</p>}
          {(standing === "open" || standing === "waiting") && rule.extension > 0n && <p class="small soft">{words.late(spanText(rule.extension, t.value.times))}</p>}
          {vote.tiesBreak && isOpen(proposal) && <p class="small soft">{fill(words.tie, { who: called(rule.tie_breaker) })}</p>}
          <Against close={close} proposal={proposal} seen={seen} />
        </div>
      </Card>
    </Section>
  );
}

/** What is said against it once it has passed. */
function Against({ close, proposal, seen }: { close: Close; proposal: Proposal; seen: Snapshot }) {
  const words = t.value.proposal.stands;
  const { tally, rule } = proposal;
  const objections = objectionsTo(seen, proposal.id);
  return (
    <>
      {tally.stopping > 0n && <Notice kind="wait">{words.stopping(wholeText(tally.stopping), wholeText(close.vote.count.base))}</Notice>}
      {objections.length > 0 && <Notice kind="wait" title={words.objections(objections.length, Number(rule.objections))}>
        {objections.map((one) => (
          <div key={one.objector}><p>{fill(words.objected, { who: called(one.objector) })}</p>{one.reason !== "" && <Said text={one.reason} />}</div>
        ))}
      </Notice>}
    </>
  );
}

function OneTest({ test, vote, seen }: { test: TestResult; vote: Vote; seen: Snapshot }) {
  const words = t.value.proposal.stands;
  const state = STATES[test.outlook];
  const { count } = vote;
  const open = count.base - count.favour - count.against - count.abstain;
  switch (test.kind) {
    case "takePart":
      return (
        <Test state={state} title={words.takePart} value={words.ofNeeded(wholeText(test.have), wholeText(test.needed))} foot={count.abstain > 0n ? words.abstainCounts : undefined}>
          <Bar for={count.favour} against={count.against} abstain={count.abstain} all={test.base} goal={{ needed: test.needed }} />
          <BarKey for={count.favour} against={count.against} abstain={count.abstain} open={open > 0n ? open : undefined} />
        </Test>
      );
    case "weight": {
      const both = test.favour + test.against;
      const value = both === 0n ? words.noneYet : words.shareOfNeeded(shareOf(test), bpsText(test.approval));
      return (
        <Test state={state} title={words.weight} value={value} foot={both === 0n ? undefined : words.forOf(wholeText(test.favour), wholeText(both))}>
          <Bar for={test.favour} against={test.against} all={both} goal={{ share: test.approval }} />
        </Test>
      );
    }
    case "seats":
      return (
        <Test
          state={state}
          title={test.approval > 5_000n ? words.seatsShare : words.seats}
          value={test.approval > 5_000n && test.favour + test.against > 0n ? words.shareOfNeeded(shareOf(test), bpsText(test.approval)) : words.forAgainst(wholeText(test.favour), wholeText(test.against))}
          foot={words.once}
        >
          <SeatList vote={vote} seen={seen} />
        </Test>
      );
    case "fewAgainst":
      return (
        <Test state={state} title={words.fewAgainst} value={words.barOf(wholeText(test.have), wholeText(test.bar))} foot={words.silence}>
          <Bar for={count.favour} against={test.have} abstain={count.abstain} all={test.base} goal={{ stops: test.bar }} />
          <BarKey for={count.favour} against={count.against} abstain={count.abstain} open={open > 0n ? open : undefined} />
        </Test>
      );
    case "everybody":
      return (
        <Test state={state} title={words.everybody} value={words.all(wholeText(test.have), wholeText(test.base))}>
          <Bar for={count.favour} against={count.against} abstain={count.abstain} all={test.base} goal={{ needed: test.base }} />
          <BarKey for={count.favour} against={count.against} abstain={count.abstain} open={open > 0n ? open : undefined} />
        </Test>
      );
  }
}

function SeatList({ vote, seen }: { vote: Vote; seen: Snapshot }) {
  // Who did not vote is not on any side once it is over.
  const all = vote.voters.filter((voter) => !vote.isOver || voter.ballot !== undefined).map((voter) => {
    const partner = seen.roster.find((one) => one.seat === voter.seat);
    const side: Side = voter.recusal ? "recused" : voter.ballot ? (SIDES[voter.ballot.support] ?? "open") : "open";
    return { key: String(voter.seat), name: partner ? shortName(seen, partner.account) : String(voter.seat), side };
  });
  const ordered = all.length <= MOST_SEATS ? all : [...all.filter((seat) => seat.side !== "open"), ...all.filter((seat) => seat.side === "open")];
  const rest = all.length - MOST_SEATS;
  return <><Seats of={ordered.slice(0, MOST_SEATS)} />{rest > 0 && <p class="test__f">{t.value.proposal.stands.more(rest)}</p>}</>;
}
