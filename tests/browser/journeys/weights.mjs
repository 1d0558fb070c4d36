import { found } from '../pages.mjs';
import { holds } from '../person.mjs';

export const name = 'the first load is light, and nothing moves once it is there';
export const languages = ['en', 'zh-Hans'];
export const pictures = true;

const KB = 1000;

export async function walk(market, arrive) {
  const guide = await arrive();
  await guide.open('/');
  for (const path of ['/', ...await found(guide.page)]) {
    // A browser that has never been here, on the densest glass that phones have: it asks for the largest pictures.
    const person = await arrive({ density: 3 });
    const { page } = person;
    const network = await person.context.newCDPSession(page);
    await network.send('Network.enable');
    const kinds = new Map(), bytes = { page: 0, picture: 0 };
    network.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      bytes[kinds.get(requestId) === 'Image' ? 'picture' : 'page'] += encodedDataLength;
    });
    await page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => { for (const shift of list.getEntries()) window.shifted += shift.value; })
        .observe({ type: 'layout-shift', buffered: true });
    });
    await person.open(path);
    await page.waitForLoadState('networkidle');
    const moved = await page.evaluate(() => new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(() => told(window.shifted)))));
    console.log(`       ${path.replace(/_.*/, '')}: ${(bytes.page / KB).toFixed(1)} kB of page, ${(bytes.picture / KB).toFixed(1)} kB of pictures, moved ${moved}`);
    holds(bytes.page <= 120 * KB, `${path}: ${bytes.page} bytes without pictures`);
    holds(bytes.picture <= 300 * KB, `${path}: ${bytes.picture} bytes of pictures before anybody scrolled`);
    holds(moved === 0, `${path}: what was there moved by ${moved}`);
    holds(bytes.picture > 0, `${path}: pictures are weighed, not their absence`);
    await person.look(path);
  }
}
