import { render } from "preact";
import { effect } from "@preact/signals";
import "./style/index.css";
import { App } from "./app/App";
import { followKeys } from "./app/keys";
import { followCode } from "./app/origin";
import { loadRelease } from "./app/self";
import { followRoute, route } from "./app/router";
import { loadSettings, settings } from "./app/settings";
import { focusMain } from "./app/Shell";
import { letAsk, loadSite } from "./app/site";
import { snapshot, start } from "./app/store";
import { startWallet } from "./app/wallet";
import { safeLine } from "./format";
import { setLanguage, t } from "./text";
import { followChain, startClock } from "./ui/clock";

loadSettings();
effect(() => {
  const { theme, language } = settings.value;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  void setLanguage(language);
});
effect(() => {
  const seen = snapshot.value;
  if (seen) followChain(seen.block.time);
  const where = route.value.place && seen ? `${safeLine(seen.name, 60)} · ` : "";
  document.title = `${where}${t.value.shell.name}`;
});
void loadSite().then(() => letAsk(Object.values(settings.value.nodes))).finally(() => {
  start();
  followCode();
  startWallet();
  startClock();
  followKeys();
  followRoute(() => {
    scrollTo(0, 0);
    requestAnimationFrame(focusMain);
  });
  void loadRelease();
  const root = document.getElementById("app");
  root?.replaceChildren(); // what said that the page does not start
  if (root) render(<App />, root);
});
