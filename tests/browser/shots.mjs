// A picture of each page at both sizes, light and dark, in one language: node shots.mjs FOLDER [LANGUAGE]. A sale is made
// first, so that carts, orders, parcels and money are there to be seen.
import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { act, checkOut, orders, send, take } from './buying.mjs';
import { open } from './market.mjs';
import { come } from './person.mjs';
import { everybody, keepers, members, operators, found } from './pages.mjs';

const [folder, language = 'en'] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const market = await open({ pictures: true });
const looks = [[390, 844], [1280, 900]].flatMap(([width, height]) => ['light', 'dark'].map((scheme) => ({ language, width, height, scheme })));
const named = (path) => path.replace(/(ord|pay|lst)_\w+/g, '$1').replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'home';

// Somebody who has done something, at each size and in each light.
async function pictures(who, paths, state) {
  for (const look of looks) {
    const person = await come(browser, market, { ...look, state });
    for (const path of paths) {
      await person.open(path);
      await person.page.screenshot({ path: `${folder}/${who}${named(path)}-${look.width}-${look.scheme}.png` });
    }
    await person.context.close();
  }
}
const signedIn = async (handle) => {
  const person = await come(browser, market, { language });
  await person.signIn(handle);
  return person;
};

const buyer = await come(browser, market, { language });
for (const shop of ['emalya', 'habi']) {
  await take(buyer, shop);
  await buyer.page.waitForLoadState('networkidle');
}
await checkOut(buyer);
const seller = await signedIn('emalya');
await seller.open('/studio');
const packing = await seller.page.locator('a[href^="/studio/orders/"]').first().getAttribute('href');
const order = packing.replace('/studio', '');
await pictures('buyer-paid-', [order], await buyer.context.storageState());
await pictures('seller-', ['/studio', packing], await seller.context.storageState());
await send(seller, order);
await act(seller, order, 'deliver');
await take(buyer, 'dahon');
await buyer.page.waitForLoadState('networkidle');
const kept = await buyer.context.storageState();
await pictures('buyer-', ['/cart', '/checkout', '/orders', order, `${order}/acts/confirm`, `${order}/invoice`, ...(await orders(buyer)).filter((one) => one !== order)], kept);
await act(buyer, order, 'confirm');
await pictures('buyer-done-', [order], kept);

await buyer.open('/');
await pictures('', [...everybody, ...await found(buyer.page)], undefined);
for (const [handle, paths] of [['mia', members], ['emalya', [...keepers, order]], ['lina', operators]]) {
  const person = await signedIn(handle);
  await pictures(`${handle}-`, paths, await person.context.storageState());
}
await market.close();
await browser.close();
