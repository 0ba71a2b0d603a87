import { called } from "../../app/names";
import type { ComponentChildren } from "preact";
import { saveFile } from "../../app/save";
import { hrefOf } from "../../app/router";
import { calendarFile, type CalendarEvent, safeLine, shownMoment, spanText } from "../../format";
import { STATE } from "../../generated/enums";
import type { Proposal, Snapshot } from "../../model/partnership";
import { proposerOf } from "../../model/acts";
import { type Moment, timelineOf } from "../../model/timeline";
import { t } from "../../text";
import { Button, Card, fill, Section, type Step, TimeLine, When } from "../../ui";
import type { Close } from "./close";
import { shortName } from "./names";

/** What happened when, what is now, and what is to come. */
export function Happens({ close, proposal, seen, now }: { close: Close; proposal: Proposal; seen: Snapshot; now: number }) {
  const words = t.value.proposal.when;
  const moments = timelineOf({ snapshot: seen, proposal, needs: close.needs, timeOf: close.facts.timeOf, now });
  const events = calendarEvents(proposal, seen, now, moments.find(({ kind }) => kind === "runs")?.at ?? proposal.executableFrom);
  const calendar = events.length > 0 && (
    <Button kind="quiet" small onPress={() => saveFile(`${safeLine(seen.name, 40)} ${proposal.number}.ics`, "text/calendar", calendarFile(events, safeLine(seen.name, 60), seen.block.time))}>{words.calendar}</Button>
  );
  return (
    <Section id="then" title={words.title} aside={calendar}>
      <Card pad><TimeLine of={moments.map((moment, at) => stepOf(moment, at, proposal, seen))} /></Card>
    </Section>
  );
}

function stepOf(moment: Moment, at: number, proposal: Proposal, seen: Snapshot): Step {
  const is = moment.when === "toCome" ? "coming" : moment.when;
  return { key: `${moment.kind}:${at}`, is, ...wordsOf(moment, proposal, seen) };
}

type Words = Pick<Step, "title" | "text" | "when">;

function wordsOf(moment: Moment, proposal: Proposal, seen: Snapshot): Words {
  const words = t.value.proposal.when;
  const isPast = moment.when === "past";
  const who = moment.who === undefined ? "" : shortName(seen, moment.who);
  const at = moment.at === undefined ? undefined : <When at={moment.at} noYear away="below" />;
  const opening = moment.at === undefined ? undefined : <When at={moment.at} edge="opening" noYear away="below" />;
  const until = moment.until === undefined ? undefined : fill(words.until, { when: <When at={moment.until} edge="closing" noYear away="below" /> });
  switch (moment.kind) {
    case "made":
      return { title: words.made(who), when: at };
    case "opens":
      return { title: isPast ? words.opens : words.opensWill, text: isPast ? words.counted : words.willCount, when: opening };
    case "open": {
      const proposer = proposerOf(seen, proposal);
      return { title: words.open, text: proposer ? words.canCallOff(shortName(seen, proposer.account)) : words.openText };
    }
    case "closes":
      return { title: isPast ? words.closed : words.closes, when: <When at={moment.at ?? 0} edge="closing" noYear away="below" />, ...moved(moment) };
    case "tie":
      return { title: words.tie(who), text: words.tieText, when: until };
    case "waits": {
      const span = spanText((moment.until ?? 0) - (moment.at ?? 0), t.value.times);
      const isSure = proposal.state >= STATE.SUCCEEDED || moment.when !== "toCome";
      return { title: isSure ? words.waits(span) : words.waitsIf(span), when: until, ...text(moment.exit === true && words.exit, moment.objections && words.objections(moment.objections.needed)) };
    }
    case "silence": {
      const holder = moment.steering ? t.value.proposal.needs.steering(moment.steering) : who;
      return { title: words.silence(holder), text: words.silenceText, when: until };
    }
    case "runs":
      return {
        title: words.runs,
        text: fill(words.runsText, { when: <When at={moment.until ?? 0} edge="closing" /> }),
        when: fill(words.from, { when: opening }),
      };
    case "stopped":
      return { title: words.stopped, text: words.stoppedText, when: at };
    case "executed":
    case "canceled":
    case "lapsed":
      return { title: words[moment.kind], when: at };
    case "failed":
      return { title: words.failed };
    case "follows":
      return { ...followed(moment), ...(until === undefined ? {} : { when: until }) };
  }
}

function moved({ at, announced }: Moment): { text?: ComponentChildren } {
  const words = t.value.proposal.when;
  if (announced === undefined || at === undefined) return {};
  return { text: at < announced ? words.earlier : words.later };
}

function text(...parts: readonly (string | false | undefined)[]): { text?: ComponentChildren } {
  const said = parts.filter((part) => typeof part === "string");
  return said.length > 0 ? { text: said.join(" ") } : {};
}

function followed({ follow }: Moment): { title: ComponentChildren; text?: ComponentChildren } {
  const words = t.value.proposal.when;
  switch (follow?.kind) {
    case "accepts":
      return { title: words.accepts(called(follow.who), spanText(follow.seconds, t.value.times)), text: words.acceptsText };
    case "everybodyAccepts":
      return { title: words.everybodyAccepts(spanText(follow.seconds, t.value.times)), text: words.everybodyText };
    case "leaves":
      return { title: words.leaves(called(follow.who)), text: words.leavesText };
    case undefined:
      return { title: "" };
  }
}

/** What of it is to come, for a calendar. */
function calendarEvents(proposal: Proposal, seen: Snapshot, now: number, runsFrom: number): CalendarEvent[] {
  const words = t.value.proposal.when;
  const { number, state, snapshot, deadline, executableUntil } = proposal;
  const undecided = state === STATE.PENDING || state === STATE.ACTIVE;
  const alive = undecided || state === STATE.QUEUED || state === STATE.SUCCEEDED;
  const id = `${seen.place.chainId}:${seen.place.partnership}:proposal:${number}`;
  const url = `${location.href.split("#")[0] ?? ""}${hrefOf(seen.place, "proposals", number)}`;
  const made: readonly (CalendarEvent | false)[] = [
    undecided && { id: `${id}:opens`, at: snapshot + 1, title: words.icsOpens(number), url },
    undecided && { id: `${id}:closes`, at: deadline, title: words.icsCloses(number), url, remind: [24 * 3_600] },
    alive && { id: `${id}:executable`, at: runsFrom, title: words.icsRuns(number), url },
    alive && { id: `${id}:expires`, at: executableUntil, title: words.icsLapses(number), url, remind: [24 * 3_600] },
  ];
  return made.filter((event) => event !== false).filter((event) => event.at > now).map((event) => ({ ...event, title: `${safeLine(seen.name, 60)}: ${event.title}`, text: shownMoment(event.at, t.value.times).utc }));
}
