import { act, checkOut, orders, send, take, TO } from '../buying.mjs';
import { photograph } from '../camera.mjs';
import { holds } from '../person.mjs';

export const name = 'words that would be a script stay words, in every field and on every page that shows them';
export const languages = ['en'];

const PAYLOADS = [
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "'-alert(1)-'", '<svg/onload=alert(1)>',
  'javascript:alert(1)//', '{{constructor.constructor("alert(1)")()}}', '</title><iframe srcdoc="<script>alert(1)</script>">',
];
const CODE = 'script:not([src]), img[src="x"], svg[onload], iframe, [onerror], [onload], a[href^="javascript:" i]';

// None of the page that is open came from words.
async function sound(person, path) {
  const made = await person.page.locator(CODE).evaluateAll((all) => all
    .filter((one) => !(one.matches('script') && /json/.test(one.type))).map((one) => one.outerHTML.slice(0, 120)));
  holds(made.length === 0, `${path}: words became markup: ${made[0]}`);
}

async function look(person, path) {
  await person.open(path);
  await sound(person, path);
}

// Fills every field of words that a form has.
async function fill(page, form, payload) {
  for (const field of await page.locator(`${form} :is(input[type=text], input[type=search], input:not([type]), textarea)`).all()) {
    if (!await field.isVisible() || !await field.isEditable()) continue;
    const most = Number(await field.getAttribute('maxlength')) || 200;
    await field.fill(payload.slice(0, most));
  }
}

async function sell(market, arrive, payload, number) {
  const seller = await arrive();
  const { page } = seller;
  await seller.open('/sign-up?next=%2Fsell');
  await seller.send('/sign-up', { name: payload, handle: `words_${number}`, password: 'mangoes in the rain' });
  await fill(page, 'form[action="/sell"]', payload);
  await seller.send('/sell');
  await sound(seller, 'a shop that was not opened');
  const valid = { name: `${number} ${payload}`, handle: `words-${number}` };
  for (const [field, value] of Object.entries(valid)) await page.fill(`form[action="/sell"] [name=${field}]`, value);
  await seller.send('/sell');
  const shop = new URL(page.url()).pathname.split('/')[2];
  holds(shop && shop !== 'sell', `${payload}: the shop was opened`);
  await fill(page, 'main form[enctype]', payload);
  await page.locator('button[value=published]').click();
  await page.waitForLoadState('load');
  await sound(seller, 'a listing that was not taken');
  await page.setInputFiles('input[type=file]', await photograph(page));
  await page.fill('[name=title]', `${payload} ${number}`);
  await page.fill('[name=price]', '120');
  if (await page.locator('[name=stock]').count()) await page.fill('[name=stock]', '5');
  await page.locator('button[value=published]').click();
  await page.waitForURL(/\/p\/lst_/);
  return { seller, shop, listing: new URL(page.url()).pathname };
}

export async function walk(market, arrive) {
  for (const [number, payload] of PAYLOADS.entries()) {
    const { seller, shop, listing } = await sell(market, arrive, payload, number);
    for (const path of ['/', '/me', '/welcome', '/settings', '/studio', `/studio/${shop}/listings`, `/shops/${shop}`, listing]) await look(seller, path);

    // What is said of it, and what its shop tells of itself.
    await seller.send(`${listing}/comments`, { text: payload });
    await sound(seller, 'a comment on a listing');
    await seller.open(`/studio/${shop}/settings`);
    await fill(seller.page, `form[action="/studio/${shop}/settings"]`, payload);
    await seller.send(`/studio/${shop}/settings`);
    await sound(seller, 'what a shop tells of itself');

    const buyer = await arrive();
    const { page } = buyer;
    await take(buyer, shop);
    await page.waitForFunction(() => document.querySelector('#cart-count .count')?.textContent === '1');
    await buyer.open('/checkout');
    // A shop that was just opened has no rates: its goods may not go anywhere yet, and the page says so.
    if (await page.locator('#checkout [name=region]').count()) {
      await page.locator('#checkout [name=region]').selectOption('NCR');
      for (const field of Object.keys(TO)) {
        if (!['phone', 'postal_code'].includes(field)) await page.locator(`#checkout [name="${field}"]`).fill(payload.slice(0, 60));
      }
      await page.locator('#checkout [name=phone]').fill(TO.phone);
      await page.locator('#checkout [name=postal_code]').fill(TO.postal_code);
    }
    for (const path of ['/cart', '/checkout', '/orders', listing, `${listing}/comments`, `/shops/${shop}`]) await look(buyer, path);
    const written = encodeURIComponent(payload);
    for (const path of [
      `/search?query=${written}`, `/search?query=tea&min=${written}&max=${written}`, `/search/filters?query=${written}`,
      `/shops/${shop}?query=${written}`, `/sign-in?next=${written}`, `/sign-up?next=${written}`, `/orders?show=${written}`,
      `/orders?query=${written}`, `${listing}?variant=${written}`, `/c/${written}`, `/p/${written}`, `/${written}`,
    ]) await look(buyer, path);
  }

  // What a buyer and a shop write to each other on the way of an order.
  const buyer = await arrive();
  await take(buyer, 'emalya');
  await buyer.page.waitForFunction(() => document.querySelector('#cart-count .count')?.textContent === '1');
  await checkOut(buyer, 'pay', Object.fromEntries(Object.entries(TO).map(([field, value], nth) => [
    field, ['phone', 'postal_code'].includes(field) ? value : PAYLOADS[nth % PAYLOADS.length].slice(0, 60),
  ])));
  const [order] = await orders(buyer);
  const seller = await arrive();
  await seller.signIn('emalya');
  await send(seller, order, { carrier: PAYLOADS[0].slice(0, 40), tracking: 'JT0012345678' });
  await act(seller, order, 'deliver');
  // What an account and a shop keep of themselves, and what whoever runs the market sees of all this.
  await seller.open('/settings/addresses/new');
  await fill(seller.page, 'main form', PAYLOADS[3]);
  await seller.page.locator('main form [name=region]').selectOption('NCR');
  await seller.page.fill('main form [name=phone]', TO.phone);
  await seller.page.fill('main form [name=postal_code]', TO.postal_code);
  await seller.page.locator('main form button[value=keep]').click();
  await seller.page.waitForURL(/\/settings\/addresses$/);
  await seller.open('/studio/emalya/money/destination');
  await seller.send('/studio/emalya/money/destination', { destination: PAYLOADS[0], password: market.accounts.emalya });
  await sound(seller, 'where a shop’s money goes');
  for (const person of [buyer, seller]) {
    for (const path of [
      '/orders', order, `${order}/invoice`, '/studio', '/studio/emalya/orders', '/studio/emalya/money', '/studio/emalya/money/payout',
      '/settings/addresses', '/settings/security', '/checkout',
    ]) await look(person, path);
  }
  const operator = await arrive();
  await operator.signIn('lina');
  const shown = order.replace('/orders/', '/operator/orders/');
  for (const path of ['/operator', '/operator/orders', shown, '/operator/payouts', '/operator/audit', '/operator/ledger/escrow']) await look(operator, path);
}
