/** What the page is drawn from, and what was checked of it. */

import { offsetText, shownMoment, spanText, wholeText, zoneName } from "../format";
import { language, t } from "../text";
import { Button, Fold, Icon } from "../ui";
import { connection, checks, now, snapshot } from "./store";
import { release, selfCheck, verifySelf } from "./self";

export function Foot() {
  const words = t.value.shell;
  const seen = snapshot.value;
  const found = checks.value;
  const built = release.value;
  return (
    <footer class="foot">
      <div class="wrap">
        <ul>
          {seen && connection.value && (
            <li><Icon name={found && found.contradictions.length > 0 ? "shieldBroken" : "shield"} small />{words.block(wholeText(seen.block.number), age(seen.block.time), connection.value.rpc.host)}</li>
          )}
          {found && <li>{summary()}</li>}
          <li>{built ? words.build(built.version, built.build.slice(0, 8)) : words.unbuilt}</li>
          {seen && <li class="only-print">{words.asOf(asOf(seen.block.time))}</li>}
          <li>{t.value.times.zone(zoneName(now.value, language.value), offsetText(now.value))}</li>
        </ul>
        {(found ?? built) && (
          <Fold summary={words.whichChecks}>
            <ul class="foot__checks">
              {found?.all.map((check) => (
                <li key={check.name}>
                  <Icon name={check.outcome === "agrees" ? "check" : check.outcome === "unknown" ? "minus" : "cross"} small />
                  {t.value.checks.names[check.name]}: {t.value.checks.outcomes[check.outcome]}
                </li>
              ))}
            </ul>
            {built && <p class="hint">{selfText()} <Button small kind="quiet" onPress={() => void verifySelf()}>{words.verify}</Button></p>}
          </Fold>
        )}
      </div>
    </footer>
  );
}

function summary(): string {
  const words = t.value.checks;
  const found = checks.value;
  if (!found) return "";
  const good = found.all.filter((check) => check.outcome === "agrees").length;
  const told = words.agree(good, found.all.length);
  const missing = found.unknown.map((check) => words.names[check.name]);
  return missing.length > 0 ? `${told}; ${words.notChecked(missing.join(", "))}` : told;
}

function selfText(): string {
  const words = t.value.shell;
  const found = selfCheck.value;
  if (found === undefined || found === "running") return words.buildIs(release.value?.build ?? "");
  return found.isWhole ? words.whole(found.files) : words.notWhole([...found.changed, ...found.missing, ...found.strange].join(", "));
}

/** On paper nothing goes on: the moment stands there whole. */
function asOf(time: number): string {
  const shown = shownMoment(time, t.value.times);
  return shown.utc ? `${shown.local} (${shown.utc})` : shown.local;
}

function age(time: number): string {
  return spanText(Math.max(0, now.value - time), t.value.times, 2);
}
