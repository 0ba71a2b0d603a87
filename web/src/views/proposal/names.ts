/** Partners as they are called here. */

import { called, names } from "../../app/names";
import type { Snapshot } from "../../model/partnership";
import type { Address } from "../../types";

export function nameOfSeat(snapshot: Snapshot, seat: number): string {
  const partner = snapshot.roster.find((one) => one.seat === seat);
  return partner ? called(partner.account) : String(seat);
}

/** The first word of a name, where no other partner's begins with it: "Eastport". */
export function shortName(snapshot: Snapshot, account: Address): string {
  const whole = called(account);
  if (!names.value.of(account)) return whole;
  const first = whole.split(" ")[0] ?? whole;
  const alike = snapshot.roster.filter((partner) => called(partner.account).startsWith(first));
  return first.length >= 3 && alike.length <= 1 ? first : whole;
}
