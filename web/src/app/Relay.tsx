/** Sending on what somebody else signed: the file is read here, checked against the chain, and paid for by this wallet. */

import { useRef, useState } from "preact/hooks";
import { connection, chainNow, snapshot } from "./store";
import { t } from "../text";
import { FileField, Notice, TextField } from "../ui";
import type { Call, Trouble } from "../wallet";
import { merged, readFile, textOfFile, type MessageFile } from "../wallet/messagefile";
import { checkRelay, relayCall } from "../wallet/relaying";
import { troubleOf } from "../wallet/troubles";
import { SignButton } from "./SignButton";
import { walletTroubleText } from "./troubles";

export interface RelayProps {
  /** Which messages are sent on from here. */
  readonly kinds: readonly MessageFile["message"]["kind"][];
  /** What the button says of one. */
  readonly label: (file: MessageFile) => string;
  readonly subject: (file: MessageFile) => string;
}

export function Relay({ kinds, label, subject }: RelayProps) {
  const words = t.value.signOnly;
  const [text, setText] = useState("");
  const [file, setFile] = useState<MessageFile | undefined>(undefined);
  const [call, setCall] = useState<Call | undefined>(undefined);
  const [trouble, setTrouble] = useState<Trouble | undefined>(undefined);
  const [error, setError] = useState<string | undefined>(undefined);
  const turn = useRef(0);
  const take = async (said: string) => {
    // A slow answer about what was there before must not become the call for what is there now.
    const own = ++turn.current;
    setText(said);
    setTrouble(undefined);
    setError(undefined);
    setCall(undefined);
    if (said.trim() === "") return;
    const seen = snapshot.peek();
    const from = connection.peek();
    if (!seen || !from) return;
    try {
      const read = readFile(said);
      if (!kinds.includes(read.message.kind)) {
        setError(words.otherKind);
        return;
      }
      // Owners of one wallet sign one after the other: their files are put together.
      const whole = file && sameMessage(file, read) ? merged(file, read) : read;
      setFile(whole);
      const { place, escrow } = seen;
      const ready = await checkRelay(whole, { rpc: from.rpc, chain: place.chainId, partnership: place.partnership, escrow, now: chainNow.peek() });
      const made = await relayCall(from.rpc, ready);
      if (turn.current === own) setCall(made);
    } catch (thrown) {
      if (turn.current === own) setTrouble(troubleOf(thrown));
    }
  };
  const open = (chosen: File) => textOfFile(chosen).then(take, (thrown: unknown) => setTrouble(troubleOf(thrown)));
  return (
    <>
      <FileField label={words.file} hint={words.fileHint} file={undefined} onFile={(chosen) => void open(chosen)} />
      <TextField label={words.paste} value={text} onChange={(said) => void take(said)} lines={2} error={error} />
      {trouble && <Notice kind="against" live>{walletTroubleText(trouble, true)}</Notice>}
      {file && call && <SignButton label={label(file)} calls={[call]} subject={subject(file)} connect={words.connect} kind="plain" />}
    </>
  );
}

function sameMessage(one: MessageFile, other: MessageFile): boolean {
  const text = (file: MessageFile) => JSON.stringify(file.message, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
  return text(one) === text(other);
}
