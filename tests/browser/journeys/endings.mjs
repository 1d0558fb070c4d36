import { act, checkOut, orders, take, until } from '../buying.mjs';
import { holds, same } from '../person.mjs';

export const name = 'an order that the shop calls off is paid back, one that nobody pays ends by itself, and both say so';
export const postgres = true;

export async function walk(market, arrive) {
  const buyer = await arrive();
  await take(buyer, 'emalya');
  await buyer.page.waitForLoadState('networkidle');
  await checkOut(buyer);
  const [paid] = await orders(buyer);

  const seller = await arrive();
  await seller.signIn('emalya');
  await act(seller, paid, 'cancel');
  await seller.look('what the shop called off, as the shop sees it');
  await until(buyer, paid, 'the money is on its way back', (page) => page.locator('.timeline [data-event=cancel], .docket').count());
  await buyer.look('what the shop called off, as its buyer sees it');
  holds((await orders(buyer, 'done')).includes(paid), 'it is among those that are done');

  await take(buyer, 'habi');
  await buyer.page.waitForLoadState('networkidle');
  await checkOut(buyer, null);
  const [open] = await orders(buyer, 'needs_me');
  holds(open && open !== paid, 'the order waits to be paid');
  await buyer.look('an order that waits to be paid');
  await market.pass(3 * 60);
  await until(buyer, '/orders?show=done', 'the order has ended', (page) => page.locator(`main a[href="${open}"]`).count());
  await buyer.open(open);
  await buyer.look('an order that nobody paid');
  same(await buyer.page.locator('main form[action^="/payments/"]').count(), 0, 'and it is not to be paid any more');
}
