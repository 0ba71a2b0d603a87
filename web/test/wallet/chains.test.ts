import { expect, it } from "vitest";
import { isPublicNode } from "../../src/wallet/chains";

it.each([
  "http://127.0.0.1:8545",
  "http://localhost:8545/",
  "https://ethereum-sepolia-rpc.publicnode.com",
  "https://rpc.sepolia.org/",
  "https://rpc.ankr.com/eth_sepolia",
  "https://arb1.arbitrum.io/rpc",
  "https://cloudflare-eth.com/v1/mainnet",
])("%s holds no key", (url) => {
  expect(isPublicNode(url)).toBe(true);
});

it.each([
  "https://sepolia.infura.io/v3/0123456789abcdef0123456789abcdef",
  "https://eth-sepolia.g.alchemy.com/v2/abcDEF123-_x",
  "https://damp-quiet-fog.quiknode.pro/5f1e2a3b4c5d6e7f8091a2b3c4d5e6f7/",
  "https://rpc.ankr.com/eth_sepolia/7a9c1f2e3d4b5a69788796a5b4c3d2e1",
  "https://user:secret@node.example",
  "https://node.example/?key=1",
  "https://node.example/#key",
  "https://5f1e2a3b4c5d6e7f.nodes.example",
  "http://node.example",
  "ws://127.0.0.1:8546",
  "/rpc",
  "",
])("%s may", (url) => {
  expect(isPublicNode(url)).toBe(false);
});
