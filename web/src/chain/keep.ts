/** What the browser keeps from one visit to the next, by key, in IndexedDB. Without it (a private window) nothing is kept. */

export interface Keep {
  get<T>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

const NAME = "polypact";
const STORE = "kept";

/** Kept for as long as the page is open. */
export class MemoryKeep implements Keep {
  private readonly values = new Map<string, unknown>();
  get<T>(key: string): Promise<T | undefined> {
    return Promise.resolve(this.values.get(key) as T | undefined);
  }
  set(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
    return Promise.resolve();
  }
  remove(key: string): Promise<void> {
    this.values.delete(key);
    return Promise.resolve();
  }
}

class IndexedKeep implements Keep {
  constructor(private readonly database: IDBDatabase) {}

  get<T>(key: string): Promise<T | undefined> {
    return this.within("readonly", (store) => store.get(key) as IDBRequest<T | undefined>);
  }
  async set(key: string, value: unknown): Promise<void> {
    await this.within("readwrite", (store) => store.put(value, key));
  }
  async remove(key: string): Promise<void> {
    await this.within("readwrite", (store) => store.delete(key));
  }

  private within<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const request = ask(this.database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("IndexedDB refused"));
    });
  }
}

/** The browser's, or one that forgets where there is none. */
export function openKeep(): Promise<Keep> {
  return new Promise((resolve) => {
    try {
      const opening = indexedDB.open(NAME, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
      opening.onsuccess = () => resolve(new IndexedKeep(opening.result));
      opening.onerror = () => resolve(new MemoryKeep());
      opening.onblocked = () => resolve(new MemoryKeep());
    } catch {
      resolve(new MemoryKeep());
    }
  });
}
