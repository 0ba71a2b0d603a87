/** Who pays whom, as a picture and as the same in a list. */

import type { Link } from "../../model/links";
import { below, ordered, others, tops, type Tie, type TreeOf, within } from "../../model/tree";
import { bpsText } from "../../format";
import { t } from "../../text";
import type { Address } from "../../types";
import { type Branch, type TreeLink, type TreeNode, TreePicture } from "../../ui";
import { day, factsOf, hrefOfMember, lineText, nameIn, phaseText, sumsIn, tieLines, tieText } from "./words";

/** More of them are too many to look at: those beside us are drawn, and the list has all. */
const DRAWN = 60;
const PARTNERS = 8;

export function Picture({ tree, offers }: { tree: TreeOf; offers: readonly Link[] }) {
  const words = t.value.projects;
  const us = tree.asked;
  const near = nearOf(tree);
  const rows = ordered(tree);
  const depth = new Map(rows.flatMap((level, at) => level.map((address) => [address, at] as const)));
  const own = depth.get(us) ?? 0;
  const partners = others(tree, us);
  const shown = partners.slice(0, partners.length > PARTNERS ? PARTNERS - 1 : PARTNERS);
  const hidden = partners.length - shown.length;
  const members = [...tree.members.values()].filter((member) => near.has(member.address));
  const unagreed = offers.filter((offer) => offer.state === "offered" && offer.project !== us && !tree.members.has(offer.project));
  const nodes: TreeNode[] = [
    ...shown.map((tie) => ({ key: tie.earner, name: nameIn(tree, tie.earner), lines: tieLines(tree, tie), column: own })),
    ...(hidden > 0 ? [{ key: "more", name: t.value.tree.more(hidden), lines: [], column: own }] : []),
    ...rows.flat().flatMap((address): TreeNode[] => {
      const member = tree.members.get(address);
      if (!member || !near.has(address)) return [];
      const lines = [`${phaseText(member.phase)}, ${t.value.common.partners(member.partners)}`, ...moneyLine(tree, member.address)];
      return [{ key: address, name: nameIn(tree, address), lines, column: (depth.get(address) ?? 0) + 1, isUs: address === us, ...(address === us ? {} : { href: hrefOfMember(address) }) }];
    }),
    ...unagreed.map((offer) => ({ key: `offer ${offer.escrow} ${offer.tag}`, name: nameIn(tree, offer.project), lines: [words.offeredUntil(day(offer.offeredUntil))], column: own + 2, isOpen: true })),
  ];
  const links: TreeLink[] = [
    ...shown.map((tie) => ({ from: us, to: tie.earner, text: lineText(tree, [tie]) })),
    ...pairs(tree).filter(([pair]) => near.has(pair.project) && near.has(pair.earner)).map(([pair, ties]) => ({ from: pair.project, to: pair.earner, text: pairText(tree, pair, ties) })),
    ...unagreed.map((offer) => ({ from: `offer ${offer.escrow} ${offer.tag}`, to: us, text: words.offeredShare(bpsText(offer.shareBps)), isOpen: true })),
  ];
  const heads: Record<number, string> = { [own + 1]: t.value.tree.us };
  if (nodes.some((node) => node.column === own)) heads[own] = partners.length > 0 ? t.value.tree.partners : t.value.tree.sponsors;
  if (nodes.some((node) => node.column === own + 2)) heads[own + 2] = t.value.tree.projects;
  return (
    <>
      <TreePicture nodes={nodes} links={links} heads={heads} list={branchesOf(tree)} label={words.pictureLabel} />
      {members.length < tree.members.size && <p class="small soft key--below">{words.drawnSome(members.length, tree.members.size)}</p>}
    </>
  );
}

function moneyLine(tree: TreeOf, address: Address): string[] {
  const words = t.value.projects;
  const member = tree.members.get(address);
  if (!member) return [];
  if (member.arrived.size > 0) return [words.toSplit(sumsIn(tree, member.arrived))];
  return member.treasury.size > 0 ? [words.treasuryHas(sumsIn(tree, member.treasury))] : [];
}

function nearOf(tree: TreeOf): ReadonlySet<Address> {
  if (tree.members.size <= DRAWN) return new Set(tree.members.keys());
  const beside = within(tree).filter((tie) => tie.project === tree.asked || tie.earner === tree.asked);
  return new Set([tree.asked, ...beside.flatMap((tie) => [tie.project, tie.earner])].slice(0, DRAWN));
}

/** `10% to us`, `6% to it`: a share says whose it is, units say it by themselves. */
function pairText(tree: TreeOf, pair: { project: Address; earner: Address }, ties: readonly Tie[]): string {
  const words = t.value.projects;
  const text = lineText(tree, ties);
  if (ties.some((tie) => tie.kind === "units")) return text;
  return pair.earner === tree.asked ? words.toUsShort(text) : words.toItShort(text);
}

/** Ties between the same two stand on one line. */
function pairs(tree: TreeOf): [{ project: Address; earner: Address }, Tie[]][] {
  const found = new Map<string, [{ project: Address; earner: Address }, Tie[]]>();
  for (const tie of within(tree)) {
    if (tie.project === tie.earner) continue;
    const key = `${tie.project} ${tie.earner}`;
    const pair = found.get(key) ?? [{ project: tie.project, earner: tie.earner }, []];
    pair[1].push(tie);
    found.set(key, pair);
  }
  return [...found.values()];
}

/** From the top down; what stands below two is told in full below the first. */
function branchesOf(tree: TreeOf): Branch[] {
  const words = t.value.projects;
  const told = new Set<Address>();
  const branch = (address: Address, pays: readonly string[], path: string): Branch => {
    const isAgain = told.has(address);
    told.add(address);
    const member = tree.members.get(address);
    const isUs = address === tree.asked;
    const key = `${path}/${address}`;
    const facts = isAgain || !member ? [words.above] : factsOf(tree, member);
    const earners = isAgain ? [] : others(tree, address).map((tie) => words.paysTo(nameIn(tree, tie.earner), tieText(tree, tie)));
    const shown = earners.length > 12 ? [...earners.slice(0, 12), t.value.tree.more(earners.length - 12)] : earners;
    const projects = new Map<Address, Tie[]>();
    if (!isAgain) for (const tie of below(tree, address)) projects.set(tie.project, [...(projects.get(tie.project) ?? []), tie]);
    return {
      key,
      name: nameIn(tree, address),
      isUs,
      ...(isUs ? {} : { href: hrefOfMember(address) }),
      lines: [...pays, ...facts, ...shown],
      branches: [...projects].filter(([project]) => project !== address).map(([project, ties]) => branch(project, ties.map((tie) => words.paysTo(nameIn(tree, address), tieText(tree, tie))), key)),
    };
  };
  return tops(tree).map((top) => branch(top, [], ""));
}
