/** What vitest makes of `import.meta.glob`: all files of a pattern, by their paths. */
interface ImportMeta {
  glob<T>(pattern: string, how: { eager: true; import: "default" }): Record<string, T>;
}
