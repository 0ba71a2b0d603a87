/** Everything since the founding, newest first. */

import { hrefOf } from "../../app/router";
import { snapshot } from "../../app/store";
import { told } from "../../model/telling";
import { t } from "../../text";
import { Card, Icon, VirtualList } from "../../ui";
import { useTimes } from "../overview/Lately";
import { EventLine } from "./EventLine";
import { useState } from "preact/hooks";

export default function History() {
  const seen = snapshot.value;
  const [shown, setShown] = useState<readonly [number, number]>([0, 30]);
  const all = seen ? told(seen.events).reverse() : [];
  const loaded = useTimes(all.slice(shown[0], shown[1]).map((event) => event.block));
  if (!seen) return null;
  return (
    <>
      <div class="head"><a class="crumb" href={hrefOf(seen.place)}><Icon name="left" />{t.value.shell.tabs.overview}</a><h1 class="plain">{t.value.history.title}</h1><p class="lead">{t.value.history.lead(all.length)}</p></div>
      <Card>
        <VirtualList
          label={t.value.history.title}
          of={all}
          keyOf={(event) => `${event.block}:${event.index}`}
          row={(event) => <ul class="log"><EventLine event={event} seen={seen} isTimed={loaded} /></ul>}
          onRange={(from, to) => setShown([from, to])}
        />
      </Card>
    </>
  );
}
