/**
 * The button that leads to a signature, with all that has to be right before it, and what becomes of it after.
 *
 * The call is tried first; if it would fail, the reason stands where the button was. Nothing is preselected by it, nothing
 * is sent twice, and an act stays told over a reload.
 */

import { useEffect, useState } from "preact/hooks";
import { roughSum, shortHash } from "../format";
import { t } from "../text";
import { announce, Button, Copy, Notice } from "../ui";
import { type About, accountText, type Act, type Call, coinOf, type Trial, type Trouble } from "../wallet";
import { troubleOf } from "../wallet/troubles";
import { ActProgress } from "./ActProgress";
import { chainName } from "./site";
import { barred } from "./barred";
import { actsAt, refresh, snapshot } from "./store";
import { walletTroubleText } from "./troubles";
import { account, isLookedAt, lookedAt, sender, session } from "./wallet";
import { switchToPage, WrongChain } from "./WalletButton";

export interface SignButtonProps {
  /** What the button says. */
  readonly label: string;
  /** What it is about, where the button says too little for its act to be told among others: "proposal 2". */
  readonly about?: string | undefined;
  /** What is sent; nothing while the form is not filled in. */
  readonly calls: readonly Call[] | undefined;
  /** Why it cannot be pressed yet, where `calls` is missing. */
  readonly why?: string | undefined;
  /** What can be under way once only, like "vote:2". */
  readonly subject: string;
  /** Words for each call where there are several. */
  readonly parts?: readonly string[];
  /** "To vote, connect the company's wallet." */
  readonly connect: string;
  /** Called once it is in a block. */
  readonly onMined?: (() => void) | undefined;
  /** Without "Tried out: it would succeed", where something of its own says that. */
  readonly isQuiet?: boolean;
  readonly kind?: "sign" | "plain" | undefined;
}

export function SignButton({ label, about: of, calls, why, subject, parts, connect, onMined, isQuiet, kind = "sign" }: SignButtonProps) {
  const words = t.value.wallet;
  const at = actsAt.value;
  const who = account.value;
  const open = sender.underWay(subject);
  const last = at && who ? sender.actsOf(at.chainId, at.partnership).find((act) => act.subject === subject && act.account === who) : undefined;
  const [trouble, setTrouble] = useState<Trouble | undefined>(undefined);
  const trial = useTrial(open || !isLookedAt.value ? undefined : calls, who);
  useMined(last, onMined);

  const bar = barred.value;
  if (bar === "contradicted") return <Notice kind="against" title={words.contradicted} />;
  if (bar) return <Notice kind={bar === "stranger" ? "against" : "wait"} title={words.frame[bar]} />;
  if (!at || !who) return <Notice>{connect}</Notice>;
  if (!session.chainOk.value) {
    return <><WrongChain /><Button wide onPress={() => void switchToPage()}>{words.chain.change(chainName(at.chainId))}</Button></>;
  }
  if (!isLookedAt.value) return <LookAgain />;
  const told = trouble && <Notice kind={trouble.kind === "refused" ? "plain" : "against"} live>{walletTroubleText(trouble)}</Notice>;
  if (open) return <>{told}<ActProgress act={open} /></>;

  const send = async () => {
    if (!calls) return;
    setTrouble(undefined);
    const about: About = { what: of === undefined ? label : words.actAbout(label, of), subject, scope: at.partnership, ...(parts ? { parts } : {}) };
    const done = await sender.send(calls, about, { account: who, chain: at.chainId });
    if (!done.ok) {
      setTrouble(done.trouble);
      announce(walletTroubleText(done.trouble));
    }
  };
  const reason = calls === undefined ? (why ?? words.fillIn) : trial === undefined ? words.trying : trial.ok ? undefined : walletTroubleText(trial.trouble);
  return (
    <div class="sign">
      {calls && trial && !trial.ok && <Notice kind="against" title={words.wouldFail} live>{walletTroubleText(trial.trouble)}</Notice>}
      {calls && trial?.ok && !isQuiet && <Notice kind="ok" title={words.triedOut(String(trial.block))}>{trial.fee ? words.fee(roughSum(trial.fee.likely, 18), coinOf(at.chainId).symbol) : words.noFee}</Notice>}
      <Button kind={kind} wide why={reason} onPress={() => void send()}>{label}</Button>
      {session.kind.value && session.kind.value.signer.kind !== "key" && <p class="hint">{accountText(words, session.kind.value)}</p>}
      {!sender.isKept.value && <p class="hint">{words.state.notKept}</p>}
      {told}
      {last && <ActProgress act={last} />}
    </div>
  );
}

/** What the wallet changed by itself, in place of whatever was open to be signed. */
export function LookAgain() {
  const words = t.value.wallet;
  const change = session.change.value;
  const told = change?.kind === "account" ? walletTroubleText({ kind: "otherAccount", account: change.account }) : words.lookAgain;
  return <><Notice kind="wait" live>{told}</Notice><Button wide onPress={lookedAt}>{words.looked}</Button></>;
}

/** Tries calls whenever they, the account or the newest block change; undefined while it is not known. */
export function useTrial(calls: readonly Call[] | undefined, who: string | undefined): Trial | undefined {
  const [found, setFound] = useState<{ readonly key: string; readonly trial: Trial } | undefined>(undefined);
  const block = snapshot.value?.block.hash;
  const key = calls && who ? `${who}:${calls.map((call) => `${call.to}:${call.value}:${call.data}`).join("|")}` : "";
  useEffect(() => {
    if (!calls || !who) return undefined;
    let isGone = false;
    const timer = setTimeout(() => {
      sender.prepare(calls).then(
        (trial) => { if (!isGone) setFound({ key, trial }); },
        (error: unknown) => { if (!isGone) setFound({ key, trial: { ok: false, block: 0, trouble: troubleOf(error), at: 0 } }); },
      );
    }, 150);
    return () => { isGone = true; clearTimeout(timer); };
  }, [key, block]);
  return found?.key === key ? found.trial : undefined;
}

/** Reads the partnership again as soon as an act is in a block, and tells the view once. */
function useMined(act: Act | undefined, onMined: (() => void) | undefined): void {
  const state = act?.state.at;
  const [before, setBefore] = useState(state);
  useEffect(() => {
    if (state === before) return;
    setBefore(state);
    if (state === "mined" || (state === "final" && before !== "mined")) {
      void refresh();
      onMined?.();
    }
  }, [state]);
}

/** A hash with the button that copies it. */
export function Hash({ of }: { of: string }) {
  return <span class="hex">{shortHash(of)} <Copy text={of} label={t.value.wallet.copyHash} /></span>;
}
