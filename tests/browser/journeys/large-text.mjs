import { everybody, members, found } from '../pages.mjs';
import { holds } from '../person.mjs';

export const name = 'twice as large a text hides nothing, and whoever wants no motion gets none';

export async function walk(market, arrive) {
  const person = await arrive({ calm: true });
  // As the setting of a browser for the size of text does it; a sheet that is built is no inline style.
  await person.context.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(':root { font-size: 200% !important }');
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    });
  });
  const look = async (path) => {
    await person.open(path);
    const size = await person.page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
    holds(size === 32, `${path}: the text is ${size} px`);
    await person.look(`${path} at 200 %`);
    const moving = await person.page.evaluate(() => document.getAnimations().filter((one) => one.playState === 'running').length);
    holds(moving === 0, `${path}: ${moving} motions for somebody who wants none`);
    // A word that is cut off is lost: nothing that holds text may be narrower than it without scrolling.
    const cut = await person.page.evaluate(() => [...document.querySelectorAll('h1, h2, button, a, label, p, b, small')].filter((part) => {
      const style = getComputedStyle(part);
      return style.overflow === 'hidden' && style.textOverflow !== 'ellipsis' && part.scrollWidth > part.clientWidth + 1 && !part.closest('.vh');
    }).map((part) => part.outerHTML.slice(0, 100)));
    holds(cut.length === 0, `${path}: cut off: ${cut.slice(0, 3).join(' | ')}`);
  };
  await person.open('/');
  for (const path of [...everybody, ...await found(person.page)]) await look(path);
  await person.signIn('mia');
  for (const path of members) await look(path);
}
