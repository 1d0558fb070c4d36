// A picture of each page at both sizes, light and dark, in one language: node shots.mjs FOLDER [LANGUAGE].
import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { open } from './market.mjs';
import { come } from './person.mjs';
import { everybody, keepers, members, operators, found } from './pages.mjs';

const [folder, language = 'en'] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const market = await open({ pictures: true });
const named = (path) => path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'home';
for (const [width, height] of [[390, 844], [1280, 900]]) {
  for (const scheme of ['light', 'dark']) {
    const person = await come(browser, market, { language, width, height, scheme });
    const take = async (path, who, by = person) => {
      await by.open(path);
      await by.page.screenshot({ path: `${folder}/${who}${named(path)}-${width}-${scheme}.png` });
    };
    await person.open('/');
    for (const path of [...everybody, ...await found(person.page)]) await take(path, '');
    await person.signIn('mia');
    for (const path of members) await take(path, 'member-');
    await person.context.close();
    for (const [who, rooms] of [['emalya', keepers], ['lina', operators]]) {
      const other = await come(browser, market, { language, width, height, scheme });
      await other.signIn(who);
      for (const path of rooms) await take(path, `${who}-`, other);
      await other.context.close();
    }
  }
}
await market.close();
await browser.close();
