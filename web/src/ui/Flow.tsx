import type { ComponentChildren } from "preact";

import { drawn } from "../format";
import { t } from "../text";
import type { Token } from "../types";
import { Icon } from "./Icon";
import { Sum } from "./Sum";

export interface FlowPart {
  key: string;
  amount: bigint;
  /** The reader's own, in ink. */
  isMine: boolean;
}

export interface FlowStep {
  key: string;
  title: ComponentChildren;
  small?: ComponentChildren;
  /** Who takes how much at this step; nobody for a step that takes nothing. */
  parts: readonly FlowPart[];
}

/** The order of payment as a waterfall: what came in above, who took from it below, each where the one before it ended. */
export function Flow({ token, income, title, small, steps, label, mine }: {
  token: Token;
  income: bigint;
  title: ComponentChildren;
  small?: ComponentChildren;
  steps: readonly FlowStep[];
  label: string;
  /** Whose part is in ink; without it nobody's is. */
  mine?: string | undefined;
}) {
  const words = t.value.flow;
  let start = 0n;
  return (
    <>
      <div class="card">
        <ol class="flow" aria-label={label}>
          <li>
            <span class="flow__no flow__no--in"><Icon name="flow" small /></span>
            <span class="flow__t">{title}{small && <small>{small}</small>}</span>
            <Waterfall all={income} from={0n} parts={[{ key: "in", amount: income, isMine: false }]} />
            <span class="flow__a"><Sum of={{ token, amount: income }} /></span>
          </li>
          {steps.map((step, at) => {
            const amount = step.parts.reduce((sum, part) => sum + part.amount, 0n);
            const from = start;
            start += amount;
            return (
              <li key={step.key}>
                <span class="flow__no">{at + 1}</span>
                <span class="flow__t">{step.title}{step.small && <small>{step.small}</small>}</span>
                <Waterfall all={income} from={from} parts={step.parts} />
                <span class="flow__a">{amount === 0n ? <span class="none">{words.none}</span> : <Sum of={{ token, amount }} />}</span>
              </li>
            );
          })}
        </ol>
      </div>
      {mine !== undefined && (
        <p class="key key--below">
          <span><svg aria-hidden="true"><rect class="b-me" width="12" height="12" /></svg>{mine}</span>
          <span><svg aria-hidden="true"><rect class="b-oth" width="12" height="12" /></svg>{words.others}</span>
        </p>
      )}
    </>
  );
}

function Waterfall({ all, from, parts }: { all: bigint; from: bigint; parts: readonly FlowPart[] }) {
  let at = from;
  return (
    <svg class="bar" aria-hidden="true">
      <rect class="b-track" x=".5" y=".5" width="100%" height="15" rx="2" />
      {parts.filter((part) => part.amount > 0n).map((part, place) => {
        const x = drawn(at, all) * 100;
        at += part.amount;
        const width = Math.max(0.4, drawn(at, all) * 100 - x);
        return [
          <rect key={part.key} class={part.isMine ? "b-me" : "b-oth"} x={`${x.toFixed(3)}%`} width={`${width.toFixed(3)}%`} height="16" />,
          place > 0 && <rect key={`${part.key}|`} class="b-cut" x={`${(x - 0.12).toFixed(3)}%`} width="0.24%" height="16" />,
        ];
      })}
    </svg>
  );
}

/** How a part comes together: lines that add up. */
export function AddUp({ of }: { of: readonly { key: string; what: ComponentChildren; sum: ComponentChildren; small?: ComponentChildren; kind?: "total" | "soft" | undefined }[] }) {
  return (
    <ul class="card why">
      {of.map((line) => (
        <li key={line.key} class={line.kind === "total" ? "total" : line.kind === "soft" ? "soft" : ""}>
          <span>{line.what}</span><span class="r">{line.sum}</span>{line.small && <span class="small soft why__small">{line.small}</span>}
        </li>
      ))}
    </ul>
  );
}
