/** Who was paid in which order, as a waterfall of real sums, and what one account has of it, in lines that add up. */

import { useState } from "preact/hooks";
import type { Books } from "../../app/books";
import { bpsText, wholeText } from "../../format";
import { byPlainTransfer, type Earned, earnedBy, type OrderStep, orderOfPayment, type Reason, steadyReserve } from "../../model/earnings";
import { splitOf } from "../../model/statement/book";
import type { TokenLedger } from "../../model/statement/ledger";
import { keyOf } from "../../model/statement/proof";
import { t } from "../../text";
import type { Address, Token } from "../../types";
import { AddUp, Flow, Section, Segments, SelectField, Sum, unitText } from "../../ui";
import { dayText, entriesOf, fullText, nameText, tokenAt } from "./use";

/** More parts than these are not told apart in a bar. */
const DRAWN = 40;

export function Order({ books, who, me }: { books: Books; who: Address | undefined; me: Address | undefined }) {
  const words = t.value.money;
  const { ledger, seen } = books;
  const entries = entriesOf(ledger);
  const [chosen, choose] = useState<string>("");
  const entry = entries.find(({ token }) => token === chosen) ?? entries[0];
  const accounts = accountsOf(books);
  const [looked, look] = useState<Address | undefined>(undefined);
  if (!entry) return null;
  const token = tokenAt(seen, entry.token);
  const whose = looked ?? who ?? accounts[0];
  const { income } = orderOfPayment(entry, ledger.partnership);
  const tokens = entries.length > 1 && (
    <Segments label={words.tokenLabel} value={entry.token} onChange={choose} options={entries.map((each) => ({ value: each.token, text: unitText(tokenAt(seen, each.token)) }))} />
  );
  const title = whose !== undefined && whose === me ? words.part : words.partOf(whose === undefined ? "" : nameText(whose));
  return (
    <div class="cols">
      <Section title={words.order} aside={tokens}>
        <Flow
          token={token} income={income} label={words.orderLabel(fullText(token, income))}
          title={words.cameIn(fullText(token, income))} small={cameInSmall(entry, token)}
          steps={stepsOf(books, entry, token, whose, me)} mine={whose === undefined ? undefined : nameText(whose)}
        />
      </Section>
      {whose !== undefined && (
        <Section title={title}>
          <Part books={books} entry={entry} token={token} whose={whose} isMe={whose === me} />
          {accounts.length > 1 && <div class="part__whose">
            <SelectField label={words.whose} value={whose} onChange={(value) => look(value)} options={accounts.map((each) => ({ value: each, text: nameText(each) }))} />
          </div>}
        </Section>
      )}
    </div>
  );
}

/** Everybody who has or had something here, whoever has most first. */
export function accountsOf({ ledger }: Books): Address[] {
  const units = ledger.replay.holdings.units;
  const all = new Set(ledger.tokens.flatMap((entry) => entry.lines.map((line) => line.account)));
  return [...all].sort((a, b) => Number((units.get(b) ?? 0n) - (units.get(a) ?? 0n)));
}

function cameInSmall(entry: TokenLedger, token: Token): string {
  const words = t.value.money;
  const plain = byPlainTransfer(entry);
  const told = [
    ...(entry.tiers.invoiced ? [words.cameByInvoice(fullText(token, entry.tiers.invoiced))] : []),
    ...(plain ? [words.cameByTransfer(fullText(token, plain))] : []),
  ];
  return told.join(", ");
}

function stepsOf(books: Books, entry: TokenLedger, token: Token, whose: Address | undefined, me: Address | undefined) {
  const words = t.value.money;
  const { steps } = orderOfPayment(entry, books.ledger.partnership);
  return steps.map((step) => {
    const isTreasury = step.step === "treasury";
    const mine = step.parts.filter((part) => part.account !== undefined && part.account === whose);
    const others = step.parts.filter((part) => !mine.includes(part));
    const drawn = others.length > DRAWN ? [{ amount: others.reduce((sum, part) => sum + part.amount, 0n) }] : others;
    return {
      key: step.step,
      title: words.steps[step.step],
      small: smallOf(books, entry, token, step, whose, me),
      parts: [...mine, ...drawn].map((part, at) => ({ key: String(at), amount: part.amount, isMine: at < mine.length && (!isTreasury || whose === books.ledger.partnership) })),
    };
  });
}

function smallOf(books: Books, entry: TokenLedger, token: Token, step: OrderStep, whose: Address | undefined, me: Address | undefined): string {
  const words = t.value.money;
  const { ledger } = books;
  const { rules, holdings } = ledger.replay;
  const [only, ...more] = step.parts;
  switch (step.step) {
    case "sponsors": {
      const share = rules.links.reduce((sum, link) => sum + link.shareBps, 0);
      if (share > 0) return words.sponsorsNow(bpsText(share));
      return step.amount ? words.sponsorsBefore : words.sponsorsNone;
    }
    case "contributions":
      if (entry.recorded === 0n) return rules.recoupment === 0 ? words.notRepaid : words.contributionsNone(unitText(token));
      if (only && more.length === 0 && only.account !== undefined && entry.outstanding === 0n) return only.account === me ? words.allMine : words.allOf(nameText(only.account));
      return words.backOf(fullText(token, entry.tiers.contributions), fullText(token, entry.recorded));
    case "treasury": {
      const bps = steadyReserve(ledger, entry);
      const rest = splitOf(entry.tiers) - entry.tiers.treasuryPart - entry.tiers.sponsors - entry.tiers.contributions;
      const rate = step.amount === 0n ? (ledger.replay.rules.reserveBps === 0 ? words.reserveNone : words.reserveTag(bpsText(ledger.replay.rules.reserveBps))) : bps === undefined ? words.reserveMany : words.reserveOf(bpsText(bps), fullText(token, rest));
      return entry.tiers.unvested ? `${rate}; ${words.unvested(fullText(token, entry.tiers.unvested))}` : rate;
    }
    case "partners": {
      const held = whose === undefined ? 0n : (holdings.units.get(whose) ?? 0n);
      if (held > 0n && whose === me) return words.unitsMine(wholeText(held), wholeText(holdings.total));
      return held > 0n && whose !== undefined ? `${nameText(whose)}: ${t.value.common.of(wholeText(held), wholeText(holdings.total))}` : words.unitsAll(wholeText(holdings.total));
    }
    case "waiting":
      return words.waitingSmall;
  }
}

function Part({ books, entry, token, whose, isMe }: { books: Books; entry: TokenLedger; token: Token; whose: Address; isMe: boolean }) {
  const words = t.value.money;
  const earned = earnedBy(books.ledger, entry, whose, books.ledger.time, books.proof?.claimable.get(keyOf(entry.token, whose)));
  const sum = (amount: bigint) => <Sum of={{ token, amount }} />;
  const frozen = earned.frozen?.amount ?? 0n;
  const lines = [
    ...earned.reasons.map((reason) => ({ key: reason.kind, what: reasonText(books, entry, token, reason, whose, isMe), sum: sum(reason.amount), small: reasonSmall(token, reason, earned) })),
    { key: "total", what: t.value.common.together, sum: sum(earned.credited), kind: "total" as const },
    { key: "paid", what: words.claimed, sum: sum(earned.paid), kind: "soft" as const },
    ...(frozen ? [{ key: "frozen", what: words.keptBack, sum: sum(frozen), kind: "soft" as const }] : []),
    ...(earned.waiting ? [{ key: "waiting", what: words.waitsForOthers, sum: sum(earned.waiting), kind: "soft" as const }] : []),
    ...(earned.later ? [{ key: "later", what: words.nextClaim, sum: sum(earned.later), kind: "soft" as const }] : []),
    { key: "due", what: words.toClaim, sum: sum(earned.due), kind: "total" as const },
  ];
  return (
    <>
      <AddUp of={lines} />
      {earned.outstanding > 0n && <p class="small soft key--below">{words.outstanding(fullText(token, earned.outstanding))}</p>}
    </>
  );
}

function reasonText(books: Books, entry: TokenLedger, token: Token, reason: Reason, whose: Address, isMe: boolean): string {
  const words = t.value.money.reasons;
  if (reason.kind === "units" && reason.share) return words.unitsShare(wholeText(reason.share.of), wholeText(reason.share.all), fullText(token, reason.share.income));
  if (reason.kind === "contributions") {
    const made = books.ledger.replay.payments.filter((paid) => paid.what === "capital received" && paid.token === entry.token && paid.account === whose);
    const only = made.length === 1 ? made[0] : undefined;
    const text = only ? words.contributionsOf(dayText(only.time)) : words.contributions;
    return isMe ? text : only ? words.contributionsOfOther(dayText(only.time)) : words.contributionsOther;
  }
  return words[reason.kind];
}

function reasonSmall(token: Token, reason: Reason, earned: Earned): string | undefined {
  const words = t.value.money;
  if (reason.kind === "treasuryPart") return words.treasuryPartWhy;
  if (reason.kind === "contributions" && reason.back) {
    const left = reason.back.all - reason.back.of;
    const [back, all] = [fullText(token, reason.back.of), fullText(token, reason.back.all)];
    return left ? words.back(back, all, fullText(token, left)) : words.backAll(back, all);
  }
  if (reason.kind === "units" && earned.vesting && earned.vesting.vested < earned.vesting.units) {
    return words.vested(wholeText(earned.vesting.vested), wholeText(earned.vesting.units), dayText(earned.vesting.end));
  }
  return undefined;
}
