import type { ComponentChildren } from "preact";
import { bpsText, shownMoment, spanText, wholeText } from "../../format";
import type { Deal } from "../../generated/views";
import type { DealField } from "../../model/deal";
import type { Deciding } from "../../model/deciding";
import type { Snapshot } from "../../model/partnership";
import { t } from "../../text";

/** One part of a deal in words, as it holds for who is held to it. */
export function dealText(field: DealField, value: bigint): string {
  const words = t.value.terms.deal;
  const times = t.value.times;
  switch (field) {
    case "notice_seconds":
      return value > 0n ? words.notice(spanText(value, times)) : words.atOnce;
    case "redeemable_bps":
      return value > 0n ? words.partOf(bpsText(value)) : words.takesNothing;
    case "ends":
      return value > 0n ? shownMoment(value, times, { edge: "closing" }).local : words.noEnd;
    case "max_units":
      return t.value.common.units(value);
    case "max_weight":
      return t.value.common.votes(value);
    case "max_sponsors_bps":
    case "max_reserve_bps":
      return bpsText(value);
    case "move_seconds":
      return value > 0n ? spanText(value, times) : words.atOnce;
    case "call_days":
      return times.units.days(value);
    case "deadlock_days":
      return value > 0n ? times.units.days(value) : words.noDeadlock;
  }
}

export function dealTerm(field: DealField): string {
  return t.value.terms.deal.terms[field];
}

/** All of a deal but what says nothing. */
export function dealFacts(deal: Deal): { key: string; term: string; value: ComponentChildren; wide?: ComponentChildren }[] {
  const words = t.value.terms.deal;
  const fields: DealField[] = ["notice_seconds", "redeemable_bps", "max_units", "max_weight", "max_sponsors_bps", "max_reserve_bps", "move_seconds", "call_days"];
  if (deal.ends > 0n) fields.push("ends");
  if (deal.deadlock_days > 0n) fields.push("deadlock_days");
  return fields.map((field) => ({ key: field, term: dealTerm(field), value: dealText(field, deal[field]), wide: words.notes[field] }));
}

/** When a class passes, in one sentence. */
export function passesText({ mode, quorum, approval, seats }: Deciding): string {
  const words = t.value.terms.passes;
  const share = (bps: number | undefined) => (bps === undefined ? undefined : bpsText(bps));
  switch (mode) {
    case "majority":
      return words.majority(bpsText(quorum), share(approval));
    case "dual":
      return words.dual(bpsText(quorum), share(approval), share(seats));
    case "lazy":
      return words.lazy(bpsText(quorum));
    case "unanimous":
      return words.unanimous;
  }
}

/** What else is special about a class, a sentence each. */
export function specialTexts({ recusal, objections, contested, extension, breaksTies, window }: Deciding): string[] {
  const words = t.value.terms.special;
  const times = t.value.times;
  return [
    ...(recusal ? [words.recusal] : []),
    ...(objections > 0 ? [words.objections(objections)] : []),
    ...(contested > 0 ? [words.contested(bpsText(contested))] : []),
    ...(extension > 0 ? [words.extension(spanText(extension, times))] : []),
    ...(breaksTies ? [words.breaksTies] : []),
    words.window(spanText(window, times)),
  ];
}

export function takesText({ takes, isAtMost }: Deciding): string {
  const span = spanText(takes, t.value.times, 2);
  return isAtMost ? t.value.terms.upTo(span) : span;
}

export function classText(decisionClass: number, name: string | undefined): string {
  const usual: Readonly<Record<number, string>> = t.value.terms.classes;
  return usual[decisionClass] ?? name ?? t.value.terms.otherClass(wholeText(decisionClass));
}

/** In which order income is paid, in one sentence. */
export function incomeText(order: Snapshot["order"]): string {
  const words = t.value.agreed;
  return words.inOrder([
    ...(order.sponsors.length > 0 ? [words.sponsors(bpsText(order.sponsors.reduce((sum, each) => sum + each.shareBps, 0)))] : []),
    ...(order.recoupment > 0 ? [words.recoupment] : []),
    ...(order.reserveBps > 0 ? [words.reserve(bpsText(order.reserveBps))] : []),
    words.partners,
  ]);
}
