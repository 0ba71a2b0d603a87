/** What stands around every view: where the reader is, the tabs, the wallet, what was checked, and what is wrong. */

import type { ComponentChildren } from "preact";
import { safeLine } from "../format";
import { t } from "../text";
import { Count, Icon, type IconName, KeyHelp, LiveRegion, Mark } from "../ui";
import { GO, isHelpOpen } from "./keys";
import { Alarm } from "./Alarm";
import { Foot } from "./Foot";
import { PlaceMenu } from "./PlaceMenu";
import { hrefOf } from "./router";
import { change, settings } from "./settings";
import { chainName, isTestChain } from "./site";
import { place, snapshot, trouble } from "./store";
import type { Tab } from "./views";
import { WalletButton } from "./WalletButton";
import { waiting } from "./waiting";

const TABS: readonly { readonly tab: Tab; readonly path: string; readonly icon: IconName }[] = [
  { tab: "overview", path: "", icon: "overview" },
  { tab: "proposals", path: "proposals", icon: "proposals" },
  { tab: "money", path: "money", icon: "money" },
  { tab: "partners", path: "partners", icon: "partners" },
  { tab: "terms", path: "terms", icon: "terms" },
  { tab: "projects", path: "projects", icon: "projects" },
];

export function Shell({ tab, children }: { tab: Tab | undefined; children: ComponentChildren }) {
  const words = t.value.shell;
  const at = place.value;
  return (
    <>
      <a class="skip" href="#main" onClick={toMain}>{t.value.common.skip}</a>
      <header class="top">
        <div class="wrap top__row">
          <a class="brand" href={hrefOf(undefined)} aria-label={words.home}><Mark /><span>{words.name}</span></a>
          {at && <><span class="slash" aria-hidden="true">/</span><PlaceMenu /></>}
          <span class="grow" />
          {at && <Network chainId={at.chainId} />}
          <WalletButton />
          <ThemeButton />
        </div>
        {at && <Tabs current={tab} />}
      </header>
      <Alarm />
      <main id="main" class="wrap" tabIndex={-1}>{children}</main>
      <Foot />
      {isHelpOpen.value && <Keys />}
      <LiveRegion />
    </>
  );
}

function Network({ chainId }: { chainId: number }) {
  const words = t.value.shell;
  const state = trouble.value ? "net--off" : snapshot.value ? "" : "net--wait";
  return <span class={`net ${state}`}>{isTestChain(chainId) ? words.testMoney(chainName(chainId)) : chainName(chainId)}</span>;
}

function Tabs({ current }: { current: Tab | undefined }) {
  const words = t.value.shell;
  const at = place.value;
  const count = waiting.value.length;
  return (
    <nav class="tabs wrap" aria-label={snapshot.value ? safeLine(snapshot.value.name, 60) : words.partnership}>
      <ul>
        {TABS.map(({ tab, path, icon }) => (
          <li key={tab}>
            <a href={hrefOf(at, ...(path ? [path] : []))} aria-current={tab === current ? "page" : undefined}>
              <Icon name={icon} />
              <span class="tabs__word" data-word={words.tabs[tab]}>{words.tabs[tab]}</span>
              {tab === "overview" && <Count of={count} label={words.waitingHere} />}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Keys() {
  const words = t.value.keys;
  const tabs = t.value.shell.tabs;
  const named: Readonly<Record<string, string>> = { o: tabs.overview, p: tabs.proposals, m: tabs.money, a: tabs.partners, t: tabs.terms, r: tabs.projects };
  return (
    <KeyHelp
      onClose={() => { isHelpOpen.value = false; }}
      of={[
        ...Object.keys(GO).map((letter) => ({ key: letter, keys: ["g", letter], what: named[letter] ?? letter })),
        { key: "/", keys: ["/"], what: words.search },
        { key: "?", keys: ["?"], what: words.help },
        { key: "Esc", keys: ["Esc"], what: words.close },
      ]}
    />
  );
}

function ThemeButton() {
  const isDark = () =>
    settings.value.theme === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : settings.value.theme === "dark";
  return (
    <button class="iconbtn theme" type="button" aria-label={t.value.shell.theme} onClick={() => change({ theme: isDark() ? "light" : "dark" })}>
      <Icon name="theme" />
    </button>
  );
}

function toMain(event: MouseEvent): void {
  event.preventDefault(); // the part after # is the route
  focusMain();
}

/** After a change of view the keyboard and the screen reader begin at its heading. */
export function focusMain(): void {
  const heading = document.querySelector<HTMLElement>("main h1");
  const target = heading ?? document.getElementById("main");
  if (heading && !heading.hasAttribute("tabindex")) heading.tabIndex = -1;
  target?.focus({ preventScroll: heading !== null });
}
