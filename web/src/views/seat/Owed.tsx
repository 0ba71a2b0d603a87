import { useEffect, useState } from "preact/hooks";
import { SignButton } from "../../app/SignButton";
import { connection } from "../../app/store";
import { readOwed } from "../../model/leaving";
import type { Snapshot } from "../../model/partnership";
import { t } from "../../text";
import type { Address, Sum as SumType } from "../../types";
import { fill, Panel, Sum } from "../../ui";
import { seatCalls } from "./calls";

/** What is still owed to who has left; anyone may have it paid. */
export function Owed({ seen, account }: { seen: Snapshot; account: Address }) {
  const words = t.value.seat;
  const [owed, setOwed] = useState<readonly SumType[]>([]);
  const rpc = connection.value?.rpc;
  useEffect(() => {
    if (!rpc) return undefined;
    let isGone = false;
    readOwed(rpc, seen, account).then((sums) => { if (!isGone) setOwed(sums); }, () => undefined);
    return () => { isGone = true; };
  }, [seen, account, rpc]);
  if (owed.length === 0) return null;
  return (
    <Panel title={words.owedTitle}>
      {owed.map((sum) => (
        <div class="stack stack--tight" key={sum.token.address}>
          <p>{fill(words.owedText, { sum: <Sum of={sum} full /> })}</p>
          <SignButton label={words.payOwed} calls={[seatCalls.payOwed(seen, sum.token.address, account)]} subject={`owed:${sum.token.address}`} connect={words.connect} kind="plain" />
        </div>
      ))}
    </Panel>
  );
}
