import type { Deal } from "../../generated/views";
import { capitalChanges, dealChanges, type Turn } from "../../model/deal";
import { tokenOf } from "../../model/offered";
import type { Snapshot } from "../../model/partnership";
import type { Version } from "../../model/versions";
import { t } from "../../text";
import { Card, Section, State, Sum, Table } from "../../ui";
import { dealTerm, dealText } from "../terms/dealWords";

/** What the newer deal changes against the one that is held to now; what gets worse is marked. */
export function Changes({ seen, before, after }: { seen: Snapshot; before: Version; after: Version }) {
  const words = t.value.accept;
  const deals = before.deal && after.deal ? dealRows(before.deal, after.deal) : [];
  const capital = capitalChanges(before.capital, after.capital).map(({ token, kind, before: old, after: now, turn }) => ({
    key: `${token}:${kind}`,
    term: words.capital[kind],
    old: <Sum of={{ token: tokenOf(seen, token), amount: old }} />,
    now: <Sum of={{ token: tokenOf(seen, token), amount: now }} />,
    turn,
  }));
  const rows = [...deals, ...capital];
  return (
    <Section title={words.changes}>
      <Card>
        {rows.length === 0 ? <p class="row row--pad">{words.sameDeal}</p> : (
          <Table
            caption={words.changes}
            columns={[
              { key: "what", head: words.what },
              { key: "before", head: words.version(String(before.version)) },
              { key: "after", head: words.version(String(after.version)) },
              { key: "turn", head: words.forYou, right: true },
            ]}
            rows={rows.map(({ key, term, old, now, turn }) => ({ key, cells: [term, old, <b key="now">{now}</b>, <TurnState key="turn" of={turn} />] }))}
          />
        )}
      </Card>
      <p class="small soft hint">{words.changesNote}</p>
    </Section>
  );
}

function dealRows(before: Deal, after: Deal) {
  return dealChanges(before, after).map(({ field, before: old, after: now, turn }) => ({
    key: field,
    term: dealTerm(field),
    old: <>{dealText(field, old)}</>,
    now: <>{dealText(field, now)}</>,
    turn,
  }));
}

function TurnState({ of }: { of: Turn }) {
  const words = t.value.accept.turns;
  return <State kind={of === "worse" ? "bad" : of === "better" ? "good" : "done"} icon={of === "worse" ? "warn" : of === "better" ? "check" : "info"}>{words[of]}</State>;
}
