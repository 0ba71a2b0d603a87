/** The chain's time by the minute, as deadlines are told: views that need it are not drawn anew every second. */

import { computed } from "@preact/signals";
import { chainNow, snapshot } from "./store";

export const minute = computed(() => Math.max(Math.floor(chainNow.value / 60) * 60, snapshot.value?.block.time ?? 0));
