import { expect, test } from 'vitest';
import { openTarget, type Target } from '../support/loopback-target.ts';
import { rawRequest, requestText, type RawAnswer } from '../support/raw-request.ts';

const TOO_MANY = 30;

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

function expectSafeHeaders({ headers }: RawAnswer): void {
  const csp = headers.get('content-security-policy') ?? '';
  for (const part of policy) expect(csp).toContain(part);
  expect(csp).not.toMatch(/unsafe|\*|http:|https:/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('cache-control')).toBe('no-store');
  expect([...headers.keys()].filter((name) => /access-control|server|powered/.test(name))).toEqual([]);
}

function expectRefused(answer: RawAnswer, what: string): void {
  expect([403, 429], `${what}: ${answer.status}`).toContain(answer.status);
  expectSafeHeaders(answer);
  expect(answer.headers.has('set-cookie'), what).toBe(false);
  expect(answer.body, what).not.toContain('<title>');
}

/** A fresh target takes thirty wrong requests before it stops telling them apart. */
async function expectEachRefused(requests: (target: Target) => Record<string, string>): Promise<void> {
  const target = await openTarget();
  const all = Object.entries(requests(target));
  expect(all.length).toBeLessThanOrEqual(TOO_MANY);
  for (const [what, text] of all) {
    const answer = await rawRequest(target.port, text);
    expect(answer.status, what).toBe(403);
    expectRefused(answer, what);
  }
  expect(await target.api.diagnostics.health()).toMatchObject({ status: 'ok' });
}

test('the honest way in: a link that works once, and a cookie that no script and no other site gets', async () => {
  const { server, port, host } = await openTarget();
  const link = new URL(server.newLink());
  const target = `${link.pathname}${link.search}`;
  const entered = await rawRequest(port, requestText(target, [`Host: ${host}`]));
  expect(entered.status).toBe(303);
  expect(entered.headers.get('location')).toMatch(/^\/#[\w-]{43}$/);
  expectSafeHeaders(entered);
  const [pair = '', ...attributes] = (entered.headers.get('set-cookie') ?? '').split('; ');
  expect(pair).toMatch(new RegExp(`^meetmemo_${port}=[\\w-]{43}$`));
  expect(attributes.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);
  expect(entered.body).toBe('');
  expect(pair).not.toContain(link.searchParams.get('token') ?? '?');

  const page = await rawRequest(port, requestText('/', [`Host: ${host}`, `Cookie: ${pair}`]));
  expect(page).toMatchObject({ status: 200 });
  expect(page.body).toContain('<title>MeetMemo</title>');
  expectSafeHeaders(page);
  const script = await rawRequest(
    port,
    requestText('/assets/app.js', [`Host: ${host}`, `Cookie: a=b; ${pair}; c=d`]),
  );
  expect(script).toMatchObject({ status: 200, body: 'export {};' });
  expectSafeHeaders(script);

  expectRefused(await rawRequest(port, requestText(target, [`Host: ${host}`])), 'the same link again');
});

test('tokens: none, wrong, used, cut, replaced by a newer one', async () => {
  await expectEachRefused(({ host, usedLink, server, port }) => {
    const used = new URL(usedLink).search;
    const older = new URL(server.newLink()).search;
    const newest = new URL(server.newLink()).search;
    const with_ = (target: string) => requestText(target, [`Host: ${host}`]);
    return {
      'no token': with_('/enter'),
      'an empty token': with_('/enter?token='),
      'a wrong token': with_(`/enter?token=${'A'.repeat(43)}`),
      'a used token': with_(`/enter${used}`),
      'an older token': with_(`/enter${older}`),
      'a token cut short': with_(`/enter${newest.slice(0, -1)}`),
      'a token with more': with_(`/enter${newest}A`),
      'a token in other letters': with_(`/enter${newest.toUpperCase()}`),
      'a token behind a wrong one': with_(`/enter?token=x&${newest.slice(1)}`),
      'a token by POST': requestText(`/enter${newest}`, [`Host: ${host}`, 'Content-Length: 0'], 'POST'),
      'a token by HEAD': requestText(`/enter${newest}`, [`Host: ${host}`], 'HEAD'),
      'a token from another site': requestText(`/enter${newest}`, [
        `Host: ${host}`,
        'Sec-Fetch-Site: cross-site',
      ]),
      'a token by another name of this machine': requestText(`/enter${newest}`, [`Host: localhost:${port}`]),
      'a token as a cookie': requestText('/', [
        `Host: ${host}`,
        `Cookie: meetmemo_${port}=${newest.slice('?token='.length)}`,
      ]),
    };
  });
});

test('hosts: any name but the one address', async () => {
  await expectEachRefused(({ port, cookie }) => {
    const hosts = [
      ...[
        `localhost:${port}`,
        `127.0.0.1:${port + 1}`,
        '127.0.0.1',
        `127.0.0.1:${port}.`,
        `127.1:${port}`,
        `0.0.0.0:${port}`,
      ],
      ...[
        `[::1]:${port}`,
        `[::ffff:127.0.0.1]:${port}`,
        `2130706433:${port}`,
        `rebound.example:${port}`,
        `127.0.0.1.nip.io:${port}`,
      ],
      ...[
        `127.0.0.1:${port}@evil.example`,
        `evil.example#127.0.0.1:${port}`,
        `127.0.0.1:${port},evil.example`,
        '',
      ],
    ];
    return Object.fromEntries(
      hosts.map((host) => [`host ${host}`, requestText('/', [`Host: ${host}`, `Cookie: ${cookie}`])]),
    );
  });
});

test('origins and sites: any but our own, even with the cookie', async () => {
  await expectEachRefused(({ port, host, cookie }) => {
    const own = [`Host: ${host}`, `Cookie: ${cookie}`];
    const origins = [
      ...[
        'null',
        'http://evil.example',
        `http://127.0.0.1:${port + 1}`,
        `http://localhost:${port}`,
        `https://${host}`,
      ],
      ...[
        `http://${host}.evil.example`,
        `http://${host}/`,
        `HTTP://${host}`,
        'file://',
        '',
        'chrome-extension://abc',
      ],
    ];
    const sites = ['cross-site', 'same-site', 'CROSS-SITE', 'none, cross-site', ''];
    return {
      ...Object.fromEntries(
        origins.map((origin) => [`origin ${origin}`, requestText('/', [...own, `Origin: ${origin}`])]),
      ),
      ...Object.fromEntries(
        sites.map((site) => [`site ${site}`, requestText('/', [...own, `Sec-Fetch-Site: ${site}`])]),
      ),
    };
  });
});

test('cookies: none, wrong, of another port, of another name, cut', async () => {
  await expectEachRefused(({ port, host, cookie }) => {
    const [name = '', value = ''] = cookie.split('=');
    const cookies = [
      ...[
        `${name}=`,
        `${name}=${'A'.repeat(43)}`,
        `${name}=${value.slice(0, -1)}`,
        `${name}=${value}A`,
        `${name}=${value.toUpperCase()}`,
      ],
      ...[
        `meetmemo_${port + 1}=${value}`,
        `meetmemo=${value}`,
        `x${name}=${value}`,
        `${name}x=${value}`,
        value,
        `${name} =${value}`,
      ],
      ...[`${name}="${value}"`, `__proto__=${value}`, ';;;=;', '='],
    ];
    return {
      'no cookie': requestText('/', [`Host: ${host}`]),
      ...Object.fromEntries(
        cookies.map((own) => [`cookie ${own}`, requestText('/', [`Host: ${host}`, `Cookie: ${own}`])]),
      ),
    };
  });
});

test('methods: only reading is answered', async () => {
  await expectEachRefused(({ host, cookie }) => {
    const own = [`Host: ${host}`, `Cookie: ${cookie}`];
    const methods = ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'];
    return {
      ...Object.fromEntries(
        methods.map((method) => [method, requestText('/', [...own, 'Content-Length: 0'], method)]),
      ),
      'a form':
        requestText(
          '/',
          [...own, 'Content-Type: application/x-www-form-urlencoded', 'Content-Length: 3'],
          'POST',
        ) + 'a=b',
      preflight: requestText(
        '/',
        [`Host: ${host}`, 'Origin: http://evil.example', 'Access-Control-Request-Method: POST'],
        'OPTIONS',
      ),
    };
  });
});

test('paths: only what is in the list, however it is written', async () => {
  const { port, host, cookie, origin } = await openTarget();
  const own = [`Host: ${host}`, `Cookie: ${cookie}`];
  const targets = [
    ...[
      '/../../etc/passwd',
      '/..%2f..%2fetc%2fpasswd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..%5c..%5cwindows',
      '/%00',
      '/assets/%2e%2e/%2e%2e/x',
    ],
    ...[
      '/library.db',
      '/settings.json',
      '/logs',
      '/.git/config',
      '/package.json',
      '/index.html',
      '/assets',
      '/assets/',
      '//',
      '/%2f',
    ],
    ...[
      '/assets/app.js%00.html',
      '/assets/app.js/',
      '/ASSETS/APP.JS',
      '/rpc',
      '/favicon.ico',
      '/__proto__',
      '/constructor',
      '/%',
      '/%ff%fe',
    ],
    ...[
      'http://evil.example/',
      `http://evil.example:${port}/`,
      'https://127.0.0.1/',
      `http://user@evil.example/`,
      'file:///etc/passwd',
    ],
    ...['//evil.example/', '\\\\evil.example\\', 'javascript:alert(1)', '*', '?', 'x'],
    ...[`/${'a'.repeat(8000)}`, `/?${'a=b&'.repeat(2000)}x`.replace('/?', '/x?')],
  ];
  for (const target of targets) {
    const answer = await rawRequest(port, requestText(target, own));
    expect([400, 403], `${target.slice(0, 80)}: ${answer.status}`).toContain(answer.status);
    if (answer.status === 403) expectRefused(answer, target.slice(0, 80));
    expect(answer.body, target.slice(0, 80)).not.toMatch(/root:|<title>|export/);
    expect(answer.headers.has('location')).toBe(false);
  }
  // Dots that stay within, and our own address in full, are the same page.
  expect(await rawRequest(port, requestText('/assets/../', own))).toMatchObject({ status: 200 });
  expect(await rawRequest(port, requestText(`${origin}/`, own))).toMatchObject({ status: 200 });
});

test('beyond a rate the refused are only counted; the log tells reasons, nothing of the requests, and honest ones go on', async () => {
  const { port, host, cookie, api } = await openTarget();
  const counts = new Map<number, number>();
  for (let count = 0; count < 200; count += 1) {
    const { status } = await rawRequest(port, requestText(`/knock-${count}`, [`Host: ${host}`]));
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual([403, 429]);
  expect(counts.get(429)).toBeGreaterThan(100);
  expect(await rawRequest(port, requestText('/', [`Host: ${host}`, `Cookie: ${cookie}`]))).toMatchObject({
    status: 200,
  });
  expect(await api.meetings.count({})).toEqual({ count: 0 });

  const { items } = await api.logs.list({ text: 'loopback request refused', limit: 1000 });
  expect(items.length).toBe(counts.get(403));
  for (const { fields } of items) expect(fields).toEqual({ reason: 'session' });
  const { counters } = await api.diagnostics.metrics();
  expect(counters).toContainEqual({ name: 'loopback refused: session', value: 200 });
});
