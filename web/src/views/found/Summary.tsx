import { bpsText, safeLine, shortHash, sumText, wholeText } from "../../format";
import { configOf, shownDeal } from "../../model/founding/config";
import { OWN, OWN_ESCROW, unpackedMatters } from "../../model/founding/reserved";
import type { Config } from "../../generated/views";
import { roleWords } from "../../model/roles";
import { t } from "../../text";
import { ETHER, type Address as AddressType, type Token } from "../../types";
import { Address, Card, Copy, decimalsOf, Facts, fill, Row, Section, Table, unitText, When } from "../../ui";
import { DecidingTable } from "../terms/Deciding";
import { matterText } from "../terms/matterText";
import { dealFacts } from "../terms/dealWords";
import { namesNow, rulesNow } from "./Deciding";
import { Order } from "./Money";
import { draft, now } from "./state";
import { useDraftTokens } from "./tokens";

/** All of what the wallet is asked to send, read from that itself: what does not stand here is not founded. */
export function Summary({ config: sent }: { config: Config | undefined }) {
  const words = t.value.found;
  // Without a node nothing can be sent, and times are counted from the reader's clock.
  const config = sent ?? configOf(draft.value, now.value);
  const { tokens } = useDraftTokens();
  const sum = (of: "weight" | "units") => config.founders.reduce((all, founder) => all + founder[of], 0n);
  const paysIn = (account: AddressType) => config.required.filter(({ founder }) => founder === account).map(({ token, amount }) => sumOf(tokens, token, amount)).join(", ");
  return (
    <>
      <Section title={words.whoFounds}>
        <Card>
          <Table
            caption={words.whoFounds}
            phone="three"
            columns={[
              { key: "who", head: words.founder },
              { key: "votes", head: words.votes, right: true },
              { key: "units", head: words.units, right: true },
              { key: "roles", head: words.roles },
              { key: "in", head: words.paysIn, right: true },
            ]}
            rows={config.founders.map((founder, at) => ({
              key: founder.account,
              cells: [
                <><b>{safeLine(draft.value.founders[at]?.name ?? "", 60)}</b><br /><span class="small"><Address of={founder.account} name={{ name: "", source: "book" }} full noCopy /></span></>,
                wholeText(founder.weight),
                wholeText(founder.units),
                roleWords(Number(founder.role), t.value.roles) || t.value.common.none,
                paysIn(founder.account) || t.value.common.nothing,
              ],
            }))}
            foot={[{ key: "all", cells: [t.value.common.together, wholeText(sum("weight")), wholeText(sum("units")), "", ""] }]}
          />
        </Card>
      </Section>
      <Order />
      <DecidingTable title={words.soItDecides} rules={rulesNow()} names={namesNow()} />
      <Promised config={config} tokens={tokens} />
      <Section title={t.value.terms.theDeal}><Card pad><Facts of={dealFacts(shownDeal(config))} /></Card></Section>
      <Section title={words.theRest}><Card pad><Facts of={restOf(config, tokens)} /></Card></Section>
    </>
  );
}

/** Who is asked before what, read from the calls that the founding makes. */
function Promised({ config, tokens }: { config: Config; tokens: readonly Token[] }) {
  const words = t.value.found.reserved;
  const known = new Map(tokens.filter(({ isEther }) => !isEther).map((token) => [token.address, token]));
  const nameOfFounder = (account: AddressType) => draft.value.founders[config.founders.findIndex((founder) => founder.account === account)]?.name ?? "";
  const matters = unpackedMatters(config.calls);
  if (matters.length === 0) return null;
  return (
    <Section title={words.title}>
      <Card>
        {matters.map((matter, at) => (
          <Row key={at} kind="row--pad">
            <p>{fill(words.promised(matter.days, matter.notice_days), { what: <b>{matterText(matter, { partnership: OWN, escrow: OWN_ESCROW, tokens: known })}</b>, who: safeLine(nameOfFounder(matter.holder), 60) })}</p>
            <p class="small"><Address of={matter.holder} name={{ name: "", source: "book" }} full noCopy /></p>
          </Row>
        ))}
      </Card>
    </Section>
  );
}

function restOf(config: Config, tokens: readonly Token[]) {
  const words = t.value.found;
  const repaid = config.capital.map(({ token, money, in_kind }) => `${sumOf(tokens, token, money)} ${words.inKind(sumOf(tokens, token, in_kind))}`);
  return [
    { key: "document", term: words.document, value: <span class="nowrap">{shortHash(config.terms_hash)} <Copy text={config.terms_hash} label={t.value.terms.copyHash} /></span>, wide: config.terms_uri === "" ? undefined : safeLine(config.terms_uri, 200) },
    { key: "deadline", term: words.deadline, value: <When at={config.formation_deadline} edge="closing" utc /> },
    ...(config.bound_until > 0n ? [{ key: "bound", term: words.bound, value: <When at={config.bound_until} edge="closing" utc /> }] : []),
    { key: "recoupment", term: words.recoupment, value: words.recoupments[draft.value.recoupment].title, wide: repaid.length > 0 ? `${words.capital}: ${repaid.join("; ")}` : undefined },
    { key: "reserve", term: words.reserve, value: config.reserve_bps > 0n ? bpsText(config.reserve_bps) : t.value.common.none },
    { key: "tokens", term: words.tokens, value: ["ETH", ...config.tokens.map((token) => nameOf(tokens, token))].join(", "), wide: config.tokens.length > 0 ? config.tokens.map((token) => `${nameOf(tokens, token)}: ${token}`).join(", ") : undefined },
    ...(config.dao_uri === "" ? [] : [{ key: "dao", term: words.daoUri, wide: safeLine(config.dao_uri, 200) }]),
  ];
}

function sumOf(tokens: readonly Token[], address: AddressType, amount: bigint): string {
  const token = tokens.find((one) => one.address === address);
  if (!token) return t.value.found.unreadSum(wholeText(amount), address);
  return sumText({ token: { ...token, symbol: unitText(token), decimals: decimalsOf(token) }, amount }, true);
}

function nameOf(tokens: readonly Token[], address: AddressType): string {
  const token = tokens.find((one) => one.address === address);
  return address === ETHER || !token ? t.value.found.unread : unitText(token);
}
