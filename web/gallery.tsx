// Every component on one page, with data that strains it. For who changes the style; it is not part of what ships.
import { render } from "preact";
import { useState } from "preact/hooks";

import "./src/style/index.css";
import { t } from "./src/text";
import type { Address as AddressType, Names, Token } from "./src/types";
import * as ui from "./src/ui";

const { Address, ActionCard, AddUp, AllDigits, Bar, BarKey, Button, ButtonLink, Card, Checkbox, CheckGroup, Choices, Count, DateField, Dialog, Empty, ErrorBox, Facts, FileField, Flow, Icon, KeyHelp, LiveRegion, Loading, Log, Mark, Menu, MoneyChart, NamesContext, Notice, Panel, Part, Partner, Percent, Progress, Row, Said, SaidLink, Seats, Section, Segments, SelectField, Skeleton, Span, State, Steps, Sum, Summary, SumField, Sums, Table, Tag, Test, TextField, TimeLine, Todo, TreePicture, VirtualList, When, You, AddressField } = ui;

const ether: Token = { address: "0x0000000000000000000000000000000000000000", symbol: "ETH", decimals: 18, isEther: true, isListed: true };
const usdx: Token = { address: "0x5FbDB2315678afecb367f032d93F642f64180aa3", symbol: "USDX", decimals: 6, isEther: false, isListed: true };
const northwind = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const eastport = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const southbank = "0x663F3ad617193148711d28f5334eE4Ed07016602";
const westgate = "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955";
const unknown = "0x976EA74026E726554dB657fA54763abd0C3a0aa9";
const names: Names = {
  of(address: AddressType) {
    if (address === northwind) return { name: "Northwind Shipping GmbH", source: "roster" };
    if (address === eastport) return { name: "Eastport Terminals Ltd", source: "roster" };
    if (address === southbank) return { name: "Southbank Haulage SARL", source: "book" };
    if (address === westgate) return { name: "Westgate AG", source: "proposal" };
    return undefined;
  },
};
const NOW = 1_796_634_840;
const DAY = 86_400;
const hostile = "Pay \u202Egnp.exe\u202C to N\u043Erthwind\u200B, \u0430\u0441\u0435 \udcff\udcfe <img src=x onerror=alert(1)>\n\nline two\nline three ".repeat(9);

function Tables() {
  const [all, setAll] = useState(false);
  const rows = [["Northwind Shipping GmbH", 5216666666666666666n, 3989683333n], ["Eastport Terminals Ltd", 1939583333333333333n, 0n], ["Westgate AG", 1108333333333333333n, 1994841666n]] as const;
  return (
    <Section title="Statement, all partners" aside={<Button kind="quiet" small pressed={all} onPress={() => setAll(!all)}>{all ? t.value.common.cutDigits : t.value.common.showDigits}</Button>}>
      <Card>
        <AllDigits.Provider value={all}>
          <Table
            caption="Statement" phone="three" full={all}
            columns={[{ key: "who", head: "Since the founding" }, ...["ETH", "USDX"].flatMap((group) => ["earned", "paid out", "to claim"].map((head) => ({ key: group + head, head, group, right: true })))]}
            rows={rows.map(([name, eth, usd], at) => ({
              key: name, me: at === 0,
              cells: [<>{name} {at === 0 && <You />}<br /><span class="small soft">40 units</span></>, ...[eth, 0n, eth].map((amount, place) => <Sum key={place} of={{ token: ether, amount }} pad noUnit />), ...[usd, 0n, usd].map((amount, place) => <Sum key={place} of={{ token: usdx, amount }} pad noUnit />)],
            }))}
            foot={[{ key: "all", cells: ["Together", ...[9999999999999999998n, 0n, 6674999999999999999n].map((amount, place) => <Sum key={place} of={{ token: ether, amount }} pad noUnit />), ...[12598999998n, 0n, 6614474999n].map((amount, place) => <Sum key={place} of={{ token: usdx, amount }} pad noUnit />)] }]}
          />
        </AllDigits.Provider>
      </Card>
      <Notice kind="ok" title="It adds up to the last digit, and the chain says the same."><p>10 ETH received = 3.324999999999999999 paid + 6.674999999999999999 to claim + 0.000000000000000002 left by rounding.</p></Notice>
    </Section>
  );
}

function Forms() {
  const [sum, setSum] = useState("1,500");
  const [token, setToken] = useState(ether);
  const [to, setTo] = useState("east");
  const [text, setText] = useState("Pay Crane Supplies for the third crane, invoice CS-0502");
  const [date, setDate] = useState<number | undefined>(NOW + 9 * DAY);
  const [choice, setChoice] = useState<"for" | "against" | "abstain">();
  const [ticked, setTicked] = useState(true);
  const [wrong, setWrong] = useState("12 500,00");
  return (
    <div class="cols">
      <Card kind="form">
        <SumField label="How much" value={sum} onChange={(text, _, of) => { setSum(text); setToken(of); }} token={token} tokens={[ether, usdx]} hint="The treasury holds 2 ETH. Write a point before decimals." />
        <SumField label="How much, typed wrongly" value={wrong} onChange={setWrong} token={usdx} error={ui.numberTrouble({ ok: false, why: "ambiguous", readings: ["12500.00", "1250000"] })} />
        <AddressField label="To whom" value={to} onChange={setTo} suggestions={([northwind, eastport, southbank] as const).map((address) => ({ address, name: names.of(address) ?? { name: "", source: "book" } }))} hint="An address, or a name from your address book." />
        <TextField label="What for" lines={4} value={text} onChange={setText} mostBytes={2048} hint="The first line is the title. Everybody can read it, for good." />
        <SelectField label="Kind" value="a" onChange={() => undefined} options={[{ value: "a", text: "A payment" }, { value: "b", text: "A partner" }]} optional />
        <DateField label="Until" value={date} onChange={setDate} />
        <FileField label="The terms" file={{ name: "terms.md", size: 12_345 }} onFile={() => undefined} hint="The hash is made here; the file is sent to nobody." />
        <CheckGroup legend="Does a partner gain by this without being paid by it?" hint="Whoever gains does not vote on it.">
          {["Northwind Shipping GmbH", "Eastport Terminals Ltd", "Southbank Haulage SARL"].map((name) => <Checkbox key={name} checked={ticked} onChange={setTicked}>{name}</Checkbox>)}
        </CheckGroup>
      </Card>
      <div class="aside">
        <Panel title="Your vote" small={<>Northwind Shipping GmbH, 40 of 100 votes, counted on Fri 4 Dec. <b>You decide this one.</b></>} onSubmit={() => undefined}>
          <Choices legend="Your vote" hideLegend value={choice} onChange={setChoice} options={[
            { value: "for", title: "For", text: "It passes: 75 of 100 votes, 2 of 3 partners." },
            { value: "against", title: "Against", text: "It fails: 35% for, 1 of 3 partners." },
            { value: "abstain", title: "Abstain", why: "Abstaining is not counted here." },
          ]} />
          <TextField label="Your reason" optional lines={3} value="" onChange={() => undefined} mostBytes={1024} hint="Everybody can read it, for good." />
          <Notice kind="ok" title="Tried out: your vote would be counted."><p>Network fee about 0.0001 ETH.</p></Notice>
          <div><Button kind="sign" wide type="submit" why={choice ? false : "Choose for, against or abstain first"} showWhy>{choice ? "Vote for" : "Choose your vote"}</Button></div>
          <Button kind="quiet" wide>Sign only, without a fee</Button>
          <Progress hash="0x567b41fd222f199dc0b9be8434fc21d952b2a673346366b1448c9394a2212017" of={[
            { key: "1", text: t.value.progress.confirm, is: "done" }, { key: "2", text: t.value.progress.sent, is: "doing" }, { key: "3", text: "In a block. Your vote counts.", is: "open" }, { key: "4", text: t.value.progress.final, is: "open" },
          ]} />
          <Progress of={[{ key: "1", text: t.value.progress.confirm, is: "done" }, { key: "2", text: t.value.progress.reverted("ballots: voted already"), is: "failed" }]}><Button small>Look again</Button></Progress>
          <p class="small soft">A vote cannot be taken back.</p>
        </Panel>
      </div>
    </div>
  );
}

function Overlays() {
  const [open, setOpen] = useState("");
  return (
    <Section title="Menus and dialogs">
      <Card pad>
        <div class="dl">
          <Menu button="More" label="More" items={[{ key: "a", text: "Stay out of this vote", note: "You gain by it", icon: "door", onPress: () => undefined }, { key: "b", text: "Object", why: "Only once it has passed", onPress: () => undefined }, { key: "-", line: true }, { key: "c", text: "All proposals", href: "#x" }]} />
          <Button onPress={() => setOpen("dialog")}>A dialog</Button>
          <Button onPress={() => setOpen("keys")}>Keys</Button>
        </div>
      </Card>
      {open === "dialog" && <Dialog title="Connect a wallet" onClose={() => setOpen("")} foot={<Button onPress={() => setOpen("")}>Leave it</Button>}><p>Choose one that is in this browser.</p><TextField label="Name" value="" onChange={() => undefined} /></Dialog>}
      {open === "keys" && <KeyHelp onClose={() => setOpen("")} of={[{ key: "a", keys: ["/"], what: "Open another partnership" }, { key: "b", keys: ["g", "p"], what: "Proposals" }, { key: "c", keys: ["?"], what: "This list" }]} />}
    </Section>
  );
}

function Gallery() {
  const tabs = ["overview", "proposals", "money", "partners", "terms", "projects"] as const;
  return (
    <NamesContext.Provider value={names}>
      <a class="skip" href="#main">{t.value.common.skip}</a>
      <header class="top">
        <div class="wrap top__row">
          <a class="brand" href="#x" aria-label="Polypact"><Mark /><span>Polypact</span></a><span class="slash" aria-hidden="true">/</span>
          <Menu class="which" label="Change partnership" button={<><span>Harbour Joint Venture</span><Icon name="down" /></>} items={[{ key: "a", text: "Another", href: "#x" }]} />
          <span class="grow" /><span class="net">Sepolia, test money</span>
          <button class="who" type="button"><span class="vh">Connected as Northwind</span><span class="who__mono" aria-hidden="true">NS</span><span class="who__name" aria-hidden="true">Northwind Shipping GmbH</span><span class="hex" aria-hidden="true">0xf39F…2266</span></button>
          <ui.IconButton icon="theme" label="Theme" onPress={() => { document.documentElement.dataset["theme"] = document.documentElement.dataset["theme"] === "dark" ? "light" : "dark"; }} />
        </div>
        <nav class="tabs wrap" aria-label="Harbour"><ul>{tabs.map((tab) => <li key={tab}><a href="#x" aria-current={tab === "proposals" ? "page" : undefined}><Icon name={tab} /><span class="tabs__word" data-word={t.value.shell.tabs[tab]}>{t.value.shell.tabs[tab]}</span>{tab === "proposals" && <Count of={2} label="waiting" />}</a></li>)}</ul></nav>
      </header>
      <div class="alarm" role="alert"><div class="wrap"><Icon name="shieldBroken" /><p>The node’s answers contradict each other: the id of proposal 2 does not follow from its actions. Sign nothing.</p></div></div>
      <div class="alarm alarm--wait" role="status"><div class="wrap"><Icon name="warn" /><p><b>The node does not answer.</b> What you see is of 10:40.</p><Button small>Try again</Button></div></div>
      <main id="main" class="wrap" tabIndex={-1}>
        <div class="head">
          <a class="crumb" href="#x"><Icon name="left" />All proposals</a>
          <p class="small soft">Proposal 2</p>
          <h1><Said as="title" text="Admit Westgate AG, which brings the river route" /></h1>
          <div class="head__state"><State kind="open">Open for votes</State><span>closes <When at={NOW + 4 * DAY} edge="closing" utc away /></span></div>
          <p class="lead">Put forward by <Address of={eastport} nameOnly /> on <When at={NOW - 5 * DAY} dateOnly />. Decided by the constitution rule.</p>
          <Steps of={["Read", "Check your share", "Accept"]} at={1} />
        </div>
        <div class="stack">
          <div class="cols">
            <div class="stack c1">
              <Section title="Waits for Northwind" aside={<a href="#x">Put the dates in a calendar</a>}>
                <Card>
                  <Todo icon="pen" title={<>Vote on proposal 3 by <When at={NOW + 3 * DAY} edge="closing" noYear /></>} act={<ButtonLink kind="sign" href="#x">Read and vote</ButtonLink>}>Pay Elbe Survey Ltd 0.4 ETH. Your 40 votes would decide it at once. <Span seconds={3 * DAY + 18_000} units={2} /> left.</Todo>
                  <Todo icon="wallet" title={<>Claim <Sums of={[{ token: ether, amount: 5216666666666666666n }, { token: usdx, amount: 3989683333n }]} /></>} act={<ButtonLink href="#x">See why, claim</ButtonLink>}>Earned, and yours to claim whenever you like. It does not lapse.</Todo>
                </Card>
              </Section>
              <Section title="What it does: 1 thing">
                <Card>
                  <ActionCard
                    sentence={<>Invite <Address of={westgate} /> as a partner with weight <b>20</b> and <b>20</b> units, as a proposer; to accept the terms within <b>14 days</b>.</>}
                    note={t.value.addresses.sources.proposal}
                    change={{ caption: "Shares", columns: [{ key: "a", head: "Share of votes and income" }, { key: "b", head: "now", right: true }, { key: "c", head: "once it has joined", right: true }], rows: [["Northwind Shipping GmbH", 40n], ["Eastport Terminals Ltd", 35n], ["Westgate AG", 20n]].map(([name, units]) => ({ key: String(name), cells: [<>{name} {name === "Northwind Shipping GmbH" && <You />}</>, <Percent key="n" of={BigInt(units ?? 0)} all={100n} />, <Percent key="t" of={BigInt(units ?? 0)} all={120n} />] })) }}
                    trial={<Notice kind="ok" title="Tried out on block 9,661,204: it would succeed."><p>Assuming the vote passes. 120 of the 125 units that the terms allow would be given.</p></Notice>}
                    raw={{ action: { target: unknown, value: 0n, data: "0x8f2839700000000000000000000000014dc79964da2c08b23698b3d3cc7ca32193d9955" }, toWhom: "the membership of Harbour Joint Venture", signature: "admit(address partner, uint256 weight)", arguments: [westgate, "20"] }}
                  />
                  <ActionCard number={2} raw={{ action: { target: unknown, value: 1n, data: "0x12345678" } }} trial={<Notice kind="against" title="Tried out: it would be refused."><p>treasury: not enough</p></Notice>} />
                </Card>
              </Section>
              <Section title="How it stands: it would fail now">
                <Card kind="tests">
                  <Test state="wait" title="Enough take part" value="35 of the 60 needed"><Bar for={35n} against={25n} abstain={8n} all={100n} goal={{ needed: 60n }} /><BarKey for={35n} against={25n} abstain={8n} open={32n} /></Test>
                  <Test state="no" title="Enough weight is for" value="58.33…% of the 66.67% needed" foot="35 for, of 60 for and against"><Bar for={35n} against={25n} all={60n} goal={{ share: 6_667n }} /></Test>
                  <Test state="yes" title="More partners are for than against" value="2 for, 1 against" foot="Every partner counts once here, however large."><Seats of={[{ key: "a", name: "Eastport", side: "for" }, { key: "b", name: "Southbank", side: "against" }, { key: "c", name: "Northwind", side: "open" }, { key: "d", name: "Westgate", side: "recused" }, { key: "e", name: "Kestrel", side: "abstain" }]} /></Test>
                </Card>
              </Section>
              <Section title="Proposals" aside={<a href="#x">Make a proposal</a>}>
                <Card>
                  {[[3n, "Pay Elbe Survey Ltd for the inspection of berth 4, invoice ES-118"], [2n, "Admit Westgate AG, which brings the river route"]].map(([number, title], at) => (
                    <article class="row prop" key={String(number)}>
                      <span class="prop__no"><span class="vh">Proposal </span>{String(number)}</span><h3 class="prop__t"><a href="#x"><Said as="title" text={String(title)} /></a></h3><p class="prop__m">Eastport Terminals. Pays 0.4 ETH. Ordinary rule.</p>
                      <div class="prop__s"><State kind={at === 0 ? "open" : "done"}>{at === 0 ? "Open for votes" : "Carried out 14 Dec"}</State>{at === 0 && <Bar mini for={35n} against={20n} all={120n} goal={{ needed: 48n }} />}<span class="small soft">35 for, 48 needed</span></div>
                    </article>
                  ))}
                </Card>
              </Section>
            </div>
            <div class="stack c2">
              <Section title="Money" inCard aside={<a href="#x">All money</a>}>
                <Table caption="Money" phone="flush" columns={[{ key: "p", head: <span class="vh">Place</span> }, { key: "e", head: "ETH", right: true }, { key: "u", head: "USDX", right: true }]} rows={[{ key: "t", cells: [<>Treasury<br /><span class="small soft">spent by vote</span></>, <Sum key="e" of={{ token: ether, amount: 2n * 10n ** 18n }} pad noUnit />, <Sum key="u" of={{ token: usdx, amount: 0n }} pad noUnit />] }, { key: "e", cells: [<>Escrow<br /><span class="small soft">spent by no one</span></>, <Sum key="e" of={{ token: ether, amount: 6675000000000000001n }} pad noUnit />, <Sum key="u" of={{ token: usdx, amount: 6614475002n }} pad noUnit />] }]} />
              </Section>
              <Section title="What was agreed" inCard aside={<a href="#x">Read the terms</a>}>
                <Facts of={[{ key: "a", term: "Income is split", wide: "Contributions repaid first, then 5% of the rest to the treasury, then partners by units" }, { key: "b", term: "To leave", value: "60 days’ notice" }, { key: "c", term: "Units, at most", value: <Part of={120n} all={125n} /> }]} />
              </Section>
              <Section title="Next dates" inCard>
                <TimeLine of={[{ key: "a", is: "past", title: "Put forward", when: <When at={NOW - 5 * DAY} noYear away="below" /> }, { key: "b", is: "now", title: "Open for votes", text: "Eastport can still call the proposal off." }, { key: "c", is: "coming", title: "Voting closes", when: <When at={NOW + 4 * DAY} noYear edge="closing" away="below" /> }]} />
              </Section>
              <Card pad><Summary of={[{ key: "a", term: "Votes", value: "25 of 100", small: "25%" }, { key: "b", term: "Paid before you", value: "3 ETH, then 5%", small: "Northwind’s contribution, then the reserve", line: true }]} /></Card>
            </div>
          </div>
          <Section title="Partners">
            <Card>
              <Table caption="Partners" phone="three" columns={[{ key: "p", head: "Partner and role" }, { key: "w", head: "Weight in votes", label: "Votes", right: true }, { key: "u", head: "Units of income", label: "Units", right: true }, { key: "a", head: "Accepted terms 1", label: "Accepted", right: true }]} rows={["Northwind Shipping GmbH", "Eastport Terminals Ltd", "Südbank Spedition und Hafenlogistik Gesellschaft mit beschränkter Haftung"].map((name, at) => ({ key: name, me: at === 0, cells: [<Partner key="p" name={name} href="#x" me={at === 0}>Proposer, treasurer</Partner>, <Part key="w" of={40n} all={120n} />, <Part key="u" of={40n} all={120n} />, <When key="a" at={NOW} dateOnly noWeekday />] }))} />
            </Card>
          </Section>
          <Card kind="purse"><div><h2>Yours to claim now</h2><div class="purse__sums"><Sum big of={{ token: ether, amount: 5216666666666666666n }} /><Sum big of={{ token: usdx, amount: 3989683333n }} /></div><p class="small soft">Paid to your own account.</p></div><div><Button kind="sign">Claim both, in one transaction</Button></div></Card>
          <div class="cols">
            <Section title="Who was paid in which order" aside={<Segments label="Token" value="ETH" onChange={() => undefined} options={[{ value: "ETH", text: "ETH" }, { value: "USDX", text: "USDX" }]} />}>
              <Flow token={ether} income={10n * 10n ** 18n} title="10 ETH came in" small="invoice 2026-0117" label="How 10 ETH were split" mine="Northwind" steps={[{ key: "s", title: "Sponsors", small: "there are none", parts: [] }, { key: "c", title: "Contributions repaid", small: "all of it is yours", parts: [{ key: "n", amount: 3n * 10n ** 18n, isMine: true }] }, { key: "t", title: "Treasury", small: "5% of the 7 ETH left", parts: [{ key: "t", amount: 35n * 10n ** 16n, isMine: false }] }, { key: "p", title: "Partners, by units", small: "yours: 40 of 120", parts: [{ key: "n", amount: 2216666666666666666n, isMine: true }, { key: "e", amount: 1939583333333333333n, isMine: false }, { key: "h", amount: 1385416666666666666n, isMine: false }, { key: "w", amount: 1108333333333333333n, isMine: false }] }]} />
            </Section>
            <Section title="So your part is"><AddUp of={[{ key: "a", what: "Your contribution of 26 Nov, repaid", sum: <Sum of={{ token: ether, amount: 3n * 10n ** 18n }} />, small: "3 of 3 ETH are back; nothing is left to repay" }, { key: "b", what: "By units: 40 of 120 of 6.65 ETH", sum: <Sum of={{ token: ether, amount: 2216666666666666666n }} /> }, { key: "c", what: "Together", sum: <Sum of={{ token: ether, amount: 5216666666666666666n }} />, kind: "total" }, { key: "d", what: "Claimed so far", sum: <Sum of={{ token: ether, amount: 0n }} />, kind: "soft" }]} /></Section>
          </div>
          <Tables />
          <Section title="Money over time"><MoneyChart token={ether} title="ETH over time" movements={[3, 8, 0, 5, 9, 2, 4].map((amount, at) => ({ at: NOW - (7 - at) * 30 * DAY, in: BigInt(amount) * 10n ** 17n, out: at % 2 ? 0n : BigInt(amount) * 5n * 10n ** 16n }))} /></Section>
          <Section title="Who pays whom">
            <TreePicture
              label="Harbour" heads={{ 0: "Partners share by units", 1: "This partnership", 2: "Projects" }}
              nodes={[{ key: "n", name: "Northwind Shipping GmbH", lines: ["company"], column: 0 }, { key: "e", name: "Eastport Terminals Ltd", lines: ["company"], column: 0 }, { key: "s", name: "Southbank Haulage SARL", lines: ["signs with a Safe"], column: 0 }, { key: "w", name: "Westgate AG", lines: ["company"], column: 0 }, { key: "us", name: "Harbour Joint Venture", lines: ["in force, 4 partners", "treasury 2 ETH"], column: 1, isUs: true }, { key: "k", name: "Kestrel Pump Supply", lines: ["in force, another ecosystem"], column: 1, href: "#k" }, { key: "r", name: "River Barge Pilot", lines: ["of Westgate and Southbank", "ends 31 Dec 2028"], column: 2, href: "#r" }, { key: "c", name: "Chassis Pool", lines: ["offered until 13 Jan 2027"], column: 2, isOpen: true }, { key: "q", name: "Cold Store Quay 4 with a name that is far too long for any box", lines: ["ends 30 Jun 2029"], column: 2 }]}
              links={[{ from: "us", to: "n", text: "40 of 120" }, { from: "us", to: "e", text: "35 of 120" }, { from: "us", to: "s", text: "25 of 120" }, { from: "us", to: "w", text: "20 of 120" }, { from: "r", to: "us", text: "10% to us" }, { from: "c", to: "us", text: "12% offered", isOpen: true }, { from: "q", to: "us", text: "8% to us" }, { from: "q", to: "k", text: "6% to it" }]}
              list={[{ key: "us", name: "Harbour Joint Venture", isUs: true, lines: ["in force, treasury 2 ETH"], branches: [{ key: "r", name: "River Barge Pilot", href: "#r", lines: ["pays us 10% until 31 Dec 2028"] }, { key: "c", name: "Chassis Pool", href: "#c", lines: ["offers us 12%; not agreed yet"] }] }]}
            />
          </Section>
          <Section title="Who voted: 2 of 3">
            <Card>
              <article class="row ballot"><ui.Mono name="Southbank Haulage" /><div><h3>Southbank Haulage SARL</h3><p class="small soft"><When at={NOW} noYear />. Through its Safe, 2 of 2 owners.</p></div><p class="ballot__v v-against">Against, 25</p><Said text="Sixteen percent for a route that nobody has costed. Show us the year first." /></article>
              <article class="row ballot"><ui.Mono name="Eastport" me /><div><h3>Eastport Terminals Ltd <You /></h3><p class="small soft">Not yet</p></div><p class="ballot__v soft">40 open</p></article>
            </Card>
          </Section>
          <Section title="Strangers’ text"><Card pad><div class="stack stack--near"><Said text={hostile} lines={4} /><Said text="שלום עולם, 合同, Договор" /><p>In a sentence: <Said as="inline" text={"a\u202Eb"} />.</p><p><SaidLink uri="https://example.org/terms.pdf" /></p><p><SaidLink uri="javascript:alert(1)" /></p><p><SaidLink uri="https://northwind.example@evil.org/" /></p></div></Card></Section>
          <Section title="Addresses and sums"><Card pad><div class="stack stack--near"><p><Address of={northwind} /></p><p><Address of={southbank} source /></p><p><Address of={westgate} full /></p><p>Unknown: <Address of={unknown} /></p><p><Sum of={{ token: ether, amount: 2n }} />, <Sum of={{ token: usdx, amount: -1500000n }} />, <Sum of={{ token: { ...usdx, symbol: "US\u202ED", trouble: "no decimals" }, amount: 12345n }} />, <Sum full of={{ token: ether, amount: 2n ** 256n - 1n }} /></p><p><Tag>proposer</Tag> <State kind="good">Paid in full</State> <State kind="bad">It failed</State> <State kind="wait">Offered</State> <State kind="done">Carried out</State></p></div></Card></Section>
          <Forms />
          <Overlays />
          <Section title="Lately"><Log of={[{ key: "a", when: <When at={NOW} noYear noWeekday />, what: "Eastport voted for proposal 3" }, { key: "b", when: <When at={NOW} noYear noWeekday />, what: <>Eastport claimed <Sums of={[{ token: ether, amount: 1939583333333333333n }]} /></> }]} /></Section>
          <Section title="Notices"><div class="stack stack--near"><Notice title="What no contract can hold"><p>A project that has its customers pay somewhere else pays us nothing.</p></Notice><Notice kind="wait" title="First allow the escrow to take 12,500 USDX" /><Notice kind="against"><p>This is not the document named on chain. It cannot be accepted. Ask Northwind for the right one.</p></Notice><ErrorBox title="The node does not answer." why={"connect \u202Erefused"} onAgain={() => undefined}>What you see is of 10:40.</ErrorBox><Empty act={<Button>Make a proposal</Button>}>No proposals yet. Any proposer can make the first.</Empty><Skeleton rows={2} /></div></Section>
          <Section title="A long list"><Card><VirtualList label="Proposals" of={Array.from({ length: 2_000 }, (_, at) => at)} keyOf={String} row={(at) => <Row kind="prop"><span class="prop__no">{at + 1}</span><h3 class="prop__t"><a href={`#${at}`}>Proposal {at + 1}{at % 3 === 0 && " with a title that goes on and on and on, so that it takes two lines at least, and on a phone quite a few more than that"}</a></h3></Row>} /></Card></Section>
        </div>
      </main>
      <footer class="foot"><div class="wrap"><ul><li><Icon name="shield" />Block 9,661,204, 4 seconds old, from localhost:8545</li><li>6 of 6 checks against the chain agree</li><li>Page 0.5.0, build 9f2c 41ab</li></ul></div></footer>
      <LiveRegion />
    </NamesContext.Provider>
  );
}

ui.followChain(NOW);
const root = document.getElementById("app");
if (root) render(location.hash === "#loading" ? <main class="wrap"><Loading /></main> : <Gallery />, root);
