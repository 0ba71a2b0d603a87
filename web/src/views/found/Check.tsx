import { useEffect, useMemo, useState } from "preact/hooks";
import { getAddress, isAddress } from "viem";
import { saveFile } from "../../app/save";
import { chainName } from "../../app/site";
import { SignButton } from "../../app/SignButton";
import { connection, founding } from "../../app/store";
import { account } from "../../app/wallet";
import { safeLine } from "../../format";
import { draftText, tokensOfSums } from "../../model/founding/draft";
import { configOf } from "../../model/founding/config";
import { findings, showPath, stepOf } from "../../model/founding/findings";
import { type Launch, readLaunch, spinUpCall } from "../../model/founding/launch";
import { specYaml } from "../../model/founding/yaml";
import { t } from "../../text";
import type { Address as AddressType } from "../../types";
import type { Config } from "../../generated/views";
import { Address, Button, Card, Copy, fill, Fold, Notice, Panel, Row, Section, When } from "../../ui";
import { Blocking } from "./Deciding";
import { SpecText } from "./fields";
import { Founded } from "./Founded";
import { Summary } from "./Summary";
import { block, change, countFrom, counted, draft, found, hrefOfStep, isElsewhere, reach, salt, trouble } from "./state";
import { tokenWritten, useDraftTokens } from "./tokens";

/** Everything once more, what is still wrong, the file, and the button. */
export function Check() {
  const words = t.value.found;
  const config = useConfig();
  const [tells, setTells] = useState<{ readonly config: Config; readonly at: AddressType } | undefined>(undefined);
  if (tells) return <Founded config={tells.config} at={tells.at} founders={draft.value.founders.map(({ name }) => name)} />;
  const wrong = found.value;
  return (
    <>
      {wrong.length > 0 ? <Wrong /> : <Notice kind="ok" title={words.allRight}>{words.allRightText}</Notice>}
      <Blocking />
      {wrong.length === 0 && <Summary config={config} />}
      <File />
      <Launching config={config} onFounded={(config, at) => setTells({ config, at })} />
    </>
  );
}

function Wrong() {
  const words = t.value.found;
  return (
    <Section title={words.stillWrong(found.value.length)}>
      <Card>
        {found.value.map((finding) => (
          <Row key={showPath(finding.path) + finding.message} kind="row--pad">
            <p><a href={hrefOfStep(stepOf(finding))}>{words.steps[stepOf(finding)]}</a>: <code>{showPath(finding.path)}</code> <span lang="en">{finding.message}</span></p>
          </Row>
        ))}
      </Card>
    </Section>
  );
}

function File() {
  const words = t.value.found;
  const text = specYaml(draft.value);
  const name = `${(draft.value.name || "partnership").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "partnership"}.yaml`;
  return (
    <Section title={words.yaml}>
      <Card kind="form">
        <p class="small soft">{words.yamlText}</p>
        <p class="inline"><Button icon="download" onPress={() => saveFile(name, "application/yaml", text)}>{words.saveYaml(name)}</Button></p>
        <Fold summary={words.showYaml}><pre class="raw raw--file" tabIndex={0}>{text}</pre></Fold>
      </Card>
    </Section>
  );
}

const HOUR = 3_600;

/** As long as the draft stays the same, its times are counted from the same moment. */
function useConfig(): Config | undefined {
  const of = draft.value;
  const time = block.value?.time;
  const from = counted.value?.of === draftText(of) ? counted.value.from : undefined;
  const config = useMemo(() => (from !== undefined && findings(of, BigInt(from)).length === 0 ? configOf(of, BigInt(from)) : undefined), [of, from]);
  useEffect(() => {
    const isOver = config !== undefined && time !== undefined && Number(config.formation_deadline) < time + HOUR;
    if (time !== undefined && (from === undefined || isOver)) countFrom(time);
  }, [from, time, config]);
  return config;
}

/** What the chain says of this very config, account and number, and of no other; undefined until it has said so. */
function useLaunch(config: Config | undefined, ecosystem: AddressType | undefined): Launch | undefined {
  const [launch, setLaunch] = useState<{ readonly key: string; readonly config: Config; readonly of: Launch } | undefined>(undefined);
  const from = connection.value;
  const who = account.value;
  const key = [from?.chainId, from?.rpc.url, ecosystem, who, salt.value].join();
  useEffect(() => {
    if (!from || !config || !ecosystem || !who) return undefined;
    let isGone = false;
    readLaunch(from.rpc, ecosystem, who, config, salt.value).then((of) => { if (!isGone) setLaunch({ key, config, of }); }, () => undefined);
    return () => { isGone = true; };
  }, [key, config, from, block.value?.hash]);
  return launch?.key === key && launch.config === config ? launch.of : undefined;
}

function Launching({ config, onFounded }: { config: Config | undefined; onFounded: (config: Config, at: AddressType) => void }) {
  const words = t.value.found;
  const written = draft.value.ecosystem;
  const ecosystem = isAddress(written, { strict: false }) ? getAddress(written) : undefined;
  const launch = useLaunch(config, ecosystem);
  const { tokens, isRead } = useDraftTokens();
  const unread = tokensOfSums(draft.value).find((token) => !tokenWritten(tokens, token));
  const from = connection.value;
  const who = account.value;
  const at = launch?.partnership;
  useEffect(() => {
    founding.value = from && at ? { chainId: from.chainId, partnership: at } : from && ecosystem ? { chainId: from.chainId, partnership: ecosystem } : undefined;
    return () => { founding.value = undefined; };
  }, [from, at, ecosystem]);
  useEffect(() => {
    if (config && at && launch.isThere) onFounded(config, at);
  }, [launch?.isThere, at]);
  const why = whyNot();
  function whyNot(): string | undefined {
    if (found.value.length > 0) return words.rightFirst(found.value.length);
    if (!ecosystem) return words.noEcosystem;
    if (!from) return words.noNode;
    if (isElsewhere.value) return words.elsewhereFirst;
    if (unread !== undefined) return isRead ? words.unreadToken(safeLine(unread, 60)) : words.looking;
    if (launch?.ecosystem === "none") return words.notAnEcosystem;
    if (launch?.ecosystem === "other") return words.otherEcosystem;
    return launch ? undefined : words.looking;
  }
  return (
    <Panel title={words.foundIt}>
      {trouble.value && <Notice kind="against">{words.nodeTrouble(safeLine(trouble.value, 200))}</Notice>}
      {from ? <p class="small soft">{words.onChain(chainName(from.chainId))}</p> : <Notice kind="wait">{words.noNode}</Notice>}
      <SpecText label={words.ecosystem} hint={words.ecosystemHint} value={written} path={["ecosystem"]} onChange={(said) => change({ ecosystem: said.trim() })} />
      {launch?.ecosystem === "other" && <Notice kind="against" title={words.otherEcosystem}>{words.otherEcosystemText}</Notice>}
      {config && at && (
        <>
          <p>{words.willBe} <Address of={at} name={{ name: safeLine(config.name, 40), source: "self" }} full source={false} /></p>
          <p class="small soft">{fill(words.acceptBy, { by: <When at={config.formation_deadline} edge="closing" utc /> })} <Button small kind="quiet" onPress={() => countFrom(block.value?.time)}>{words.countAnew}</Button></p>
          <Salt />
        </>
      )}
      <SignButton label={words.foundLabel(safeLine(draft.value.name, 40))} calls={why || !config || !ecosystem || !who ? undefined : [spinUpCall(ecosystem, config, salt.value)]} why={why} subject={`found:${at ?? ""}`} connect={words.connect} onMined={() => void reach()} />
      <p class="small soft">{words.nothingBinds(draft.value.founders.length)}</p>
    </Panel>
  );
}

function Salt() {
  const words = t.value.found;
  const random = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    salt.value = `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  };
  const isZero = /^0x0+$/.test(salt.value);
  return (
    <Fold summary={words.saltTitle}>
      <p class="small soft">{words.saltText}</p>
      <p class="hex hex--full">{salt.value} <Copy text={salt.value} label={words.copySalt} /></p>
      <p class="inline"><Button small onPress={random}>{words.randomSalt}</Button>{!isZero && <Button small kind="quiet" onPress={() => { salt.value = `0x${"00".repeat(32)}`; }}>{words.zeroSalt}</Button>}</p>
    </Fold>
  );
}

