import { expect, test } from "vitest";

import { SPAN_UNITS, spanSeconds, type SpanUnit, typedSpan } from "../../src/ui/spans";

test("seconds are shown as how many of what, and are the same seconds again", () => {
  expect(typedSpan("86400")).toEqual({ count: "1", unit: "days" });
  expect(typedSpan("0")).toEqual({ count: "0", unit: "days" });
  expect(typedSpan("5400")).toEqual({ count: "90", unit: "minutes" });
  expect(typedSpan("1209600")).toEqual({ count: "14", unit: "days" });
  expect(typedSpan("")).toEqual({ count: "", unit: "days" });
  for (const seconds of ["0", "1", "61", "90", "3600", "86400", "129600", "7776000"]) {
    expect(spanSeconds(typedSpan(seconds))).toBe(seconds);
  }
});

test("what is typed is so many seconds, or stays what it is", () => {
  expect(spanSeconds({ count: "1.5", unit: "days" })).toBe("129600");
  expect(spanSeconds({ count: "2", unit: "weeks" })).toBe("1209600");
  expect(spanSeconds({ count: "", unit: "hours" })).toBe("");
  for (const count of ["1,500", "-1", "0.0001", "soon", "1e3"]) {
    for (const unit of Object.keys(SPAN_UNITS) as SpanUnit[]) {
      const kept = spanSeconds({ count, unit });
      expect(kept).toMatch(/^\d+$|^.* (?:seconds|minutes|hours|days|weeks)$/);
      if (!/^\d+$/.test(kept)) expect(typedSpan(kept)).toEqual({ count, unit });
    }
  }
  expect(spanSeconds({ count: "1,500", unit: "days" })).toBe("1,500 days");
});
