/** What was sent from this browser for the partnership that is shown, whoever is connected now: the newest first. */

import { t } from "../text";
import { type Act, isOver } from "../wallet";
import { ActProgress } from "./ActProgress";

const MOST = 5;

export function Acts({ of }: { of: readonly Act[] }) {
  const [open, over] = [of.filter((act) => !isOver(act)), of.filter(isOver)];
  return (
    <section class="stack stack--near">
      <h3>{t.value.wallet.sentHere}</h3>
      {[...open, ...over.slice(0, Math.max(0, MOST - open.length))].map((act) => <ActProgress key={act.id} act={act} />)}
    </section>
  );
}
