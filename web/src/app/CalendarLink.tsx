import { calendarFile, type CalendarEvent } from "../format/ics";
import { safeLine } from "../format";
import type { ComingDate } from "../model/dates";
import { t } from "../text";
import { Button } from "../ui";
import { dateText } from "../views/overview/Dates";
import { hrefOf } from "./router";
import { saveFile } from "./save";
import { snapshot } from "./store";

/** Saves dates for a calendar; each has a name of its own, so that a later file replaces it. */
export function CalendarLink({ dates }: { dates: readonly ComingDate[] }) {
  const save = () => {
    const seen = snapshot.value;
    if (!seen) return;
    const events = dates.map((date): CalendarEvent => {
      const about = date.proposal ? `proposal:${date.proposal.number}` : date.partner ? `seat:${date.partner.seat}` : "partnership";
      const path = date.proposal ? ["proposals", date.proposal.number] : [];
      return {
        id: `${seen.place.chainId}:${seen.place.partnership}:${about}:${date.kind}`,
        at: date.at,
        title: `${safeLine(seen.name, 60)}: ${dateText(date)}`,
        ...(date.ifPassed ? { text: t.value.overview.ifItPasses } : {}),
        url: `${location.href.split("#")[0] ?? ""}${hrefOf(seen.place, ...path)}`,
        ...(date.isClosing ? { remind: [24 * 60 * 60] } : {}),
      };
    });
    saveFile(`${safeLine(seen.name, 40)}.ics`, "text/calendar", calendarFile(events, safeLine(seen.name, 60), seen.block.time));
  };
  return <Button kind="quiet" small onPress={save}>{t.value.overview.calendar}</Button>;
}
