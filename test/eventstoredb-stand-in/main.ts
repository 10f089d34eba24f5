import { parseArgs } from 'node:util';
import { createIdentity } from './certificate.js';
import { startControl } from './control.js';
import { startStandIn } from './stand-in.js';
import { DEFAULT_VERSION } from './version.js';

/**
 * The stand-in as a process of its own: it prints `{"url", "control", "addresses", "certificate"}` as one line, and
 * serves until it is ended. Faults are asked for at the control address.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    file: { type: 'string' },
    nodes: { type: 'string', default: '1' },
    tls: { type: 'boolean', default: false },
    version: { type: 'string', default: DEFAULT_VERSION },
  },
});

const identity = values.tls ? createIdentity(['127.0.0.1', 'localhost']) : undefined;
const standIn = await startStandIn({
  port: Number(values.port),
  nodes: Number(values.nodes),
  version: values.version === '24.10.4' ? '24.10.4' : DEFAULT_VERSION,
  ...(values.file !== undefined && { file: values.file }),
  ...(identity && { identity }),
});
const control = await startControl(standIn);
const { url, addresses } = standIn;
process.stdout.write(
  `${JSON.stringify({ url, control: control.url, addresses, certificate: identity?.certificate })}\n`,
);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    void standIn.stop().then(() => process.exit(0));
  });
