export function remoteOf(environment: NodeJS.ProcessEnv): { readonly url: string; readonly token: string } | undefined {
  const { ACTION_LEDGER_URL: url, ACTION_LEDGER_TOKEN: token } = environment;
  if (!url) return undefined;
  if (!URL.canParse(url))
    throw new Error('ACTION_LEDGER_URL is not a valid URL; set it to one such as http://127.0.0.1:3000.');
  if (!token)
    throw new Error('ACTION_LEDGER_TOKEN is not set; with ACTION_LEDGER_URL it must hold a token of that server.');
  return { url, token };
}
