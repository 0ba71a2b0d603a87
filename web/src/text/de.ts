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
    home: "Polypact: alle meine Partnerschaften",
    change: "Partnerschaft wechseln",
    theme: "Zwischen hell und dunkel wechseln",
    light: "Hell",
    dark: "Dunkel",
    connect: "Wallet verbinden",
    connectedAs: (name) => `Verbunden als ${name}`,
    tabs: { overview: "Überblick", proposals: "Anträge", money: "Geld", partners: "Partner", terms: "Vertrag", projects: "Projekte" },
    waiting: (number) => `${wholeText(number)} warten auf Sie`,
    block: (number, age, source) => `Block ${number}, ${age} alt, von ${source}`,
    build: (version, hash) => `Seite ${version}, Bau ${hash}`,
    /* end of shell */
  },

  checks: {
    agree: (good, all) => `${good} von ${all} Prüfungen gegen die Kette stimmen`,
    /* end of checks */
  },

  wallet: {
    browser: "Wallet des Browsers",
    safe: "Safe",
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
      notDeployed: "Das Wallet ist noch nicht auf der Kette, und so ist auch seine Unterschrift (ERC-6492). Die Verträge nehmen sie nicht: Senden Sie zuerst irgendetwas mit dem Wallet, und unterschreiben Sie dann noch einmal.",
      badSignature: (bytes) => `Das Wallet hat ${wholeText(bytes)} Bytes gegeben, die keine Unterschrift davon sind. Unterschreiben Sie noch einmal.`,
      otherSigner: (wanted, found) => `Das hat ${found} unterschrieben und nicht ${wanted}, oder es wurde etwas anderes unterschrieben, als Sie gelesen haben. Es wird nicht verwendet.`,
      cannotAsk: (wallet) => `${wallet} ist von einer Fassung, die das Wallet, dem es gehört, nicht fragen kann. Lassen Sie es den Hash auf der Kette genehmigen.`,
      notTaken: (wallet) => `Das Wallet ${wallet} sagt auf der Kette, dass das nicht seine Unterschrift ist. Unterschreiben Sie noch einmal, mit genug seiner Eigentümer.`,
      tooLong: (bytes) => `Die Unterschrift hat ${wholeText(bytes)} Bytes, und die Verträge nehmen 2.080, das sind 32 Eigentümer. Senden Sie stattdessen eine Transaktion des Wallets.`,
      digestDiffers: "Was der Vertrag unterschrieben haben will, ist nicht das, was Sie hier lesen. Es hat sich inzwischen geändert, oder jemand lügt. Es wurde nichts unterschrieben. Laden Sie die Seite neu, und sehen Sie noch einmal hin.",
      notAnOwner: (wallet) => `Dieses Konto ist kein Eigentümer von ${wallet}; seine Unterschrift würde nicht zählen.`,
      missing: (have, need, owners) => `${wholeText(have)} der ${wholeText(need)} nötigen Unterschriften sind da. Es fehlen: ${owners}.`,
      expired: "Es galt bis zu einem Zeitpunkt, der vorbei ist. Unterschreiben Sie noch einmal.",
      usedUp: "Eine solche Unterschrift gilt einmal, und seither wurde eine andere verwendet. Unterschreiben Sie noch einmal.",
      elsewhere: (chain, contract) => `Es wurde für ${contract} auf ${chain} unterschrieben und nicht für das, was hier zu sehen ist.`,
      file: {
        json: "Das ist kein JSON. Geben Sie eine Datei, die hier oder von den Befehlen gesichert wurde.",
        kind: "Das ist eine Datei anderer Art. Geben Sie eine, die hier oder von den Befehlen gesichert wurde.",
        damaged: "Die Datei ist beschädigt: Ein Feld fehlt oder ist falsch. Lassen Sie sie noch einmal sichern.",
        other: "Die Dateien sind nicht über dieselbe Nachricht. Lassen Sie alle eine Datei unterschreiben.",
      },
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
    /* end of home */
  },

  overview: {
    waits: (name) => `Wartet auf ${name}`,
    nothingWaits: "Hier wartet nichts auf Sie.",
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
