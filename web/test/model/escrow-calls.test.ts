import { decodeFunctionData, keccak256, stringToBytes } from "viem";
import { describe, expect, it } from "vitest";
import { erc20Abi, escrowAbi } from "../../src/generated/abi";
import { allowCalls, claimCalls, claimForCalls, contributeCalls, payCalls, referenceWord, splitCalls } from "../../src/model/escrow-calls";
import { ETHER, type Address } from "../../src/types";
import type { Call } from "../../src/wallet";

const address = (number: number): Address => `0x${number.toString(16).padStart(40, "0")}`;
const [ESCROW, TOKEN, OTHER, ME] = [address(1), address(2), address(3), address(4)];
const read = (calls: readonly Call[]) =>
  calls.map(({ to, data, value }) => {
    const { functionName, args } = decodeFunctionData({ abi: to === ESCROW ? escrowAbi : erc20Abi, data });
    return [functionName, ...(args ?? []), ...(value ? [`value ${value}`] : [])];
  });

describe("claiming", () => {
  it("is one call of one token, and one of up to sixteen", () => {
    expect(read(claimCalls(ESCROW, [ETHER], ME))).toEqual([["claim", ETHER, ME]]);
    expect(read(claimCalls(ESCROW, [ETHER, TOKEN], ME))).toEqual([["claim_many", [ETHER, TOKEN], ME]]);
    expect(claimCalls(ESCROW, Array.from({ length: 17 }, (_, at) => address(100 + at)), ME).length).toBe(2);
    expect(claimCalls(ESCROW, [], ME)).toEqual([]);
  });

  it("for everybody takes 128 accounts at a time", () => {
    expect(claimForCalls(ESCROW, ETHER, Array.from({ length: 129 }, (_, at) => address(at))).length).toBe(2);
  });
});

describe("splitting", () => {
  it("splits one token by itself, and ether with all that are listed together", () => {
    expect(read(splitCalls(ESCROW, [TOKEN], []))).toEqual([["distribute", TOKEN]]);
    expect(read(splitCalls(ESCROW, [ETHER, TOKEN], [TOKEN]))).toEqual([["settle", ETHER]]);
    expect(read(splitCalls(ESCROW, [ETHER, TOKEN, OTHER], [TOKEN]))).toEqual([["settle", OTHER]]);
    expect(read(splitCalls(ESCROW, [ETHER, TOKEN, OTHER], []))).toEqual([["settle", TOKEN], ["distribute", OTHER]]);
    expect(splitCalls(ESCROW, [], [TOKEN])).toEqual([]);
  });
});

describe("paying", () => {
  const word = referenceWord("2026-0117").word;

  it("sends ether along, and allows exactly what is paid of a token", () => {
    expect(read(payCalls(ESCROW, ETHER, 5n, word, 0n))).toEqual([["pay", ETHER, 5n, word, "value 5"]]);
    expect(read(payCalls(ESCROW, TOKEN, 5n, word, 0n))).toEqual([["approve", ESCROW, 5n], ["pay", TOKEN, 5n, word]]);
  });

  it("uses an allowance that is large enough, and takes a smaller one back first", () => {
    expect(allowCalls(TOKEN, ESCROW, 5n, 5n)).toEqual([]);
    expect(read(allowCalls(TOKEN, ESCROW, 5n, 4n))).toEqual([["approve", ESCROW, 0n], ["approve", ESCROW, 5n]]);
  });

  it("of capital splits what arrived before, where that is not for repaying it", () => {
    expect(read(contributeCalls(ESCROW, ETHER, 5n, 0n, true))).toEqual([["settle", ETHER], ["contribute", ETHER, 5n, "value 5"]]);
    expect(read(contributeCalls(ESCROW, TOKEN, 5n, 9n, false))).toEqual([["contribute", TOKEN, 5n]]);
  });
});

describe("a reference", () => {
  it("stays readable up to 31 bytes, and is a fingerprint beyond", () => {
    expect(referenceWord("2026-0117").word).toBe(`0x${"323032362d30313137".padEnd(64, "0")}`);
    const long = "x".repeat(32);
    expect(referenceWord(long)).toEqual({ word: keccak256(stringToBytes(long)), isReadable: false });
    expect(referenceWord("ü".repeat(15)).isReadable).toBe(true);
    expect(referenceWord("ü".repeat(16)).isReadable).toBe(false);
  });
});
