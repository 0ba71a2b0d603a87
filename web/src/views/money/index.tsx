/** Money: what is mine and why, who was paid, what came in, and what can be done about it. */

import { hrefOf, route } from "../../app/router";
import { place, snapshot } from "../../app/store";
import { account } from "../../app/wallet";
import { t } from "../../text";
import { ErrorBox, Icon, Loading } from "../../ui";
import { Contribute } from "./Contribute";
import { Everybody } from "./Everybody";
import { IssueInvoice } from "./IssueInvoice";
import { Known } from "./Known";
import { Overall } from "./Overall";
import { Pay } from "./Pay";
import { Payout } from "./Payout";
import { useBooks } from "./use";

const PARTS = { pay: Pay, contribute: Contribute, payout: Payout, token: Known, everybody: Everybody, invoice: IssueInvoice } as const;

export default function Money() {
  const words = t.value.money;
  const { books, trouble } = useBooks();
  const seen = snapshot.value;
  const [, part = ""] = route.value.path;
  if (!seen) return null;
  const history = seen.troubles.find((each) => each.startsWith("history:"));
  if (history !== undefined) return <ErrorBox title={words.unread} why={history.slice("history:".length)} />;
  if (!books) return trouble === undefined ? <Loading /> : <ErrorBox title={words.unread} why={trouble} />;
  const Part = Object.hasOwn(PARTS, part) ? PARTS[part as keyof typeof PARTS] : undefined;
  if (!Part) return <Overall books={books} me={account.value} />;
  return (
    <>
      <a class="crumb" href={hrefOf(place.value, "money")}><Icon name="left" small />{words.back_}</a>
      <Part books={books} />
    </>
  );
}
