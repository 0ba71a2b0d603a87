import { safeLine } from "../../format";
import { BOUNDS } from "../../generated/bounds";
import { type Draft, type DraftMatter } from "../../model/founding/draft";
import { newMatter, RESERVABLE } from "../../model/founding/reserved";
import { readAddressText } from "../../model/founding/written";
import { t } from "../../text";
import { Button, Card, Notice, Row, Section, SelectField } from "../../ui";
import { Grid, SpecText } from "./fields";
import { change, draft, errorAt } from "./state";

/** Which founders are asked before what is done, promised with the founding. */
export function Reserved() {
  const words = t.value.found.reserved;
  const { reserved } = draft.value;
  const whole = errorAt(["reserved_matters"], true);
  return (
    <Section title={words.title}>
      <Card>
        <Row kind="row--pad"><p class="small soft">{words.text}</p></Row>
        {reserved.map((matter, at) => <Row key={at} kind="row--pad"><One of={matter} at={at} /></Row>)}
        <Row kind="row--pad">
          {whole && <Notice kind="against">{whole}</Notice>}
          <Button icon="plus" onPress={() => change({ reserved: [...reserved, newMatter()] })}>{words.add}</Button>
        </Row>
      </Card>
    </Section>
  );
}

function One({ of, at }: { of: DraftMatter; at: number }) {
  const words = t.value.found.reserved;
  const { reserved } = draft.value;
  const set = (some: Partial<DraftMatter>) => change({ reserved: reserved.map((matter, place) => (place === at ? { ...matter, ...some } : matter)) });
  const said = errorAt(["reserved_matters", at], true);
  const choice = t.value.propose.choices;
  const isNobodyYet = !draft.value.founders.some(({ account }) => readAddressText(account).ok);
  return (
    <>
      <Grid>
        <SelectField label={words.what} value={of.what} onChange={(what) => set({ what })} error={errorAt(["reserved_matters", at, "what"], true)} options={RESERVABLE.map((what) => ({ value: what, text: choice[what] ?? what }))} />
        <SelectField label={words.holder} hint={isNobodyYet ? words.nobodyYet : undefined} value={of.holder} onChange={(holder) => set({ holder })} error={errorAt(["reserved_matters", at, "holder"], of.holder !== "")} options={holders(draft.value, of.holder)} />
        <SpecText label={words.days} hint={words.daysHint} inputMode="numeric" value={of.days} path={["reserved_matters", at, "days"]} onChange={(days) => set({ days: days.trim() })} />
        <SpecText optional label={words.notice} hint={words.noticeHint(BOUNDS.MAX_FOUNDING_NOTICE_DAYS)} inputMode="numeric" value={of.notice} path={["reserved_matters", at, "notice"]} onChange={(notice) => set({ notice: notice.trim() })} />
      </Grid>
      {said && <Notice kind="against">{said}</Notice>}
      <p class="inline"><Button small kind="quiet" label={words.removeThis(at + 1)} onPress={() => change({ reserved: reserved.filter((_, place) => place !== at) })}>{t.value.found.remove}</Button></p>
    </>
  );
}

/** The founders whose accounts can be read, and what was chosen before one of them was changed. */
function holders({ founders }: Draft, chosen: string): { value: string; text: string }[] {
  const found = founders.flatMap(({ account, name }, at) => {
    const read = readAddressText(account);
    return read.ok ? [{ value: read.value, text: safeLine(name, 60) || t.value.found.founderAt(at + 1) }] : [];
  });
  const isThere = found.some(({ value }) => value === chosen);
  return [...(chosen === "" ? [{ value: "", text: t.value.found.reserved.choose }] : isThere ? [] : [{ value: chosen, text: safeLine(chosen, 60) }]), ...found];
}
