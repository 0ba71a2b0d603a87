import { Fragment, type ComponentChildren } from "preact";

/** A sentence of the text with components in its places: `fill("Pay {sum} to {whom}", { sum: <Sum …/>, whom: … })`. */
export function fill(sentence: string, values: Readonly<Record<string, ComponentChildren>>): ComponentChildren {
  return sentence.split(/(\{\w+\})/).map((part, at) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    return <Fragment key={at}>{name === undefined ? part : values[name]}</Fragment>;
  });
}

/** The same with text alone. */
export function fillText(sentence: string, values: Readonly<Record<string, string | number | bigint>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
