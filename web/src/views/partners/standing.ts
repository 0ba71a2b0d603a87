/** Where a partner stands, in a few words, for lists and above its page. */

import { PHASE, STATUS } from "../../generated/enums";
import { shownMoment } from "../../format";
import type { Partner, Snapshot } from "../../model/partnership";
import { isGoing } from "../../model/seats";
import { t } from "../../text";
import type { StateKind } from "../../ui";

export interface StandingShown {
  readonly kind: StateKind;
  readonly text: string;
}

/** Most pressing first; nothing of a partner of whom there is nothing to say. */
export function standingsOf(seen: Snapshot, partner: Partner, now: number): StandingShown[] {
  const words = t.value.partners.standing;
  const day = (at: number) => shownMoment(at, t.value.times, { edge: "closing", weekday: false }).date;
  switch (partner.status) {
    case STATUS.INVITED: {
      const by = seen.phase === PHASE.FORMING ? seen.formationDeadline : partner.respondBy;
      return [now > by ? { kind: "bad", text: words.invitationOver } : { kind: "wait", text: words.invited(day(by)) }];
    }
    case STATUS.LEFT:
      return [{ kind: "done", text: words.left }];
    case STATUS.MOVED:
      return [{ kind: "done", text: words.moved }];
    case STATUS.EXPELLED:
      return [{ kind: "bad", text: isGoing(partner) ? words.expelled(day(partner.leavesAt)) : words.gone }];
    default:
      return seated(seen, partner, now, day);
  }
}

function seated(seen: Snapshot, partner: Partner, now: number, day: (at: number) => string): StandingShown[] {
  const words = t.value.partners.standing;
  const found: StandingShown[] = [];
  if (partner.status === STATUS.SUSPENDED) found.push({ kind: "bad", text: words.suspended(day(partner.suspendedUntil)) });
  if (partner.isLapsed) found.push({ kind: "bad", text: words.lapsed });
  else if (partner.answerBy > 0) found.push({ kind: "wait", text: now > partner.answerBy ? words.silent : words.called(day(partner.answerBy)) });
  if (seen.phase === PHASE.FORMING) found.push({ kind: "good", text: words.hasAccepted });
  else if (partner.acceptedVersion < seen.terms.version) found.push({ kind: "wait", text: words.older(String(partner.acceptedVersion)) });
  if (partner.leavesAt > 0) found.push({ kind: "wait", text: words.leaving(day(partner.leavesAt)) });
  if (partner.probationEnds > 0) found.push({ kind: "wait", text: now > partner.probationEnds ? words.probationOver : words.probation(day(partner.probationEnds)) });
  return found;
}
