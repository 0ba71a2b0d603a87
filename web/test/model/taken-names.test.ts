import { expect, it } from "vitest";
import { takenNames, toldApart } from "../../src/model/taken-names";
import { EASTPORT, NORTHWIND, OUTSIDER, PARTNERSHIP } from "./story";

it("a partnership that has taken somebody else's name is told with its address, whole", () => {
  const taken = takenNames([[NORTHWIND, "Northwind Shipping GmbH"], [PARTNERSHIP, "Harbour Joint Venture"], [EASTPORT, "harbour  joint venture"]]);
  expect(toldApart("harbour  joint venture", EASTPORT, taken)).toBe(`harbour  joint venture (${EASTPORT})`);
  expect(toldApart("NORTHWIND Shipping GmbH", OUTSIDER, taken)).toBe(`NORTHWIND Shipping GmbH (${OUTSIDER})`);
  expect(toldApart("Northwind Shipping GmbH", NORTHWIND, taken)).toBe("Northwind Shipping GmbH");
});

it("one whose name is its own is told by it, and what only looks the same by its letters", () => {
  const taken = takenNames([[EASTPORT, "Quay Cranes"], [EASTPORT, "Quay Cranes"]]);
  expect(toldApart("Quay Cranes", EASTPORT, taken)).toBe("Quay Cranes");
  expect(toldApart("Qu\u0430y Cranes", OUTSIDER, taken)).toBe("Qu\u0430⟦U+0430⟧y Cranes");
});
