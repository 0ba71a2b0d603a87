import { release, selfCheck, verifySelf } from "../../app/self";
import { t } from "../../text";
import { Button, Copy, Notice, Section, Card } from "../../ui";

/** What this page is, and whether the files it came from are those of its release. */
export function SelfPart() {
  const words = t.value.settings;
  const built = release.value;
  const found = selfCheck.value;
  return (
    <Section title={words.self}>
      <Card pad>
        {built ? <p><span class="hex hex--full">{built.build}</span> <Copy text={built.build} label={words.copyHash} /></p> : <p>{t.value.shell.unbuilt}</p>}
        <p class="hint">{words.selfText}</p>
        {built && <p><Button onPress={() => void verifySelf()} why={found === "running" && words.running}>{words.verify}</Button></p>}
        <p><a href="licences.txt">{words.licences}</a></p>
        {found !== undefined && found !== "running" && (
          found.isWhole
            ? <Notice kind="ok" live title={words.whole(found.files)} />
            : <Notice kind="against" live title={words.notWhole}>{[...found.changed, ...found.missing, ...found.strange].join(", ")}</Notice>
        )}
      </Card>
    </Section>
  );
}
