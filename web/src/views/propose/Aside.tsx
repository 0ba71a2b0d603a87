/** What the partners will read, by which rule they decide, what it will need, when; and the button. */

import { called } from "../../app/names";
import { encodeFunctionData } from "viem";
import { useEffect, useRef, useState } from "preact/hooks";
import { go, hrefOf } from "../../app/router";
import { chainNow, connection, place } from "../../app/store";
import { SignButton } from "../../app/SignButton";
import { account, personal } from "../../app/wallet";
import { together } from "../../chain/batch";
import { askPartnership } from "../../chain/contracts";
import { partnershipAbi } from "../../generated/abi";
import { ROLE, STATUS } from "../../generated/enums";
import { bpsText, safeLine, wholeText } from "../../format";
import type { Snapshot } from "../../model/partnership";
import { type Simulation, simulate, succeeds } from "../../model/simulation";
import { t } from "../../text";
import type { Action, Address, Hex } from "../../types";
import { Facts, Notice, Panel, SelectField, Sum, TimeLine, When } from "../../ui";
import { tokenOf } from "../proposal/Sentence";
import { className } from "./ActionForm";
import { Deeds } from "./Deeds";
import { Needed } from "./Needed";
import { refusalWords } from "./refusal";

export function Aside({ seen, actions, text, gain }: { seen: Snapshot; actions: readonly Action[] | undefined; text: string; gain: readonly Address[] }) {
  const words = t.value.propose;
  const tried = useTried(seen, actions);
  const speakers = speakersOf();
  const [as, setAs] = useState<Address | undefined>(undefined);
  const who = speakers.find((one) => one === as) ?? speakers[0];
  const call = actions && who && text.trim() !== "" ? proposeCall(actions, text.trim(), gain, who, account.value) : undefined;
  const next = seen.proposalCount + 1;
  return (
    <aside class="aside">
      <Panel title={words.read} small={words.readSmall}>
        {actions ? <Deeds seen={seen} actions={actions} /> : <p class="soft">{words.fillIn}</p>}
        {actions && tried && <Tried seen={seen} tried={tried} />}
        {speakers.length > 1 && <SelectField label={words.as} value={who ?? ""} onChange={(value) => setAs(value as Address)} options={speakers.map((value) => ({ value, text: called(value) }))} />}
        <SignButton
          label={words.put}
          about={safeLine(text.trim().split("\n")[0] ?? "", 60)}
          calls={call ? [{ to: seen.place.partnership, value: 0n, data: call }] : undefined}
          why={text.trim() === "" && actions ? words.sayWhat : whoWhy(who) ?? words.fillIn}
          subject={`propose:${next}`}
          connect={words.connect}
          onMined={() => go(hrefOf(place.value, "proposals", next))}
        />
        <p class="small soft">{words.cannotChange}</p>
      </Panel>
    </aside>
  );
}

/** Seconds after which actions are tried again though they have not changed. */
const FRESH = 12;

interface Tried {
  readonly classes: readonly number[];
  readonly simulation: Simulation;
}

function Tried({ seen, tried }: { seen: Snapshot; tried: Tried }) {
  const words = t.value.propose;
  const { classes, simulation } = tried;
  // The strictest class of all actions decides: the smaller its number, the stricter it is.
  const decisive = classes.length > 0 ? Math.min(...classes) : undefined;
  const rule = decisive === undefined ? undefined : (seen.rules.get(decisive) ?? seen.rules.get(0));
  const failed = simulation.steps.find((step) => step.refusal !== undefined);
  const opens = chainNow.value + Number(rule?.voting_delay ?? 0n);
  const closes = opens + Number(rule?.voting_period ?? 0n);
  const changes = simulation.changes.filter((change) => change.account === seen.place.partnership);
  return (
    <>
      {succeeds(simulation)
        ? <Notice kind="ok" title={words.succeeds(simulation.block.toString())}>{words.assuming}</Notice>
        : <Notice kind="against" title={words.fails(simulation.block.toString())}>{failed?.refusal ? refusalWords(failed.refusal) : ""}</Notice>}
      {changes.length > 0 && (
        <Facts of={changes.map((change) => {
          const token = tokenOf(seen, change.token);
          const held = seen.balances.find((balance) => balance.token.address === change.token)?.treasury ?? 0n;
          return { key: change.token, term: words.treasuryAfter, value: <><Sum of={{ token, amount: held }} /> → <Sum of={{ token, amount: held + change.amount }} /></> };
        })} />
      )}
      {decisive !== undefined && rule && (
        <>
          <Facts of={[
            { key: "rule", term: words.decidedBy, value: className(seen, decisive) },
            { key: "quorum", term: words.takesPart, value: bpsText(rule.quorum_bps) },
            { key: "approval", term: words.isFor, value: bpsText(rule.approval_bps) },
            { key: "base", term: words.ofVotes, value: wholeText(seen.totalWeight) },
          ]} />
          <TimeLine of={[
            { key: "opens", is: "coming", title: words.opens, when: <When at={opens + 1} edge="opening" away="below" /> },
            { key: "closes", is: "coming", title: words.closes, when: <When at={closes} edge="closing" away="below" /> },
            { key: "carried", is: "coming", title: words.carried, when: <When at={closes + Number(rule.execution_delay) + 1} edge="opening" away="below" /> },
          ]} />
        </>
      )}
      <Needed seen={seen} actions={simulation.steps.map((step) => step.action)} simulation={simulation} />
    </>
  );
}

/**
 * Tries the actions when they change and now and then after, and asks which classes decide on them. One try at a time for
 * the same actions: a contract may take a node longer than a block.
 */
function useTried(seen: Snapshot, actions: readonly Action[] | undefined): Tried | undefined {
  const [found, setFound] = useState<{ key: string; time: number; tried: Tried } | undefined>(undefined);
  const running = useRef("");
  const key = actions ? actions.map((action) => `${action.target}${action.value}${action.data}`).join("|") : "";
  const wanted = useRef(key);
  wanted.current = key;
  const isFresh = found?.key === key && seen.block.time - found.time < FRESH;
  useEffect(() => {
    const from = connection.value;
    if (!actions || !from || isFresh || running.current === key) return undefined;
    const timer = setTimeout(() => {
      running.current = key;
      const { partnership } = seen.place;
      const house = { partnership, escrow: seen.escrow, seats: seen.roster.length, block: seen.block.number };
      Promise.all([
        together<bigint[]>(from.rpc, (batch) => actions.map((action) => askPartnership(batch, partnership, "class_of", action.target, action.data)), seen.block.number),
        simulate(from.rpc, house, actions),
      ]).then(
        ([classes, simulation]) => {
          if (wanted.current === key) setFound({ key, time: seen.block.time, tried: { classes: classes.map(Number), simulation } });
        },
        () => undefined, // that the node is down is told above
      ).finally(() => { if (running.current === key) running.current = ""; });
    }, 250);
    return () => clearTimeout(timer);
  }, [key, seen.block.hash]);
  return found?.key === key ? found.tried : undefined;
}

/** Whom the account may propose for: itself, and those it represents. */
function speakersOf(): Address[] {
  return (personal.value?.voices ?? []).map((voice) => voice.partner.account);
}

function whoWhy(who: Address | undefined): string | undefined {
  const words = t.value.propose;
  if (!account.value) return undefined;
  const partner = personal.value?.voices.find((voice) => voice.partner.account === who)?.partner;
  if (!partner) return words.noPartner;
  if (partner.status !== STATUS.ACTIVE) return words.notActive;
  return (partner.role & ROLE.PROPOSER) === 0 ? words.noProposer : undefined;
}

const MARK = /#proposer=0x[0-9a-fA-F]{40}$/;
const NO_WORD: Hex = `0x${"0".repeat(64)}`;

/** As polypact.clients.partnership has it: a proposal that names who gains carries the mark of its proposer. */
function proposeCall(actions: readonly Action[], text: string, gain: readonly Address[], who: Address, sender: Address | undefined): Hex {
  const columns = [actions.map((action) => action.target), actions.map((action) => action.value), actions.map((action) => action.data)] as const;
  if (gain.length === 0 && who === sender) {
    return encodeFunctionData({ abi: partnershipAbi, functionName: "propose", args: [...columns, text] });
  }
  const marked = gain.length > 0 && !MARK.test(text) ? `${text}\n#proposer=${who}` : text;
  return encodeFunctionData({ abi: partnershipAbi, functionName: "propose_as", args: [who, ...columns, marked, gain, NO_WORD] });
}
