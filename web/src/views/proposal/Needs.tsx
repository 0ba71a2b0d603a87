import { called } from "../../app/names";
import type { ComponentChildren } from "preact";
import { ANSWER } from "../../generated/enums";
import type { Matter } from "../../generated/views";
import { safeLine, wholeText } from "../../format";
import { type Need, type NeedState, needState } from "../../model/needs";
import type { Snapshot } from "../../model/partnership";
import { saidTo } from "../../model/vote";
import { t } from "../../text";
import { Card, classes, fill, Icon, type IconName, Section, Sum, When } from "../../ui";
import { matterText } from "../terms/matterText";
import type { Close } from "./close";
import { tokenOf } from "./Sentence";

const ICONS: Readonly<Record<NeedState, IconName>> = { free: "check", met: "good", stopped: "ban", waits: "clock", needed: "clock" };

/** Whose yes it needs, whose no stops it, and what was said. */
export function Needs({ close, seen }: { close: Close | undefined; seen: Snapshot }) {
  const words = t.value.proposal.needs;
  const said = close ? saidTo(seen, close.proposal.id) : [];
  const isUnknown = close?.tried?.isCumulative === false || close?.trying === "unable";
  return (
    <Section id="needs" title={words.title}>
      <Card>
        {!close && <p class="row row--pad soft">{words.noneYet}</p>}
        {close?.needs.length === 0 && <p class="row row--pad">{words.none}</p>}
        {close?.needs.map((need, at) => <OneNeed key={at} need={need} close={close} seen={seen} />)}
        {isUnknown && close.needs.length > 0 && <p class="row row--pad small soft">{words.unknown}</p>}
        {close && said.length > 0 && (
          <div class="row row--pad">
            <h3 class="small">{words.said}</h3>
            <ul class="plainlist">
              {said.map((one) => {
                const at = close.facts.timeOf(one.block);
                const when = at === undefined ? "" : <When at={at} noYear />;
                const sentence = one.agrees ? words.yes : one.weight > 0n ? words.noCounts : words.no;
                return <li class="small" key={one.holder}>{fill(sentence, { who: called(one.holder), when, votes: t.value.common.votes(one.weight) })}</li>;
              })}
            </ul>
          </div>
        )}
      </Card>
    </Section>
  );
}

function OneNeed({ need, close, seen }: { need: Need; close: Close; seen: Snapshot }) {
  const words = t.value.proposal.needs;
  const state = needState(need, seen.block.time);
  const isSilent = state === "met" && need.answer !== ANSWER.AGREES;
  const several = close.proposal.actions.length > 1;
  const about = need.action < 0 ? words.all : words.thisAction(need.action + 1);
  return (
    <div class={classes("row", "need", `need--${state}`)}>
      <Icon name={ICONS[state]} />
      <div>
        {several && <p class="small soft">{about}</p>}
        <p>{sentence(need, seen)}</p>
      </div>
      <p class="need__s">{isSilent ? words.states.silent : words.states[state]}</p>
    </div>
  );
}

function sentence(need: Need, seen: Snapshot): ComponentChildren {
  const words = t.value.proposal.needs;
  const who = <b>{need.steering > 0 ? words.steering(need.steering) : called(need.holder)}</b>;
  const { matter, floor } = need;
  if (floor) {
    const sum = <Sum of={{ token: tokenOf(seen, floor.token), amount: floor.amount }} />;
    return fill(need.letsTake ? words.floorTake : words.floorLess, { who, sum });
  }
  if (!matter) return fill(words.own, { who });
  const what = matterText(matter, { ...seen, partnership: seen.place.partnership });
  if (need.isWithin) {
    const left = need.left === undefined ? "" : words.left(leftText(matter, need.left, seen));
    return fill(words.within, { what, who, left });
  }
  if (need.silentUntil === 0) return fill(words.matterDraft, { what, who });
  return fill(words.matter, { what, who, when: <When at={need.silentUntil} edge="closing" utc /> });
}

function leftText(matter: Matter, left: bigint, seen: Snapshot): string {
  const isToken = matter.target !== seen.place.partnership && matter.target !== seen.escrow;
  const token = isToken ? tokenOf(seen, matter.target) : undefined;
  return token && token.trouble === undefined ? `${wholeText(left / 10n ** BigInt(token.decimals))} ${safeLine(token.symbol, 24)}` : wholeText(left);
}
