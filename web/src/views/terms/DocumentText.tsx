import { useMemo, useState } from "preact/hooks";
import { saveFile } from "../../app/save";
import { safePieces, wholeText } from "../../format";
import type { ReadDocument } from "../../model/document";
import { readMarkdown, sectionsOf } from "../../model/markdown";
import { t } from "../../text";
import { Button, Notice, Segments } from "../../ui";
import { Letters, Markdown } from "./Markdown";

type As = "set" | "written";

/** A document whose hash is right, as it can be read here. */
export function DocumentText({ of, label }: { of: ReadDocument; label: string }) {
  const words = t.value.terms;
  const [as, setAs] = useState<As>("set");
  const [isOpen, setOpen] = useState(false);
  const blocks = useMemo(() => (of.form === "markdown" ? readMarkdown(of.text ?? "") : []), [of]);
  const hidden = useMemo(() => safePieces(of.text ?? ""), [of]);
  if (of.form === "pdf") return <Elsewhere of={of} text={words.pdf} />;
  if (of.form === "bytes") return <Bytes of={of} />;
  const sections = sectionsOf(blocks);
  return (
    <>
      {of.form === "markdown" && (
        <div class="doc__as"><Segments label={words.showAs} value={as} onChange={setAs} options={[{ value: "set", text: words.asSet }, { value: "written", text: words.asWritten }]} /></div>
      )}
      {hidden.hasHidden && <div class="doc__as"><Notice kind="wait">{t.value.said.hidden}</Notice></div>}
      {!hidden.hasHidden && hidden.hasOdd && <div class="doc__as"><Notice>{words.odd}</Notice></div>}
      <article class={isOpen ? "doc open" : "doc"} tabIndex={0} role="region" aria-label={label} dir="auto">
        {of.form === "markdown" && as === "set" ? <Markdown blocks={blocks} /> : <pre><Letters text={of.text ?? ""} /></pre>}
      </article>
      <div class="doc__more">
        <Button wide expanded={isOpen} onPress={() => setOpen(!isOpen)}>{isOpen ? words.readLess : sections > 1 ? words.readAll(wholeText(sections)) : words.readWhole}</Button>
      </div>
    </>
  );
}

function save(of: ReadDocument) {
  saveFile(of.name || "terms", "application/octet-stream", new Uint8Array(of.bytes));
}

function Elsewhere({ of, text }: { of: ReadDocument; text: string }) {
  return (
    <div class="doc__else">
      <p>{text}</p>
      <p><Button icon="download" onPress={() => save(of)}>{t.value.terms.saveTo(t.value.fields.size(wholeText(of.bytes.length)))}</Button></p>
    </div>
  );
}

const ROW = 16;
const MOST_ROWS = 64;

/** What is no text in UTF-8: its bytes, so that nothing is guessed. */
function Bytes({ of }: { of: ReadDocument }) {
  const words = t.value.terms;
  const rows = Math.min(Math.ceil(of.bytes.length / ROW), MOST_ROWS);
  return (
    <>
      <Elsewhere of={of} text={words.bytes} />
      <pre class="doc doc--bytes" tabIndex={0} role="region" aria-label={words.bytesLabel}>
        {Array.from({ length: rows }, (_, row) => rowText(of.bytes, row * ROW)).join("\n")}
        {of.bytes.length > rows * ROW && "\n…"}
      </pre>
    </>
  );
}

function rowText(bytes: Uint8Array, from: number): string {
  const part = Array.from(bytes.subarray(from, from + ROW));
  const hex = part.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  const text = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·")).join("");
  return `${from.toString(16).padStart(6, "0")}  ${hex.padEnd(ROW * 3 - 1)}  ${text}`;
}

/** The same for the heading above the document. */
export function SaveDocument({ of }: { of: ReadDocument }) {
  return <button class="linkish" type="button" onClick={() => save(of)}>{t.value.terms.save}</button>;
}
