/**
 * All English of the page. One section a view; each ends with its own comment, above which its strings are added.
 * A string with `{names}` is filled by `fill` from ui/, so that names, sums and times can stand in it as components;
 * a function makes what depends on a number. Short, from the reader's side, no exclamation marks.
 */
import { wholeText } from "../format/digits";

/** `1 day`, `2 days`. */
const count = (one: string, many: string) => (number: number | bigint) => `${wholeText(number)} ${Number(number) === 1 ? one : many}`;

export const en = {
  language: "English",

  common: {
    you: "you",
    of: (part: string, all: string) => `${part} of ${all}`,
    and: (first: string, second: string) => `${first} and ${second}`,
    none: "none",
    nothing: "nothing",
    yes: "yes",
    no: "no",
    all: "all",
    more: "More",
    less: "Less",
    close: "Close",
    back: "Back",
    cancel: "Leave it",
    save: "Save",
    open: "Open",
    loading: "Loading",
    optional: "(optional)",
    together: "Together",
    now: "now",
    after: "after",
    skip: "Skip to the content",
    menu: "Menu",
    showAll: "Show all of it",
    showLess: "Show less",
    showMore: (rest: number) => `Show ${wholeText(rest)} more`,
    showDigits: "Show all digits",
    cutDigits: "Show fewer digits",
    asTable: "The same as a table",
    asList: "The same as a list",
    rows: (from: number, to: number, all: number) => `${wholeText(from)} to ${wholeText(to)} of ${wholeText(all)}`,
    partners: count("partner", "partners"),
    votes: count("vote", "votes"),
    units: count("unit", "units"),
    /* end of common */
  },

  times: {
    weekdays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as readonly string[],
    months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as readonly string[],
    date: (weekday: string, day: number, month: string, year: number | undefined) =>
      `${weekday ? `${weekday} ` : ""}${day} ${month}${year === undefined ? "" : ` ${year}`}`,
    moment: (date: string, time: string) => `${date}, ${time}`,
    utc: (time: string) => `${time} UTC`,
    never: "no date",
    far: (year: string) => `after the year ${year}`,
    in: (span: string) => `in ${span}`,
    ago: (span: string) => `${span} ago`,
    now: "now",
    soon: "in less than a minute",
    justNow: "less than a minute ago",
    units: {
      years: count("year", "years"),
      days: count("day", "days"),
      hours: count("hour", "hours"),
      minutes: count("minute", "minutes"),
      seconds: count("second", "seconds"),
    },
    and: (first: string, second: string) => `${first} and ${second}`,
    left: (span: string) => `${span} left`,
    zone: (name: string, offset: string) => `Times are ${name}, ${offset}`,
    past: "Done",
    current: "Now",
    coming: "To come",
    /* end of times */
  },

  sums: {
    about: (sum: string) => `about ${sum}`,
    exactly: (sum: string) => `exactly ${sum}`,
    cut: "and more digits",
    none: "none",
    smallest: (symbol: string) => `${symbol}, in its smallest unit`,
    /* end of sums */
  },

  addresses: {
    ending: (spelled: string) => `address ending ${spelled}`,
    spelled: (spelled: string) => `address ${spelled}`,
    copy: (name: string) => `Copy the address of ${name}`,
    copyBare: (spelled: string) => `Copy the address ending ${spelled}`,
    sources: {
      roster: "The name is from the roster of this partnership.",
      book: "The name is from your address book.",
      self: "The name is what it calls itself. Nobody has checked it.",
      proposal: "The name is from this proposal’s text. Check the address with the one it names.",
      chain: "The name is from the chain.",
    },
    source: {
      roster: "by roster",
      book: "from your address book",
      self: "calls itself so",
      proposal: "from this proposal’s text",
      chain: "from the chain",
    },
    read: {
      empty: "Give an address: 0x and 40 digits or letters from a to f.",
      letters: "This is no address. It begins with 0x, and digits and letters from a to f follow.",
      length: (digits: number) => `An address has 40 digits after 0x. These are ${wholeText(digits)}.`,
      checksum: "There is a slip in this address: its capitals and small letters do not fit. Copy it once more.",
      zero: "This is the address of nobody. What is sent there is lost.",
      unknown: "Nobody here has this name. Give the address, or add the name to your address book in the settings.",
    },
    suggestions: (number: number) => (number === 0 ? "No name fits" : number === 1 ? "1 name fits" : `${number} names fit`),
    /* end of addresses */
  },

  said: {
    hidden: "This text has characters that cannot be seen, or that turn the direction of reading. They are shown by their numbers.",
    odd: "This text has letters that look like others. Their numbers stand beside them.",
    bytes: "Part of this is no text. It is shown as its bytes.",
    hiddenMark: "hidden character",
    oddMark: "look-alike letter",
    byteMark: "byte",
    empty: "Nothing was written.",
    /* end of said */
  },

  links: {
    opens: (host: string) => `opens ${host}`,
    scheme: (scheme: string) => `Links of the kind ${scheme} are not opened from here.`,
    broken: "This is no link that can be opened.",
    login: (host: string) => `This link hides its host behind a name: it would open ${host}. It is not opened from here.`,
    hidden: "This link has hidden characters. It is not opened from here.",
    /* end of links */
  },

  numbers: {
    understood: (number: string) => `Read as ${number}.`,
    empty: "Give a number.",
    none: "This is no number. Write it in digits, with a point before decimals.",
    ambiguous: (readings: string[]) => `This can be read as ${readings.join(" or as ")}. Write one of these.`,
    long: "This is too long for a number.",
    fraction: "Give a whole number.",
    exact: (places: number) => `This is too exact: ${count("place", "places")(places)} after the point at most.`,
    negative: "This must not be less than nothing.",
    large: "This is more than there can be.",
    /* end of numbers */
  },

  copying: {
    copy: "Copy",
    copied: "Copied",
    failed: "Copying is not allowed here. Mark the text and copy it by hand.",
    /* end of copying */
  },

  states: {
    loading: (source: string) => `Asking ${source}…`,
    another: "Use another node",
    again: "Try again",
    disabled: (why: string) => `Not possible now: ${why}`,
    /* end of states */
  },

  progress: {
    label: "Your transaction",
    confirm: "Confirm in your wallet.",
    sent: "Sent. You may close this page.",
    mined: "In a block.",
    final: "Final. It cannot be undone.",
    rejected: "You said no in the wallet. Nothing was sent.",
    reverted: (reason: string) => `The chain refused it: ${reason}. You paid the fee.`,
    replaced: "Your wallet sent another in its place.",
    called: "You called it off. Nothing was done.",
    lost: "It is no longer among those that wait. It can still come; do not send it again before you have looked in your wallet.",
    hash: "Transaction",
    states: { done: "done", doing: "now", open: "to come", failed: "failed" },
    /* end of progress */
  },

  charts: {
    label: (title: string, from: string, to: string) => `${title}, from ${from} to ${to}. The same is in the table below.`,
    when: "When",
    in: "came in",
    out: "went out",
    total: "in all",
    empty: "Nothing has come in or gone out yet.",
    /* end of charts */
  },

  tally: {
    for: (votes: string) => `${votes} for`,
    against: (votes: string) => `${votes} against`,
    abstain: (votes: string) => `${votes} abstain`,
    open: (votes: string) => `${votes} not cast`,
    needed: (votes: string) => `${votes} needed`,
    nobodyAbstained: "nobody abstained",
    bar: (all: string, parts: string, needed: string) => `Of ${all}, ${parts}. Needed: ${needed}.`,
    barBare: (all: string, parts: string) => `Of ${all}, ${parts}.`,
    met: "It is so.",
    notYet: "Not so yet.",
    not: "It is not so, and cannot be any more.",
    seats: { for: "for", against: "against", abstain: "abstains", open: "not yet", recused: "stays out" },
    /* end of tally */
  },

  actions: {
    raw: "Raw call, as the wallet and the chain see it",
    to: "To",
    function: "Function",
    arguments: "Arguments",
    data: "Data",
    value: "Value",
    unknown: "What this call does is not known here. Read the raw call, and ask who put it forward.",
    /* end of actions */
  },

  flow: {
    cameIn: "came in",
    none: "none",
    mine: (name: string) => name,
    others: "everybody else",
    /* end of flow */
  },

  tree: {
    label: (name: string) => `${name} and what hangs together with it. The same is written in the list below.`,
    partners: "Partners share by units",
    us: "This partnership",
    sponsors: "Sponsors",
    projects: "Projects",
    more: (rest: number) => `${wholeText(rest)} more`,
    /* end of tree */
  },

  fields: {
    wrong: "Wrong",
    file: "Choose a file",
    fileDrop: "or drop it here",
    fileNone: "No file chosen",
    fileSize: (name: string, size: string) => `${name}, ${size}`,
    size: (bytes: string) => `${bytes} bytes`,
    dateHint: (zone: string) => `In your time, ${zone}.`,
    dateNone: "Give a date and a time.",
    dateUtc: (utc: string) => `This is ${utc}.`,
    characters: (used: number, most: number) => `${wholeText(used)} of ${wholeText(most)} characters`,
    bytes: (used: number, most: number) => `${wholeText(used)} of ${wholeText(most)} bytes`,
    tooLong: (over: number) => `Too long by ${wholeText(over)}.`,
    required: "This is needed.",
    token: "Token",
    /* end of fields */
  },

  keys: {
    title: "Keys",
    search: "Open another partnership",
    overview: "Overview",
    proposals: "Proposals",
    money: "Money",
    partners: "Partners",
    terms: "Terms",
    projects: "Projects",
    help: "This list",
    close: "Close what is open",
    then: "then",
    /* end of keys */
  },

  shell: {
    home: "Polypact: all my partnerships",
    change: "Change partnership",
    theme: "Change between light and dark",
    light: "Light",
    dark: "Dark",
    connect: "Connect a wallet",
    connectedAs: (name: string) => `Connected as ${name}`,
    tabs: { overview: "Overview", proposals: "Proposals", money: "Money", partners: "Partners", terms: "Terms", projects: "Projects" },
    waiting: (number: number) => `${wholeText(number)} waiting for you`,
    block: (number: string, age: string, source: string) => `Block ${number}, ${age} old, from ${source}`,
    build: (version: string, hash: string) => `Page ${version}, build ${hash}`,
    /* end of shell */
  },

  checks: {
    agree: (good: number, all: number) => `${good} of ${all} checks against the chain agree`,
    /* end of checks */
  },

  wallet: {
    /* end of wallet */
  },

  home: {
    /* end of home */
  },

  overview: {
    waits: (name: string) => `Waits for ${name}`,
    nothingWaits: "Nothing waits for you here.",
    /* end of overview */
  },

  proposals: {
    /* end of proposals */
  },

  proposal: {
    /* end of proposal */
  },

  vote: {
    /* end of vote */
  },

  propose: {
    /* end of propose */
  },

  money: {
    /* end of money */
  },

  statement: {
    /* end of statement */
  },

  partners: {
    /* end of partners */
  },

  seat: {
    /* end of seat */
  },

  terms: {
    /* end of terms */
  },

  accept: {
    /* end of accept */
  },

  projects: {
    /* end of projects */
  },

  found: {
    /* end of found */
  },

  settings: {
    /* end of settings */
  },
};

/** What every language has to say. */
export type Texts = typeof en;
