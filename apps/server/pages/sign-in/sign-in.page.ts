export interface SignInPage {
  /** Where to go then: a path of this server. */
  readonly to: string;
  readonly says?: 'signed-out' | 'no-token' | 'wrong-token' | 'link-over' | 'too-many' | undefined;
  /** The code of a sign-in link that waits for its button. */
  readonly link?: string;
  /** The page came over plain HTTP from another machine, where a browser drops the session's cookie. */
  readonly keepsNoCookie?: boolean;
}

const SAYS = {
  'signed-out': 'You are signed out.',
  'no-token': 'Enter your access token.',
  'wrong-token': 'This token is unknown or was revoked. Check that you have pasted all of it.',
  'link-over': 'This sign-in link was used, or is older than 15 minutes. Ask for a new one.',
  'too-many': 'There were too many tries from here. Wait a minute, then try again.',
} as const;

export function signInHtml({ to, says, link, keepsNoCookie }: SignInPage): string {
  const isError = says !== undefined && says !== 'signed-out';
  const said = says === undefined ? '' : `<p role="${isError ? 'alert' : 'status'}">${SAYS[says]}</p>`;
  const warning = keepsNoCookie
    ? '<p>This address is not private (it does not begin with https), so your browser will not keep you signed in.</p>'
    : '';
  const form =
    link === undefined
      ? `<form action="/sign-in" method="post"><input type="hidden" name="to" value="${escaped(to)}">
<p><label for="token">Access token</label> <input id="token" name="token" type="password" autocomplete="current-password" spellcheck="false"></p>
<button>Sign in</button></form>`
      : `<form action="/sign-in/${encodeURIComponent(link)}" method="post"><button>Sign in</button></form>`;
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${isError ? 'Error: ' : ''}Sign in</title></head>
<body><main><h1>Sign in</h1>${said}${warning}${form}</main></body></html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
