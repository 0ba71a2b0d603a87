import { expect, test } from "vitest";

import type { ChainEvent } from "../../src/chain/events";
import { EVENTS } from "../../src/generated/events";
import { FIELDS, fieldOf, isOfNone, NONE_IF, type Place, QUIET, told } from "../../src/model/telling";
import { de } from "../../src/text/de";
import { en } from "../../src/text/en";
import { ETHER } from "../../src/types";

const forms: Readonly<Record<string, string>> = en.events;
const ofNone: Readonly<Record<string, string>> = en.eventsOfNone;
const placesOf = (form: string): string[] => [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);

const event = (name: string, args: ChainEvent["args"], transaction: ChainEvent["transaction"] = "0x01"): ChainEvent =>
  ({ name, args, address: ETHER, block: 1, index: 0, transaction });

test("every event of the contracts is told in a sentence, or by another one", () => {
  expect(Object.keys(EVENTS).filter((name) => QUIET.has(name) === (name in forms))).toEqual([]);
  expect([...QUIET, ...Object.keys(forms)].filter((name) => !(name in EVENTS))).toEqual([]);
  expect(Object.keys(ofNone).sort()).toEqual(Object.keys(NONE_IF).sort());
});

test("each place of a sentence is filled from a field that its event has", () => {
  for (const [name, form] of [...Object.entries(forms), ...Object.entries(ofNone)]) {
    const fields = Object.keys(EVENTS[name]?.fields ?? {});
    for (const place of placesOf(form)) {
      expect(Object.keys(FIELDS), `${name}: ${place}`).toContain(place);
      expect(FIELDS[place as Place].some((field) => fields.includes(field)), `${name}: ${place}`).toBe(true);
    }
    const none = NONE_IF[name];
    if (none !== undefined) expect(fields, name).toContain(none);
  }
});

test("whom it was promised to ask is named", () => {
  for (const { events } of [en, de]) expect(placesOf(events.MatterReserved)).toEqual(["who"]);
});

test("who did it is not whom it is about", () => {
  const refused = { args: { partner: "0xA", refuser: "0xB" } };
  expect([fieldOf(refused, "by"), fieldOf(refused, "who")]).toEqual(["0xB", "0xA"]);
});

test("a date, a number or an account that is none says the opposite", () => {
  expect(isOfNone(event("ProbationSet", { ends: 0n }))).toBe(true);
  expect(isOfNone(event("ProbationSet", { ends: 5n }))).toBe(false);
  expect(isOfNone(event("PayoutSet", { to: ETHER }))).toBe(true);
  expect(isOfNone(event("PayoutSet", { to: "0x1111111111111111111111111111111111111111" }))).toBe(false);
  expect(isOfNone(event("MatterReserved", { holder: ETHER }))).toBe(true);
  expect(isOfNone(event("Frozen", { until: 0n }))).toBe(false);
});

test("a vote that closed early is told once, one that goes on longer is told", () => {
  const events = [
    event("ProposalExtended", { proposalId: 7n }),
    event("VotingClosed", { proposalId: 7n }),
    event("ProposalExtended", { proposalId: 7n }, "0x02"),
    event("UnitsChanged", {}),
  ];
  expect(told(events).map(({ name, transaction }) => [name, transaction])).toEqual([["VotingClosed", "0x01"], ["ProposalExtended", "0x02"]]);
});

test("a sentence begins with a capital letter in every language", () => {
  for (const language of [en, de]) for (const form of [...Object.values(language.events), ...Object.values(language.eventsOfNone)]) expect(form).toMatch(/^(?:\p{Lu}|\{(?:who|by|to|sum|token|units|Proposal)\})/u);
});
