/** What the views of money have in common: the books, names in sentences, and single questions to the chain. */

import { useEffect, useState } from "preact/hooks";
import { followBooks, books, booksTrouble, tokenAt, type Books } from "../../app/books";
import { called } from "../../app/names";
import { connection, snapshot } from "../../app/store";
import { Batch } from "../../chain/batch";
import { sumText, shownMoment } from "../../format";
import type { Snapshot } from "../../model/partnership";
import type { Ledger, TokenLedger } from "../../model/statement/ledger";
import { isOfInterest } from "../../model/statement/ledger";
import { t } from "../../text";
import { decimalsOf, unitText } from "../../ui";
import type { Address, Token } from "../../types";

export interface Seen {
  readonly books: Books | undefined;
  /** Why there are none. */
  readonly trouble: string | undefined;
}

export function useBooks(): Seen {
  useEffect(followBooks, []);
  return { books: books.value, trouble: booksTrouble.value };
}

/** Asks the chain something at every block that is shown; undefined until it has answered, or where it refuses. */
export function useChain<T>(key: string, ask: (batch: Batch, seen: Snapshot) => Promise<T>): T | undefined {
  const [found, setFound] = useState<{ readonly key: string; readonly value: T } | undefined>(undefined);
  const seen = snapshot.value;
  const hash = seen?.block.hash;
  useEffect(() => {
    const from = connection.peek();
    const now = snapshot.peek();
    if (!from || !now || key === "") return undefined;
    let isGone = false;
    const batch = new Batch(from.rpc, now.block.number);
    const asked = ask(batch, now);
    batch
      .run()
      .then(() => asked)
      .then((value) => {
        if (!isGone) setFound({ key, value });
      })
      .catch(() => undefined); // the store tells that the node is down; what is refused stays unknown
    return () => {
      isGone = true;
    };
  }, [key, hash]);
  return found?.key === key ? found.value : undefined;
}

/** A name for a sentence. */
export function nameText(who: Address): string {
  const seen = snapshot.value;
  if (seen && who === seen.place.partnership) return t.value.money.treasury;
  return called(who);
}

/** A sum with all its digits. */
export function fullText(token: Token, amount: bigint): string {
  return sumText({ token: shownToken(token), amount }, true);
}

/** A sum cut for a sentence. */
export function shortText(token: Token, amount: bigint): string {
  return sumText({ token: shownToken(token), amount });
}

function shownToken(token: Token): Token {
  return { ...token, symbol: unitText(token), decimals: decimalsOf(token) };
}

export function dayText(at: number): string {
  return shownMoment(at, t.value.times, { weekday: false }).date;
}

/** Tokens in which something happened, ether first. */
export function entriesOf(ledger: Ledger): TokenLedger[] {
  const found = ledger.tokens.filter(isOfInterest);
  return found.length > 0 ? found : ledger.tokens.slice(0, 1);
}

export { tokenAt };
