/**
 * Signing a message: what is signed is worked out from the values that are shown, compared with what the contract asks,
 * and what the wallet gives back is verified before anybody relies on it.
 */

import type { ReadonlySignal } from "@preact/signals";
import { size } from "viem/utils";
import { checkAgrees } from "./agreeing";
import { confirmShown, type Shown } from "./confirming";
import { ask, isHex, isSame, type Address, type Hex } from "./eip1193";
import { fileOf, pathsOf, questionIn, withSignatures, type MessageFile } from "./messagefile";
import { accountOf, forWallet, typedDataOf, type Message } from "./messages";
import { askedOfOwners, questionOf, type Question } from "./questions";
import type { SafeApp } from "./safeapp";
import type { Place, Session } from "./session";
import { isForUndeployed, MAX_SIGNATURE, readSignature, type Signature } from "./signatures";
import { ChainSigners, type Account } from "./signers";
import { troubleOf, WalletTrouble, type Trouble } from "./troubles";

export type Signing =
  /** Signed, and verified. */
  | { readonly kind: "signed"; readonly file: MessageFile; readonly signature: Signature }
  /** A Safe collects its owners' signatures; they are fetched later by this hash. */
  | { readonly kind: "waits"; readonly file: MessageFile; readonly messageHash: Hex; /** Whether the hash was worked out here. */ readonly agrees: boolean }
  | { readonly kind: "failed"; readonly trouble: Trouble };

export interface SigningOptions {
  readonly session: Session;
  readonly place: ReadonlySignal<Place | undefined>;
  readonly safeApp?: ReadonlySignal<SafeApp | undefined>;
}

/**
 * Has the connected account sign: for itself, or as an owner of the contract wallet that the message speaks of.
 *
 * @param file A message with what was signed so far, or a message alone.
 * @param path The wallets below the account's own, where the signer is an owner of several; the first if left out.
 */
export async function signTyped(
  options: SigningOptions,
  given: MessageFile | { readonly message: Message; readonly name: string },
  shown: Shown,
  path?: readonly Address[],
): Promise<Signing> {
  try {
    return await sign(options, given, shown, path);
  } catch (error) {
    return { kind: "failed", trouble: troubleOf(error) };
  }
}

/** The same hash as the wallet shows, for the screen: of the message, or of what an owner signs. */
export async function whatIsSigned(
  place: Place,
  message: Message,
  signer: Address,
): Promise<{ readonly question: Question; readonly account: Account; readonly isOwner: boolean }> {
  const signers = new ChainSigners(place.rpc, place.chain);
  const account = await signers.lookAround(accountOf(message));
  const file = fileOf(message, "", signers.known.values());
  const paths = pathsOf(file, signer);
  const isOwn = isSame(signer, account.address);
  const question = isOwn ? ownQuestion(account, message) : questionIn(file, paths[0] ?? []);
  return { question, account, isOwner: paths.length > 0 };
}

/** Of a Safe what its owners' devices show; of any other account the message itself. */
function ownQuestion(account: Account, message: Message): Question {
  const question = questionOf(typedDataOf(message));
  return account.signer.kind === "safe" ? askedOfOwners(account.signer, question) : question;
}

async function sign(
  { session, place, safeApp }: SigningOptions,
  given: MessageFile | { readonly message: Message; readonly name: string },
  shown: Shown,
  wanted: readonly Address[] | undefined,
): Promise<Signing> {
  const { message, name } = given;
  const at = place.peek();
  await confirmShown(session, place, shown);
  if (!at || message.chainId !== shown.chain) throw new WalletTrouble({ kind: "otherChain", chain: at?.chain });
  await checkAgrees(at.rpc, message);

  const signers = new ChainSigners(at.rpc, at.chain);
  const account = await signers.lookAround(accountOf(message));
  const fresh = fileOf(message, name, signers.known.values());
  const file = withSignatures(fresh, "signatures" in given ? given.signatures : []);
  const isOwn = isSame(shown.account, account.address);
  const path = wanted ?? pathsOf(file, shown.account)[0];
  if (!path) throw new WalletTrouble({ kind: "notAnOwner", wallet: account.address });
  const question = isOwn ? questionOf(typedDataOf(message)) : questionIn(file, path);

  const app = safeApp?.peek();
  if (app && isOwn && account.signer.kind === "safe") {
    const messageHash = await app.sign(forWallet(question.data));
    return { kind: "waits", file, messageHash, agrees: isSame(messageHash, askedOfOwners(account.signer, question).digest) };
  }

  // The node took its time: the wallet may be another one by now.
  const { provider } = await confirmShown(session, place, shown);
  const raw = await ask(provider, "eth_signTypedData_v4", [shown.account, JSON.stringify(forWallet(question.data))]);
  if (!isHex(raw) || raw === "0x") throw new WalletTrouble({ kind: "badAnswer" });
  const who = isOwn ? account : await signers.lookUp(shown.account);
  const signature = await verified(signers, who, question, raw.toLowerCase() as Hex, path);
  return { kind: "signed", file: withSignatures(file, [signature]), signature };
}

/** The signature once it is sure that the contracts will take it as that of `who`. */
async function verified(signers: ChainSigners, who: Account, question: Question, raw: Hex, path: readonly Address[]): Promise<Signature> {
  const isTaken = async (): Promise<Signature> => {
    if (isForUndeployed(raw)) throw new WalletTrouble({ kind: "notDeployed" });
    if (size(raw) > MAX_SIGNATURE) throw new WalletTrouble({ kind: "tooLong", bytes: size(raw) });
    if (await signers.takes(who.address, question, raw)) return { signer: who.address, data: raw, by: "contract", path };
    throw new WalletTrouble({ kind: "notTaken", wallet: who.address });
  };
  if (who.signer.kind !== "key") return await isTaken();
  try {
    return await readSignature(who.address, raw, question, path);
  } catch (error) {
    // A key with added code may sign in that code's own way.
    if (who.delegatedTo) return await isTaken();
    throw error;
  }
}

/** Fetches what a Safe's owners have signed; undefined while there are not enough of them. */
export async function collect(app: SafeApp, place: Place, file: MessageFile, messageHash: Hex): Promise<Signing | undefined> {
  try {
    const raw = await app.signatureOf(messageHash);
    if (raw === undefined) return undefined;
    const signers = new ChainSigners(place.rpc, place.chain);
    const account = await signers.lookUp(accountOf(file.message));
    const signature = await verified(signers, account, questionOf(typedDataOf(file.message)), raw, []);
    return { kind: "signed", file: withSignatures(file, [signature]), signature };
  } catch (error) {
    return { kind: "failed", trouble: troubleOf(error) };
  }
}
