import { call } from '../friends.mjs';
import { holds, same } from '../person.mjs';

export const name = 'what is saved shows what it cost then and costs now, and only its owner sees it';

export async function walk(market, arrive) {
  const person = await arrive();
  await person.signIn('mia');
  const { page } = person;
  await person.open('/saved');
  await person.look('nothing saved');
  await person.open('/shops/emalya');
  const path = await page.locator('main a[href^="/p/"]').first().getAttribute('href');
  await person.open(path);
  const mark = page.locator('form[action="/saved"] button');
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/saved'));
  await mark.click();
  same(await mark.getAttribute('aria-pressed'), 'true', 'set at once');
  await kept;
  const keeper = await call(market, 'emalya');
  const listing = await keeper('GET', `/products/${path.split('/').pop()}`);
  const variants = listing.variants.map(({ choice, price }) => ({ choice, price: { ...price, amount: price.amount - 1000 } }));
  await keeper('PATCH', `/listings/${listing.id}`, { variants });
  await person.open('/saved');
  const said = await page.locator('main').innerText();
  holds(said.includes('₱10'), `ten pesos less: ${said}`);
  await person.send('/saved/collections', { name: 'Sorpresa' });
  await person.look('an empty collection');
  await person.open('/saved');
  const moved = page.waitForURL((url) => url.pathname === '/saved');
  await page.locator('select[name=collection]').selectOption({ label: 'Sorpresa' });
  await moved;
  await page.locator('main a', { hasText: 'Sorpresa' }).first().click();
  await page.waitForURL(/\/saved\/col_/);
  same(await page.locator(`main a[href="${path}"]`).count(), 1, 'it lies in there');
  await person.look('a collection');
  const its = new URL(page.url()).pathname;
  for (const [width, scheme] of [[320, 'light'], [1280, 'dark']]) {
    const looking = await arrive({ width, height: 900, scheme, calm: true, state: await person.context.storageState() });
    for (const each of ['/saved', its]) { await looking.open(each); await looking.look(`${each} at ${width} ${scheme}`); }
  }
  const other = await arrive();
  await other.signIn('emalya');
  same((await other.open(its)).status(), 404, 'to anybody else it is not there');
}
