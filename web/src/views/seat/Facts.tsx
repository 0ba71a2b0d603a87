import { hrefOf } from "../../app/router";
import { PHASE, STATUS } from "../../generated/enums";
import { bpsText, percentText, shownMoment, wholeText } from "../../format";
import { dealOf, isSeated, type SeatFacts } from "../../model/seats";
import { floorBps } from "../../model/deal";
import { putIn } from "../../model/offered";
import type { Partner, Snapshot } from "../../model/partnership";
import { roleWords } from "../../model/roles";
import { t } from "../../text";
import { Address, Card, Section, Sums, Summary, When } from "../../ui";

const DAY = 86_400;

/** What a seat has: shares, vesting, role with its end, who speaks for it, where it is paid, what it put in. */
export function Facts({ seen, partner, facts }: { seen: Snapshot; partner: Partner; facts: SeatFacts | undefined }) {
  const words = t.value.seat;
  const deal = dealOf(seen.events, partner.acceptedVersion) ?? seen.deal;
  const floor = floorBps(partner.units, deal);
  const contributed = putIn(seen).get(partner.account) ?? [];
  const sum = (of: "weight" | "units") => seen.roster.reduce((all, each) => all + each[of], 0n);
  const [weights, units] = seen.phase === PHASE.FORMING ? [sum("weight"), sum("units")] : [seen.totalWeight, seen.totalUnits];
  const day = (number: number) => shownMoment(number * DAY, t.value.times, { weekday: false }).date;
  const vesting = facts?.vesting;
  const has = isSeated(partner) || partner.status === STATUS.INVITED;
  return (
    <Section title={words.shares}>
      <Card pad>
        <Summary
          of={[
            ...(has ? [
              { key: "votes", term: words.votes, value: t.value.common.of(wholeText(partner.weight), wholeText(weights)), small: counts(partner) ? percentText(partner.weight, weights) : words.votesRest },
              { key: "units", term: words.units, value: t.value.common.of(wholeText(partner.units), wholeText(units)), small: [percentText(partner.units, units), ...(floor === undefined ? [] : [words.neverLess(bpsText(floor))])].filter(Boolean).join("; ") },
            ] : [{ key: "gone", term: words.shares, value: t.value.common.nothing, small: <a href={hrefOf(seen.place, "money")}>{words.goneNote}</a> }]),
            ...(vesting ? [{ key: "vesting", term: words.vesting, value: words.vested(wholeText(facts.vestedUnits), wholeText(partner.units)), small: words.vestingNote(wholeText(vesting.units), day(vesting.startDay), day(vesting.cliffDay), day(vesting.endDay)) }] : []),
            ...(has ? [{ key: "role", term: words.role, value: roleWords(partner.role, t.value.roles) || t.value.common.none, small: partner.roleEnds > 0 ? <>{words.roleUntil} <When at={partner.roleEnds} edge="closing" noWeekday /></> : undefined }] : []),
            ...(partner.probationEnds > 0 ? [{ key: "probation", term: words.probation, value: <When at={partner.probationEnds} edge="closing" noWeekday /> }] : []),
            ...(partner.suspendedUntil > 0 && partner.status === STATUS.SUSPENDED ? [{ key: "suspended", term: words.suspended, value: <When at={partner.suspendedUntil} edge="closing" noWeekday /> }] : []),
            { key: "representative", line: true, term: words.representative, value: partner.representative ? <Address of={partner.representative} /> : t.value.common.nobody },
            { key: "payout", term: words.payout, value: facts && facts.payout !== partner.account ? <Address of={facts.payout} /> : words.payoutSelf },
            { key: "put", term: words.putIn, value: contributed.length > 0 ? <Sums of={contributed} /> : t.value.common.nothing, small: contributed.length > 0 ? <a href={hrefOf(seen.place, "money")}>{words.toMoney}</a> : undefined },
            ...(facts?.offer ? [{ key: "offer", term: words.offeredTo, value: <Address of={facts.offer.to} />, small: <>{words.mayTake} <When at={facts.offer.readyAt} edge="opening" /></> }] : []),
          ]}
        />
      </Card>
    </Section>
  );
}

function counts(partner: Partner): boolean {
  return (partner.status === STATUS.ACTIVE || partner.status === STATUS.INVITED) && !partner.isLapsed;
}
