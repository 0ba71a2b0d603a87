/** Our own line drawings, 24 by 24. They are hidden from screen readers: a word stands beside each of them, always. */
import { classes } from "./vars";

const PATHS = {
  ban: "M12 3.500a8.500 8.500 0 1 0 0 17a8.500 8.500 0 1 0 0-17M6 6l12 12",
  bell: "M6 16V11a6 6 0 0 1 12 0v5l1.500 2h-15zM10 20.500h4",
  book: "M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11",
  calendar: "M4 6h16v14H4zM4 10.500h16M8 3.500V8M16 3.500V8",
  check: "M5 12.500l4.500 4.500L19 7",
  clock: "M12 3.500a8.500 8.500 0 1 0 0 17a8.500 8.500 0 1 0 0-17M12 7.500V12l3 2",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  cross: "M6.500 6.500l11 11M17.500 6.500l-11 11",
  door: "M13 4H5v16h8M10 12h10M16.500 8.500L20 12l-3.500 3.500",
  down: "M6 9l6 6 6-6",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  external: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  eye: "M2.500 12C5 7.500 8.200 5.500 12 5.500s7 2 9.500 6.500c-2.500 4.500-5.700 6.500-9.500 6.500S5 16.500 2.500 12zM12 9.200a2.800 2.800 0 1 0 0 5.600a2.800 2.800 0 1 0 0-5.600",
  file: "M6 3h9l4 4v14H6zM14 3v5h5",
  flow: "M12 4v15M6 13l6 6 6-6",
  gear: "M12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6M12 3.500v3M12 17.500v3M3.500 12h3M17.500 12h3M6 6l2.100 2.100M15.900 15.900L18 18M6 18l2.100-2.100M15.900 8.100L18 6",
  good: "M12 3.500a8.500 8.500 0 1 0 0 17a8.500 8.500 0 1 0 0-17M8.200 12.300l2.600 2.600 5-5.400",
  hand: "M7 12V6.500a1.500 1.500 0 0 1 3 0V11V4.500a1.500 1.500 0 0 1 3 0V11V5.500a1.500 1.500 0 0 1 3 0V12V8a1.500 1.500 0 0 1 3 0v6c0 4-2.500 6.500-6 6.500S8.500 19 7 16.500l-2.700-4a1.500 1.500 0 0 1 2.500-1.600z",
  info: "M12 3.500a8.500 8.500 0 1 0 0 17a8.500 8.500 0 1 0 0-17M12 11v5M12 8h.01",
  key: "M15.500 4.500a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12.500 11.500L4 20M7 17l2.500 2.500",
  left: "M15 6l-6 6 6 6",
  link: "M10 14a4 4 0 0 0 5.700 0l3.200-3.200a4 4 0 0 0-5.700-5.700L11.800 6.500M14 10a4 4 0 0 0-5.700 0l-3.200 3.200a4 4 0 0 0 5.700 5.700l1.400-1.400",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  minus: "M6 12h12",
  money: "M3 7h18v11H3zM3 11h18M7 15h3",
  moon: "M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z",
  overview: "M4 5h7v6H4zM13 5h7v9h-7zM4 13h7v6H4zM13 16h7v3h-7z",
  partners: "M9 5.800a3.200 3.200 0 1 0 0 6.400a3.200 3.200 0 1 0 0-6.400M3.500 19c.6-3.400 2.700-5 5.500-5s4.900 1.600 5.500 5M15 6.200a3 3 0 0 1 0 5.600M17.500 14.600c1.700.8 2.700 2.300 3 4.400",
  pen: "M4 20l1-4L16.500 4.500l3 3L8 19zM14 7l3 3",
  plus: "M12 5v14M5 12h14",
  projects: "M9 4h6v4H9zM3 16h6v4H3zM15 16h6v4h-6zM12 8v4M6 16v-4h12v4",
  proposals: "M6 3h9l4 4v14H6zM14 3v5h5M9 13h7M9 17h5",
  refresh: "M19.500 12a7.500 7.500 0 1 1-2.300-5.400M19.500 4v4h-4",
  right: "M9 6l6 6-6 6",
  search: "M10.500 4.500a6 6 0 1 0 0 12a6 6 0 1 0 0-12M15 15l5 5",
  send: "M20.500 3.500L3.500 10.500l7 3 3 7zM10.500 13.500l10-10",
  shield: "M12 3l7.500 3v5.500c0 4.500-3 7.500-7.500 9.500-4.500-2-7.500-5-7.500-9.500V6zM8.500 12l2.500 2.500 4.500-5",
  shieldBroken: "M12 3l7.500 3v5.500c0 4.500-3 7.500-7.500 9.500-4.500-2-7.500-5-7.500-9.500V6zM12 8v5M12 16h.01",
  stop: "M6 6h12v12H6z",
  terms: "M5 4h14v16H5zM8.500 8.500h7M8.500 12h7M8 16.500c1.500-2 2.500 1.200 4 0s2 .6 4-.6",
  theme: "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16M12 4v16",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.500 11v5M13.500 11v5",
  upload: "M12 16V5M7 9l5-5 5 5M5 20h14",
  wallet: "M4 8h16v11H4zM4 8l11-4v4M16 13.500h.01",
  warn: "M12 4l9 16H3zM12 10v4.500M12 17.200h.01",
} as const;

/** What of a drawing is filled. */
const FILLED: Partial<Record<IconName, string>> = { theme: "M12 4v16a8 8 0 0 0 0-16z" };

export type IconName = keyof typeof PATHS;

/** A drawing, 18 px; 14 if `small`. */
export function Icon({ name, small }: { name: IconName; small?: boolean | undefined }) {
  return <svg class={classes("ico", small && "ico--s")} viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={PATHS[name]} />{FILLED[name] && <path class="ico__fill" d={FILLED[name]} />}</svg>;
}

export const ICONS = Object.keys(PATHS) as IconName[];

/** The mark of Polypact: two squares that share a part. */
export function Mark() {
  return (
    <svg class="brand__mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path class="brand__b" d="M9 9h6v6H9z" />
      <path class="brand__a" d="M3 3h12v12H3zM9 9h12v12H9z" />
    </svg>
  );
}
