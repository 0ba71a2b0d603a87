/** What is mine to claim now, and the button that pays it. */

import { ActProgress } from "../../app/ActProgress";
import { account, sender } from "../../app/wallet";
import { hrefOf } from "../../app/router";
import { SignButton } from "../../app/SignButton";
import { place, snapshot } from "../../app/store";
import type { Books } from "../../app/books";
import { askEscrow } from "../../chain/contracts";
import { earnedBy, expectedOf, type Earned } from "../../model/earnings";
import { claimCalls, splitCalls } from "../../model/escrow-calls";
import type { Snapshot } from "../../model/partnership";
import { keyOf } from "../../model/statement/proof";
import { t } from "../../text";
import { ETHER, type Address, type Token } from "../../types";
import { Address as Who, fill, Fold, Notice, Sum, Sums, When } from "../../ui";
import { decisionOf } from "./decision";
import { nameText, shortText, tokenAt, useChain } from "./use";

interface Mine {
  readonly token: Token;
  readonly earned: Earned;
  readonly waits: bigint;
  readonly expected: bigint;
}

/** What an account has in each token, ether first. */
export function minesOf(books: Books, who: Address): Mine[] {
  const { ledger, proof, seen } = books;
  return ledger.tokens.map((entry) => {
    const claimable = proof?.claimable.get(keyOf(entry.token, who));
    return {
      token: tokenAt(seen, entry.token),
      earned: earnedBy(ledger, entry, who, ledger.time, claimable),
      waits: entry.undistributed,
      expected: entry.undistributed ? expectedOf(ledger, entry, who, ledger.time, entry.undistributed) : 0n,
    };
  });
}

export function Purse({ books, who }: { books: Books; who: Address }) {
  const words = t.value.money;
  const seen = snapshot.value ?? books.seen;
  const mines = minesOf(books, who);
  const open = mines.filter(({ earned }) => earned.due > 0n);
  const isMe = account.value === who;
  const payout = useChain(`payout:${who}`, (batch, now) => askEscrow(batch, now.escrow, "payout_of", who));
  const tokens = open.map(({ token }) => token.address);
  const label = open.length === 1 && open[0] ? words.claimOne(shortText(open[0].token, open[0].earned.due)) : words.claimAll(open.length);
  return (
    <section class="card purse" aria-labelledby="claim">
      <div>
        <h2 id="claim">{isMe ? words.purse : words.purseOf(nameText(who))}</h2>
        {open.length === 0 ? <p class="soft purse__none">{words.nothingNow} {mines.some(({ waits }) => waits > 0n) ? words.nothingSplit : words.nothingCame}</p> : (
          <div class="purse__sums">{open.map(({ token, earned }) => <p key={token.address}><Sum of={{ token, amount: earned.due }} big /></p>)}</div>
        )}
        {payout !== undefined && <p class="small soft">{fill(payout === who || payout === ETHER ? words.toOwn : words.toOther, { account: <Who of={payout === ETHER ? who : payout} noCopy source={false} /> })} {isMe && <a href={hrefOf(place.value, "money", "payout")}>{words.elsewhere}</a>}</p>}
        {mines.map(({ token, earned }) => earned.frozen && <Kept key={token.address} seen={seen} token={token} earned={earned} />)}
        {mines.filter(({ earned }) => earned.later > 0n).map(({ token, earned }) => (
          <p class="small soft" key={token.address}>{fill(words.later, { sum: <Sum of={{ token, amount: earned.later }} /> })}</p>
        ))}
      </div>
      {open.length > 0 && (
        <div class="purse__act">
          <SignButton label={label} calls={claimCalls(seen.escrow, tokens.slice(0, 16), who)} subject={`claim:${who}`} connect={words.claimConnect} isQuiet />
          {open.length > 1 && (
            <Fold summary={t.value.common.more}>
              {open.map(({ token }) => <SignButton key={token.address} kind="plain" label={words.claimOnly(token.symbol)} calls={claimCalls(seen.escrow, [token.address], who)} subject={`claim:${who}:${token.address}`} connect={words.claimConnect} isQuiet />)}
            </Fold>
          )}
        </div>
      )}
      {open.length === 0 && <Last subject={`claim:${who}`} />}
      <Waiting seen={seen} mines={mines} who={who} />
    </section>
  );
}

function Kept({ seen, token, earned }: { seen: Snapshot; token: Token; earned: Earned }) {
  const words = t.value.money;
  const { frozen } = earned;
  if (!frozen) return null;
  const number = decisionOf(seen, frozen.transaction);
  const by = number === undefined ? "" : <a href={hrefOf(place.value, "proposals", number)}>{words.frozenBy(number)}</a>;
  return <p class="small purse__kept">{fill(words.frozen, { sum: <Sum of={{ token, amount: frozen.amount }} />, when: <When at={frozen.until} edge="opening" utc />, by })}</p>;
}

/** What came in and is not split: nobody has to wait for somebody else to do it. */
export function Waiting({ seen, mines, who }: { seen: Snapshot; mines: readonly Mine[]; who: Address | undefined }) {
  const words = t.value.money;
  const waiting = mines.filter(({ waits }) => waits > 0n);
  if (waiting.length === 0) return who === undefined ? null : <Last subject={`split-claim:${who}`} />;
  const sums = (of: (mine: Mine) => bigint) => waiting.filter((mine) => of(mine) > 0n).map((mine) => ({ token: mine.token, amount: of(mine) }));
  const arrived = waiting.map(({ token }) => token.address);
  const listed = mines.filter(({ token }) => token.isListed).map(({ token }) => token.address);
  const split = splitCalls(seen.escrow, arrived, listed);
  const expected = sums((mine) => mine.expected);
  const claimed = mines.filter(({ earned, expected: more }) => earned.due + more > 0n).map(({ token }) => token.address);
  const both = who === undefined ? [] : claimCalls(seen.escrow, claimed.slice(0, 16), who);
  return (
    <div class="purse__wait">
      <Notice kind="wait">
        {fill(words.waits, { sum: <Sums of={sums((mine) => mine.waits)} /> })} {expected.length > 0 && fill(words.waitsMine, { sum: <Sums of={expected} /> })}
      </Notice>
      <div class="acts">
        {who !== undefined && expected.length > 0 && <SignButton kind="plain" label={words.splitClaim} calls={[...split, ...both]} parts={[...split.map(() => words.splitParts.split), ...both.map(() => words.splitParts.claim)]} subject={`split-claim:${who}`} connect={words.splitConnect} isQuiet />}
        <SignButton kind="plain" label={words.split} calls={split} subject="split" connect={words.splitConnect} isQuiet />
      </div>
    </div>
  );
}

/** What became of an act whose button is gone, because it did what it was for; and what is still to come of it. */
function Last({ subject }: { subject: string }) {
  const at = place.value;
  const who = account.value;
  const act = at && who && sender.actsOf(at.chainId, at.partnership).find((each) => each.subject === subject && each.account === who);
  return act ? <div class="purse__wait"><ActProgress act={act} /></div> : null;
}
