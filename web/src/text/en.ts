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
    choose: "Choose a wallet",
    noWallet: "This browser has no wallet that says so. Install one as an extension, or open this page in your wallet’s own browser or as an app in Safe.",
    doubtful: "another has the same name",
    asking: "Asked. Answer in the wallet’s window.",
    giveUp: "Stop waiting",
    connected: "Connected",
    yours: "Your wallet",
    by: (name: string) => `Through ${name}.`,
    unknownChain: "a chain that it does not tell",
    disconnect: "Disconnect",
    contradicted: "The node’s answers contradict each other. Sign nothing.",
    lookAgain: "Your wallet has changed its account or its chain. Look again before you sign.",
    looked: "I have looked",
    fillIn: "Fill in what is missing first.",
    trying: "It is being tried out.",
    wouldFail: "Tried out: the chain would refuse it.",
    triedOut: (block: string) => `Tried out on block ${block}: it would succeed.`,
    fee: (sum: string, coin: string) => `Network fee about ${sum} ${coin}.`,
    noFee: "Your wallet tells the fee.",
    copyHash: "Copy the hash",
    putAway: "Put away",
    /** What went wrong, in words; what was meant and what to do. */
    trouble: {
      refused: "You said no in the wallet. Nothing was sent.",
      refusedSigning: "You said no in the wallet. Nothing was signed.",
      notAllowed: "The wallet does not let this page use the account. Connect it again.",
      unable: "This wallet cannot do this. Use another one.",
      offline: "The wallet is cut off from its chains. Look into it, then try again.",
      chainOffline: "The wallet does not reach this chain now. Look into it, then try again.",
      unknownChain: (chain: string) => `The wallet does not know ${chain}, and the node used here may have a key in its address, which is not given away. Add ${chain} in the wallet by hand.`,
      alreadyAsking: "The wallet asks already. Answer in its window first.",
      locked: "The wallet is locked. Unlock it, then try again.",
      tooPoor: (coin: string) => `The account has not enough ${coin} for this and its fee.`,
      nonceUsed: "The wallet took a number that was used before. Try again; if it stays so, clear its list of activity.",
      underpriced: "The price for gas is too low now. Try again, or give more in the wallet.",
      alreadyKnown: "The same has been sent already. It is looked for on the chain.",
      gasTooLow: "It would need more gas than was given. Try again, and leave the gas to the page.",
      tooBusy: "The node behind the wallet has too much to do. It is not sure whether anything was sent: look into the wallet.",
      silent: "The wallet did not answer. Look for its window, or into the wallet itself.",
      noBatch: "The wallet does not take several steps as one. Send them one after the other.",
      sameBatch: "The wallet was given the same before. It is looked for on the chain.",
      otherAccount: (name: string) => `The wallet is now ${name}. Look again before you sign.`,
      noAccount: "The wallet no longer shows the account that stood here. Look again before you sign.",
      otherChain: (is: string, wanted: string) => `The wallet is on ${is}, and this is on ${wanted}. Switch it first.`,
      notConnected: "No wallet is connected. Connect one first.",
      underWay: (what: string) => `${what} is under way. It is not sent a second time.`,
      underWayBare: "The same is under way. It is not sent a second time.",
      notDeployed: "The wallet is not on the chain yet, and its signature is of the kind for that (ERC-6492). The contracts do not take it: send anything with the wallet first, then sign again.",
      badSignature: (bytes: number) => `The wallet gave ${wholeText(bytes)} bytes that are no signature of this. Sign again.`,
      otherSigner: (wanted: string, found: string) => `This was signed by ${found}, and not by ${wanted}, or something else was signed than what you read. It is not used.`,
      cannotAsk: (wallet: string) => `${wallet} is of a release that cannot be asked by the wallet it owns. Have it approve the hash on chain instead.`,
      notTaken: (wallet: string) => `The wallet ${wallet} says on chain that this is not its signature. Sign again, with enough of its owners.`,
      tooLong: (bytes: number) => `The signature has ${wholeText(bytes)} bytes, and the contracts take 2,080, which is 32 owners. Send a transaction of the wallet instead.`,
      digestDiffers: "What the contract asks to be signed is not what you read here. It has changed meanwhile, or somebody is lying. Nothing was signed. Load the page anew and look again.",
      notAnOwner: (wallet: string) => `This account is no owner of ${wallet}, so its signature would not count.`,
      missing: (have: number, need: number, owners: string) => `${wholeText(have)} of the ${wholeText(need)} signatures needed are there. Missing: ${owners}.`,
      expired: "It was good until a moment that is over. Sign again.",
      usedUp: "A signature like this is good once, and another one was used since. Sign again.",
      elsewhere: (chain: string, contract: string) => `It was signed for ${contract} on ${chain}, and not for what is shown here.`,
      file: {
        json: "This is no JSON. Give a file that was saved here or by the commands.",
        kind: "This is a file of another kind. Give one that was saved here or by the commands.",
        damaged: "The file is damaged: a field is missing or wrong. Have it saved again.",
        other: "The files are not about the same message. Have everybody sign one file.",
      },
      badAnswer: "The wallet answered with something that is no answer. It is not sure whether anything was sent: look into the wallet.",
      other: (said: string) => `The wallet said: “${said}”. It is not sure whether anything was sent: look into the wallet.`,
    },
    refusal: {
      before: (reason: string) => `The chain would refuse it: ${reason}`,
      after: (reason: string) => `The chain refused it: ${reason} You paid the fee.`,
      silent: "No reason was given. Something in it is too long, or more than there is.",
      panic: (code: string) => `A sum went out of its bounds (panic ${code}).`,
      data: (data: string) => `A contract outside of this partnership said ${data}.`,
    },
    account: {
      key: "An account with one key.",
      delegated: "An account with one key, whose wallet has added code to it.",
      contract: "A contract wallet.",
      nested: "A contract wallet with one key.",
      owners: (need: number, all: number) => `A contract wallet. ${wholeText(need)} of its ${wholeText(all)} owners must confirm.`,
      safe: (need: number, all: number) => `You sign with a Safe. ${wholeText(need)} of its ${wholeText(all)} owners must confirm.`,
      safeAlone: "You sign with a Safe of one owner.",
    },
    change: {
      account: (name: string) => `The wallet is now ${name}. Look again before you sign.`,
      chain: (name: string) => `The wallet is now on ${name}. Look again before you sign.`,
      gone: "The wallet no longer shows an account to this page.",
      offline: "The wallet is cut off from its chains.",
    },
    chain: {
      wrong: (partnership: string, here: string, there: string) => `${partnership} is on ${here}, your wallet on ${there}.`,
      unknown: (partnership: string, here: string) => `${partnership} is on ${here}, your wallet on another chain.`,
      change: (chain: string) => `Switch to ${chain}`,
      adding: (chain: string, node: string) => `If the wallet does not know ${chain}, it is told of it, with the node ${node}.`,
    },
    state: {
      asked: "Confirm in your wallet.",
      askedElsewhere: (when: string) => `Your wallet was asked ${when}, in another window or before this page was loaded anew. Look into the wallet: confirm there, or say no.`,
      unsure: "Whether your wallet has sent it is not known. It is looked for on the chain. If your wallet shows nothing of it, strike it off here.",
      sent: "Sent. You may close this page.",
      unseen: "Sent, says your wallet. The node has not seen it yet.",
      takenBack: "The chain took back the block it was in. It waits for another one.",
      confirming: (have: number, need: number) => `${wholeText(have)} of ${wholeText(need)} confirmed.`,
      confirmingUnknown: (need: number) => `Waits in the Safe for ${wholeText(need)} confirmations.`,
      hashOfDevice: "The hash your device shows",
      hashChecked: "Worked out here from what you read, and it agrees.",
      hashUnchecked: "The wallet says so. It could not be worked out here: compare what the device shows.",
      bundled: "Given to your wallet, which sends all of it as one.",
      mined: "In a block.",
      final: "Final. It cannot be undone.",
      next: (done: number, all: number) => `${wholeText(done)} of ${wholeText(all)} done.`,
      step: (at: number, all: number, what: string) => `${wholeText(at)} of ${wholeText(all)}: ${what}`,
      replaced: "Your wallet sent another in its place. What was asked here was not done.",
      calledOff: "It was called off in the wallet. Nothing was done.",
      dropped: "The node no longer has it. It can still come: look into your wallet before you send it again.",
      different: "Your wallet sent something else than what you read here. Look at the transaction, and do not go on with this wallet before you know why.",
      differentLimit: "Wallets that let you change a sum or a limit do this, too.",
      bundleFailed: "The wallet could not carry it out. Nothing was done.",
      refusedLater: "It was refused in the wallet. Nothing was sent.",
      notKept: "This browser keeps nothing. Leave this page open until it is final.",
      speed: "Speed it up, or call it off, in your wallet: only it can send another with the same number.",
      forget: "Strike it off",
      forgetAsk: "If the wallet sends it after all, it happens a second time. Strike it off only if the wallet shows nothing of it.",
      goOn: (at: number, all: number, what: string) => `Go on with ${wholeText(at)} of ${wholeText(all)}: ${what}`,
      stopWaiting: "Stop waiting for the wallet",
      stillWaiting: "The wallet has not answered yet. Its window may be behind this one.",
    },
    frame: {
      stranger: "Another page shows this one inside itself. Nothing can be signed here, as nobody can see what lies above it. Open this page by itself.",
      asking: "Asking the page around this one for its Safe…",
      readOnly: "You look at this Safe and are no owner of it. Only owners can sign.",
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
