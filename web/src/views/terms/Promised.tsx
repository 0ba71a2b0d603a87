import { hrefOf } from "../../app/router";
import { account } from "../../app/wallet";
import { holds } from "../../model/mandate";
import type { Mandate, Snapshot } from "../../model/partnership";
import { floorWords, mandateWords, matterWords } from "../../generated/words";
import { t } from "../../text";
import { Card, Row, Section, State } from "../../ui";
import { type Part, parts } from "../../words/parts";
import { speaker } from "../../words/speaker";
import { Sentence } from "../proposal/Sentence";

/** Whether there is any of it. */
export function hasPromised({ matters, floors, mandates }: Snapshot): boolean {
  return matters.length + floors.length > 0 || mandates.some(({ isOver }) => !isOver);
}

/** What was promised somebody by name, and what somebody may do without a vote. */
export function Promised({ seen }: { seen: Snapshot }) {
  const words = t.value.terms;
  const say = speaker({ partnership: seen.place.partnership, escrow: seen.escrow, classNames: seen.classNames });
  const running = seen.mandates.filter(({ isOver }) => !isOver);
  const sentences: { key: string; kind: string; parts: Part[]; mandate?: Mandate }[] = [
    ...seen.matters.map((matter, at) => ({ key: `matter:${at}`, kind: words.matter, parts: parts(matterWords(say, matter)) })),
    ...seen.floors.map((floor, at) => ({ key: `floor:${at}`, kind: words.floor, parts: parts(floorWords(say, floor)) })),
    ...running.map((one) => ({ key: `mandate:${one.number}`, kind: words.mandate(String(one.number)), parts: parts(mandateWords(say, one.mandate, one.arguments)), mandate: one })),
  ];
  return (
    <Section title={words.promised}>
      <Card>
        {sentences.length === 0 && <Row kind="row--pad"><p class="soft">{words.nothingPromised}</p></Row>}
        {sentences.map((one) => (
          <Row key={one.key} kind="row--pad">
            <p class="small soft">{one.kind}{one.mandate && <Paused of={one.mandate} now={seen.block.time} />}</p>
            <p><Sentence parts={one.parts} seen={seen} />{one.mandate && holds(seen, one.mandate, account.value) && <> <a href={hrefOf(seen.place, "mandates", one.mandate.number)}>{t.value.mandate.useIt}</a></>}</p>
          </Row>
        ))}
      </Card>
    </Section>
  );
}

function Paused({ of, now }: { of: Mandate; now: number }) {
  return of.pausedUntil >= now ? <> <State kind="wait" inline>{t.value.terms.paused}</State></> : null;
}
