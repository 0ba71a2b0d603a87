/** The hashes of a release; loaded when somebody has the page check itself. */

import { sha256, stringToBytes } from "viem";

export function hashOf(content: Uint8Array): string {
  return sha256(content).slice(2);
}

/** The hash of the whole: that of the lines that `sha256sum` prints, in the order of the paths. */
export function wholeOf(files: ReadonlyMap<string, string>): string {
  const lines = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, hash]) => `${hash}  ${path}\n`);
  return hashOf(stringToBytes(lines.join("")));
}
