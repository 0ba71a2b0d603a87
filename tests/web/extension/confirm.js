const id = location.hash.slice(1);
const decide = (yes) => chrome.runtime.sendMessage({ kind: 'decided', id, yes }).then(() => window.close());
chrome.runtime.sendMessage({ kind: 'shown', id }).then((request) => {
  document.getElementById('method').textContent = request.method;
  document.getElementById('origin').textContent = request.origin;
  document.getElementById('params').textContent = JSON.stringify(request.params, null, 2);
});
document.getElementById('yes').addEventListener('click', () => decide(true));
document.getElementById('no').addEventListener('click', () => decide(false));
