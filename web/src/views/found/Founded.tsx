import { useEffect } from "preact/hooks";
import { hrefOf } from "../../app/router";
import { change as changeSettings, settings } from "../../app/settings";
import { connection } from "../../app/store";
import type { Config } from "../../generated/views";
import { safeLine } from "../../format";
import { t } from "../../text";
import type { Address as AddressType } from "../../types";
import { Address, ButtonLink, Card, Copy, Notice, Row, Section } from "../../ui";
import { hrefOfStep } from "./state";

/** It is there: a link for each founder, and what happens next. */
export function Founded({ config, at, founders }: { config: Config; at: AddressType; founders: readonly string[] }) {
  const words = t.value.found;
  const chainId = connection.value?.chainId;
  useEffect(() => {
    if (chainId === undefined) return;
    // The names that were written stand in this browser's address book from now on.
    const names: Record<AddressType, string> = {};
    config.founders.forEach(({ account }, place) => {
      const name = founders[place];
      if (name) names[account] = name;
    });
    const known = settings.peek().partnerships.filter(({ address, chainId: chain }) => address !== at || chain !== chainId);
    changeSettings({ names: { ...settings.peek().names, ...names }, partnerships: [{ chainId, address: at, name: config.name }, ...known] });
  }, [chainId, at]);
  if (chainId === undefined) return null;
  const place = { chainId, partnership: at };
  const base = `${location.origin}${location.pathname}`;
  return (
    <>
      <Notice kind="ok" live title={words.founded(safeLine(config.name, 40))}>{words.nothingBinds(config.founders.length)}</Notice>
      <Section title={words.links}>
        <Card>
          <Row kind="row--pad"><p class="small soft">{words.linksText}</p></Row>
          {config.founders.map(({ account }, number) => {
            const link = `${base}${hrefOf(place, "accept")}?for=${account}`;
            const name = safeLine(founders[number] ?? "", 60);
            return (
              <Row key={account} kind="row--pad">
                <p><b>{name}</b> <Copy text={link} label={words.copyLink(name)} /></p>
                <p class="small link--whole"><a href={link}>{link}</a></p>
              </Row>
            );
          })}
        </Card>
      </Section>
      <p><Address of={at} name={{ name: safeLine(config.name, 40), source: "self" }} full source={false} /></p>
      <p class="inline"><ButtonLink kind="sign" href={hrefOf(place, "accept")}>{words.toAccept}</ButtonLink> <ButtonLink kind="quiet" href={hrefOfStep("who")}>{words.another}</ButtonLink></p>
    </>
  );
}
