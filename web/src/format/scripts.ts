/**
 * Letters that pass for others. A word that mixes Latin letters with those of a script that looks alike is marked where
 * it leaves the script most of it is in; so is a word made wholly of look-alikes, and any letter that is a Latin one in
 * another dress. Words in one script, whatever it is, and Latin beside Chinese, Japanese or Korean are left alone.
 */

/** Scripts whose letters can be taken for Latin ones, or for each other's. */
const SCRIPTS: readonly [string, RegExp][] = [
  ["Latin", /\p{Script=Latin}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Armenian", /\p{Script=Armenian}/u],
  ["Cherokee", /\p{Script=Cherokee}/u],
  ["Coptic", /\p{Script=Coptic}/u],
  ["Lisu", /\p{Script=Lisu}/u],
  ["Georgian", /\p{Script=Georgian}/u],
  ["Deseret", /\p{Script=Deseret}/u],
  ["Osage", /\p{Script=Osage}/u],
  ["Gothic", /\p{Script=Gothic}/u],
  ["OldItalic", /\p{Script=Old_Italic}/u],
];

/** Cyrillic and Greek letters that a reader of Latin takes for Latin. */
const ALIKE = new Set(Array.from("АВЕЅІЈКМНОРСТУХЎаеорсухіјѕһԁԛԝѵѡցҮүԌԍ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοντυικρϲϳ"));

/** Latin letters and digits in another dress: mathematical, Roman numerals, turned and clicked. */
const DRESSED = /[\u0251\u0261\u01c0-\u01c3\u2024\u2044\u2160-\u217f\u2215\u29f8\ua731\ua78f\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f149}]/u;

/** Full width, which is how Chinese and Japanese are set, and a dress anywhere else. */
const WIDE = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/;
const EAST = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

const LETTER = /[\p{L}\p{M}\p{Nd}'’]/u;

/** The places of letters that are not what they look like. */
export function oddLetters(letters: readonly string[]): Set<number> {
  const odd = new Set<number>();
  const isEastern = letters.some((letter) => EAST.test(letter));
  const isDressed = (letter: string) => DRESSED.test(letter) || (!isEastern && WIDE.test(letter));
  const words: { from: number; to: number; counts: Map<string, number> }[] = [];
  let at = 0;
  while (at < letters.length) {
    if (isDressed(letters[at] as string)) odd.add(at);
    if (!LETTER.test(letters[at] as string)) {
      at += 1;
      continue;
    }
    const from = at;
    const counts = new Map<string, number>();
    while (at < letters.length && LETTER.test(letters[at] as string)) {
      const letter = letters[at] as string;
      if (isDressed(letter)) odd.add(at);
      const script = scriptOf(letter);
      if (script) counts.set(script, (counts.get(script) ?? 0) + 1);
      at += 1;
    }
    words.push({ from, to: at, counts });
  }
  const real = realScripts(letters);
  for (const { from, to, counts } of words) {
    const [script] = counts.keys();
    if (counts.size > 1) markOthers(odd, letters, from, to, mainOf(counts));
    else if (script && script !== "Latin" && !real.has(script) && isAlike(letters, from, to)) {
      for (let place = from; place < to; place += 1) if (scriptOf(letters[place] as string)) odd.add(place);
    }
  }
  return odd;
}

/** Scripts that the text is truly written in: it has letters of them that look like no others. */
function realScripts(letters: readonly string[]): Set<string> {
  const real = new Set<string>();
  for (const letter of letters) {
    if (letter <= "\u007f" || ALIKE.has(letter)) continue;
    const script = scriptOf(letter);
    if (script) real.add(script);
  }
  return real;
}

function isAlike(letters: readonly string[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const letter = letters[at] as string;
    if (scriptOf(letter) && !ALIKE.has(letter)) return false;
  }
  return true;
}

function markOthers(odd: Set<number>, letters: readonly string[], from: number, to: number, main: string): void {
  for (let at = from; at < to; at += 1) {
    const script = scriptOf(letters[at] as string);
    if (script && script !== main) odd.add(at);
  }
}

/** Latin if it has as much of the word as any other: that is what the reader takes it for. */
function mainOf(counts: ReadonlyMap<string, number>): string {
  let main = "Latin";
  let most = counts.get("Latin") ?? 0;
  for (const [script, count] of counts) {
    if (count > most) {
      main = script;
      most = count;
    }
  }
  return main;
}

function scriptOf(letter: string): string | undefined {
  if (letter <= "\u007f") return /[A-Za-z]/.test(letter) ? "Latin" : undefined;
  return SCRIPTS.find(([, pattern]) => pattern.test(letter))?.[0];
}
