import { ROLE_WORDS } from "../generated/enums";

/** The duties of a partner by their names, like "Proposer, treasurer"; empty for none. */
export function roleWords(role: number): string {
  const names = Object.entries(ROLE_WORDS).filter(([bit]) => (role & Number(bit)) !== 0).map(([, name]) => name);
  const text = names.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
