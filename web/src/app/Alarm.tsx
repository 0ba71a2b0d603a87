/** Over everything: what must be read before anything is pressed. What still holds is said, and one thing to do. */

import type { CheckName } from "../model/checks";
import { shownMoment } from "../format";
import { t } from "../text";
import { Button, Icon } from "../ui";
import { hrefOf } from "./router";
import { checks, place, refresh, snapshot, trouble, type Trouble } from "./store";

export function Alarm() {
  const words = t.value.alarm;
  const bad = checks.value?.contradictions ?? [];
  const what = trouble.value;
  const [first] = bad;
  if (first) {
    return (
      <div class="alarm" role="alert">
        <div class="wrap"><Icon name="shieldBroken" /><p>{first.name === "code" ? "" : words.contradicts} {contradiction(first.name, first.about)} {words.signNothing}</p></div>
      </div>
    );
  }
  if (!what) return null;
  const seen = snapshot.value;
  return (
    <div class="alarm alarm--wait" role="status">
      <div class="wrap">
        <Icon name="warn" />
        <p><b>{troubleText(what)}</b>{seen && <> {words.asOf(shownMoment(seen.block.time, t.value.times, {}).local)}</>}</p>
        <Button small onPress={() => void refresh()}>{t.value.states.again}</Button>
        <a href={hrefOf(place.value, "settings")}>{t.value.states.another}</a>
      </div>
    </div>
  );
}

export function troubleText(what: Trouble): string {
  const words = t.value.alarm;
  switch (what.kind) {
    case "no-node":
      return words.noNode(String(what.chainId));
    case "down":
      return words.down(what.host, words.silences[what.why](String(what.status)));
    case "throttled":
      return words.throttled(what.host);
    case "wrong-chain":
      return words.wrongChain(what.host, String(what.is), String(what.wanted));
    case "none-there":
      return words.noneThere(what.place.partnership, String(what.place.chainId));
    case "failed":
      return words.failed(what.why);
  }
}

function contradiction(name: CheckName, about: readonly number[]): string {
  return t.value.checks.contradicts[name](about.map(String).join(", "));
}
