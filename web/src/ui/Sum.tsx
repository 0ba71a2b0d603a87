import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { CUT, exact, fullSum, safeLine, shownSum } from "../format";
import { t } from "../text";
import type { Sum as SumType, Token } from "../types";
import { classes } from "./vars";

/** Whether sums below show all their digits: switched for a whole table. */
export const AllDigits = createContext(false);

/** A token's symbol as it can be shown, or that its sums are in its smallest unit. */
export function unitText(token: Token): string {
  const symbol = safeLine(token.symbol, 24);
  return token.trouble ? t.value.sums.smallest(symbol) : symbol;
}

/** As many places as its sums are shown with: a token that tells nothing of itself has none. */
export function decimalsOf(token: Token): number {
  return token.trouble ? 0 : token.decimals;
}

/** The unit of a token, small and soft, after a number or in a heading. */
export function Unit({ of }: { of: Token }) {
  return <span class="unit">{unitText(of)}</span>;
}

export interface SumProps {
  of: SumType;
  /** All digits, as where something is signed. */
  full?: boolean | undefined;
  /** In a column: filled up with zeros, and the mark of the cut in the margin. */
  pad?: boolean | undefined;
  /** One a page: large, and all digits, those after the cut smaller. */
  big?: boolean | undefined;
  /** Where the heading of the column names it already. */
  noUnit?: boolean | undefined;
}

/** A sum of money: cut with a mark, never rounded. The element holds the exact value for whoever copies or reads it. */
export function Sum({ of, full, pad, big, noUnit }: SumProps) {
  const isFull = useContext(AllDigits) || full === true;
  const decimals = decimalsOf(of.token);
  const value = exact(of.amount, decimals);
  const { head, tail, cut, zero } = shownSum(of.amount, decimals, { pad });
  const unit = !noUnit && <>{" "}<Unit of={of.token} /></>;
  if (big) {
    return (
      <span class="big">
        <data value={value}>{head}{tail && <span class="tail">{tail}</span>}</data>{unit}
      </span>
    );
  }
  if (isFull) {
    return <span class="sumof"><data class={classes("n", "n--full", zero && "zero")} value={value}>{fullSum(of.amount, decimals, pad)}</data>{unit}</span>;
  }
  return (
    <span class="sumof">
      <data class={classes("n", pad && "n--pad", zero && "zero")} value={value}>
        {head}{cut && <><i aria-hidden="true">{CUT}</i><span class="vh">{`, ${t.value.sums.cut}`}</span></>}
      </data>
      {unit}
    </span>
  );
}

/** Several sums in a row of words: `5.2166… ETH and 3,989.68… USDX`. */
export function Sums({ of, full }: { of: readonly SumType[]; full?: boolean | undefined }) {
  if (of.length === 0) return <>{t.value.sums.none}</>;
  return (
    <>
      {of.map((sum, at) => (
        <span key={sum.token.address}>
          {at > 0 && (at === of.length - 1 ? t.value.common.and("", "") : ", ")}
          <Sum of={sum} full={full} />
        </span>
      ))}
    </>
  );
}
