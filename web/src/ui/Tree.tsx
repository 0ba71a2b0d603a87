import type { ComponentChildren } from "preact";

import { CUT } from "../format";
import { t } from "../text";
import { useWidth } from "./size";
import { type TreeLink, type TreeNode, layTree } from "./treelayout";

/** A branch of the same as a list. */
export interface Branch {
  key: string;
  name: string;
  href?: string | undefined;
  isUs?: boolean | undefined;
  lines: readonly ComponentChildren[];
  branches?: readonly Branch[] | undefined;
}

/**
 * Who pays whom: partners at the left, this partnership, its projects at the right, as a picture; on a phone, and for who
 * cannot see, the same as a list of links.
 */
export function TreePicture({ nodes, links, heads, list, label }: {
  nodes: readonly TreeNode[];
  links: readonly TreeLink[];
  /** What stands above a column. */
  heads: Readonly<Record<number, string>>;
  list: readonly Branch[];
  label: string;
}) {
  const [ref, width] = useWidth(1068);
  const { boxes, lines, columns, ...size } = layTree(nodes, links, Math.max(720, width));
  return (
    <div class="card">
      <div class="map"><div ref={ref}>
        <svg class="map__svg" viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true" focusable="false">
          {columns.map(({ column, x }) => heads[column] && <text key={column} class="m-col" x={x} y="16">{heads[column]}</text>)}
          {lines.map((line) => (
            <g key={`${line.link.from}>${line.link.to}`}>
              <path class={line.link.isOpen ? "m-line m-line--past" : "m-line"} d={line.path} />
              <path class="m-tip" d={line.tip} />
            </g>
          ))}
          {lines.map(({ link, pill }) => (
            <g key={`${link.from}|${link.to}`}>
              <rect class="m-pill" x={pill.x - pill.width / 2} y={pill.y - 11} width={pill.width} height="22" rx="11" />
              <text class="m-sub" x={pill.x} y={pill.y + 4} text-anchor="middle">{link.text}</text>
            </g>
          ))}
          {boxes.map(({ node, x, y, width: wide, height }) => {
            const us = node.isUs ? " m--us" : "";
            const inside = (
              <>
                <rect class={`m-box${us}${node.isOpen ? " m-box--past" : ""}`} x={x} y={y} width={wide} height={height} rx="8" />
                <text class={`m-name${us}`} x={x + 14} y={y + 27}>{fit(node.name, (wide - 28) / 7.6)}</text>
                {node.lines.map((line, at) => <text key={line} class={`m-sub${us}`} x={x + 14} y={y + 46 + 18 * at}>{fit(line, (wide - 28) / 6.3)}</text>)}
              </>
            );
            return node.href ? <a key={node.key} href={node.href} tabindex={-1}>{inside}</a> : <g key={node.key}>{inside}</g>;
          })}
        </svg>
      </div></div>
      <nav class="tree" aria-label={label}><Branches of={list} isRoot /></nav>
    </div>
  );
}

function Branches({ of, isRoot }: { of: readonly Branch[]; isRoot?: boolean }) {
  return (
    <ul class={isRoot ? "tree__root" : ""}>
      {of.map((branch) => (
        <li key={branch.key}>
          {branch.href ? <a href={branch.href}>{branch.name}</a> : <b>{branch.name}{branch.isUs && <span class="vh">{` (${t.value.tree.us})`}</span>}</b>}
          {branch.lines.map((line, at) => <small key={at}>{line}</small>)}
          {branch.branches && branch.branches.length > 0 && <Branches of={branch.branches} />}
        </li>
      ))}
    </ul>
  );
}

/** Words of a picture do not wrap: what is too long is cut with a mark; the list has it whole. */
function fit(text: string, most: number): string {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, Math.max(1, Math.floor(most) - 1)).join("")}${CUT}`;
}
