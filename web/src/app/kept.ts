/** The browser's own store, or one that forgets with the tab where there is none. */

import type { KeyedStore } from "../wallet/journal";

class Forgetful implements KeyedStore {
  private readonly values = new Map<string, string>();
  get length(): number {
    return this.values.size;
  }
  key(index: number): string | null {
    return [...this.values.keys()][index] ?? null;
  }
  getItem(name: string): string | null {
    return this.values.get(name) ?? null;
  }
  setItem(name: string, value: string): void {
    this.values.set(name, value);
  }
  removeItem(name: string): void {
    this.values.delete(name);
  }
}

function open(): KeyedStore {
  try {
    localStorage.getItem("");
    return localStorage;
  } catch {
    return new Forgetful();
  }
}

export const kept: KeyedStore = open();
