import { holds } from '../person.mjs';

export const name = 'words that would be a script are words';
export const languages = ['en'];

const PAYLOADS = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "javascript:alert(1)//", '<svg/onload=alert(1)>'];

export async function walk(market, arrive) {
  const person = await arrive();
  for (const [number, payload] of PAYLOADS.entries()) {
    await person.open('/sign-up');
    await person.send('/sign-up', { name: payload, handle: `words_${number}`, password: 'mangoes in the rain' });
    for (const path of ['/me', '/welcome', '/settings']) {
      await person.open(path);
      holds(await person.page.locator('main').innerText().then((text) => text.length > 0), path);
      holds(await person.page.locator('main script, main img[src=x], main svg[onload]').count() === 0, `${payload} became markup`);
    }
    await person.open(`/search?query=${encodeURIComponent(payload)}`);
    holds(await person.page.locator('main script, main img[src=x]').count() === 0, `${payload} became markup in a search`);
    await person.open('/me');
    await person.send('/sign-out');
  }
}
