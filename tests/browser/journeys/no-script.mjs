import { act, at, orders, send, take, TO } from '../buying.mjs';
import { holds, same } from '../person.mjs';

export const name = 'the same sale in a browser that runs no script at all';
export const postgres = true;

export async function walk(market, arrive) {
  const buyer = await arrive({ scripts: false });
  const { page } = buyer;
  for (const shop of ['emalya', 'habi']) {
    await take(buyer, shop);
    await page.waitForLoadState('load');
  }
  await buyer.open('/cart');
  await buyer.look('the cart');
  await page.locator('a[href^="/checkout"]:visible').first().click();
  await page.waitForLoadState('load');
  const country = page.locator('#checkout [name=country]');
  if (await country.count()) await country.selectOption('PH');
  await page.locator('#checkout [name=region]').selectOption('NCR');
  for (const [field, value] of Object.entries(TO)) await page.locator(`#checkout [name="${field}"]`).fill(value);
  await page.locator('#checkout button[value=pay]:visible').first().click();
  await page.waitForLoadState('load');
  // Where the total was not known before the address, it is shown before anything is paid.
  if (new URL(page.url()).origin === market.url) {
    same(at(page), '/checkout', 'the total for this address comes first');
    await page.locator('#checkout button[value=pay]:visible').first().click();
  }
  await page.waitForURL((url) => url.origin !== market.url);
  await page.locator('button[value=pay]').click();
  await page.waitForURL((url) => url.origin === market.url);
  await buyer.look('back from paying');
  const bought = await orders(buyer);
  same(bought.length, 2, 'one order a shop');

  const seller = await arrive({ scripts: false });
  await seller.signIn('emalya');
  await seller.open('/studio');
  const order = (await seller.page.locator('a[href^="/studio/orders/"]').first().getAttribute('href')).replace('/studio', '');
  holds(bought.includes(order), 'it is the one that was bought');
  await send(seller, order);
  await act(seller, order, 'deliver');
  await act(buyer, order, 'confirm');
}
