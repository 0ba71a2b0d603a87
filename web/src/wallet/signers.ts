/**
 * Accounts as they sign: a key, a Safe, a wallet with nested typed data (ERC-7739), or another contract (ERC-1271).
 *
 * Read from the chosen node, never believed of a wallet. Kinds and fields are those of the project's message files.
 */

import { concatHex, decodeAbiParameters, encodeAbiParameters, keccak256, pad, toBytes, toHex } from "viem/utils";
import { asAddress, asQuantity, isHex, type Address, type Hex, type Rpc } from "./eip1193";
import { refusalIn } from "./refusals";
import { WalletTrouble } from "./troubles";

export type SignerKind = "key" | "contract" | "safe" | "erc7739";

export interface NestedDomain {
  readonly name: string;
  readonly version: string;
  readonly chainId: bigint;
  readonly verifyingContract: Address;
  readonly salt: Hex;
}

export interface Signer {
  readonly address: Address;
  readonly kind: SignerKind;
  /** Of a Safe. */
  readonly version: string;
  /** Whose signatures it takes; empty where it does not tell. */
  readonly owners: readonly Address[];
  /** How many of them it takes. */
  readonly threshold: number;
  /** Of a wallet with nested typed data: its own EIP-712 domain. */
  readonly domain?: NestedDomain;
}

/** An account as the page speaks of it. */
export interface Account {
  readonly address: Address;
  readonly signer: Signer;
  /** A key whose account has code (EIP-7702): where that code is. It signs as a key. */
  readonly delegatedTo?: Address;
}

export const MAX_DEPTH = 3;
const MAX_OWNERS = 256;
const MAX_AROUND = 128;
const DELEGATED = "0xef0100";
const IS_VALID_HASH = "0x1626ba7e";
const IS_VALID_BYTES = "0x20c13b0b";
const ASKS_FOR_NESTED_TYPES: Hex = `0x${"7739".repeat(16)}`;

export function key(address: Address): Signer {
  return { address, kind: "key", version: "", owners: [], threshold: 0 };
}

/** What a wallet is asked whether it signed; see `questions.ts`. */
export interface Asked {
  readonly digest: Hex;
  /** What a Safe wraps: the digest, or the bytes that another Safe wrapped. */
  readonly payload: Hex;
  /** By the older `isValidSignature(bytes,bytes)`. */
  readonly byBytes: boolean;
}

export class ChainSigners {
  /** Every account that was looked up, and the wallets that own it. */
  readonly known = new Map<Address, Signer>();
  private readonly running = new Map<Address, Promise<Account>>();

  constructor(
    private readonly rpc: Rpc,
    private readonly chain: number,
  ) {}

  /** The account as it signs; throws what the node threw if that is at fault. */
  async lookUp(address: Address): Promise<Account> {
    let found = this.running.get(address);
    if (!found) {
      found = this.read(address);
      this.running.set(address, found);
      found.catch(() => this.running.delete(address));
    }
    const account = await found;
    this.known.set(address, account.signer);
    return account;
  }

  /** The same with those of its owners that are wallets themselves, and theirs. */
  async lookAround(address: Address, depth = MAX_DEPTH): Promise<Account> {
    const account = await this.lookUp(address);
    if (depth > 1 && account.signer.kind === "safe") {
      const owners = account.signer.owners.filter((owner) => !this.known.has(owner));
      await Promise.all(owners.slice(0, MAX_AROUND - this.known.size).map((owner) => this.lookAround(owner, depth - 1)));
    }
    return account;
  }

  /** Whether `owner` approved the hash in that Safe, on chain. */
  async approved(safe: Address, owner: Address, digest: Hex): Promise<boolean> {
    const data = concatHex([selector("approvedHashes(address,bytes32)"), pad(owner), digest]);
    const answer = asQuantity(await this.asked(safe, data));
    return answer !== undefined && answer !== 0n;
  }

  /** Whether the wallet says that this is its signature (ERC-1271). */
  async takes(wallet: Address, asked: Asked, signature: Hex): Promise<boolean> {
    const [magic, type, value] = asked.byBytes
      ? ([IS_VALID_BYTES, "bytes", asked.payload] as const)
      : ([IS_VALID_HASH, "bytes32", asked.digest] as const);
    const data = concatHex([magic, encodeAbiParameters([{ type }, { type: "bytes" }], [value, signature])]);
    return (await this.asked(wallet, data)) === magic + "0".repeat(56);
  }

  private async read(address: Address): Promise<Account> {
    const code = await this.rpc.request("eth_getCode", [address, "latest"]);
    if (!isHex(code)) throw new WalletTrouble({ kind: "nodeDown" });
    if (code === "0x") return { address, signer: key(address) };
    if (code.toLowerCase().startsWith(DELEGATED) && code.length === 48) {
      const delegatedTo = asAddress(`0x${code.slice(8)}`);
      const signer = key(address);
      return delegatedTo ? { address, signer, delegatedTo } : { address, signer };
    }
    return { address, signer: await this.readContract(address) };
  }

  private async readContract(address: Address): Promise<Signer> {
    const [ofOwners, ofThreshold, ofDomain, ofVersion, ofNested] = await Promise.all([
      this.asked(address, selector("getOwners()")),
      this.asked(address, selector("getThreshold()")),
      this.asked(address, selector("domainSeparator()")),
      this.asked(address, selector("VERSION()")),
      this.asked(
        address,
        concatHex([
          IS_VALID_HASH,
          encodeAbiParameters([{ type: "bytes32" }, { type: "bytes" }], [ASKS_FOR_NESTED_TYPES, "0x"]),
        ]),
      ),
    ]);
    let owners = readOwners(ofOwners);
    let threshold = ofThreshold.length === 66 ? Number(asQuantity(ofThreshold) ?? 0n) : 0;
    if (!(threshold > 0 && threshold <= owners.length)) [owners, threshold] = [[], 0];
    if (owners.length > 0 && ofDomain === domainOfSafe(this.chain, address)) {
      return { address, kind: "safe", version: readText(ofVersion) ?? "", owners, threshold };
    }
    if (ofNested.startsWith("0x7739")) {
      const domain = readDomain(await this.asked(address, selector("eip712Domain()")));
      if (domain) return { address, kind: "erc7739", version: "", owners: [], threshold: 0, domain };
    }
    return { address, kind: "contract", version: "", owners, threshold };
  }

  /** The answer of a contract; empty if it refused. */
  private async asked(to: Address, data: Hex): Promise<Hex> {
    try {
      const answer = await this.rpc.request("eth_call", [{ to, data }, "latest"]);
      return isHex(answer) ? (answer.toLowerCase() as Hex) : "0x";
    } catch (error) {
      if (refusalIn(error)) return "0x";
      // Some nodes put it otherwise when a contract burns all the gas; this throws if the node is at fault.
      await this.rpc.request("eth_getCode", [to, "latest"]);
      return "0x";
    }
  }
}

export function selector(signature: string): Hex {
  return keccak256(toBytes(signature)).slice(0, 10) as Hex;
}

/** The domain separator of a Safe from 1.3 on. */
export function domainOfSafe(chain: number, safe: Address): Hex {
  const types = keccak256(toBytes("EIP712Domain(uint256 chainId,address verifyingContract)"));
  return keccak256(concatHex([types, toHex(chain, { size: 32 }), pad(safe)])).toLowerCase() as Hex;
}

/** The version of a Safe as numbers; of an unknown one the newest. */
export function releaseOf(signer: Signer): readonly [number, number] {
  const parts = (signer.version.split("+")[0] ?? "").split(".");
  if (parts.length < 2 || !parts.slice(0, 2).every((part) => /^[0-9]+$/.test(part))) return [99, 0];
  return [Number(parts[0]), Number(parts[1])];
}

export function isOlder(signer: Signer, major: number, minor: number): boolean {
  const [own, ownMinor] = releaseOf(signer);
  return own < major || (own === major && ownMinor < minor);
}

function readOwners(answer: Hex): readonly Address[] {
  try {
    const [owners] = decodeAbiParameters([{ type: "address[]" }], answer);
    return owners.length <= MAX_OWNERS ? owners : [];
  } catch {
    return [];
  }
}

function readText(answer: Hex): string | undefined {
  try {
    return decodeAbiParameters([{ type: "string" }], answer)[0];
  } catch {
    return undefined;
  }
}

const DOMAIN = ["bytes1", "string", "string", "uint256", "address", "bytes32", "uint256[]"].map((type) => ({ type }));

function readDomain(answer: Hex): NestedDomain | undefined {
  try {
    const [, name, version, chainId, contract, salt] = decodeAbiParameters(DOMAIN, answer);
    const verifyingContract = asAddress(contract);
    if (typeof name !== "string" || typeof version !== "string" || typeof chainId !== "bigint") return undefined;
    if (chainId > BigInt(Number.MAX_SAFE_INTEGER)) return undefined; // no chain's; a file could not hold it
    return verifyingContract && isHex(salt) ? { name, version, chainId, verifyingContract, salt } : undefined;
  } catch {
    return undefined;
  }
}

