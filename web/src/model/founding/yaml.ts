/** The spec file of a draft: what `ape run deploy` takes. What was written in the form stands there as it was written. */

import { CLASS_KEYS, DEAL_KEYS, type Draft, type DraftFounder, RULE_FIELDS } from "./draft";
import { isPlainNumber } from "./written";

export function specYaml(draft: Draft): string {
  const lines = [
    "# The cover page of a partnership, written by the page. Its document and this file are one agreement.",
    "#",
    "# Check it, and found the same on the command line:   ape run deploy FILE --network ...",
    "",
    `name: ${quotedYaml(draft.name)}`,
    "",
    "terms:",
    ...(draft.terms.file ? [`  file: ${quotedYaml(draft.terms.file)}    # beside this file`] : []),
    ...(draft.terms.uri ? [`  uri: ${quotedYaml(draft.terms.uri)}`] : []),
    ...(draft.terms.hash ? [`  hash: ${quotedYaml(draft.terms.hash)}`] : []),
    ...(draft.terms.file || draft.terms.uri || draft.terms.hash ? [] : ["  {}"]),
    "",
    `formation_deadline: ${value(draft.deadline)}`,
    ...(draft.bound ? [`founders_bound: ${value(draft.bound)}`] : []),
    ...(draft.ecosystem ? [`ecosystem: ${quotedYaml(draft.ecosystem)}`] : []),
    "",
    draft.founders.length > 0 ? "founders:" : "founders: []",
    ...draft.founders.flatMap(founderLines),
    "",
    "rules:",
    ...CLASS_KEYS.flatMap((key) => {
      const rule = draft.rules[key];
      if (!rule) return [];
      const fields = RULE_FIELDS.filter((field) => rule[field] !== "");
      return [`  ${key}:${fields.length > 0 ? "" : " {}"}`, ...fields.map((field) => `    ${field}: ${field === "name" ? quotedYaml(rule.name) : value(rule[field])}`)];
    }),
    ...reservedLines(draft),
    ...dealLines(draft),
    "",
    `recoupment: ${quotedYaml(draft.recoupment)}`,
    ...(draft.reserve ? [`reserve: ${value(draft.reserve)}`] : []),
    ...(draft.ends ? ["ends:", `  date: ${quotedYaml(draft.ends)}`] : []),
    ...(draft.daoUri ? [`dao_uri: ${quotedYaml(draft.daoUri)}`] : []),
    "",
    draft.tokens.length > 0 ? "tokens:" : "tokens: []",
    ...draft.tokens.map((token) => `  - ${quotedYaml(token)}`),
  ];
  return `${lines.join("\n")}\n`;
}

function founderLines({ account, name, weight, units, role, contributes }: DraftFounder): string[] {
  return [
    `  - account: ${quotedYaml(account)}`,
    `    name: ${quotedYaml(name)}`,
    `    weight: ${value(weight)}`,
    `    units: ${value(units)}`,
    `    role: [${role.join(", ")}]`,
    ...(contributes ? [`    contributes: {token: ${quotedYaml(contributes.token)}, amount: ${value(contributes.amount) || "~"}}`] : []),
  ];
}

function reservedLines({ reserved }: Draft): string[] {
  if (reserved.length === 0) return [];
  return [
    "",
    "reserved_matters:",
    ...reserved.flatMap(({ what, holder, days, notice }) => [
      `  - what: ${quotedYaml(what)}`,
      `    holder: ${quotedYaml(holder)}`,
      `    days: ${daysValue(days)}`,
      ...(notice === "" ? [] : [`    notice: ${daysValue(notice)}`]),
    ]),
  ];
}

/** A number of days as one, a span as text. */
function daysValue(text: string): string {
  return /^(0|[1-9]\d*)$/.test(text) ? text : quotedYaml(text);
}

function dealLines(draft: Draft): string[] {
  const said = DEAL_KEYS.filter((key) => draft.deal[key] !== "").map((key) => `  ${key}: ${value(draft.deal[key])}`);
  const capital = draft.capital.map(({ token, money, in_kind }) => {
    const parts = [["money", money], ["in_kind", in_kind]].filter(([, amount]) => amount).map(([key, amount]) => `${key ?? ""}: ${value(amount ?? "")}`);
    return `    ${quotedYaml(token)}: {${parts.join(", ")}}`;
  });
  if (said.length + capital.length === 0) return [];
  return ["", "deal:", ...said, ...(capital.length > 0 ? ["  capital:", ...capital] : [])];
}

/** A number as one, anything else as text; nothing stays empty, and the reader says what is missing. */
function value(text: string): string {
  return text === "" || isPlainNumber(text) ? text : quotedYaml(text);
}

/** In quotes whatever it is: names that look like numbers, like yes and no, or like YAML itself stay names. */
export function quotedYaml(text: string): string {
  const body = Array.from(text)
    .map((letter) => {
      if (letter === '"' || letter === "\\") return `\\${letter}`;
      if (/^[ -~\u00a1-\u00ac\u00ae-\u0377]$/u.test(letter)) return letter;
      if (/^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(letter) && letter !== "\ufeff" && letter !== "\ufffe" && letter !== "\uffff") return letter;
      const code = letter.codePointAt(0) ?? 0;
      if (code >= 0xd800 && code < 0xe000) return "\ufffd"; // half a letter, which no file can hold
      if (code < 0x100) return `\\x${code.toString(16).padStart(2, "0")}`;
      return code < 0x10000 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
    })
    .join("");
  return `"${body}"`;
}
