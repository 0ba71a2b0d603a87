import { encodeAbiParameters } from "viem/utils";
import { describe, expect, it } from "vitest";
import { NodeDownError, RefusedError, ThrottledError } from "../../src/chain/errors";
import type { Hex } from "../../src/wallet/eip1193";
import { readRefusal, refusalIn } from "../../src/wallet/refusals";
import { troubleOf, WalletTrouble } from "../../src/wallet/troubles";

const reason = "governor: already voted";
const data: Hex = `0x08c379a0${encodeAbiParameters([{ type: "string" }], [reason]).slice(2)}`;
const panic: Hex = `0x4e487b71${encodeAbiParameters([{ type: "uint256" }], [0x11n]).slice(2)}`;
const coded = (code: unknown, message = "x", more: object = {}): unknown => Object.assign(new Error(message), { code, ...more });

describe("troubleOf", () => {
  it.each([
    ["4001", coded(4001, "User rejected the request."), "refused"],
    ["4001 as text", coded("4001"), "refused"],
    ["ethers' word", coded("ACTION_REJECTED"), "refused"],
    ["4001 inside -32603", coded(-32603, "Internal JSON-RPC error.", { data: { originalError: { code: 4001 } } }), "refused"],
    ["words of refusal under -32000", coded(-32000, "MetaMask Tx Signature: User denied transaction signature."), "refused"],
    ["a refusing device", coded(-32603, "Ledger device: Condition of use not satisfied (denied by the user?) (0x6985)"), "refused"],
    ["a text alone", "User rejected the transaction", "refused"],
    ["4100", coded(4100), "notAllowed"],
    ["4200", coded(4200), "unable"],
    ["-32601", coded(-32601), "unable"],
    ["4900", coded(4900), "offline"],
    ["4901", coded(4901), "chainOffline"],
    ["4902", coded(4902), "unknownChain"],
    ["4902 inside -32603", coded(-32603, "x", { data: { originalError: { code: 4902 } } }), "unknownChain"],
    ["an unknown chain in words", coded(-32603, 'Unrecognized chain ID "0x539". Try adding the chain first.'), "unknownChain"],
    ["-32002", coded(-32002, "Request of type already pending"), "alreadyAsking"],
    ["a locked wallet", coded(-32603, "the wallet is locked"), "locked"],
    ["funds", coded(-32000, "insufficient funds for gas * price + value: balance 0"), "tooPoor"],
    ["nonce", coded(-32000, "nonce too low: next nonce 5, tx nonce 4"), "nonceUsed"],
    ["price of a replacement", coded(-32000, "replacement transaction underpriced"), "underpriced"],
    ["price", coded(-32000, "max fee per gas less than block base fee"), "underpriced"],
    ["known", coded(-32000, "already known"), "alreadyKnown"],
    ["gas", coded(-32000, "intrinsic gas too low"), "gasTooLow"],
    ["too many", coded(429), "tooBusy"],
    ["no batch", coded(5760), "noBatch"],
    ["the same batch", coded(5720), "sameBatch"],
  ])("%s", (_, error, kind) => {
    expect(troubleOf(error)).toEqual({ kind });
  });

  it("finds the reason of a contract wherever it stands", () => {
    const reverts = { kind: "reverts", refusal: { kind: "reason", reason } };
    expect(troubleOf(coded(3, `execution reverted: ${reason}`, { data }))).toEqual(reverts);
    expect(troubleOf(coded(-32603, "Internal JSON-RPC error.", { data: { code: 3, message: "execution reverted", data } }))).toEqual(reverts);
    expect(troubleOf(coded(-32603, "x", { data: { originalError: { data } } }))).toEqual(reverts);
    expect(troubleOf(coded(-32015, "VM execution error.", { data: `Reverted ${data}` }))).toEqual(reverts);
    expect(troubleOf({ error: { message: `execution reverted: ${reason}` } })).toEqual(reverts);
    expect(troubleOf(`Error: VM Exception while processing transaction: reverted with reason string '${reason}'`)).toEqual(reverts);
    expect(troubleOf(new Error("outer", { cause: { data: { data } } }))).toEqual(reverts);
    expect(troubleOf({ message: JSON.stringify({ error: { data } }) })).toEqual(reverts);
  });

  it("lets a person who said no stand above a reason", () => {
    expect(troubleOf(coded(4001, "User rejected", { data }))).toEqual({ kind: "refused" });
  });

  it("calls a bare revert silent", () => {
    expect(troubleOf(coded(3, "execution reverted", { data: "0x" }))).toEqual({ kind: "reverts", refusal: { kind: "silent" } });
  });

  it.each([undefined, null, {}, "", 0, [], { message: "" }])("takes %j for silence", (error) => {
    expect(troubleOf(error)).toEqual({ kind: "silent" });
  });

  it("quotes what it does not know, cut", () => {
    const told = troubleOf(new Error("z".repeat(1_000)));
    expect(told).toEqual({ kind: "other", said: "z".repeat(300) });
  });

  it("survives what refers to itself or throws when it is read", () => {
    const circle: Record<string, unknown> = { message: "odd" };
    circle["cause"] = circle;
    Object.defineProperty(circle, "data", {
      get: () => {
        throw new Error("no");
      },
    });
    expect(troubleOf(circle)).toEqual({ kind: "other", said: "odd" });
  });

  it("does not lay the node's troubles at the wallet's door", () => {
    expect(troubleOf(new NodeDownError("localhost:8545", "unreachable"))).toEqual({ kind: "nodeDown" });
    expect(troubleOf(new ThrottledError("localhost:8545"))).toEqual({ kind: "nodeDown" });
    expect(troubleOf(new RefusedError(-32000, "header not found"))).toEqual({ kind: "nodeRefused", said: "header not found" });
    expect(troubleOf(new RefusedError(3, "execution reverted", data))).toEqual({ kind: "reverts", refusal: { kind: "reason", reason } });
    expect(troubleOf(new RefusedError(-32000, "insufficient funds for transfer"))).toEqual({ kind: "tooPoor" });
  });

  it("gives back its own", () => {
    const trouble = { kind: "otherChain", chain: 1 } as const;
    expect(troubleOf(new WalletTrouble(trouble))).toBe(trouble);
  });
});

describe("readRefusal", () => {
  it("reads reasons, panics, and keeps what it does not know", () => {
    expect(readRefusal(data)).toEqual({ kind: "reason", reason });
    expect(readRefusal(panic)).toEqual({ kind: "panic", code: 0x11 });
    expect(readRefusal("0x")).toEqual({ kind: "silent" });
    expect(readRefusal("0xdeadbeef")).toEqual({ kind: "data", data: "0xdeadbeef" });
    expect(readRefusal("0x08c379a0ff")).toEqual({ kind: "data", data: "0x08c379a0ff" });
  });

  it("is not fooled by a reason that holds data", () => {
    expect(refusalIn({ message: "execution reverted: 0xdeadbeef" })).toEqual({ kind: "reason", reason: "0xdeadbeef" });
  });
});
