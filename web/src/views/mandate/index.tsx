/** `/mandates/1`: what somebody may do without a vote, and the form to do it. */

import { encodeFunctionData } from "viem";
import { useState } from "preact/hooks";
import { hrefOf, route } from "../../app/router";
import { SignButton } from "../../app/SignButton";
import { place, snapshot } from "../../app/store";
import { account } from "../../app/wallet";
import { partnershipAbi } from "../../generated/abi";
import { mandateWords } from "../../generated/words";
import type { Values } from "../../model/drafts/fields";
import { draft, initial, KINDS } from "../../model/drafts/kinds";
import { holds, isFor, kindOf } from "../../model/mandate";
import type { Mandate, Snapshot } from "../../model/partnership";
import { t } from "../../text";
import { ETHER } from "../../types";
import { wholeText } from "../../format";
import { Card, Empty, Facts, Icon, Notice, Panel, When } from "../../ui";
import { parts } from "../../words/parts";
import { speaker } from "../../words/speaker";
import { Sentence } from "../proposal/Sentence";
import { ActionForm } from "../propose/ActionForm";
import { aroundOf } from "../propose/around";
import { Deeds } from "../propose/Deeds";

export default function MandateView() {
  const words = t.value.mandate;
  const seen = snapshot.value;
  const [, text = ""] = route.value.path;
  const found = seen?.mandates.find((one) => String(one.number) === text);
  if (!seen) return null;
  if (!found) return <Empty>{words.none}</Empty>;
  const say = speaker({ partnership: seen.place.partnership, escrow: seen.escrow, classNames: seen.classNames });
  const isPaused = found.pausedUntil >= seen.block.time;
  return (
    <>
      <a class="crumb" href={hrefOf(place.value, "terms")}><Icon name="left" />{t.value.shell.tabs.terms}</a>
      <div class="head">
        <h1 class="plain">{words.title(String(found.number))}</h1>
        <p class="lead"><Sentence parts={parts(mandateWords(say, found.mandate, found.arguments))} seen={seen} /></p>
      </div>
      {found.isOver ? <Notice>{words.over}</Notice> : isPaused ? <Notice kind="wait">{words.paused} <When at={found.pausedUntil} edge="closing" /></Notice> : <Use seen={seen} mandate={found} />}
    </>
  );
}

function Use({ seen, mandate }: { seen: Snapshot; mandate: Mandate }) {
  const words = t.value.mandate;
  const name = kindOf(mandate.mandate);
  const kind = name === undefined ? undefined : KINDS[name];
  const [values, setValues] = useState<Values>(() => (kind ? { ...initial(kind), ...(name === "pay" ? { amount: `|${mandate.mandate.target}` } : {}) } : {}));
  if (!kind || name === undefined) return <Notice>{words.noForm}</Notice>;
  const drafted = draft(kind, values, aroundOf(seen));
  const action = drafted.ok ? drafted.actions[0] : undefined;
  const fits = action && isFor(mandate, action) ? action : undefined;
  const isHolder = holds(seen, mandate, account.value);
  const call = fits && { to: seen.place.partnership, value: 0n, data: encodeFunctionData({ abi: partnershipAbi, functionName: "act", args: [BigInt(mandate.number), fits.target, fits.value, fits.data] }) };
  return (
    <div class="cols">
      <Card kind="form">
        <ActionForm kind={name} number={undefined} values={values} drafted={drafted} isTouched seen={seen} onChange={setValues} onRemove={undefined} />
      </Card>
      <aside class="aside">
        <Panel title={words.use} small={words.useSmall}>
          <Left mandate={mandate} seen={seen} />
          {fits ? <Deeds seen={seen} actions={[fits]} /> : <p class="soft">{action ? words.notFor : t.value.propose.fillIn}</p>}
          {account.value && !isHolder
            ? <Notice>{words.notHolder}</Notice>
            : <SignButton label={words.act} about={words.title(wholeText(mandate.number))} calls={call ? [call] : undefined} why={action && !fits ? words.notFor : t.value.propose.fillIn} subject={`act:${mandate.number}:${mandate.nonce}:${call?.data ?? ""}`} connect={words.connect} />}
        </Panel>
      </aside>
    </div>
  );
}

/** What its limit has left now: it fills up again little by little. */
function Left({ mandate, seen }: { mandate: Mandate; seen: Snapshot }) {
  const words = t.value.mandate;
  const token = seen.tokens.get(mandate.mandate.target === ETHER ? ETHER : mandate.mandate.target);
  const isSum = kindOf(mandate.mandate) === "pay" && token !== undefined;
  const amount = isSum ? <Sentence parts={[{ kind: "sum", token: token.address, amount: mandate.left }]} seen={seen} /> : words.times(Number(mandate.left));
  return <Facts of={[{ key: "left", term: words.left, value: amount }, { key: "until", term: words.until, value: <When at={mandate.mandate.ends} edge="closing" /> }]} />;
}
