import { called } from "../../app/names";
import { shownMoment, bpsText } from "../../format";
import type { Snapshot } from "../../model/partnership";
import { t } from "../../text";
import { Facts, Section } from "../../ui";

/** Who shares in this income by a link. What this partnership earns of others is told by the tree. */
export function Links({ seen, href }: { seen: Snapshot; href: string }) {
  const words = t.value.overview;
  return (
    <Section title={words.projects} aside={<a href={href}>{words.wholeTree}</a>} inCard>
      {seen.links.length === 0 ? <p class="small soft">{words.noLinks}</p> : (
        <Facts
          of={seen.links.map((link, at) => {
            return {
              key: `${at}:${link.tag}`,
              term: called(link.sponsor),
              value: words.toThem(bpsText(link.share_bps)),
              ...(link.ends > 0n ? { wide: words.until(shownMoment(link.ends, t.value.times, { edge: "closing", weekday: false }).date) } : {}),
            };
          })}
        />
      )}
    </Section>
  );
}
