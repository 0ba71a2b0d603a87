/** The start: open a partnership by its address or link, those that were looked at, found one. Reading needs no wallet. */

import { useState } from "preact/hooks";
import { go, hrefOf, readRoute } from "../../app/router";
import { settings } from "../../app/settings";
import { chainName, isTestChain, site } from "../../app/site";
import { readAddress, safeLine } from "../../format";
import { t } from "../../text";
import { Address, Button, ButtonLink, Card, Section, TextField } from "../../ui";

export default function Home() {
  const words = t.value.home;
  const served = (site.value?.partnerships ?? []).map((one) => ({ chainId: site.value?.chainId ?? 0, address: one.address, name: one.name }));
  const known = [...settings.value.partnerships, ...served].filter(
    (one, index, all) => all.findIndex((other) => other.address === one.address && other.chainId === one.chainId) === index,
  );
  return (
    <>
      <div class="head"><h1 class="plain">{words.title}</h1><p class="lead">{words.lead}</p></div>
      <div class="cols">
        <div class="stack">
          <Section title={words.open}><Card kind="form"><Opener /></Card></Section>
          <Section title={words.mine}>
            <Card>
              {known.length === 0 && <p class="row row--pad soft">{words.none}</p>}
              {known.map((one) => (
                <div class="row row--pad place" key={`${one.chainId}:${one.address}`}>
                  <h3><a class="said" href={hrefOf({ chainId: one.chainId, partnership: one.address })}>{safeLine(one.name, 60)}</a></h3>
                  <p class="small soft"><Address of={one.address} name={{ name: isTestChain(one.chainId) ? t.value.shell.testMoney(chainName(one.chainId)) : chainName(one.chainId), source: "book" }} /></p>
                </div>
              ))}
            </Card>
          </Section>
        </div>
        <div class="stack">
          <Section title={words.found} inCard>
            <p class="small soft">{words.foundText}</p>
            <p><ButtonLink href={hrefOf(undefined, "found")}>{words.foundOne}</ButtonLink></p>
          </Section>
          <Section title={words.wallet} inCard><p class="small soft">{words.walletText}</p></Section>
        </div>
      </div>
    </>
  );
}

function Opener() {
  const words = t.value.home;
  const [text, setText] = useState("");
  const [chain, setChain] = useState(String(site.value?.chainId ?? 1));
  const [error, setError] = useState("");
  const open = (event: Event) => {
    event.preventDefault();
    const link = text.includes("#/") ? readRoute(text.slice(text.indexOf("#/"))) : undefined;
    if (link?.place) {
      go(hrefOf(link.place, ...link.path));
      return;
    }
    const read = readAddress(text.trim());
    if (!read.ok) {
      setError(t.value.addresses.read[read.why === "length" ? "letters" : read.why]);
      return;
    }
    if (!/^[1-9]\d{0,14}$/.test(chain.trim())) {
      setError(words.noChain);
      return;
    }
    setError("");
    go(hrefOf({ chainId: Number(chain), partnership: read.address }));
  };
  return (
    <form onSubmit={open} noValidate>
      <TextField label={words.address} hint={words.addressHint} value={text} onChange={setText} error={error || undefined} />
      <TextField label={words.chain} hint={words.chainHint} value={chain} onChange={setChain} />
      <Button type="submit" kind="sign">{words.openIt}</Button>
    </form>
  );
}
