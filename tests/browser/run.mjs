// Walks every journey over a demo market of its own and ends with `N passed, N failed`. A word after the file's name walks
// only journeys whose file begins with it.
import { readdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { open } from './market.mjs';
import { come } from './person.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const only = process.argv[2] ?? '';
const files = (await readdir(new URL('journeys', import.meta.url))).filter((file) => file.startsWith(only)).sort();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
let passed = 0, failed = 0;
for (const file of files) {
  const journey = await import(`./journeys/${file}`);
  const walks = (journey.languages ?? ['en', 'zh-Hans', 'fil']).map((language) => ({ language, engine: 'sqlite' }));
  if (journey.postgres && process.env.RIALTO_TEST_POSTGRES) walks.push({ language: 'en', engine: 'postgres' });
  for (const { language, engine } of walks) {
    const market = await open({ ...journey.settings, engine, pictures: journey.pictures });
    const people = [];
    const arrive = async (how = {}) => {
      const person = await come(browser, how.market ?? market, { language, ...how });
      people.push(person);
      return person;
    };
    try {
      await journey.walk(market, arrive, language);
      const faults = [];
      for (const person of people) await person.leave().catch((error) => faults.push(error.message));
      if (faults.length) throw new Error(faults.join('\n    '));
      passed += 1;
      console.log(`ok     ${engine.padEnd(8)} ${language.padEnd(7)} ${journey.name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${engine.padEnd(8)} ${language.padEnd(7)} ${journey.name}\n    ${error.message}`);
      for (const { page } of people) {
        const shown = await page.locator('main').innerText({ timeout: 1000 }).catch(() => '');
        console.log(`    ${page.url().replace(market.url, '')}: ${shown.replace(/\s+/g, ' ').slice(0, 600)}`);
        if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${file}-${language}.png`, fullPage: true }).catch(() => {});
      }
      for (const person of people) await person.context.close().catch(() => {});
    } finally {
      await market.close();
    }
  }
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
