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
    name: "Polypact",
    partnership: "Partnership",
    home: "Polypact: all my partnerships",
    change: "Change partnership",
    openAnother: "Open another",
    settings: "Settings",
    theme: "Change between light and dark",
    light: "Light",
    dark: "Dark",
    connect: "Connect a wallet",
    connectedAs: (name: string) => `Connected as ${name}`,
    tabs: { overview: "Overview", proposals: "Proposals", money: "Money", partners: "Partners", terms: "Terms", projects: "Projects" },
    waitingHere: "waiting for you",
    testMoney: (chain: string) => `${chain}, test money`,
    block: (number: string, age: string, source: string) => `Block ${number}, ${age} old, from ${source}`,
    build: (hash: string) => `Page build ${hash}`,
    buildIs: (hash: string) => `This page is build ${hash}.`,
    unbuilt: "Page without a release",
    whichChecks: "What was checked",
    verify: "Check this page’s own files",
    whole: (files: number) => `All ${wholeText(files)} files of this page are those of its release.`,
    notWhole: (files: string) => `These files are not those of the release: ${files}`,
    /* end of shell */
  },

  checks: {
    agree: (good: number, all: number) => `${good} of ${all} checks against the chain agree`,
    notChecked: (what: string) => `not checked: ${what}`,
    names: {
      escrow: "the escrow’s address follows from the partnership’s",
      terms: "the terms in force are those that were published",
      ids: "each proposal’s number on chain follows from its actions and text",
      count: "all proposals are there",
      tallies: "each tally is the sum of the ballots",
      units: "partners’ units and weight fit the totals",
      acceptances: "each partner has accepted the terms that the roster says",
    },
    outcomes: { agrees: "agrees", contradicts: "contradicts", unknown: "could not be checked" },
    contradicts: {
      escrow: () => "The escrow is not the one that this partnership made.",
      terms: (version: string) => `The terms in force (version ${version}) are not those that were published.`,
      ids: (numbers: string) => `The id of proposal ${numbers} does not follow from its actions and its text.`,
      count: () => "There are more or fewer proposals than the partnership has counted.",
      tallies: (numbers: string) => `The tally of proposal ${numbers} is not the sum of its ballots.`,
      units: () => "The units or votes of the partners do not fit the totals.",
      acceptances: (seats: string) => `The log knows nothing of the acceptance of seat ${seats}.`,
    },
    /* end of checks */
  },

  alarm: {
    contradicts: "The node’s answers contradict each other:",
    signNothing: "Sign nothing.",
    asOf: (moment: string) => `What you see is of ${moment}.`,
    noNode: (chain: string) => `No node is chosen for chain ${chain}. Choose one in the settings, or start this page with “polypact page”.`,
    down: (host: string, why: string) => `The node at ${host} does not answer: ${why}.`,
    throttled: (host: string) => `The node at ${host} asks for fewer requests.`,
    wrongChain: (host: string, is: string, wanted: string) => `${host} is a node of chain ${is}, and this link is for chain ${wanted}.`,
    noneThere: (address: string, chain: string) => `There is no partnership at ${address} on chain ${chain}.`,
    failed: (why: string) => `Reading failed: ${why}`,
    view: "This view could not be drawn. Everything else works.",
    link: { address: "The address in this link has a slip: its capitals and small letters do not fit, or its length. Copy it once more.", chain: "This link does not say which chain it is for. It begins with a number and a colon, like 1:0x…" },
    /* end of alarm */
  },

  todo: {
    accept: (by: string) => `Accept the terms by ${by}`,
    acceptJoins: "Read the document, check your share, and accept both together.",
    acceptNewer: (version: string) => `Version ${version} is in force. Who has not accepted it then takes no part in votes.`,
    read: "Read the terms",
    contribute: "Contribute",
    contributeWhy: "Your acceptance counts only once this has been paid in.",
    pay: "Pay it in",
    vote: (number: string, by: string) => `Vote on proposal ${number} by ${by}`,
    voteAs: (name: string) => `(for ${name})`,
    readAndVote: "Read and vote",
    answer: (by: string) => `Answer a partner’s call by ${by}`,
    answerWhy: "A partner asks whether you are still there. Without an answer your votes do not count.",
    answerNow: "Answer",
    consent: (number: string, by: string) => `Say yes or no to proposal ${number} by ${by}`,
    readAndAnswer: "Read and answer",
    takeSeat: (name: string) => `Take the seat of ${name}`,
    takeSeatFrom: (moment: string) => `It is offered to you, and can be taken from ${moment}.`,
    look: "Look at it",
    carryOut: (number: string, by: string) => `Carry out proposal ${number} by ${by}`,
    lookAndCarryOut: "Look, carry it out",
    claim: "Claim",
    claimWhy: "Earned, and yours to claim whenever you like. It does not lapse.",
    seeWhy: "See why, claim",
    /* end of todo */
  },

  dates: {
    formation: "Founders have accepted, or it comes to nothing",
    window: "The time to accept the newest terms is over",
    ends: "Anyone may begin winding up",
    opens: (number: string) => `Vote on proposal ${number} opens`,
    closes: (number: string) => `Vote on proposal ${number} closes`,
    executable: (number: string) => `Proposal ${number} can be carried out`,
    expires: (number: string) => `Proposal ${number} lapses if nobody carried it out`,
    respond: (name: string) => `${name} has accepted the invitation, or it is over`,
    leaves: (name: string) => `${name} may leave`,
    probation: (name: string) => `The probation of ${name} ends`,
    role: (name: string) => `The role of ${name} ends`,
    answer: (name: string) => `${name} has answered a call, or does not count`,
    /* end of dates */
  },

  agreed: {
    title: "What was agreed",
    readTerms: "Read the terms",
    income: "Income is split",
    sponsors: (share: string) => `${share} to sponsors`,
    recoupment: "contributions repaid",
    reserve: (share: string) => `${share} of the rest to the treasury`,
    partners: "partners by units",
    inOrder: (parts: string[]) => parts.map((part, at) => (at === 0 ? part.charAt(0).toUpperCase() + part.slice(1) : at === 1 && parts.length > 2 ? `first; then ${part}` : `then ${part}`)).join(", ").replace(", first;", " first,"),
    toLeave: "To leave",
    notice: (span: string) => `${span} of notice`,
    atOnce: "at once",
    leaverTakes: "A leaver takes",
    partOf: (share: string) => `its part of ${share} of the treasury, by units`,
    takesNothing: "nothing of the treasury",
    unitsAtMost: "Units, at most",
    given: (given: string, most: string) => `${given} of ${most} given`,
    mandates: "Powers without a vote",
    promised: "Promised by name",
    /* end of agreed */
  },

  standings: {
    waiting: "Not open yet",
    open: "Open for votes",
    tied: "Tied",
    delay: "Passed, days to think",
    ready: "Passed, to be carried out",
    done: "Carried out",
    failed: "It failed",
    stopped: "Stopped",
    withdrawn: "Called off",
    lapsed: "Lapsed",
    /* end of standings */
  },

  history: {
    title: "Everything since the founding",
    lead: (number: number) => `${number === 1 ? "1 thing" : `${wholeText(number)} things`} happened, newest first.`,
    block: (number: string) => `block ${number}`,
    proposal: (number: string) => `proposal ${number}`,
    aProposal: "a proposal",
    /* end of history */
  },

  events: {
    VoteCast: "{who} voted {support} on {proposal} {reason}",
    VoteCastWithParams: "{who} voted {support} on {proposal} {reason}",
    ProposalCreated: "{who} put {proposal} forward",
    ProposalExecuted: "{proposal} was carried out",
    ProposalCanceled: "{proposal} was called off",
    ProposalStopped: "{proposal} was stopped",
    TermsAccepted: "{who} accepted version {version} of the terms",
    TermsPublished: "Version {version} of the terms was published",
    EnteredForce: "All founders had accepted: it is in force",
    PartnerInvited: "{who} was invited",
    PartnerLeft: "{who} left",
    NoticeGiven: "{who} gave notice",
    RevenuePaid: "{who} paid {sum} in",
    RevenueDistributed: "{sum} went to the partners by units",
    RevenueClaimed: "{who} claimed {sum}",
    RevenuePaidOut: "{sum} was paid out to the partners",
    Contributed: "{who} contributed {sum}",
    ConsentGiven: "{who} answered {proposal}",
    Objected: "{who} objected to {proposal} {reason}",
    RepresentativeNamed: "{who} named a representative",
    SeatMoved: "{who} took its seat to {to}",
    InvoiceIssued: "An invoice over {sum} was issued",
    ContributionsReleased: "{sum} of contributions went to the treasury",
    other: (name: string) => name.replace(/(?<!^)([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`) + ": {who} {to} {sum}",
    /* end of events */
  },

  missing: {
    title: "There is nothing here",
    text: "This link leads to no view of this page. It may have been cut off.",
    back: "Back to the beginning",
    /* end of missing */
  },

  classes: {
    0: "constitutional",
    2: "everyday",
    4: "recovery",
    8: "ordinary",
    /* end of classes */
  } as Readonly<Record<number, string>>,

  wallet: {
    browser: "Browser wallet",
    safe: "Safe",
    coin: "Ether",
    choose: "Choose a wallet",
    noWallet: "This browser has no wallet that says so. Install one as an extension, or open this page in your wallet’s own browser or as an app in Safe.",
    doubtful: "another has the same name",
    asking: "Asked. Answer in the wallet’s window.",
    giveUp: "Stop waiting",
    connected: "Connected",
    yours: "Your wallet",
    by: (name: string) => `Through ${name}.`,
    isSafe: "It is a Safe.",
    isContract: "It is a contract’s account.",
    unknownChain: "a chain that it does not tell",
    wrongChain: (is: string, wanted: string) => `Your wallet is on ${is}, this partnership on ${wanted}.`,
    switchTo: (chain: string) => `Switch to ${chain}`,
    disconnect: "Disconnect",
    framed: "Another page shows this one inside itself. Nothing is signed here: open this page by itself.",
    contradicted: "The node’s answers contradict each other. Sign nothing.",
    lookAgain: "Your wallet has changed its account or its chain. Look again before you sign.",
    looked: "I have looked",
    fillIn: "Fill in what is missing first.",
    trying: "It is being tried out.",
    wouldFail: "Tried out: the chain would refuse it.",
    triedOut: (block: string) => `Tried out on block ${block}: it would succeed.`,
    fee: (sum: string) => `Network fee about ${sum} ETH.`,
    noFee: "Your wallet tells the fee.",
    notKept: "This browser keeps nothing: do not close this tab before it is in a block.",
    safeOwners: (need: number, all: number) => `You sign with a Safe. ${need} of its ${all} owners must confirm. Yours is the first.`,
    copyHash: "Copy the hash",
    inTurn: (at: number, all: number) => `${at} of ${all}`,
    nextOf: (at: number, all: number) => `Go on with ${at} of ${all}`,
    putAway: "Put away",
    strike: "Strike it, nothing was sent",
    inWallet: "Your wallet is asking you.",
    otherWindow: "Another tab, or this one before it was loaded anew, is asking your wallet.",
    unsure: "It is not known whether your wallet sent it. Look there before you do it again.",
    confirming: (have: number, need: number) => (need > 0 ? `${have} of ${need} confirmed. The others confirm in Safe; the hash that their devices show:` : "It waits for the owners’ confirmations. The hash that their devices show:"),
    takenBack: "It was in a block that the chain has taken back. It waits again.",
    speedUp: "To speed it up or call it off, use your wallet.",
    different: (to: string) => `Your wallet sent something else than what was shown here${to ? `, to ${to}` : ""}. Look in your wallet.`,
    lostAct: "Your wallet could not send it. Nothing was done as far as the chain shows.",
    strangeReason: (reason: string) => `A contract says: ${reason}`,
    panic: (code: string) => `A contract stopped by itself (code ${code}).`,
    silentRefusal: "The chain refuses it and gives no reason. Something may be too long, or not be a contract.",
    troubles: {
      refused: "You said no in the wallet. Nothing was sent.",
      notAllowed: "The wallet does not let this page use the account. Allow it in the wallet, then connect again.",
      unable: "The wallet cannot do this.",
      offline: "The wallet has no connection to any chain.",
      chainOffline: "The wallet has no connection to this chain.",
      unknownChain: "The wallet does not know this chain. Add it there by hand, with a node of your choice.",
      alreadyAsking: "The wallet is asking you already. Look for its window.",
      locked: "The wallet is locked. Unlock it first.",
      tooPoor: "The account has too little ether for the fee or the sum.",
      nonceUsed: "The wallet’s count of transactions is behind. Wait a moment, or reset it in the wallet.",
      underpriced: "The fee is too low. Choose a higher one in the wallet.",
      alreadyKnown: "The same transaction was sent before. Look in your wallet.",
      gasTooLow: "The wallet gave too little gas. Let it estimate anew.",
      tooBusy: "The node is asked too much. Try again in a moment.",
      silent: "The wallet gave no reason.",
      noBatch: "The wallet does not do these together.",
      sameBatch: "The wallet has these already. Look there.",
      otherAccount: (account: string) => `The wallet is now ${account}. Look again before you sign.`,
      noAccount: "The wallet no longer lets this page see the account.",
      otherChain: (chain: string) => `The wallet is now on ${chain}. Nothing was sent.`,
      chainUnknown: "The wallet does not tell which chain it is on. Nothing was sent.",
      notConnected: "No wallet is connected.",
      underWay: "This is under way already.",
      badAnswer: "The wallet answered with something that is no transaction. Look there whether it sent one.",
      other: (said: string) => `The wallet says: ${said}`,
    },
    /* end of wallet */
  },

  home: {
    title: "Partnerships",
    lead: "Read what was agreed, vote, and claim what you earned. Reading needs no wallet.",
    open: "Open a partnership",
    address: "Address or link",
    addressHint: "Of the partnership, as a partner gave it to you.",
    chain: "Chain",
    chainHint: "The number of its chain: 1 for Ethereum, 11155111 for Sepolia.",
    noChain: "Give the number of the chain, like 1 for Ethereum.",
    openIt: "Open it",
    mine: "My partnerships",
    none: "None was opened in this browser yet.",
    found: "Found one",
    foundText: "Six steps, each explained. Nothing binds anybody until all founders have accepted.",
    foundOne: "Found a partnership",
    wallet: "Your wallet",
    walletText: "It is asked only when you sign something. Each thing is told in words before you sign it, and tried out first.",
    /* end of home */
  },

  overview: {
    waits: (name: string) => `Waits for ${name}`,
    waitsNobody: "Waits for you",
    connectFirst: "To see what waits for you, connect the company’s wallet. All else can be read without one.",
    noPartner: (name: string) => `${name} is no partner here. Partners sign with the accounts below.`,
    nothingWaits: "Nothing waits for you here.",
    calendar: "Put the dates in a calendar",
    forming: "The founders are accepting the terms.",
    formingUntil: (moment: string) => `They have until ${moment}. Nothing binds anybody before all have.`,
    isVoid: "Not every founder accepted in time. Nothing came of it; what was contributed can be taken back.",
    windingUp: "It is winding up: what there is goes to contributors and partners.",
    since: (day: string) => `In force since ${day}.`,
    allBound: (version: string) => `all bound by version ${version} of the terms.`,
    someBound: (number: number, version: string) => `${wholeText(number)} of them bound by version ${version} of the terms.`,
    proposals: "Proposals",
    makeProposal: "Make a proposal",
    noProposals: "No proposals yet. Any proposer can make the first.",
    allProposals: (number: number) => `All ${wholeText(number)} proposals`,
    proposalNumber: "Proposal",
    untitled: "Without a title",
    proposedBy: (name: string, actions: number, rule: string) => `${name}. ${actions === 1 ? "1 action" : `${wholeText(actions)} actions`}. Decided by the ${rule} rule.`,
    opens: (moment: string) => `opens ${moment}`,
    carryFrom: (moment: string) => `can be carried out from ${moment}`,
    carryUntil: (moment: string) => `to be carried out by ${moment}`,
    forNeeded: (taken: string, needed: string) => `${taken} of the ${needed} needed have taken part`,
    forAgainst: (favour: string, against: string) => `${favour} for, ${against === "0" ? "none" : against} against`,
    partners: "Partners",
    whoAccepted: "Who accepted what, when",
    partnerAndRole: "Partner and role",
    weightInVotes: "Weight in votes",
    votes: "Votes",
    unitsOfIncome: "Units of income",
    units: "Units",
    accepted: (version: string) => `Accepted terms ${version}`,
    acceptedShort: "Accepted",
    notYet: "not yet",
    only: (version: string) => `version ${version} only`,
    noRole: "No role",
    invited: "invited",
    suspended: "suspended",
    lapsed: "does not count until it answers",
    leaving: "gave notice",
    allPartners: (number: number) => `All ${wholeText(number)} partners`,
    money: "Money",
    allMoney: "All money",
    moneyCaption: "Money by place and token",
    place: "Place",
    treasury: "Treasury",
    spentByVote: "spent by vote",
    escrow: "Escrow",
    spentByNoOne: "spent by no one",
    moreTokens: (number: number) => `and ${wholeText(number)} more tokens`,
    nextDates: "Next dates",
    ifItPasses: "if it passes",
    projects: "Projects",
    wholeTree: "The whole tree",
    noLinks: "Nobody shares in its income by a link.",
    toThem: (share: string) => `${share} to them`,
    until: (day: string) => `until ${day}`,
    lately: "Lately",
    everything: "Everything since the founding",
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
    title: "Settings",
    lead: "They stay in this browser, and are sent to nobody.",
    node: "Node",
    nodeText: "All that you see is read from one node, and checked as far as that can be. It learns which partnership you look at. Nobody else is asked.",
    chain: "Chain",
    url: "Address of the node",
    now: (host: string) => `Asked now: ${host}`,
    noneNow: "No node is asked now.",
    noChain: "Give the number of the chain, like 1 for Ethereum.",
    noNode: "Give an address that begins with https://, or with http:// on this machine (127.0.0.1, localhost).",
    names: "Names",
    namesText: "Whom you name here is shown by this name everywhere, beside the address. The chain knows addresses only.",
    name: "Name",
    address: "Address",
    noName: "Give a name.",
    addName: "Add the name",
    remove: "Remove",
    removeName: (name: string) => `Remove the name ${name}`,
    look: "How it looks",
    theme: "Light or dark",
    themes: { system: "As the system", light: "Light", dark: "Dark" },
    language: "Language",
    languageHint: "What partners wrote, and what actions do, stays in the language it was written in.",
    self: "This page",
    selfText: "This is the hash of all its files. Compare it with the one that was published with the release; “polypact page --verify” does that from outside.",
    copyHash: "Copy the hash of this page",
    verify: "Check this page’s files",
    running: "The check is running.",
    whole: (files: number) => `All ${wholeText(files)} files are those of the release.`,
    notWhole: "These files are not those of the release:",
    back: "Back to the overview",
    /* end of settings */
  },
};

/** What every language has to say. */
export type Texts = typeof en;
