import { safeLine, shortAddress, spelledEnd } from "../format";
import { t } from "../text";
import type { Address as AddressType, Name } from "../types";
import { Copy } from "./Copy";
import { useNames } from "./names";
import { classes } from "./vars";

export interface AddressProps {
  of: AddressType;
  /** Who it is, if not what `NamesContext` says. */
  name?: Name | undefined;
  /** Leads somewhere inside the page. */
  href?: string | undefined;
  /** All digits even beside a name: where it is signed. */
  full?: boolean | undefined;
  /** All digits and no name, where the name stands above. */
  noName?: boolean | undefined;
  /** The name alone, in a sentence that has the address elsewhere. */
  nameOnly?: boolean | undefined;
  /** Without the button that copies it, in lists that have it elsewhere. */
  noCopy?: boolean | undefined;
  /** Where the name is from, in words after it. Without it that is said of names that nobody here vouches for. */
  source?: boolean | undefined;
}

/**
 * An account: its name, its address shortened, a button that copies all of it. Without a name the address stands in
 * full. A screen reader hears the name and the last four digits, never forty of them.
 */
export function Address({ of, name, href, full, noName, nameOnly, noCopy, source }: AddressProps) {
  const names = useNames();
  const known = name ?? names.of(of);
  const words = t.value.addresses;
  const spelled = spelledEnd(of);
  if (!known || noName) {
    return (
      <span class="addr addr--bare">
        {href ? <a class="hex hex--full" href={href} aria-label={words.ending(spelled)}>{of}</a> : <span class="hex hex--full" aria-hidden="true">{of}</span>}
        {!href && <span class="vh">{words.ending(spelled)}</span>}
        {!noCopy && <Copy text={of} label={words.copyBare(spelled)} />}
      </span>
    );
  }
  const shown = safeLine(known.name, 80);
  const isVouched = known.source === "roster" || known.source === "book";
  return (
    <span class={classes("addr", full && "addr--full")}>
      {href ? <a href={href}>{shown}</a> : <b>{shown}</b>}
      {!nameOnly && (
        <span class={classes("addr__hex", !full && "nowrap")}>
          <span class={classes("hex", full && "hex--full")} aria-hidden="true">{full ? of : shortAddress(of)}</span>
          <span class="vh">{`, ${words.ending(spelled)}`}</span>
          {!noCopy && <Copy text={of} label={words.copy(shown)} />}
        </span>
      )}
      {(source ?? !isVouched) && <span class="addr__source">{` (${words.source[known.source]})`}</span>}
    </span>
  );
}
