/** `/proposals/new` what there is to propose, `/proposals/new/<kind>` its form; both in one, as a proposal may do several things. */

import { hrefOf, route } from "../../app/router";
import { place, snapshot } from "../../app/store";
import { type Group, KINDS } from "../../model/drafts/kinds";
import { t } from "../../text";
import { Card, Section } from "../../ui";
import { Composer } from "./Composer";

const GROUPS: readonly Group[] = ["money", "people", "terms", "rules", "promises", "income", "other"];

export default function Propose() {
  const words = t.value.propose;
  const [, , kind = ""] = route.value.path;
  if (Object.hasOwn(KINDS, kind)) return <Composer first={kind} key={kind} />;
  const seen = snapshot.value;
  if (!seen) return null;
  return (
    <>
      <div class="head"><h1 class="plain">{words.title}</h1><p class="lead">{words.lead}</p></div>
      <div class="stack">
        {GROUPS.map((group) => (
          <Section title={words.groups[group]} key={group}>
            <Card kind="kinds">
              {Object.entries(KINDS).filter(([, one]) => one.group === group).map(([name]) => (
                <div class="row row--pad kind" key={name}>
                  <h3><a href={hrefOf(place.value, "proposals", "new", name)}>{words.kinds[name]?.title ?? name}</a></h3>
                  <p class="small soft">{words.kinds[name]?.text}</p>
                </div>
              ))}
            </Card>
          </Section>
        ))}
      </div>
    </>
  );
}
