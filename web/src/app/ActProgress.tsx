/** Where what was sent is: four steps in words, and what can be done about it. */

import { relativeText } from "../format";
import { t } from "../text";
import { Button, Notice, Progress, type ProgressStep } from "../ui";
import { type Act, type ActState, isOver, type Trouble } from "../wallet";
import { Hash } from "./SignButton";
import { refusalText, walletTroubleText } from "./troubles";
import { account, sender } from "./wallet";
import { actsAt, now } from "./store";
import { useState } from "preact/hooks";

export function ActProgress({ act }: { act: Act }) {
  const words = t.value.progress;
  const { state } = act;
  const hash = "hash" in state ? state.hash : undefined;
  const steps = [words.confirm, words.sent, words.mined, words.final];
  const reached = reachedBy(state);
  return (
    <div class="progress-of" aria-live="polite">
      <p class="small"><b>{act.what}</b>{act.calls.length > 1 && act.way === "in turn" ? ` (${t.value.wallet.state.step(act.step + 1, act.calls.length, act.parts[act.step] ?? "").replace(/: $/, "")})` : ""}</p>
      {reached === undefined ? <Ended act={act} /> : (
        <Progress hash={hash} of={steps.map((text, at) => ({ key: text, text, is: stateOf(at, reached) }))} />
      )}
      <Details act={act} />
      {isOver(act) && <Button small kind="quiet" onPress={() => sender.forget(act.id)}>{t.value.wallet.putAway}</Button>}
    </div>
  );
}

/** Seconds after which the wallet's silence is spoken of. */
const SLOW = 5;

/** How many of the four steps are done; undefined if it came to another end. */
function reachedBy({ at }: ActState): number | undefined {
  switch (at) {
    case "asked":
    case "unsure":
    case "confirming":
    case "next":
      return 0;
    case "sent":
    case "bundled":
    case "dropped":
      return 1;
    case "mined":
      return 3;
    case "final":
      return 4;
    default:
      return undefined;
  }
}

/** The step that is awaited is the one that is under way. */
function stateOf(at: number, reached: number): ProgressStep["is"] {
  if (at < reached) return "done";
  return at === reached ? "doing" : "open";
}

function Ended({ act }: { act: Act }) {
  const words = t.value.wallet.state;
  const { state } = act;
  switch (state.at) {
    case "reverted":
      return <Notice kind="against" live>{t.value.wallet.refusal.after(refusalText(state.refusal))}</Notice>;
    case "replaced":
      return <Notice kind="wait" live>{words.replaced}</Notice>;
    case "calledOff":
      return <Notice live>{words.calledOff}</Notice>;
    case "different":
      return <Notice kind="against" live title={words.different}>{words.differentLimit}</Notice>;
    default:
      return <Notice kind="against" live>{state.at === "failed" && state.how === "refused" ? words.refusedLater : words.bundleFailed}</Notice>;
  }
}

/** What is to be known of the step that it waits in. */
function Details({ act }: { act: Act }) {
  const words = t.value.wallet.state;
  const [trouble, setTrouble] = useState<Trouble | undefined>(undefined);
  const { state } = act;
  const at = actsAt.value;
  const who = account.value;
  const goOn = async () => {
    if (!at || !who) return;
    const done = await sender.goOn(act.id, { account: who, chain: at.chainId });
    setTrouble(done.ok ? undefined : done.trouble);
  };
  return (
    <>
      {state.at === "asked" && (sender.asking.value.has(act.id)
        ? now.value - act.askedAt >= SLOW && <p class="hint">{words.stillWaiting} <Button small kind="quiet" onPress={() => sender.stopWaiting(act.id)}>{words.stopWaiting}</Button></p>
        : <Notice kind="wait">{words.askedElsewhere(relativeText(act.askedAt, now.value, t.value.times))} {words.forgetAsk} <Button small kind="quiet" onPress={() => sender.forget(act.id)}>{words.forget}</Button></Notice>)}
      {state.at === "unsure" && <Notice kind="wait">{words.unsure} {words.forgetAsk} <Button small kind="quiet" onPress={() => sender.forget(act.id)}>{words.forget}</Button></Notice>}
      {state.at === "confirming" && (
        <p class="hint">{state.have !== undefined && state.need !== undefined ? words.confirming(state.have, state.need) : words.confirmingUnknown(state.need ?? 0)} {words.hashOfDevice}: <Hash of={state.safeHash} /> {state.nonce === undefined ? words.hashUnchecked : words.hashChecked} <Button small kind="quiet" onPress={() => sender.forget(act.id)}>{words.forget}</Button></p>
      )}
      {state.at === "bundled" && <p class="hint">{words.bundled}</p>}
      {state.at === "sent" && !state.seen && <p class="hint">{words.unseen}</p>}
      {state.at === "sent" && state.takenBack && <Notice kind="wait">{words.takenBack}</Notice>}
      {state.at === "sent" && <p class="hint">{words.speed}</p>}
      {state.at === "dropped" && <Notice kind="wait">{words.dropped} {words.forgetAsk} <Button small kind="quiet" onPress={() => sender.forget(act.id)}>{words.forget}</Button></Notice>}
      {state.at === "next" && <p><Button small onPress={() => void goOn()}>{words.goOn(act.step + 2, act.calls.length, act.parts[act.step + 1] ?? "")}</Button></p>}
      {trouble && <Notice kind="against" live>{walletTroubleText(trouble)}</Notice>}
    </>
  );
}
