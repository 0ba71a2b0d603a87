/** Which view a route shows. The overview comes with the page; the others are fetched when they are first asked for. */

import type { FunctionComponent } from "preact";
import { lazy } from "preact/compat";
import { Overview } from "../views/overview";
import type { Texts } from "../text";

type Loading = () => Promise<{ default: FunctionComponent }>;
export type Tab = keyof Texts["shell"]["tabs"];

export interface View {
  readonly component: FunctionComponent;
  /** The tab that it belongs to; none for what stands beside them. */
  readonly tab: Tab | undefined;
}

const view = (tab: Tab | undefined, load: Loading): View => ({ component: lazy(load), tab });

const HOME = view(undefined, () => import("../views/home"));
const FOUND = view(undefined, () => import("../views/found"));
const SETTINGS = view(undefined, () => import("../views/settings"));
const MISSING = view(undefined, () => import("../views/missing"));

const OVERVIEW: View = { component: Overview, tab: "overview" };
const PROPOSALS = view("proposals", () => import("../views/proposals"));
const PROPOSAL = view("proposals", () => import("../views/proposal"));
const BALLOTS = view("proposals", () => import("../views/ballots"));
const PROPOSE = view("proposals", () => import("../views/propose"));
const MONEY = view("money", () => import("../views/money"));
const STATEMENT = view("money", () => import("../views/statement"));
const PARTNERS = view("partners", () => import("../views/partners"));
const SEAT = view("partners", () => import("../views/seat"));
const TERMS = view("terms", () => import("../views/terms"));
const ACCEPT = view("terms", () => import("../views/accept"));
const PROJECTS = view("projects", () => import("../views/projects"));
const MANDATE = view("terms", () => import("../views/mandate"));
const HISTORY = view("overview", () => import("../views/history"));

const NUMBER = /^(0|[1-9]\d{0,8})$/;

/** @param hasPlace Whether the link names a partnership. */
export function viewOf(hasPlace: boolean, path: readonly string[]): View {
  const [first = "", second = ""] = path;
  if (!hasPlace) {
    if (first === "") return HOME;
    if (first === "found") return FOUND;
    return first === "settings" ? SETTINGS : MISSING;
  }
  switch (first) {
    case "":
      return OVERVIEW;
    case "proposals":
      if (second === "") return PROPOSALS;
      if (second === "new") return PROPOSE;
      if (second === "signed") return BALLOTS;
      return NUMBER.test(second) ? PROPOSAL : MISSING;
    case "money":
      return second === "statement" ? STATEMENT : MONEY;
    case "partners":
      if (second === "") return PARTNERS;
      return NUMBER.test(second) ? SEAT : MISSING;
    case "terms":
      return TERMS;
    case "accept":
      return ACCEPT;
    case "projects":
      return PROJECTS;
    case "mandates":
      return NUMBER.test(second) ? MANDATE : MISSING;
    case "history":
      return HISTORY;
    case "settings":
      return SETTINGS;
    default:
      return MISSING;
  }
}
