/** Projects and sponsors: who pays whom, what was agreed, what no contract can hold, and income moved up. */

import { hrefOf } from "../../app/router";
import { place, snapshot } from "../../app/store";
import { account } from "../../app/wallet";
import { safeLine } from "../../format";
import type { Link } from "../../model/links";
import { t } from "../../text";
import type { Address } from "../../types";
import { Button, ErrorBox, Notice, saveFile, Section, Skeleton, svgFile } from "../../ui";
import { grove, groveTrouble, isReading, readAgain, useGrove } from "./grove";
import { LinkTable } from "./LinkRows";
import { Picture } from "./Picture";
import { Settle } from "./Settle";

export default function Projects() {
  const words = t.value.projects;
  useGrove();
  const seen = snapshot.value;
  const found = grove.value;
  if (!seen) return null;
  const us = seen.place.partnership;
  const who = account.value;
  const mine = who === undefined ? [] : (found?.links ?? []).filter((link) => link.project !== us && isOf(link, [who]));
  return (
    <>
      <div class="head">
        <h1 class="plain">{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </div>
      <div class="stack">
        {groveTrouble.value !== undefined && <ErrorBox title={words.unread} why={groveTrouble.value} onAgain={() => void readAgain()} />}
        {!found && groveTrouble.value === undefined && <Skeleton rows={6} label={words.reading} />}
        {found && found.seen.place.partnership === us && (
          <>
            <Section title={words.picture} aside={<Button kind="quiet" small onPress={() => savePicture(safeLine(seen.name, 60))}>{words.savePicture}</Button>}>
              <Picture tree={found.tree} offers={found.links} />
              {found.tree.isPartial && <Notice kind="wait">{words.partial}</Notice>}
              {found.tree.isCut && <Notice kind="wait">{words.isCut(found.tree.members.size)}</Notice>}
              {found.tree.strangers.length > 0 && <Notice kind="wait" title={words.strangersTitle(found.tree.strangers.length)}>{words.strangersWhy} {found.tree.strangers.slice(0, 3).join(", ")}</Notice>}
            </Section>
            <LinkTable title={words.toUs} links={found.links.filter((link) => link.project !== us && isOf(link, [us, seen.escrow]))} tree={found.tree} isOurs={false} />
            {mine.length > 0 && <LinkTable title={words.toMe} links={mine} tree={found.tree} isOurs={false} />}
            <LinkTable title={words.fromUs} links={found.links.filter((link) => link.project === us)} tree={found.tree} isOurs aside={<a href={hrefOf(place.value, "proposals", "new", "offer_link")}>{words.propose}</a>} />
            <Settle tree={found.tree} />
            <Notice title={words.beyond}>{words.beyondWhy} <a href={hrefOf(place.value, "terms")}>{words.beyondTerms}</a></Notice>
            <p class="small soft">{isReading.value ? words.reading : <Button kind="quiet" small onPress={() => void readAgain()}>{words.again}</Button>}</p>
          </>
        )}
      </div>
    </>
  );
}

function isOf(link: Link, accounts: readonly Address[]): boolean {
  return [link.sponsor, link.credited, link.terms?.sponsor].some((each) => each !== undefined && accounts.includes(each));
}

function savePicture(name: string): void {
  const svg = document.querySelector(".map__svg");
  if (svg instanceof SVGSVGElement) saveFile(`${name.replaceAll(" ", "-")}-projects.svg`, svgFile(svg), "image/svg+xml");
}
