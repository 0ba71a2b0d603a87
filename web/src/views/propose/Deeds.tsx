/** What actions do, in the words of the whole project. */

import type { Snapshot } from "../../model/partnership";
import type { Action } from "../../types";
import { describe } from "../../words/actions";
import { Sentence } from "../proposal/Sentence";

export function Deeds({ seen, actions }: { seen: Snapshot; actions: readonly Action[] }) {
  const around = { partnership: seen.place.partnership, escrow: seen.escrow, classNames: seen.classNames };
  return (
    <ol class="deeds">
      {actions.map((action, at) => <li key={at}><Sentence parts={describe(action, around)} seen={seen} />.</li>)}
    </ol>
  );
}
