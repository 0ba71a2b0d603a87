// Asks the person in a window of its own, then the signer. Where the signer is stands in signer.json, which the test
// writes into its copy of this folder.
const ASKED = ['eth_requestAccounts', 'eth_sendTransaction', 'eth_signTypedData_v4', 'wallet_switchEthereumChain',
  'wallet_addEthereumChain', 'wallet_sendCalls'];
const open = new Map();
let number = 0;

const signer = async (method, params) => {
  const { url } = await (await fetch(chrome.runtime.getURL('signer.json'))).json();
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ method, params }) });
  return response.json();
};

const confirmed = (request) => new Promise((resolve) => {
  const id = String(++number);
  open.set(id, { request, resolve });
  chrome.windows.create({ url: `confirm.html#${id}`, type: 'popup', width: 400, height: 560 })
    .then((made) => { open.get(id).window = made.id; });
});

const answer = async (request) => {
  const isConnected = request.method === 'eth_requestAccounts' && (await signer('eth_accounts', [])).result.length > 0;
  if (ASKED.includes(request.method) && !isConnected && !(await confirmed(request))) {
    return { error: { code: 4001, message: 'User rejected the request.' } };
  }
  return signer(request.method, request.params);
};

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  if (message.kind === 'request') {
    answer(message).then(respond, (error) => respond({ error: { code: -32603, message: String(error) } }));
    return true;
  }
  if (message.kind === 'shown') respond(open.get(message.id)?.request);
  if (message.kind === 'decided') {
    open.get(message.id)?.resolve(message.yes);
    open.delete(message.id);
    respond(true);
  }
  return false;
});

// Closing the window is a no.
chrome.windows.onRemoved.addListener((closed) => {
  for (const [id, { window, resolve }] of open) {
    if (window !== closed) continue;
    open.delete(id);
    resolve(false);
  }
});
