/**
 * Text of strangers, so that it cannot pass for what it is not. Whatever cannot be seen, turns the direction of reading,
 * or looks like another letter is shown by its number: `⟦U+202E⟧`. Whatever is no text at all is shown as its bytes.
 * Nothing is thrown away, and nothing here makes markup: the pieces are set as text.
 */
import { byteIn } from "./bytes";
import { oddLetters } from "./scripts";

export type Piece =
  | { kind: "text"; text: string }
  /** A line break, kept. */
  | { kind: "break" }
  /** Shown by its number instead of itself: it is invisible, or steers. */
  | { kind: "hidden"; text: string }
  /** A letter of another script that looks like one of ours: shown, and its number after it. */
  | { kind: "odd"; text: string; mark: string }
  /** A byte that is no text. */
  | { kind: "byte"; text: string };

export interface SafeText {
  pieces: Piece[];
  /** Something was made visible that would not have been seen, or taken for something else. */
  hasHidden: boolean;
  hasOdd: boolean;
  hasBytes: boolean;
  /** The text goes on; `limit` cut it off. */
  isCut: boolean;
}

export interface SafeOptions {
  /** Characters that are shown at most, line breaks among them. All of them, if not given. */
  limit?: number | undefined;
  /** Lines that are shown at most. */
  lines?: number | undefined;
  /** A name or a title: one line, and stricter, since two names have to differ to the eye. */
  isName?: boolean | undefined;
  /** Prose in a line: its breaks are spaces. */
  isLine?: boolean | undefined;
}

/** More marks than this upon one letter are no spelling: they climb over the lines above. */
const MOST_MARKS = 3;

const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Invisible, though the tables of letters call them letters, marks or signs. */
const EMPTY_LETTER = /[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}\ufffc\ufffd]/u;
const SPACE = /\p{Zs}/u;
const MARK = /\p{M}/u;
const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}/u;
/** Scripts that are spelled with joiners, which are seen there by their effect. */
const JOINED = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]/u;
/** Spaces that prose is set with: no-break, thin, narrow no-break, and that of Chinese and Japanese. */
const PROSE_SPACE = /[\u00a0\u2009\u202f\u3000]/;

/** A text in pieces that can be shown. */
export function safePieces(text: string, options: SafeOptions = {}): SafeText {
  // Most names and titles are nothing but plain letters: there is nothing to look for.
  if (/^[ -~]*$/.test(text) && text.length <= (options.limit ?? text.length)) {
    return { pieces: text === "" ? [] : [{ kind: "text", text }], hasHidden: false, hasOdd: false, hasBytes: false, isCut: false };
  }
  const letters = Array.from(text.replace(/\r\n/g, "\n"));
  const odd = oddLetters(letters);
  const found: SafeText = { pieces: [], hasHidden: false, hasOdd: false, hasBytes: false, isCut: false };
  const mostLines = options.lines ?? Number.POSITIVE_INFINITY;
  const most = options.limit ?? Number.POSITIVE_INFINITY;
  let lines = 1;
  let marks = 0;
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] as string;
    if (at >= most || (letter === "\n" && lines >= mostLines)) {
      // Breaks at the end say nothing more.
      found.isCut = letters.slice(at).some((rest) => rest !== "\n" && rest !== " ");
      break;
    }
    const code = letter.codePointAt(0) as number;
    marks = MARK.test(letter) ? marks + 1 : 0;
    const byte = byteIn(code);
    if (byte !== undefined) {
      found.hasBytes = true;
      found.pieces.push({ kind: "byte", text: `⟦${hex(byte, 2)}⟧` });
    } else if (letter === "\n" && options.isLine) {
      add(found, " ");
    } else if (letter === "\n" && !options.isName) {
      lines += 1;
      found.pieces.push({ kind: "break" });
    } else if (letter === "\t" && !options.isName) {
      add(found, " ");
    } else if (marks > MOST_MARKS || isHidden(letters, at, options.isName === true)) {
      found.hasHidden = true;
      found.pieces.push({ kind: "hidden", text: markOf(code) });
    } else if (odd.has(at)) {
      found.hasOdd = true;
      found.pieces.push({ kind: "odd", text: letter, mark: markOf(code) });
    } else {
      add(found, letter);
    }
  }
  return found;
}

/** The same as one string, for titles, labels, files and whatever knows no markup. Line breaks stay, unless it is a name. */
export function safeText(text: string, options: SafeOptions = {}): string {
  const { pieces, isCut } = safePieces(text, options);
  return pieces.map((piece) => {
    if (piece.kind === "break") return "\n";
    return piece.kind === "odd" ? piece.text + piece.mark : piece.text;
  }).join("") + (isCut ? "…" : "");
}

/** The first line that says something, as the title of a proposal or a token's symbol; cut where it is too long. */
export function safeLine(text: string, limit = 200): string {
  const line = text.split(/\r?\n/).find((part) => part.trim() !== "") ?? "";
  return safeText(line.trim(), { isName: true, limit });
}

/** Whether anything in a text had to be made visible. */
export function isPlain(text: string): boolean {
  const { hasHidden, hasOdd, hasBytes } = safePieces(text);
  return !hasHidden && !hasOdd && !hasBytes;
}

function add(found: SafeText, text: string): void {
  const last = found.pieces[found.pieces.length - 1];
  if (last?.kind === "text") last.text += text;
  else found.pieces.push({ kind: "text", text });
}

function isHidden(letters: readonly string[], at: number, isName: boolean): boolean {
  const letter = letters[at] as string;
  const before = letters[at - 1] ?? "";
  const after = letters[at + 1] ?? "";
  // Our own marks: who writes them, has not been marked by us.
  if (letter === "⟦" || letter === "⟧") return true;
  if (letter === "\ufe0f" || letter === "\ufe0e") return !(PICTURE.test(before) || /[0-9#*]/.test(before));
  if (letter === "\u200d" && (PICTURE.test(before) || before === "\ufe0f") && PICTURE.test(after)) return false;
  if ((letter === "\u200c" || letter === "\u200d") && !isName) return !(JOINED.test(before) && JOINED.test(after));
  if (SPACE.test(letter)) return letter !== " " && (isName || !PROSE_SPACE.test(letter));
  return HIDDEN.test(letter) || EMPTY_LETTER.test(letter);
}

function markOf(code: number): string {
  return `⟦U+${hex(code, 4)}⟧`;
}

function hex(value: number, width: number): string {
  return value.toString(16).toUpperCase().padStart(width, "0");
}
