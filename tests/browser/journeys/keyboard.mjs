import { holds, same } from '../person.mjs';

export const name = 'the whole purchase by keyboard alone, and the focus is always seen';

// Presses Tab until the focus is on what the selector names, at most once round the page.
async function reach(page, selector) {
  for (let step = 0; step < 200; step += 1) {
    await page.keyboard.press('Tab');
    const on = await page.evaluate((wanted) => {
      const here = document.activeElement;
      if (!here || here === document.body) return { there: false };
      const box = here.getBoundingClientRect(), style = getComputedStyle(here);
      const drawn = [here, here.nextElementSibling, here.closest('label')].some((part) => {
        const look = part && getComputedStyle(part);
        return look && ((look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2) || look.boxShadow !== 'none');
      });
      const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && style.visibility !== 'hidden';
      return { there: here.matches(wanted), drawn, seen, html: here.outerHTML.slice(0, 120) };
    }, selector);
    if (on.html) holds(on.drawn, `the focus is not drawn on ${on.html}`);
    if (on.there) { holds(on.seen, `the focus is out of sight: ${on.html}`); return; }
  }
  throw new Error(`Tab never reaches ${selector} on ${page.url()}`);
}

// Presses Enter, which leads on.
async function on(page, what, where) {
  await page.keyboard.press('Enter');
  await page.waitForURL(where).catch(() => { throw new Error(`${what}: still on ${page.url()}`); });
}

export async function walk(market, arrive) {
  const buyer = await arrive();
  const { page } = buyer;
  await buyer.open('/shops/emalya');
  await page.keyboard.press('Tab');
  same(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main', 'the first stop leads past the masthead');
  await reach(page, 'main a[href^="/p/"]');
  await on(page, 'to a listing', /\/p\/lst_/);
  await reach(page, '#offer-form button[value=buy]');
  await on(page, 'to the checkout', (url) => url.pathname === '/checkout');
  const type = async (field, value) => { await reach(page, `#checkout [name="${field}"]`); await page.keyboard.type(value); };
  await type('recipient', 'Ana Reyes');
  await type('phone', '+63 917 555 0123');
  await reach(page, '#checkout [name=region]');
  // The list speaks the reader's language: go through it from its top until the capital's region is there.
  await page.keyboard.press('Home');
  for (let step = 0; step < 40 && await page.locator('#checkout [name=region]').inputValue() !== 'NCR'; step += 1) {
    await page.keyboard.press('ArrowDown');
  }
  same(await page.locator('#checkout [name=region]').inputValue(), 'NCR', 'the region is chosen');
  await page.waitForFunction(() => document.querySelector('[name=shown_to]')?.value.includes('NCR'));
  for (const [field, value] of [['city', 'Quezon City'], ['barangay', 'Bagumbayan'], ['street', '1 Katipunan Avenue'], ['postal_code', '1110']]) {
    await type(field, value);
  }
  await reach(page, '#checkout button[value=pay]');
  await on(page, 'to the gateway', (url) => url.origin !== market.url);
  await reach(page, 'button[value=pay]');
  await on(page, 'back from the gateway', (url) => url.origin === market.url);
  await buyer.open('/orders');
  await reach(page, 'main a[href^="/orders/ord_"]');
  await on(page, 'to the order', /\/orders\/ord_/);
  await buyer.look('the order that was bought by keyboard');
}
