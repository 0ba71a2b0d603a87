/** What a document and a table of the same figures have in common. */

import { keccak256, stringToBytes } from "viem";
import { csvFile } from "../../format";
import type { Address, Hex } from "../../types";
import { type FileWords, monthRows } from "./files";
import type { Ledger } from "./ledger";

/** A fingerprint of all figures: that of the table for spreadsheets. Whoever has both can compare them. */
export function fingerprintOf(ledger: Ledger, words: FileWords, partner: readonly Address[] = []): Hex {
  return keccak256(stringToBytes(csvFile(monthRows(ledger, words, partner))));
}
