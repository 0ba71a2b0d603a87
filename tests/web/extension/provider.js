// In the page's own world: the provider that it finds by EIP-6963. Requests go to relay.js, which alone can reach the
// extension's background.
(() => {
  const waiting = new Map();
  const listeners = new Map();
  let number = 0;

  addEventListener('message', ({ source, data }) => {
    if (source !== window || data?.to !== 'polypact-provider') return;
    if (data.event) {
      for (const listener of listeners.get(data.event) ?? []) listener(data.payload);
      return;
    }
    const { resolve, reject } = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.error) reject(Object.assign(new Error(data.error.message), data.error));
    else resolve(data.result);
  });

  const provider = {
    request: ({ method, params }) => new Promise((resolve, reject) => {
      const id = ++number;
      waiting.set(id, { resolve, reject });
      window.postMessage({ to: 'polypact-relay', id, method, params: params ?? [] }, location.origin);
    }),
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener]);
      return provider;
    },
    removeListener(event, listener) {
      listeners.set(event, (listeners.get(event) ?? []).filter((each) => each !== listener));
      return provider;
    },
  };
  const info = Object.freeze({
    uuid: crypto.randomUUID(),
    name: 'Test extension',
    rdns: 'org.polypact.extension',
    icon: 'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5NiIgaGVpZ2h0PSI5NiIvPg==',
  });
  const announce = () => dispatchEvent(
    new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }));
  addEventListener('eip6963:requestProvider', announce);
  announce();
})();
