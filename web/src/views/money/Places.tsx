/** Where the money is: what the treasury holds, what the escrow holds, and whose that is. */

import type { Books } from "../../app/books";
import { snapshot } from "../../app/store";
import { t } from "../../text";
import { Card, Section, Sum, Table, unitText } from "../../ui";

export function Places({ books }: { books: Books }) {
  const words = t.value.money;
  const seen = snapshot.value ?? books.seen;
  const shown = seen.balances.filter(({ token, treasury, escrow }) => token.isEther || token.isListed || treasury > 0n || escrow > 0n);
  return (
    <Section title={words.places}>
      <Card>
        <Table
          caption={words.placesCaption}
          columns={[
            { key: "token", head: words.token },
            { key: "treasury", head: <>{words.inTreasury}<br /><small>{words.inTreasuryWhy}</small></>, label: words.inTreasury, right: true },
            { key: "escrow", head: words.inEscrow, right: true },
            { key: "owed", head: words.escrowOwed, label: `${words.ofIt} ${words.escrowOwed}`, right: true, },
            { key: "waits", head: words.escrowWaits, label: `${words.ofIt} ${words.escrowWaits}`, right: true },
            { key: "capital", head: words.escrowCapital, label: `${words.ofIt} ${words.escrowCapital}`, right: true },
          ]}
          rows={shown.map(({ token, treasury, escrow, undistributed }) => {
            const entry = books.ledger.tokens.find((each) => each.token === token.address);
            const capital = entry?.contributionsHeld ?? 0n;
            const sum = (amount: bigint) => <Sum of={{ token, amount }} pad noUnit />;
            return { key: token.address, cells: [unitText(token), sum(treasury), sum(escrow), sum((entry?.owed ?? 0n) - capital), sum(undistributed), sum(capital)] };
          })}
        />
      </Card>
    </Section>
  );
}
