import { beforeAll, describe, expect, it } from "vitest";
import { REASONS } from "../../src/generated/reasons";
import { de } from "../../src/text/de";
import { en } from "../../src/text/en";
import { key, type Signer } from "../../src/wallet/signers";
import type { Trouble } from "../../src/wallet/troubles";
import { accountText, isOurs, loadMeanings, refusalText, troubleText, type Around } from "../../src/wallet/words";
import { EASTPORT, NORTHWIND } from "./fakes";

const AROUND: Around = { chain: "Sepolia", coin: "ETH", chainName: (chain) => (chain === 1 ? "Ethereum" : "?"), name: () => "Eastport" };

beforeAll(loadMeanings);

describe("troubleText", () => {
  const troubles: readonly Trouble[] = [
    { kind: "refused" },
    { kind: "notAllowed" },
    { kind: "unable" },
    { kind: "offline" },
    { kind: "chainOffline" },
    { kind: "unknownChain" },
    { kind: "alreadyAsking" },
    { kind: "locked" },
    { kind: "reverts", refusal: { kind: "silent" } },
    { kind: "tooPoor" },
    { kind: "nonceUsed" },
    { kind: "underpriced" },
    { kind: "alreadyKnown" },
    { kind: "gasTooLow" },
    { kind: "tooBusy" },
    { kind: "silent" },
    { kind: "noBatch" },
    { kind: "sameBatch" },
    { kind: "otherAccount", account: EASTPORT },
    { kind: "otherAccount", account: undefined },
    { kind: "otherChain", chain: 1 },
    { kind: "notConnected" },
    { kind: "underWay" },
    { kind: "badAnswer" },
    { kind: "other", said: "odd" },
    { kind: "notDeployed" },
    { kind: "badSignature", bytes: 12 },
    { kind: "otherSigner", wanted: NORTHWIND, found: EASTPORT },
    { kind: "cannotAsk", wallet: EASTPORT },
    { kind: "notTaken", wallet: EASTPORT },
    { kind: "tooLong", bytes: 9_000 },
    { kind: "digestDiffers", ours: "0x1", theirs: "0x2" },
    { kind: "missing", wallet: EASTPORT, have: 1, need: 2, owners: [NORTHWIND] },
    { kind: "notAnOwner", wallet: EASTPORT },
    { kind: "expired" },
    { kind: "nodeDown" },
    { kind: "nodeRefused", said: "odd" },
    { kind: "usedUp" },
    { kind: "elsewhere", chain: 1, contract: EASTPORT },
    { kind: "file", fault: "json" },
    { kind: "file", fault: "kind" },
    { kind: "file", fault: "damaged" },
    { kind: "file", fault: "other" },
  ];

  it.each([en, de])("has a sentence of its own for each, in both languages", (texts) => {
    const told = troubles.map((trouble) => troubleText(texts.wallet, trouble, AROUND));
    expect(new Set(told).size).toBe(troubles.length);
    for (const sentence of told) expect(sentence).toMatch(/[.”“]$/);
  });

  it("says what the brief says", () => {
    const say = (trouble: Trouble): string => troubleText(en.wallet, trouble, AROUND);
    expect(say({ kind: "refused" })).toBe("You said no in the wallet. Nothing was sent.");
    expect(troubleText(en.wallet, { kind: "refused" }, AROUND, true)).toBe("You said no in the wallet. Nothing was signed.");
    expect(say({ kind: "otherAccount", account: EASTPORT })).toBe("The wallet is now Eastport. Look again before you sign.");
    expect(say({ kind: "otherChain", chain: 1 })).toBe("The wallet is on Ethereum, and this is on Sepolia. Switch it first.");
  });
});

describe("refusalText", () => {
  it("gives the meaning of each of our reasons, and others as they are", () => {
    for (const [reason, meaning] of Object.entries(REASONS)) {
      expect(refusalText(en.wallet, { kind: "reason", reason })).toBe(meaning);
    }
    expect(refusalText(en.wallet, { kind: "reason", reason: "ERC20: no" })).toBe("ERC20: no.");
    expect(isOurs({ kind: "reason", reason: "ERC20: no" })).toBe(false);
    expect(refusalText(en.wallet, { kind: "reason", reason: "constructor" })).toBe("constructor.");
  });

  it("cuts data", () => {
    expect(refusalText(en.wallet, { kind: "data", data: `0x${"ab".repeat(500)}` }).length).toBeLessThan(140);
    expect(refusalText(en.wallet, { kind: "panic", code: 17 })).toContain("0x11");
  });
});

it("says what kind of account it is", () => {
  const safe: Signer = { ...key(NORTHWIND), kind: "safe", version: "1.4.1", owners: [EASTPORT, NORTHWIND], threshold: 2 };
  expect(accountText(en.wallet, { address: NORTHWIND, signer: safe })).toBe("You sign with a Safe. 2 of its 2 owners must confirm.");
  expect(accountText(en.wallet, { address: NORTHWIND, signer: key(NORTHWIND) })).toBe("An account with one key.");
  expect(accountText(en.wallet, { address: NORTHWIND, signer: key(NORTHWIND), delegatedTo: EASTPORT })).toContain("code");
});
