/** What does not fit together, by its kind; the words are those of the reader's language. */

export type ProblemKind =
  | "units-before"
  | "era"
  | "no-link"
  | "double-link"
  | "over-repaid"
  | "other-units"
  | "overpaid"
  | "unvested"
  | "tranche"
  | "unranked"
  | "repayable"
  | "double-invoice"
  | "no-invoice"
  | "written-off"
  | "tier"
  | "pay-out"
  | "not-covered"
  | "remainder"
  | "silent-token";

/** What differs. `byLog` is what the escrow said, `byRules` what it had to say. */
export interface Found {
  readonly kind: ProblemKind;
  /** An account, a link, an invoice or a tier. */
  readonly about?: string;
  readonly byLog?: bigint;
  readonly byRules?: bigint;
}

export interface Problem extends Found {
  /** Of the event that it was noticed at. */
  readonly block?: number;
}
