import { t } from "../../text";
import type { Snapshot } from "../../model/partnership";
import { Section, Sum, Table, unitText } from "../../ui";

/** What there is, by place and token. */
export function MoneyCard({ seen, href }: { seen: Snapshot; href: string }) {
  const words = t.value.overview;
  const shown = seen.balances.filter(({ token, treasury, escrow }) => token.isEther || token.isListed || treasury > 0n || escrow > 0n).slice(0, 3);
  const rest = seen.balances.length - shown.length;
  const cells = (of: "treasury" | "escrow") => shown.map((balance) => <Sum of={{ token: balance.token, amount: balance[of] }} pad noUnit key={balance.token.address} />);
  return (
    <Section title={words.money} aside={<a href={href}>{words.allMoney}</a>} inCard>
      <Table
        caption={words.moneyCaption}
        phone="flush"
        columns={[{ key: "place", head: <span class="vh">{words.place}</span> }, ...shown.map(({ token }) => ({ key: token.address, head: unitText(token), right: true }))]}
        rows={[
          { key: "treasury", cells: [<>{words.treasury}<br /><span class="small soft">{words.spentByVote}</span></>, ...cells("treasury")] },
          { key: "escrow", cells: [<>{words.escrow}<br /><span class="small soft">{words.spentByNoOne}</span></>, ...cells("escrow")] },
        ]}
      />
      {rest > 0 && <p class="small soft">{words.moreTokens(rest)}</p>}
    </Section>
  );
}
