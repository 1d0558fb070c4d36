import { act, at, checkOut, orders, send, take, until } from '../buying.mjs';
import { holds, same } from '../person.mjs';

export const name = 'an empty browser, a passkey, two shops in one checkout, parcels, a content buyer, and the shop has its money sent';
export const postgres = true;

const DAY = 24 * 60;

export async function walk(market, arrive) {
  // Passkeys belong to a name, which a number has none of.
  const named = { url: market.url.replace('127.0.0.1', 'localhost'), accounts: market.accounts };
  const buyer = await arrive({ market: named });
  const { page } = buyer;
  const keys = await buyer.context.newCDPSession(page);
  await keys.send('WebAuthn.enable');
  await keys.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true,
  } });
  await buyer.open('/sign-up');
  await page.locator('[name=name]').fill('Ana');
  await page.locator('[name=handle]').fill('ana_reyes');
  await Promise.all([page.waitForURL(/\/welcome/), page.locator('[data-passkey=sign_up] button').click()]);
  for (const [shop, count] of [['emalya', '1'], ['habi', '2']]) {
    await take(buyer, shop);
    await page.waitForFunction((wanted) => document.querySelector('#cart-count .count')?.textContent === wanted, count);
  }
  await checkOut(buyer);
  const bought = await orders(buyer);
  same(bought.length, 2, 'one order a shop');

  // The shop says first where its money goes: a new place may be used a while later.
  const seller = await arrive();
  await seller.signIn('emalya');
  await seller.open('/studio/emalya/money/destination');
  await seller.send('/studio/emalya/money/destination', { destination: '0917 555 0123', password: market.accounts.emalya });
  same(at(seller.page), '/studio/emalya/money', 'where it goes is known');
  const other = await arrive();
  await other.signIn('habi');
  for (const keeper of [seller, other]) {
    await keeper.open('/studio');
    const order = (await keeper.page.locator('a[href^="/studio/orders/"]').first().getAttribute('href')).replace('/studio', '');
    holds(bought.includes(order), 'it is one of the two');
    await send(keeper, order);
    await act(keeper, order, 'deliver');
    await act(buyer, order, 'confirm');
  }
  await seller.open('/studio/emalya/money');
  await seller.look('the money of a shop while its share waits');
  await seller.open('/studio/emalya/money/payout');
  await seller.look('nothing can be sent yet');

  await market.pass(4 * DAY);
  const free = () => seller.page.locator('[name=amount]').inputValue().then(Number);
  await until(seller, '/studio/emalya/money/payout', 'the shop’s share is its own', async () => await seller.page.locator('[name=amount]').count() && await free() > 0);
  await seller.look('having money sent');
  await seller.send('/studio/emalya/money/payout');
  const payout = (open) => seller.page.locator(`li[data-region]${open ? '[data-live]' : ':not([data-live])'}`).count();
  await until(seller, '/studio/emalya/money', 'the payout has arrived', async () => await payout(true) === 0 && await payout(false) === 1);
  await seller.look('the money of a shop that has had it sent');
  await seller.open('/studio/emalya/money/statement');
  await seller.look('a statement that adds up');
}
