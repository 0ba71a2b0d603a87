// Between the page's world and the background.
addEventListener('message', async ({ source, data }) => {
  if (source !== window || data?.to !== 'polypact-relay') return;
  const { id, method, params } = data;
  const answer = await chrome.runtime.sendMessage({ kind: 'request', method, params, origin: location.origin });
  window.postMessage({ to: 'polypact-provider', id, ...answer }, location.origin);
  for (const [event, payload] of answer.events ?? []) {
    window.postMessage({ to: 'polypact-provider', event, payload }, location.origin);
  }
});
