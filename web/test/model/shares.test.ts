import { describe, expect, it } from "vitest";
import { STATUS } from "../../src/generated/enums";
import { sharesChange } from "../../src/model/shares";
import type { Shares, Simulation } from "../../src/model/simulation";
import type { Address } from "../../src/types";
import { ADMIT, EASTPORT, NORTHWIND, own, ROSTER, snapshot, SOUTHBANK, WESTGATE } from "./made";

const one = (weight: bigint, units: bigint, status: number = STATUS.ACTIVE): Shares => ({ weight, units, status, isLapsed: false });
const NOW: readonly [Address, Shares][] = ROSTER.map((partner) => [partner.account, one(partner.weight, partner.units)]);

function after(...changes: readonly [Address, Shares][]): Simulation {
  return { block: 1n, steps: [], changes: [], isCumulative: true, roster: new Map([...NOW, ...changes]) };
}

describe("whose part a proposal changes", () => {
  it("tells everybody's part now and once somebody has joined", () => {
    const change = sharesChange(snapshot(1), after([WESTGATE, one(20n, 20n, STATUS.INVITED)]));
    expect(change).toMatchObject({ isAlike: true, hasInvited: true });
    expect(change?.rows.map(({ account, votes }) => [account, votes.now, votes.after])).toEqual([
      [NORTHWIND, { of: 40n, all: 100n }, { of: 40n, all: 120n }],
      [EASTPORT, { of: 35n, all: 100n }, { of: 35n, all: 120n }],
      [SOUTHBANK, { of: 25n, all: 100n }, { of: 25n, all: 120n }],
      [WESTGATE, undefined, { of: 20n, all: 120n }],
    ]);
    expect(change?.rows.filter((row) => row.isTouched).map((row) => row.account)).toEqual([WESTGATE]);
  });

  it("takes votes of who is suspended or expelled, and leaves what its units earn", () => {
    const change = sharesChange(snapshot(1), after([SOUTHBANK, one(25n, 25n, STATUS.EXPELLED)]));
    expect(change?.isAlike).toBe(false);
    expect(change?.rows.at(-1)).toMatchObject({ votes: { after: undefined }, income: { after: { of: 25n, all: 100n } } });
    expect(change?.rows[0]?.votes.after).toEqual({ of: 40n, all: 75n });
  });

  it("tells what waits for a partner's yes, as it would be with it", () => {
    const lower = own("set_shares", [SOUTHBANK, 5n, 5n]);
    const refused = (reason: string): Simulation => ({ ...after(), steps: [{ action: lower, refusal: { kind: "reason", reason }, events: [] }] });
    expect(sharesChange(snapshot(1), refused("roster: without its consent"))?.rows.at(-1)?.votes).toEqual({ now: { of: 25n, all: 100n }, after: { of: 5n, all: 80n } });
    expect(sharesChange(snapshot(1), refused("roster: above the units ceiling"))).toBeUndefined();
  });

  it("goes by the calls where the node cannot try them one after the other", () => {
    const alone: Simulation = { block: 1n, steps: [{ action: ADMIT, events: [] }], changes: [], isCumulative: false };
    expect(sharesChange(snapshot(1), alone)?.rows.at(-1)).toMatchObject({ account: WESTGATE, votes: { after: { of: 20n, all: 120n } } });
  });

  it("is silent where nobody's part changes, or the node did not tell", () => {
    expect(sharesChange(snapshot(1), after())).toBeUndefined();
    expect(sharesChange(snapshot(1), { block: 1n, steps: [], changes: [], isCumulative: false })).toBeUndefined();
  });
});
