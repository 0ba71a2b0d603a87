import { chainNow } from "../../app/store";
import type { Snapshot } from "../../model/partnership";
import { NATIVE } from "../../model/tokens";
import { language, t } from "../../text";
import { Address, Said, Sum, When } from "../../ui";
import type { Address as AddressType, Token } from "../../types";
import type { Part } from "../../words/parts";

/** What an action does, with names, sums and moments as what they are: in English, which is said to who reads another language. */
export function Sentence({ parts, seen }: { parts: readonly Part[]; seen: Snapshot }) {
  const all = parts.map((part, at) => <One key={at} part={part} seen={seen} />);
  return language.value === "en" ? <>{all}</> : <span lang="en">{all}</span>;
}

function One({ part, seen }: { part: Part; seen: Snapshot }) {
  if (typeof part === "string") return <>{part}</>;
  switch (part.kind) {
    case "address":
      return <Address of={part.address} full={part.isExact} />;
    case "sum":
      return <b><Sum of={{ token: tokenOf(seen, part.token), amount: part.amount }} full /></b>;
    case "token":
      return <>{tokenOf(seen, part.token).symbol}</>;
    case "moment":
      return part.at === 0n ? <>{t.value.times.never}</> : <b><When at={part.at} utc away={part.at > BigInt(chainNow.value)} /></b>;
    case "said":
      return <Said as="inline" text={part.text} />;
    case "data":
      return <code class="hex">{part.data.length > 74 ? `${part.data.slice(0, 74)}…` : part.data}</code>;
  }
}

/** A token that nothing is known of has its address for a name, and its sums in the smallest unit. */
export function tokenOf(seen: Snapshot, address: AddressType): Token {
  const known = seen.tokens.get(address);
  if (known) return known;
  if (address === NATIVE.address) return NATIVE;
  return { address, symbol: `${address.slice(0, 6)}…${address.slice(-4)}`, decimals: 0, isEther: false, isListed: false, trouble: "" };
}
