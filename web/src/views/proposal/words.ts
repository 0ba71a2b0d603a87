/** How a vote stands, in sentences. */

import { MODE } from "../../generated/enums";
import { bpsText, percentText, wholeText } from "../../format";
import type { Vote, Result, Test } from "../../model/standing";
import { outcomeOf } from "../../model/standing";
import type { Proposal } from "../../model/partnership";
import { standingOf } from "../../model/outcome";
import { t } from "../../text";

/** What the heading says: the state, or what would come of it now. */
export function headline(vote: Vote, proposal: Proposal, now: number): string {
  const words = t.value.proposal.stands;
  const standing = standingOf(proposal, now);
  if (standing !== "open") return words[standing];
  return words.now[outcomeOf(vote, vote.count)];
}

/** What a choice would come to: "It passes: 75 of 100 votes, 2 of 3 partners." */
export function resultText(vote: Vote, result: Result): string {
  const words = t.value.vote.result;
  const { count, outcome } = result;
  if (outcome === "tied") return words.tied;
  const mode = Number(vote.rule.mode);
  const seats = BigInt(vote.voters.filter((voter) => voter.recusal === undefined).length);
  if (outcome === "passes") {
    if (mode === MODE.UNANIMOUS) return words.everybody;
    if (mode === MODE.LAZY) return words.silence(wholeText(count.against));
    const votes = words.votes(wholeText(count.favour), wholeText(count.base));
    return mode === MODE.DUAL ? words.passesBoth(votes, words.partners(wholeText(count.seatsFor), wholeText(seats))) : words.passes(votes);
  }
  const missed = result.tests.filter((test) => test.outlook !== "met");
  const [first] = missed;
  const [share, parts] = [missed.find((test) => test.kind === "weight"), missed.find((test) => test.kind === "seats")];
  if (first?.kind === "takePart") return words.tooFew(wholeText(first.have), wholeText(first.needed));
  if (first?.kind === "fewAgainst") return words.tooManyAgainst(wholeText(first.have), wholeText(first.bar));
  if (first?.kind === "everybody") return words.notEverybody(wholeText(first.have), wholeText(first.base));
  if (share?.kind === "weight" && parts?.kind === "seats" && result.support === 0) {
    return words.failsBoth(shareOf(share), words.partners(wholeText(parts.favour), wholeText(seats)));
  }
  if (share?.kind === "weight") return words.tooLittle(shareOf(share), bpsText(share.approval));
  return words.seatsAgainst(wholeText(count.seatsFor), wholeText(count.seatsAgainst));
}

/** The part of for and against that is for. */
export function shareOf(test: Extract<Test, { kind: "weight" | "seats" }>): string {
  return percentText(test.favour, test.favour + test.against) ?? bpsText(0);
}
