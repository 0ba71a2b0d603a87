/** What this browser keeps of the page. */

/** The browser's store; where reading it is refused, one that lasts as long as the page. */
export function kept(within: Window): Storage {
  try {
    within.localStorage.getItem("polypact.wallet");
    return within.localStorage;
  } catch {
    return new NoStorage();
  }
}

class NoStorage implements Storage {
  readonly length = 0;
  [name: string]: unknown;
  key(): null {
    return null;
  }
  getItem(): null {
    return null;
  }
  setItem(): never {
    throw new DOMException("this browser keeps nothing", "SecurityError");
  }
  removeItem(): void {
    // nothing is kept
  }
  clear(): void {
    // nothing is kept
  }
}
