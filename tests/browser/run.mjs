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
// The walks know nothing of each other: each has a market of its own, and each of the two who walk a browser of theirs.
const TOGETHER = 2;
// Longer than the longest walk on a busy machine: one that waits for what never comes ends and says where it was.
const LONGEST = 10 * 60_000;
const walks = [];
for (const file of files) {
  const journey = await import(`./journeys/${file}`);
  for (const language of journey.languages ?? ['en', 'zh-Hans', 'fil']) walks.push({ file, journey, language, engine: 'sqlite' });
  if (journey.postgres && process.env.RIALTO_TEST_POSTGRES) walks.push({ file, journey, language: 'en', engine: 'postgres' });
}
let passed = 0, failed = 0;

async function walk(browser, { file, journey, language, engine }) {
  const market = await open({ ...journey.settings, engine, pictures: journey.pictures });
  const people = [];
  const arrive = async (how = {}) => {
    const person = await come(browser, how.market ?? market, { language, ...how });
    people.push(person);
    return person;
  };
  try {
    const late = new Promise((_, failed) => setTimeout(() => failed(new Error('it did not end')), LONGEST).unref());
    await Promise.race([journey.walk(market, arrive, language), late]);
    const faults = [];
    for (const person of people) await person.leave().catch((error) => faults.push(error.message));
    if (faults.length) throw new Error(faults.join('\n    '));
    passed += 1;
    console.log(`ok     ${engine.padEnd(8)} ${language.padEnd(7)} ${journey.name}`);
  } catch (error) {
    failed += 1;
    const said = [`FAILED ${engine.padEnd(8)} ${language.padEnd(7)} ${journey.name}\n    ${error.message}`];
    for (const { page } of people) {
      const shown = await page.locator('main').innerText({ timeout: 1000 }).catch(() => '');
      said.push(`    ${page.url().replace(market.url, '')}: ${shown.replace(/\s+/g, ' ').slice(0, 600)}`);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${file}-${language}.png`, fullPage: true }).catch(() => {});
    }
    console.log(said.join('\n'));
    for (const person of people) await person.context.close().catch(() => {});
  } finally {
    await market.close();
  }
}

await Promise.all(Array.from({ length: TOGETHER }, async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  while (walks.length) await walk(browser, walks.shift());
  await browser.close();
}));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
