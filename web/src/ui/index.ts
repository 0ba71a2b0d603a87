/** What views are made of. */
export * from "./Address";
export * from "./Button";
export * from "./Card";
export * from "./Copy";
export * from "./Icon";
export * from "./Notice";
export * from "./Percent";
export * from "./Said";
export * from "./Sum";
export * from "./Table";
export * from "./Tag";
export * from "./When";
export * from "./announce";
export * from "./clock";
export * from "./fill";
export * from "./names";
export * from "./vars";
