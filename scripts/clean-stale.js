// Removes from dist what no longer has a source, so that a deleted module or test cannot live on.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

if (existsSync('dist')) {
  for (const entry of readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
    if (entry.endsWith('.js') && !existsSync(join('.', entry.replace(/\.js$/, '.ts')))) {
      rmSync(join('dist', entry));
      rmSync(join('dist', `${entry}.map`), { force: true });
    }
  }
}
