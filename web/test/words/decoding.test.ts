import { encodeAbiParameters, encodeFunctionData, parseAbi } from "viem";
import { describe, expect, it } from "vitest";
import { partnershipAbi, partnershipSelectors } from "../../src/generated/abi";
import { DEFAULT_DEAL } from "../../src/generated/bounds";
import { decodeCall, decodeNamed, functionsOf } from "../../src/words/decoding";

const functions = functionsOf(partnershipAbi, partnershipSelectors);
const HASH = `0x${"11".repeat(32)}` as const;

describe("decodeCall", () => {
  it("gives every function of the ABI", () => {
    const known = partnershipAbi.filter((entry) => entry.type === "function");
    expect(functions.size).toBe(known.length);
  });

  it("gives names, structs and lists", () => {
    const capital = [{ token: "0x0000000000000000000000000000000000000000", money: 2n, in_kind: 0n }];
    const args = [HASH, "ipfs://two", 3_600n, DEFAULT_DEAL, capital];
    const call = decodeCall(functions, encodeFunctionData({ abi: partnershipAbi, functionName: "amend_terms", args }));
    expect(call?.entry.name).toBe("amend_terms");
    expect(call?.values).toEqual({
      terms_hash: HASH,
      uri: "ipfs://two",
      window_seconds: 3_600n,
      new_deal: DEFAULT_DEAL,
      capital,
    });
  });

  it("tells forms of one function apart, and makes a bigint of a small number", () => {
    const all = encodeFunctionData({ abi: partnershipAbi, functionName: "leave", args: [] });
    expect(decodeCall(functions, all)?.values).toEqual({});
    const some = encodeFunctionData({ abi: partnershipAbi, functionName: "leave", args: [[]] });
    expect(decodeCall(functions, some)?.values).toEqual({ named_tokens: [] });
    const vote = encodeFunctionData({ abi: partnershipAbi, functionName: "castVote", args: [1n, 2] });
    expect(decodeCall(functions, vote)?.values).toEqual({ proposalId: 1n, support: 2n });
  });

  it("refuses what is no whole call", () => {
    const vote = encodeFunctionData({ abi: partnershipAbi, functionName: "castVote", args: [1n, 2] });
    expect(decodeCall(functions, vote.slice(0, -2) as `0x${string}`)).toBeUndefined();
    expect(decodeCall(functions, `${vote.slice(0, -4)}0102` as `0x${string}`)).toBeUndefined();
    expect(decodeCall(functions, "0x12345678")).toBeUndefined();
    expect(decodeCall(functions, "0x")).toBeUndefined();
  });
});

describe("decodeNamed", () => {
  const [entry] = parseAbi(["function f(string text, bytes data, bool yes, address who)"]);

  it("shows bytes that are no text", () => {
    const types = [{ type: "bytes" }, { type: "bytes" }, { type: "bool" }, { type: "address" }] as const;
    const who = "0x4b4b4B4b4b4B4b4b4B4B4B4B4B4B4B4B4B4B4b4b";
    const data = encodeAbiParameters(types, ["0x61ff62", "0x", true, who]);
    expect(decodeNamed(entry.inputs, data)).toEqual({ text: "a\\xffb", data: "0x", yes: true, who });
  });

  it("refuses dirty bits in addresses and booleans", () => {
    const types = [{ type: "bytes" }, { type: "bytes" }, { type: "uint256" }, { type: "uint256" }] as const;
    expect(decodeNamed(entry.inputs, encodeAbiParameters(types, ["0x", "0x", 2n, 1n]))).toBeUndefined();
    expect(decodeNamed(entry.inputs, encodeAbiParameters(types, ["0x", "0x", 1n, 2n ** 160n]))).toBeUndefined();
    expect(decodeNamed(entry.inputs, encodeAbiParameters(types, ["0x", "0x", 1n, 2n ** 160n - 1n]))).toBeDefined();
  });
});
