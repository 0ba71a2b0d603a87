import type { ComponentChildren } from "preact";

import { classes } from "./vars";

export interface Column {
  key: string;
  head: ComponentChildren;
  /** Stands before the value where the table has become rows, on a phone; the heading if it is text. */
  label?: string | undefined;
  /** Numbers stand at the right. */
  right?: boolean | undefined;
  /** Columns with the same group stand under one heading. */
  group?: string | undefined;
}

export interface TableRow {
  key: string;
  /** One for each column; the first is the row's heading. Nothing for a cell that a phone leaves out. */
  cells: readonly ComponentChildren[];
  /** The reader's own. */
  me?: boolean | undefined;
}

export interface TableProps {
  columns: readonly Column[];
  rows: readonly TableRow[];
  /** Sums of the columns. */
  foot?: readonly TableRow[] | undefined;
  /** What is in it, for who cannot see where it stands. */
  caption: string;
  /**
   * On a phone: `pairs` writes label and value in a line, `three` puts three values beside each other, `two` two;
   * `flush` stays a table without margins, for two or three narrow columns.
   */
  phone?: "pairs" | "three" | "two" | "flush" | undefined;
  /** All digits are shown: smaller, so that the widest token still fits. */
  full?: boolean | undefined;
}

/** A table with units in its headings and digits under each other; on a phone its rows become labelled pairs. */
export function Table({ columns, rows, foot, caption, phone = "pairs", full }: TableProps) {
  const groups = groupsOf(columns);
  const isGrouped = groups.some((group) => group.name !== undefined);
  const shape = phone === "flush" ? "flush" : classes("lay", phone === "three" && "lay--six", phone === "two" && "lay--two");
  // Roles are said again because a table that is laid out as rows has lost its own.
  return (
    <table class={classes(shape, full && "full")} role="table">
      <caption class="vh">{caption}</caption>
      <thead role="rowgroup">
        {isGrouped && (
          <tr role="row">
            {groups.map((group) => group.name === undefined
              ? group.columns.map((column) => <th key={column.key} scope="col" role="columnheader" rowSpan={2} class={classes(column.right && "r")}>{column.head}</th>)
              : <th key={group.name} scope="colgroup" role="columnheader" colSpan={group.columns.length} class="grp">{group.name}</th>)}
          </tr>
        )}
        <tr role="row">
          {columns.filter((column) => !isGrouped || column.group !== undefined).map((column) => (
            <th key={column.key} scope="col" role="columnheader" class={classes(column.right && "r")}>{column.head}</th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{rows.map((row) => <Line key={row.key} row={row} columns={columns} />)}</tbody>
      {foot && foot.length > 0 && <tfoot role="rowgroup">{foot.map((row) => <Line key={row.key} row={row} columns={columns} />)}</tfoot>}
    </table>
  );
}

function Line({ row, columns }: { row: TableRow; columns: readonly Column[] }) {
  return (
    <tr class={classes(row.me && "me")} role="row">
      {columns.map((column, at) => {
        const cell = row.cells[at];
        if (at === 0) return <th key={column.key} scope="row" role="rowheader">{cell}</th>;
        const isEmpty = cell === undefined || cell === null || cell === "";
        return (
          <td key={column.key} role="cell" class={classes(column.right && "r", isEmpty && "only-desk")} data-l={labelOf(column)}>
            {isEmpty ? null : <span class="cell">{cell}</span>}
          </td>
        );
      })}
    </tr>
  );
}

/** What stands before a value on a phone; `ETH earned` where columns are grouped. */
function labelOf(column: Column): string {
  const own = column.label ?? (typeof column.head === "string" ? column.head : "");
  return column.label === undefined && column.group !== undefined ? `${column.group} ${own}` : own;
}

function groupsOf(columns: readonly Column[]): { name: string | undefined; columns: Column[] }[] {
  const groups: { name: string | undefined; columns: Column[] }[] = [];
  for (const column of columns) {
    const last = groups[groups.length - 1];
    if (last && last.name === column.group) last.columns.push(column);
    else groups.push({ name: column.group, columns: [column] });
  }
  return groups;
}
