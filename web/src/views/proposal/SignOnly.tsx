import { useMemo, useState } from "preact/hooks";
import { hrefOf } from "../../app/router";
import { SignOnly as Sign } from "../../app/SignOnly";
import { chainNow } from "../../app/store";
import { SUPPORT } from "../../generated/enums";
import { safeLine } from "../../format";
import type { Support } from "../../model/ballots";
import { ballotMessage, linkText } from "../../model/handing";
import type { Partner } from "../../model/partnership";
import { t } from "../../text";
import { Button, DateField, fill, When } from "../../ui";
import type { Close } from "./close";

/** A vote that is signed here and sent in by somebody else: with its reason, or with an end of its own. */
export function SignOnly({ close, partner, support, why, reason, onLeave }: {
  close: Close;
  partner: Partner;
  /** None while nothing is chosen. */
  support: Support | undefined;
  why: string | undefined;
  reason: string;
  onLeave: () => void;
}) {
  const words = t.value.vote.sign;
  const { proposal, snapshot } = close;
  const [until, setUntil] = useState<number | undefined>(proposal.deadline);
  const isGood = reason !== "" || (until !== undefined && until > chainNow.value && until <= proposal.deadline);
  const how = support === SUPPORT.FOR ? t.value.vote.for : support === SUPPORT.AGAINST ? t.value.vote.against : t.value.vote.abstain;
  const message = useMemo(
    () => (support === undefined || !isGood ? undefined : ballotMessage(snapshot.place, proposal.id, partner.account, support, reason, until ?? proposal.deadline)),
    [support, isGood, reason, until, partner.account, proposal.id],
  );
  const relay = hrefOf(snapshot.place, "proposals", "signed");
  const link = (text: string) => {
    const packed = linkText(text);
    return packed === undefined ? undefined : `${location.href.split("#")[0] ?? ""}${relay}?m=${packed}`;
  };
  return (
    <>
      <p class="small">{words.text}</p>
      {reason === "" ? (
        <DateField label={words.until} value={until} onChange={setUntil} error={isGood ? undefined : words.past} hint={fill(words.untilHint, { when: <When at={proposal.deadline} edge="closing" /> })} />
      ) : <p class="hint">{words.withReason}</p>}
      <Sign
        label={support === undefined ? t.value.vote.choose : words.sign(how)}
        message={message}
        why={why ?? (isGood ? undefined : words.past)}
        fileName={`${safeLine(snapshot.name, 40)} ${proposal.number} ${how}`}
        link={link}
      />
      <p class="small"><a href={relay}>{words.openRelay}</a></p>
      <Button kind="quiet" wide onPress={onLeave}>{words.back}</Button>
    </>
  );
}
