/** That it adds up, and that the chain says the same; or what does not. */

import { comparesAll, type Books } from "../../app/books";
import { safeLine, wholeText } from "../../format";
import { splitOf } from "../../model/statement/book";
import { counts, type TokenLedger } from "../../model/statement/ledger";
import { type Comparison, verdict } from "../../model/statement/proof";
import type { Problem } from "../../model/statement/problems";
import { t } from "../../text";
import type { Address } from "../../types";
import { Button, fill, Notice, unitText } from "../../ui";
import { dueOf } from "./AllTable";
import { entriesOf, fullText, nameText, tokenAt } from "./use";

export function Proof({ books }: { books: Books }) {
  const words = t.value.money;
  const { proof, ledger } = books;
  if (!proof) return <div class="note--below"><Notice kind="wait" live>{words.comparing}</Notice></div>;
  const found = verdict(ledger, proof);
  const equations = entriesOf(ledger).map((entry) => <p key={entry.token}>{equation(books, entry)}</p>);
  if (found.addsUp) {
    const isAll = proof.asked >= proof.accounts;
    return (
      <div class="note--below">
        <Notice kind="ok" title={isAll ? words.addsUp : words.addsUpSome(proof.asked, proof.accounts)}>
          {equations}
          {!isAll && <p><Button small kind="quiet" onPress={() => { comparesAll.value = true; }}>{words.compareAll}</Button></p>}
        </Notice>
      </div>
    );
  }
  return (
    <div class="note--below">
      <Notice kind="against" title={found.isNodesFault ? words.doesNot : words.doesNotToken} live>
        {found.differing.slice(0, 5).map((each) => <p key={`${each.what}${each.token ?? ""}${each.about ?? ""}`}>{differs(books, each)}</p>)}
        {found.problems.slice(0, 5).map(({ token, problem }, at) => <p key={at}>{problemText(books, token, problem)}</p>)}
      </Notice>
    </div>
  );
}

function differs(books: Books, each: Comparison) {
  const words = t.value.money;
  const who = each.about === undefined ? "" : /^0x[0-9a-fA-F]{40}$/.test(each.about) ? nameText(each.about as Address) : safeLine(each.about, 40);
  const unit = each.token === undefined ? "" : ` (${unitText(tokenAt(books.seen, each.token))})`;
  return fill(words.differs, { what: <code>{each.what}</code>, who: `${who}${unit}`, log: each.byLog, chain: each.byChain ?? words.noAnswer });
}

function problemText(books: Books, token: Address | undefined, problem: Problem): string {
  const words = t.value.money;
  const unit = token === undefined ? "" : `${unitText(tokenAt(books.seen, token))}: `;
  return `${unit}${words.problems[problem.kind]}${problem.block === undefined ? "" : ` (${words.atBlock(problem.block)})`}`;
}

/** `10 ETH received = 3.32… paid + 6.67… to claim + 0.000000000000000002 left by rounding`, with all digits. */
export function equation(books: Books, entry: TokenLedger): string {
  const words = t.value.money;
  const token = tokenAt(books.seen, entry.token);
  const { undistributed } = entry;
  const sum = (amount: bigint) => fullText(token, amount);
  const bare = (amount: bigint) => sum(amount).replace(/ [^ ]*$/, "");
  const due = entry.lines.reduce((all, line) => all + dueOf(books, entry, line), 0n);
  const frozen = entry.lines.reduce((all, line) => all + line.frozen, 0n);
  const balance = entry.lines.reduce((all, line) => all + line.balance, 0n);
  const later = balance - due - frozen;
  const came = splitOf(entry.tiers) + undistributed;
  const more = [
    ...(frozen ? [words.equationFrozen(bare(frozen))] : []),
    ...(later ? [words.equationLater(bare(later))] : []),
    ...(undistributed ? [words.equationWaiting(bare(undistributed))] : []),
  ];
  return words.equation(sum(came), bare(entry.paid), bare(due), more.join(""), bare(entry.remainder));
}

/** Tokens that change no verdict, told by the log alone. */
export function Others({ books }: { books: Books }) {
  const words = t.value.money;
  const { others } = books.ledger;
  const formers = books.ledger.tokens.filter((entry) => !counts(entry.standing));
  if (others.length + formers.length === 0) return null;
  return <p class="small soft key--below">{words.othersTitle(others.length + formers.length)}: {[...others.slice(0, 10).map((each) => each.token), ...formers.map((each) => each.token)].join(", ")}. {words.othersWhy} {others.length > 10 ? `(${wholeText(others.length)})` : ""}</p>;
}

