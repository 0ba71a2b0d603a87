/** Where rows of a long list are, when only some of them have been measured. */

export interface Heights {
  readonly size: number;
  /** Sum of all heights before a row; one more than there are rows. */
  before(at: number): number;
  /** Takes a measured height; says whether it was another. */
  set(at: number, height: number): boolean;
  measured(at: number): number | undefined;
}

/** Heights of `size` rows, each `guess` until it is measured; what `old` knows is kept. */
export function heightsOf(size: number, guess: number, old?: Heights): Heights {
  const known = new Map<number, number>();
  for (let at = 0; old && at < Math.min(size, old.size); at += 1) {
    const height = old.measured(at);
    if (height !== undefined) known.set(at, height);
  }
  let sums: number[] | undefined;
  const all = (): number[] => {
    if (sums) return sums;
    sums = [0];
    let sum = 0;
    for (let at = 0; at < size; at += 1) {
      sum += known.get(at) ?? guess;
      sums.push(sum);
    }
    return sums;
  };
  return {
    size,
    before: (at) => all()[Math.max(0, Math.min(at, size))] ?? 0,
    set(at, height) {
      if (!(at >= 0 && at < size) || height <= 0 || (known.get(at) ?? guess) === height) return false;
      known.set(at, height);
      sums = undefined;
      return true;
    },
    measured: (at) => known.get(at),
  };
}

export function placeAt(heights: Heights, at: number): number {
  return heights.before(at);
}

export function totalOf(heights: Heights): number {
  return heights.before(heights.size);
}

/** The rows that lie between two heights, from the first to the one after the last. */
export function windowOf(heights: Heights, top: number, bottom: number): readonly [number, number] {
  const first = Math.max(0, firstAfter(heights, top) - 1);
  const last = firstAfter(heights, bottom);
  return [Math.min(first, heights.size), Math.min(heights.size, Math.max(last, first))];
}

/** The first row that begins at a height or below it. */
function firstAfter(heights: Heights, height: number): number {
  let low = 0;
  let high = heights.size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (heights.before(middle) < height) low = middle + 1;
    else high = middle;
  }
  return low;
}
