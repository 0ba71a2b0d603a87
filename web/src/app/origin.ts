/** Whether the partnership that is shown runs the code of this release: looked at once for each, as soon as it is shown. */

import { effect } from "@preact/signals";
import type { Snapshot } from "../model/partnership";
import type { Connection } from "./connection";
import { codeAgrees, connection, snapshot } from "./store";

let current = "";

export function followCode(): void {
  effect(() => {
    const seen = snapshot.value;
    const from = connection.value;
    if (!seen || !from) {
      current = ""; // whoever is opened next is looked at, also if it is the same one
      return;
    }
    const key = `${from.rpc.url} ${from.chainId}:${seen.place.partnership}`;
    if (key === current) return;
    current = key;
    codeAgrees.value = undefined;
    void look(from, seen).then(
      (agrees) => {
        if (current === key) codeAgrees.value = agrees;
      },
      () => {
        if (current === key) current = ""; // a node that did not tell is asked again at its next block
      },
    );
  });
}

async function look(from: Connection, seen: Snapshot): Promise<boolean> {
  const { isThisRelease } = await import("../model/code");
  return isThisRelease(from.rpc, seen.code);
}
