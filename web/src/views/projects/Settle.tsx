/** Moves income up through the tree: what waits where, what would be sent, and what has moved. */

import { useEffect, useState } from "preact/hooks";
import { type AbiEvent, toEventSelector } from "viem";
import { SignButton } from "../../app/SignButton";
import { connection, place, snapshot } from "../../app/store";
import { account, sender } from "../../app/wallet";
import { decoder } from "../../chain/events";
import { escrowAbi } from "../../generated/abi";
import { planSettling, type Settling, type Simulate } from "../../model/tree-settling";
import { type TreeOf, within } from "../../model/tree";
import { t } from "../../text";
import { ETHER, type Address } from "../../types";
import { Card, Notice, Section, unitText } from "../../ui";
import type { Call } from "../../wallet";
import { readAgain } from "./grove";
import { holderIn, nameIn, sumIn, tokenIn } from "./words";

const SUBJECT = "settle-tree";
const decode = decoder(escrowAbi);
const CLAIMED = toEventSelector(escrowAbi.find((each): each is AbiEvent => each.type === "event" && each.name === "RevenueClaimed") as AbiEvent);

export function Settle({ tree }: { tree: TreeOf }) {
  const words = t.value.projects;
  const [found, setFound] = useState<Settling | undefined>(undefined);
  const who = account.value ?? ETHER;
  useEffect(() => {
    let isGone = false;
    planSettling(tree, simulator(who)).then(
      (plan) => { if (!isGone) setFound(plan); },
      () => undefined, // the store tells that the node is down
    );
    return () => { isGone = true; };
  }, [tree, who]);
  if (within(tree).length === 0) return null;
  const steps = found?.steps ?? [];
  const texts = steps.map((step) =>
    step.payments
      ? words.stepPays(nameIn(tree, step.member), step.payments.map((each) => words.sumTo(sumIn(tree, each.token, each.amount, true), holderIn(tree, each.account))).join(", "))
      : words.stepSplits(nameIn(tree, step.member), (step.splits ?? []).map((token) => unitText(tokenIn(tree, token))).join(", ")),
  );
  return (
    <Section title={words.settleTitle}>
      <Card pad>
        <p>{words.settleLead}</p>
        {found && steps.length === 0 && <p class="soft">{words.settleNothing}</p>}
        {steps.length > 0 && (
          <>
            <ol class="steps-list">{texts.map((text, at) => <li key={at}>{text}</li>)}</ol>
            {found?.isWhole === false && <Notice kind="wait">{words.settleMore}</Notice>}
            <div class="settle">
              <SignButton label={words.settleButton(steps.length)} calls={steps.map((step) => step.call)} parts={texts} subject={SUBJECT} connect={words.connectAny} onMined={() => void readAgain()} />
            </div>
          </>
        )}
        <Moved tree={tree} />
      </Card>
    </Section>
  );
}

/** Tries calls one after the other on the newest block, as one account; undefined where the node cannot. */
function simulator(who: Address): Simulate {
  return async (calls: readonly Call[]) => {
    const from = connection.peek();
    if (!from) return undefined;
    const sent = calls.map(({ to, data, value }) => ({ from: who, to, data, value: `0x${value.toString(16)}` }));
    try {
      const answer = await from.rpc.request("eth_simulateV1", [{ blockStateCalls: [{ calls: sent }] }, "latest"]);
      const made = (answer as { calls?: { status?: string; returnData?: `0x${string}` }[] }[])[0]?.calls;
      if (!Array.isArray(made) || made.length !== calls.length) return undefined;
      return made.map((each) => (each.status === "0x1" ? (each.returnData ?? "0x") : undefined));
    } catch {
      return undefined;
    }
  };
}

/** What the last settling from here has moved, by the logs of the escrows since it was sent. */
function Moved({ tree }: { tree: TreeOf }) {
  const words = t.value.projects;
  const at = place.value;
  const [moved, setMoved] = useState<readonly string[]>([]);
  const act = at && account.value ? sender.actsOf(at.chainId, at.partnership).find((each) => each.subject === SUBJECT && each.account === account.value) : undefined;
  const isDone = act?.state.at === "mined" || act?.state.at === "final" || act?.state.at === "next";
  const block = snapshot.value?.block.number;
  useEffect(() => {
    const from = connection.peek();
    if (!from || !act || !isDone || block === undefined) return undefined;
    let isGone = false;
    const above = new Set(within(tree).map((tie) => tie.credited));
    from.history.find([{ address: [...tree.members.values()].map((member) => member.escrow), topics: [CLAIMED] }], act.since + 1, Number(block)).then(
      ([logs = []]) => {
        const events = logs.flatMap((log) => decode(log) ?? []).filter((event) => above.has(event.args.partner as Address));
        if (!isGone) setMoved(events.map((event) => words.moved(sumIn(tree, event.args.token as Address, event.args.amount as bigint, true), nameIn(tree, ownerOf(tree, event.address)), holderIn(tree, event.args.partner as Address))));
      },
      () => undefined,
    );
    return () => { isGone = true; };
  }, [act?.id, act?.state.at, block]);
  if (moved.length === 0) return null;
  return <Notice kind="ok" title={words.movedTitle}>{moved.map((text, n) => <p key={n}>{text}</p>)}</Notice>;
}

function ownerOf(tree: TreeOf, escrow: Address): Address {
  return [...tree.members.values()].find((member) => member.escrow === escrow)?.address ?? escrow;
}
