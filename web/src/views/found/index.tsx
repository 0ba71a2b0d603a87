/** Founding a partnership: six steps, each choice explained, checked as the spec is, and deployed with the wallet. */

import { useEffect, useRef, useState } from "preact/hooks";
import { settings } from "../../app/settings";
import { chainName, site } from "../../app/site";
import { safeLine, wholeText } from "../../format";
import { STEPS } from "../../model/founding/draft";
import { stepOf } from "../../model/founding/findings";
import { t } from "../../text";
import { Button, ButtonLink, Card, Facts, Notice, Section } from "../../ui";
import { Check } from "./Check";
import { DecidingStep } from "./Deciding";
import { Money } from "./Money";
import { Shares, sharesOf } from "./Shares";
import { chainId, draft, found, hrefOfStep, isElsewhere, left, reach, step, takeHere, throwAway } from "./state";
import { TermsStep } from "./TermsStep";
import { Who } from "./Who";

const BEAT = 15_000;

export default function Found() {
  const words = t.value.found;
  const current = step.value;
  const at = STEPS.indexOf(current);
  const node = `${site.value?.node ?? ""}:${settings.value.nodes[String(chainId.value)] ?? ""}:${chainId.value ?? ""}`;
  useEffect(() => {
    void reach();
    const timer = setInterval(() => void reach(), BEAT);
    return () => clearInterval(timer);
  }, [node]);
  useLeft(current);
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]];
  return (
    <>
      <div class="head">
        <h1 class="plain">{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <ol class="steps">
          {STEPS.map((one, number) => (
            <li key={one} aria-current={one === current ? "step" : undefined}><span>{number + 1}</span><a href={hrefOfStep(one)}>{words.steps[one]}</a></li>
          ))}
        </ol>
      </div>
      <div class="cols">
        <div class="stack c1">
          <p class="small soft">{words.stepTexts[current]}</p>
          {isElsewhere.value && <Elsewhere />}
          {current === "who" && <Who />}
          {current === "shares" && <Shares />}
          {current === "deciding" && <DecidingStep />}
          {current === "money" && <Money />}
          {current === "terms" && <TermsStep />}
          {current === "check" && <Check />}
          <div class="inline inline--ends">
            {before ? <ButtonLink href={hrefOfStep(before)}>{words.back(words.steps[before])}</ButtonLink> : <span />}
            {after && <ButtonLink kind="sign" href={hrefOfStep(after)}>{words.next(words.steps[after])}</ButtonLink>}
          </div>
        </div>
        <div class="c2 aside"><Aside /></div>
      </div>
    </>
  );
}

/** Written for another chain: its addresses are other contracts' here. */
function Elsewhere() {
  const words = t.value.found;
  const [written, here] = [draft.value.chainId, chainId.value];
  if (written === undefined || here === undefined) return null;
  return (
    <Notice kind="against">
      <p>{words.elsewhere(chainName(written), chainName(here))}</p>
      <p><Button small onPress={takeHere}>{words.elsewhereTake(chainName(here))}</Button></p>
    </Notice>
  );
}

/** A step that was seen and left tells what is missing in it. */
function useLeft(current: (typeof STEPS)[number]): void {
  const last = useRef(current);
  useEffect(() => {
    const before = last.current;
    last.current = current;
    if (before !== current && !left.peek().has(before)) left.value = new Set([...left.peek(), before]);
    // The view is made anew for every step: the one that is left is told of then.
    return () => { left.value = new Set([...left.peek(), current]); };
  }, [current]);
}

function Aside() {
  const words = t.value.found;
  const { name, founders, deal } = draft.value;
  const [isSure, setSure] = useState(false);
  const votes = sharesOf("weight", founders, deal.weight_ceiling);
  const units = sharesOf("units", founders, deal.units_ceiling);
  const wrong = found.value;
  return (
    <>
      <Section title={safeLine(name, 40) || words.unnamed} inCard>
        <Facts
          of={[
            { key: "founders", term: words.foundersFact, value: wholeText(founders.length) },
            { key: "votes", term: words.votes, value: t.value.common.of(wholeText(votes.all), wholeText(votes.most)) },
            { key: "units", term: words.units, value: t.value.common.of(wholeText(units.all), wholeText(units.most)) },
            { key: "rules", term: words.rulesFact, value: draft.value.preset === "own" ? words.ownShort : words.presets[draft.value.preset].title },
            ...STEPS.filter((one) => one !== "check").map((one) => {
              const number = wrong.filter((finding) => stepOf(finding) === one).length;
              return { key: one, term: <a href={hrefOfStep(one)}>{words.steps[one]}</a>, value: number === 0 ? words.complete : words.missing(number) };
            }),
          ]}
        />
      </Section>
      <Card pad>
        <p class="small soft">{words.kept}</p>
        <p class="inline">
          {isSure
            ? <><Button small onPress={() => { throwAway(); setSure(false); }}>{words.throwAwayYes}</Button><Button small kind="quiet" onPress={() => setSure(false)}>{t.value.common.cancel}</Button></>
            : <Button small kind="quiet" onPress={() => setSure(true)}>{words.throwAway}</Button>}
        </p>
      </Card>
    </>
  );
}
