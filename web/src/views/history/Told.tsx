import type { ChainEvent } from "../../chain/events";
import type { Snapshot } from "../../model/partnership";
import { describeEvent } from "../../words/events";
import { Sentence } from "../proposal/Sentence";

/** What happened, by the names that the contracts give it: for what has no sentence of its own. */
export default function Told({ event, seen }: { event: ChainEvent; seen: Snapshot }) {
  const around = { partnership: seen.place.partnership, escrow: seen.escrow, classNames: seen.classNames };
  return <Sentence parts={describeEvent(event, around)} seen={seen} />;
}
