/** What the tokens of a draft say of themselves. */

import { useEffect, useState } from "preact/hooks";
import { getAddress, isAddress } from "viem";
import { connection } from "../../app/store";
import { Batch } from "../../chain/batch";
import { askTokenFacts, NATIVE } from "../../model/tokens";
import type { Token } from "../../types";

/** Ether first; of what the chain tells nothing, nothing is in it. */
export function useTokens(written: readonly string[]): readonly Token[] {
  const [found, setFound] = useState<readonly Token[]>([]);
  const rpc = connection.value?.rpc;
  const addresses = [...new Set(written.filter((text) => isAddress(text, { strict: false })).map((text) => getAddress(text)))];
  const key = addresses.join();
  useEffect(() => {
    if (!rpc || addresses.length === 0) {
      setFound([]);
      return undefined;
    }
    let isGone = false;
    const batch = new Batch(rpc);
    const asked = Promise.all(addresses.map((address) => askTokenFacts(batch, address, true)));
    batch.run().then(() => asked).then((tokens) => { if (!isGone) setFound(tokens); }, () => undefined);
    return () => { isGone = true; };
  }, [key, rpc]);
  return [NATIVE, ...found];
}

export function writtenAs(token: Token): string {
  return token.isEther ? "ether" : token.address;
}

export function tokenWritten(tokens: readonly Token[], text: string): Token | undefined {
  return tokens.find((token) => writtenAs(token).toLowerCase() === text.toLowerCase());
}

