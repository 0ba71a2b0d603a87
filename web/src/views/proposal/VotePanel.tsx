import { called } from "../../app/names";
import { useState } from "preact/hooks";
import { ActProgress } from "../../app/ActProgress";
import { SignButton } from "../../app/SignButton";
import { chainNow, place } from "../../app/store";
import { account, sender } from "../../app/wallet";
import { shownMoment, wholeText } from "../../format";
import { SUPPORT } from "../../generated/enums";
import { type Act, ballotCall } from "../../model/acts";
import { type Support, SUPPORTS } from "../../model/ballots";
import { standingOf } from "../../model/outcome";
import { type Partner, partnerOf, partners, representedBy, type Proposal, type Snapshot } from "../../model/partnership";
import { isDecisive, resultOf, type Voter } from "../../model/standing";
import { voterOf } from "../../model/vote";
import { t } from "../../text";
import type { Address as AddressType } from "../../types";
import { Address, Button, Checkbox, Choices, fill, Notice, Panel, Said, SelectField, Skeleton, TextField, When } from "../../ui";
import { Asked, More, shownActs } from "./Acts";
import type { Close } from "./close";
import { wouldRun } from "./Does";
import { SignOnly } from "./SignOnly";
import { ballotText } from "./Voters";
import { resultText } from "./words";

/** Bytes of a reason on chain. */
const MOST_REASON = 1_024;

export interface Voice {
  readonly partner: Partner;
  readonly asRepresentative: boolean;
}

/** My vote, and whatever else I may do with it now. */
export function VotePanel({ close, proposal, seen }: { close: Close | undefined; proposal: Proposal; seen: Snapshot }) {
  const words = t.value.vote;
  const who = account.value;
  const standing = standingOf(proposal, chainNow.value);
  const isUndecided = standing === "open" || standing === "waiting";
  if (!who) return <Panel title={isUndecided ? words.title : words.titleOver}><Notice>{isUndecided ? words.connect : words.connectOther}</Notice></Panel>;
  if (!close) return <Skeleton rows={2} />;
  const own = partnerOf(seen, who);
  const voices: Voice[] = [
    ...(own && voterOf(close.vote, own) ? [{ partner: own, asRepresentative: false }] : []),
    ...representedBy(seen, who).map((partner) => ({ partner, asRepresentative: true })),
  ];
  const acts = shownActs(close.acts);
  if (isUndecided && voices.length > 0) return <><Asked close={close} acts={acts} /><Ballots close={close} voices={voices} acts={acts} /></>;
  return (
    <>
      <Asked close={close} acts={acts} />
      <Panel title={isUndecided ? words.title : words.titleOver}>
        {!own && voices.length === 0 && acts.length === 0 && <Stranger seen={seen} who={who} />}
        {own && isUndecided && <p>{words.noWeight}</p>}
        {own && !isUndecided && <Told close={close} partner={own} />}
        <More close={close} acts={acts} isOpen />
        {own && acts.length === 0 && <p class="small soft">{words.nothingWaits}</p>}
      </Panel>
    </>
  );
}

function Stranger({ seen, who }: { seen: Snapshot; who: AddressType }) {
  const all = partners(seen);
  return (
    <>
      <p>{t.value.vote.noPartner(called(who))}</p>
      <ul class="plainlist">{all.slice(0, 6).map((partner) => <li key={partner.seat}><Address of={partner.account} /></li>)}</ul>
      {all.length > 6 && <p class="small soft">{t.value.proposal.stands.more(all.length - 6)}</p>}
    </>
  );
}

/** How a partner voted, once nobody can any more. */
function Told({ close, partner }: { close: Close; partner: Partner }) {
  const ballot = voterOf(close.vote, partner)?.ballot;
  return ballot ? <p>{t.value.vote.youVoted} <b>{ballotText(ballot)}</b></p> : null;
}

function Ballots({ close, voices, acts }: { close: Close; voices: readonly Voice[]; acts: readonly Act[] }) {
  const words = t.value.vote;
  const [seat, setSeat] = useState<number | undefined>(undefined);
  const [first] = voices;
  const voice = voices.find((one) => one.partner.seat === seat) ?? first;
  if (!voice) return null;
  const voter = voterOf(close.vote, voice.partner);
  const { vote, proposal } = close;
  const weight = voter?.weight ?? voice.partner.weight;
  const named = { who: called(voice.partner.account), votes: wholeText(weight), all: wholeText(vote.count.base), when: <When at={proposal.snapshot + 1} noYear dateOnly /> };
  const results = voter && !voter.recusal ? SUPPORTS.map((support) => resultOf(vote, voter, support, voice.asRepresentative, chainNow.value)) : [];
  const isMine = close.acts.some((act) => act.kind === "vote" && act.partner?.seat === voice.partner.seat && act.refusal === undefined);
  return (
    <Panel
      title={voice.asRepresentative ? words.titleFor(called(voice.partner.account)) : words.title}
      small={<>{fill(close.facts.isCounted ? words.weight : words.weightNow, named)} {isMine && isDecisive(results) && <b>{words.decides}</b>}</>}
    >
      {voices.length > 1 && (
        <SelectField
          label={words.as}
          value={String(voice.partner.seat)}
          onChange={(value) => setSeat(Number(value))}
          options={voices.map((one) => ({ value: String(one.partner.seat), text: one.asRepresentative ? words.asOther(called(one.partner.account)) : words.asOwn(called(one.partner.account)) }))}
        />
      )}
      <Ballot key={voice.partner.seat} close={close} voice={voice} voter={voter} />
      <More close={close} acts={acts.filter((act) => act.kind !== "vote")} isOpen={false} />
    </Panel>
  );
}

/** What stands where the ballot would be, or the ballot itself. */
function Ballot({ close, voice, voter }: { close: Close; voice: Voice; voter: Voter | undefined }) {
  const words = t.value.vote;
  const { proposal } = close;
  const subject = `vote:${proposal.number}:${voice.partner.seat}`;
  const act = close.acts.find((one) => one.kind === "vote" && one.partner?.seat === voice.partner.seat);
  const at = place.value;
  const last = at && sender.actsOf(at.chainId, at.partnership).find((one) => one.subject === subject);
  if (standingOf(proposal, chainNow.value) === "waiting") {
    return <Notice kind="wait">{fill(words.notOpen, { when: <When at={proposal.snapshot + 1} edge="opening" utc away /> })}</Notice>;
  }
  if (voter?.recusal) {
    return (
      <>
        <Notice kind="wait">{voter.recusal.byClass ? words.recused : words.recusedItself}</Notice>
        {voter.recusal.reason !== "" && <><p class="small soft">{words.recusedReason}</p><Said text={voter.recusal.reason} /></>}
      </>
    );
  }
  if (voter?.ballot && (!voter.isLent || voice.asRepresentative)) {
    return (
      <>
        <Notice kind="ok" live>{words.counted(ballotText(voter.ballot).split(",")[0] ?? "", t.value.common.votes(voter.weight))} {!voice.asRepresentative && words.nothingWaits}</Notice>
        {voter.ballot.reason !== "" && <Said text={voter.ballot.reason} />}
        {last && <ActProgress act={last} />}
      </>
    );
  }
  if (!voter || !act) return <p>{words.noWeight}</p>;
  return <Form close={close} voice={voice} voter={voter} subject={subject} />;
}

/** `proposal 2`, and for whom, where that is somebody else. */
function aboutOf(number: number, voice: Voice): string {
  const name = t.value.history.proposal(wholeText(number));
  return voice.asRepresentative ? `${name} ${t.value.todo.voteAs(called(voice.partner.account))}` : name;
}

function Form({ close, voice, voter, subject }: { close: Close; voice: Voice; voter: Voter; subject: string }) {
  const words = t.value.vote;
  const [support, setSupport] = useState<Support | undefined>(undefined);
  const [reason, setReason] = useState("");
  const [isTicked, setTicked] = useState(false);
  const [isSigning, setSigning] = useState(false);
  const { vote } = close;
  const results = SUPPORTS.map((choice) => resultOf(vote, voter, choice, voice.asRepresentative, chainNow.value));
  const titles = { [SUPPORT.FOR]: words.for, [SUPPORT.AGAINST]: words.against, [SUPPORT.ABSTAIN]: words.abstain };
  const labels = { [SUPPORT.FOR]: words.voteFor, [SUPPORT.AGAINST]: words.voteAgainst, [SUPPORT.ABSTAIN]: words.voteAbstain };
  const chosen = results.find((result) => result.support === support);
  const asksTick = support === SUPPORT.FOR && !wouldRun(close);
  const isTooLong = new TextEncoder().encode(reason).length > MOST_REASON;
  const isReady = support !== undefined && !isTooLong && (!asksTick || isTicked);
  const why = support === undefined ? words.chooseFirst : asksTick && !isTicked ? words.tickFirst : undefined;
  const said = reason.trim();
  return (
    <>
      {voter.ballot && voter.isLent && <Notice>{words.overrules(called(voice.partner.representative ?? voice.partner.account), ballotText(voter.ballot))}</Notice>}
      <Choices
        legend={words.title}
        hideLegend
        value={support === undefined ? undefined : (String(support) as "0" | "1" | "2")}
        onChange={(value) => setSupport(Number(value) as Support)}
        hint={words.ifNobody}
        options={results.map((result) => ({
          value: String(result.support) as "0" | "1" | "2",
          title: titles[result.support],
          text: [resultText(vote, result), result.decides ? words.decidesNow : "", result.goesOnUntil === undefined ? "" : words.goesOn(shownMoment(result.goesOnUntil, t.value.times, { edge: "closing", year: false }).local)].filter(Boolean).join(" "),
        }))}
      />
      <TextField label={words.reason} optional lines={3} value={reason} onChange={setReason} hint={words.reasonHint} mostBytes={MOST_REASON} />
      {asksTick && <Checkbox checked={isTicked} onChange={setTicked}>{words.cannotRun} {words.cannotRunTick}</Checkbox>}
      {isSigning && !voice.asRepresentative ? (
        <SignOnly close={close} partner={voice.partner} support={isReady ? support : undefined} why={why} reason={said} onLeave={() => setSigning(false)} />
      ) : (
        <>
          <SignButton
            label={chosen ? labels[chosen.support] : words.choose}
            about={aboutOf(close.proposal.number, voice)}
            calls={isReady ? [ballotCall(close, voice, support, said)] : undefined}
            why={why}
            subject={subject}
            connect={words.connect}
          />
          {!voice.asRepresentative && <Button kind="quiet" wide onPress={() => setSigning(true)}>{words.sign.title}</Button>}
        </>
      )}
      <p class="small soft">{voice.asRepresentative ? words.ownOverrules : words.noTakeBack}</p>
    </>
  );
}
