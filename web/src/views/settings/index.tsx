/** What the reader may choose: node, names, language, light or dark; and what this page is. */

import { useState } from "preact/hooks";
import { hrefOf } from "../../app/router";
import { place } from "../../app/store";
import { change, isNodeUrl, settings, type Theme } from "../../app/settings";
import { chainName, letAsk, site } from "../../app/site";
import { nodeOf } from "../../app/connection";
import { readAddress, safeLine } from "../../format";
import { LANGUAGES, t, type Language } from "../../text";
import { Address, Button, Card, Section, Segments, Table, TextField } from "../../ui";
import { SelfPart } from "./SelfPart";

export default function Settings() {
  const words = t.value.settings;
  const at = place.value;
  return (
    <>
      <div class="head"><h1 class="plain">{words.title}</h1><p class="lead">{words.lead}</p></div>
      <div class="stack">
        <NodePart chainId={at?.chainId ?? site.value?.chainId ?? 1} />
        <NamesPart />
        <Section title={words.look}>
          <Card kind="form">
            <div class="field"><span class="label">{words.theme}</span>
              <Segments<Theme> label={words.theme} value={settings.value.theme} onChange={(theme) => change({ theme })}
                options={(["system", "light", "dark"] as const).map((value) => ({ value, text: words.themes[value] }))} />
            </div>
            <div class="field"><span class="label">{words.language}</span>
              <Segments<Language> label={words.language} value={settings.value.language} onChange={(language) => change({ language })}
                options={(Object.keys(LANGUAGES) as Language[]).map((value) => ({ value, text: LANGUAGES[value] }))} />
              <p class="hint">{words.languageHint}</p>
            </div>
          </Card>
        </Section>
        <SelfPart />
        {at && <p><a href={hrefOf(at)}>{words.back}</a></p>}
      </div>
    </>
  );
}

function NodePart({ chainId }: { chainId: number }) {
  const words = t.value.settings;
  const [chain, setChain] = useState(String(chainId));
  const [url, setUrl] = useState(settings.value.nodes[String(chainId)] ?? "");
  const [error, setError] = useState("");
  const number = Number(chain);
  const isChain = /^[1-9]\d{0,14}$/.test(chain.trim());
  const save = (event: Event) => {
    event.preventDefault();
    if (!isChain) {
      setError(words.noChain);
      return;
    }
    if (url.trim() !== "" && !isNodeUrl(url.trim())) {
      setError(words.noNode);
      return;
    }
    setError("");
    const others = Object.fromEntries(Object.entries(settings.value.nodes).filter(([key]) => key !== String(number)));
    change({ nodes: url.trim() === "" ? others : { ...others, [String(number)]: url.trim() } });
    if (url.trim() !== "") void letAsk([url.trim()]);
  };
  return (
    <Section title={words.node}>
      <Card kind="form">
        <form onSubmit={save} noValidate>
          <p class="hint">{words.nodeText}</p>
          <TextField label={words.chain} value={chain} onChange={setChain} hint={isChain ? chainName(number) : undefined} />
          <TextField label={words.url} value={url} onChange={setUrl} hint={isChain && nodeOf(number) ? words.now(new URL(nodeOf(number) ?? "").host) : words.noneNow} error={error || undefined} />
          <Button type="submit">{t.value.common.save}</Button>
        </form>
      </Card>
    </Section>
  );
}

function NamesPart() {
  const words = t.value.settings;
  const [address, setAddress] = useState("");
  const [name, setName] = useState("");
  const [error, setError] = useState("");
  const known = Object.entries(settings.value.names) as [`0x${string}`, string][];
  const add = (event: Event) => {
    event.preventDefault();
    const read = readAddress(address.trim());
    if (!read.ok) {
      setError(t.value.addresses.read[read.why === "length" ? "letters" : read.why]);
      return;
    }
    if (name.trim() === "") {
      setError(words.noName);
      return;
    }
    setError("");
    change({ names: { ...settings.value.names, [read.address]: name.trim().slice(0, 100) } });
    setAddress("");
    setName("");
  };
  const remove = (gone: string) => change({ names: Object.fromEntries(Object.entries(settings.value.names).filter(([key]) => key !== gone)) });
  return (
    <Section title={words.names}>
      <Card>
        {known.length > 0 && (
          <Table caption={words.names} columns={[{ key: "name", head: words.name }, { key: "address", head: words.address }, { key: "act", head: "", right: true }]}
            rows={known.map(([key, said]) => ({ key, cells: [safeLine(said, 80), <Address key="a" of={key} name={{ name: safeLine(said, 80), source: "book" }} />, <Button key="b" kind="quiet" small label={words.removeName(safeLine(said, 80))} onPress={() => remove(key)}>{words.remove}</Button>] }))} />
        )}
        <form class="form" onSubmit={add} noValidate>
          <p class="hint">{words.namesText}</p>
          <TextField label={words.address} value={address} onChange={setAddress} error={error || undefined} />
          <TextField label={words.name} value={name} onChange={setName} />
          <Button type="submit">{words.addName}</Button>
        </form>
      </Card>
    </Section>
  );
}
