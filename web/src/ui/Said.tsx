import { useState } from "preact/hooks";

import { type SafeText, readLink, safePieces } from "../format";
import { t } from "../text";
import { Icon } from "./Icon";
import { classes } from "./vars";

export interface SaidProps {
  /** As it stands on the chain; `textOf` of its bytes. */
  text: string;
  /** `block` is a quotation of several lines, `inline` a few words in a sentence, `title` one line without a mark in front. */
  as?: "block" | "inline" | "title" | undefined;
  /** Characters shown until `Show all of it` is pressed. */
  limit?: number | undefined;
  /** Lines shown until then. */
  lines?: number | undefined;
  /** Without the sentence below that says what was marked: in lists. */
  noNote?: boolean | undefined;
}

/**
 * What somebody wrote on the chain: in serif, so that it cannot pass for what the page says; as text, so that it cannot
 * do anything; with what hides in it made visible.
 */
export function Said({ text, as = "block", limit, lines, noNote }: SaidProps) {
  const [isOpen, setOpen] = useState(false);
  const isName = as !== "block";
  const most = isName ? { limit: limit ?? 200 } : { limit: limit ?? 1_200, lines: lines ?? 16 };
  const safe = safePieces(text, { isName: as === "title", isLine: as === "inline", ...(isOpen ? {} : most) });
  if (as === "inline") return <bdi class="said">{pieces(safe)}{safe.isCut && "…"}</bdi>;
  if (as === "title") return <bdi class="said said--title">{pieces(safe)}{safe.isCut && "…"}</bdi>;
  const canFold = isOpen || safe.isCut;
  return (
    <div class="saying">
      <blockquote class="said" dir="auto">{text.trim() === "" ? <span class="soft">{t.value.said.empty}</span> : pieces(safe)}{safe.isCut && "…"}</blockquote>
      {canFold && (
        <button class="btn btn--quiet btn--small" type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t.value.common.showLess : t.value.common.showAll}
        </button>
      )}
      {!noNote && <SaidNote safe={safe} />}
    </div>
  );
}

/** What was made visible in a text, in words. */
function SaidNote({ safe }: { safe: SafeText }) {
  const words = t.value.said;
  const notes = [safe.hasHidden && words.hidden, safe.hasOdd && words.odd, safe.hasBytes && words.bytes].filter((note) => note !== false);
  if (notes.length === 0) return null;
  return <p class="saying__note"><Icon name="warn" small />{notes.join(" ")}</p>;
}

/** The marks are set in the page's own letters: who writes them has not been marked by us. */
function pieces(safe: SafeText) {
  const words = t.value.said;
  return safe.pieces.map((piece, at) => {
    if (piece.kind === "text") return piece.text;
    if (piece.kind === "break") return <br key={at} />;
    if (piece.kind === "odd") return <span class="mark mark--odd" key={at}>{piece.text}<span class="vh">{words.oddMark}</span><small>{piece.mark}</small></span>;
    return <span class="mark" key={at}><span class="vh">{piece.kind === "byte" ? words.byteMark : words.hiddenMark}</span>{piece.text}</span>;
  });
}

/** A link that somebody wrote: opened if its kind is allowed, with its host in words; else text and why. */
export function SaidLink({ uri }: { uri: string }) {
  const read = readLink(uri);
  const words = t.value.links;
  const safe = safePieces(uri, { isName: true, limit: 300 });
  if (read.kind === "link") {
    return (
      <span class="saidlink">
        <a class="said" href={read.href} target="_blank" rel="noopener noreferrer nofollow ugc" referrerpolicy="no-referrer">{pieces(safe)}<Icon name="external" small /></a>
        {" "}<span class="small soft">{`(${words.opens(read.host)})`}</span>
      </span>
    );
  }
  const why = read.why === "scheme" ? words.scheme(read.scheme ?? "") : read.why === "login" ? words.login(read.host ?? "") : words[read.why];
  return <span class="saidlink"><bdi class="said">{pieces(safe)}{safe.isCut && "…"}</bdi>{" "}<span class="small soft">{why}</span></span>;
}

/** A stranger's short text in the page's own style, for table heads and the like, where serif would not do. */
export function Plain({ text, limit, strong }: { text: string; limit?: number | undefined; strong?: boolean | undefined }) {
  const safe = safePieces(text, { isName: true, limit: limit ?? 80 });
  return <bdi class={classes(strong && "strong")}>{pieces(safe)}{safe.isCut && "…"}</bdi>;
}
