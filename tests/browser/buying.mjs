// What somebody does who buys and somebody who sends it, by where things lead: shared by the journeys.
import { holds, same } from './person.mjs';

export const at = (page) => new URL(page.url()).pathname;
export const TO = {
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
  // The number in the masthead is there before the server's answer is.
  const taken = page.waitForResponse((answer) => answer.url().endsWith('/cart/lines'));
  await form.locator('button:not([data-step]):not([value=buy])').last().click();
  await taken;
}

// Fills in where it goes, unless that is known from before, and waits for the total of that place.
export async function fill(page, to = TO) {
  const region = page.locator('#checkout [name=region]');
  if (!await region.count()) return;
  const country = page.locator('#checkout [name=country]');
  if (await country.count()) await country.selectOption('PH');
  await region.selectOption('NCR');
  for (const [field, value] of Object.entries(to)) await page.locator(`#checkout [name="${field}"]`).fill(value);
  await page.waitForFunction(() => document.querySelector('[name=shown_to]')?.value.includes('NCR'));
}

// From the cart to the gateway's page, where the buyer decides, and back.
export async function checkOut(buyer, decide = 'pay', to = TO) {
  const { page, market } = buyer;
  await buyer.open('/checkout');
  await fill(page, to);
  await page.locator('#checkout button[value=pay]:visible').first().click();
  await page.waitForURL((url) => url.origin !== market.url);
  if (!decide) return;
  await page.locator(`button[value=${decide}]`).click();
  await page.waitForURL((url) => url.origin === market.url);
}

// The orders of whoever is looking, newest first.
export async function orders(buyer, show = '') {
  await buyer.open(`/orders${show && `?show=${show}`}`);
  const links = buyer.page.locator('main a[href^="/orders/ord_"]');
  return [...new Set(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href'))))];
}

// Does what a page of an order offers: the page that asks, and its button.
export async function act(person, order, event) {
  await person.open(order);
  await person.page.locator(`a[href="${order}/acts/${event}"]:visible`).first().click();
  await person.page.waitForLoadState('load');
  await person.look(`before ${event}`);
  await person.send(`${order}/acts/${event}`);
  same(at(person.page), order, `after ${event}`);
}

// The shop packs an order and sends it.
export async function send(seller, order, parcel = { carrier: 'J&T', tracking: 'JT0012345678' }) {
  await seller.open(`/studio${order}`);
  await seller.look('packing');
  await seller.send(`/studio${order}`, parcel);
  same(at(seller.page), order, 'and on to the order');
}

// Asks again until it holds, by looking at the page anew.
export async function until(person, path, what, ask) {
  for (let look = 0; look < 200; look += 1) {
    await person.open(path);
    if (await ask(person.page)) return;
  }
  throw new Error(`never: ${what}`);
}
