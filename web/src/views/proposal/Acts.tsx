import { useState } from "preact/hooks";
import { hrefOf } from "../../app/router";
import { SignButton } from "../../app/SignButton";
import { wholeText } from "../../format";
import { ROLE } from "../../generated/enums";
import { type Act, type ActKind, againCall, type Call, objectCall, recuseCall } from "../../model/acts";
import { TIE_SECONDS } from "../../model/vote";
import { t } from "../../text";
import { Button, ButtonLink, fill, Panel, TextField, When } from "../../ui";
import type { ComponentChildren } from "preact";
import type { Close } from "./close";
import { whyText } from "./Does";

const MOST_REASON = 1_024;

/** The ballot is on the panel itself. What may be done comes before what may not. */
export function shownActs(acts: readonly Act[]): Act[] {
  const others = acts.filter((act) => act.kind !== "vote");
  return [...others.filter((act) => act.refusal === undefined), ...others.filter((act) => act.refusal !== undefined)];
}

/** A yes that somebody waits for stands above everything else. */
export function Asked({ close, acts }: { close: Close; acts: readonly Act[] }) {
  const agree = acts.find((act) => act.kind === "agree" && act.refusal === undefined);
  if (!agree) return null;
  const refuse = acts.find((act) => act.kind === "refuse" && act.refusal === undefined);
  return (
    <Panel title={t.value.vote.acts.agreeTitle}>
      <One act={agree} close={close} />
      {refuse && <One act={refuse} close={close} />}
    </Panel>
  );
}

/** Everything else that may be done, each only where it would succeed; else its reason. */
export function More({ close, acts, isOpen }: { close: Close; acts: readonly Act[]; isOpen: boolean }) {
  const words = t.value.vote;
  const [isShown, setShown] = useState(isOpen);
  const hasAsked = acts.some((act) => act.kind === "agree" && act.refusal === undefined);
  const rest = acts.filter((act) => !hasAsked || (act.kind !== "agree" && act.kind !== "refuse"));
  if (rest.length === 0) return null;
  if (!isShown) return <Button kind="quiet" wide expanded={false} onPress={() => setShown(true)}>{words.more}</Button>;
  return (
    <div class="acts">
      {rest.map((act) => <One key={`${act.kind}:${act.partner?.seat ?? ""}:${String(act.passes)}`} act={act} close={close} />)}
      {!isOpen && <Button kind="quiet" wide expanded onPress={() => setShown(false)}>{words.moreLess}</Button>}
    </div>
  );
}

function One({ act, close }: { act: Act; close: Close }) {
  const words = t.value.vote.acts;
  const label = labelOf(act);
  if (act.refusal) return <p class="acts__not small soft">{words.notNow(label, whyText(act.refusal))}</p>;
  if (act.kind === "leave") return <Plain text={textOf(act, close)}><ButtonLink href={hrefOf(close.snapshot.place, "partners", act.partner?.seat ?? 0)} wide>{label}</ButtonLink></Plain>;
  if (act.kind === "recuse" || act.kind === "object") return <WithReason act={act} close={close} label={label} />;
  const call = act.kind === "putAgain" && act.partner ? againCall(close, act.partner, words.putAgainNote) : act.call;
  return <Plain text={textOf(act, close)}><Send act={act} close={close} label={label} call={call} /></Plain>;
}

function Plain({ text, children }: { text: ComponentChildren; children: ComponentChildren }) {
  return <div class="acts__one"><p class="small">{text}</p>{children}</div>;
}

/** The button of an act that needs no more words. */
function Send({ act, close, label, call }: { act: Act; close: Close; label: string; call: Call }) {
  const { number } = close.proposal;
  return (
    <SignButton
      label={label}
      about={t.value.history.proposal(wholeText(number))}
      calls={[call]}
      subject={`${act.kind}:${number}:${act.partner?.seat ?? ""}${act.passes === undefined ? "" : String(act.passes)}`}
      connect={t.value.vote.connectOther}
      kind={SIGNED.includes(act.kind) ? "sign" : "plain"}
      isQuiet={act.kind !== "execute"}
    />
  );
}

/** What the panel is for in its state. */
const SIGNED: readonly ActKind[] = ["agree", "execute", "breakTie"];

function WithReason({ act, close, label }: { act: Act; close: Close; label: string }) {
  const words = t.value.vote.acts;
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  if (!isOpen) return <Plain text={textOf(act, close)}><Button wide onPress={() => setOpen(true)}>{label}</Button></Plain>;
  const make = act.kind === "recuse" ? recuseCall : objectCall;
  const isLong = new TextEncoder().encode(reason).length > MOST_REASON;
  return (
    <Plain text={textOf(act, close)}>
      <TextField label={act.kind === "recuse" ? words.recuseReason : words.objectReason} optional lines={2} value={reason} onChange={setReason} hint={t.value.vote.reasonHint} mostBytes={MOST_REASON} />
      {!isLong && <Send act={act} close={close} label={label} call={make(close, reason.trim())} />}
    </Plain>
  );
}

function labelOf({ kind, passes }: Act): string {
  const words = t.value.vote.acts;
  if (kind === "breakTie") return passes ? words.breakFor : words.breakAgainst;
  return kind === "vote" ? t.value.vote.title : words[kind];
}

function textOf(act: Act, close: Close): ComponentChildren {
  const words = t.value.vote.acts;
  const { proposal, needs, account, vote } = close;
  switch (act.kind) {
    case "agree": {
      const mine = needs.filter((need) => need.holder === account);
      if (mine.some((need) => !need.matter && !need.floor)) return words.agreeOwn;
      return mine.length > 0 ? words.agreePromise : words.agreeSteering;
    }
    case "refuse": {
      const holds = needs.some((need) => need.matter && !need.isWithin && (need.holder === account || (need.steering > 0 && ((act.partner?.role ?? 0) & ROLE.STEERING) !== 0)));
      return holds ? words.refuseHolder : words.refuseStop(wholeText(proposal.tally.stopping), wholeText(vote.count.base));
    }
    case "recuse":
      return words.recuseText;
    case "contest":
      return words.contestText;
    case "object":
      return words.objectText(Number(proposal.tally.objections), Number(proposal.rule.objections));
    case "cancel":
      return words.cancelText;
    case "execute":
      return words.executeText;
    case "breakTie":
      return fill(words.breakText, { when: <When at={proposal.deadline + TIE_SECONDS} edge="closing" utc /> });
    case "putAgain":
      return words.putAgainText;
    case "leave":
      return proposal.recusedSeats.includes(act.partner?.seat ?? -1) ? words.leaveExpelled : words.leaveText;
    case "vote":
      return "";
  }
}
