import { describe, expect, it } from "vitest";
import { DEFAULT_DEAL } from "../../src/generated/bounds";
import { versionsOf } from "../../src/model/versions";
import { EASTPORT, event, HASH, NORTHWIND, OUTSIDER } from "./story";

const SECOND = `0x${"22".repeat(32)}` as const;
const published = [
  { version: 1, hash: HASH, uri: "", block: 1 },
  { version: 2, hash: SECOND, uri: "ipfs://x", block: 5 },
];

describe("versions of the terms", () => {
  it("are told newest first, each with its deal and who accepted it for what", () => {
    const found = versionsOf({
      published,
      events: [
        event("DealSet", { version: 1n, deal: DEFAULT_DEAL, capital: [] }),
        event("PartnerInvited", { partner: NORTHWIND, seat: 0n, weight: 40n, units: 40n, role: 1n }),
        event("PartnerInvited", { partner: EASTPORT, seat: 1n, weight: 35n, units: 35n, role: 0n }),
        event("TermsAccepted", { partner: NORTHWIND, version: 1n }),
        event("FounderWithdrew", { partner: NORTHWIND }),
        event("TermsAccepted", { partner: NORTHWIND, version: 1n }),
        event("TermsAccepted", { partner: EASTPORT, version: 1n }),
        event("DealSet", { version: 2n, deal: { ...DEFAULT_DEAL, notice_seconds: 9n }, capital: [] }),
        event("TermsAccepted", { partner: EASTPORT, version: 2n }),
      ],
    });
    expect(found.map(({ version, uri, deal }) => [version, uri, deal?.notice_seconds])).toEqual([[2, "ipfs://x", 9n], [1, "", 0n]]);
    expect(found[1]?.accepted.map(({ account, seat, joinedWith, wasWithdrawn }) => [account, seat, joinedWith?.units, wasWithdrawn])).toEqual([
      [NORTHWIND, 0, 40n, true],
      [NORTHWIND, 0, 40n, false],
      [EASTPORT, 1, 35n, false],
    ]);
    expect(found[0]?.accepted).toMatchObject([{ account: EASTPORT, seat: 1 }]);
    expect(found[0]?.accepted[0]?.joinedWith).toBeUndefined();
  });

  it("says whose seat was taken over, with the shares that went along", () => {
    const events = [
      event("PartnerInvited", { partner: NORTHWIND, seat: 0n, weight: 40n, units: 40n, role: 1n }),
      event("TermsAccepted", { partner: NORTHWIND, version: 1n }),
      event("SharesChanged", { partner: NORTHWIND, weight: 41n, units: 42n }),
      event("SeatMoved", { partner: NORTHWIND, to: OUTSIDER, seat: 0n }, SECOND),
      event("TermsAccepted", { partner: OUTSIDER, version: 1n }, SECOND),
    ];
    expect(versionsOf({ published: published.slice(0, 1), events })[0]?.accepted.at(-1)).toMatchObject({
      account: OUTSIDER,
      seat: 0,
      tookSeatOf: NORTHWIND,
      joinedWith: { weight: 41n, units: 42n },
    });
  });
});
