import { account } from "../../app/wallet";
import { BOUNDS } from "../../generated/bounds";
import { type DraftFounder, newFounder, type RoleName, ROLES } from "../../model/founding/draft";
import { t } from "../../text";
import { AddressField, Button, Card, Checkbox, CheckGroup, Notice, Row, Section } from "../../ui";
import { SpecText } from "./fields";
import { change, draft, errorAt } from "./state";

const MOST = 64;

export function setFounder(at: number, some: Partial<DraftFounder>): void {
  change({ founders: draft.value.founders.map((founder, place) => (place === at ? { ...founder, ...some } : founder)) });
}

export function Who() {
  const words = t.value.found;
  const { name, founders } = draft.value;
  const whole = errorAt(["founders"], false);
  return (
    <>
      <Section title={words.whatName}>
        <Card kind="form"><SpecText label={words.name} hint={words.nameHint} value={name} path={["name"]} mostBytes={BOUNDS.MAX_NAME} onChange={(said) => change({ name: said })} /></Card>
      </Section>
      <Section title={words.whoFounds} aside={<span class="small soft">{words.founders(founders.length)}</span>}>
        <Card>
          {founders.map((founder, at) => <Row key={at} kind="row--pad"><Founder of={founder} at={at} /></Row>)}
          <Row kind="row--pad">
            {whole && <Notice kind="against">{whole}</Notice>}
            <Button icon="plus" why={founders.length >= MOST ? words.enough : undefined} onPress={() => change({ founders: [...founders, newFounder()] })}>{words.addFounder}</Button>
            <p class="hint">{words.convener}</p>
          </Row>
        </Card>
      </Section>
    </>
  );
}

function Founder({ of, at }: { of: DraftFounder; at: number }) {
  const words = t.value.found;
  const set = (some: Partial<DraftFounder>) => setFounder(at, some);
  const toggle = (role: RoleName, yes: boolean) => set({ role: ROLES.filter((each) => (each === role ? yes : of.role.includes(each))) });
  const mine = account.value;
  return (
    <div class="fields">
      <SpecText label={words.founderName(at + 1)} hint={at === 0 ? words.founderNameHint : undefined} value={of.name} path={["founders", at, "name"]} onChange={(name) => set({ name })} />
      <AddressField label={words.account} hint={at === 0 ? words.accountHint : undefined} value={of.account} suggestions={[]} onChange={(said) => set({ account: said.trim() })} error={errorAt(["founders", at, "account"], of.account !== "")} />
      <CheckGroup legend={words.roles} hint={at === 0 ? words.rolesHint : undefined}>
        {ROLES.map((role) => <Checkbox key={role} checked={of.role.includes(role)} onChange={(yes) => toggle(role, yes)}>{words.role[role]}</Checkbox>)}
      </CheckGroup>
      <p class="inline">
        {mine && of.account !== mine && <Button small kind="quiet" onPress={() => set({ account: mine })}>{words.takeMine}</Button>}
        {draft.value.founders.length > 1 && <Button small kind="quiet" label={words.removeFounder(of.name || String(at + 1))} onPress={() => change({ founders: draft.value.founders.filter((_, place) => place !== at) })}>{words.remove}</Button>}
      </p>
    </div>
  );
}
