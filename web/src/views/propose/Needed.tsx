/** Whose yes it will need, and whose no could stop it. */

import { called } from "../../app/names";
import { chainNow } from "../../app/store";
import { dealsAbout, floorsTouched, mattersAsked, type Need, needState, ownDeals, type Promised, UNHEARD } from "../../model/needs";
import type { Snapshot } from "../../model/partnership";
import { reasonOf, type Simulation } from "../../model/simulation";
import { t } from "../../text";
import { ETHER, type Action } from "../../types";

export function Needed({ seen, actions, simulation }: { seen: Snapshot; actions: readonly Action[]; simulation: Simulation }) {
  const words = t.value.propose;
  const needs = needsOf(seen, actions, simulation, chainNow.value);
  if (needs.length === 0) return <p class="small">{words.noConsents}</p>;
  return (
    <ul class="small needs">
      {needs.map((need, at) => <li key={at}>{needText(need)}</li>)}
    </ul>
  );
}

function needsOf(seen: Snapshot, actions: readonly Action[], simulation: Simulation, now: number): Need[] {
  const promised: Promised = { matters: seen.matters, floors: seen.floors, limits: new Map([...seen.limits].map(([number, limit]) => [number, limit])), unlinked: new Set() };
  const { partnership } = seen.place;
  const held = new Map(seen.balances.map((balance) => [balance.token.address, balance.treasury]));
  const changes = simulation.isCumulative ? new Map(simulation.changes.filter((change) => change.account === partnership).map((change) => [change.token, change.amount])) : undefined;
  const reasons = simulation.steps.map(reasonOf);
  return [
    ...ownDeals(dealsAbout(actions, partnership, seen.escrow), reasons, UNHEARD),
    ...mattersAsked(actions, promised, UNHEARD, now),
    ...floorsTouched(actions, promised, UNHEARD, now, partnership, held, changes),
  ].filter((need) => needState(need, now) !== "free");
}

function needText(need: Need): string {
  const words = t.value.propose;
  const who = need.holder === ETHER ? words.steering(need.steering) : called(need.holder);
  if (need.matter) return words.asksHolder(who, Number(need.matter.days));
  return need.floor ? words.needsFloor(who) : words.needsYes(who);
}
