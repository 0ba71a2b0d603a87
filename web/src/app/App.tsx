import { Suspense } from "preact/compat";
import { useEffect, useErrorBoundary, useState } from "preact/hooks";
import { t } from "../text";
import { Asking, ErrorBox, Loading, NamesContext } from "../ui";
import { nodeOf } from "./connection";
import { names } from "./names";
import { go, hrefOf, route } from "./router";
import { Shell } from "./Shell";
import { place, snapshot, trouble } from "./store";
import { troubleText } from "./Alarm";
import { viewOf } from "./views";

export function App() {
  const at = place.value;
  const view = viewOf(at !== undefined, route.value.path);
  return (
    <NamesContext.Provider value={names.value}>
      <Shell tab={view.tab}><Content /></Shell>
    </NamesContext.Provider>
  );
}

/** Who is asked, once that takes long, and another way. */
function Reading() {
  const [isLong, setLong] = useState(false);
  const at = place.value;
  const url = at && nodeOf(at.chainId);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 3_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      {isLong && url && <Asking source={new URL(url, location.href).host} onAnother={() => go(hrefOf(at, "settings"))} />}
      <Loading />
    </>
  );
}

/** Views that need the partnership begin when it has been read; a view that fails takes nothing else with it. */
function Content() {
  const [error, reset] = useErrorBoundary() as [unknown, () => void];
  const at = place.value;
  const { path, trouble: unread } = route.value;
  const key = path.join("/");
  // Another view is another beginning: one that failed must not stand in its place.
  useEffect(reset, [key]);
  const View = viewOf(at !== undefined, path).component;
  const needsPartnership = at !== undefined && path[0] !== "settings";
  if (unread) return <ErrorBox title={t.value.alarm.link[unread]} />;
  if (error) return <ErrorBox title={t.value.alarm.view} why={error instanceof Error ? error.message : undefined} onAgain={reset} />;
  if (needsPartnership && !snapshot.value) {
    return trouble.value ? <ErrorBox title={troubleText(trouble.value)} /> : <Reading />;
  }
  return <Suspense fallback={<Loading />}><View key={key} /></Suspense>;
}
