import type { Rule } from "../../generated/views";
import { decidingOf } from "../../model/deciding";
import { safeLine } from "../../format";
import { t } from "../../text";
import { Card, Fold, Section, Table } from "../../ui";
import { classText, passesText, specialTexts, takesText } from "./dealWords";

/** How each class of decisions passes, and how long it takes. */
export function DecidingTable({ rules, names, title }: { rules: ReadonlyMap<number, Rule>; names: ReadonlyMap<number, string>; title: string }) {
  const words = t.value.terms;
  return (
    <Section title={title}>
      <Card>
        <Table
          caption={title}
          columns={[{ key: "kind", head: words.kind }, { key: "passes", head: words.passesWhen }, { key: "takes", head: words.takes, right: true }]}
          rows={[...rules].sort(([a], [b]) => a - b).map(([decisionClass, rule]) => {
            const deciding = decidingOf(rule);
            const given = names.get(decisionClass);
            return {
              key: String(decisionClass),
              cells: [
                <>{classText(decisionClass, given && safeLine(given, 40))}{given && <><br /><span class="small soft">{words.named(safeLine(given, 40))}</span></>}</>,
                <>{passesText(deciding)}<Fold summary={words.more}><ul class="plainlist">{specialTexts(deciding).map((text) => <li key={text}>{text}</li>)}</ul></Fold></>,
                <span class="nowrap" key="takes">{takesText(deciding)}</span>,
              ],
            };
          })}
        />
      </Card>
    </Section>
  );
}
