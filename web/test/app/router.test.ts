import { describe, expect, it } from "vitest";
import { hrefOf, readRoute } from "../../src/app/router";

const HOUSE = "0x2Ea603389941E98fA9A8c4cE01fCc808A5191b8d";

describe("a link", () => {
  it("carries its chain and its partnership", () => {
    const { place, path } = readRoute(`#/11155111:${HOUSE}/proposals/2`);
    expect(place).toEqual({ chainId: 11_155_111, partnership: HOUSE });
    expect(path).toEqual(["proposals", "2"]);
  });

  it("is written as it is read", () => {
    const place = { chainId: 1, partnership: HOUSE } as const;
    expect(readRoute(hrefOf(place, "proposals", "new", "pay")).path).toEqual(["proposals", "new", "pay"]);
    expect(readRoute(hrefOf(undefined)).path).toEqual([]);
  });

  it("with a slip in its address leads nowhere", () => {
    expect(readRoute(`#/1:${HOUSE.replace("2Ea6", "2eA6")}`).trouble).toBe("address");
    expect(readRoute("#/1:0x1234").trouble).toBe("address");
  });

  it("without a chain leads nowhere", () => {
    expect(readRoute(`#/${HOUSE}`).trouble).toBe("chain");
    expect(readRoute(`#/x:${HOUSE}`).trouble).toBe("chain");
  });

  it("of a stranger does not throw", () => {
    for (const hash of ["#/%E0%A4%A", "#/%", "#//////", "#/<script>", `#/${"1".repeat(400)}:${HOUSE}`]) {
      expect(() => readRoute(hash)).not.toThrow();
    }
  });
});
