/** What waits for the connected account, most pressing first; what can be done is one press away. */

import { hrefOf } from "../../app/router";
import { chainNow, place } from "../../app/store";
import { account, personal } from "../../app/wallet";
import { silent, waiting } from "../../app/waiting";
import { called } from "../../app/names";
import { comingDates, concerns } from "../../model/dates";
import { titleOf } from "../../model/partnership";
import { endOf, type Todo } from "../../model/todo";
import { shownMoment } from "../../format";
import { t } from "../../text";
import { ButtonLink, Card, Icon, type IconName, Notice, Said, Section, Sums } from "../../ui";
import { snapshot } from "../../app/store";
import { CalendarLink } from "../../app/CalendarLink";

const ICONS: Readonly<Record<Todo["kind"], IconName>> = {
  accept: "pen",
  contribute: "money",
  vote: "pen",
  answer: "hand",
  consent: "hand",
  "take-seat": "partners",
  "carry-out": "check",
  claim: "wallet",
};

export function Waits() {
  const words = t.value.overview;
  const who = account.value;
  const seen = snapshot.value;
  if (!who || !seen) {
    return <Section title={words.waitsNobody}><Card pad><p class="soft">{words.connectFirst}</p></Card></Section>;
  }
  const list = waiting.value;
  const dates = comingDates(seen, chainNow.value, silent.value).filter((date) => concerns(date, who));
  const calendar = dates.length > 0 && <CalendarLink dates={dates} />;
  return (
    <Section title={words.waits(called(who))} aside={calendar}>
      {personal.value === undefined ? (
        <Card pad><p class="soft">{t.value.common.loading}</p></Card>
      ) : personal.value.partner === undefined && personal.value.voices.length === 0 && list.length === 0 ? (
        <Notice>{words.noPartner(called(who))}</Notice>
      ) : (
        <Card>
          {list.length === 0 && <p class="row row--pad soft">{words.nothingWaits}</p>}
          {list.map((todo) => <Entry key={keyOf(todo)} todo={todo} />)}
        </Card>
      )}
    </Section>
  );
}

function Entry({ todo }: { todo: Todo }) {
  const { title, text, href, press, isMain } = entry(todo);
  return (
    <div class="row todo">
      <span class="todo__ico"><Icon name={ICONS[todo.kind]} /></span>
      <h3>{title}</h3>
      <p>{text}</p>
      <ButtonLink href={href} kind={isMain ? "sign" : "plain"}>{press}</ButtonLink>
    </div>
  );
}

function entry(todo: Todo) {
  const words = t.value.todo;
  const by = shownMoment(endOf(todo), t.value.times, { edge: "closing", year: false }).local;
  const at = place.value;
  switch (todo.kind) {
    case "accept":
      return { title: words.accept(by), text: todo.joins ? words.acceptJoins : words.acceptNewer(String(todo.version)), href: hrefOf(at, "accept"), press: words.read, isMain: true };
    case "contribute":
      return { title: <>{words.contribute} <Sums of={[todo.sum]} /></>, text: words.contributeWhy, href: hrefOf(at, "money", "contribute"), press: words.pay, isMain: true };
    case "vote":
      return {
        title: words.vote(String(todo.proposal.number), by),
        text: <><Said as="inline" text={titleOf(todo.proposal)} limit={120} />{todo.isOwn ? "" : ` ${words.voteAs(called(todo.as.account))}`}</>,
        href: hrefOf(at, "proposals", todo.proposal.number), press: words.readAndVote, isMain: true,
      };
    case "answer":
      return { title: words.answer(by), text: words.answerWhy, href: hrefOf(at, "partners", mySeat()), press: words.answerNow, isMain: true };
    case "consent":
      return { title: words.consent(String(todo.proposal.number), by), text: <Said as="inline" text={titleOf(todo.proposal)} limit={120} />, href: hrefOf(at, "proposals", todo.proposal.number), press: words.readAndAnswer, isMain: true };
    case "take-seat":
      return { title: words.takeSeat(called(todo.from.account)), text: words.takeSeatFrom(by), href: hrefOf(at, "partners", todo.from.seat), press: words.look, isMain: false };
    case "carry-out":
      return { title: words.carryOut(String(todo.proposal.number), by), text: <Said as="inline" text={titleOf(todo.proposal)} limit={120} />, href: hrefOf(at, "proposals", todo.proposal.number), press: words.lookAndCarryOut, isMain: false };
    case "claim":
      return { title: <>{words.claim} <Sums of={todo.sums} /></>, text: words.claimWhy, href: hrefOf(at, "money"), press: words.seeWhy, isMain: false };
  }
}

function mySeat(): number {
  return personal.value?.partner?.seat ?? 0;
}

function keyOf(todo: Todo): string {
  if (todo.kind === "vote") return `vote:${todo.proposal.number}:${todo.as.seat}`;
  if (todo.kind === "consent" || todo.kind === "carry-out") return `${todo.kind}:${todo.proposal.number}`;
  return todo.kind === "take-seat" ? `seat:${todo.from.seat}` : todo.kind;
}
