import { useEffect, useState } from "preact/hooks";
import { hrefOf } from "../../app/router";
import { SignButton } from "../../app/SignButton";
import { connection } from "../../app/store";
import { readAddress, wholeText } from "../../format";
import { type Leaving, lookAtToken, readLeaving } from "../../model/leaving";
import { type Snapshot, titleOf } from "../../model/partnership";
import { dealOf, isFree, NOTICE_GOOD_SECONDS, type SeatAct } from "../../model/seats";
import { t } from "../../text";
import type { Address as AddressType } from "../../types";
import { addressTrouble, Button, Checkbox, fill, Fold, Notice, Panel, Said, Summary, Sums, TextField, When } from "../../ui";
import { seatCalls } from "./calls";
import { type PanelProps, WhyNot } from "./Panels";

const MOST_NAMED = 10;

/** Of exactly these tokens; undefined while it is not known, `false` where the chain could not say it of them. */
function useLeaving({ seen, partner }: PanelProps, named: readonly AddressType[]): Leaving | false | undefined {
  const [found, setFound] = useState<{ readonly key: string; readonly leaving: Leaving | false } | undefined>(undefined);
  const rpc = connection.value?.rpc;
  const key = `${partner.account} ${named.join()}`;
  useEffect(() => {
    if (!rpc) return undefined;
    let isGone = false;
    readLeaving(rpc, seen, partner, named).then(
      (leaving) => { if (!isGone) setFound({ key, leaving }); },
      () => { if (!isGone) setFound({ key, leaving: false }); },
    );
    return () => { isGone = true; };
  }, [seen, partner, rpc, key]);
  return found?.key === key ? found.leaving : undefined;
}

/** Leaving: what one takes along now, what stays, and the ways that are open. */
export function LeavePanel(props: PanelProps & { readonly acts: readonly SeatAct[] }) {
  const { seen, partner, facts, acts } = props;
  const words = t.value.seat;
  const [named, setNamed] = useState<readonly AddressType[]>([]);
  const [isSure, setSure] = useState(false);
  const leaving = useLeaving(props, named);
  const find = (name: SeatAct["name"]) => acts.find((act) => act.name === name);
  const [notice, leave, dissent] = [find("giveNotice"), find("leave"), find("leaveDissenting")];
  const deal = dealOf(seen.events, partner.acceptedVersion) ?? seen.deal;
  const exits = dissent ? facts.exits : [];
  // Who has named nothing can do nothing about it, and may leave all the same.
  const isKnown = leaving !== undefined && (leaving !== false || named.length === 0);
  const sureWhy = !isKnown ? words.takesUnread : isSure ? undefined : t.value.accept.tickFirst;
  return (
    <Panel title={words.leaveTitle} small={isFree(seen, partner, seen.block.time) && deal.notice_seconds > 0n ? words.freeText : undefined}>
      {leaving
        ? <Along {...props} leaving={leaving} redeems={deal.redeemable_bps > 0n} />
        : leaving === false ? <Notice kind="against">{words.takesFailed}</Notice> : <p class="small soft">{words.takesUnread}</p>}
      {deal.redeemable_bps > 0n && <NamedTokens seen={seen} named={named} onChange={setNamed} />}
      {notice && !notice.why && (
        <>
          <p class="small soft">{words.noticeText}</p>
          <SignButton label={words.giveNotice} calls={[seatCalls.giveNotice(seen)]} subject="notice" connect={words.connect} kind="plain" />
        </>
      )}
      {leave?.why && <WhyNot act={leave} />}
      {((leave && !leave.why) || exits.length > 0) && <Checkbox checked={isSure} onChange={setSure}>{words.sure}</Checkbox>}
      {leave && !leave.why && <SignButton label={words.leave} calls={sureWhy ? undefined : [seatCalls.leave(seen, named)]} why={sureWhy} subject="leave" connect={words.connect} />}
      {exits.map((number) => <Exit key={number} seen={seen} number={number} named={named} why={sureWhy} />)}
    </Panel>
  );
}

function Along({ seen, partner, leaving, redeems }: PanelProps & { readonly leaving: Leaving; readonly redeems: boolean }) {
  const words = t.value.seat;
  const takes = leaving.takes.filter(({ amount }) => amount > 0n);
  const { keeps, outstanding: line } = leaving;
  return (
    <Summary
      of={[
        { key: "takes", term: words.takesAlong, value: takes.length > 0 ? <Sums of={takes} full /> : t.value.common.nothing, small: redeems ? words.takesNote : words.takesNone },
        { key: "keeps", term: words.staysYours, value: keeps.length > 0 ? <Sums of={keeps} full /> : t.value.common.nothing, small: <a href={hrefOf(seen.place, "money")}>{words.claimNote}</a> },
        ...(line.length > 0 ? [{ key: "line", term: words.inLine, value: <Sums of={line} full />, small: words.inLineNote }] : []),
        ...(leaving.unvested > 0n ? [{ key: "unvested", term: words.unvested, value: t.value.common.units(leaving.unvested), small: words.unvestedNote }] : []),
        { key: "ends", line: true, term: words.givesUp, value: `${t.value.common.votes(partner.weight)}, ${t.value.common.units(partner.units)}`, small: words.givesUpNote },
        ...(partner.leavesAt > 0 ? [{ key: "window", term: words.leaveFrom, value: <When at={partner.leavesAt} edge="opening" />, small: <>{words.lastMoment} <When at={partner.leavesAt + NOTICE_GOOD_SECONDS} edge="closing" /></> }] : []),
      ]}
    />
  );
}

/** Who did not vote for what has passed need not wait. */
function Exit({ seen, number, named, why }: { seen: Snapshot; number: number; named: readonly AddressType[]; why: string | undefined }) {
  const words = t.value.seat;
  const proposal = seen.proposals.get(number);
  if (!proposal) return null;
  return (
    <>
      <Notice title={words.exitTitle(String(number))}>
        <p><a href={hrefOf(seen.place, "proposals", number)}><Said as="title" text={titleOf(proposal)} limit={80} /></a></p>
        <p>{fill(words.exitText, { by: <When at={proposal.executableUntil} edge="closing" utc /> })}</p>
      </Notice>
      <SignButton label={words.leaveOver(String(number))} calls={why ? undefined : [seatCalls.leaveOver(seen, proposal.id, named)]} why={why} subject={`leave-over:${number}`} connect={words.connect} kind="plain" />
    </>
  );
}

/** What the treasury has besides ether and the listed tokens goes along only if it is named. */
function NamedTokens({ seen, named, onChange }: { seen: Snapshot; named: readonly AddressType[]; onChange: (named: readonly AddressType[]) => void }) {
  const words = t.value.seat;
  const [text, setText] = useState("");
  const [error, setError] = useState<string | undefined>(undefined);
  const add = async () => {
    const read = readAddress(text);
    setError(addressTrouble(read));
    const rpc = connection.peek()?.rpc;
    if (!read.ok || !rpc) return;
    const { kind } = await lookAtToken(rpc, seen, read.address);
    if (kind === "listed") setError(words.listedAlready);
    else if (kind === "nothing") setError(words.holdsNone);
    else {
      setText("");
      onChange([...new Set([...named, read.address])]);
    }
  };
  return (
    <Fold summary={named.length > 0 ? words.namedTokens(wholeText(named.length)) : words.nameTokens}>
      <p class="small soft">{words.nameTokensText}</p>
      {named.length > 0 && <ul class="plainlist">{named.map((token) => <li key={token}><span class="hex hex--full">{token}</span> <Button small kind="quiet" onPress={() => onChange(named.filter((each) => each !== token))}>{words.takeOut}</Button></li>)}</ul>}
      {named.length < MOST_NAMED && (
        <>
          <TextField label={words.tokenAddress} value={text} onChange={setText} error={error} />
          <Button small onPress={() => void add()}>{words.addToken}</Button>
        </>
      )}
    </Fold>
  );
}
