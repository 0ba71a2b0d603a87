/** What the tokens of a draft say of themselves. */

import { useEffect, useState } from "preact/hooks";
import { getAddress, isAddress } from "viem";
import { connection } from "../../app/store";
import { Batch } from "../../chain/batch";
import { askTokenFacts, NATIVE } from "../../model/tokens";
import { tokensOfSums } from "../../model/founding/draft";
import type { Token } from "../../types";
import { draft } from "./state";

interface Tokens {
  /** Ether first; of what the chain tells nothing, nothing is in it. */
  readonly tokens: readonly Token[];
  /** Whether the chain has been asked for all of them. */
  readonly isRead: boolean;
}

export function useTokens(written: readonly string[]): Tokens {
  const [found, setFound] = useState<{ readonly of: string; readonly tokens: readonly Token[] }>({ of: "", tokens: [] });
  const rpc = connection.value?.rpc;
  const addresses = [...new Set(written.filter((text) => isAddress(text, { strict: false })).map((text) => getAddress(text)))];
  const key = addresses.join();
  useEffect(() => {
    if (!rpc || addresses.length === 0) return undefined;
    let isGone = false;
    const batch = new Batch(rpc);
    const asked = Promise.all(addresses.map((address) => askTokenFacts(batch, address, true)));
    batch.run().then(() => asked).then((tokens) => { if (!isGone) setFound({ of: key, tokens }); }, () => undefined);
    return () => { isGone = true; };
  }, [key, rpc]);
  const isRead = addresses.length === 0 || found.of === key;
  return { tokens: [NATIVE, ...found.tokens.filter(({ address }) => addresses.includes(address))], isRead };
}

/** Of a draft's list, and of all its sums: also of one that was taken off the list. */
export function useDraftTokens(): Tokens {
  return useTokens([...draft.value.tokens, ...tokensOfSums(draft.value)]);
}

export function writtenAs(token: Token): string {
  return token.isEther ? "ether" : token.address;
}

export function tokenWritten(tokens: readonly Token[], text: string): Token | undefined {
  return tokens.find((token) => writtenAs(token).toLowerCase() === text.toLowerCase());
}

