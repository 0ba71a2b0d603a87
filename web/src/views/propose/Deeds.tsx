/** What actions do, in the words of the whole project. */

import { names } from "../../app/names";
import type { Snapshot } from "../../model/partnership";
import type { Action } from "../../types";
import { Sentence } from "../proposal/Sentence";
import { describer } from "../proposal/describer";

export function Deeds({ seen, actions }: { seen: Snapshot; actions: readonly Action[] }) {
  const describe = describer(seen, names.value);
  return (
    <ol class="deeds">
      {actions.map((action, at) => <li key={at}><Sentence parts={describe(action)} seen={seen} /></li>)}
    </ol>
  );
}
