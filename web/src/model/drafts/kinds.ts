/** What can be proposed by a form, and how it becomes calls. The words are in the texts, the meaning in the contracts. */

import type { Action } from "../../types";
import { Fields, FieldProblem, isAsked, type Around, type FieldSpec, type Problem, type Values } from "./fields";
import { INCOME } from "./income";
import { ANY_CALL } from "./any_call";
import { PEOPLE } from "./people";
import { PROMISES } from "./promises";
import { RULES } from "./rules";
import { TREASURY } from "./treasury";

export type Group = "money" | "people" | "terms" | "rules" | "promises" | "income" | "other";

export interface DraftKind {
  readonly group: Group;
  readonly fields: readonly FieldSpec[];
  /** Throws FieldProblem. */
  readonly make: (fields: Fields) => readonly Action[];
}

export const KINDS: Readonly<Record<string, DraftKind>> = { ...TREASURY, ...PEOPLE, ...RULES, ...PROMISES, ...INCOME, ...ANY_CALL };

export type Drafted =
  | { readonly ok: true; readonly actions: readonly Action[] }
  | { readonly ok: false; readonly problems: ReadonlyMap<string, Problem> };

/** The actions that a filled-in form stands for, or what is wrong with which field. */
export function draft(kind: DraftKind, values: Values, around: Around): Drafted {
  const fields = new Fields(values, around, kind.fields);
  const problems = new Map<string, Problem>();
  for (const spec of kind.fields) {
    if (!isAsked(spec, values) || (spec.optional && !fields.has(spec.name))) continue;
    const problem = problemOf(() => READ[spec.kind](fields, spec.name));
    if (problem) problems.set(problem.field, problem.problem);
  }
  if (problems.size > 0) return { ok: false, problems };
  try {
    return { ok: true, actions: kind.make(fields) };
  } catch (error) {
    if (error instanceof FieldProblem) return { ok: false, problems: new Map([[error.field, error.problem]]) };
    throw error;
  }
}

/** What a link says of the fields of a form: of those that a reader sees there, and of no others. */
export function linked(kind: DraftKind | undefined, said: Iterable<readonly [string, string]>): Values {
  const names = new Set(kind?.fields.flatMap((spec) => (spec.unseen ? [] : [spec.name])));
  return Object.fromEntries([...said].filter(([name]) => names.has(name)));
}

/** What was typed at first. */
export function initial(kind: DraftKind): Values {
  return Object.fromEntries(kind.fields.map((spec) => [spec.name, spec.initially ?? ""]));
}

const READ: Readonly<Record<FieldSpec["kind"], (fields: Fields, name: string) => unknown>> = {
  account: (fields, name) => fields.account(name),
  partner: (fields, name) => fields.account(name),
  sum: (fields, name) => fields.sum(name),
  token: (fields, name) => fields.token(name),
  whole: (fields, name) => fields.whole(name),
  share: (fields, name) => fields.share(name),
  days: (fields, name) => fields.days(name),
  date: (fields, name) => fields.text(name),
  line: (fields, name) => fields.text(name),
  text: (fields, name) => fields.text(name),
  roles: (fields, name) => fields.roles(name),
  class: (fields, name) => fields.decisionClass(name),
  choice: (fields, name) => fields.choice(name),
  flag: () => undefined,
  document: (fields, name) => fields.document(name),
  hex: (fields, name) => fields.hex(name),
};

function problemOf(read: () => unknown): FieldProblem | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof FieldProblem) return error;
    throw error;
  }
}
