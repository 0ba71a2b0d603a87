/** Which build this page is, and what a check of its own files came to, once somebody asked for it. */

import { signal } from "@preact/signals";
import { checkSelf, readRelease, type Release, type SelfCheck } from "./release";

export const release = signal<Release | undefined>(undefined);
export const selfCheck = signal<SelfCheck | "running" | undefined>(undefined);

export async function loadRelease(): Promise<void> {
  release.value = await readRelease();
}

export async function verifySelf(): Promise<void> {
  const built = release.value;
  if (!built || selfCheck.value === "running") return;
  selfCheck.value = "running";
  selfCheck.value = await checkSelf(built);
}
