import { useEffect, useState } from "preact/hooks";
import { SignButton } from "../../app/SignButton";
import { minute } from "../../app/minute";
import { connection } from "../../app/store";
import { account } from "../../app/wallet";
import { STATUS } from "../../generated/enums";
import type { Offered } from "../../model/acceptance";
import { type Contributions, readOffered } from "../../model/offered";
import type { Partner, Snapshot } from "../../model/partnership";
import { t } from "../../text";
import { fill, Fold, Notice, Panel, Sums, When } from "../../ui";
import { reclaimCalls, withdrawCall } from "./calls";

function useContributions(seen: Snapshot, partner: Partner): (Offered & Contributions) | undefined {
  const [found, setFound] = useState<(Offered & Contributions) | undefined>(undefined);
  const rpc = connection.value?.rpc;
  useEffect(() => {
    if (!rpc) return undefined;
    let isGone = false;
    readOffered(rpc, seen, partner).then((offered) => { if (!isGone) setFound(offered); }, () => undefined);
    return () => { isGone = true; };
  }, [seen, partner, rpc]);
  return found;
}

/** While it forms, a founder takes its acceptance and all it paid in back, together, unless founders are bound. */
export function Withdraw({ seen, partner, isBare }: { seen: Snapshot; partner: Partner; isBare?: boolean }) {
  const words = t.value.accept;
  const offered = useContributions(seen, partner);
  if (!offered) return null;
  const hasAccepted = partner.status === STATUS.ACTIVE;
  if (!hasAccepted && offered.own.length === 0) return null;
  const isBound = minute.value <= offered.boundUntil;
  const label = hasAccepted ? words.withdraw : words.withdrawMoney;
  const inside = (
    <>
      <p class="small soft">{hasAccepted ? words.withdrawText : words.withdrawMoneyText} {offered.own.length > 0 && fill(words.withdrawSums, { sums: <Sums of={offered.own} full /> })}</p>
      {isBound
        ? <Notice>{fill(words.bound, { by: <When at={offered.boundUntil} edge="opening" utc /> })}</Notice>
        : <SignButton label={label} calls={[withdrawCall(seen, offered.own)]} subject="withdraw" connect={words.connect} kind="plain" />}
    </>
  );
  return isBare ? <Fold summary={label}>{inside}</Fold> : <Panel title={words.withdrawTitle}>{inside}</Panel>;
}

/** Once it is void, anybody has contributions sent back to who paid them in. */
export function Reclaim({ seen, partner }: { seen: Snapshot; partner: Partner }) {
  const words = t.value.accept;
  const offered = useContributions(seen, partner);
  if (!offered) return null;
  if (offered.own.length === 0) return <Notice>{words.nothingBack}</Notice>;
  return (
    <Panel title={words.reclaimTitle}>
      <p>{fill(words.reclaimText, { sums: <b><Sums of={offered.own} full /></b> })}</p>
      <SignButton
        label={words.reclaim}
        calls={account.value ? reclaimCalls(seen, partner.account, offered.own) : undefined}
        parts={offered.own.map(({ token }) => words.reclaimPart(token.symbol))}
        subject={`reclaim:${partner.seat}`}
        connect={words.connect}
      />
    </Panel>
  );
}
