import { Suspense } from "preact/compat";
import { useErrorBoundary } from "preact/hooks";
import { t } from "../text";
import { ErrorBox, Loading, NamesContext } from "../ui";
import { names } from "./names";
import { route } from "./router";
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

/** Views that need the partnership begin when it has been read; a view that fails takes nothing else with it. */
function Content() {
  const [error, reset] = useErrorBoundary();
  const at = place.value;
  const { path, trouble: unread } = route.value;
  const View = viewOf(at !== undefined, path).component;
  const needsPartnership = at !== undefined && path[0] !== "settings";
  if (unread) return <ErrorBox title={t.value.alarm.link[unread]} />;
  if (error) return <ErrorBox title={t.value.alarm.view} why={error instanceof Error ? error.message : String(error)} onAgain={reset} />;
  if (needsPartnership && !snapshot.value) {
    return trouble.value ? <ErrorBox title={troubleText(trouble.value)} /> : <Loading />;
  }
  return <Suspense fallback={<Loading />}><View key={path.join("/")} /></Suspense>;
}
