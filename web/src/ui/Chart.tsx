import { cutSum, drawn, shownMoment } from "../format";
import { t } from "../text";
import type { Token } from "../types";
import { Fold } from "./Card";
import { Sum, decimalsOf, unitText } from "./Sum";
import { Table } from "./Table";
import { Empty } from "./Waiting";
import { type Movement, type PeriodUnit, periodsOf } from "./periods";
import { textScale, useWidth } from "./size";

/** Pixels, where text has its usual size. */
const ROOM = 168;
const LINE = 26;

/** What came in, filled, above the line; what went out, hollow, below it. The same as a table, one press away. */
export function MoneyChart({ token, movements, title }: { token: Token; movements: readonly Movement[]; title: string }) {
  const [ref, width] = useWidth(640);
  const words = t.value.charts;
  const { unit, periods } = periodsOf(movements);
  const first = periods[0];
  const last = periods[periods.length - 1];
  if (!first || !last) return <Empty>{words.empty}</Empty>;
  const decimals = decimalsOf(token);
  const most = periods.reduce((max, period) => (period.in > max ? period.in : max), 0n);
  const least = periods.reduce((max, period) => (period.out > max ? period.out : max), 0n);
  const span = most + least || 1n;
  const scale = textScale();
  const [top, bottom] = [LINE * scale, ROOM + 2 * LINE * scale];
  const room = ROOM;
  const base = top + drawn(most, span) * room;
  const step = width / periods.length;
  const bar = Math.max(2, Math.min(44, step * 0.62));
  const every = Math.ceil((periods.length * 72 * scale) / width);
  const name = (at: number) => nameOf(at, unit);
  return (
    <div class="card chart">
      <div ref={ref}>
        <svg viewBox={`0 0 ${width} ${bottom}`} height={bottom} role="img" aria-label={words.label(title, name(first.at), name(last.at))}>
          {most > 0n && <line class="chart__axis" x1="0" x2={width} y1={top} y2={top} />}
          {most > 0n && <text class="chart__text" x="0" y={top - 8}>{cutSum(most, decimals)} {unitText(token)} {words.in}</text>}
          {least > 0n && <text class="chart__text" x={width} y={top - 8} text-anchor="end">{cutSum(least, decimals)} {unitText(token)} {words.out}</text>}
          {periods.map((period, at) => {
            const x = at * step + (step - bar) / 2;
            const up = drawn(period.in, span) * room;
            const down = drawn(period.out, span) * room;
            return [
              up > 0 && <rect key={`${period.at}i`} class="chart__in" x={x} y={base - Math.max(1, up)} width={bar} height={Math.max(1, up)} rx="1" />,
              down > 0 && <rect key={`${period.at}o`} class="chart__out" x={x + 0.75} y={base + 0.75} width={bar - 1.5} height={Math.max(1, down - 1.5)} rx="1" />,
              at % every === 0 && <text key={`${period.at}t`} class="chart__text" x={at * step + step / 2} y={bottom - 8} text-anchor={at === 0 && step < 50 ? "start" : "middle"}>{name(period.at)}</text>,
            ];
          })}
          <line class="chart__base" x1="0" x2={width} y1={base} y2={base} />
        </svg>
      </div>
      <Fold summary={t.value.common.asTable}>
        <Table
          caption={title} phone="two"
          columns={[{ key: "when", head: words.when }, { key: "in", head: `${words.in}, ${unitText(token)}`, label: words.in, right: true }, { key: "out", head: `${words.out}, ${unitText(token)}`, label: words.out, right: true }]}
          rows={periods.filter((period) => period.in > 0n || period.out > 0n).map((period) => ({
            key: String(period.at),
            cells: [name(period.at), <Sum key="in" of={{ token, amount: period.in }} pad noUnit />, <Sum key="out" of={{ token, amount: period.out }} pad noUnit />],
          }))}
        />
      </Fold>
    </div>
  );
}

function nameOf(at: number, unit: PeriodUnit): string {
  const words = t.value.times;
  if (unit === "day") return shownMoment(at, words, { year: false, weekday: false }).date;
  const date = new Date(at * 1000);
  return unit === "month" ? `${words.months[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}` : String(date.getUTCFullYear());
}
