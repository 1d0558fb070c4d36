import { holds, same } from '../person.mjs';

export const name = 'somebody signs up with a passkey, signs in with it, adds another, and keeps one way in';

// Passkeys belong to a name, which a number has none of.
const named = (market) => market.url.replace('127.0.0.1', 'localhost');

export async function walk(market, arrive) {
  const person = await arrive();
  const { page } = person;
  const at = () => new URL(page.url()).pathname;
  const open = (path) => page.goto(named(market) + path, { waitUntil: 'load' });
  const press = async (box) => { await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator(`${box} button`).click()]); };
  const keys = await person.context.newCDPSession(page);
  await keys.send('WebAuthn.enable');
  const device = () => keys.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true,
  } });
  const phone = await device();

  await open('/sign-up');
  await person.look('signing up with a passkey or a password');
  same(await page.locator('.go').count(), 1, 'one green button');
  await page.locator('[data-passkey=sign_up] button').click();
  same(at(), '/sign-up', 'without a name and a handle nothing is asked');
  await page.locator('[name=name]').fill('Ana');
  await page.locator('[name=handle]').fill('ana_reyes');
  await press('[data-passkey=sign_up]');
  same(at(), '/welcome', 'signed up without a password');

  await open('/me');
  await person.send('/sign-out');
  await open('/settings');
  same(at(), '/sign-in', 'signed out');
  await person.look('signing in with a passkey or a password');
  await press('[data-passkey=sign_in]');
  same(at(), '/settings', 'signed in by the passkey alone, and led on');

  await open('/settings/security');
  await person.look('passkeys of an account without a password');
  holds(await page.locator('form[action="/settings/password"] [name=current]').count() === 0, 'there is no password to ask for');
  const rows = page.locator('#passkeys li');
  same(await rows.count(), 1, 'one passkey');
  await person.send(await rows.locator('form[action$="/remove"]').getAttribute('action'));
  same(await page.locator('[role=alert]:visible').count(), 1, 'the last way in stays, and it is said');
  same(await page.locator('#passkeys li').count(), 1, 'one passkey still');

  // Another device: the first one would say that it has a passkey for this account already.
  await keys.send('WebAuthn.removeVirtualAuthenticator', phone);
  await device();
  await page.locator('form[action="/settings/passkeys"] [name=name]').fill('Blue key');
  await press('[data-passkey=add]');
  same(await page.locator('#passkeys li').count(), 2, 'two passkeys');
  holds((await page.locator('#passkeys li b').allTextContents()).includes('Blue key'), 'the second by its name');
  await person.look('two passkeys');
  const first = page.locator('#passkeys li').filter({ hasNotText: 'Blue key' });
  await person.send(await first.locator('form[action$="/remove"]').getAttribute('action'));
  same(await page.locator('#passkeys li b').allTextContents(), ['Blue key'], 'the lost one is gone');

  await open('/me');
  await person.send('/sign-out');
  await open('/sign-in');
  await press('[data-passkey=sign_in]');
  same(at(), '/', 'the second signs in as well');

  // Somebody who says no to the device is told, and nothing has happened.
  await open('/me');
  await person.send('/sign-out');
  await open('/sign-in');
  await keys.send('WebAuthn.disable');
  await page.evaluate(() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')); });
  await page.locator('[data-passkey=sign_in] button').click();
  await page.locator('[data-passkey=sign_in] .said').waitFor({ state: 'visible' });
  same(at(), '/sign-in', 'and still here');
}
