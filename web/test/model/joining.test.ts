import { describe, expect, it } from "vitest";
import { draft, KINDS, type Drafted } from "../../src/model/drafts/kinds";
import { type Joining, toText } from "../../src/model/joining";
import type { Address, Token } from "../../src/types";

const PROJECT: Address = "0x1111111111111111111111111111111111111111";
const OTHER: Address = "0x2222222222222222222222222222222222222222";

function drafted(part: Partial<Joining> | undefined): Drafted {
  const kind = KINDS.join;
  if (!kind) throw new Error("there is no form for it");
  const said = part && toText({ project: PROJECT, name: "", actions: [], ...part });
  const around = { partnership: OTHER, escrow: OTHER, tokens: new Map<Address, Token>(), now: 1, named: () => undefined };
  return draft(kind, { project: PROJECT, ...(said === undefined ? {} : { part: said }) }, around);
}

const problem = (found: Drafted) => (found.ok ? undefined : found.problems.get("project")?.kind);

describe("taking part in a project", () => {
  it("waits until the project was read", () => {
    expect(problem(drafted(undefined))).toBe("reading");
    expect(problem(drafted({ project: OTHER }))).toBe("reading");
  });

  it("tells that nothing is to be done from what the node keeps to itself", () => {
    expect(problem(drafted({}))).toBe("nothing");
    expect(problem(drafted({ isUnread: true }))).toBe("unread");
  });

  it("is what there is to do", () => {
    const actions = [{ target: OTHER, value: 3n, data: "0x01" }] as const;
    expect(drafted({ actions })).toEqual({ ok: true, actions });
  });
});
