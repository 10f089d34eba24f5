import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Removes from dist what no longer has a source, so that a deleted module or test cannot live on. */
export function cleanStale(folders) {
  for (const folder of folders.filter((each) => existsSync(join('dist', each)))) {
    for (const entry of readdirSync(join('dist', folder), { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, entry);
      if (entry.endsWith('.js') && !existsSync(path.replace(/\.js$/, '.ts'))) {
        rmSync(join('dist', path));
        rmSync(join('dist', `${path}.map`), { force: true });
      }
    }
  }
}
