/**
 * The duties of a partner by their names, as they begin a line: "Proposer, treasurer"; empty for none.
 *
 * @param words Of each bit, in the reader's language.
 */
export function roleWords(role: number, words: Readonly<Record<number, string>>): string {
  const text = rolesWithin(role, words);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The same within a sentence: "proposer, treasurer". */
export function rolesWithin(role: number, words: Readonly<Record<number, string>>): string {
  return Object.entries(words).filter(([bit]) => (role & Number(bit)) !== 0).map(([, name]) => name).join(", ");
}
