/** Partners as they are called here. */

import { names } from "../../app/names";
import { safeLine, shortAddress } from "../../format";
import type { Snapshot } from "../../model/partnership";
import type { Address } from "../../types";

/** The whole name, or the shortened address of somebody unknown. */
export function nameOf(account: Address): string {
  const known = names.value.of(account);
  return known ? safeLine(known.name, 80) : shortAddress(account);
}

export function nameOfSeat(snapshot: Snapshot, seat: number): string {
  const partner = snapshot.roster.find((one) => one.seat === seat);
  return partner ? nameOf(partner.account) : String(seat);
}

/** The first word of a name, where no other partner's begins with it: "Eastport". */
export function shortName(snapshot: Snapshot, account: Address): string {
  const whole = nameOf(account);
  const first = whole.split(" ")[0] ?? whole;
  const alike = snapshot.roster.filter((partner) => nameOf(partner.account).startsWith(first));
  return first.length >= 3 && alike.length <= 1 ? first : whole;
}
