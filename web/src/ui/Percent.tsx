import { type Fraction, bpsText, percentText, wholeText } from "../format";
import { t } from "../text";

/** A share in percent, cut with its mark. Nothing of nothing is told as `none`. */
export function Percent({ of, all }: Fraction) {
  const text = percentText(of, all);
  return <span class="n">{text ?? t.value.common.none}</span>;
}

/** A rule's share, exact: 6667 is `66.67%`. */
export function Bps({ of }: { of: number | bigint }) {
  return <span class="n">{bpsText(of)}</span>;
}

/** `40 of 120`, and the percentage after it if asked for. */
export function Part({ of, all, percent }: Fraction & { percent?: boolean | undefined }) {
  const text = percent ? percentText(of, all) : undefined;
  return <span class="n">{t.value.common.of(wholeText(of), wholeText(all))}{text && <span class="soft">{` (${text})`}</span>}</span>;
}
