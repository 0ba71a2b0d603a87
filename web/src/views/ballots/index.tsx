/** Sending in what others signed: read here, checked against the chain one by one, and paid for together. */

import { called } from "../../app/names";
import { useEffect, useMemo, useState } from "preact/hooks";
import { hrefOf, route } from "../../app/router";
import { SignButton } from "../../app/SignButton";
import { chainNow, connection, snapshot } from "../../app/store";
import { walletTroubleText } from "../../app/troubles";
import { account } from "../../app/wallet";
import { toHex } from "../../chain/batch";
import { RefusedError } from "../../chain/errors";
import { SUPPORT } from "../../generated/enums";
import { ballotsOf } from "../../model/ballots";
import { safeLine } from "../../format";
import { contradicting, type Handed, readHanded, textOfLink, withHanded } from "../../model/handing";
import { titleOf, type Snapshot } from "../../model/partnership";
import { refusalOf } from "../../model/simulation";
import { saidTo } from "../../model/vote";
import { t } from "../../text";
import { Button, Card, Empty, FileField, fill, Icon, Loading, Notice, Said, Section, TextField, When } from "../../ui";
import { ETHER } from "../../types";
import type { Call } from "../../wallet";
import { textOfFile } from "../../wallet/messagefile";
import { checkRelay, type Ready, relayCall, relayCalls } from "../../wallet/relaying";
import { troubleOf, type Trouble } from "../../wallet/troubles";

/** Whether one would count, by the chain. */
type Check = { readonly ready: Ready } | { readonly trouble: Trouble };

export default function BallotsView() {
  const words = t.value.ballots;
  const seen = snapshot.value;
  const [list, setList] = useState<readonly Handed[]>([]);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [pasted, setPasted] = useState("");
  const linked = route.value.query.get("m");
  const checks = useChecks(list);
  const torn = useMemo(() => contradicting(list), [list]);
  const sendable = useMemo(() => list.filter((one) => !torn.has(one)), [list]);
  const calls = useCalls(sendable, checks);

  const add = (name: string, text: string) => {
    try {
      const one = readHanded(text);
      if (!one) throw new Error("about something else");
      if (seen && (one.file.message.chainId !== seen.place.chainId || one.file.message.contract !== seen.place.partnership)) {
        setFaults((before) => [...before, words.otherPlace(name)]);
        return;
      }
      setList((before) => withHanded(before, one));
    } catch {
      setFaults((before) => [...before, words.unreadable(name)]);
    }
  };
  useEffect(() => {
    const text = linked === null ? undefined : textOfLink(linked);
    if (linked !== null && seen) add(words.fromLink, text ?? "");
  }, [linked, seen?.place.partnership]);
  if (!seen) return <Loading />;

  const good = sendable.filter((one) => { const check = checks.get(one); return check && "ready" in check; });
  return (
    <>
      <div class="head">
        <a class="crumb" href={hrefOf(seen.place, "proposals")}><Icon name="left" />{t.value.proposal.back}</a>
        <h1 class="plain">{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </div>
      <div class="cols">
        <div class="stack c1">
          <Section title={words.list}>
            {list.length === 0 ? <Empty>{words.empty}</Empty> : (
              <Card>
                {list.map((one, at) => <OneHanded key={at} one={one} check={checks.get(one)} isTorn={torn.has(one)} seen={seen} onRemove={() => setList(list.filter((other) => other !== one))} />)}
              </Card>
            )}
          </Section>
        </div>
        <div class="c2">
          <div class="aside">
            <section class="card panel">
              <FileField label={words.open} accept=".json,application/json" multiple file={undefined} onFile={(file) => { setFaults([]); void textOfFile(file).then((text) => add(safeLine(file.name, 60), text), () => setFaults((before) => [...before, words.unreadable(safeLine(file.name, 60))])); }} />
              <TextField label={words.paste} lines={3} value={pasted} onChange={setPasted} />
              <Button wide why={pasted.trim() === "" ? words.empty : undefined} onPress={() => { setFaults([]); add(words.pasted, pasted); setPasted(""); }}>{words.pasteAct}</Button>
              {faults.map((fault, at) => <Notice kind="against" live key={at}>{fault}</Notice>)}
              <SignButton
                label={words.send(good.length)}
                calls={calls}
                why={words.sendFirst}
                subject="relay"
                parts={(calls ?? []).map((_, at) => words.part(at + 1))}
                connect={words.connect}
              />
            </section>
          </div>
        </div>
      </div>
    </>
  );
}

function OneHanded({ one, check, isTorn, seen, onRemove }: { one: Handed; check: Check | undefined; isTorn: boolean; seen: Snapshot; onRemove: () => void }) {
  const words = t.value.ballots;
  const proposal = seen.made.find(({ id }) => id === one.proposalId);
  return (
    <article class="row handed">
      <div>
        <h3>{called(one.account)}: {sayText(one)}</h3>
        <p class="small soft">
          {proposal ? <><a href={hrefOf(seen.place, "proposals", proposal.number)}>{t.value.proposal.number(proposal.number)}</a>{" "}<Said as="title" text={titleOf(proposal)} limit={100} noNote /></> : words.unknownProposal}
          {one.until !== undefined && <>{", "}{fill(words.until, { when: <When at={one.until} edge="closing" noYear /> })}</>}
        </p>
        {one.reason !== "" && <Said text={one.reason} />}
        {isCounted(one, seen) && <Notice kind="ok">{words.counted}</Notice>}
        {isCounted(one, seen) ? null : check === undefined && <p class="small soft">{words.checking}</p>}
        {isTorn && <Notice kind="against">{words.contradicts}</Notice>}
        {check && "ready" in check && !isTorn && <Notice kind="ok">{words.yes}</Notice>}
        {check && "trouble" in check && !isCounted(one, seen) && <Notice kind="against">{walletTroubleText(check.trouble, true)}</Notice>}
      </div>
      <Button kind="quiet" small icon="trash" onPress={onRemove} label={`${words.remove}: ${called(one.account)}`}>{words.remove}</Button>
    </article>
  );
}

/** Whether it stands in the log already, by this way or another. */
function isCounted(one: Handed, seen: Snapshot): boolean {
  if (one.kind === "ballot") {
    return [...ballotsOf(seen, one.proposalId).values()].some((ballot) => ballot.voter === one.account && ballot.support === one.support && ballot.reason === one.reason);
  }
  if (one.kind === "answer") return saidTo(seen, one.proposalId).some((said) => said.holder === one.account && said.agrees === one.agrees);
  return false;
}

function sayText(one: Handed): string {
  const words = t.value.ballots;
  if (one.kind === "contest") return words.contest;
  if (one.kind === "answer") return one.agrees ? words.yesTo : words.noTo;
  const { vote } = t.value;
  return one.support === SUPPORT.FOR ? vote.for : one.support === SUPPORT.AGAINST ? vote.against : vote.abstain;
}

/** Looks at each once, and again with every block: what counts now may be too late then. */
function useChecks(list: readonly Handed[]): ReadonlyMap<Handed, Check> {
  const [found, setFound] = useState<ReadonlyMap<Handed, Check>>(new Map());
  const seen = snapshot.value;
  const from = connection.value;
  useEffect(() => {
    if (!seen || !from || list.length === 0) return undefined;
    let isGone = false;
    const here = { rpc: from.rpc, chain: seen.place.chainId, partnership: seen.place.partnership, escrow: seen.escrow, now: chainNow.peek() };
    const look = async (one: Handed): Promise<[Handed, Check]> => {
      try {
        const ready = await checkRelay(one.file, here);
        const { to, data } = await relayCall(from.rpc, ready);
        // Anybody may send it in, so it is tried as nobody in particular.
        await from.rpc.request("eth_call", [{ from: account.peek() ?? ETHER, to, data }, toHex(seen.block.number)]);
        return [one, { ready }];
      } catch (error) {
        if (error instanceof RefusedError && error.isRevert) return [one, { trouble: { kind: "reverts", refusal: chainRefusal(error) } }];
        return [one, { trouble: troubleOf(error) }];
      }
    };
    void Promise.all(list.map(look)).then((checked) => { if (!isGone) setFound(new Map(checked)); });
    return () => { isGone = true; };
  }, [list, seen?.block.hash, from]);
  return found;
}

function chainRefusal(error: RefusedError) {
  const refusal = refusalOf(error.data, error.message);
  return refusal.kind === "noEther" || refusal.kind === "noCode" ? { kind: "silent" as const } : refusal;
}

/** Ballots and answers on one proposal go in one transaction. */
function useCalls(list: readonly Handed[], checks: ReadonlyMap<Handed, Check>): readonly Call[] | undefined {
  const [calls, setCalls] = useState<readonly Call[] | undefined>(undefined);
  const from = connection.value;
  useEffect(() => {
    let isGone = false;
    const ready = list.flatMap((one) => { const check = checks.get(one); return check && "ready" in check ? [check.ready] : []; });
    if (!from || ready.length === 0) {
      setCalls(undefined);
      return undefined;
    }
    void relayCalls(from.rpc, ready).then((made) => { if (!isGone) setCalls(made.map(({ call }) => call)); });
    return () => { isGone = true; };
  }, [list, checks, from]);
  return calls;
}
