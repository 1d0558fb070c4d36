import { act, at, fill, orders, send, take } from '../buying.mjs';
import { holds, same } from '../person.mjs';

export const name = 'a guest buys from two shops in one checkout, a shop packs and sends, the buyer says that all is well';
export const postgres = true;

export async function walk(market, arrive) {
  const buyer = await arrive();
  const { page } = buyer;
  const count = (n) => page.waitForFunction((wanted) => document.querySelector('#cart-count .count')?.textContent === wanted, n);
  await take(buyer, 'emalya');
  await count('1');
  await take(buyer, 'habi');
  await count('2');
  await buyer.open('/cart');
  await buyer.look('the cart');
  await page.locator('a[href^="/checkout"]:visible').first().click();
  await page.waitForLoadState('load');
  same(at(page), '/checkout', 'to the checkout');
  await buyer.look('the checkout');
  await fill(page);
  await page.locator('#checkout button[value=pay]:visible').first().click();
  await page.waitForSelector('button[value=pay]');
  holds(new URL(page.url()).origin !== market.url, 'the gateway has a page of its own');
  await page.locator('button[value=pay]').click();
  await page.waitForURL((url) => url.origin === market.url);
  await buyer.look('the page that a payment comes back to');
  same((await orders(buyer)).length, 2, 'one order a shop');
  await buyer.look('the orders');

  const seller = await arrive();
  await seller.signIn('emalya');
  await seller.open('/studio');
  await seller.look('the studio');
  const order = (await seller.page.locator('a[href^="/studio/orders/"]').first().getAttribute('href')).replace('/studio', '');
  await send(seller, order);
  await seller.look('the order as its shop sees it');
  await act(seller, order, 'deliver');
  await buyer.open(order);
  await buyer.look('the order as its buyer sees it');
  await act(buyer, order, 'confirm');
  const stranger = await arrive();
  await stranger.open(order);
  holds(!(await stranger.page.content()).includes('Katipunan'), 'nobody else sees where it goes');
}
