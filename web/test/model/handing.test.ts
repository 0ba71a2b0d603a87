import { describe, expect, it } from "vitest";
import { ballotMessage, contradicting, handedOf, linkText, readHanded, textOfLink, withHanded } from "../../src/model/handing";
import { fileOf, writeFile, withSignatures, type MessageFile } from "../../src/wallet/messagefile";
import { messageOf } from "../../src/wallet/messages";
import { BOUNDS } from "../../src/generated/bounds";
import type { Address } from "../../src/types";
import { EASTPORT, HOUSE, NORTHWIND, SNAPSHOT } from "./made";

const PLACE = { chainId: 1, partnership: HOUSE };
const ballot = (reason: string): MessageFile => fileOf(ballotMessage(PLACE, 7n, NORTHWIND, 1, reason, SNAPSHOT), "Harbour", []);
const signedBy = (file: MessageFile, signer: Address): MessageFile => withSignatures(file, [{ signer, data: `0x${"11".repeat(65)}`, by: "key", path: [] }]);

describe("signed ballots on their way", () => {
  it("have an end of their own, or a reason", () => {
    expect(ballot("").message).toMatchObject({ kind: "TimedBallot", values: { support: 1n, voter: NORTHWIND, deadline: BigInt(SNAPSHOT) } });
    expect(ballot("It pays.").message).toMatchObject({ kind: "ExtendedBallot", values: { nonce: 0n, reason: "It pays.", params: "0x" } });
  });

  it("say who says what until when, by what was signed alone", () => {
    expect(handedOf(ballot(""))).toMatchObject({ kind: "ballot", account: NORTHWIND, proposalId: 7n, support: 1, reason: "", until: SNAPSHOT });
    expect(handedOf(ballot("It pays."))).toMatchObject({ kind: "ballot", support: 1, reason: "It pays." });
    expect(handedOf(ballot("It pays."))?.until).toBeUndefined();
    const consent = messageOf("Consent", 1, HOUSE, { proposalId: 7n, holder: EASTPORT, agrees: false, deadline: 9n });
    expect(handedOf(fileOf(consent, "", []))).toMatchObject({ kind: "answer", account: EASTPORT, agrees: false, until: 9 });
    const renewal = messageOf("Answer", 1, HOUSE, { partner: EASTPORT, answerBy: 5n, deadline: 9n });
    expect(handedOf(fileOf(renewal, "", []))).toBeUndefined();
  });

  it("come back from their text and from a link as they were", () => {
    for (const reason of ["", "Größer als „gedacht“ ⟦U+202E⟧"]) {
      const file = signedBy(ballot(reason), NORTHWIND);
      const link = linkText(writeFile(file, ["ExtendedBallot"]));
      const back = readHanded(textOfLink(link ?? "") ?? "");
      expect(back?.file).toEqual(file);
    }
    expect(() => readHanded("{}")).toThrow();
    expect(textOfLink("not a link!")).toBeUndefined();
    expect(textOfLink("____")).toBeUndefined();
    expect(linkText(JSON.stringify({ kind: "x".repeat(5_000) }))).toBeUndefined();
  });

  it("are put together where they are about the same", () => {
    const [first, second] = [signedBy(ballot(""), NORTHWIND), signedBy(ballot(""), EASTPORT)].map(handedOf);
    const other = handedOf(ballot("It pays."));
    if (!first || !second || !other) throw new Error("not read");
    const list = [first, second, other].reduce(withHanded, []);
    expect(list.map(({ file }) => file.signatures.length)).toEqual([2, 0]);
  });

  it("of one account that say different things stand against each other, and nobody else's", () => {
    const made = (voter: Address, support: 0 | 1 | 2, until = SNAPSHOT, id = 7n) => handedOf(fileOf(ballotMessage(PLACE, id, voter, support, "", until), "", []));
    const list = [made(NORTHWIND, 1), made(NORTHWIND, 0), made(EASTPORT, 1), made(EASTPORT, 1, SNAPSHOT + 9), made(NORTHWIND, 2, SNAPSHOT, 8n)].flatMap((one) => one ?? []);
    expect(list.length).toBe(5);
    expect([...contradicting(list)]).toEqual(list.slice(0, 2));
    expect(contradicting(list.slice(1)).size).toBe(0);
  });

  it("that the chain cannot take are none, however large they are", () => {
    expect(handedOf(ballot("x".repeat(BOUNDS.MAX_REASON)))).toBeDefined();
    expect(handedOf(ballot("x".repeat(BOUNDS.MAX_REASON + 1)))).toBeUndefined();
    const text = writeFile(ballot(""));
    const start = performance.now();
    for (const number of ["9".repeat(3_900_000), "9".repeat(79), `${2n ** 256n}`]) expect(() => readHanded(text.replace('"proposalId": 7', `"proposalId": "${number}"`))).toThrow();
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
