/** Fetches a document that the reader asked for, from the host that the button named, and from nobody else. */

export type FetchTrouble = "policy" | "unreachable" | "status" | "large" | "slow";

export class DocumentError extends Error {
  override readonly name = "DocumentError";
  constructor(
    readonly why: FetchTrouble,
    /** What the host answered. */
    readonly status = 0,
  ) {
    super(why);
  }
}

const PATIENCE = 60_000;

/**
 * @param most Bytes that are read of it.
 * @throws DocumentError
 */
export async function fetchDocument(url: string, most: number): Promise<Uint8Array> {
  const policy = { forbids: false };
  const noted = (event: SecurityPolicyViolationEvent) => {
    if (event.effectiveDirective === "connect-src") policy.forbids = true;
  };
  document.addEventListener("securitypolicyviolation", noted);
  const ends = AbortSignal.timeout(PATIENCE);
  try {
    // Another host than the one that was named is not asked: a redirect is an error.
    const answer = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", redirect: "error", cache: "no-store", signal: ends });
    if (!answer.ok) throw new DocumentError("status", answer.status);
    return await bodyOf(answer, most);
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    if (ends.aborted) throw new DocumentError("slow");
    // The browser tells of its policy a moment after the refusal.
    await new Promise((resolve) => setTimeout(resolve, 50));
    throw new DocumentError(policy.forbids ? "policy" : "unreachable");
  } finally {
    document.removeEventListener("securitypolicyviolation", noted);
  }
}

async function bodyOf(answer: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = answer.body?.getReader();
  if (!reader) return new Uint8Array(await answer.arrayBuffer());
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new DocumentError("large");
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
