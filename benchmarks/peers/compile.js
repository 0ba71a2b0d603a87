// Compiles Solidity with a compiler of this folder: standard JSON on stdin and on stdout.
// Usage: node compile.js <solc package>
// Imports are looked up in contracts/ and node_modules/; remappings choose between versions of one library.
"use strict";
const fs = require("fs");
const path = require("path");

const solc = require(process.argv[2]);

function read(name) {
  for (const folder of ["contracts", "node_modules"]) {
    const file = path.join(__dirname, folder, name);
    if (fs.existsSync(file)) return { contents: fs.readFileSync(file, "utf8") };
  }
  return { error: `${name}: not found` };
}

process.stdout.write(solc.compile(fs.readFileSync(0, "utf8"), { import: read }), () => process.exit(0));
