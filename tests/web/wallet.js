// The page's side of one test wallet: EIP-1193, announced as EIP-6963 has it. Keys and decisions are on the other side
// of the binding. Put into every document before its own scripts, with the wallet's own settings.
(() => {
  const { id, info, isLegacy, isWithoutEvents } = SETTINGS;
  const bindings = { ask: window.__polypactWallet };
  const listeners = new Map();
  const waiting = new Map();

  const emit = (event, payload) => {
    if (isWithoutEvents) return;
    for (const listener of [...(listeners.get(event) ?? [])]) listener(payload);
  };

  // An answer is a result, an error, or a ticket for one that the test gives later.
  const settled = (answer) => {
    for (const [event, payload] of answer.events ?? []) setTimeout(() => emit(event, payload), 0);
    if (answer.ticket !== undefined) {
      return new Promise((resolve) => waiting.set(answer.ticket, resolve)).then(settled);
    }
    if (answer.pause) {
      const { pause, ...rest } = answer;
      return new Promise((resolve) => setTimeout(resolve, pause)).then(() => settled(rest));
    }
    if (answer.error) throw Object.assign(new Error(answer.error.message), answer.error);
    return answer.result;
  };

  const provider = {
    request: async ({ method, params }) =>
      settled(JSON.parse(await bindings.ask(id, method, JSON.stringify(params ?? [])))),
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener]);
      return provider;
    },
    removeListener(event, listener) {
      listeners.set(event, (listeners.get(event) ?? []).filter((each) => each !== listener));
      return provider;
    },
  };
  if (isLegacy) window.ethereum = provider;

  const detail = Object.freeze({ info: Object.freeze(info), provider });
  const announce = () => window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
  window.addEventListener('eip6963:requestProvider', announce);
  announce();

  const all = window.__polypactWallets ?? {};
  if (!window.__polypactWallets) Object.defineProperty(window, '__polypactWallets', { value: all });
  all[id] = {
    emit,
    settle(ticket, answer) {
      waiting.get(ticket)?.(answer);
      waiting.delete(ticket);
    },
    listeners: (event) => (listeners.get(event) ?? []).length,
  };
})();
