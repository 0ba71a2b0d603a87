/** Where what was sent is: four steps in words, and what can be done about it. */

import { shortAddress } from "../format";
import { t } from "../text";
import { Button, Notice, Progress, type ProgressStep } from "../ui";
import { isOver, type Act, type ActState } from "../wallet/acts";
import { Hash } from "./SignButton";
import { refusalText, walletTroubleText } from "./troubles";
import { account, sender } from "./wallet";
import { place } from "./store";
import { useState } from "preact/hooks";
import type { Trouble } from "../wallet/troubles";

export function ActProgress({ act }: { act: Act }) {
  const words = t.value.progress;
  const { state } = act;
  const hash = "hash" in state ? state.hash : undefined;
  const steps = [words.confirm, words.sent, words.mined, words.final];
  const reached = reachedBy(state);
  return (
    <div class="progress-of" aria-live="polite">
      <p class="small"><b>{act.what}</b>{act.calls.length > 1 && act.way === "in turn" ? ` (${t.value.wallet.inTurn(act.step + 1, act.calls.length)})` : ""}</p>
      {reached === undefined ? <Ended act={act} /> : (
        <Progress hash={hash} of={steps.map((text, at) => ({ key: text, text, is: stateOf(at, reached) }))} />
      )}
      <Details act={act} />
      {isOver(act) && <Button small kind="quiet" onPress={() => sender.forget(act.id)}>{t.value.wallet.putAway}</Button>}
    </div>
  );
}

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
  const words = t.value.progress;
  const { state } = act;
  switch (state.at) {
    case "reverted":
      return <Notice kind="against" live>{words.reverted(refusalText(state.refusal))}</Notice>;
    case "replaced":
      return <Notice kind="wait" live>{words.replaced}</Notice>;
    case "calledOff":
      return <Notice live>{words.called}</Notice>;
    case "different":
      return <Notice kind="against" live>{t.value.wallet.different(state.to ? shortAddress(state.to) : "")}</Notice>;
    default:
      return <Notice kind="against" live>{t.value.wallet.lostAct}</Notice>;
  }
}

/** What is to be known of the step that it waits in. */
function Details({ act }: { act: Act }) {
  const words = t.value.wallet;
  const [trouble, setTrouble] = useState<Trouble | undefined>(undefined);
  const { state } = act;
  const at = place.value;
  const who = account.value;
  const goOn = async () => {
    if (!at || !who) return;
    const done = await sender.goOn(act.id, { account: who, chain: at.chainId });
    setTrouble(done.ok ? undefined : done.trouble);
  };
  return (
    <>
      {state.at === "asked" && !sender.asking.value.has(act.id) && <p class="hint">{words.otherWindow}</p>}
      {state.at === "asked" && sender.asking.value.has(act.id) && <p class="hint">{words.inWallet} <Button small kind="quiet" onPress={() => sender.stopWaiting(act.id)}>{words.giveUp}</Button></p>}
      {state.at === "unsure" && <Notice kind="wait">{words.unsure} <Button small kind="quiet" onPress={() => sender.forget(act.id)}>{words.strike}</Button></Notice>}
      {state.at === "confirming" && <p class="hint">{words.confirming(state.have ?? 1, state.need ?? 0)} <Hash of={state.safeHash} /></p>}
      {state.at === "sent" && state.takenBack && <Notice kind="wait">{words.takenBack}</Notice>}
      {state.at === "sent" && <p class="hint">{words.speedUp}</p>}
      {state.at === "dropped" && <Notice kind="wait">{t.value.progress.lost} <Button small kind="quiet" onPress={() => sender.forget(act.id)}>{words.strike}</Button></Notice>}
      {state.at === "next" && <p><Button small onPress={() => void goOn()}>{words.nextOf(act.step + 2, act.calls.length)}</Button></p>}
      {trouble && <Notice kind="against" live>{walletTroubleText(trouble)}</Notice>}
    </>
  );
}
