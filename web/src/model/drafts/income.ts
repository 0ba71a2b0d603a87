/** In which order later income is paid, and who shares in it by a link. */

import { BOUNDS } from "../../generated/bounds";
import { RECOUPMENTS } from "../../generated/enums";
import { ETHER } from "../../types";
import type { DraftKind } from "./kinds";
import { own } from "./making";

const WAYS = Object.values(RECOUPMENTS);

export const INCOME: Readonly<Record<string, DraftKind>> = {
  offer_link: {
    group: "income",
    fields: [
      { name: "sponsor", kind: "account" },
      { name: "share", kind: "share" },
      { name: "to_escrow", kind: "flag" },
      { name: "until", kind: "date", optional: true },
      { name: "notice", kind: "days", most: BOUNDS.MAX_LINK_NOTICE_DAYS, initially: "90" },
      { name: "buy_out", kind: "sum", optional: true },
      { name: "number", kind: "whole", optional: true },
    ],
    make: (fields) => {
      const price = fields.has("buy_out") ? fields.sum("buy_out") : { token: ETHER, amount: 0n };
      return [
        own(fields.around, "offer_link", {
          sponsor: fields.account("sponsor"),
          share_bps: fields.share("share"),
          to_escrow: fields.flag("to_escrow"),
          ends: fields.date("until"),
          notice_days: fields.days("notice"),
          price: price.amount,
          price_token: price.token,
          number: fields.has("number") ? fields.whole("number") : 0n,
        }),
      ];
    },
  },
  give_link_notice: {
    group: "income",
    fields: [{ name: "link", kind: "hex" }],
    make: (fields) => [own(fields.around, "give_link_notice", BigInt(fields.hex("link", 3)))],
  },
  buy_out_link: {
    group: "income",
    fields: [
      { name: "link", kind: "hex" },
      { name: "amount", kind: "sum" },
    ],
    make: (fields) => {
      const { token, amount } = fields.sum("amount");
      return [{ ...own(fields.around, "buy_out_link", BigInt(fields.hex("link", 3)), amount), value: token === ETHER ? amount : 0n }];
    },
  },
  set_sponsor: {
    group: "income",
    fields: [
      { name: "sponsor", kind: "account" },
      { name: "share", kind: "share" },
    ],
    make: (fields) => [own(fields.around, "set_sponsor", fields.account("sponsor"), fields.share("share"))],
  },
  set_reserve: {
    group: "income",
    fields: [{ name: "share", kind: "share" }],
    make: (fields) => [own(fields.around, "set_reserve", fields.share("share"))],
  },
  set_recoupment: {
    group: "income",
    fields: [{ name: "mode", kind: "choice", choices: WAYS }],
    make: (fields) => [own(fields.around, "set_recoupment", BigInt(WAYS.indexOf(fields.choice("mode"))))],
  },
  know_token: {
    group: "income",
    fields: [{ name: "token", kind: "account" }],
    make: (fields) => [own(fields.around, "know_token", fields.account("token"))],
  },
  list_token: {
    group: "income",
    fields: [{ name: "token", kind: "account" }],
    make: (fields) => [own(fields.around, "list_token", fields.account("token"))],
  },
  unlist_token: {
    group: "income",
    fields: [{ name: "token", kind: "token" }],
    make: (fields) => [own(fields.around, "unlist_token", fields.token("token"))],
  },
};
