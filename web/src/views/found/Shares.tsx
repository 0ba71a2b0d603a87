import { BOUNDS } from "../../generated/bounds";
import { percentText, safeLine, wholeText } from "../../format";
import type { DraftFounder } from "../../model/founding/draft";
import { readWhole } from "../../model/founding/written";
import { t } from "../../text";
import { Button, Card, Fold, Notice, Row, Section } from "../../ui";
import { Grid, SpecText } from "./fields";
import { change, draft, errorAt } from "./state";
import { setFounder } from "./Who";

export interface SharesRead {
  readonly of: readonly bigint[];
  readonly all: bigint;
  /** What nobody goes above without newer terms. */
  readonly most: bigint;
}

/** What could be read of votes or units, and where their ceiling is. */
export function sharesOf(which: "weight" | "units", founders: readonly DraftFounder[], ceiling: string): SharesRead {
  const bound = BigInt(which === "weight" ? BOUNDS.MAX_TOTAL_WEIGHT : BOUNDS.MAX_TOTAL_UNITS);
  const of = founders.map((founder) => {
    const read = readWhole(founder[which], bound);
    return read.ok ? read.value : 0n;
  });
  const all = of.reduce((sum, one) => sum + one, 0n);
  const named = readWhole(ceiling, bound);
  const quarter = all + all / 4n;
  return { of, all, most: ceiling !== "" && named.ok && named.value > 0n ? named.value : quarter < bound ? quarter : bound };
}

export function Shares() {
  const words = t.value.found;
  const { founders, deal } = draft.value;
  const votes = sharesOf("weight", founders, deal.weight_ceiling);
  const units = sharesOf("units", founders, deal.units_ceiling);
  const whole = errorAt(["founders"], votes.all > 0n);
  return (
    <>
      <Section title={words.whoGets}>
        <Card>
          <Row kind="row--pad"><p class="small soft">{words.sharesText}</p></Row>
          {founders.map((founder, at) => {
            const none = errorAt(["founders", at], founder.weight !== "" && founder.units !== "");
            return (
              <Row key={at} kind="row--pad">
                <h3>{safeLine(founder.name, 60) || words.founderAt(at + 1)}</h3>
                <Grid>
                  <SpecText label={words.votes} inputMode="numeric" value={founder.weight} path={["founders", at, "weight"]} onChange={(weight) => setFounder(at, { weight: weight.trim() })} hint={percentText(votes.of[at] ?? 0n, votes.all)} />
                  <SpecText label={words.units} inputMode="numeric" value={founder.units} path={["founders", at, "units"]} onChange={(said) => setFounder(at, { units: said.trim() })} hint={unitsHint(units, at)} />
                </Grid>
                {none && <Notice kind="against">{none}</Notice>}
              </Row>
            );
          })}
          <Row kind="row--pad">
            <p class="together"><b>{words.togetherVotes(wholeText(votes.all), wholeText(votes.most))}</b> <b>{words.togetherUnits(wholeText(units.all), wholeText(units.most))}</b></p>
            {whole && <Notice kind="against">{whole}</Notice>}
            <p class="inline">
              <Button small onPress={() => change({ founders: founders.map((founder) => ({ ...founder, units: founder.weight })) })}>{words.unitsLikeVotes}</Button>
              <Button small onPress={() => change({ founders: founders.map((founder) => ({ ...founder, weight: "1" })) })}>{words.oneVoteEach}</Button>
            </p>
          </Row>
        </Card>
      </Section>
      <Fold summary={words.ceilings} open={deal.units_ceiling !== "" || deal.weight_ceiling !== ""}>
        <Card kind="form">
          <p class="small soft">{words.ceilingsText}</p>
          <Grid>
            <SpecText optional label={words.weightCeiling} inputMode="numeric" value={deal.weight_ceiling} path={["deal", "weight_ceiling"]} onChange={(said) => change({ deal: { ...deal, weight_ceiling: said.trim() } })} />
            <SpecText optional label={words.unitsCeiling} inputMode="numeric" value={deal.units_ceiling} path={["deal", "units_ceiling"]} onChange={(said) => change({ deal: { ...deal, units_ceiling: said.trim() } })} />
          </Grid>
        </Card>
      </Fold>
    </>
  );
}

/** Its part now, and what it never falls below. */
function unitsHint({ of, all, most }: SharesRead, at: number): string | undefined {
  const own = of[at] ?? 0n;
  const part = percentText(own, all);
  const floor = own > 0n ? percentText(own, most) : undefined;
  return part && floor ? t.value.found.neverLess(part, floor) : part;
}
