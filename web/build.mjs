#!/usr/bin/env node
// Builds the page: `node web/build.mjs [--out FOLDER] [--watch | --check]`. The same tree gives the same bytes, wherever it lies:
// nothing of the time, the machine or the folder goes in. Paths are relative, so that any folder of any host will do.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build, context } from 'esbuild';

const web = dirname(fileURLToPath(import.meta.url));
const root = dirname(web);
const FIRST_VIEW_LIMIT = 170_000; // bytes, compressed: what a phone on a slow line waits for

// What the browser loads before the first view stands: the entry, what it imports at once, and these lazy parts.
const FIRST_VIEW = /^web\/src\/(main\.tsx|views\/overview\/)/;

// Never run here, and brought along all the same: jspdf would load these for pictures of web pages and for SVG; viem has a
// part that lets a contract send who reads it to an address of its choice (ERC-3668), and one for Node's sockets.
const LEFT_OUT = /^(html2canvas|dompurify|canvg|isows|.*\/utils\/ccip\.js)$/;

// The policy of the page where no server adds a narrower one (polypact/page/server.py does). Which node is asked is the
// reader's choice, so a static page can only say: encrypted, or on the reader's own machine. `data:` is for the pictures
// by which wallets announce themselves (EIP-6963); it cannot carry a script.
const policy = (importmapHash) => [
  "default-src 'none'",
  `script-src 'self' '${importmapHash}'`,
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const hex = (bytes) => createHash('sha256').update(bytes).digest('hex');
const integrity = (bytes, kind = 'sha384') => `${kind}-${createHash(kind).update(bytes).digest('base64')}`;
const byName = ([a], [b]) => (a < b ? -1 : a > b ? 1 : 0);
const fail = (message) => { throw new Error(`web/build.mjs: ${message}`); };

const leaveOut = {
  name: 'leave-out',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: LEFT_OUT }, ({ path, kind }) => (kind === 'dynamic-import' ? { path, namespace: 'left-out' } : undefined));
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'export default undefined' }));
  },
};

const options = {
  absWorkingDir: root,
  entryPoints: ['web/src/main.tsx'],
  outdir: 'assets',
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  target: ['chrome120', 'firefox121', 'safari17.2'],
  charset: 'utf8',
  legalComments: 'none', // licences.txt has them whole
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  define: { 'process.env.NODE_ENV': '"production"' },
  tsconfig: 'web/tsconfig.json',
  preserveSymlinks: true, // where packages really lie must not show in names
  plugins: [leaveOut],
  metafile: true,
  write: false,
  logLevel: 'warning',
};

// The licences of every package of which something is in the page, as they demand.
async function licences(metafile) {
  const folders = new Set();
  for (const output of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
      if (found && bytesInOutput > 0) folders.add(found[1]);
    }
  }
  const texts = [
    `This page is part of Polypact ${await version()}, under the GNU Affero General Public License, version 3, which stands at the`,
    'end. Its source is the folder web/ of that version. Parts of the following packages are in it.\n',
  ];
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    const file = (await readdir(join(root, folder))).sort().find((each) => /^licen[cs]e/i.test(each));
    const text = file ? await readFile(join(root, folder, file), 'utf8') : `License: ${license}\n`;
    texts.push(`${'-'.repeat(78)}\n${name} ${version} (${license})\n\n${text.replaceAll('\r\n', '\n').trim()}\n`);
  }
  return [...texts, '-'.repeat(78), await readFile(join(root, 'LICENSE'), 'utf8')].join('\n');
}

// The outputs that are needed together with one, by what they import at once.
function closure(outputs, path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const each of outputs[path].imports) {
    if (each.kind === 'import-statement' && !each.external) closure(outputs, each.path, seen);
  }
  return seen;
}

// All files of the page by their paths, from what esbuild made.
async function assemble({ outputFiles, metafile }) {
  const files = new Map();
  for (const { path, contents } of outputFiles) {
    files.set(relative(root, path).split(sep).join('/'), Buffer.from(contents));
  }
  const paths = [...files.keys()].sort();
  const scripts = paths.filter((each) => each.endsWith('.js'));
  const styles = paths.filter((each) => each.endsWith('.css'));
  if (styles.length > 1) {
    fail(`there must be one style sheet, and there are ${styles.join(', ')}: a lazily loaded module imports CSS; `
      + 'import it in web/src/style/index.css instead');
  }
  const { outputs } = metafile;
  const entry = scripts.find((each) => outputs[each].entryPoint === 'web/src/main.tsx');
  const atOnce = [...closure(outputs, entry)].filter((each) => each !== entry).sort();
  const importmap = JSON.stringify({
    integrity: Object.fromEntries(scripts.map((each) => [`./${each}`, integrity(files.get(each))])),
  });
  const parts = [
    `<script type="importmap">${importmap}</script>`,
    ...styles.map((each) => `<link rel="stylesheet" href="${each}" integrity="${integrity(files.get(each))}">`),
    ...atOnce.map((each) => `<link rel="modulepreload" href="${each}" integrity="${integrity(files.get(each))}">`),
    `<script type="module" src="${entry}" integrity="${integrity(files.get(entry))}"></script>`,
  ];
  const html = (await readFile(join(web, 'index.html'), 'utf8'))
    .replace('<!-- policy -->', () => `<meta http-equiv="Content-Security-Policy" content="${policy(integrity(importmap, 'sha256'))}">`)
    .replace('<!-- parts -->', () => parts.join('\n'));
  files.set('index.html', Buffer.from(html));
  for (const each of ['icon.svg', 'manifest.json']) files.set(each, await readFile(join(web, each)));
  files.set('licences.txt', Buffer.from(await licences(metafile)));
  files.set('release.json', release(files, await version()));

  const first = new Set(['index.html', ...styles]);
  for (const each of scripts) {
    if (FIRST_VIEW.test(outputs[each].entryPoint ?? '')) closure(outputs, each).forEach((one) => first.add(one));
  }
  return { files, first };
}

// Of the program that the page belongs to.
async function version() {
  const found = /^version = "([^"]+)"$/m.exec(await readFile(join(root, 'pyproject.toml'), 'utf8'));
  return found?.[1] ?? fail('pyproject.toml says no version');
}

// Every file with its hash, and the hash of the whole: that of the lines `<hash>  <path>\n` in the order of the paths,
// which is what `sha256sum` prints; docs/page.md shows how to get it without us.
function release(files, version) {
  const hashes = [...files].map(([path, contents]) => [path, hex(contents)]).sort(byName);
  const whole = hex(hashes.map(([path, hash]) => `${hash}  ${path}\n`).join(''));
  return Buffer.from(`${JSON.stringify({ version, build: whole, files: Object.fromEntries(hashes) }, null, 2)}\n`);
}

async function present(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.filter((each) => each.isFile()).map((each) => relative(folder, join(each.parentPath ?? each.path, each.name)).split(sep).join('/'));
}

// Writes what changed and removes what is no longer of the page, so that a server that reads along sees little of it.
async function write(out, files) {
  const old = await present(out);
  if (old.length && !old.includes('release.json')) fail(`${out} holds files of something else; name an empty folder by --out`);
  for (const [path, contents] of files) {
    const target = join(out, path);
    const current = await readFile(target).catch(() => undefined);
    if (current?.equals(contents)) continue;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, contents);
  }
  for (const path of old.filter((each) => !files.has(each))) {
    await rm(join(out, path));
    await rmdir(dirname(join(out, path))).catch(() => undefined); // holds others
  }
}

function report(files, first, isBrief = false) {
  const packed = (path) => gzipSync(files.get(path), { level: 9 }).length;
  const size = [...first].reduce((sum, path) => sum + packed(path), 0);
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const lazy = [...files.keys()].filter((path) => path.endsWith('.js') && !first.has(path)).sort();
  const line = (path, when = '') => console.log(`  ${kilobytes(packed(path)).padStart(9)}  ${path}${when}`);
  if (!isBrief) {
    [...first].sort().forEach((path) => line(path));
    lazy.forEach((path) => line(path, ', when it is needed'));
  }
  console.log(`First view: ${kilobytes(size)} compressed, of ${kilobytes(FIRST_VIEW_LIMIT)} at most. `
    + `Build ${JSON.parse(files.get('release.json')).build}`);
  if (size > FIRST_VIEW_LIMIT) fail(`the first view is ${kilobytes(size)}, more than the ${kilobytes(FIRST_VIEW_LIMIT)} it may be; load what it does not need by import()`);
}

async function finish(result, out) {
  const { files, first } = await assemble(result);
  await write(out, files);
  report(files, first);
}

// Whether what lies in a folder is what these sources make, to the byte.
async function check(result, out) {
  const { files, first } = await assemble(result);
  const stale = (await present(out)).filter((path) => !files.has(path));
  for (const [path, contents] of files) {
    if (!(await readFile(join(out, path)).catch(() => undefined))?.equals(contents)) stale.push(path);
  }
  if (stale.length) fail(`${relative(root, out) || out} is not what web/ makes (${stale.sort().join(', ')}): run ./run build`);
  report(files, first, true);
}

async function main() {
  const { values } = parseArgs({ options: { out: { type: 'string' }, watch: { type: 'boolean' }, check: { type: 'boolean' } } });
  const out = resolve(values.out ?? join(root, 'polypact', 'page', 'site'));
  if (values.check) return check(await build(options), out);
  if (!values.watch) return finish(await build(options), out);
  const onEnd = {
    name: 'write',
    setup: (each) => each.onEnd((result) => (
      result.errors.length ? undefined : finish(result, out).catch((error) => console.error(error.message)))),
  };
  const watching = await context({ ...options, plugins: [...options.plugins, onEnd] });
  return watching.watch();
}

try {
  await main();
} catch (error) {
  if (!error.errors) console.error(error.message); // esbuild has already shown its own
  process.exitCode = 1;
}
