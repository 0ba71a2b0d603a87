/** How the page writes things down: sums, shares, times, addresses, strangers' text. Pure; no words of a language. */
export * from "./addresses";
export * from "./bytes";
export * from "./csv";
export * from "./digits";
export * from "./ics";
export * from "./links";
export * from "./numbers";
export * from "./percents";
export * from "./safe";
export * from "./sums";
export * from "./times";
