/** Messages that a Safe's owners are signing, each in their own time: kept over a reload until they are signed or too late. */

import { isHash, isRecord, isSame, type Hex } from "./eip1193";
import type { KeyedStore } from "./journal";
import { differsInDeadline, isSameMessage, readFile, writeFile, type MessageFile } from "./messagefile";
import { accountOf, deadlineOf, type Message } from "./messages";

export interface Waiting {
  readonly file: MessageFile;
  /** By which the Safe knows it. */
  readonly messageHash: Hex;
}

const PREFIX = "polypact.waits.";

export class Waits {
  constructor(
    private readonly store: KeyedStore,
    /** Unix seconds, of the chain. */
    private readonly now: () => number,
  ) {}

  add({ file, messageHash }: Waiting): void {
    try {
      this.store.setItem(PREFIX + messageHash, JSON.stringify({ messageHash, file: writeFile(file) }));
    } catch {
      // a browser that keeps nothing: the owners are asked anew after a reload
    }
  }

  remove(messageHash: Hex): void {
    try {
      this.store.removeItem(PREFIX + messageHash);
    } catch {
      // nothing was kept
    }
  }

  /** What waits and says the same as a message, be it until another moment; what is too late is dropped. */
  find(message: Message): Waiting | undefined {
    return this.all().find(
      ({ file }) =>
        isSame(accountOf(file.message), accountOf(message)) &&
        (isSameMessage(file.message, message) || differsInDeadline(file.message, message)),
    );
  }

  private all(): readonly Waiting[] {
    const found: Waiting[] = [];
    try {
      const names = Array.from({ length: this.store.length }, (_, index) => this.store.key(index));
      for (const name of names) {
        if (!name?.startsWith(PREFIX)) continue;
        const one = read(this.store.getItem(name) ?? "");
        const isGood = one && PREFIX + one.messageHash === name && (deadlineOf(one.file.message) ?? 0) >= this.now();
        if (isGood) found.push(one);
        else this.store.removeItem(name);
      }
    } catch {
      return found; // the store cannot be read: nothing is known to wait
    }
    return found;
  }
}

function read(text: string): Waiting | undefined {
  try {
    const told: unknown = JSON.parse(text);
    if (!isRecord(told) || !isHash(told["messageHash"]) || typeof told["file"] !== "string") return undefined;
    return { messageHash: told["messageHash"], file: readFile(told["file"]) };
  } catch {
    return undefined;
  }
}
