import { called } from "../../app/names";
import { refusalText } from "../../app/troubles";
import { wholeText } from "../../format";
import type { Snapshot } from "../../model/partnership";
import { sharesChange, type Part, type SharesChange } from "../../model/shares";
import { needState } from "../../model/needs";
import { type Refusal, type Simulation, succeeds } from "../../model/simulation";
import { t } from "../../text";
import { ActionCard, Address, Card, Fold, Notice, Percent, Section, Sum, Table, You } from "../../ui";
import type { Address as AddressType } from "../../types";
import { describe } from "../../words/actions";
import type { Close } from "./close";
import type { Proposal } from "../../model/partnership";
import { rawParts } from "./raw";
import { Sentence, tokenOf } from "./Sentence";

/** Rows of a table of shares; the others change in proportion. */
const MOST = 12;

/** What the proposal does: each thing in plain words, whether it would succeed, and what it changes. */
export function Does({ proposal, seen, close, isWrong }: { proposal: Proposal; seen: Snapshot; close: Close | undefined; isWrong: boolean }) {
  const words = t.value.proposal.does;
  const { actions } = proposal;
  const around = { partnership: seen.place.partnership, escrow: seen.escrow, classNames: seen.classNames };
  const change = sharesChange(seen, close?.tried);
  const several = actions.length > 1;
  return (
    <Section id="does" title={words.title(actions.length)}>
      <Card>
        {actions.length === 0 && <p class="row row--pad">{words.nothing}</p>}
        {actions.map((action, at) => (
          <div class="row" key={at}>
            <ActionCard
              sentence={<Sentence parts={describe(action, around)} seen={seen} />}
              number={several ? at + 1 : undefined}
              raw={{ action, ...rawParts(action, seen) }}
            />
          </div>
        ))}
        <div class="row row--pad does__after">
          {several && <p class="small soft">{words.order}</p>}
          {change && <SharesTable change={change} me={close?.account} />}
          {!isWrong && <Trial close={close} />}
          {close?.tried && <Balances tried={close.tried} seen={seen} />}
        </div>
      </Card>
    </Section>
  );
}

function Trial({ close }: { close: Close | undefined }) {
  const words = t.value.proposal.does;
  if (!close) return <Notice>{words.trying}</Notice>;
  const { tried } = close;
  if (close.trying === "trying") return <Notice>{words.trying}</Notice>;
  if (close.trying === "unable") return <Notice kind="wait">{words.notTried}</Notice>;
  if (!tried) return <p class="small soft">{words.over}</p>;
  const block = wholeText(tried.block);
  const asked = close.needs
    .filter((need) => !["free", "met"].includes(needState(need, close.snapshot.block.time)))
    .map((need) => (need.steering > 0 ? t.value.proposal.needs.steering(need.steering) : called(need.holder)));
  const ownDeal = new Set(close.needs.filter((need) => need.matter === undefined && need.floor === undefined).map((need) => need.action));
  const failed = tried.steps.flatMap((step, at) => (step.refusal && !ownDeal.has(at) ? [{ refusal: step.refusal, at }] : []));
  const assuming = asked.length > 0 ? words.assumingYes.replace("{who}", [...new Set(asked)].join(", ")) : words.assuming;
  if (failed.length === 0) {
    return (
      <Notice kind="ok" title={words.succeeds(block)}>
        <p>{assuming} {!tried.isCumulative && words.alone}</p>
      </Notice>
    );
  }
  return (
    <Notice kind="against" title={words.fails(block)}>
      {failed.map(({ refusal, at }) => <p key={at}>{tried.steps.length > 1 ? words.failsAt(at + 1, whyText(refusal)) : whyText(refusal)}</p>)}
      <p>{words.assuming} {words.mayChange}</p>
    </Notice>
  );
}

/** Whether it would be carried out as things are, but for the yes of whose own deal it touches. */
export function wouldRun(close: Close): boolean {
  if (!close.tried || succeeds(close.tried)) return true;
  const ownDeal = new Set(close.needs.filter((need) => need.matter === undefined && need.floor === undefined).map((need) => need.action));
  return close.tried.steps.every((step, at) => step.refusal === undefined || ownDeal.has(at));
}

export function whyText(refusal: Refusal): string {
  const words = t.value.proposal.does;
  if (refusal.kind === "noEther") return words.lacksEther;
  if (refusal.kind === "noCode") return words.noCode;
  return refusalText(refusal);
}

/** Who has which part now and afterwards: whoever is touched, then the others, as many as fit. */
function SharesTable({ change, me }: { change: SharesChange; me: AddressType | undefined }) {
  const words = t.value.proposal.does;
  const ordered = change.rows.length <= MOST ? change.rows : [...change.rows.filter((row) => row.isTouched), ...change.rows.filter((row) => !row.isTouched)];
  const shown = ordered.slice(0, MOST);
  const cell = (part: Part | undefined) => (part ? <Percent of={part.of} all={part.all} /> : words.none);
  const after = change.hasInvited ? words.joined : words.after;
  const columns = change.isAlike
    ? [{ key: "now", head: words.now, right: true }, { key: "after", head: after, right: true }]
    : [
      { key: "votesNow", head: words.now, group: words.votes, right: true },
      { key: "votesAfter", head: after, group: words.votes, right: true },
      { key: "incomeNow", head: words.now, group: words.income, right: true },
      { key: "incomeAfter", head: after, group: words.income, right: true },
    ];
  return (
    <>
      <Table
        caption={words.shares}
        phone={change.isAlike ? "flush" : "two"}
        columns={[{ key: "who", head: change.isAlike ? words.shares : words.account }, ...columns]}
        rows={shown.map(({ account, votes, income }) => ({
          key: account,
          cells: [
            <span key="who">{called(account)}{account === me && <>{" "}<You /></>}</span>,
            ...(change.isAlike ? [cell(votes.now), cell(votes.after)] : [cell(votes.now), cell(votes.after), cell(income.now), cell(income.after)]),
          ],
        }))}
      />
      {change.rows.length > shown.length && <p class="small soft">{words.more(change.rows.length - shown.length)}</p>}
    </>
  );
}

function Balances({ tried, seen }: { tried: Simulation; seen: Snapshot }) {
  const words = t.value.proposal.does;
  const unknown = tried.areChangesUnknown && <Notice kind="wait">{words.unknownBalances}</Notice>;
  if (tried.changes.length === 0) return unknown || null;
  const who = (account: AddressType) => {
    if (account === seen.place.partnership) return words.treasury;
    return account === seen.escrow ? words.escrow : <Address of={account} />;
  };
  return (
    <>
      {unknown}
      <Fold summary={words.balances}>
        <Table
          caption={words.balances}
          phone="flush"
          columns={[{ key: "account", head: words.account }, { key: "change", head: words.change, right: true }]}
          rows={tried.changes.map(({ account, token, amount }) => ({
            key: `${account}:${token}`,
            cells: [who(account), <Sum key="sum" of={{ token: tokenOf(seen, token), amount }} />],
          }))}
        />
      </Fold>
    </>
  );
}
