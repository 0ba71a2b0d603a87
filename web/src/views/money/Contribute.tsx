/** Contributing capital: what was agreed on, and more than that. */

import type { Books } from "../../app/books";
import { SignButton } from "../../app/SignButton";
import { account, personal } from "../../app/wallet";
import { askEscrow } from "../../chain/contracts";
import { PHASE } from "../../generated/enums";
import { contributeCalls } from "../../model/escrow-calls";
import { t } from "../../text";
import { Address as Who, Card, Notice, Panel, Summary, unitText } from "../../ui";
import { allowParts, Parts, payable, TokenSum, useHeld, useSum } from "./sums";
import { fullText, shortText, useChain } from "./use";

export function Contribute({ books }: { books: Books }) {
  const words = t.value.money.contribute;
  const { seen, ledger } = books;
  const who = account.value;
  const tokens = payable(seen);
  const required = personal.value?.required;
  const own = tokens.map((token) => ({ token, amount: who === undefined ? 0n : (ledger.replay.book(token.address).recouping.agreed.get(who) ?? 0n) })).find(({ amount }) => amount > 0n);
  const wanted = required ?? own;
  const form = useSum(tokens, wanted?.token, wanted?.amount);
  const held = useHeld(form.token, seen.escrow);
  const { token, amount } = form;
  const agreed = useChain(who ? `agreed:${who}:${token.address}` : "", (batch, now) => (who === undefined ? Promise.resolve(0n) : askEscrow(batch, now.escrow, "agreed_contribution", token.address, who)));
  const waits = seen.balances.find((each) => each.token.address === token.address)?.undistributed ?? 0n;
  const splitsFirst = (agreed ?? 0n) > 0n && waits > 0n && seen.phase === PHASE.IN_FORCE;
  const calls = amount === undefined ? undefined : contributeCalls(seen.escrow, token.address, amount, held?.allowance ?? 0n, splitsFirst);
  const then = amount === undefined ? [] : [...(splitsFirst ? [words.settleFirst(unitText(token))] : []), words.then(fullText(token, amount))];
  const parts = amount === undefined ? [] : allowParts(token, amount, held?.allowance ?? 0n, ...then);
  return (
    <>
      <div class="head"><h1 class="plain">{words.title}</h1><p class="lead">{words.lead} {seen.phase === PHASE.FORMING && words.leadForming}</p></div>
      <div class="cols">
        <Card kind="form">
          <TokenSum form={form} tokens={tokens} held={held} label={t.value.money.pay.amount} />
          {who !== undefined && agreed !== undefined && <Agreed agreed={agreed} amount={amount} sum={(of) => fullText(token, of)} isRequired={required !== undefined} />}
        </Card>
        <Panel title={t.value.money.pay.panel}>
          <Summary of={[
            { key: "from", term: t.value.money.pay.payer, value: who ? <Who of={who} noCopy /> : t.value.common.none },
            { key: "to", term: t.value.money.pay.to, value: <Who of={seen.escrow} full source={false} /> },
            { key: "agreed", term: words.agreed, value: agreed === undefined ? t.value.common.none : fullText(token, agreed) },
          ]} />
          <Parts of={parts} />
          <SignButton
            label={amount === undefined ? words.title : words.button(shortText(token, amount))} calls={calls} parts={parts} why={t.value.money.pay.fillIn}
            subject={`contribute:${token.address}`} connect={words.connect} onMined={() => form.set("", undefined)}
          />
        </Panel>
      </div>
    </>
  );
}

function Agreed({ agreed, amount, sum, isRequired }: { agreed: bigint; amount: bigint | undefined; sum: (of: bigint) => string; isRequired: boolean }) {
  const words = t.value.money.contribute;
  if (agreed === 0n) return isRequired ? null : <Notice kind="wait">{words.agreedNone}</Notice>;
  if (amount !== undefined && amount > agreed) return <Notice kind="wait">{words.overAgreed(sum(agreed))}</Notice>;
  return <Notice kind="ok">{words.agreedMuch(sum(agreed))}</Notice>;
}
