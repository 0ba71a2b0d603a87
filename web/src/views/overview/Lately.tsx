import { useEffect, useState } from "preact/hooks";
import { connection } from "../../app/store";
import { EventLine } from "../history/EventLine";
import { told } from "../../model/telling";
import type { Snapshot } from "../../model/partnership";
import { t } from "../../text";
import { Card, Section } from "../../ui";

const MOST = 6;

/** What happened last, newest first. */
export function Lately({ seen, href }: { seen: Snapshot; href: string }) {
  const shown = told(seen.events).slice(-MOST).reverse();
  const loaded = useTimes(shown.map((event) => event.block));
  if (shown.length === 0) return null;
  return (
    <Section title={t.value.overview.lately} aside={<a href={href}>{t.value.overview.everything}</a>}>
      <Card>
        <ul class="log">{shown.map((event) => <EventLine key={`${event.block}:${event.index}`} event={event} seen={seen} isTimed={loaded} />)}</ul>
      </Card>
    </Section>
  );
}

/** Has the times of these blocks asked for; true once they are there. */
export function useTimes(blocks: readonly number[]): boolean {
  const [loaded, setLoaded] = useState(false);
  const times = connection.value?.times;
  const key = blocks.join(",");
  useEffect(() => {
    let isGone = false;
    void times?.load(blocks).then(() => { if (!isGone) setLoaded(true); }, () => undefined);
    return () => { isGone = true; };
  }, [key, times]);
  return loaded;
}
