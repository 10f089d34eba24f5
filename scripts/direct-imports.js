// Imports each name from the module that defines it: esbuild loads every chunk that an index mentions, used or not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const INDEX_IMPORT = /^(import|export) \{([^}]*)\} from '#([\w/-]+)\/index\.js';$/gm;
const RE_EXPORT = /^export \{([^}]*)\} from '\.\/(.*)';$/gm;
const RE_EXPORT_ALL = /^export \* as (\w+) from '\.\/(.*)';$/gm;

/** An esbuild plugin that rewrites imports of `#library/index.js` in the modules of a folder. */
export function directImports(folder) {
  const indexes = new Map();
  const homesOf = (library) => {
    if (!indexes.has(library)) indexes.set(library, readIndex(join(folder, 'libs', library, 'index.js')));
    return indexes.get(library);
  };
  return {
    name: 'direct-imports',
    setup({ onLoad }) {
      onLoad({ filter: new RegExp(`/${folder}/(apps|libs)/.*\\.js$`) }, ({ path }) => ({
        contents: readFileSync(path, 'utf8').replace(INDEX_IMPORT, (_, verb, names, library) =>
          direct(verb, names, library, homesOf(library)),
        ),
      }));
    },
  };
}

/** Where an index takes each of its names from: the module, and the name there. */
function readIndex(file) {
  const homes = new Map();
  const text = readFileSync(file, 'utf8');
  for (const [, names, module] of text.matchAll(RE_EXPORT))
    for (const [name, as] of pairs(names)) homes.set(as, { name, module });
  for (const [, as, module] of text.matchAll(RE_EXPORT_ALL)) homes.set(as, { name: '*', module });
  return homes;
}

function direct(verb, names, library, homes) {
  const statements = pairs(names).map(([name, as]) => {
    const home = homes.get(name);
    // The index defines it itself.
    if (!home) return `${verb} { ${name} as ${as} } from '#${library}/index.js';`;
    const taken = home.name === '*' ? `* as ${as}` : `{ ${home.name} as ${as} }`;
    return `${verb} ${taken} from '#${library}/${home.module}';`;
  });
  // On one line, so that source maps keep their lines.
  return statements.join(' ');
}

const pairs = (names) =>
  names
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
    .map((each) => {
      const [name, as = name] = each.split(' as ');
      return [name, as];
    });
