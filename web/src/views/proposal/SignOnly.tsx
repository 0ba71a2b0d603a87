import type { Support } from "../../model/ballots";
import type { Partner } from "../../model/partnership";
import { t } from "../../text";
import { Button } from "../../ui";
import type { Close } from "./close";

/** A vote that is signed here and sent in by somebody else. */
export function SignOnly({ onLeave }: { close: Close; partner: Partner; support: Support | undefined; why: string | undefined; reason: string; onLeave: () => void }) {
  return <Button kind="quiet" wide onPress={onLeave}>{t.value.common.back}</Button>;
}
