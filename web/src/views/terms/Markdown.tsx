import { safePieces } from "../../format";
import type { Block, Inline } from "../../model/markdown";
import { t } from "../../text";

/** A document's own words as elements; its letters stay text, and what hides among them is shown. */
export function Markdown({ blocks }: { blocks: readonly Block[] }) {
  return <>{blocks.map((block, at) => <One key={at} block={block} />)}</>;
}

function One({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading":
      // The page has its own first two levels.
      return block.level === 1 ? <h3 class="doc__title"><Parts of={block.parts} /></h3> : <h4><Parts of={block.parts} /></h4>;
    case "paragraph":
      return <p><Parts of={block.parts} /></p>;
    case "clause":
      return <div class="p"><span><Letters text={block.number} /></span><p><Parts of={block.parts} /></p></div>;
    case "list":
      return block.start === undefined ? <ul>{items(block)}</ul> : <ol start={block.start}>{items(block)}</ol>;
    case "quote":
      return <blockquote><Markdown blocks={block.blocks} /></blockquote>;
    case "code":
      return <pre><Letters text={block.text} /></pre>;
    case "table":
      return (
        <div class="doc__table" tabIndex={0} role="region" aria-label={t.value.terms.table}>
          <table>
            <thead><tr>{block.head.map((cell, at) => <th key={at} scope="col"><Parts of={cell} /></th>)}</tr></thead>
            <tbody>{block.rows.map((row, at) => <tr key={at}>{row.map((cell, column) => <td key={column}><Parts of={cell} /></td>)}</tr>)}</tbody>
          </table>
        </div>
      );
    case "rule":
      return <hr />;
  }
}

function items(list: Extract<Block, { kind: "list" }>) {
  return list.items.map((item, at) => <li key={at}><Markdown blocks={item.blocks} /></li>);
}

function Parts({ of }: { of: readonly Inline[] }) {
  return <>{of.map((part, at) => <Part key={at} part={part} />)}</>;
}

function Part({ part }: { part: Inline }) {
  switch (part.kind) {
    case "text":
      return <Letters text={part.text} />;
    case "strong":
      return <strong><Parts of={part.parts} /></strong>;
    case "em":
      return <em><Parts of={part.parts} /></em>;
    case "code":
      return <code><Letters text={part.text} /></code>;
    case "link":
      return <LinkText part={part} />;
    case "picture":
      return <span class="doc__uri">{`[${t.value.terms.picture} `}<Letters text={part.text} />{": "}<Letters text={part.uri} />]</span>;
    case "break":
      return <br />;
  }
}

/** Where a link leads stands beside its words, as it is part of what is agreed; nothing is opened from here. */
function LinkText({ part }: { part: Extract<Inline, { kind: "link" }> }) {
  const [first] = part.parts;
  const isBare = part.parts.length === 1 && first?.kind === "text" && first.text === part.uri;
  if (isBare) return <Letters text={part.uri} />;
  return <><Parts of={part.parts} /> <span class="doc__uri">(<Letters text={part.uri} />)</span></>;
}

/** Text with what cannot be seen in it made visible. Look-alike letters are told of above the document, not in every word. */
export function Letters({ text }: { text: string }) {
  return (
    <>
      {safePieces(text).pieces.map((piece, at) => {
        if (piece.kind === "text" || piece.kind === "odd") return piece.text;
        if (piece.kind === "break") return <span key={at}>{"\n"}</span>;
        return <span class="mark" key={at}><span class="vh">{piece.kind === "byte" ? t.value.said.byteMark : t.value.said.hiddenMark}</span>{piece.text}</span>;
      })}
    </>
  );
}
