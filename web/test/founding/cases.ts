/**
 * Drafts, and what the page makes of each: its spec file, what it finds wrong, and the config; for
 * tests/unit/spec/test_page_founding.py, which has the commands read the same file and compares.
 */

import { CLASS_KEYS, type Draft, type DraftFounder, type DraftMatter, newDraft, NO_DEAL, PRESETS, type PresetName, rule } from "../../src/model/founding/draft";
import { MODE } from "../../src/generated/enums";
import { blockingOf } from "../../src/model/founding/blocking";
import { configOf } from "../../src/model/founding/config";
import { findings, showPath } from "../../src/model/founding/findings";
import { RESERVABLE } from "../../src/model/founding/reserved";
import { CLASS_OF } from "../../src/model/founding/rules";
import { specYaml } from "../../src/model/founding/yaml";

/** What the test's clock says. */
const NOW = 1_764_300_000n;
/** Put in the place of the hash of the document, which the test makes. */
const DOCUMENT_HASH = `0x${"d0".repeat(32)}` as const;

const NORTHWIND: DraftFounder = {
  account: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
  name: "Northwind Shipping GmbH",
  weight: "40",
  units: "40",
  role: ["proposer", "treasurer"],
};
const EASTPORT: DraftFounder = {
  account: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
  name: "Eastport Terminals Ltd",
  weight: "35",
  units: "60",
  role: [],
};
const TOKEN = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

function draft(some: Partial<Draft> = {}): Draft {
  return {
    ...newDraft(),
    name: "Harbour Joint Venture",
    founders: [NORTHWIND, EASTPORT],
    terms: { file: "terms.md", hash: DOCUMENT_HASH, uri: "" },
    ecosystem: "0xFb32dd376fF1c6E55CF522610C52d38A584a1986",
    ...some,
  };
}

function preset(name: PresetName): Draft {
  return draft({ preset: name, rules: PRESETS[name] });
}

function named(name: string): Draft {
  return draft({ name, founders: [{ ...NORTHWIND, name }, EASTPORT] });
}

function founder(some: Partial<DraftFounder>): Draft {
  return draft({ founders: [{ ...NORTHWIND, ...some }, EASTPORT] });
}

function ordinary(some: Parameters<typeof rule>[0]): Draft {
  const { ordinary: usual, ...others } = PRESETS.balanced;
  return draft({ rules: { ...others, ordinary: { ...(usual ?? rule({})), ...some } } });
}

function constitutional(some: Parameters<typeof rule>[0]): Draft {
  const { constitutional: usual } = PRESETS.balanced;
  return draft({ rules: { ...PRESETS.balanced, constitutional: { ...(usual ?? rule({})), ...some } } });
}

function reserved(...matters: Partial<DraftMatter>[]): Draft {
  return draft({ tokens: [TOKEN], reserved: matters.map((some) => ({ what: "admission", holder: NORTHWIND.account, days: "10", notice: "", ...some })) });
}

const full = draft({
  founders: [
    { ...NORTHWIND, contributes: { token: "ether", amount: "3000000000000000000" } },
    { ...EASTPORT, role: ["proposer", "steering", "mediator", "treasurer"], contributes: { token: TOKEN, amount: "12500000000" } },
    { account: "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65", name: "Südhafen – Lager & Co", weight: "0", units: "1,000", role: ["steering"] },
  ],
  tokens: [TOKEN],
  reserved: [
    ...RESERVABLE.filter((what) => !["payments", "change of terms", "change of rules", "signing", "sponsors", "suspension"].includes(what)).map((what) => ({ what, holder: NORTHWIND.account, days: "10", notice: "" })),
  ],
  capital: [
    { token: "ether", money: "3000000000000000000", in_kind: "" },
    { token: TOKEN, money: "", in_kind: "12500000000" },
    { token: "0x90F79bf6EB2c4f870365E785982E1f101E93b906", money: "", in_kind: "" },
  ],
  deal: {
    notice: "60 days",
    redeemable: "12.5%",
    units_ceiling: "2000",
    weight_ceiling: "1_250",
    sponsors_ceiling: "1050 bps",
    reserve_ceiling: "10%",
    seat_move: "1 day 12 hours",
    answer_call: "2 months".replace("2 months", "60 days"),
    deadlock: "45 days",
  },
  recoupment: "pro rata",
  reserve: "5%",
  ends: "2036-12-31",
  terms: { file: "terms.md", hash: DOCUMENT_HASH, uri: "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi" },
  deadline: "2026-03-01T18:00:00Z",
  bound: "90 minutes",
  daoUri: "https://example.org/dao.json",
});

const NAMES = [
  "yes", "No", "null", "~", "true", "12", "1e3", "0x10", ".5", "1_000", "# Harbour", "- Harbour", "Harbour: joint", "'Harbour'",
  'He said "so"', "back\\slash", "{Harbour}", "[Harbour]", "&anchor", "*star", "!tag", "%percent", "@at", "`tick`", "| pipe", "> fold",
  "Société Générale", "Müller & Söhne", "株式会社ハーバー", "Ελληνική Ναυτιλία", "Гавань", "Нarbour", "Ηarbour", "🚢 Ship", "a\tb", "a\u200bb",
  "a\u202eb", "a\u00a0b", " lead", "trail ", "", "   ", "line\nbreak", "a\u0085b", "a\u2028b", "\ufeffbom", "a\u0000b", "x".repeat(31), "x".repeat(32),
  "ü".repeat(16), "x".repeat(101), "ether", "Treasury", "OWN", "0xdeadbeef", "test::1", "1234", "1-2-3", "#1 Harbour", "ＥＴＨＥＲ", "ETH", "ﬁrst",
  "straße", "a\u0301", "ſ", "K",
];

const cases: readonly (readonly [string, Draft])[] = [
  ["the three presets: balanced", preset("balanced")],
  ["the three presets: simple", preset("simple")],
  ["the three presets: together", preset("together")],
  ["everything at once", full],
  ...RESERVABLE.map((what) => [`reserved: ${what}`, reserved({ what, holder: EASTPORT.account, days: "7 days", notice: "1095" })] as const),
  ["reserved: payments of ether alone", { ...reserved({ what: "payments", notice: "0" }), tokens: [] }],
  ["reserved: too many payments", { ...reserved({ what: "payments" }, {}), tokens: Array.from({ length: 8 }, (_, at) => `0x${String(at + 11).padStart(40, "0")}`) }],
  ["reserved: too many", reserved(...Array.from({ length: 17 }, (_, at) => ({ holder: `0x${String(at + 1).padStart(40, "0")}` })))],
  ["reserved: to two", reserved({}, { holder: EASTPORT.account })],
  ["reserved: to one twice", reserved({ what: "change of terms" }, { what: "change of business" })],
  ["reserved: to nobody", reserved({ holder: "" })],
  ...["", "0", "91", "90", "1 week", "36 hours", "1 day 24 hours", "ten days", "2 months", "1.5", "-1", "13 weeks"].map((days) => [`reserved: ${days} to answer`, reserved({ days })] as const),
  ...["0", "1096", "3 years", "2 weeks", "half a year"].map((notice) => [`reserved: ended with ${notice}`, reserved({ notice })] as const),
  ["reserved: longer than the constitution waits", reserved({ days: "40" })],
  ["reserved: longer than anything waits", reserved({ what: "payments", days: "40" })],
  ["reserved: payments longer than what is ordinary waits", reserved({ what: "payments", days: "20" })],
  ["reserved: where rules are wrong", { ...reserved({ days: "30" }), rules: { ...PRESETS.balanced, constitutional: rule({ ...PRESETS.balanced.constitutional, execution_window: "soon" }) } }],
  ["reserved: where rules are missing", { ...reserved({ days: "20" }), rules: { ordinary: rule({ ...PRESETS.balanced.ordinary }) } }],
  ["no terms at all", draft({ terms: { file: "", hash: "", uri: "" } })],
  ["only an address of the document", draft({ terms: { file: "", hash: "", uri: "https://example.org/terms.md" } })],
  ["an address and a hash", draft({ terms: { file: "", hash: DOCUMENT_HASH, uri: "https://example.org/terms.md" } })],
  ["no founders", draft({ founders: [] })],
  ["one founder", draft({ founders: [NORTHWIND] })],
  ["65 founders", draft({ founders: Array.from({ length: 65 }, (_, at) => ({ ...NORTHWIND, name: `Founder ${at} Ltd`, account: `0x${String(at + 1).padStart(40, "0")}` })) })],
  ["a founder twice, in other letters", draft({ founders: [NORTHWIND, { ...EASTPORT, account: NORTHWIND.account.toLowerCase() }] })],
  ["a name twice", draft({ founders: [NORTHWIND, { ...EASTPORT, name: "northwind  shipping GMBH" }] })],
  ["nobody proposes", draft({ founders: [{ ...NORTHWIND, role: ["steering"] }, EASTPORT] })],
  ["nobody has weight", draft({ founders: [{ ...NORTHWIND, weight: "0" }, { ...EASTPORT, weight: "0" }] })],
  ["nothing at all for one", draft({ founders: [NORTHWIND, { ...EASTPORT, weight: "0", units: "0" }] })],
  ["too much together", draft({ founders: [{ ...NORTHWIND, weight: "1099511627775", units: "4294967295" }, EASTPORT] })],
  ["tokens twice, and too many", draft({ tokens: [TOKEN, TOKEN.toLowerCase(), ...Array.from({ length: 7 }, (_, at) => `0x${String(at + 11).padStart(40, "0")}`)] })],
  ["a deadline that is over", draft({ deadline: "2025-01-01T00:00:00Z" })],
  ["a deadline far ahead", draft({ deadline: "2028-01-01T00:00:00Z" })],
  ["an end before the beginning", draft({ ends: "2025-12-01" })],
  ["an end that is no date", draft({ ends: "2025-13-01" })],
  ["no deal", draft({ deal: NO_DEAL })],
  ["no recovery where all are needed", draft({ rules: { constitutional: rule({ ...PRESETS.together.constitutional }), ordinary: rule({ ...PRESETS.simple.ordinary }) } })],
  ["a recovery that needs everybody, too", draft({ rules: { ...PRESETS.together, recovery: rule({ ...PRESETS.together.recovery, quorum: "100%" }) } })],
  ["no ordinary rule", draft({ rules: { constitutional: rule({ ...PRESETS.simple.constitutional }) } })],
  ["no time to leave", constitutional({ execution_delay: "2 days", execution_window: "31 days" })],
  ["lazy about the constitution", constitutional({ mode: "lazy", approval: "", seat_approval: "" })],
  ["a tie breaker of the constitution", constitutional({ tie_breaker: TOKEN, mode: "majority", seat_approval: "" })],
  ["a tie breaker where there are ties", ordinary({ tie_breaker: TOKEN })],
  ["a tie breaker where there are none", ordinary({ tie_breaker: TOKEN, approval: "60%" })],
  ["lazy", ordinary({ mode: "lazy", approval: "", recusal: "", objections: "", contested_approval: "" })],
  ["lazy with what it has not", ordinary({ mode: "lazy", quorum: "0%", approval: "60%" })],
  ["unanimous with what it has not", ordinary({ mode: "unanimous", quorum: "90%" })],
  ["seats where none are counted", ordinary({ seat_approval: "50%" })],
  ["no time to object", ordinary({ execution_delay: "59 minutes" })],
  ["an approval that leaves no room", ordinary({ approval: "90%" })],
  ["a contested approval that is none", ordinary({ contested_approval: "50%" })],
  ["a contested approval without use", ordinary({ objections: "", recusal: "" })],
  ["no contested approval", ordinary({ contested_approval: "" })],
  ["an extension beyond the vote", ordinary({ extension: "5 days" })],
  ["names of classes", ordinary({ name: "Recovery" })],
  ["a class that is a number", ordinary({ name: "12" })],
  ["a long name of a class", ordinary({ name: "ü".repeat(17) })],
  ["a class with a name", ordinary({ name: "Everyday business" })],
  ["rules that many can block", draft({ founders: [NORTHWIND, EASTPORT, { ...EASTPORT, account: TOKEN, name: "Southbank", weight: "25" }], rules: { ...PRESETS.together, ordinary: rule({ ...PRESETS.balanced.ordinary, mode: "lazy", approval: "", recusal: "", objections: "", contested_approval: "", name: "Daily business" }) } })],
  ["a rule with nothing in it", draft({ rules: { ...PRESETS.simple, ordinary: rule({}) } })],
  ...["", "2", "two days", "2 months", "1.5 days", "0.3 seconds", "31 days", "1,5 days", "1 d 2 h", "2 weeks,", "-1 day", "1.0001 s", "5", "1e3", "0 days", "1'000 minutes"].map(
    (span) => [`span ${span}`, ordinary({ voting_delay: span })] as const,
  ),
  ...["", "50", "50 %", "101%", "66.667%", "6667 bps", "49.99%", "half", "1.000,5%", "0x10", "%", "50 percent", ".5%", "5.e1"].map(
    (share) => [`share ${share}`, ordinary({ approval: share })] as const,
  ),
  ...["", "1.5", "-1", "abc", "1,000", "1.000,5", "0100", "1_000", "+7", "4294967296", "99999999999999999999", "1e3", "it's", "0", "yes", "1,00", "1.000"].map(
    (units) => [`units ${units}`, founder({ units })] as const,
  ),
  ...["", "northwind".padEnd(9), "0x1234", "f39Fd6e51aad88F6F4ce6aB8827279cffFb92266", "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92267", `0x${"0".repeat(40)}`, `0x${"ab".repeat(32)}`, "0XF39FD6E51AAD88F6F4CE6AB8827279CFFFB92266", `0x${"g".repeat(40)}`]
    .filter((account) => account !== "northwind")
    .map((account) => [`account ${account}`, founder({ account })] as const),
  ...["ftp://example.org", "example.org", "https://example.org/ä", "https://[::1/x", `https://example.org/${"x".repeat(250)}`, "IPFS://x", " https://x", "ar://x y", "mailto:x"].map(
    (uri) => [`address ${uri}`, draft({ terms: { file: "terms.md", hash: DOCUMENT_HASH, uri } })] as const,
  ),
  ...["", "14", "14 fortnights", "30 seconds", "366 days", "2026-12-31", "tomorrow"].map((deadline) => [`deadline ${deadline}`, draft({ deadline })] as const).filter(([, { deadline }]) => deadline !== "2026-12-31"),
  ...["29 days", "181 days", "30 days 1 hour", "60 days"].map((days) => [`days ${days}`, draft({ deal: { ...NO_DEAL, answer_call: days, deadlock: days } })] as const),
  ...["", "12.5", "99999999999999999999999999999999999", "-5", "1,000"].map(
    (amount) => [`amount ${amount}`, founder({ contributes: { token: "ether", amount } })] as const,
  ),
  ...NAMES.map((name) => [`name ${JSON.stringify(name)}`, named(name)] as const),
];

/** In the words of the commands. */
function blocking(of: Draft): string[] {
  const config = configOf(of, NOW);
  return config.rules.flatMap(({ decision_class, rule: each }) => {
    const found = blockingOf(config.founders.map(({ weight }) => weight), Number(decision_class), each);
    const names = (places: readonly number[]) => places.map((at) => of.founders[at]?.name ?? "");
    const silently = Number(each.mode) === MODE.UNANIMOUS ? "by staying silent, abstaining or voting against" : "by staying silent or voting against";
    const ways = [[names(found.silent), silently], [names(found.against), "by voting against"]] as const;
    const told = ways.filter(([who]) => who.length > 0).map(([who, how]) => `${each_(who)} ${how}`);
    const written = CLASS_KEYS.find((key) => CLASS_OF[key] === Number(decision_class)) ?? "ordinary";
    const name = of.rules[written]?.name || written;
    return told.length > 0 ? [`one partner alone can keep the class '${name}' from deciding: ${told.join("; ")}`] : [];
  });
}

function each_(who: readonly string[]): string {
  return who.length === 1 ? (who[0] ?? "") : `${who.slice(0, -1).join(", ")} and ${who.at(-1) ?? ""}, each`;
}

/** All of it as JSON. */
export function told(documentHash: string): string {
  const found = cases.map(([about, each]) => {
    const wrong = findings(each, NOW);
    const spec = wrong.filter(({ isChains }) => !isChains).map(({ path, message }) => [showPath(path), message]);
    return { about, yaml: specYaml(each), findings: spec, config: wrong.length === 0 ? configOf(each, NOW) : null, blocking: wrong.length === 0 ? blocking(each) : [] };
  });
  const text = JSON.stringify({ now: Number(NOW), cases: found }, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
  return text.replaceAll(DOCUMENT_HASH, documentHash);
}
