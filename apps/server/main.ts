import { describeConfig, readConfig } from '#platform/config.js';
import { buildApp } from './http/app.js';
import { openLedgerFolder } from './ledger/open-ledger.js';
import { openReadSide } from './ledger/read-side.js';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const ledger = await openLedgerFolder(config.DATA_DIR, 'Action Ledger');
  const readSide = await openReadSide(config.DATA_DIR);
  const app = await buildApp(config, ledger, readSide);
  await app.listen(config.PORT, config.HOST);
  console.log(JSON.stringify(describeConfig(config)));
  console.log(`Action Ledger is at ${await app.getUrl()}`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(1), 10_000).unref();
      void app
        .close()
        .then(() => readSide.stop())
        .then(() => ledger.store.close())
        .then(() => ledger.access.close())
        .then(() => process.exit(0));
    });
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
