/** Names and sums of a tree, in words. */

import { called, names } from "../../app/names";
import { settings } from "../../app/settings";
import { site } from "../../app/site";
import { place } from "../../app/store";
import { hrefOf } from "../../app/router";
import { bpsText, safeLine, shortAddress, shownMoment, sumText, wholeText } from "../../format";
import { PHASE } from "../../generated/enums";
import { type Taken, takenNames, toldApart } from "../../model/taken-names";
import { type Amounts, isOver, type Tie, type TreeMember, type TreeOf } from "../../model/tree";
import { t } from "../../text";
import { ETHER, type Address, type Token } from "../../types";
import { decimalsOf, unitText } from "../../ui";
import { grove } from "./grove";

/**
 * A partnership as it is known here, else as it calls itself; anybody else by the reader's names. Anybody may take any name for
 * a partnership: one that somebody else here has, too, is told with its address.
 */
export function nameIn(tree: TreeOf, who: Address): string {
  const known = names.value.of(who);
  if (known) return safeLine(known.name, 60);
  const own = tree.members.get(who)?.name ?? grove.value?.offering.get(who);
  if (own === undefined) return called(who);
  return toldApart(own, who, takenIn(tree));
}

let found: { readonly tree: TreeOf; readonly names: unknown; readonly taken: Taken } | undefined;

/** By who is known to the reader, and by all that say that they are tied to us. */
function takenIn(tree: TreeOf): Taken {
  if (found?.tree === tree && found.names === names.value) return found.taken;
  const known = Object.entries({ ...site.value?.names, ...settings.value.names });
  const members = [...tree.members.values()].map(({ address, name }) => [address, name] as const);
  const taken = takenNames([...known, ...members, ...(grove.value?.offering ?? [])]);
  found = { tree, names: names.value, taken };
  return taken;
}

/** Who gets what is credited to an account. */
export function holderIn(tree: TreeOf, who: Address): string {
  const words = t.value.projects;
  const owner = [...tree.members.values()].find((member) => member.escrow === who);
  if (owner) return words.escrowOf(nameIn(tree, owner.address));
  return tree.members.has(who) ? words.treasuryOf(nameIn(tree, who)) : nameIn(tree, who);
}

export function tokenIn(tree: TreeOf, token: Address): Token {
  const known = tree.tokens.get(token);
  if (known) return known;
  const isEther = token === ETHER;
  return { address: token, symbol: isEther ? "ETH" : shortAddress(token), decimals: isEther ? 18 : 0, isEther, isListed: false, ...(isEther ? {} : { trouble: "it is not known here" }) };
}

export function sumIn(tree: TreeOf, token: Address, amount: bigint, full = false): string {
  const of = tokenIn(tree, token);
  return sumText({ token: { ...of, symbol: unitText(of), decimals: decimalsOf(of) }, amount }, full);
}

export function sumsIn(tree: TreeOf, amounts: Amounts): string {
  return [...amounts].map(([token, amount]) => sumIn(tree, token, amount)).join(", ");
}

export function day(at: number): string {
  return shownMoment(at, t.value.times, { edge: "closing", weekday: false }).date;
}

export function phaseText(phase: number): string {
  const words = t.value.projects.phases;
  if (phase === PHASE.FORMING) return words.forming;
  if (phase === PHASE.IN_FORCE) return words.inForce;
  return phase === PHASE.VOID ? words.void : words.windingUp;
}

/** `in force, 2 partners`, `treasury 2 ETH`, `to split 3 ETH`. */
export function factsOf(tree: TreeOf, member: TreeMember): string[] {
  const words = t.value.projects;
  return [
    `${phaseText(member.phase)}, ${t.value.common.partners(member.partners)}`,
    ...(member.treasury.size > 0 ? [words.treasuryHas(sumsIn(tree, member.treasury))] : []),
    ...(member.arrived.size > 0 ? [words.toSplit(sumsIn(tree, member.arrived))] : []),
  ];
}

/** What an account earns by one tie, and until when. */
export function tieText(tree: TreeOf, tie: Tie): string {
  return [bareText(tree, tie), ...(tie.waiting.size > 0 ? [t.value.projects.waits(sumsIn(tree, tie.waiting))] : [])].join("; ");
}

/** The same in lines, where what waits has no room beside the share. */
export function tieLines(tree: TreeOf, tie: Tie): string[] {
  const waiting = [...tie.waiting].map(([token, amount]) => sumIn(tree, token, amount));
  const lines = waiting.length > 2 ? [waiting.join(", ")] : waiting;
  return [bareText(tree, tie), ...lines.map((sums) => t.value.projects.waits(sums))];
}

function bareText(tree: TreeOf, tie: Tie): string {
  const words = t.value.projects;
  if (tie.kind === "units") return words.byUnits(wholeText(tie.units), wholeText(tree.members.get(tie.project)?.units ?? 0n));
  if (tie.kind === "former") return words.former;
  const share = words.ofIncome(bpsText(tie.shareBps));
  if (tie.kind === "share") return words.byVote(share);
  if (isOver(tie, tree.now)) return words.overSince(share, day(tie.ends));
  return tie.ends > 0 ? words.until(share, day(tie.ends)) : share;
}

/** On the line of the picture: short. Beside a share, units say that they are units. */
export function lineText(tree: TreeOf, ties: readonly Tie[]): string {
  return ties
    .map((tie) => {
      const units = () => [wholeText(tie.units), wholeText(tree.members.get(tie.project)?.units ?? 0n)] as const;
      if (tie.kind === "units") return ties.length > 1 ? t.value.projects.byUnits(...units()) : t.value.common.of(...units());
      if (tie.kind === "former") return t.value.projects.formerShort;
      return bpsText(tie.shareBps);
    })
    .join(" + ");
}

export function hrefOfMember(address: Address): string | undefined {
  const at = place.value;
  return at && hrefOf({ chainId: at.chainId, partnership: address }, "projects");
}
