/** Where boxes, lines and words of the picture of partnerships stand. Pure: the same tree is the same picture everywhere. */

export interface TreeNode {
  key: string;
  /** Safe already. */
  name: string;
  /** Lines below the name, three at most. */
  lines: readonly string[];
  /** From the left: partners, this partnership and its like, projects, their projects. */
  column: number;
  /** The partnership whose page this is. */
  isUs?: boolean | undefined;
  /** Offered, or at its end: dashed. */
  isOpen?: boolean | undefined;
  href?: string | undefined;
}

/** Money goes from one to the other, where the point of the arrow is. */
export interface TreeLink {
  from: string;
  to: string;
  text: string;
  isOpen?: boolean | undefined;
}

export interface Box {
  node: TreeNode;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Line {
  link: TreeLink;
  path: string;
  /** The point of the arrow, which way it looks. */
  tip: string;
  pill: { x: number; y: number; width: number };
}

export interface TreeLayout {
  width: number;
  height: number;
  boxes: Box[];
  lines: Line[];
  columns: { column: number; x: number }[];
}

const BETWEEN = 148;
const WIDEST = 287;
const NARROWEST = 200;
const GAP = 22;
const TOP = 36;
const PILL = 22;
/** A place on the curve, 0.3 of it from an end: how far that is across and down. */
const ALONG = { x: 0.342, y: 0.216 };

/** Boxes in columns, each in the middle of its own height; us at the height of what hangs on us. */
export function layTree(nodes: readonly TreeNode[], links: readonly TreeLink[], wanted: number): TreeLayout {
  const columns = [...new Set(nodes.map((node) => node.column))].sort((a, b) => a - b);
  const count = Math.max(1, columns.length);
  // Words upon a line leave something of the line to be seen.
  const least = Math.max(BETWEEN, ...links.map((link) => pillWidth(link) + 48));
  const boxWidth = Math.max(NARROWEST, Math.min(WIDEST, (wanted - 2 - (count - 1) * least) / count));
  const between = Math.max(least, count > 1 ? (wanted - 2 - count * boxWidth) / (count - 1) : BETWEEN);
  const width = 2 + count * boxWidth + (count - 1) * between;
  const heights = columns.map((column) => nodes.filter((node) => node.column === column).reduce((sum, node) => sum + heightOf(node) + GAP, -GAP));
  const tallest = Math.max(0, ...heights);
  const boxes: Box[] = [];
  columns.forEach((column, place) => {
    let y = TOP + (tallest - (heights[place] ?? 0)) / 2;
    for (const node of nodes.filter((one) => one.column === column)) {
      const height = heightOf(node);
      boxes.push({ node, x: 1 + place * (boxWidth + between), y, width: boxWidth, height });
      y += height + GAP;
    }
  });
  return {
    width,
    height: TOP + tallest + 12,
    boxes,
    lines: linesOf(boxes, links),
    columns: columns.map((column, place) => ({ column, x: 1 + place * (boxWidth + between) })),
  };
}

function pillWidth(link: TreeLink): number {
  return 14 + 6.4 * link.text.length;
}

function heightOf(node: TreeNode): number {
  return 44 + 18 * node.lines.length;
}

interface End {
  link: TreeLink;
  box: Box;
  other: Box;
  isRight: boolean;
  y: number;
  /** No other line ends at this side of the box. */
  alone: boolean;
}

function linesOf(boxes: readonly Box[], links: readonly TreeLink[]): Line[] {
  const byKey = new Map(boxes.map((box) => [box.node.key, box]));
  const ends: End[] = [];
  for (const link of links) {
    const from = byKey.get(link.from);
    const to = byKey.get(link.to);
    if (!from || !to || from === to) continue;
    ends.push({ link, box: from, other: to, isRight: to.x > from.x, y: 0, alone: true }, { link, box: to, other: from, isRight: from.x > to.x, y: 0, alone: true });
  }
  // Several lines at one side of a box do not meet in a point, and do not cross more than they have to.
  for (const box of boxes) {
    for (const isRight of [true, false]) {
      const side = ends.filter((end) => end.box === box && end.isRight === isRight).sort((a, b) => middle(a.other) - middle(b.other));
      side.forEach((end, place) => {
        end.alone = side.length === 1;
        end.y = box.y + (box.height * (place + 1)) / (side.length + 1);
      });
    }
  }
  const lines: Line[] = [];
  for (let at = 0; at + 1 < ends.length; at += 2) {
    const from = ends[at] as End;
    const to = ends[at + 1] as End;
    lines.push(lineOf(from, to));
  }
  separate(lines);
  return lines;
}

function middle(box: Box): number {
  return box.y + box.height / 2;
}

function lineOf(from: End, to: End): Line {
  const startX = from.isRight ? from.box.x + from.box.width : from.box.x;
  const endX = to.isRight ? to.box.x + to.box.width : to.box.x;
  const sameColumn = from.box.x === to.box.x;
  const way = to.isRight ? 1 : -1;
  const bend = sameColumn ? from.box.x - 40 : (startX + endX) / 2;
  const stop = endX + way * 7;
  // Where lines are apart: near the end that has a side of a box to itself.
  const isNearEnd = to.alone && !from.alone;
  const [nearX, nearY, farX, farY] = isNearEnd ? [endX, to.y, startX, from.y] : [startX, from.y, endX, to.y];
  return {
    link: from.link,
    path: `M${round(startX)} ${round(from.y)}C${round(bend)} ${round(from.y)} ${round(bend)} ${round(to.y)} ${round(stop)} ${round(to.y)}`,
    tip: `M${round(endX + way)} ${round(to.y)}l${way * 9} -5v10z`,
    pill: {
      x: sameColumn ? bend + 10 : nearX + (farX - nearX) * (from.alone && to.alone ? 0.5 : ALONG.x),
      y: sameColumn || (from.alone && to.alone) ? (from.y + to.y) / 2 : nearY + (farY - nearY) * ALONG.y,
      width: pillWidth(from.link),
    },
  };
}

/** Words upon lines keep apart from each other. */
function separate(lines: Line[]): void {
  const placed: Line[] = [];
  for (const line of [...lines].sort((a, b) => a.pill.y - b.pill.y)) {
    for (const other of placed) {
      const isBeside = Math.abs(other.pill.x - line.pill.x) >= (other.pill.width + line.pill.width) / 2 + 4;
      if (!isBeside) line.pill.y = Math.max(line.pill.y, other.pill.y + PILL + 4);
    }
    placed.push(line);
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
