import { useState } from "preact/hooks";
import { BOUNDS } from "../../generated/bounds";
import { safeLine, shortHash } from "../../format";
import { MAX_DOCUMENT_BYTES, readDocument, type ReadDocument } from "../../model/document";
import { t } from "../../text";
import { Card, Copy, Field, FileField, Fold, Section, State } from "../../ui";
import { DocumentText } from "../terms/DocumentText";
import { keep, loaded } from "../terms/loaded";
import { Grid, SpanField, SpecText } from "./fields";
import { change, draft, errorAt } from "./state";

/** The document: chosen here, hashed here, and never sent anywhere. */
export function TermsStep() {
  const words = t.value.found;
  const { terms, deadline, bound, ends, daoUri } = draft.value;
  const [error, setError] = useState<string | undefined>(undefined);
  const document: ReadDocument | undefined = terms.hash ? loaded.value.get(terms.hash) : undefined;
  const take = async (file: File) => {
    if (file.size === 0 || file.size > MAX_DOCUMENT_BYTES) {
      setError(file.size === 0 ? t.value.terms.emptyFile : t.value.terms.tooLarge);
      return;
    }
    setError(undefined);
    const read = readDocument(new Uint8Array(await file.arrayBuffer()), file.name);
    keep(read);
    change({ terms: { ...draft.value.terms, file: file.name, hash: read.hash } });
  };
  return (
    <>
      <Section title={words.document}>
        <Card kind="form">
          <FileField label={words.file} hint={words.fileHint} file={document ? { name: terms.file, size: document.bytes.length } : undefined} onFile={(file) => void take(file)} error={error ?? errorAt(["terms"], false) ?? errorAt(["terms", "file"], terms.file !== "")} />
          {terms.hash && (
            <p class="head__state">
              <State kind="good">{words.hashed(safeLine(terms.file, 60))}</State> <span class="small soft">{words.fingerprint} <span class="nowrap">{shortHash(terms.hash)}</span> <Copy text={terms.hash} label={t.value.terms.copyHash} /></span>
            </p>
          )}
          {document && <Fold summary={words.readIt}><Card><DocumentText of={document} label={terms.file} /></Card></Fold>}
          <SpecText optional label={words.uri} hint={words.uriHint} inputMode="url" value={terms.uri} path={["terms", "uri"]} mostBytes={BOUNDS.MAX_URI} onChange={(uri) => change({ terms: { ...terms, uri: uri.trim() } })} />
        </Card>
      </Section>
      <Section title={words.times}>
        <Card kind="form">
          <Grid>
            <SpanField label={words.deadline} hint={words.deadlineHint} value={deadline} path={["formation_deadline"]} onChange={(said) => change({ deadline: said })} />
            <SpanField optional label={words.bound} hint={words.boundHint} value={bound} path={["founders_bound"]} onChange={(said) => change({ bound: said })} />
            <Field optional label={words.ends} hint={words.endsHint} error={errorAt(["ends", "date"], ends !== "")}>
              {(tied) => <input {...tied} class="in in--num" type="date" value={ends} onChange={(event) => change({ ends: event.currentTarget.value })} />}
            </Field>
            <SpecText optional label={words.daoUri} hint={words.daoUriHint} inputMode="url" value={daoUri} path={["dao_uri"]} mostBytes={BOUNDS.MAX_URI} onChange={(said) => change({ daoUri: said.trim() })} />
          </Grid>
        </Card>
      </Section>
    </>
  );
}
