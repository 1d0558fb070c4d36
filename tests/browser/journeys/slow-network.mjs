import { at, take, TO } from '../buying.mjs';
import { same } from '../person.mjs';

export const name = 'on a slow network nothing that was typed is lost, and a press counts though the total comes meanwhile';
export const languages = ['en'];

export async function walk(market, arrive) {
  // Once a page's worker has taken it over, what it asks for cannot be held back from here.
  const buyer = await arrive({ workers: 'block' });
  const { page } = buyer;
  await take(buyer, 'emalya');
  await page.waitForFunction(() => document.querySelector('#cart-count .count')?.textContent === '1');
  await buyer.open('/checkout');
  // The answer to a look is held back until the test lets it go.
  const held = [], asked = [];
  const hold = (route) => (asked.length ? asked.shift()(route) : held.push(route));
  await page.route('**/checkout', (route) => (route.request().headers()['x-rialto'] ? hold(route) : route.continue()));
  const waiting = (what) => new Promise((told, failed) => {
    if (held.length) return told(held.shift());
    asked.push(told);
    setTimeout(() => failed(new Error(`the page never asked again after ${what}`)), 30_000).unref();
  });
  await page.locator('#checkout [name=region]').selectOption('NCR');
  const look = await waiting('the region was chosen');
  for (const [field, value] of Object.entries(TO)) await page.locator(`#checkout [name="${field}"]`).fill(value);
  await page.locator('#checkout [name=city]').focus();
  await page.evaluate(() => document.activeElement.setSelectionRange(3, 3));
  await look.continue();
  await page.waitForFunction(() => document.querySelector('[name=shown_to]')?.value.includes('NCR'));
  for (const [field, value] of Object.entries(TO)) same(await page.locator(`#checkout [name="${field}"]`).inputValue(), value, field);
  await page.keyboard.type('!');
  same(await page.locator('#checkout [name=city]').inputValue(), 'Que!zon City', 'the caret is where it was');
  await page.locator('#checkout [name=city]').fill(TO.city);
  // The finger is down on the button when the next answer comes.
  await page.locator('#checkout input[type=radio][name^=delivery]').last().check();
  const next = await waiting('another delivery was chosen');
  await page.locator('#checkout input[type=radio][name^=delivery]').first().check();
  const last = await waiting('the first delivery was chosen again');
  await next.continue();
  const pay = await page.locator('#checkout button[value=pay]:visible').first().boundingBox();
  await page.mouse.move(pay.x + pay.width / 2, pay.y + pay.height / 2);
  await page.mouse.down();
  const answered = page.waitForResponse((answer) => answer.request().headers()['x-rialto'] === 'region');
  await last.continue();
  await (await answered).finished();
  await page.evaluate(() => new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(told))));
  await page.mouse.up();
  await page.waitForURL((url) => url.origin !== market.url);
  same(at(page).startsWith('/'), true, 'on to the gateway');
}
