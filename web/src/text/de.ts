/** Alles Deutsche der Seite: dieselben Abschnitte und dieselben Namen wie in `en`. Man redet den Leser mit Sie an. */
import { wholeText } from "../format/digits";
import type { Texts } from "./en";

const count = (one: string, many: string) => (number: number | bigint) => `${wholeText(number)} ${Number(number) === 1 ? one : many}`;

export const de: Texts = {
  language: "Deutsch",

  common: {
    you: "Sie",
    of: (part, all) => `${part} von ${all}`,
    and: (first, second) => `${first} und ${second}`,
    none: "keine",
    nothing: "nichts",
    yes: "ja",
    no: "nein",
    all: "alle",
    more: "Mehr",
    less: "Weniger",
    close: "Schließen",
    back: "Zurück",
    cancel: "Lassen",
    save: "Sichern",
    open: "Öffnen",
    loading: "Wird geladen",
    optional: "(muss nicht sein)",
    together: "Zusammen",
    now: "jetzt",
    after: "danach",
    skip: "Zum Inhalt",
    menu: "Menü",
    showAll: "Alles zeigen",
    showLess: "Weniger zeigen",
    showMore: (rest) => `${wholeText(rest)} weitere zeigen`,
    showDigits: "Alle Stellen zeigen",
    cutDigits: "Weniger Stellen zeigen",
    asTable: "Dasselbe als Tabelle",
    asList: "Dasselbe als Liste",
    rows: (from, to, all) => `${wholeText(from)} bis ${wholeText(to)} von ${wholeText(all)}`,
    partners: count("Partner", "Partner"),
    votes: count("Stimme", "Stimmen"),
    units: count("Anteil", "Anteile"),
    /* end of common */
  },

  times: {
    weekdays: ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"],
    months: ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."],
    date: (weekday, day, month, year) => `${weekday ? `${weekday}, ` : ""}${day}. ${month}${year === undefined ? "" : ` ${year}`}`,
    moment: (date, time) => `${date}, ${time}`,
    utc: (time) => `${time} UTC`,
    never: "kein Datum",
    far: (year) => `nach dem Jahr ${year}`,
    in: (span) => `in ${span.replace(/(Jahre|Tage|Monate)\b(?!n)/g, "$1n")}`,
    ago: (span) => `vor ${span.replace(/(Jahre|Tage|Monate)\b(?!n)/g, "$1n")}`,
    now: "jetzt",
    soon: "in weniger als einer Minute",
    justNow: "vor weniger als einer Minute",
    units: {
      years: count("Jahr", "Jahre"),
      days: count("Tag", "Tage"),
      hours: count("Stunde", "Stunden"),
      minutes: count("Minute", "Minuten"),
      seconds: count("Sekunde", "Sekunden"),
    },
    and: (first, second) => `${first} und ${second}`,
    left: (span) => `noch ${span}`,
    zone: (name, offset) => `Zeiten: ${name}, ${offset}`,
    past: "Vorbei",
    current: "Jetzt",
    coming: "Kommt noch",
    /* end of times */
  },

  sums: {
    about: (sum) => `etwa ${sum}`,
    exactly: (sum) => `genau ${sum}`,
    cut: "und weitere Stellen",
    none: "nichts",
    smallest: (symbol) => `${symbol}, in der kleinsten Einheit`,
    /* end of sums */
  },

  addresses: {
    ending: (spelled) => `Adresse mit dem Ende ${spelled}`,
    spelled: (spelled) => `Adresse ${spelled}`,
    copy: (name) => `Adresse von ${name} kopieren`,
    copyBare: (spelled) => `Adresse mit dem Ende ${spelled} kopieren`,
    sources: {
      roster: "Der Name steht in der Liste dieser Partnerschaft.",
      book: "Der Name ist aus Ihrem Adressbuch.",
      self: "So nennt es sich selbst. Niemand hat das geprüft.",
      proposal: "Der Name steht im Text dieses Antrags. Prüfen Sie die Adresse mit dem, den er nennt.",
      chain: "Der Name ist aus der Kette.",
    },
    source: {
      roster: "laut Liste",
      book: "aus Ihrem Adressbuch",
      self: "nennt sich so",
      proposal: "aus dem Text dieses Antrags",
      chain: "aus der Kette",
    },
    read: {
      empty: "Geben Sie eine Adresse an: 0x und 40 Ziffern oder Buchstaben von a bis f.",
      letters: "Das ist keine Adresse. Sie beginnt mit 0x, dann folgen Ziffern und Buchstaben von a bis f.",
      length: (digits) => `Eine Adresse hat nach 0x 40 Stellen. Das sind ${wholeText(digits)}.`,
      checksum: "In dieser Adresse ist ein Fehler: große und kleine Buchstaben passen nicht. Kopieren Sie sie noch einmal.",
      zero: "Das ist die Adresse von niemandem. Was dorthin geht, ist verloren.",
      unknown: "So heißt hier niemand. Geben Sie die Adresse an, oder tragen Sie den Namen in den Einstellungen in Ihr Adressbuch ein.",
    },
    suggestions: (number) => (number === 0 ? "Kein Name passt" : number === 1 ? "1 Name passt" : `${number} Namen passen`),
    /* end of addresses */
  },

  said: {
    hidden: "In diesem Text sind Zeichen, die man nicht sieht oder die die Leserichtung drehen. Sie stehen hier mit ihrer Nummer.",
    odd: "In diesem Text sind Buchstaben, die wie andere aussehen. Ihre Nummer steht daneben.",
    bytes: "Ein Teil davon ist kein Text. Er steht hier als Bytes.",
    hiddenMark: "verborgenes Zeichen",
    oddMark: "ähnlicher Buchstabe",
    byteMark: "Byte",
    empty: "Es wurde nichts geschrieben.",
    /* end of said */
  },

  links: {
    opens: (host) => `öffnet ${host}`,
    scheme: (scheme) => `Links der Art ${scheme} werden von hier nicht geöffnet.`,
    broken: "Das ist kein Link, der sich öffnen lässt.",
    login: (host) => `Dieser Link versteckt sein Ziel hinter einem Namen: Er würde ${host} öffnen. Er wird von hier nicht geöffnet.`,
    hidden: "In diesem Link sind verborgene Zeichen. Er wird von hier nicht geöffnet.",
    /* end of links */
  },

  numbers: {
    understood: (number) => `Gelesen als ${number}.`,
    empty: "Geben Sie eine Zahl an.",
    none: "Das ist keine Zahl. Schreiben Sie sie in Ziffern, mit einem Punkt vor den Nachkommastellen.",
    ambiguous: (readings) => `Das kann man als ${readings.join(" oder als ")} lesen. Schreiben Sie eines davon.`,
    long: "Das ist zu lang für eine Zahl.",
    fraction: "Geben Sie eine ganze Zahl an.",
    exact: (places) => `Das ist zu genau: höchstens ${count("Stelle", "Stellen")(places)} nach dem Punkt.`,
    negative: "Weniger als nichts darf es nicht sein.",
    large: "Das ist mehr, als es geben kann.",
    /* end of numbers */
  },

  copying: {
    copy: "Kopieren",
    copied: "Kopiert",
    failed: "Kopieren ist hier nicht erlaubt. Markieren Sie den Text und kopieren Sie ihn von Hand.",
    /* end of copying */
  },

  states: {
    loading: (source) => `${source} wird gefragt…`,
    another: "Anderen Knoten nehmen",
    again: "Noch einmal",
    disabled: (why) => `Jetzt nicht möglich: ${why}`,
    /* end of states */
  },

  progress: {
    label: "Ihre Transaktion",
    confirm: "Bestätigen Sie in Ihrer Wallet.",
    sent: "Gesendet. Sie können diese Seite schließen.",
    mined: "In einem Block.",
    final: "Endgültig. Es lässt sich nicht rückgängig machen.",
    rejected: "Sie haben in der Wallet abgelehnt. Es wurde nichts gesendet.",
    reverted: (reason) => `Die Kette hat es abgelehnt: ${reason}. Die Gebühr haben Sie bezahlt.`,
    replaced: "Ihre Wallet hat an seiner Stelle etwas anderes gesendet.",
    called: "Sie haben es zurückgenommen. Es ist nichts geschehen.",
    lost: "Sie ist nicht mehr unter den wartenden. Sie kann noch kommen; senden Sie sie nicht noch einmal, bevor Sie in Ihrer Wallet nachgesehen haben.",
    hash: "Transaktion",
    states: { done: "erledigt", doing: "jetzt", open: "kommt noch", failed: "gescheitert" },
    /* end of progress */
  },

  charts: {
    label: (title, from, to) => `${title}, von ${from} bis ${to}. Dasselbe steht in der Tabelle darunter.`,
    when: "Wann",
    in: "eingegangen",
    out: "ausgegangen",
    total: "insgesamt",
    empty: "Es ist noch nichts ein- oder ausgegangen.",
    /* end of charts */
  },

  tally: {
    for: (votes) => `${votes} dafür`,
    against: (votes) => `${votes} dagegen`,
    abstain: (votes) => `${votes} enthalten`,
    open: (votes) => `${votes} nicht abgegeben`,
    needed: (votes) => `${votes} nötig`,
    nobodyAbstained: "niemand enthält sich",
    bar: (all, parts, needed) => `Von ${all}: ${parts}. Nötig: ${needed}.`,
    barBare: (all, parts) => `Von ${all}: ${parts}.`,
    met: "Es ist so.",
    notYet: "Noch nicht so.",
    not: "Es ist nicht so, und kann es nicht mehr werden.",
    seats: { for: "dafür", against: "dagegen", abstain: "enthält sich", open: "noch nicht", recused: "hält sich heraus" },
    /* end of tally */
  },

  actions: {
    raw: "Der Aufruf, wie ihn Wallet und Kette sehen",
    to: "An",
    function: "Funktion",
    arguments: "Argumente",
    data: "Daten",
    value: "Wert",
    unknown: "Was dieser Aufruf tut, ist hier nicht bekannt. Lesen Sie ihn selbst, und fragen Sie, wer ihn eingebracht hat.",
    /* end of actions */
  },

  flow: {
    cameIn: "eingegangen",
    none: "nichts",
    mine: (name) => name,
    others: "alle anderen",
    /* end of flow */
  },

  tree: {
    label: (name) => `${name} und was damit zusammenhängt. Dasselbe steht in der Liste darunter.`,
    partners: "Partner teilen nach Anteilen",
    us: "Diese Partnerschaft",
    sponsors: "Förderer",
    projects: "Projekte",
    more: (rest) => `${wholeText(rest)} weitere`,
    /* end of tree */
  },

  fields: {
    wrong: "Falsch",
    file: "Datei wählen",
    fileDrop: "oder hier ablegen",
    fileNone: "Keine Datei gewählt",
    fileSize: (name, size) => `${name}, ${size}`,
    size: (bytes) => `${bytes} Bytes`,
    dateHint: (zone) => `In Ihrer Zeit, ${zone}.`,
    dateNone: "Geben Sie Tag und Uhrzeit an.",
    dateUtc: (utc) => `Das ist ${utc}.`,
    characters: (used, most) => `${wholeText(used)} von ${wholeText(most)} Zeichen`,
    bytes: (used, most) => `${wholeText(used)} von ${wholeText(most)} Bytes`,
    tooLong: (over) => `Um ${wholeText(over)} zu lang.`,
    required: "Das wird gebraucht.",
    token: "Währung",
    /* end of fields */
  },

  keys: {
    title: "Tasten",
    search: "Eine andere Partnerschaft öffnen",
    overview: "Überblick",
    proposals: "Anträge",
    money: "Geld",
    partners: "Partner",
    terms: "Vertrag",
    projects: "Projekte",
    help: "Diese Liste",
    close: "Schließen, was offen ist",
    then: "dann",
    /* end of keys */
  },

  shell: {
    name: "Polypact",
    partnership: "Partnerschaft",
    home: "Polypact: alle meine Partnerschaften",
    change: "Partnerschaft wechseln",
    openAnother: "Eine andere öffnen",
    settings: "Einstellungen",
    theme: "Zwischen hell und dunkel wechseln",
    light: "Hell",
    dark: "Dunkel",
    connect: "Wallet verbinden",
    connectedAs: (name) => `Verbunden als ${name}`,
    tabs: { overview: "Überblick", proposals: "Anträge", money: "Geld", partners: "Partner", terms: "Vertrag", projects: "Projekte" },
    waitingHere: "warten auf Sie",
    testMoney: (chain) => `${chain}, Testgeld`,
    block: (number, age, source) => `Block ${number}, ${age} alt, von ${source}`,
    build: (hash) => `Seite, Bau ${hash}`,
    buildIs: (hash) => `Diese Seite ist Bau ${hash}.`,
    unbuilt: "Seite ohne Veröffentlichung",
    whichChecks: "Was geprüft wurde",
    verify: "Die Dateien dieser Seite prüfen",
    whole: (files) => `Alle ${wholeText(files)} Dateien dieser Seite sind die ihrer Veröffentlichung.`,
    notWhole: (files) => `Diese Dateien sind nicht die der Veröffentlichung: ${files}`,
    /* end of shell */
  },

  checks: {
    agree: (good, all) => `${good} von ${all} Prüfungen gegen die Kette stimmen`,
    notChecked: (what) => `nicht geprüft: ${what}`,
    names: {
      escrow: "die Adresse des Treuhandkontos folgt aus der der Partnerschaft",
      terms: "der geltende Vertrag ist der veröffentlichte",
      ids: "die Nummer jedes Antrags auf der Kette folgt aus seinen Handlungen und seinem Text",
      count: "alle Anträge sind da",
      tallies: "jede Auszählung ist die Summe der Stimmen",
      units: "Anteile und Stimmen der Partner passen zu den Summen",
      acceptances: "jeder Partner hat den Vertrag angenommen, den die Liste nennt",
      money: "was jeder verdient hat, folgt aus dem Protokoll, bis zur letzten Stelle",
    },
    outcomes: { agrees: "stimmt", contradicts: "widerspricht sich", unknown: "konnte nicht geprüft werden" },
    contradicts: {
      escrow: () => "Das Treuhandkonto ist nicht das, das diese Partnerschaft angelegt hat.",
      terms: (version) => `Der geltende Vertrag (Fassung ${version}) ist nicht der veröffentlichte.`,
      ids: (numbers) => `Die Kennung von Antrag ${numbers} folgt nicht aus seinen Handlungen und seinem Text.`,
      count: () => "Es gibt mehr oder weniger Anträge, als die Partnerschaft gezählt hat.",
      tallies: (numbers) => `Die Auszählung von Antrag ${numbers} ist nicht die Summe seiner Stimmen.`,
      units: () => "Anteile oder Stimmen der Partner passen nicht zu den Summen.",
      acceptances: (seats) => `Das Protokoll weiß nichts von der Annahme des Sitzes ${seats}.`,
      money: () => "Was jemand abrufen kann, folgt nicht aus dem, was eingegangen ist und gezahlt wurde.",
    },
    /* end of checks */
  },

  alarm: {
    contradicts: "Die Antworten des Knotens widersprechen sich:",
    signNothing: "Unterschreiben Sie nichts.",
    asOf: (moment) => `Was Sie sehen, ist von ${moment}.`,
    noNode: (chain) => `Für Kette ${chain} ist kein Knoten gewählt. Wählen Sie einen in den Einstellungen, oder starten Sie diese Seite mit „polypact page“.`,
    down: (host, why) => `Der Knoten ${host} antwortet nicht: ${why}.`,
    throttled: (host) => `Der Knoten ${host} bittet um weniger Anfragen.`,
    wrongChain: (host, is, wanted) => `${host} ist ein Knoten der Kette ${is}, und dieser Link ist für Kette ${wanted}.`,
    noneThere: (address, chain) => `Unter ${address} gibt es auf Kette ${chain} keine Partnerschaft.`,
    failed: (why) => `Das Lesen ist misslungen: ${why}`,
    view: "Diese Ansicht konnte nicht gezeichnet werden. Alles andere geht.",
    link: { address: "Die Adresse in diesem Link enthält einen Fehler: Groß- und Kleinbuchstaben oder die Länge passen nicht. Kopieren Sie sie noch einmal.", chain: "Dieser Link sagt nicht, für welche Kette er ist. Er beginnt mit einer Zahl und einem Doppelpunkt, wie 1:0x…" },
    /* end of alarm */
  },

  todo: {
    accept: (by) => `Den Vertrag bis ${by} annehmen`,
    acceptJoins: "Lesen Sie das Dokument, prüfen Sie Ihren Anteil, und nehmen Sie beides zusammen an.",
    acceptNewer: (version) => `Fassung ${version} gilt. Wer sie dann nicht angenommen hat, stimmt nicht mit ab.`,
    read: "Den Vertrag lesen",
    contribute: "Einlegen:",
    contributeWhy: "Ihre Annahme zählt erst, wenn das eingezahlt ist.",
    pay: "Einzahlen",
    vote: (number, by) => `Über Antrag ${number} bis ${by} abstimmen`,
    voteAs: (name) => `(für ${name})`,
    readAndVote: "Lesen und abstimmen",
    answer: (by) => `Die Anfrage eines Partners bis ${by} beantworten`,
    answerWhy: "Ein Partner fragt, ob Sie noch da sind. Ohne Antwort zählen Ihre Stimmen nicht.",
    answerNow: "Antworten",
    consent: (number, by) => `Zu Antrag ${number} bis ${by} Ja oder Nein sagen`,
    readAndAnswer: "Lesen und antworten",
    takeSeat: (name) => `Den Sitz von ${name} übernehmen`,
    takeSeatFrom: (moment) => `Er wird Ihnen angeboten und kann ab ${moment} übernommen werden.`,
    look: "Ansehen",
    carryOut: (number, by) => `Antrag ${number} bis ${by} ausführen`,
    lookAndCarryOut: "Ansehen, ausführen",
    claim: "Abholen:",
    claimWhy: "Verdient, und jederzeit abzuholen. Es verfällt nicht.",
    seeWhy: "Warum, abholen",
    /* end of todo */
  },

  dates: {
    formation: "Die Gründer haben angenommen, oder es wird nichts daraus",
    window: "Die Zeit, den neuesten Vertrag anzunehmen, ist um",
    ends: "Jeder darf die Abwicklung beginnen",
    opens: (number) => `Abstimmung über Antrag ${number} beginnt`,
    closes: (number) => `Abstimmung über Antrag ${number} endet`,
    executable: (number) => `Antrag ${number} kann ausgeführt werden`,
    expires: (number) => `Antrag ${number} verfällt, wenn niemand ihn ausgeführt hat`,
    respond: (name) => `${name} hat die Einladung angenommen, oder sie ist vorbei`,
    leaves: (name) => `${name} darf gehen`,
    probation: (name) => `Die Probezeit von ${name} endet`,
    role: (name) => `Die Rolle von ${name} endet`,
    answer: (name) => `${name} hat eine Anfrage beantwortet, oder zählt nicht`,
    /* end of dates */
  },

  agreed: {
    title: "Was vereinbart ist",
    readTerms: "Den Vertrag lesen",
    income: "Ertrag wird geteilt",
    sponsors: (share) => `${share} an Sponsoren`,
    recoupment: "Einlagen zurückgezahlt",
    reserve: (share) => `${share} des Rests in die Kasse`,
    partners: "Partner nach Anteilen",
    inOrder: (parts) => parts.join(", dann "),
    toLeave: "Zum Gehen",
    notice: (span) => `${span} Kündigungsfrist`,
    atOnce: "sofort",
    leaverTakes: "Wer geht, nimmt mit",
    partOf: (share) => `seinen Teil von ${share} der Kasse, nach Anteilen`,
    takesNothing: "nichts aus der Kasse",
    unitsAtMost: "Anteile, höchstens",
    given: (given, most) => `${given} von ${most} vergeben`,
    mandates: "Vollmachten ohne Abstimmung",
    promised: "Namentlich zugesagt",
    /* end of agreed */
  },

  standings: {
    waiting: "Noch nicht offen",
    open: "Abstimmung läuft",
    tied: "Stimmengleichheit",
    delay: "Angenommen, Bedenkzeit",
    ready: "Angenommen, auszuführen",
    done: "Ausgeführt",
    failed: "Gescheitert",
    stopped: "Gestoppt",
    withdrawn: "Zurückgezogen",
    lapsed: "Verfallen",
    /* end of standings */
  },

  history: {
    title: "Alles seit der Gründung",
    lead: (number) => `${number === 1 ? "1 Ereignis" : `${wholeText(number)} Ereignisse`}, neueste zuerst.`,
    block: (number) => `Block ${number}`,
    proposal: (number) => `Antrag ${number}`,
    aProposal: "einem Antrag",
    /* end of history */
  },

  events: {
    VoteCast: "{who} stimmte ab ({support}): {proposal} {reason}",
    VoteCastWithParams: "{who} stimmte ab ({support}): {proposal} {reason}",
    ProposalCreated: "{who} stellte {proposal}",
    ProposalExecuted: "{proposal} wurde ausgeführt",
    ProposalCanceled: "{proposal} wurde zurückgezogen",
    ProposalStopped: "{proposal} wurde gestoppt",
    TermsAccepted: "{who} nahm Fassung {version} des Vertrags an",
    TermsPublished: "Fassung {version} des Vertrags wurde veröffentlicht",
    EnteredForce: "Alle Gründer hatten angenommen: Die Partnerschaft ist in Kraft",
    PartnerInvited: "{who} wurde eingeladen",
    PartnerLeft: "{who} ist gegangen",
    NoticeGiven: "{who} hat gekündigt",
    RevenuePaid: "{who} zahlte {sum} ein",
    RevenueDistributed: "{sum} ging nach Anteilen an die Partner",
    RevenueClaimed: "{who} holte {sum} ab",
    RevenuePaidOut: "{sum} wurde an die Partner ausgezahlt",
    Contributed: "{who} legte {sum} ein",
    ConsentGiven: "{who} antwortete auf {proposal}",
    Objected: "{who} widersprach {proposal} {reason}",
    RepresentativeNamed: "{who} benannte eine Vertretung",
    SeatMoved: "{who} verlegte den Sitz zu {to}",
    InvoiceIssued: "Eine Rechnung über {sum} wurde gestellt",
    ContributionsReleased: "{sum} an Einlagen ging in die Kasse",
    other: (name) => name.replace(/(?<!^)([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`) + ": {who} {to} {sum}",
    /* end of events */
  },

  missing: {
    title: "Hier ist nichts",
    text: "Dieser Link führt zu keiner Ansicht dieser Seite. Vielleicht ist er abgeschnitten.",
    back: "Zurück zum Anfang",
    /* end of missing */
  },

  classes: {
    0: "Grundordnung",
    2: "Alltag",
    4: "Wiederherstellung",
    8: "Gewöhnlich",
    /* end of classes */
  },

  wallet: {
    browser: "Browser-Wallet",
    safe: "Safe",
    choose: "Eine Wallet wählen",
    noWallet: "Dieser Browser hat keine Wallet, die sich meldet. Installieren Sie eine als Erweiterung, oder öffnen Sie diese Seite im Browser Ihrer Wallet oder als App in Safe.",
    doubtful: "eine andere heißt ebenso",
    asking: "Gefragt. Antworten Sie im Fenster der Wallet.",
    giveUp: "Nicht mehr warten",
    connected: "Verbunden",
    yours: "Ihre Wallet",
    by: (name) => `Über ${name}.`,
    unknownChain: "einer Kette, die sie nicht nennt",
    disconnect: "Trennen",
    contradicted: "Die Antworten des Knotens widersprechen sich. Unterschreiben Sie nichts.",
    lookAgain: "Ihre Wallet hat das Konto oder die Kette gewechselt. Sehen Sie noch einmal hin, bevor Sie unterschreiben.",
    looked: "Ich habe hingesehen",
    fillIn: "Füllen Sie erst aus, was fehlt.",
    trying: "Es wird ausprobiert.",
    wouldFail: "Ausprobiert: Die Kette würde es ablehnen.",
    triedOut: (block) => `Ausprobiert auf Block ${block}: Es würde gelingen.`,
    fee: (sum, coin) => `Netzgebühr etwa ${sum} ${coin}.`,
    noFee: "Ihre Wallet nennt die Gebühr.",
    copyHash: "Den Hash kopieren",
    putAway: "Wegräumen",
    trouble: {
      refused: "Sie haben im Wallet nein gesagt. Es wurde nichts gesendet.",
      refusedSigning: "Sie haben im Wallet nein gesagt. Es wurde nichts unterschrieben.",
      notAllowed: "Das Wallet lässt diese Seite das Konto nicht verwenden. Verbinden Sie es noch einmal.",
      unable: "Dieses Wallet kann das nicht. Nehmen Sie ein anderes.",
      offline: "Das Wallet ist von seinen Ketten getrennt. Sehen Sie hinein, und versuchen Sie es dann noch einmal.",
      chainOffline: "Das Wallet erreicht diese Kette jetzt nicht. Sehen Sie hinein, und versuchen Sie es dann noch einmal.",
      unknownChain: (chain) => `Das Wallet kennt ${chain} nicht, und in der Adresse des Knotens, der hier gefragt wird, kann ein Schlüssel stehen, der nicht weitergegeben wird. Tragen Sie ${chain} im Wallet von Hand ein.`,
      alreadyAsking: "Das Wallet fragt schon. Antworten Sie zuerst in seinem Fenster.",
      locked: "Das Wallet ist gesperrt. Entsperren Sie es, und versuchen Sie es dann noch einmal.",
      tooPoor: (coin) => `Das Konto hat nicht genug ${coin} dafür und für die Gebühr.`,
      nonceUsed: "Das Wallet hat eine Nummer genommen, die schon verbraucht ist. Versuchen Sie es noch einmal; bleibt es dabei, leeren Sie seine Liste der Vorgänge.",
      underpriced: "Der Preis für das Gas ist jetzt zu niedrig. Versuchen Sie es noch einmal, oder geben Sie im Wallet mehr an.",
      alreadyKnown: "Dasselbe wurde schon gesendet. Es wird auf der Kette gesucht.",
      gasTooLow: "Es braucht mehr Gas, als angegeben war. Versuchen Sie es noch einmal, und überlassen Sie das Gas der Seite.",
      tooBusy: "Der Knoten hinter dem Wallet hat zu viel zu tun. Ob etwas gesendet wurde, ist nicht sicher: Sehen Sie ins Wallet.",
      silent: "Das Wallet hat nicht geantwortet. Suchen Sie sein Fenster, oder sehen Sie ins Wallet selbst.",
      noBatch: "Das Wallet nimmt nicht mehrere Schritte als einen. Senden Sie sie nacheinander.",
      sameBatch: "Das Wallet hat dasselbe schon bekommen. Es wird auf der Kette gesucht.",
      otherAccount: (name) => `Das Wallet ist jetzt ${name}. Sehen Sie noch einmal hin, bevor Sie unterschreiben.`,
      noAccount: "Das Wallet zeigt das Konto nicht mehr, das hier stand. Sehen Sie noch einmal hin, bevor Sie unterschreiben.",
      otherChain: (is, wanted) => `Das Wallet ist auf ${is}, das hier auf ${wanted}. Wechseln Sie zuerst.`,
      notConnected: "Es ist kein Wallet verbunden. Verbinden Sie zuerst eines.",
      underWay: (what) => `Unterwegs: ${what}. Es wird kein zweites Mal gesendet.`,
      underWayBare: "Dasselbe ist unterwegs. Es wird kein zweites Mal gesendet.",
      badAnswer: "Das Wallet hat etwas geantwortet, das keine Antwort ist. Ob etwas gesendet wurde, ist nicht sicher: Sehen Sie ins Wallet.",
      other: (said) => `Das Wallet sagt: „${said}“. Ob etwas gesendet wurde, ist nicht sicher: Sehen Sie ins Wallet.`,
    },
    refusal: {
      before: (reason) => `Die Kette würde es ablehnen: ${reason}`,
      after: (reason) => `Die Kette hat es abgelehnt: ${reason} Die Gebühr ist bezahlt.`,
      silent: "Ein Grund wurde nicht genannt. Etwas darin ist zu lang, oder mehr, als da ist.",
      panic: (code) => `Eine Summe ist über ihre Grenzen geraten (Panic ${code}).`,
      data: (data) => `Ein Vertrag außerhalb dieser Partnerschaft sagt ${data}.`,
    },
    account: {
      key: "Ein Konto mit einem Schlüssel.",
      delegated: "Ein Konto mit einem Schlüssel, dem das Wallet Code beigefügt hat.",
      contract: "Ein Vertrag als Wallet.",
      nested: "Ein Vertrag als Wallet, mit einem Schlüssel.",
      owners: (need, all) => `Ein Vertrag als Wallet. ${wholeText(need)} seiner ${wholeText(all)} Eigentümer müssen bestätigen.`,
      safe: (need, all) => `Sie unterschreiben mit einem Safe. ${wholeText(need)} seiner ${wholeText(all)} Eigentümer müssen bestätigen.`,
      safeAlone: "Sie unterschreiben mit einem Safe, der einen Eigentümer hat.",
    },
    change: {
      account: (name) => `Das Wallet ist jetzt ${name}. Sehen Sie noch einmal hin, bevor Sie unterschreiben.`,
      chain: (name) => `Das Wallet ist jetzt auf ${name}. Sehen Sie noch einmal hin, bevor Sie unterschreiben.`,
      gone: "Das Wallet zeigt dieser Seite kein Konto mehr.",
      offline: "Das Wallet ist von seinen Ketten getrennt.",
    },
    chain: {
      wrong: (partnership, here, there) => `${partnership} ist auf ${here}, Ihr Wallet auf ${there}.`,
      unknown: (partnership, here) => `${partnership} ist auf ${here}, Ihr Wallet auf einer anderen Kette.`,
      change: (chain) => `Zu ${chain} wechseln`,
      adding: (chain, node) => `Kennt das Wallet ${chain} nicht, so erfährt es davon, mit dem Knoten ${node}.`,
    },
    state: {
      asked: "Bestätigen Sie im Wallet.",
      askedElsewhere: (when) => `Ihr Wallet wurde ${when} gefragt, in einem anderen Fenster oder bevor diese Seite neu geladen wurde. Sehen Sie ins Wallet: Bestätigen Sie dort, oder sagen Sie nein.`,
      unsure: "Ob Ihr Wallet es gesendet hat, ist nicht bekannt. Es wird auf der Kette gesucht. Zeigt Ihr Wallet nichts davon, so streichen Sie es hier.",
      sent: "Gesendet. Sie können diese Seite schließen.",
      unseen: "Gesendet, sagt Ihr Wallet. Der Knoten hat es noch nicht gesehen.",
      takenBack: "Die Kette hat den Block zurückgenommen, in dem es stand. Es wartet auf einen anderen.",
      confirming: (have, need) => `${wholeText(have)} von ${wholeText(need)} bestätigt.`,
      confirmingUnknown: (need) => `Wartet im Safe auf ${wholeText(need)} Bestätigungen.`,
      hashOfDevice: "Der Hash, den Ihr Gerät zeigt",
      hashChecked: "Hier aus dem berechnet, was Sie gelesen haben, und er stimmt.",
      hashUnchecked: "So sagt es das Wallet. Hier ließ er sich nicht berechnen: Vergleichen Sie, was das Gerät zeigt.",
      bundled: "Ihrem Wallet übergeben, das alles auf einmal sendet.",
      mined: "In einem Block.",
      final: "Endgültig. Es lässt sich nicht mehr ändern.",
      next: (done, all) => `${wholeText(done)} von ${wholeText(all)} getan.`,
      step: (at, all, what) => `${wholeText(at)} von ${wholeText(all)}: ${what}`,
      replaced: "Ihr Wallet hat stattdessen etwas anderes gesendet. Was hier gefragt war, ist nicht geschehen.",
      calledOff: "Es wurde im Wallet abgebrochen. Nichts ist geschehen.",
      dropped: "Der Knoten hat es nicht mehr. Es kann noch kommen: Sehen Sie ins Wallet, bevor Sie es noch einmal senden.",
      different: "Ihr Wallet hat etwas anderes gesendet, als Sie hier gelesen haben. Sehen Sie sich die Transaktion an, und machen Sie mit diesem Wallet nicht weiter, bevor Sie wissen, warum.",
      differentLimit: "Auch Wallets, in denen man eine Summe oder eine Grenze ändern kann, tun das.",
      bundleFailed: "Das Wallet konnte es nicht ausführen. Nichts ist geschehen.",
      refusedLater: "Es wurde im Wallet abgelehnt. Es wurde nichts gesendet.",
      notKept: "Dieser Browser merkt sich nichts. Lassen Sie diese Seite offen, bis es endgültig ist.",
      speed: "Beschleunigen oder abbrechen können Sie es im Wallet: Nur dieses kann etwas mit derselben Nummer senden.",
      forget: "Streichen",
      forgetAsk: "Sendet das Wallet es doch noch, so geschieht es ein zweites Mal. Streichen Sie es nur, wenn das Wallet nichts davon zeigt.",
      goOn: (at, all, what) => `Weiter mit ${wholeText(at)} von ${wholeText(all)}: ${what}`,
      stopWaiting: "Nicht mehr auf das Wallet warten",
      stillWaiting: "Das Wallet hat noch nicht geantwortet. Vielleicht liegt sein Fenster hinter diesem.",
    },
    frame: {
      stranger: "Eine andere Seite zeigt diese hier in sich. Unterschreiben lässt sich hier nichts, denn niemand sieht, was darüber liegt. Öffnen Sie diese Seite für sich.",
      asking: "Die Seite ringsum wird nach ihrem Safe gefragt…",
      readOnly: "Sie sehen diesen Safe an und sind kein Eigentümer. Nur Eigentümer können unterschreiben.",
    },
    /* end of wallet */
  },

  home: {
    title: "Partnerschaften",
    lead: "Lesen, was vereinbart wurde, abstimmen, und abholen, was Sie verdient haben. Zum Lesen braucht es keine Wallet.",
    open: "Eine Partnerschaft öffnen",
    address: "Adresse oder Link",
    addressHint: "Der Partnerschaft, wie ein Partner sie Ihnen gegeben hat.",
    chain: "Kette",
    chainHint: "Die Nummer ihrer Kette: 1 für Ethereum, 11155111 für Sepolia.",
    noChain: "Geben Sie die Nummer der Kette an, etwa 1 für Ethereum.",
    openIt: "Öffnen",
    mine: "Meine Partnerschaften",
    none: "In diesem Browser wurde noch keine geöffnet.",
    found: "Eine gründen",
    foundText: "Sechs Schritte, jeder erklärt. Nichts bindet jemanden, bevor alle Gründer angenommen haben.",
    foundOne: "Eine Partnerschaft gründen",
    wallet: "Ihre Wallet",
    walletText: "Sie wird nur gefragt, wenn Sie etwas unterschreiben. Alles wird vorher in Worten gesagt und ausprobiert.",
    /* end of home */
  },

  overview: {
    waits: (name) => `Wartet auf ${name}`,
    waitsNobody: "Wartet auf Sie",
    connectFirst: "Um zu sehen, was auf Sie wartet, verbinden Sie die Wallet der Firma. Alles andere lässt sich ohne lesen.",
    noPartner: (name) => `${name} ist hier kein Partner. Partner unterschreiben mit den Konten unten.`,
    nothingWaits: "Hier wartet nichts auf Sie.",
    calendar: "Termine in den Kalender",
    forming: "Die Gründer nehmen den Vertrag an.",
    formingUntil: (moment) => `Sie haben Zeit bis ${moment}. Nichts bindet jemanden, bevor alle es getan haben.`,
    isVoid: "Nicht alle Gründer haben rechtzeitig angenommen. Daraus wurde nichts; Einlagen können zurückgeholt werden.",
    windingUp: "Sie wird abgewickelt: Was da ist, geht an Einleger und Partner.",
    since: (day) => `In Kraft seit ${day}.`,
    allBound: (version) => `alle gebunden durch Fassung ${version} des Vertrags.`,
    someBound: (number, version) => `${wholeText(number)} davon gebunden durch Fassung ${version} des Vertrags.`,
    proposals: "Anträge",
    makeProposal: "Antrag stellen",
    noProposals: "Noch keine Anträge. Wer antragsberechtigt ist, kann den ersten stellen.",
    allProposals: (number) => `Alle ${wholeText(number)} Anträge`,
    proposalNumber: "Antrag",
    untitled: "Ohne Titel",
    proposedBy: (name, actions, rule) => `${name}. ${actions === 1 ? "1 Handlung" : `${wholeText(actions)} Handlungen`}. Entschieden nach der Regel ${rule}.`,
    opens: (moment) => `beginnt ${moment}`,
    carryFrom: (moment) => `ausführbar ab ${moment}`,
    carryUntil: (moment) => `auszuführen bis ${moment}`,
    forNeeded: (taken, needed) => `${taken} der ${needed} nötigen haben teilgenommen`,
    forAgainst: (favour, against) => `${favour} dafür, ${against === "0" ? "keine" : against} dagegen`,
    partners: "Partner",
    whoAccepted: "Wer wann was angenommen hat",
    partnerAndRole: "Partner und Rolle",
    weightInVotes: "Stimmgewicht",
    votes: "Stimmen",
    unitsOfIncome: "Anteile am Ertrag",
    units: "Anteile",
    accepted: (version) => `Vertrag ${version} angenommen`,
    acceptedShort: "Angenommen",
    notYet: "noch nicht",
    only: (version) => `nur Fassung ${version}`,
    noRole: "Keine Rolle",
    invited: "eingeladen",
    suspended: "suspendiert",
    lapsed: "zählt nicht, bis er antwortet",
    leaving: "hat gekündigt",
    allPartners: (number) => `Alle ${wholeText(number)} Partner`,
    money: "Geld",
    allMoney: "Alles Geld",
    moneyCaption: "Geld nach Ort und Währung",
    place: "Ort",
    treasury: "Kasse",
    spentByVote: "durch Abstimmung ausgegeben",
    escrow: "Treuhandkonto",
    spentByNoOne: "von niemandem ausgegeben",
    moreTokens: (number) => `und ${wholeText(number)} weitere Währungen`,
    nextDates: "Nächste Termine",
    ifItPasses: "wenn er angenommen wird",
    projects: "Projekte",
    wholeTree: "Der ganze Baum",
    noLinks: "Niemand ist am Ertrag beteiligt.",
    toThem: (share) => `${share} an sie`,
    until: (day) => `bis ${day}`,
    lately: "Zuletzt",
    everything: "Alles seit der Gründung",
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
    title: "Einstellungen",
    lead: "Sie bleiben in diesem Browser und werden niemandem gesendet.",
    node: "Knoten",
    nodeText: "Alles, was Sie sehen, wird von einem Knoten gelesen und geprüft, soweit das geht. Er erfährt, welche Partnerschaft Sie ansehen. Sonst wird niemand gefragt.",
    chain: "Kette",
    url: "Adresse des Knotens",
    now: (host) => `Jetzt gefragt: ${host}`,
    noneNow: "Jetzt wird kein Knoten gefragt.",
    noChain: "Geben Sie die Nummer der Kette an, etwa 1 für Ethereum.",
    noNode: "Geben Sie eine Adresse an, die mit https:// beginnt, oder mit http:// auf diesem Rechner (127.0.0.1, localhost).",
    names: "Namen",
    namesText: "Wen Sie hier benennen, der wird überall mit diesem Namen gezeigt, neben der Adresse. Die Kette kennt nur Adressen.",
    name: "Name",
    address: "Adresse",
    noName: "Geben Sie einen Namen an.",
    addName: "Namen hinzufügen",
    remove: "Entfernen",
    removeName: (name) => `Den Namen ${name} entfernen`,
    look: "Aussehen",
    theme: "Hell oder dunkel",
    themes: { system: "Wie das System", light: "Hell", dark: "Dunkel" },
    language: "Sprache",
    languageHint: "Was Partner geschrieben haben und was Handlungen tun, bleibt in der Sprache, in der es geschrieben ist.",
    self: "Diese Seite",
    selfText: "Das ist der Hash aller ihrer Dateien. Vergleichen Sie ihn mit dem, der mit der Veröffentlichung bekannt gegeben wurde; „polypact page --verify“ tut das von außen.",
    copyHash: "Den Hash dieser Seite kopieren",
    verify: "Die Dateien dieser Seite prüfen",
    running: "Die Prüfung läuft.",
    whole: (files) => `Alle ${wholeText(files)} Dateien sind die der Veröffentlichung.`,
    notWhole: "Diese Dateien sind nicht die der Veröffentlichung:",
    back: "Zurück zum Überblick",
    /* end of settings */
  },
};
