import { describe, expect, test } from "vitest";

import { de } from "../../src/text/de";
import { en } from "../../src/text/en";
import { barLabel, markAt } from "../../src/ui/bar";

describe("what a bar of votes says to who cannot see it", () => {
  test("is what was counted, and what is needed", () => {
    expect(barLabel({ for: 40n, against: 35n, abstain: 5n, all: 100n }, { needed: 60n }, en.tally)).toBe("Of 100, 40 for, 35 against, 5 abstain, 20 not cast. Needed: 60.");
    expect(barLabel({ for: 40n, against: 35n, all: 75n }, undefined, en.tally)).toBe("Of 75, 40 for, 35 against.");
  });

  test("is never told in hundredths of a percent", () => {
    expect(barLabel({ for: 40n, against: 35n, all: 75n }, { share: 6_667n }, en.tally)).toBe("Of 75, 40 for, 35 against. Needed: 66.67%.");
    expect(barLabel({ for: 0n, against: 0n, all: 0n }, { share: 5_000n }, en.tally)).toBe("Nobody is for or against yet. Needed: 50%.");
    expect(barLabel({ for: 0n, against: 0n, all: 0n }, { share: 5_000n }, de.tally)).toBe("Noch ist niemand dafür oder dagegen. Nötig: 50%.");
  });

  test("is what would stop it, where silence lets it pass", () => {
    expect(barLabel({ for: 0n, against: 10n, all: 100n }, { stops: 25n }, en.tally)).toBe("Of 100, 0 for, 10 against, 90 not cast. 25 against would stop it.");
  });

  test("is that nothing is to be counted, where all stay out", () => {
    expect(barLabel({ for: 0n, against: 0n, all: 0n }, { needed: 0n }, en.tally)).toBe("There are no votes to count.");
  });
});

test("its mark stands where the last vote that is needed would end", () => {
  expect(markAt({ needed: 60n }, 100n)).toBe(0.6);
  expect(markAt({ share: 6_667n }, 75n)).toBe(0.6667);
  expect(markAt({ share: 6_667n }, 0n)).toBe(0.6667);
  expect(markAt({ stops: 25n }, 100n)).toBe(0.75);
  expect(markAt({ needed: 0n }, 0n)).toBe(0);
});
