/** What was agreed, link by link, and what can be done about each. */

import { useState } from "preact/hooks";
import { encodeFunctionData } from "viem";
import { hrefOf } from "../../app/router";
import { SignButton } from "../../app/SignButton";
import { chainNow, place } from "../../app/store";
import { account } from "../../app/wallet";
import { bpsText } from "../../format";
import { escrowAbi } from "../../generated/abi";
import { escrowCall } from "../../model/escrow-calls";
import { type Link, noticeHelps } from "../../model/links";
import { tagText } from "../../model/statement/order";
import type { TreeOf } from "../../model/tree";
import { t } from "../../text";
import { ETHER, type Address, type Hex } from "../../types";
import { Address as Who, Button, Card, Checkbox, Copy, Empty, Fold, Notice, Section, State, Table } from "../../ui";
import { grove, readAgain } from "./grove";
import { day, hrefOfMember, nameIn, sumIn, sumsIn } from "./words";

const OPEN: readonly Link["state"][] = ["offered", "runs", "over"];

export function LinkTable({ title, links, tree, isOurs, aside }: { title: string; links: readonly Link[]; tree: TreeOf; isOurs: boolean; aside?: preact.ComponentChildren }) {
  const words = t.value.projects;
  const [all, setAll] = useState(false);
  const shown = all ? links : links.filter((link) => OPEN.includes(link.state));
  return (
    <Section title={title} aside={aside}>
      {shown.length === 0 ? <Empty>{isOurs ? words.noSponsors : words.noProjects}</Empty> : (
        <Card>
          <Table
            caption={title}
            columns={[
              { key: "who", head: isOurs ? words.sponsor : words.project },
              { key: "pays", head: words.pays },
              { key: "until", head: words.untilHead },
              { key: "notice", head: words.noticeHead, label: words.noticeLabel },
              { key: "price", head: words.priceHead, label: words.priceLabel },
              { key: "paid", head: words.paidHead, right: true },
            ]}
            rows={shown.map((link) => ({ key: `${link.escrow} ${link.termsHash ?? link.tag}`, cells: cellsOf(link, tree, isOurs) }))}
          />
        </Card>
      )}
      {links.length > shown.length && <p class="dl"><Button kind="quiet" small onPress={() => setAll(true)}>{words.showPast(links.length - shown.length)}</Button></p>}
      {shown.filter((link) => OPEN.includes(link.state)).map((link) => <Acts key={`${link.escrow} ${link.termsHash ?? link.tag}`} link={link} tree={tree} />)}
    </Section>
  );
}

function cellsOf(link: Link, tree: TreeOf, isOurs: boolean) {
  const words = t.value.projects;
  const who = isOurs ? (link.sponsor === ETHER ? link.credited : link.sponsor) : link.project;
  const href = tree.members.has(who) ? hrefOfMember(who) : undefined;
  const credited = grove.value?.credited.get(`${link.escrow} ${link.credited}`);
  return [
    <>{href ? <a href={href}>{nameIn(tree, who)}</a> : nameIn(tree, who)} <span class="small soft">{tagText(link.tag)}</span><StateOf link={link} /></>,
    words.allIncome(bpsText(link.shareBps)),
    <span key="until" class="nowrap">{link.ends > 0 ? day(link.ends) : words.noEnd}</span>,
    link.noticeDays === 0 ? words.atOnce : words.withNotice(link.noticeDays),
    link.price > 0n ? <span key="price" class="nowrap">{sumIn(tree, link.priceToken, link.price, true)}</span> : words.cannot,
    link.state === "offered" ? words.notYet : credited && credited.size > 0 ? sumsIn(tree, credited) : words.nothingYet,
  ];
}

function StateOf({ link }: { link: Link }) {
  const words = t.value.projects.states;
  if (link.state === "runs") return link.noticeBy === undefined ? null : <State kind="wait" inline icon={false}>{words.noticed}</State>;
  const kind = link.state === "offered" ? "wait" : "done";
  return <State kind={kind} inline icon={false}>{link.state === "ended" && link.boughtOut > 0n ? words.boughtOut : words[link.state]}</State>;
}

/** What each side may do next. A sponsor acts by its own account; a partnership by a vote; another contract by a call. */
function Acts({ link, tree }: { link: Link; tree: TreeOf }) {
  const words = t.value.projects;
  const at = place.value;
  const us = tree.asked;
  const isSponsor = account.value !== undefined && account.value === link.sponsor;
  const isProject = link.project === us;
  const title = words.actsOn(tagText(link.tag), nameIn(tree, isProject ? link.sponsor : link.project));
  const votes = isProject ? projectVotes(link) : link.sponsor === us ? sponsorVotes(link) : [];
  const now = chainNow.value;
  return (
    <Fold summary={title} open={isSponsor && link.state === "offered"}>
      <div class="linkacts">
        <p class="small">{stateSentence(link, tree)}</p>
        {isSponsor && <SponsorActs link={link} />}
        {link.state === "over" && <SignButton kind="plain" label={words.clear} about={tagText(link.tag)} calls={[escrowCall(link.escrow, "end_link", [link.tag])]} subject={`link-end:${link.escrow}:${link.tag}`} connect={words.connectAny} onMined={() => void readAgain()} isQuiet />}
        {votes.length > 0 && (
          <p class="dl">{votes.map((vote) => <a key={vote.text} class="btn" href={`${hrefOf(at, "proposals", "new", vote.kind)}?${new URLSearchParams(vote.values).toString()}`}>{vote.text}</a>)}</p>
        )}
        {!isSponsor && link.sponsor !== us && link.state === "offered" && <p class="small soft">{words.onlySponsor} <Who of={link.sponsor} /></p>}
        {!isSponsor && link.sponsor !== us && link.state !== "over" && <CallToMake link={link} />}
        {link.state === "runs" && !noticeHelps(link, now) && <p class="small soft">{words.endsAnyway}</p>}
      </div>
    </Fold>
  );
}

interface Vote {
  readonly kind: string;
  readonly text: string;
  readonly values: Record<string, string>;
}

/** What this partnership may put to the vote about a link that it pays. */
function projectVotes(link: Link): Vote[] {
  const words = t.value.projects;
  const tag = tagText(link.tag);
  if (link.state === "offered" && link.termsHash) {
    return [{ kind: "raw", text: words.voteWithdraw, values: rawOf(link.escrow, encodeFunctionData({ abi: escrowAbi, functionName: "withdraw_offer", args: [link.termsHash] })) }];
  }
  if (link.state !== "runs") return [];
  return [
    { kind: "give_link_notice", text: words.voteNotice, values: { link: tag } },
    ...(link.price > 0n ? [{ kind: "buy_out_link", text: words.voteBuyOut, values: { link: tag } }] : []),
  ];
}

/** What this partnership may put to the vote about a link that pays it. */
function sponsorVotes(link: Link): Vote[] {
  const words = t.value.projects;
  const call = (name: string, args: readonly unknown[]) => rawOf(link.escrow, encodeFunctionData({ abi: escrowAbi, functionName: name, args }));
  if (link.state === "offered" && link.terms) return [{ kind: "raw", text: words.voteAgree, values: call("agree_link", [link.terms]) }];
  if (link.state !== "runs") return [];
  return [
    { kind: "raw", text: words.voteNotice, values: call("give_link_notice", [link.tag]) },
    { kind: "raw", text: words.voteWaive, values: call("waive_link", [link.tag]) },
  ];
}

function rawOf(target: Address, data: Hex): Record<string, string> {
  return { target, data };
}

/** For the sponsor's own account. */
function SponsorActs({ link }: { link: Link }) {
  const words = t.value.projects;
  const [sure, setSure] = useState(false);
  const now = chainNow.value;
  if (link.state === "offered" && link.terms) {
    return <SignButton label={words.agree(bpsText(link.shareBps))} about={tagText(link.tag)} calls={[escrowCall(link.escrow, "agree_link", [link.terms])]} subject={`link-agree:${link.escrow}:${link.tag}`} connect={words.connectSponsor} onMined={() => void readAgain()} />;
  }
  if (link.state !== "runs") return null;
  return (
    <>
      <Notice>{words.cannotTakeBack}</Notice>
      <Checkbox checked={sure} onChange={setSure}>{words.sure}</Checkbox>
      {noticeHelps(link, now) && link.noticeBy === undefined && (
        <SignButton kind="plain" label={words.notice(t.value.times.units.days(link.noticeDays))} about={tagText(link.tag)} calls={sure ? [escrowCall(link.escrow, "give_link_notice", [link.tag])] : undefined} why={words.tickFirst} subject={`link-notice:${link.escrow}:${link.tag}`} connect={words.connectSponsor} onMined={() => void readAgain()} isQuiet />
      )}
      <SignButton kind="plain" label={words.waive} about={tagText(link.tag)} calls={sure ? [escrowCall(link.escrow, "waive_link", [link.tag])] : undefined} why={words.tickFirst} subject={`link-waive:${link.escrow}:${link.tag}`} connect={words.connectSponsor} onMined={() => void readAgain()} isQuiet />
    </>
  );
}

/** What a Safe or another contract has to call by its own means. */
function CallToMake({ link }: { link: Link }) {
  const words = t.value.projects;
  const calls =
    link.state === "offered" && link.terms
      ? [{ text: words.voteAgree, data: encodeFunctionData({ abi: escrowAbi, functionName: "agree_link", args: [link.terms] }) }]
      : [
          { text: words.voteNotice, data: encodeFunctionData({ abi: escrowAbi, functionName: "give_link_notice", args: [link.tag] }) },
          { text: words.voteWaive, data: encodeFunctionData({ abi: escrowAbi, functionName: "waive_link", args: [link.tag] }) },
        ];
  return (
    <Fold summary={words.callToMake}>
      {calls.map((call) => (
        <dl class="raw" key={call.data}>
          <dt>{call.text}</dt>
          <dd>{t.value.actions.to}: <span class="hex">{link.escrow}</span></dd>
          <dd>{t.value.actions.data}: <span class="hex">{call.data}</span> <Copy text={call.data} label={`${t.value.copying.copy}: ${t.value.actions.data}`} /></dd>
        </dl>
      ))}
    </Fold>
  );
}

function stateSentence(link: Link, tree: TreeOf): string {
  const words = t.value.projects;
  if (link.state === "offered") return words.isOffered(nameIn(tree, link.sponsor), day(link.offeredUntil));
  if (link.state === "over") return words.isOver(day(link.ends));
  const notice = link.noticeBy === undefined ? "" : ` ${words.noticeBy(nameIn(tree, link.noticeBy))}`;
  const goes = link.toEscrow ? words.toEscrow : words.toSponsor;
  return `${link.ends > 0 ? words.runsUntil(day(link.ends)) : words.runs}${notice} ${goes}`;
}

