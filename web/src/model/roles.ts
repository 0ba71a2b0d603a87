/**
 * The duties of a partner by their names, like "Proposer, treasurer"; empty for none.
 *
 * @param words Of each bit, in the reader's language.
 */
export function roleWords(role: number, words: Readonly<Record<number, string>>): string {
  const names = Object.entries(words).filter(([bit]) => (role & Number(bit)) !== 0).map(([, name]) => name);
  const text = names.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
