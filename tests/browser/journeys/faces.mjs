import { photograph } from '../camera.mjs';
import { holds, same } from '../person.mjs';

export const name = 'a picture beside a name: chosen from a phone, seen by others in a box that does not move, taken away again';
export const languages = ['en', 'fil'];

export async function walk(market, arrive) {
  const mia = await arrive();
  await mia.signIn('mia');
  const choose = async (person, path, form) => {
    await person.open(path);
    same(await person.page.locator('.upload').evaluate((tile) => getComputedStyle(tile).borderTopStyle), 'dashed', 'the tile is drawn');
    await person.page.setInputFiles(`form[action="${form}"] [name=file]`, await photograph(person.page));
    await person.page.locator('[data-upload] canvas').waitFor();
    await person.send(form);
    same(new URL(person.page.url()).pathname, path, 'and back');
    await person.look(`${path} with a picture`);
  };
  await choose(mia, '/settings/profile', '/settings/profile/face');
  const seller = await arrive({ width: 1280, height: 900 });
  await seller.signIn('emalya');
  await choose(seller, '/studio/emalya/settings', '/studio/emalya/face');

  // Whoever looks sees both, sharp and small, and nothing moves when they come.
  const other = await arrive({ scheme: 'dark' });
  for (const [path, shape] of [['/people/mia', '.face'], ['/shops/emalya', '.shop']]) {
    await other.page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => { for (const shift of list.getEntries()) window.shifted += shift.value; })
        .observe({ type: 'layout-shift', buffered: true });
    });
    await other.open(path);
    const face = other.page.locator(`main ${shape} img`).first();
    await other.page.waitForFunction((one) => document.querySelector(one)?.naturalWidth === 192, `main ${shape} img`);
    same(await face.getAttribute('alt'), '', 'the name beside it says whose it is');
    const bytes = (await (await fetch(new URL(await face.getAttribute('src'), market.url))).arrayBuffer()).byteLength;
    holds(bytes < 12_000, `${path}: a face of ${bytes} bytes`);
    same(await other.page.evaluate(() => window.shifted), 0, 'nothing moved');
    await other.look(path);
  }

  await mia.open('/settings/profile');
  await mia.send('/settings/profile/face/remove');
  await other.open('/people/mia');
  same(await other.page.locator('main .face img').count(), 0, 'the initial stands there again');
}
