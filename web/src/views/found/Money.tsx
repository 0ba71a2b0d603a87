import { useState } from "preact/hooks";
import { readAddress, safeLine } from "../../format";
import type { DraftCapital, DraftFounder } from "../../model/founding/draft";
import { readAmount } from "../../model/founding/findings";
import { readShare } from "../../model/founding/written";
import { NATIVE } from "../../model/tokens";
import { t } from "../../text";
import type { Token } from "../../types";
import { addressTrouble, Address, Button, Card, Checkbox, Choices, Flow, Fold, Notice, Row, Section, TextField, unitText } from "../../ui";
import { AmountField, Grid, ShareField, SpanField } from "./fields";
import { change, draft, errorAt } from "./state";
import { sharesOf } from "./Shares";
import { tokenWritten, useDraftTokens, writtenAs } from "./tokens";
import { setFounder } from "./Who";

const MOST_TOKENS = 8;
const RECOUPMENTS = ["none", "pro rata", "in order"] as const;

export function Money() {
  const words = t.value.found;
  const { recoupment, reserve, deal } = draft.value;
  const { tokens, isRead } = useDraftTokens();
  const setDeal = (some: Partial<typeof deal>) => change({ deal: { ...deal, ...some } });
  return (
    <>
      <Order />
      <Section title={words.contributions}>
        <Card>
          <Row kind="row--pad"><p class="small soft">{words.contributionsText}</p></Row>
          {draft.value.founders.map((founder, at) => <Row key={at} kind="row--pad"><Contributes of={founder} at={at} tokens={tokens} isRead={isRead} /></Row>)}
          <Row kind="row--pad">
            <Choices legend={words.recoupment} value={recoupment} onChange={(value) => change({ recoupment: value, capital: value === "none" ? [] : draft.value.capital.length > 0 ? draft.value.capital : owed() })} options={RECOUPMENTS.map((value) => ({ value, ...words.recoupments[value] }))} />
          </Row>
          {recoupment !== "none" && <Row kind="row--pad"><Capital tokens={tokens} isRead={isRead} /></Row>}
        </Card>
      </Section>
      <Section title={words.reserveTitle}>
        <Card kind="form"><ShareField optional label={words.reserve} hint={words.reserveHint} value={reserve} path={["reserve"]} onChange={(said) => change({ reserve: said })} /></Card>
      </Section>
      <Section title={words.leaving}>
        <Card kind="form">
          <Grid>
            <SpanField optional label={words.notice} hint={words.noticeHint} value={deal.notice} path={["deal", "notice"]} onChange={(notice) => setDeal({ notice })} />
            <ShareField optional label={words.redeemable} hint={words.redeemableHint} value={deal.redeemable} path={["deal", "redeemable"]} onChange={(redeemable) => setDeal({ redeemable })} />
          </Grid>
        </Card>
      </Section>
      <Section title={words.tokens}><Card kind="form"><Listed tokens={tokens} /></Card></Section>
      <Fold summary={words.moreOfDeal}>
        <Card kind="form">
          <Grid>
            <ShareField optional label={words.sponsorsCeiling} hint={words.sponsorsCeilingHint} value={deal.sponsors_ceiling} path={["deal", "sponsors_ceiling"]} onChange={(sponsors_ceiling) => setDeal({ sponsors_ceiling })} />
            <ShareField optional label={words.reserveCeiling} hint={words.reserveCeilingHint} value={deal.reserve_ceiling} path={["deal", "reserve_ceiling"]} onChange={(reserve_ceiling) => setDeal({ reserve_ceiling })} />
            <SpanField optional label={words.seatMove} hint={words.seatMoveHint} value={deal.seat_move} path={["deal", "seat_move"]} onChange={(seat_move) => setDeal({ seat_move })} />
            <SpanField optional label={words.answerCall} hint={words.answerCallHint} value={deal.answer_call} path={["deal", "answer_call"]} onChange={(answer_call) => setDeal({ answer_call })} />
            <SpanField optional label={words.deadlock} hint={words.deadlockHint} value={deal.deadlock} path={["deal", "deadlock"]} onChange={(deadlock) => setDeal({ deadlock })} />
          </Grid>
        </Card>
      </Fold>
    </>
  );
}

const EXAMPLE = 100n * 10n ** 18n;

/** The order of payment, with the first 100 ETH that come in. */
export function Order() {
  const words = t.value.found;
  const { founders, recoupment, reserve, deal } = draft.value;
  const units = sharesOf("units", founders, deal.units_ceiling);
  const bps = readShare(reserve, 0n);
  const contributed = founders.reduce((sum, { contributes }) => {
    const read = contributes?.token === "ether" ? readAmount(contributes.amount) : undefined;
    return sum + (read?.ok ? read.value : 0n);
  }, 0n);
  const first = recoupment === "none" ? 0n : contributed < EXAMPLE ? contributed : EXAMPLE;
  const kept = ((EXAMPLE - first) * (bps.ok ? bps.value : 0n)) / 10_000n;
  const rest = EXAMPLE - first - kept;
  return (
    <Section title={words.order}>
      <Flow
        token={NATIVE} income={EXAMPLE} title={words.income} label={words.order}
        steps={[
          ...(recoupment === "none" ? [] : [{ key: "line", title: words.orderContributions, parts: first > 0n ? [{ key: "line", amount: first, isMine: false }] : [] }]),
          ...(kept > 0n ? [{ key: "reserve", title: words.orderReserve, parts: [{ key: "reserve", amount: kept, isMine: false }] }] : []),
          { key: "partners", title: words.orderPartners, small: founders.map(({ name }) => safeLine(name, 30)).filter(Boolean).join(", "), parts: units.all > 0n ? units.of.map((own, at) => ({ key: String(at), amount: (rest * own) / units.all, isMine: false })) : [] },
        ]}
      />
      <p class="hint">{words.orderText}</p>
    </Section>
  );
}

function Contributes({ of, at, tokens, isRead }: { of: DraftFounder; at: number; tokens: readonly Token[]; isRead: boolean }) {
  const words = t.value.found;
  const { contributes } = of;
  const token = contributes && tokenWritten(tokens, contributes.token);
  const name = safeLine(of.name, 60) || words.founderAt(at + 1);
  return (
    <>
      <Checkbox checked={contributes !== undefined} onChange={(yes) => { const { contributes: _, ...rest } = of; change({ founders: draft.value.founders.map((founder, place) => (place === at ? (yes ? { ...rest, contributes: { token: "ether", amount: "" } } : rest) : founder)) }); }}>{words.mustContribute(name)}</Checkbox>
      {contributes && !token && <Unread of={contributes.token} isRead={isRead} />}
      {contributes && token && <AmountField label={words.howMuch} value={contributes.amount} path={["founders", at, "contributes", "amount"]} token={token} tokens={tokens} onChange={(amount, next) => setFounder(at, { contributes: { token: writtenAs(next), amount } })} />}
    </>
  );
}

/** A sum of a token that the chain tells nothing of is not shown as one of another. */
function Unread({ of, isRead }: { of: string; isRead: boolean }) {
  const words = t.value.found;
  return isRead ? <p class="err">{words.unreadToken(safeLine(of, 60))}</p> : <p class="small soft">{words.looking}</p>;
}

/** What the founders have to contribute, as what may be repaid. */
function owed(): DraftCapital[] {
  const sums = new Map<string, bigint>();
  for (const { contributes } of draft.value.founders) {
    const read = contributes && readAmount(contributes.amount);
    if (contributes && read?.ok) sums.set(contributes.token, (sums.get(contributes.token) ?? 0n) + read.value);
  }
  return [...sums].map(([token, money]) => ({ token, money: money.toString(), in_kind: "" }));
}

function Capital({ tokens, isRead }: { tokens: readonly Token[]; isRead: boolean }) {
  const words = t.value.found;
  const { capital } = draft.value;
  const set = (at: number, some: Partial<DraftCapital>) => change({ capital: capital.map((one, place) => (place === at ? { ...one, ...some } : one)) });
  const missing = tokens.filter((token) => !capital.some((one) => tokenWritten(tokens, one.token) === token));
  const [next] = missing;
  const isGift = owed().some(({ token }) => !capital.some((one) => one.token === token));
  return (
    <>
      <p><b>{words.capital}</b></p>
      <p class="small soft">{words.capitalText}</p>
      {isGift && <Notice kind="wait">{words.gift}</Notice>}
      {capital.map((one, at) => {
        const token = tokenWritten(tokens, one.token);
        const remove = <Button small kind="quiet" onPress={() => change({ capital: capital.filter((_, place) => place !== at) })}>{words.remove}</Button>;
        if (!token) return <div key={one.token}><Unread of={one.token} isRead={isRead} />{remove}</div>;
        return (
          <div key={one.token} class="capital">
            <Grid>
              <AmountField optional label={words.capitalMoney(unitText(token))} value={one.money} path={["deal", "capital", one.token, "money"]} token={token} onChange={(money) => set(at, { money })} />
              <AmountField optional label={words.capitalInKind(unitText(token))} value={one.in_kind} path={["deal", "capital", one.token, "in_kind"]} token={token} onChange={(in_kind) => set(at, { in_kind })} />
            </Grid>
            {remove}
          </div>
        );
      })}
      <p class="inline">
        {next && <Button small onPress={() => change({ capital: [...capital, { token: writtenAs(next), money: "", in_kind: "" }] })}>{words.addCapital(unitText(next))}</Button>}
        {owed().length > 0 && <Button small kind="quiet" onPress={() => change({ capital: owed() })}>{words.capitalAsOwed}</Button>}
      </p>
    </>
  );
}

function Listed({ tokens }: { tokens: readonly Token[] }) {
  const words = t.value.found;
  const { tokens: listed } = draft.value;
  const [text, setText] = useState("");
  const [error, setError] = useState<string | undefined>(undefined);
  const add = () => {
    const read = readAddress(text);
    setError(addressTrouble(read));
    if (!read.ok) return;
    if (listed.includes(read.address)) setError(words.listedTwice);
    else {
      change({ tokens: [...listed, read.address] });
      setText("");
    }
  };
  return (
    <>
      <p class="small soft">{words.tokensText}</p>
      {listed.length > 0 && (
        <ul class="plainlist">
          {listed.map((address, at) => {
            const token = tokenWritten(tokens, address);
            return (
              <li key={address}>
                {token ? <b>{unitText(token)}</b> : <span class="soft">{words.unread}</span>} <Address of={address as `0x${string}`} noCopy /> <Button small kind="quiet" onPress={() => change({ tokens: listed.filter((_, place) => place !== at) })}>{words.remove}</Button>
                {errorAt(["tokens", at], true) && <p class="err">{errorAt(["tokens", at], true)}</p>}
              </li>
            );
          })}
        </ul>
      )}
      {listed.length < MOST_TOKENS && (
        <>
          <TextField optional label={words.tokenAddress} value={text} onChange={setText} error={error} />
          <p><Button small icon="plus" onPress={add}>{words.addToken}</Button></p>
        </>
      )}
    </>
  );
}
