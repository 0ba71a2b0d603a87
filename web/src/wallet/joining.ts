/**
 * Putting together what the owners of a wallet signed, as the wallet takes it.
 *
 * What is no owner's, comes twice or is more than the threshold asks for is left out: a Safe looks at the first so many
 * signatures, and a stranger's among them spoils the rest.
 */

import { size } from "viem/utils";
import { isSame, type Address, type Hex } from "./eip1193";
import { accountOf, typedDataOf } from "./messages";
import { checked, type MessageFile } from "./messagefile";
import { askedOfOwners, questionOf, wrapped, type Question } from "./questions";
import { compact, inOrder, MAX_SIGNATURE, sizeInOrder, type Signature } from "./signatures";
import { key, type ChainSigners, type Signer } from "./signers";
import { troubleOf, WalletTrouble } from "./troubles";

/** What the joiner asks of a chain. */
export type Asked = Pick<ChainSigners, "approved" | "takes">;

/** Wallets that do not tell their owners are tried with every choice of so many signatures. */
const FEW = 6;

/**
 * The signature of a message's account, from those of a file. What the file says of wallets is somebody's word, so the
 * chain is asked.
 *
 * @throws WalletTrouble that says who is missing.
 */
export async function joined(file: MessageFile, chain: ChainSigners): Promise<Hex> {
  const account = accountOf(file.message);
  await chain.lookUp(account);
  const named = file.signatures.flatMap((one) => [...one.path, ...(one.by === "contract" ? [one.signer] : [])]);
  await Promise.all(named.map((address) => chain.lookUp(address)));
  const known = [...chain.known.values()];
  const { file: sound } = await checked({ ...file, wallets: known });
  const joiner = new Joiner(known, sound.signatures, chain);
  return await joiner.join(account, questionOf(typedDataOf(file.message)));
}

export class Joiner {
  private readonly signers: ReadonlyMap<Address, Signer>;

  constructor(
    signers: readonly Signer[],
    private readonly signatures: readonly Signature[],
    private readonly chain: Asked,
  ) {
    this.signers = new Map(signers.map((one) => [one.address, one]));
  }

  async join(account: Address, question: Question): Promise<Hex> {
    const whole = await this.of(this.signers.get(account) ?? key(account), question, []);
    if (size(whole) > MAX_SIGNATURE) throw new WalletTrouble({ kind: "tooLong", bytes: size(whole) });
    return whole;
  }

  private async of(signer: Signer, question: Question, path: readonly Address[]): Promise<Hex> {
    const { address } = signer;
    const own = this.at(path.slice(0, -1)).filter((one) => isSame(one.signer, address));
    for (const one of own) {
      if (one.by === "contract" && (await this.chain.takes(address, question, one.data))) return one.data;
    }
    if (signer.kind === "key") return ofKey(address, own);
    const asked = askedOfOwners(signer, question);
    const found = this.at(path).filter((one) => one.by === "key");
    if (signer.kind === "erc7739") {
      for (const one of found) {
        const made = wrapped(question, one.data);
        if (await this.chain.takes(address, question, made)) return made;
      }
    } else if (signer.owners.length > 0) {
      return await this.ofOwners(signer, question, asked, path);
    } else {
      for (const some of fromAllToOne(found)) {
        const made = inOrder(some);
        if (await this.chain.takes(address, question, made)) return made;
      }
    }
    if (await this.chain.takes(address, question, "0x")) return "0x"; // approved on chain
    throw new WalletTrouble({ kind: "notTaken", wallet: address });
  }

  private async ofOwners(signer: Signer, question: Question, asked: Question, path: readonly Address[]): Promise<Hex> {
    const good: Signature[] = [];
    const lacking: Address[] = [];
    for (const owner of signer.owners) {
      const one = await this.ofOwner(signer, owner, asked, path);
      if (one) good.push(one);
      else lacking.push(owner);
    }
    if (good.length < signer.threshold) {
      if (await this.chain.takes(signer.address, question, "0x")) return "0x"; // approved on chain
      throw new WalletTrouble({ kind: "missing", wallet: signer.address, have: good.length, need: signer.threshold, owners: lacking });
    }
    good.sort((a, b) => sizeInOrder(a) - sizeInOrder(b) || Number(a.by !== "key") - Number(b.by !== "key"));
    return inOrder(good.slice(0, signer.threshold));
  }

  private async ofOwner(signer: Signer, owner: Address, asked: Question, path: readonly Address[]): Promise<Signature | undefined> {
    const given = this.at(path).filter((one) => isSame(one.signer, owner));
    const byKey = given.find((one) => one.by === "key");
    if (byKey) return byKey;
    if (signer.kind !== "safe") return undefined;
    if (await this.chain.approved(signer.address, owner, asked.digest)) return { signer: owner, data: "0x", by: "approval", path };
    if (given.some((one) => one.by === "approval")) return undefined; // said so, and has not
    const inner = this.signers.get(owner);
    const below = [...path, owner];
    const isSignedBelow = given.length > 0 || this.signatures.some((one) => below.every((each, at) => isSame(one.path[at], each)));
    if (!inner || inner.kind === "key" || !isSignedBelow) return undefined;
    try {
      return { signer: owner, data: await this.of(inner, asked, below), by: "contract", path };
    } catch (error) {
      if (error instanceof WalletTrouble && ["missing", "notTaken", "cannotAsk"].includes(troubleOf(error).kind)) return undefined;
      throw error;
    }
  }

  private at(path: readonly Address[]): readonly Signature[] {
    return this.signatures.filter((one) => one.path.length === path.length && one.path.every((each, at) => isSame(each, path[at])));
  }
}

function ofKey(account: Address, signatures: readonly Signature[]): Hex {
  const byKey = signatures.filter((one) => one.by === "key");
  const typed = byKey.find((one) => ["1b", "1c"].includes(one.data.slice(-2)));
  if (typed) return compact(typed.data);
  throw new WalletTrouble({ kind: "missing", wallet: account, have: 0, need: 1, owners: [account] });
}

/** All, and if they are few, any of them, the most first. */
function* fromAllToOne(signatures: readonly Signature[]): Generator<readonly Signature[]> {
  if (signatures.length > FEW) {
    yield signatures;
    return;
  }
  const choices = Array.from({ length: 2 ** signatures.length - 1 }, (_, at) => signatures.filter((_one, bit) => ((at + 1) >> bit) % 2 === 1));
  yield* choices.sort((a, b) => b.length - a.length);
}
