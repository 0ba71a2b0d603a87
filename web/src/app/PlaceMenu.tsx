/** The partnership that is shown, and the others that were looked at in this browser. */

import { safeLine } from "../format";
import { t } from "../text";
import { Icon, Menu } from "../ui";
import { hrefOf } from "./router";
import { settings } from "./settings";
import { chainName, site } from "./site";
import { place, snapshot } from "./store";

export function PlaceMenu() {
  const words = t.value.shell;
  const at = place.value;
  const name = snapshot.value?.name ?? settings.value.partnerships.find((one) => one.address === at?.partnership)?.name ?? words.partnership;
  const served = (site.value?.partnerships ?? []).map((one) => ({ ...one, chainId: site.value?.chainId ?? 0 }));
  const known = [...settings.value.partnerships, ...served].filter(
    (one, index, all) => all.findIndex((other) => other.address === one.address && other.chainId === one.chainId) === index,
  );
  const others = known.filter((one) => one.address !== at?.partnership);
  return (
    <Menu
      class="which"
      label={words.change}
      button={<><span>{safeLine(name, 60)}</span><Icon name="down" /></>}
      items={[
        ...others.map((one) => ({
          key: `${one.chainId}:${one.address}`,
          href: hrefOf({ chainId: one.chainId, partnership: one.address }),
          text: safeLine(one.name, 60),
          note: chainName(one.chainId),
        })),
        { key: "all", href: hrefOf(undefined), text: words.openAnother },
        { key: "settings", href: hrefOf(at, "settings"), text: words.settings },
      ]}
    />
  );
}
