import { holds, same } from '../person.mjs';

export const name = 'somebody makes an account, leaves, comes back, and gets in again by a recovery code';

const at = (person) => new URL(person.page.url()).pathname;

export async function walk(market, arrive) {
  const person = await arrive();
  await person.open('/me');
  await person.page.locator('a[href^="/sign-up"]').first().click();
  await person.send('/sign-up', { name: 'Ana', handle: 'ana_reyes', password: 'short' });
  same(at(person), '/sign-up', 'a short password is not taken');
  same(await person.page.locator('[name=password]').getAttribute('aria-invalid'), 'true', 'and its field says so');
  same(await person.page.locator('[name=handle]').inputValue(), 'ana_reyes', 'what was typed is still there');
  await person.look('a sign-up that was not taken');
  await person.send('/sign-up', { password: 'mangoes in the rain' });
  same(at(person), '/me', 'signed up');
  await person.open('/settings/security');
  await person.send('/settings/recovery-codes', { password: 'mangoes in the rain' });
  const codes = await person.page.locator('.codes code').allTextContents();
  same(codes.length, 10, 'ten codes');
  await person.open('/me');
  await person.send('/sign-out');
  await person.open('/settings');
  same(at(person), '/sign-in', 'who is signed out is asked to sign in');
  await person.send('/sign-in', { handle: 'ana_reyes', password: 'not the password' });
  holds(await person.page.locator('[role=alert]').count() === 1, 'a wrong password is said');
  await person.send('/sign-in', { handle: 'ana_reyes', password: 'mangoes in the rain' });
  same(at(person), '/settings', 'and led on to where they wanted');
  const other = await arrive();
  await other.open('/recover');
  await other.send('/recover', { handle: 'ana_reyes', code: codes[3], password: 'papayas in the sun' });
  await other.open('/settings/security');
  same(at(other), '/settings/security', 'a code lets them in');
  await person.open('/settings');
  same(at(person), '/sign-in', 'and ends every older session');
}
