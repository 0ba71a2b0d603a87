import { useState } from "preact/hooks";
import { fetchDocument, DocumentError } from "../../chain/documents";
import { shortHash } from "../../format";
import { atGateway, isDocument, MAX_DOCUMENT_BYTES, nameOf, readDocument, type ReadDocument, sourceOf } from "../../model/document";
import { t } from "../../text";
import type { Hex } from "../../types";
import { announce, Button, Card, Copy, Field, FileField, Notice, SaidLink, State } from "../../ui";
import { DocumentText } from "./DocumentText";
import { gateway, keep, loaded, mistaken } from "./loaded";

export interface DocumentCardProps {
  readonly version: number;
  /** As the chain has it. */
  readonly hash: Hex;
  readonly uri: string;
  /** Who is asked for the right one where it is another. */
  readonly ask: string;
  /** It is to be accepted, and not only to be read. */
  readonly isToSign: boolean;
}

/** The document of one version: chosen or fetched, hashed here, and shown as the agreement only if it is that. */
export function DocumentCard({ version, hash, uri, ask, isToSign }: DocumentCardProps) {
  const words = t.value.terms;
  const [wrong, setWrong] = useState<ReadDocument | undefined>(undefined);
  const found = loaded.value.get(hash);
  const take = (bytes: Uint8Array, name: string) => {
    const document = readDocument(bytes, name);
    if (isDocument(document, hash)) {
      keep(document);
      setWrong(undefined);
      mistaken.value = undefined;
      announce(isToSign ? words.isToSign : words.isIt);
    } else {
      setWrong(document);
      mistaken.value = hash;
    }
  };
  if (found) {
    return (
      <Card>
        <div class="doc__bar">
          <State kind="good" icon="good">{isToSign ? words.isToSign : words.isIt}</State>
          <span class="soft">{words.equals(String(version))} <span class="nowrap">{shortHash(hash)}</span> <Copy text={hash} label={words.copyHash} /></span>
        </div>
        <DocumentText of={found} label={words.label(String(version))} />
      </Card>
    );
  }
  return (
    <Card kind="form">
      {wrong && (
        <Notice kind="against" live title={words.isNot}>
          <p>{isToSign ? words.cannotBeAccepted(ask) : words.notShown}</p>
          <p class="tn">{words.itsHash} <span class="nowrap">{shortHash(wrong.hash)}</span> <Copy text={wrong.hash} label={words.copyHash} /></p>
          <p class="tn">{words.chainsHash} <span class="nowrap">{shortHash(hash)}</span> <Copy text={hash} label={words.copyHash} /></p>
        </Notice>
      )}
      <p>{words.choose(String(version))} <span class="nowrap">{shortHash(hash)}</span> <Copy text={hash} label={words.copyHash} /></p>
      <Chooser take={take} />
      <Fetcher uri={uri} take={take} />
    </Card>
  );
}

type Take = (bytes: Uint8Array, name: string) => void;

function Chooser({ take }: { take: Take }) {
  const words = t.value.terms;
  const [error, setError] = useState<string | undefined>(undefined);
  const read = async (file: File) => {
    setError(undefined);
    if (file.size > MAX_DOCUMENT_BYTES) setError(words.tooLarge);
    else if (file.size === 0) setError(words.emptyFile);
    else take(new Uint8Array(await file.arrayBuffer()), file.name);
  };
  return <FileField label={words.file} hint={words.fileHint} file={undefined} error={error} onFile={(file) => void read(file)} />;
}

function Fetcher({ uri, take }: { uri: string; take: Take }) {
  const words = t.value.terms;
  const [state, setState] = useState<"idle" | "asking">("idle");
  const [error, setError] = useState<string | undefined>(undefined);
  const source = sourceOf(uri);
  const target = source.kind === "web" ? source : source.kind === "gateway" ? atGateway(source, gateway.value) : undefined;
  const load = async () => {
    if (!target) return;
    setState("asking");
    setError(undefined);
    try {
      take(await fetchDocument(target.url, MAX_DOCUMENT_BYTES), nameOf(target.url));
    } catch (thrown) {
      if (!(thrown instanceof DocumentError)) throw thrown;
      setError(words.fetching[thrown.why](target.host, String(thrown.status)));
    } finally {
      setState("idle");
    }
  };
  if (source.kind === "none") {
    return <p class="hint">{words.noSource[source.why]} {source.why !== "empty" && <SaidLink uri={uri} />}</p>;
  }
  return (
    <div class="field">
      <p>{words.publishedAt} <SaidLink uri={uri} /></p>
      {source.kind === "gateway" && (
        <Field label={words.gateway[source.network]} hint={words.gatewayHint} error={gateway.value.trim() && !target ? words.noGateway : undefined}>
          {(tied) => <input {...tied} class="in" type="text" inputMode="url" autocomplete="off" spellcheck={false} value={gateway.value} onInput={(event) => { gateway.value = event.currentTarget.value; }} />}
        </Field>
      )}
      <p><Button icon="download" why={state === "asking" ? words.asking(target?.host ?? "") : target ? undefined : words.nameGateway} onPress={() => void load()}>{target ? words.fetchFrom(target.host) : words.fetch}</Button></p>
      {state === "asking" && <p class="hint" role="status">{words.asking(target?.host ?? "")}</p>}
      {error && <Notice kind="against" live>{error}</Notice>}
    </div>
  );
}
