// Somebody with a browser of their own. Whatever a page says to the console, and whatever breaks its policy, is a fault.
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { checklist } from './checklist.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

export async function come(browser, market, { language = 'en', width = 390, height = 844, scripts = true, scheme = 'light', calm = false, density = 1, workers = 'allow', state } = {}) {
  // axe is put in from outside the page; the policy of the page itself is watched all the same.
  const context = await browser.newContext({
    locale: language, viewport: { width, height }, deviceScaleFactor: density, colorScheme: scheme, javaScriptEnabled: scripts,
    storageState: state, serviceWorkers: workers, reducedMotion: calm ? 'reduce' : 'no-preference', hasTouch: width < 700,
  });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => {
    // What a browser says of an answer that a page expects (a form that was not taken), or of a line that the journey cut,
    // is no fault of the page.
    if (message.type() === 'error' && !/status of (4\d\d)|ERR_INTERNET_DISCONNECTED/.test(message.text())) faults.push(message.text());
  });
  // A transition between two pages that the browser leaves out, because the next page is somebody else's or was left at
  // once, is told as an error of the page that nobody can catch; nothing is lost but a fade.
  page.on('pageerror', (error) => { if (!/Transition was (aborted|skipped)/.test(error.message)) faults.push(String(error)); });
  page.on('dialog', (dialog) => { faults.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  const person = {
    page, context, language, market,
    async open(path) { return page.goto(market.url + path, { waitUntil: 'load' }); },
    // A whole look at the page that is open.
    async look(what) {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) {
        const beyond = await page.evaluate(() => [...document.querySelectorAll('main *, header *, footer *')]
          .filter((part) => part.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !part.closest('.rail, svg'))
          .map((part) => part.outerHTML.slice(0, 90)));
        faults.push(`${what}: ${wide} px wider than the window: ${beyond.slice(-3).join(' | ')}`);
      }
      const spoken = await page.evaluate(() => document.documentElement.lang);
      if (spoken !== language) faults.push(`${what}: speaks ${spoken}, not ${language}`);
      for (const fault of await page.evaluate(checklist)) faults.push(`${what}: ${fault}`);
      if (scripts) {
        await page.evaluate(axe);
        const found = await page.evaluate((rules) => axe.run(document, rules), RULES);
        for (const finding of found.violations) {
          faults.push(`${what}: ${finding.id}: ${finding.nodes.map((node) => node.html.slice(0, 160)).slice(0, 2).join(' | ')}`);
        }
      }
    },
    // The one form that leads there, its fields filled.
    async send(action, fields = {}, button = 'button:not([type=button])') {
      const form = page.locator(`form[action="${action}"]`).first();
      for (const [name, value] of Object.entries(fields)) await form.locator(`[name="${name}"]`).fill(value);
      await Promise.all([page.waitForLoadState('load'), form.locator(button).first().click()]);
      await page.waitForLoadState('load');
    },
    // Signs in to an account of the demo, which speaks English, and goes on in this person's language.
    async signIn(handle) {
      await person.open('/settings/language');
      await page.locator(`form[action="/settings/language"] input[value="${language}"]`).check();
      await person.send('/settings/language');
      await person.open('/sign-in');
      await person.send('/sign-in', { handle, password: market.accounts[handle] });
    },
    async leave() {
      await context.close();
      if (faults.length) throw new Error([...new Set(faults)].join('\n    '));
    },
  };
  return person;
}

export function same(is, wanted, what) {
  if (JSON.stringify(is) !== JSON.stringify(wanted)) throw new Error(`${what}: ${JSON.stringify(is)} and not ${JSON.stringify(wanted)}`);
}
export function holds(truth, what) {
  if (!truth) throw new Error(what);
}
