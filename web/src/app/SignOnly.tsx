/**
 * Signing without a fee: what is signed is worked out from what is shown, compared with what the contract asks, and what
 * comes back is verified. It leaves as a file that anybody may send on, here with another wallet or on the command line.
 */

import { useEffect, useMemo, useState } from "preact/hooks";
import { shortHash } from "../format";
import { t } from "../text";
import type { Hex } from "../types";
import { announce, Button, Copy, fill, Notice, When } from "../ui";
import { writeFile, type MessageFile } from "../wallet/messagefile";
import { deadlineOf, type Message } from "../wallet/messages";
import { collect, signTyped, whatIsSigned } from "../wallet/signing";
import type { Trouble } from "../wallet";
import { kept } from "../wallet/store";
import { type Waiting, Waits } from "../wallet/waits";
import { saveFile } from "./save";
import { barred } from "./barred";
import { chainNow, place, snapshot } from "./store";
import { LookAgain } from "./SignButton";
import { walletTroubleText } from "./troubles";
import { account, isLookedAt, session, signing } from "./wallet";

export interface SignOnlyProps {
  readonly label: string;
  /** Nothing while something is missing. */
  readonly message: Message | undefined;
  readonly why?: string | undefined;
  /** Of the file that is saved, without its ending. */
  readonly fileName: string;
  /** Of a link in which what was signed travels; undefined where it is too long for one. */
  readonly link?: ((text: string) => string | undefined) | undefined;
}

const waits = new Waits(kept(window), () => chainNow.peek());

export function SignOnly({ label, message, why, fileName, link }: SignOnlyProps) {
  const words = t.value.signOnly;
  const [trouble, setTrouble] = useState<Trouble | undefined>(undefined);
  const [isAsking, setAsking] = useState(false);
  const [file, setFile] = useState<MessageFile | undefined>(undefined);
  const [begun, setBegun] = useState<Waiting | undefined>(undefined);
  // Begun before this page was loaded, perhaps until another moment.
  const waiting = useMemo(() => begun ?? (message && waits.find(message)), [begun, message]);
  const at = place.value;
  const who = account.value;
  const device = useDeviceHash(message);
  if (!at || !who || barred.value || !session.chainOk.value) return null;
  if (!isLookedAt.value) return <LookAgain />;

  const sign = async () => {
    if (!message || isAsking) return;
    setTrouble(undefined);
    setAsking(true);
    const done = await signTyped(signing, { message, name: snapshot.peek()?.name ?? "" }, { account: who, chain: at.chainId });
    setAsking(false);
    if (done.kind === "failed") {
      setTrouble(done.trouble);
      announce(walletTroubleText(done.trouble, true));
    } else if (done.kind === "waits") {
      waits.add(done);
      setBegun(done);
    } else {
      setFile(done.file);
      announce(words.signed);
    }
  };
  const deadline = message && deadlineOf(message);
  return (
    <div class="sign">
      <Button wide why={why ?? (isAsking ? t.value.wallet.asking : undefined)} onPress={() => void sign()}>{label}</Button>
      <p class="hint">
        {words.free} {deadline !== undefined && fill(words.goodUntil, { by: <When at={deadline} edge="closing" utc /> })}
        {device && <> {words.device} <span class="nowrap">{shortHash(device)}</span> <Copy text={device} label={t.value.wallet.copyHash} /></>}
      </p>
      {trouble && <Notice kind={trouble.kind === "refused" ? "plain" : "against"} live>{walletTroubleText(trouble, true)}</Notice>}
      {waiting && !file && <Collected of={waiting} onDone={(signed) => { waits.remove(waiting.messageHash); setFile(signed); }} />}
      {file && <SignedFile of={file} name={fileName} link={link} />}
    </div>
  );
}

/** The hash that a device shows, once the chain has said how the account signs. */
function useDeviceHash(message: Message | undefined): Hex | undefined {
  const [found, setFound] = useState<{ readonly of: Message; readonly hash: Hex } | undefined>(undefined);
  const who = account.value;
  useEffect(() => {
    const at = signing.place.peek();
    if (!message || !who || !at) return undefined;
    let isGone = false;
    whatIsSigned(at, message, who).then(
      ({ question }) => { if (!isGone) setFound({ of: message, hash: question.digest }); },
      () => undefined, // said when it is signed
    );
    return () => { isGone = true; };
  }, [message, who]);
  return found?.of === message ? found?.hash : undefined;
}

const LOOK_AGAIN = 5_000;

/** A Safe's owners sign one after the other, in their own time. */
function Collected({ of, onDone }: { of: Waiting; onDone: (file: MessageFile) => void }) {
  const words = t.value.signOnly;
  const [trouble, setTrouble] = useState<Trouble | undefined>(undefined);
  useEffect(() => {
    const look = async () => {
      const app = signing.safeApp?.peek();
      const at = signing.place.peek();
      if (!app || !at) return;
      const done = await collect(app, at, of.file, of.messageHash);
      if (done?.kind === "signed") onDone(done.file);
      else if (done?.kind === "failed") setTrouble(done.trouble);
    };
    const timer = setInterval(() => void look(), LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [of]);
  return (
    <Notice kind="wait" live title={words.waits}>
      <p>{words.waitsMore} <span class="nowrap">{shortHash(of.messageHash)}</span> <Copy text={of.messageHash} label={t.value.wallet.copyHash} /></p>
      {trouble && <p>{walletTroubleText(trouble, true)}</p>}
    </Notice>
  );
}

function SignedFile({ of, name, link }: { of: MessageFile; name: string; link: SignOnlyProps["link"] }) {
  const words = t.value.signOnly;
  const text = writeFile(of, ["ExtendedBallot"]);
  const linked = link?.(text);
  return (
    <Notice kind="ok" live title={words.signed}>
      <p>{words.hand}</p>
      <p class="inline">
        <Button small icon="download" onPress={() => saveFile(`${name}.json`, "application/json", text)}>{words.save}</Button>
        <span>{words.copy} <Copy text={text} label={words.copy} /></span>
        {linked !== undefined && <span>{words.link} <Copy text={linked} label={words.link} /></span>}
      </p>
    </Notice>
  );
}
