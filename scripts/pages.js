// Builds dist/pages: templates by their names, and static files by hashed names, which browsers keep for ever.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, parse, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { hashOf } from './hash-of.js';

const SOURCES = 'libs/pages';
const FOLDER = 'dist/pages';
const NHSUK_IMAGES = 'node_modules/nhsuk-frontend/dist/nhsuk/assets/images';
const MADE_FROM = [
  'libs/pages/styles',
  'libs/pages/script',
  'libs/pages/images',
  'package-lock.json',
  'scripts/pages.js',
];
const EVENTS = 'dist/libs/domain/event-schemas/schemas.generated.js';

export async function buildPages() {
  const stamp = join(FOLDER, '.made-from');
  const now = hashOf('.', [...MADE_FROM, 'libs/domain/event-schemas/schemas.generated.ts']);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== now) {
    await buildAssets();
    writeFileSync(stamp, now);
  }
  publishTemplates();
}

async function buildAssets() {
  const { compile } = await import('sass');
  const { css } = compile(join(SOURCES, 'styles/app.scss'), {
    style: 'compressed',
    loadPaths: ['node_modules'],
    quietDeps: true,
  });
  // The icons that the style sheet names come from nhsuk-frontend, under hashed names as all files here.
  const icons = [...new Set([...css.matchAll(/\/assets\/images\/([\w.-]+)/g)].map(([, name]) => name))].map((name) => {
    const contents = readFileSync(join(NHSUK_IMAGES, name));
    return { name, contents, hashed: hashedName(name, contents) };
  });
  const style = icons.reduce(
    (text, { name, hashed }) => text.replaceAll(`/assets/images/${name}`, `/assets/${hashed}`),
    css,
  );
  const files = [
    ...icons,
    { name: 'app.css', contents: style },
    { name: 'app.js', contents: await bundled('app.js', true) },
    { name: 'js-enabled.js', contents: await bundled('js-enabled.js', false) },
    ...readdirSync(join(SOURCES, 'images')).map((name) => ({
      name,
      contents: readFileSync(join(SOURCES, 'images', name)),
    })),
  ];
  mkdirSync(join(FOLDER, 'assets'), { recursive: true });
  const names = {};
  for (const { name, contents } of files) {
    names[name] = hashedName(name, contents);
    writeFileSync(join(FOLDER, 'assets', names[name]), contents);
    writeFileSync(join(FOLDER, 'assets', `${names[name]}.gz`), gzipSync(contents, { level: 9 }));
  }
  // Written last: a running server reads it once, and its older files stay.
  writeFileSync(join(FOLDER, 'assets.json'), JSON.stringify(names, null, 1));
}

function hashedName(name, contents) {
  const { name: stem, ext } = parse(name);
  return `${stem}.${createHash('sha256').update(contents).digest('hex').slice(0, 12)}${ext}`;
}

async function bundled(name, isModule) {
  const { data } = await import(pathToFileURL(resolve(EVENTS)));
  const { outputFiles } = await build({
    entryPoints: [join(SOURCES, 'script', name)],
    bundle: true,
    minify: true,
    write: false,
    format: isModule ? 'esm' : 'iife',
    target: ['es2020'],
    define: { EVENT_TYPES: JSON.stringify(Object.keys(data)) },
  });
  return outputFiles[0].contents;
}

/** Puts every template under its own name: pages name each other's parts without a path. */
function publishTemplates() {
  const unfinished = `${FOLDER}/templates-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const seen = new Set();
  for (const entry of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.njk')) continue;
    const name = basename(entry);
    if (seen.has(name)) throw new Error(`Two templates are called ${name}; give one of them another name.`);
    seen.add(name);
    cpSync(join(SOURCES, entry), join(unfinished, name));
  }
  rmSync(join(FOLDER, 'templates'), { recursive: true, force: true });
  renameSync(unfinished, join(FOLDER, 'templates'));
}
