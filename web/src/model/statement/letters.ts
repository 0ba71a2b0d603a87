/**
 * Letters that a document can draw. Its fonts are those that every reader of PDF has, and those know the letters of Western Europe.
 * What is written otherwise is not drawn by something that looks like it: a number stands there, and the notes say what it is.
 */

/** Beyond Latin-1, what these fonts have: dashes, quotes, the mark of a cut, the euro. */
const MORE = new Set("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ");

export function canDraw(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || MORE.has(letter);
}

export interface Note {
  readonly number: number;
  /** What could not be drawn, as Unicode numbers its letters. */
  readonly codes: string;
  /** What the text is of: an address most often. */
  readonly of: string;
}

/** Texts as they can be drawn, and notes on those that cannot. */
export class Letters {
  readonly notes: Note[] = [];
  private readonly known = new Map<string, string>();

  /** @param of What stands in place of the text, if it cannot be drawn: an address. */
  drawn(text: string, of: string): string {
    const plain = text.replaceAll("−", "-");
    if (Array.from(plain).every(canDraw)) return plain;
    const key = `${plain} ${of}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const number = this.notes.length + 1;
    const codes = Array.from(plain, (letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`).join(" ");
    this.notes.push({ number, codes, of });
    const made = `${Array.from(plain).filter(canDraw).length >= 3 ? `${Array.from(plain, (letter) => (canDraw(letter) ? letter : "")).join("").replace(/\s+/g, " ").trim()} ` : ""}[${number}]`;
    this.known.set(key, made);
    return made;
  }
}
