/** Hands generated tables to tests/unit/build/page/test_abis.py. Not a test by itself. */

import * as abi from "../../src/generated/abi";

/** The tables of ABIs as JSON. */
export function tables(): string {
  return JSON.stringify(abi);
}
