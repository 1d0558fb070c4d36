import { holds, same } from '../person.mjs';

export const name = 'the market can be installed, and says so in the reader\'s language when there is no line';

export async function walk(market, arrive) {
  const person = await arrive();
  const { page, context, language } = person;
  await person.open('/');
  const manifest = await (await context.request.get(market.url + await page.locator('link[rel=manifest]').getAttribute('href'))).json();
  for (const field of ['name', 'start_url', 'display', 'icons']) holds(manifest[field], `the manifest has ${field}`);
  holds(manifest.icons.some((icon) => icon.purpose?.includes('maskable')), 'an icon for any shape');
  for (const icon of manifest.icons) same((await context.request.get(market.url + icon.src)).status(), 200, icon.src);
  // The worker has filled its shelf when it is active.
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await person.open('/');
  await context.setOffline(true);
  await page.goto(market.url + '/orders', { waitUntil: 'load' }).catch(() => {});
  same(await page.evaluate(() => document.documentElement.lang), language, 'the page without a line speaks their language');
  same(await page.locator('h1').count(), 1, 'it has one heading');
  await person.look('no line');
  await context.setOffline(false);
  await person.open('/help');
  same(new URL(page.url()).pathname, '/help', 'and the market is back');
  holds(await page.locator('main section').count() > 0, 'with its pages');
}
