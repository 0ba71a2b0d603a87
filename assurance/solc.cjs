#!/usr/bin/env node
// The little of solc's command line that forge uses, on the compiler as npm ships it (WebAssembly).
const { readFileSync } = require("fs");
const solc = require(process.env.POLYPACT_SOLC);

if (process.argv.includes("--version")) {
  const version = solc.version().replace("Emscripten.clang", "Linux.g++");
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${version}`);
} else if (process.argv.includes("--standard-json")) {
  process.stdout.write(solc.compile(readFileSync(0, "utf8")));
} else {
  console.error(`solc.cjs: no such options: ${process.argv.slice(2).join(" ")}`);
  process.exit(1);
}
