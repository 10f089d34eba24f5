export interface Visited {
  readonly status: number;
  readonly url: string;
  readonly text: string;
  readonly headers: Headers;
}

/** A browser without a window: cookies by origin, and redirects that are followed until a page comes. */
export function browserWithCookies() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };

  async function once(url: string, init: RequestInit = {}): Promise<Visited> {
    const cookie = [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...(init.headers as object), ...(cookie && { cookie }) };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const set of answer.headers.getSetCookie()) keep(jarOf(url), set);
    return { status: answer.status, url, text: await answer.text(), headers: answer.headers };
  }

  async function follow(
    url: string,
    init?: RequestInit,
    until: (url: string) => boolean = () => false,
  ): Promise<Visited> {
    let last = await once(url, init);
    for (let hops = 0; hops < 10; hops += 1) {
      const to = last.headers.get('location');
      if (to === null) return last;
      const next = new URL(to, last.url).href;
      if (until(next)) return { ...last, url: next };
      last = await once(next);
    }
    throw new Error(`Too many redirects, the last to ${last.url}.`);
  }

  return {
    once,
    follow,
    cookie: (url: string, name: string) => jarOf(url).get(name),
    setCookie: (url: string, name: string, value: string) => jarOf(url).set(name, value),
    forget: (url: string) => jars.delete(new URL(url).origin),
    post: (url: string, fields: Readonly<Record<string, string>>) =>
      follow(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams(fields).toString(),
      }),
  };
}

function keep(jar: Map<string, string>, set: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
  const ended = /max-age=0|expires=Thu, 01 Jan 1970/i.test(set);
  if (ended) jar.delete(name);
  else jar.set(name, value);
}
