import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import { drawn, safeLine, wholeText } from "../format";
import { t } from "../text";
import { barLabel, type Cast, type Goal, goalText, markAt } from "./bar";
import { Icon, type IconName } from "./Icon";
import { classes } from "./vars";

export type Side = "for" | "against" | "abstain" | "open" | "recused";

/** A test that a decision has to pass: it does, it does not yet, or it cannot any more. */
export type TestState = "yes" | "wait" | "no";

const TEST_ICONS: Record<TestState, IconName> = { yes: "good", wait: "clock", no: "ban" };
const SIDE_ICONS: Record<Side, IconName> = { for: "check", against: "cross", abstain: "minus", open: "minus", recused: "door" };

export interface BarProps extends Cast {
  /** What it has to reach: there stands a mark. */
  goal?: Goal | undefined;
  /** Low, without words: in a list. */
  mini?: boolean | undefined;
}

/**
 * Who is for stands at the left, who abstains beside it, who is against at the right and hatched: told apart without
 * colour. The mark is what is needed. The same is said in words to who cannot see it.
 */
export function Bar({ goal, mini, ...cast }: BarProps) {
  const id = useId();
  const { for: yes, against, abstain = 0n, all } = cast;
  const percent = (part: bigint) => `${(drawn(part, all) * 100).toFixed(3)}%`;
  const height = mini ? 6 : 20;
  const mark = goal && markAt(goal, all) * 100;
  return (
    <svg class={mini ? "mini" : classes("bar", mark !== undefined && "bar--marked")} role="img" aria-label={barLabel(cast, goal, t.value.tally)}>
      <Hatch id={id} />
      <rect class="b-track" x=".5" y=".5" width="100%" height={height - 1} rx="3" />
      {yes > 0n && <rect class="b-for" width={percent(yes)} height={height} rx={mini ? 2 : 3} />}
      {abstain > 0n && <rect class="b-abstain" x={percent(yes)} width={percent(abstain)} height={height} />}
      {against > 0n && <rect x={`${((1 - drawn(against, all)) * 100).toFixed(3)}%`} width={percent(against)} height={height} rx={mini ? 2 : 3} fill={`url(#${id})`} />}
      {mark !== undefined && <line class="b-mark" x1={`${mark}%`} x2={`${mark}%`} y1={mini ? -3 : -4} y2={mini ? 9 : 24} />}
      {mark !== undefined && !mini && (
        <text class="b-tsoft" x={`${mark}%`} y="26" dominant-baseline="hanging" text-anchor={mark < 8 ? "start" : mark > 92 ? "end" : "middle"}>{goal && goalText(goal)}</text>
      )}
    </svg>
  );
}

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="b-against" width="6" height="6" /><path class="b-hatch" d="M0 0v6" />
      </pattern>
    </defs>
  );
}

/** What the parts of a bar are, in words and numbers. */
export function BarKey({ for: yes, against, abstain = 0n, open }: { for: bigint; against: bigint; abstain?: bigint | undefined; open?: bigint | undefined }) {
  const id = useId();
  const words = t.value.tally;
  return (
    <p class="key">
      <span><svg aria-hidden="true"><rect class="b-for" width="12" height="12" /></svg>{words.for(wholeText(yes))}</span>
      <span><svg aria-hidden="true"><Hatch id={id} /><rect width="12" height="12" fill={`url(#${id})`} /></svg>{words.against(wholeText(against))}</span>
      {abstain > 0n && <span><svg aria-hidden="true"><rect class="b-abstain" width="12" height="12" /></svg>{words.abstain(wholeText(abstain))}</span>}
      {open !== undefined && <span><svg aria-hidden="true"><rect class="b-track" x=".5" y=".5" width="11" height="11" /></svg>{words.open(wholeText(open))}</span>}
      {abstain === 0n && <span>{words.nobodyAbstained}</span>}
    </p>
  );
}

/** One of the tests of a decision: `Enough take part`, `35 of the 60 needed`, and its picture. */
export function Test({ state, title, value, children, foot }: {
  state: TestState;
  title: ComponentChildren;
  value: ComponentChildren;
  children?: ComponentChildren;
  foot?: ComponentChildren;
}) {
  const words = t.value.tally;
  const said = state === "yes" ? words.met : state === "wait" ? words.notYet : words.not;
  return (
    <div class={`row test test--${state}`}>
      <Icon name={TEST_ICONS[state]} />
      <div class="test__l"><h3>{title}</h3><span class="test__v">{value}<span class="vh">{` ${said}`}</span></span></div>
      <div class="test__b">{children}{foot && <p class="test__f">{foot}</p>}</div>
    </div>
  );
}

/** Who is on which side where every partner counts once. */
export function Seats({ of }: { of: readonly { key: string; name: string; side: Side }[] }) {
  const words = t.value.tally.seats;
  return (
    <ul class="seats">
      {of.map((seat) => (
        <li key={seat.key} class={classes("seat", `seat--${seat.side}`)}><Icon name={SIDE_ICONS[seat.side]} small />{safeLine(seat.name, 60)} {words[seat.side]}</li>
      ))}
    </ul>
  );
}
