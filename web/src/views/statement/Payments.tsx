/** Every payment to the escrow and out of it, newest first. */

import { useState } from "preact/hooks";
import { type Books, tokenAt } from "../../app/books";
import { shortHash } from "../../format";
import { NO_REFERENCE } from "../../model/statement/entries";
import type { Ledger } from "../../model/statement/ledger";
import { t } from "../../text";
import type { Address } from "../../types";
import { Address as Who, Button, Card, Copy, Empty, Section, Sum, Table, When } from "../../ui";
import { Reference } from "../money/CameIn";

const SHOWN = 40;

export function Payments({ books, ledger, partner }: { books: Books; ledger: Ledger; partner: readonly Address[] }) {
  const words = t.value.statement;
  const [count, setCount] = useState(SHOWN);
  const own = ledger.payments.filter((paid) => partner.length === 0 || (paid.account !== undefined && partner.includes(paid.account))).toReversed();
  return (
    <Section title={words.payments}>
      {own.length === 0 ? <Empty>{words.noPayments}</Empty> : (
        <Card>
          <Table
            caption={words.paymentsCaption}
            columns={[
              { key: "kind", head: words.kind },
              { key: "when", head: t.value.money.when },
              { key: "who", head: words.who },
              { key: "transaction", head: words.transaction },
              { key: "sum", head: words.sum, right: true },
            ]}
            rows={own.slice(0, count).map((paid) => ({
              key: `${paid.block}.${paid.index}`,
              cells: [
                <>{words.kinds[paid.what]}{paid.reference !== NO_REFERENCE && <><br /><span class="small soft"><Reference of={paid.reference} /></span></>}</>,
                <When key="when" at={paid.time} noWeekday />,
                paid.account === undefined ? t.value.money.treasury : <Who key="who" of={paid.account} noCopy />,
                <span key="transaction" class="hex nowrap">{shortHash(paid.transaction)} <Copy text={paid.transaction} label={`${t.value.copying.copy}: ${words.transaction}`} /></span>,
                <Sum key="sum" of={{ token: tokenAt(books.seen, paid.token), amount: paid.amount }} />,
              ],
            }))}
          />
        </Card>
      )}
      {own.length > count && <p class="dl noprint"><Button kind="quiet" onPress={() => setCount(count + 200)}>{t.value.common.showMore(Math.min(200, own.length - count))}</Button></p>}
    </Section>
  );
}
