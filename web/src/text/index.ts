/** The words of the page in the reader's language: `t.value.money.title`. English is at hand, others are fetched. */
import { computed, signal } from "@preact/signals";

import { en, type Texts } from "./en";

export type { Texts } from "./en";

export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const current = signal<{ language: Language; texts: Texts }>({ language: "en", texts: en });

/** All words; whoever reads `t.value` in a component is drawn anew when the language changes. */
export const t = computed(() => current.value.texts);
export const language = computed(() => current.value.language);

/** Changes the language, once its words are there. */
export async function setLanguage(to: Language): Promise<void> {
  const texts = to === "de" ? (await import("./de")).de : en;
  current.value = { language: to, texts };
  if (typeof document !== "undefined") document.documentElement.lang = to;
}

/** The first of the reader's languages that the page has. */
export function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const short = tag.slice(0, 2).toLowerCase();
    if (short === "en" || short === "de") return short;
  }
  return "en";
}
