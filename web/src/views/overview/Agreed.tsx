import { bpsText, spanText, wholeText } from "../../format";
import type { Snapshot } from "../../model/partnership";
import { t } from "../../text";
import { Facts, Section } from "../../ui";

/** What everybody accepted beside the document, and what was promised by name. */
export function Agreed({ seen, href }: { seen: Snapshot; href: string }) {
  const words = t.value.agreed;
  const { deal, order } = seen;
  const income = [
    ...(order.sponsors.length > 0 ? [words.sponsors(bpsText(order.sponsors.reduce((sum, each) => sum + each.shareBps, 0)))] : []),
    ...(order.recoupment > 0 ? [words.recoupment] : []),
    ...(order.reserveBps > 0 ? [words.reserve(bpsText(order.reserveBps))] : []),
    words.partners,
  ];
  const running = seen.mandates.filter((mandate) => !mandate.isOver).length;
  const promised = seen.matters.length + seen.floors.length;
  return (
    <Section title={words.title} aside={<a href={href}>{words.readTerms}</a>} inCard>
      <Facts
        of={[
          { key: "income", term: words.income, wide: words.inOrder(income) },
          { key: "leave", term: words.toLeave, value: deal.notice_seconds > 0n ? words.notice(spanText(deal.notice_seconds, t.value.times)) : words.atOnce },
          { key: "takes", term: words.leaverTakes, wide: deal.redeemable_bps > 0n ? words.partOf(bpsText(deal.redeemable_bps)) : words.takesNothing },
          { key: "units", term: words.unitsAtMost, value: words.given(wholeText(seen.totalUnits), wholeText(deal.max_units)) },
          { key: "mandates", term: words.mandates, value: running > 0 ? String(running) : t.value.common.none },
          ...(promised > 0 ? [{ key: "promised", term: words.promised, value: String(promised) }] : []),
        ]}
      />
    </Section>
  );
}
