import { names } from "../../app/names";
import { PHASE } from "../../generated/enums";
import { bpsText, percentText, safeLine, shownMoment, wholeText } from "../../format";
import { floorBps } from "../../model/deal";
import type { Offered } from "../../model/acceptance";
import type { Contributions } from "../../model/offered";
import type { Snapshot } from "../../model/partnership";
import { roleWords } from "../../model/roles";
import { t } from "../../text";
import { Panel, Summary, Sums } from "../../ui";
import { dealText } from "../terms/dealWords";

/** What exactly is accepted by who joins. */
export function Share({ seen, offered, number }: { seen: Snapshot; offered: Offered & Contributions; number: number }) {
  const words = t.value.accept;
  const { offer } = offered;
  const { deal } = seen;
  const all = totals(seen, offer);
  const floor = floorBps(offer.units, deal);
  const role = roleWords(Number(offer.role), t.value.roles);
  return (
    <Panel title={words.yourShare(String(number))}>
      <Summary
        of={[
          { key: "votes", term: words.votes, value: t.value.common.of(wholeText(offer.weight), wholeText(all.weight)), small: percentText(offer.weight, all.weight) },
          {
            key: "units",
            term: words.units,
            value: t.value.common.of(wholeText(offer.units), wholeText(all.units)),
            small: words.atLeast(percentText(offer.units, all.units), floor === undefined ? undefined : bpsText(floor)),
          },
          { key: "role", term: words.role, value: role ? role.charAt(0).toLowerCase() + role.slice(1) : t.value.common.none, small: role ? undefined : words.noRole },
          ...(offer.probation_ends > 0n ? [{ key: "probation", term: words.probation, value: shownMoment(offer.probation_ends, t.value.times, { edge: "closing" }).local, small: words.probationNote }] : []),
          { key: "leave", line: true, term: t.value.terms.deal.terms.notice_seconds, value: dealText("notice_seconds", deal.notice_seconds) },
          { key: "along", term: words.along, value: deal.redeemable_bps > 0n ? words.yourPart(bpsText(deal.redeemable_bps)) : t.value.common.nothing, small: deal.redeemable_bps > 0n ? words.ofTreasury : undefined },
          { key: "before", term: words.before, value: <Before seen={seen} ahead={offered.ahead} />, small: beforeNote(seen, offered.ahead.length > 0) },
          ...(deal.ends > 0n ? [{ key: "ends", term: t.value.terms.deal.terms.ends, value: dealText("ends", deal.ends) }] : []),
          ...(offer.decisions > 0n ? [{ key: "decided", term: words.decided, value: wholeText(offer.decisions), small: words.decidedNote }] : []),
        ]}
      />
      <p class="small soft">{words.exactly}</p>
    </Panel>
  );
}

/** What all will have together: the founders, or those who are in it now and who joins. */
function totals(seen: Snapshot, offer: Offered["offer"]): { weight: bigint; units: bigint } {
  if (seen.phase !== PHASE.FORMING) return { weight: seen.totalWeight + offer.weight, units: seen.totalUnits + offer.units };
  const sum = (of: "weight" | "units") => seen.roster.reduce((all, founder) => all + founder[of], 0n);
  return { weight: sum("weight"), units: sum("units") };
}

function Before({ seen, ahead }: { seen: Snapshot; ahead: Contributions["ahead"] }) {
  const words = t.value.accept;
  const sponsors = seen.order.sponsors.reduce((sum, each) => sum + each.shareBps, 0);
  const steps = [
    ...(sponsors > 0 ? [<span key="s">{bpsText(sponsors)}</span>] : []),
    ...(seen.order.recoupment > 0 && ahead.length > 0 ? [<Sums key="c" of={ahead} />] : []),
    ...(seen.order.reserveBps > 0 ? [<span key="r">{bpsText(seen.order.reserveBps)}</span>] : []),
  ];
  if (steps.length === 0) return <>{t.value.common.nobody}</>;
  return <>{steps.map((step, at) => <span key={at}>{at > 0 && words.then}{step}</span>)}</>;
}

function beforeNote(seen: Snapshot, hasAhead: boolean): string | undefined {
  const words = t.value.accept;
  const who = [...new Set(seen.order.sponsors.map(({ sponsor }) => names.value.of(sponsor)?.name).filter((name) => name !== undefined))];
  const notes = [
    ...(seen.order.sponsors.length > 0 ? [words.toSponsors(who.map((name) => safeLine(name, 40)).join(", "))] : []),
    ...(seen.order.recoupment > 0 && hasAhead ? [words.toContributors] : []),
    ...(seen.order.reserveBps > 0 ? [words.toTreasury] : []),
  ];
  return notes.length > 0 ? words.inOrder(notes) : undefined;
}
