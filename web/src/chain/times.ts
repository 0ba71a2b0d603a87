/** When blocks were made. Asked once each; what a node tells with a log need not be asked. */

import { Batch } from "./batch";
import type { Rpc } from "./rpc";

export class Times {
  private readonly known = new Map<number, number>();

  constructor(private readonly rpc: Rpc) {}

  /** Unix seconds, as far as it is known. */
  of(block: number): number | undefined {
    return this.known.get(block);
  }

  learn(block: number, time: number): void {
    this.known.set(block, time);
  }

  /** Asks for those that are not known; one request, if the node takes that many. */
  async load(blocks: Iterable<number>): Promise<void> {
    const wanted = [...new Set(blocks)].filter((block) => !this.known.has(block));
    if (wanted.length === 0) return;
    const batch = new Batch(this.rpc);
    const asked = wanted.map((block) => batch.block(block));
    await batch.run();
    (await Promise.all(asked)).forEach((block, at) => {
      const number = wanted[at];
      if (block && number !== undefined) this.known.set(number, block.time);
    });
  }

  /** What was read from a chain that has been reorganised is forgotten. */
  forget(from: number): void {
    for (const block of this.known.keys()) if (block >= from) this.known.delete(block);
  }
}
