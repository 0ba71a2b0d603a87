/** All proposals: the open ones, those that wait for me, or every one since the founding; newest first. */

import { useState } from "preact/hooks";
import { hrefOf } from "../../app/router";
import { place, snapshot, want } from "../../app/store";
import { waiting } from "../../app/waiting";
import { PHASE } from "../../generated/enums";
import { maybeOpen } from "../../model/alive";
import { isOpen } from "../../model/outcome";
import { type ProposalMade, type Snapshot, textOf } from "../../model/partnership";
import { t } from "../../text";
import { ButtonLink, Card, Empty, Loading, Segments, TextField, VirtualList } from "../../ui";
import { Line } from "./Line";

type Shown = "open" | "mine" | "all";

/** From so many on, they can be searched. */
const MANY = 12;

export default function ProposalsView() {
  const words = t.value.proposals;
  const seen = snapshot.value;
  const at = place.value;
  const [chosen, setChosen] = useState<Shown | undefined>(undefined);
  const [sought, setSought] = useState("");
  if (!seen || !at) return <Loading />;
  const newest = [...seen.made].reverse();
  // Older ones that were not looked at may still be open: they are read when they come near the eye.
  const maybe = new Set(maybeOpen(seen).filter((number) => !seen.proposals.has(number)));
  const open = newest.filter(({ number }) => {
    const one = seen.proposals.get(number);
    return one ? isOpen(one) : maybe.has(number);
  });
  const mine = new Set(waiting.value.flatMap((todo) => ("proposal" in todo ? [todo.proposal.number] : [])));
  const waits = newest.filter(({ number }) => mine.has(number));
  // What is open comes first, but nobody is met by an empty list.
  const shown = chosen ?? (open.length > 0 ? "open" : "all");
  const listed = shown === "open" ? open : shown === "mine" ? waits : newest;
  const found = sought.trim() === "" ? listed : listed.filter((one) => matches(one, sought.trim()));
  return (
    <>
      <div class="head head--acts">
        <h1 class="plain">{words.title}</h1>
        <p class="lead">{words.lead(seen.proposalCount)}</p>
        <div class="head__acts">
          {seen.phase !== PHASE.FORMING && <ButtonLink href={hrefOf(at, "proposals", "new")} icon="plus">{words.make}</ButtonLink>}
          <ButtonLink href={hrefOf(at, "proposals", "signed")} kind="quiet">{words.signed}</ButtonLink>
        </div>
      </div>
      {seen.made.length > 0 && (
        <div class="filters">
          <Segments<Shown>
            label={words.show}
            value={shown}
            onChange={setChosen}
            options={[
              { value: "open", text: maybe.size > 0 ? words.openSome : words.open(open.length) },
              ...(mine.size > 0 || shown === "mine" ? [{ value: "mine" as const, text: words.mine(waits.length) }] : []),
              { value: "all", text: words.all(newest.length) },
            ]}
          />
          {newest.length >= MANY && <div class="filters__find"><TextField label={words.find} value={sought} onChange={setSought} hint={sought.trim() === "" ? undefined : words.found(found.length)} /></div>}
        </div>
      )}
      <List key={`${shown}:${sought}`} of={found} seen={seen} empty={shown === "open" ? words.noneOpen : shown === "mine" ? words.noneMine : seen.made.length === 0 ? (seen.phase === PHASE.FORMING ? t.value.overview.notYet : words.none) : words.found(0)} />
    </>
  );
}

function List({ of, seen, empty }: { of: readonly ProposalMade[]; seen: Snapshot; empty: string }) {
  if (of.length === 0) return <Empty>{empty}</Empty>;
  // Older ones are read when they come near the eye.
  const load = (from: number, to: number) => want(of.slice(from, to).map(({ number }) => number));
  return (
    <Card>
      <VirtualList label={t.value.proposals.list} of={of} keyOf={({ number }) => String(number)} height={92} onRange={load} row={(made) => <Line made={made} seen={seen} />} />
    </Card>
  );
}

function matches(made: ProposalMade, sought: string): boolean {
  if (/^#?\d+$/.test(sought)) return String(made.number).startsWith(sought.replace("#", ""));
  return textOf(made).toLowerCase().includes(sought.toLowerCase());
}
