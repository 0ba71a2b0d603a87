import { useEffect, useMemo, useState } from "preact/hooks";
import { getAddress, isAddress } from "viem";
import { saveFile } from "../../app/save";
import { chainName } from "../../app/site";
import { SignButton } from "../../app/SignButton";
import { connection, founding } from "../../app/store";
import { account } from "../../app/wallet";
import { safeLine, wholeText } from "../../format";
import { draftText } from "../../model/founding/draft";
import { configOf, shownDeal } from "../../model/founding/config";
import { findings, showPath, stepOf } from "../../model/founding/findings";
import { type Launch, readLaunch, spinUpCall } from "../../model/founding/launch";
import { specYaml } from "../../model/founding/yaml";
import { t } from "../../text";
import type { Address as AddressType } from "../../types";
import type { Config } from "../../generated/views";
import { Address, Button, Card, Copy, Facts, fill, Fold, Notice, Panel, Row, Section, Table, When } from "../../ui";
import { DecidingTable } from "../terms/Deciding";
import { dealFacts } from "../terms/dealWords";
import { Blocking, namesNow, rulesNow } from "./Deciding";
import { SpecText } from "./fields";
import { Founded } from "./Founded";
import { Order } from "./Money";
import { block, change, countFrom, counted, draft, found, hrefOfStep, reach, salt, trouble } from "./state";

/** Everything once more, what is still wrong, the file, and the button. */
export function Check() {
  const words = t.value.found;
  const [tells, setTells] = useState<{ readonly config: Config; readonly at: AddressType } | undefined>(undefined);
  if (tells) return <Founded config={tells.config} at={tells.at} founders={draft.value.founders.map(({ name }) => name)} />;
  const wrong = found.value;
  return (
    <>
      {wrong.length > 0 ? <Wrong /> : <Notice kind="ok" title={words.allRight}>{words.allRightText}</Notice>}
      <Blocking />
      {wrong.length === 0 && <Summary />}
      <File />
      <Launching onFounded={(config, at) => setTells({ config, at })} />
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

function Summary() {
  const words = t.value.found;
  const time = BigInt(block.value?.time ?? Math.floor(Date.now() / 1_000));
  const config = useMemo(() => configOf(draft.value, time), [draft.value, time]);
  const sum = (of: "weight" | "units") => config.founders.reduce((all, founder) => all + founder[of], 0n);
  return (
    <>
      <Section title={words.whoFounds}>
        <Card>
          <Table
            caption={words.whoFounds}
            phone="three"
            columns={[{ key: "who", head: words.founder }, { key: "votes", head: words.votes, right: true }, { key: "units", head: words.units, right: true }]}
            rows={config.founders.map((founder, at) => ({
              key: founder.account,
              cells: [<><b>{safeLine(draft.value.founders[at]?.name ?? "", 60)}</b><br /><span class="small"><Address of={founder.account} name={{ name: "", source: "book" }} full noCopy /></span></>, wholeText(founder.weight), wholeText(founder.units)],
            }))}
            foot={[{ key: "all", cells: [t.value.common.together, wholeText(sum("weight")), wholeText(sum("units"))] }]}
          />
        </Card>
      </Section>
      <Order />
      <DecidingTable title={words.soItDecides} rules={rulesNow()} names={namesNow()} />
      <Section title={t.value.terms.theDeal}><Card pad><Facts of={dealFacts(shownDeal(config))} /></Card></Section>
    </>
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

function useLaunch(config: Config | undefined, ecosystem: AddressType | undefined): Launch | undefined {
  const [launch, setLaunch] = useState<{ readonly key: string; readonly of: Launch } | undefined>(undefined);
  const rpc = connection.value?.rpc;
  const who = account.value;
  const key = [ecosystem, who, salt.value, config?.formation_deadline, block.value?.hash].join();
  useEffect(() => {
    if (!rpc || !config || !ecosystem || !who) return undefined;
    let isGone = false;
    readLaunch(rpc, ecosystem, who, config, salt.value).then((of) => { if (!isGone) setLaunch({ key, of }); }, () => undefined);
    return () => { isGone = true; };
  }, [key, config, rpc]);
  return launch?.of;
}

function Launching({ onFounded }: { onFounded: (config: Config, at: AddressType) => void }) {
  const words = t.value.found;
  const config = useConfig();
  const written = draft.value.ecosystem;
  const ecosystem = isAddress(written, { strict: false }) ? getAddress(written) : undefined;
  const launch = useLaunch(config, ecosystem);
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
  const isWrong = found.value.length > 0;
  const why = isWrong ? words.rightFirst(found.value.length) : !ecosystem ? words.noEcosystem : !from ? words.noNode : launch?.ecosystem === "none" ? words.notAnEcosystem : undefined;
  return (
    <Panel title={words.foundIt}>
      {trouble.value && <Notice kind="against">{words.nodeTrouble(safeLine(trouble.value, 200))}</Notice>}
      {from ? <p class="small soft">{words.onChain(chainName(from.chainId))}</p> : <Notice kind="wait">{words.noNode}</Notice>}
      <SpecText label={words.ecosystem} hint={words.ecosystemHint} value={written} path={["ecosystem"]} onChange={(said) => change({ ecosystem: said.trim() })} />
      {launch?.ecosystem === "other" && <Notice kind="wait" title={words.otherEcosystem}>{words.otherEcosystemText}</Notice>}
      {config && at && launch.ecosystem !== "none" && (
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

