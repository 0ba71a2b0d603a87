/** What the forms of money have in common: a sum of one of the tokens, what one has of it, and what is allowed already. */

import { useState } from "preact/hooks";
import { account } from "../../app/wallet";
import { askToken } from "../../chain/contracts";
import type { Snapshot } from "../../model/partnership";
import { readSum } from "../../format";
import { t } from "../../text";
import { ETHER, type Address, type Token } from "../../types";
import { decimalsOf, SumField } from "../../ui";
import { fullText, useChain } from "./use";

export interface SumForm {
  readonly token: Token;
  readonly amount: bigint | undefined;
  readonly text: string;
  /** Without a token, of the one that is chosen. */
  readonly set: (text: string, amount: bigint | undefined, token?: Token) => void;
}

export function useSum(tokens: readonly Token[], first?: Token, amount?: bigint): SumForm {
  const start = first ?? tokens[0];
  if (!start) throw new Error("a partnership always knows ether");
  const [token, setToken] = useState(start);
  const [text, setText] = useState(amount === undefined ? "" : exactText(start, amount));
  const read = readSum(text, decimalsOf(token));
  const set: SumForm["set"] = (said, _, of = token) => {
    setText(said);
    setToken(of);
  };
  return { token, text, amount: read.ok && read.amount > 0n ? read.amount : undefined, set };
}

function exactText(token: Token, amount: bigint): string {
  return fullText(token, amount).replace(/ [^ ]*$/, "").replaceAll(",", "");
}

/** Tokens that can be paid: ether first, then those that are known. */
export function payable(seen: Snapshot): Token[] {
  return [...seen.tokens.values()].filter((token) => token.isEther || token.trouble === undefined).sort((a, b) => Number(b.isEther) - Number(a.isEther));
}

export interface Held {
  readonly held: bigint | undefined;
  readonly allowance: bigint;
}

/** What the connected account has of a token, and what the escrow may take of it already. */
export function useHeld(token: Token, to: Address): Held | undefined {
  const who = account.value;
  return useChain(who ? `held:${who}:${token.address}:${to}` : "", async (batch) => {
    if (who === undefined) return { held: undefined, allowance: 0n };
    if (token.address === ETHER) return { held: await batch.balance(who), allowance: 0n };
    const [held, allowance] = await Promise.all([askToken<bigint>(batch, token.address, "balanceOf", who), askToken<bigint>(batch, token.address, "allowance", who, to)]);
    return { held, allowance: allowance ?? 0n };
  });
}

export function TokenSum({ form, tokens, held, label, hint }: { form: SumForm; tokens: readonly Token[]; held: Held | undefined; label: string; hint?: string }) {
  const words = t.value.money.pay;
  const has = held?.held;
  const tooLittle = has !== undefined && form.amount !== undefined && has < form.amount;
  return (
    <SumField
      label={label} value={form.text} onChange={form.set} token={form.token} tokens={tokens}
      error={tooLittle && words.tooLittle(fullText(form.token, has))}
      hint={<>{hint} {has !== undefined && !tooLittle && words.held(fullText(form.token, has))}</>}
    />
  );
}

/** What is asked of the wallet, one after the other: `First allow the escrow to take 12,500 USDX`. */
export function allowParts(token: Token, amount: bigint, allowance: bigint, ...then: readonly string[]): string[] {
  const words = t.value.money.pay;
  if (token.address === ETHER || allowance >= amount) return [...then];
  return [...(allowance > 0n ? [words.allowAgain] : []), words.allow(fullText(token, amount)), ...then];
}

export function Parts({ of }: { of: readonly string[] }) {
  if (of.length < 2) return null;
  return <><ol class="steps-list">{of.map((text) => <li key={text}>{text}</li>)}</ol><p class="hint">{t.value.money.pay.allowExact}</p></>;
}

