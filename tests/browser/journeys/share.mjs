import { at } from '../buying.mjs';
import { holds, same } from '../person.mjs';

export const name = 'a thing is handed on: its sheet rises, its short link opens in the friend\'s own language, with that language\'s card';

const CARDS = { en: ['en_US', 'en'], 'zh-Hans': ['zh_CN', 'zh-Hans'], fil: ['tl_PH', 'fil'] };

export async function walk(market, arrive) {
  const person = await arrive();
  const { page, context } = person;
  await person.open('/');
  const path = await page.locator('main a[href^="/p/"]').first().getAttribute('href');
  await person.open(path);
  const opens = page.locator('form[action="/share"] button');
  await opens.click();
  const sheet = page.locator('dialog#share-sheet[open]');
  await sheet.locator('#share-link').waitFor();
  same(at(page), path, 'with the script it rises over the page');
  await person.look('the sheet that shares');
  const link = await sheet.locator('#share-link').inputValue();
  holds(/\/s\/[0-9a-hjkmnp-tv-z]{10}$/.test(link), `a short link: ${link}`);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await sheet.locator('[data-copy]').click();
  await page.waitForFunction(() => document.getElementById('share-link-said').textContent);
  same(await page.evaluate(() => navigator.clipboard.readText()), link, 'what was copied');
  holds(await sheet.locator('svg[role=img] path').count() === 2, 'a code to scan');
  await page.keyboard.press('Escape');
  same(await page.evaluate(() => document.activeElement.closest('form')?.getAttribute('action')), '/share', 'focus returns');

  // The same without a script is a page of its own.
  const plain = await arrive({ scripts: false });
  await plain.open(path);
  await plain.send('/share');
  holds(at(plain.page).startsWith('/share/'), 'a page at its own address');
  same(await plain.page.locator('#share-link').inputValue(), link, 'one link a thing');
  holds(!await plain.page.locator('[data-copy]').isVisible(), 'no button that could do nothing');
  const sheetPath = at(plain.page);
  for (const [width, scheme] of [[320, 'light'], [1280, 'dark']]) {
    const looking = await arrive({ width, scheme, calm: true });
    await looking.open(sheetPath);
    await looking.look(`sharing at ${width} ${scheme}`);
  }

  for (const [language, [locale, lang]] of Object.entries(CARDS)) {
    const friend = await arrive({ language });
    await friend.open(new URL(link).pathname);
    same(at(friend.page), path, 'it leads to the thing');
    const says = (property) => friend.page.locator(`meta[property="${property}"]`).first().getAttribute('content');
    same([await says('og:locale'), await friend.page.evaluate(() => document.documentElement.lang)], [locale, lang], 'the friend\'s language');
    holds((await says('og:title')).includes('₱'), 'with its price');
    same(await friend.page.locator('meta[property="og:locale:alternate"]').count(), 2, 'and names the others');
  }
}
