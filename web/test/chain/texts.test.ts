import { encodeAbiParameters, encodeEventTopics, keccak256, parseAbi, toHex, type Hex } from "viem";
import { describe, expect, it } from "vitest";
import { Batch } from "../../src/chain/batch";
import { decoder } from "../../src/chain/events";
import type { Rpc } from "../../src/chain/rpc";
import { bytesOf } from "../../src/format/bytes";
import { descriptionHash } from "../../src/model/checks";
import type { Address } from "../../src/types";

const addressOf = (number: number): Address => `0x${number.toString(16).padStart(40, "0")}`;

const ABI = parseAbi([
  "event Said(address indexed who, string text, string[] more)",
  "struct Note { uint256 number; string text; }",
  "function text() view returns (string)",
  "function note() view returns (Note)",
  "function both() view returns (uint256 number, string text)",
]);
const STRANGE = ["0xff fe", "0xc328", "0xefbbbf4e", "0xeda080", "0x4e00", "0x"].map((hex) => hex.replace(" ", "") as Hex);

function answering(data: Hex): Rpc {
  return { host: "node", request: () => Promise.reject(new Error("not asked")), batch: () => Promise.resolve([{ ok: true, result: data }]) };
}

async function asked(name: "text" | "note" | "both", data: Hex): Promise<unknown> {
  const batch = new Batch(answering(data));
  const answer = batch.call(addressOf(1), ABI, name);
  await batch.run();
  return answer;
}

describe("text from a chain", () => {
  it.each(STRANGE)("keeps the bytes %s of a log", (bytes) => {
    const data = encodeAbiParameters([{ type: "bytes" }, { type: "bytes[]" }], [bytes, [bytes, "0x41"]]);
    const topics = encodeEventTopics({ abi: ABI, eventName: "Said", args: { who: addressOf(7) } }) as Hex[];
    const found = decoder(ABI)({ address: addressOf(1), topics, data, block: 1, blockHash: "0x", index: 0, transaction: "0x" });
    expect(found?.args.who).toBe(addressOf(7));
    expect(toHex(bytesOf(found?.args.text as string))).toBe(bytes);
    expect((found?.args.more as string[]).map((each) => toHex(bytesOf(each)))).toEqual([bytes, "0x41"]);
    expect(descriptionHash(found?.args.text as string)).toBe(keccak256(bytes));
  });

  it.each(STRANGE)("keeps the bytes %s of an answer", async (bytes) => {
    expect(toHex(bytesOf((await asked("text", encodeAbiParameters([{ type: "bytes" }], [bytes]))) as string))).toBe(bytes);
    const note = { type: "tuple", components: [{ type: "uint256", name: "number" }, { type: "bytes", name: "text" }] } as const;
    const answer = (await asked("note", encodeAbiParameters([note], [{ number: 5n, text: bytes }]))) as { number: bigint; text: string };
    expect(answer.number).toBe(5n);
    expect(toHex(bytesOf(answer.text))).toBe(bytes);
    const pair = (await asked("both", encodeAbiParameters([{ type: "uint256" }, { type: "bytes" }], [6n, bytes]))) as [bigint, string];
    expect(pair[0]).toBe(6n);
    expect(toHex(bytesOf(pair[1]))).toBe(bytes);
  });

  it("hashes a description that looks like a number in hexadecimal as the text that it is", () => {
    expect(descriptionHash("0x00")).toBe(keccak256(new TextEncoder().encode("0x00")));
  });
});
