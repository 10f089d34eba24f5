import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { generateSchemas, ROOT } from './generate.js';
import { storedExamples } from './stored-examples.js';

const CATALOGUE = new URL('libs/domain/catalogue/', ROOT);

const { data, definitions } = generateSchemas();
writeFileSync(
  new URL('libs/domain/event-schemas/schemas.generated.ts', ROOT),
  `import type { JsonObject } from '../kernel/json.js';

// Written by \`npm run catalogue\` from the types of the facts; not to be edited.

/** The JSON Schema of each event's data, by its type. */
export const data: Readonly<Record<string, JsonObject>> = ${JSON.stringify(data, null, 2)};

/** What the schemas refer to. */
export const definitions: Readonly<Record<string, JsonObject>> = ${JSON.stringify(definitions, null, 2)};
`,
);

// A fixture is written once, at the version that its type has then, and never again.
for (const event of storedExamples()) {
  const folder = new URL(`fixtures/v${event.metadata.schemaVersion}/`, CATALOGUE);
  const file = new URL(`${event.type}.json`, folder);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(event, null, 2)}\n`);
}
