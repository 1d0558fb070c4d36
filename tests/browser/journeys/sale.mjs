import { holds, same } from '../person.mjs';

export const name = 'a guest buys from two shops in one checkout, a shop packs and sends, the buyer says that all is well';

const at = (page) => new URL(page.url()).pathname;
const TO = {
  recipient: 'Ana Reyes', phone: '+63 917 555 0123', city: 'Quezon City', barangay: 'Bagumbayan',
  street: '1 Katipunan Avenue', postal_code: '1110',
};

// Puts the first thing of a shop that can be had into the cart.
export async function take(person, shop) {
  const { page } = person;
  await person.open(`/shops/${shop}`);
  const paths = await page.locator('main a[href^="/p/"]').evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')))]);
  for (const path of paths) {
    await person.open(path);
    if (await page.locator('#offer-form').count()) break;
  }
  const form = page.locator('#offer-form');
  await form.locator('button:not([data-step]):not([value=buy])').last().click();
}

export async function fill(page) {
  const country = page.locator('#checkout [name=country]');
  if (await country.count()) await country.selectOption('PH');
  await page.locator('#checkout [name=region]').selectOption('NCR');
  for (const [field, value] of Object.entries(TO)) await page.locator(`#checkout [name="${field}"]`).fill(value);
}

export async function walk(market, arrive) {
  const buyer = await arrive();
  const { page } = buyer;
  await take(buyer, 'emalya');
  await page.waitForFunction(() => document.querySelector('#cart-count .count')?.dataset.n === '1' || document.querySelector('#cart-count .count')?.textContent === '1');
  await take(buyer, 'habi');
  await page.waitForFunction(() => document.querySelector('#cart-count .count')?.textContent === '2');
  await buyer.open('/cart');
  await buyer.look('the cart');
  await page.locator('a[href^="/checkout"]:visible').first().click();
  await page.waitForLoadState('load');
  same(at(page), '/checkout', 'to the checkout');
  await buyer.look('the checkout');
  await fill(page);
  await page.waitForLoadState('networkidle');
  await page.locator('#checkout button[value=pay]:visible').first().click();
  await page.waitForSelector('button[value=pay]');
  holds(new URL(page.url()).origin !== market.url, 'the gateway has a page of its own');
  await page.locator('button[value=pay]').click();
  await page.waitForURL((url) => url.origin === market.url);
  await buyer.look('the page that a payment comes back to');
  await buyer.open('/orders');
  same(await page.locator('main a[href^="/orders/ord_"]').evaluateAll((links) => new Set(links.map((link) => link.getAttribute('href'))).size), 2, 'one order a shop');
  await buyer.look('the orders');

  const seller = await arrive();
  await seller.signIn('emalya');
  await seller.open('/studio');
  await seller.look('the studio');
  const packing = await seller.page.locator('a[href^="/studio/orders/"]').first().getAttribute('href');
  await seller.open(packing);
  await seller.look('packing');
  await seller.send(packing, { carrier: 'J&T', tracking: 'JT0012345678' });
  const order = packing.replace('/studio', '');
  same(at(seller.page), order, 'and on to the order');
  await seller.look('the order as its shop sees it');
  await seller.page.locator(`a[href="${order}/acts/deliver"]:visible`).first().click();
  await seller.page.waitForLoadState('load');
  await seller.send(`${order}/acts/deliver`);

  await buyer.open(order);
  await buyer.look('the order as its buyer sees it');
  await page.locator(`a[href="${order}/acts/confirm"]:visible`).first().click();
  await page.waitForLoadState('load');
  await buyer.look('before saying that all is well');
  await buyer.send(`${order}/acts/confirm`);
  same(at(page), order, 'all is well');
  const stranger = await arrive();
  await stranger.open(order);
  holds(!(await stranger.page.content()).includes('Katipunan'), 'nobody else sees where it goes');
}
