// Written by `python -m polypact.build.page`; change its sources instead. The events: whose they are, and the unit and
// the meaning of each field, in the order of the ABI.

export type Contract = "partnership" | "escrow" | "ecosystem";

export interface EventField {
  readonly type: string;
  readonly unit: string;
  readonly meaning: string;
}

export interface EventMeaning {
  readonly contracts: readonly Contract[];
  readonly fields: Readonly<Record<string, EventField>>;
}

export const EVENTS: Readonly<Record<string, EventMeaning>> = {
  ActionMapped: {
    contracts: ["partnership"],
    fields: {
      target: { type: "address", unit: "", meaning: "address that is called" },
      selector: { type: "bytes4", unit: "", meaning: "first four bytes of the calldata, zeros for plain payments" },
      decision_class: { type: "uint256", unit: "number", meaning: "of the class that decides on it" },
    },
  },
  BallotSkipped: {
    contracts: ["partnership"],
    fields: {
      voter: { type: "address", unit: "", meaning: "partner whose ballot it is" },
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
      reason: { type: "string", unit: "", meaning: "why the ballot does not count, one of the contracts' reasons" },
    },
  },
  ClassNamed: {
    contracts: ["partnership"],
    fields: {
      decision_class: { type: "uint256", unit: "number", meaning: "of the class, 0 (strictest) to 15" },
      name: { type: "bytes32", unit: "", meaning: "text in UTF-8, padded with zeros" },
    },
  },
  ConsentGiven: {
    contracts: ["partnership"],
    fields: {
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
      holder: { type: "address", unit: "", meaning: "account of the partner" },
      agrees: { type: "bool", unit: "", meaning: "whether it agrees" },
      weight: {
        type: "uint256",
        unit: "weight",
        meaning: "that counts towards stopping the proposal, 0 of a yes and of a no that does not count",
      },
    },
  },
  ConsentSkipped: {
    contracts: ["partnership"],
    fields: {
      holder: { type: "address", unit: "", meaning: "account of the partner whose answer it is" },
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
      reason: { type: "string", unit: "", meaning: "why the answer does not count, one of the contracts' reasons" },
    },
  },
  Contributed: {
    contracts: ["escrow"],
    fields: {
      contributor: { type: "address", unit: "", meaning: "account that gave the capital" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "what arrived" },
    },
  },
  ContributedOn: {
    contracts: ["escrow"],
    fields: {
      holder: { type: "address", unit: "", meaning: "account that was owed it, and has contributed it" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      successor: { type: "address", unit: "", meaning: "account of the partnership that it contributed to" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "that was claimed here" },
      received: { type: "uint256", unit: "smallest unit of the token", meaning: "what arrived there" },
    },
  },
  ContributionAgreed: {
    contracts: ["escrow"],
    fields: {
      contributor: { type: "address", unit: "", meaning: "account that gave the capital" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: {
        type: "uint256",
        unit: "smallest unit of the token",
        meaning: "that it may pay in from now on, to be repaid",
      },
    },
  },
  ContributionPaid: {
    contracts: ["escrow"],
    fields: {
      payer: { type: "address", unit: "", meaning: "account whose money it was" },
      contributor: { type: "address", unit: "", meaning: "account that has contributed by that" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "what arrived" },
    },
  },
  ContributionRanked: {
    contracts: ["escrow"],
    fields: {
      contributor: { type: "address", unit: "", meaning: "account that gave the capital" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "to be repaid out of income" },
      tranche: { type: "uint256", unit: "number", meaning: "of the part of the line that it joins, from 0" },
    },
  },
  ContributionRequired: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the founder" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: {
        type: "uint256",
        unit: "smallest unit of the token",
        meaning: "that it must have contributed for its acceptance to count",
      },
    },
  },
  ContributionReturned: {
    contracts: ["escrow"],
    fields: {
      contributor: { type: "address", unit: "", meaning: "account that gave the capital" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: {
        type: "uint256",
        unit: "smallest unit of the token",
        meaning: "sent back, in a formation that failed or by who withdrew from one",
      },
    },
  },
  ContributionUnranked: {
    contracts: ["escrow"],
    fields: {
      contributor: { type: "address", unit: "", meaning: "account that gave the capital" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: {
        type: "uint256",
        unit: "smallest unit of the token",
        meaning: "that it took back before the partnership was in force",
      },
    },
  },
  ContributionValued: {
    contracts: ["escrow"],
    fields: {
      contributor: { type: "address", unit: "", meaning: "account that gave the capital" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      reference: { type: "bytes32", unit: "", meaning: "what was given, as of an invoice" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "the agreed value" },
    },
  },
  ContributionsReleased: {
    contracts: ["escrow"],
    fields: {
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "moved to the treasury" },
    },
  },
  ContributionsRepaid: {
    contracts: ["escrow"],
    fields: {
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: {
        type: "uint256",
        unit: "smallest unit of the token",
        meaning: "credited to all contributors together",
      },
    },
  },
  DAOURIUpdate: {
    contracts: ["partnership"],
    fields: {
      daoAddress: { type: "address", unit: "", meaning: "the partnership" },
      daoURI: { type: "string", unit: "", meaning: "where its public description is (ERC-4824)" },
    },
  },
  DealSet: {
    contracts: ["partnership"],
    fields: {
      version: { type: "uint256", unit: "number", meaning: "of the terms it belongs to, from 1" },
      deal: { type: "tuple", unit: "", meaning: "the deal, see types.Deal: times in seconds and days, shares in bps" },
      capital: { type: "tuple[]", unit: "", meaning: "smallest unit of each token; capital that may be repaid" },
    },
  },
  DelegateVotesChanged: {
    contracts: ["partnership"],
    fields: {
      delegate: { type: "address", unit: "", meaning: "the partner: nobody delegates, the name is ERC-5805's" },
      previousVotes: { type: "uint256", unit: "weight", meaning: "before" },
      newVotes: { type: "uint256", unit: "weight", meaning: "from the next second on" },
    },
  },
  EndConditionsSet: {
    contracts: ["partnership"],
    fields: {
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: {
        type: "uint256",
        unit: "smallest unit of the token",
        meaning: "income from now on at which it may end, 0 for none",
      },
      milestone: {
        type: "bytes32",
        unit: "",
        meaning: "text in UTF-8, padded with zeros, or its hash; zeros for none",
      },
    },
  },
  EnteredForce: {
    contracts: ["partnership"],
    fields: { members: { type: "uint256", unit: "number", meaning: "of partners" } },
  },
  ExpulsionEnded: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account that was a partner; what it earned stays claimable" },
    },
  },
  FloorEnding: {
    contracts: ["partnership"],
    fields: {
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      holder: { type: "address", unit: "", meaning: "account whose yes is needed below it" },
      ends: { type: "uint256", unit: "unix seconds", meaning: "last moment it holds, this second if it is over" },
    },
  },
  FloorSet: {
    contracts: ["partnership"],
    fields: {
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      holder: { type: "address", unit: "", meaning: "account whose yes is needed below it" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "" },
      ends: { type: "uint256", unit: "unix seconds", meaning: "last moment it holds, 0 if it has no end" },
      notice_days: { type: "uint256", unit: "days", meaning: "from the decision to end it" },
    },
  },
  FounderWithdrew: {
    contracts: ["partnership"],
    fields: { partner: { type: "address", unit: "", meaning: "account of the founder; its seat is invited again" } },
  },
  FoundersBound: {
    contracts: ["partnership"],
    fields: {
      until: { type: "uint256", unit: "unix seconds", meaning: "last moment in which no founder can withdraw" },
    },
  },
  Frozen: {
    contracts: ["escrow"],
    fields: {
      account: { type: "address", unit: "", meaning: "account that is owed it" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "kept back of what it is owed" },
      until: { type: "uint256", unit: "unix seconds", meaning: "first moment it is free" },
    },
  },
  GrainSet: {
    contracts: ["escrow"],
    fields: {
      token: { type: "address", unit: "", meaning: "contract of the ERC-20" },
      grain: {
        type: "uint256",
        unit: "smallest unit of the token",
        meaning: "all that is booked in it is a multiple of that, 1 if nothing is logged",
      },
    },
  },
  HolderChanged: {
    contracts: ["escrow"],
    fields: {
      key: { type: "address", unit: "", meaning: "first account that the seat had, under which everything stands" },
      previous: { type: "address", unit: "", meaning: "account that held it" },
      current: { type: "address", unit: "", meaning: "account that holds it now, whose everything under that key is" },
    },
  },
  IncomeCounted: {
    contracts: ["escrow"],
    fields: {
      token: {
        type: "address",
        unit: "",
        meaning: "contract of the ERC-20, zero for ether; of which income is counted from now on",
      },
    },
  },
  InvoiceIssued: {
    contracts: ["escrow"],
    fields: {
      reference: {
        type: "bytes32",
        unit: "",
        meaning: "of the invoice: a short text in UTF-8 padded with zeros, or the keccak-256 of a longer one",
      },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "what is expected" },
      due: { type: "uint256", unit: "unix seconds", meaning: "last moment to pay in time" },
    },
  },
  InvoiceWithdrawn: {
    contracts: ["escrow"],
    fields: {
      reference: {
        type: "bytes32",
        unit: "",
        meaning: "of the invoice: a short text in UTF-8 padded with zeros, or the keccak-256 of a longer one",
      },
      written_off: { type: "uint256", unit: "smallest unit of the token", meaning: "what is expected no more" },
    },
  },
  LimitSet: {
    contracts: ["partnership"],
    fields: {
      number: { type: "uint256", unit: "number", meaning: "of the limit, from 1" },
      counted: {
        type: "uint256",
        unit: "number",
        meaning: "1 calls, 2 ether that goes along, 3 + n the argument of that number, from 0",
      },
      maximum: { type: "uint256", unit: "amount", meaning: "in a period: calls, wei or the argument's own unit" },
      period_hours: { type: "uint256", unit: "hours", meaning: "" },
    },
  },
  LinkAgreed: {
    contracts: ["escrow"],
    fields: {
      sponsor: { type: "address", unit: "", meaning: "account that agreed" },
      tag: { type: "uint256", unit: "id", meaning: "of the link" },
      credited: {
        type: "address",
        unit: "",
        meaning: "account that is credited: the sponsor's, or that of its escrow",
      },
      share_bps: { type: "uint256", unit: "bps", meaning: "of all later income, before anybody else" },
      ends: { type: "uint256", unit: "unix seconds", meaning: "last moment it earns, 0 if it has no end" },
    },
  },
  LinkBoughtOut: {
    contracts: ["escrow"],
    fields: {
      tag: { type: "uint256", unit: "id", meaning: "of the link" },
      credited: { type: "address", unit: "", meaning: "account that is credited the price" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "what arrived" },
    },
  },
  LinkEnded: {
    contracts: ["escrow"],
    fields: {
      tag: { type: "uint256", unit: "id", meaning: "of the link" },
      credited: { type: "address", unit: "", meaning: "account that was credited, and is no more" },
      by: {
        type: "address",
        unit: "",
        meaning: "account that waived it, bought it out, or cleared it away when its time was over",
      },
    },
  },
  LinkNoticeGiven: {
    contracts: ["escrow"],
    fields: {
      tag: { type: "uint256", unit: "id", meaning: "of the link" },
      by: { type: "address", unit: "", meaning: "account that gave notice: the sponsor's or the partnership's" },
      ends: { type: "uint256", unit: "unix seconds", meaning: "last moment it earns" },
    },
  },
  LinkOfferWithdrawn: {
    contracts: ["escrow"],
    fields: { terms_hash: { type: "bytes32", unit: "", meaning: "hash of what was offered" } },
  },
  LinkOffered: {
    contracts: ["escrow"],
    fields: {
      sponsor: { type: "address", unit: "", meaning: "account that may agree" },
      terms_hash: { type: "bytes32", unit: "", meaning: "hash of all that it would agree to" },
      tag: { type: "uint256", unit: "id", meaning: "of the link" },
      until: { type: "uint256", unit: "unix seconds", meaning: "last moment to agree" },
      share_bps: { type: "uint256", unit: "bps", meaning: "of all later income, before anybody else" },
      to_escrow: { type: "bool", unit: "", meaning: "whether the sponsor's escrow is credited" },
      ends: { type: "uint256", unit: "unix seconds", meaning: "last moment it earns, 0 if it has no end" },
      notice_days: { type: "uint256", unit: "number", meaning: "of days, from the notice of either side to the end" },
      price: {
        type: "uint256",
        unit: "smallest unit of the token",
        meaning: "that ends it when it is paid, 0 if it cannot be bought out",
      },
      price_token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      number: { type: "uint256", unit: "number", meaning: "tells links on the same terms apart" },
    },
  },
  LinkRedirected: {
    contracts: ["escrow"],
    fields: {
      former: { type: "address", unit: "", meaning: "account that was credited" },
      credited: { type: "address", unit: "", meaning: "account that is credited from now on" },
      tag: { type: "uint256", unit: "id", meaning: "of the link" },
    },
  },
  Liquidated: {
    contracts: ["escrow"],
    fields: {
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "that came out of the treasury" },
      repaid: { type: "uint256", unit: "smallest unit of the token", meaning: "of it, to contributors" },
      total_units: {
        type: "uint256",
        unit: "units of income",
        meaning: "of all partners together, who share the rest",
      },
    },
  },
  MandateEnded: {
    contracts: ["partnership"],
    fields: {
      number: { type: "uint256", unit: "number", meaning: "of the mandate, from 1" },
      resigned: { type: "bool", unit: "", meaning: "whether its holder gave it up" },
    },
  },
  MandateGiven: {
    contracts: ["partnership"],
    fields: {
      number: { type: "uint256", unit: "number", meaning: "of the mandate, from 1" },
      holder: { type: "address", unit: "", meaning: "account that may, zero: every partner with the role" },
      mandate: { type: "tuple", unit: "", meaning: "the mandate, see types.Mandate" },
      arguments: {
        type: "bytes32[]",
        unit: "",
        meaning: "first arguments (ether: payees) that it is for, if not for any",
      },
    },
  },
  MandatePaused: {
    contracts: ["partnership"],
    fields: {
      number: { type: "uint256", unit: "number", meaning: "of the mandate, from 1" },
      by: { type: "address", unit: "", meaning: "steering partner that paused it" },
      until: { type: "uint256", unit: "unix seconds", meaning: "last moment it cannot be used" },
    },
  },
  MandateUsed: {
    contracts: ["partnership"],
    fields: {
      number: { type: "uint256", unit: "number", meaning: "of the mandate, from 1" },
      holder: { type: "address", unit: "", meaning: "account that acted" },
      target: { type: "address", unit: "", meaning: "address that was called or paid" },
      amount: { type: "uint256", unit: "wei", meaning: "sent along" },
      data: { type: "bytes", unit: "", meaning: "calldata" },
    },
  },
  MatterEnding: {
    contracts: ["partnership"],
    fields: {
      target: { type: "address", unit: "", meaning: "address that is called, zero for all that takes ether along" },
      selector: {
        type: "bytes4",
        unit: "",
        meaning: "first four bytes of the calldata, ones for all calls at the target",
      },
      holder: { type: "address", unit: "", meaning: "account that is asked, zero for steering seats" },
      argument: {
        type: "bytes32",
        unit: "",
        meaning: "bytes; first argument of the calls it is about, zeros for any",
      },
      ends: { type: "uint256", unit: "unix seconds", meaning: "last moment it holds, this second if it is over" },
    },
  },
  MatterReserved: {
    contracts: ["partnership"],
    fields: {
      target: { type: "address", unit: "", meaning: "address that is called, zero for all that takes ether along" },
      selector: {
        type: "bytes4",
        unit: "",
        meaning: "first four bytes of the calldata, ones for all calls at the target",
      },
      holder: { type: "address", unit: "", meaning: "account that is asked, zero for steering seats" },
      matter: { type: "tuple", unit: "", meaning: "the reserved matter, see types.Matter" },
    },
  },
  MessageApproved: {
    contracts: ["partnership"],
    fields: {
      digest: { type: "bytes32", unit: "", meaning: "hash of the message, as isValidSignature takes it (ERC-1271)" },
      until: {
        type: "uint256",
        unit: "unix seconds",
        meaning: "last moment the signature is good, 0 if it is withdrawn",
      },
    },
  },
  MilestoneReached: {
    contracts: ["partnership"],
    fields: { milestone: { type: "bytes32", unit: "", meaning: "text in UTF-8, padded with zeros, or its hash" } },
  },
  MoveRefused: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner whose seat is offered" },
      refuser: { type: "address", unit: "", meaning: "account of the partner that refuses" },
      weight: { type: "uint256", unit: "weight", meaning: "of the refuser" },
      refused: { type: "uint256", unit: "weight", meaning: "of all who refused so far" },
    },
  },
  NftRecovered: {
    contracts: ["escrow"],
    fields: {
      collection: { type: "address", unit: "", meaning: "contract of the ERC-721" },
      token_id: { type: "uint256", unit: "id", meaning: "of the token that was moved" },
    },
  },
  NoticeGiven: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner" },
      leaves_at: { type: "uint256", unit: "unix seconds", meaning: "first moment to leave" },
    },
  },
  Objected: {
    contracts: ["partnership"],
    fields: {
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
      objector: { type: "address", unit: "", meaning: "account that objected" },
      objections: { type: "uint256", unit: "number", meaning: "of objections so far, this one included" },
      reason: { type: "string", unit: "", meaning: "of whoever did it, in its own words (UTF-8); may be empty" },
    },
  },
  ObjectorSet: {
    contracts: ["partnership"],
    fields: {
      account: { type: "address", unit: "", meaning: "account outside the partnership" },
      until: { type: "uint256", unit: "unix seconds", meaning: "last moment it may object, 0 if it may not any more" },
    },
  },
  PartnerAnswered: {
    contracts: ["partnership"],
    fields: { partner: { type: "address", unit: "", meaning: "account of the partner" } },
  },
  PartnerCalled: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner that is asked for a sign of life" },
      caller: { type: "address", unit: "", meaning: "account of the partner that asks" },
      answer_by: {
        type: "uint256",
        unit: "unix seconds",
        meaning: "last moment to answer before its weight may lapse",
      },
    },
  },
  PartnerExpelled: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner" },
      leaves_at: {
        type: "uint256",
        unit: "unix seconds",
        meaning: "first moment anyone may take it off the roster, 0 for a withdrawn invitation",
      },
    },
  },
  PartnerInvited: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner" },
      seat: { type: "uint256", unit: "number", meaning: "of its seat, from 0" },
      weight: { type: "uint256", unit: "weight", meaning: "once it has accepted" },
      units: { type: "uint256", unit: "units of income", meaning: "once it has accepted" },
      role: { type: "uint256", unit: "bits", meaning: "1 proposer, 2 steering, 4 mediator, 8 treasurer" },
      respond_by: { type: "uint256", unit: "unix seconds", meaning: "last moment to accept, 0 for founders" },
    },
  },
  PartnerLapsed: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner" },
      version: {
        type: "uint256",
        unit: "number",
        meaning: "of the terms that the partner did not accept in time, 0: it did not answer a call",
      },
    },
  },
  PartnerLeft: {
    contracts: ["partnership"],
    fields: { partner: { type: "address", unit: "", meaning: "account of the partner" } },
  },
  PartnerRecused: {
    contracts: ["partnership"],
    fields: {
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
      partner: { type: "address", unit: "", meaning: "account of the partner" },
      by_class: { type: "bool", unit: "", meaning: "whether the rules did it, and not the partner itself" },
      reason: { type: "string", unit: "", meaning: "of whoever did it, in its own words (UTF-8); may be empty" },
    },
  },
  PartnerReinstated: {
    contracts: ["partnership"],
    fields: { partner: { type: "address", unit: "", meaning: "account of the partner" } },
  },
  PartnerSuspended: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner" },
      until: {
        type: "uint256",
        unit: "unix seconds",
        meaning: "last moment of the suspension, unless a vote ends it before",
      },
    },
  },
  PartnershipSpunUp: {
    contracts: ["ecosystem"],
    fields: {
      partnership: { type: "address", unit: "", meaning: "address of the partnership, which holds the treasury" },
      creator: { type: "address", unit: "", meaning: "account that spun it up" },
      escrow: { type: "address", unit: "", meaning: "address of what it earns" },
      number: { type: "uint256", unit: "number", meaning: "of the partnership in its ecosystem, from 0" },
      name: { type: "string", unit: "", meaning: "of the partnership" },
    },
  },
  PaymentDeferred: {
    contracts: ["escrow"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account that could not be paid" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "stays to be claimed" },
    },
  },
  PayoutSet: {
    contracts: ["escrow"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account whose claims are paid elsewhere" },
      to: { type: "address", unit: "", meaning: "account they are paid to, zero: its own" },
    },
  },
  ProbationEnded: {
    contracts: ["partnership"],
    fields: { partner: { type: "address", unit: "", meaning: "account of the partner" } },
  },
  ProbationSet: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner" },
      ends: {
        type: "uint256",
        unit: "unix seconds",
        meaning: "last moment of the seat, 0 if the partner is confirmed",
      },
    },
  },
  ProposalCanceled: {
    contracts: ["partnership"],
    fields: {
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
    },
  },
  ProposalCreated: {
    contracts: ["partnership"],
    fields: {
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
      proposer: { type: "address", unit: "", meaning: "partner that proposes, or whose representative does" },
      targets: { type: "address[]", unit: "", meaning: "address that each action calls or pays" },
      values: { type: "uint256[]", unit: "wei", meaning: "sent along with each action" },
      signatures: { type: "string[]", unit: "", meaning: "empty texts, as in OpenZeppelin's Governor" },
      calldatas: { type: "bytes[]", unit: "", meaning: "calldata of each action" },
      voteStart: {
        type: "uint256",
        unit: "unix seconds",
        meaning: "ballots count the weight of this second and are taken from the next one on",
      },
      voteEnd: {
        type: "uint256",
        unit: "unix seconds",
        meaning: "last moment ballots are taken, unless the vote closes early",
      },
      description: { type: "string", unit: "", meaning: "what it is for" },
    },
  },
  ProposalExecuted: {
    contracts: ["partnership"],
    fields: {
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
    },
  },
  ProposalExtended: {
    contracts: ["partnership"],
    fields: {
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
      extendedDeadline: {
        type: "uint64",
        unit: "unix seconds",
        meaning: "last moment ballots are taken; earlier than before where the vote closes early",
      },
    },
  },
  ProposalStopped: {
    contracts: ["partnership"],
    fields: {
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
    },
  },
  RecoupmentSet: {
    contracts: ["escrow"],
    fields: { mode: { type: "uint256", unit: "number", meaning: "0 none, 1 in order, 2 pro rata" } },
  },
  RecusalContested: {
    contracts: ["partnership"],
    fields: {
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
      partner: { type: "address", unit: "", meaning: "account of the partner" },
    },
  },
  Redeemed: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account that left" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: {
        type: "uint256",
        unit: "smallest unit of the token",
        meaning: "its part of the treasury, paid or credited in the escrow",
      },
    },
  },
  RedemptionOwed: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account that left" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20" },
      amount: {
        type: "uint256",
        unit: "smallest unit of the token",
        meaning: "of its part of the treasury, which did not move",
      },
    },
  },
  RepresentativeNamed: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner" },
      representative: {
        type: "address",
        unit: "",
        meaning: "account that votes and proposes for it, zero: nobody any more",
      },
    },
  },
  ReserveCredited: {
    contracts: ["escrow"],
    fields: {
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: {
        type: "uint256",
        unit: "smallest unit of the token",
        meaning: "the treasury's share of one distribution",
      },
    },
  },
  ReserveSet: {
    contracts: ["escrow"],
    fields: {
      reserve_bps: {
        type: "uint256",
        unit: "bps",
        meaning: "of what sponsors and contributors leave, for the treasury",
      },
    },
  },
  RevenueClaimed: {
    contracts: ["escrow"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account that was paid" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "what was sent" },
    },
  },
  RevenueDistributed: {
    contracts: ["escrow"],
    fields: {
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "the partners' part" },
      total_units: { type: "uint256", unit: "units of income", meaning: "of all partners together" },
      era: {
        type: "uint256",
        unit: "number",
        meaning: "of the state of all units, one more with every change of them",
      },
    },
  },
  RevenuePaid: {
    contracts: ["escrow"],
    fields: {
      payer: { type: "address", unit: "", meaning: "account that paid" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      reference: {
        type: "bytes32",
        unit: "",
        meaning: "of the invoice: a short text in UTF-8 padded with zeros, or the keccak-256 of a longer one",
      },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "what arrived" },
    },
  },
  RevenuePaidOut: {
    contracts: ["escrow"],
    fields: {
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: {
        type: "uint256",
        unit: "smallest unit of the token",
        meaning: "the partners' part, a multiple of the total units",
      },
      total_units: { type: "uint256", unit: "units of income", meaning: "of all partners together" },
      era: {
        type: "uint256",
        unit: "number",
        meaning: "of the state of all units, one more with every change of them",
      },
    },
  },
  RoleChanged: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner" },
      previous: { type: "uint256", unit: "bits", meaning: "1 proposer, 2 steering, 4 mediator, 8 treasurer" },
      current: { type: "uint256", unit: "bits", meaning: "1 proposer, 2 steering, 4 mediator, 8 treasurer" },
      ends: { type: "uint256", unit: "unix seconds", meaning: "last moment of the role, 0 if it has no end" },
    },
  },
  RuleSet: {
    contracts: ["partnership"],
    fields: {
      decision_class: { type: "uint256", unit: "number", meaning: "of the class, 0 (strictest) to 15" },
      version: { type: "uint256", unit: "number", meaning: "of the rule of this class, from 1" },
      rule: { type: "tuple", unit: "", meaning: "the rule, see types.Rule: times in seconds, shares in bps" },
    },
  },
  SeatKept: {
    contracts: ["partnership"],
    fields: { partner: { type: "address", unit: "", meaning: "account of the partner" } },
  },
  SeatMoved: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account that had the seat" },
      to: { type: "address", unit: "", meaning: "account that has it now" },
      seat: { type: "uint256", unit: "number", meaning: "of the seat" },
    },
  },
  SeatOffered: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner" },
      to: { type: "address", unit: "", meaning: "account it is offered to" },
      ready_at: { type: "uint256", unit: "unix seconds", meaning: "first moment `to` may take it" },
      by_vote: { type: "bool", unit: "", meaning: "whether a vote offered it, and not the partner itself" },
    },
  },
  SharesChanged: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner" },
      weight: { type: "uint256", unit: "weight", meaning: "the partner has it from the next second on" },
      units: { type: "uint256", unit: "units of income", meaning: "the same" },
    },
  },
  SponsorCredited: {
    contracts: ["escrow"],
    fields: {
      sponsor: { type: "address", unit: "", meaning: "account that shares in the income before anybody else" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "its share of one distribution" },
    },
  },
  SponsorSet: {
    contracts: ["escrow"],
    fields: {
      sponsor: { type: "address", unit: "", meaning: "account that shares in the income before anybody else" },
      share_bps: { type: "uint256", unit: "bps", meaning: "of all later income, 0 if the link has ended" },
    },
  },
  TermsAccepted: {
    contracts: ["partnership"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner" },
      version: { type: "uint256", unit: "number", meaning: "of the terms" },
      terms_hash: { type: "bytes32", unit: "", meaning: "keccak-256 of the exact bytes of the document" },
    },
  },
  TermsPublished: {
    contracts: ["partnership"],
    fields: {
      version: { type: "uint256", unit: "number", meaning: "of the terms, from 1" },
      terms_hash: { type: "bytes32", unit: "", meaning: "keccak-256 of the exact bytes of the document" },
      uri: { type: "string", unit: "", meaning: "where the document can be read; may be empty" },
      window_closes: {
        type: "uint256",
        unit: "unix seconds",
        meaning: "until then the version before is good enough, 0 for the founding version",
      },
    },
  },
  TieBroken: {
    contracts: ["partnership"],
    fields: {
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
      tie_breaker: { type: "address", unit: "", meaning: "account that decided" },
      passes: { type: "bool", unit: "", meaning: "whether the proposal has passed" },
    },
  },
  TokenKnown: {
    contracts: ["escrow"],
    fields: {
      token: {
        type: "address",
        unit: "",
        meaning: "contract of the ERC-20; what arrives in it can be split from now on",
      },
      account: { type: "address", unit: "", meaning: "account that asked for that, the partnership's own: a vote" },
    },
  },
  TokenListed: {
    contracts: ["escrow"],
    fields: { token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" } },
  },
  TokenUnlisted: {
    contracts: ["escrow"],
    fields: { token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" } },
  },
  TreasuryCredited: {
    contracts: ["escrow"],
    fields: {
      account: { type: "address", unit: "", meaning: "account that left" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: {
        type: "uint256",
        unit: "smallest unit of the token",
        meaning: "of its part of the treasury, stays to be claimed",
      },
    },
  },
  Unfrozen: {
    contracts: ["escrow"],
    fields: {
      account: { type: "address", unit: "", meaning: "account that is owed it" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
    },
  },
  UnitsChanged: {
    contracts: ["escrow"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner" },
      previous: { type: "uint256", unit: "units of income", meaning: "before" },
      current: { type: "uint256", unit: "units of income", meaning: "from now on" },
      era: {
        type: "uint256",
        unit: "number",
        meaning: "of the state of all units, one more with every change of them",
      },
    },
  },
  UnvestedCredited: {
    contracts: ["escrow"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account whose units earned it before they vested" },
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "given to the treasury" },
    },
  },
  VestingSet: {
    contracts: ["escrow"],
    fields: {
      partner: { type: "address", unit: "", meaning: "account of the partner" },
      units: { type: "uint256", unit: "units of income", meaning: "that vest, 0 if everything has vested" },
      start_day: { type: "uint256", unit: "days since 1970-01-01, UTC", meaning: "nothing has vested before" },
      cliff_day: { type: "uint256", unit: "days since 1970-01-01, UTC", meaning: "nothing counts before" },
      end_day: { type: "uint256", unit: "days since 1970-01-01, UTC", meaning: "everything has vested from then on" },
      era: { type: "uint256", unit: "number", meaning: "of the state of units from which it holds" },
    },
  },
  VoteCast: {
    contracts: ["partnership"],
    fields: {
      voter: { type: "address", unit: "", meaning: "partner whose ballot it is" },
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
      support: { type: "uint8", unit: "number", meaning: "0 against, 1 for, 2 abstain" },
      weight: { type: "uint256", unit: "weight", meaning: "of the partner at the snapshot" },
      reason: { type: "string", unit: "", meaning: "of whoever did it, in its own words (UTF-8); may be empty" },
    },
  },
  VoteCastWithParams: {
    contracts: ["partnership"],
    fields: {
      voter: { type: "address", unit: "", meaning: "partner whose ballot it is" },
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
      support: { type: "uint8", unit: "number", meaning: "0 against, 1 for, 2 abstain" },
      weight: { type: "uint256", unit: "weight", meaning: "of the partner at the snapshot" },
      reason: { type: "string", unit: "", meaning: "of whoever did it, in its own words (UTF-8); may be empty" },
      params: { type: "bytes", unit: "", meaning: "what the voter sent along, not looked at" },
    },
  },
  VoteReduced: {
    contracts: ["partnership"],
    fields: {
      delegate: { type: "address", unit: "", meaning: "partner whose ballot a representative had cast" },
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
      support: { type: "uint8", unit: "number", meaning: "of that ballot: 0 against, 1 for, 2 abstain" },
      weight: { type: "uint256", unit: "weight", meaning: "that does not count there any more" },
    },
  },
  VotingClosed: {
    contracts: ["partnership"],
    fields: {
      proposalId: { type: "uint256", unit: "id", meaning: "of the proposal, as OpenZeppelin's hashProposal gives it" },
      deadline: {
        type: "uint256",
        unit: "unix seconds",
        meaning: "last moment ballots were taken, before the one announced",
      },
    },
  },
  WindingUpBegun: {
    contracts: ["partnership"],
    fields: {
      ground: {
        type: "uint256",
        unit: "number",
        meaning: "1 decided by vote, 2 end date, 3 deadlock, 4 one partner left, 5 income, 6 milestone",
      },
      kept: { type: "tuple[]", unit: "", meaning: "smallest unit of each token; stays in the treasury for debts" },
      kept_until: { type: "uint256", unit: "unix seconds", meaning: "last moment it stays, 0 where nothing does" },
    },
  },
  WindowClosed: {
    contracts: ["partnership"],
    fields: {
      version: {
        type: "uint256",
        unit: "number",
        meaning: "of the terms, which alone are good enough from the next second on",
      },
      accepted_weight: { type: "uint256", unit: "weight", meaning: "of partners that were shown to have accepted it" },
    },
  },
  WoundDown: {
    contracts: ["partnership", "escrow"],
    fields: {
      token: { type: "address", unit: "", meaning: "contract of the ERC-20, zero for ether" },
      beneficiary: { type: "address", unit: "", meaning: "account that got it" },
      amount: { type: "uint256", unit: "smallest unit of the token", meaning: "what was nobody's and was sent" },
    },
  },
};

/** Fields of events that are unix seconds. */
export const MOMENTS: readonly string[] = [
  "deadline",
  "due",
  "ends",
  "kept_until",
  "leaves_at",
  "ready_at",
  "respond_by",
  "until",
  "voteEnd",
  "voteStart",
  "window_closes",
];
