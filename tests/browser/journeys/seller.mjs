import { photograph } from '../camera.mjs';
import { holds, same } from '../person.mjs';

export const name = 'somebody opens a shop and puts something up for sale from a phone, with a picture from its camera';

const at = (person) => new URL(person.page.url()).pathname;

const MOST_TOUCHES = 12;

export async function walk(market, arrive) {
  const seller = await arrive();
  const { page } = seller;
  await seller.open('/sign-up?next=%2Fsell');
  await seller.send('/sign-up', { name: 'Ligaya', handle: 'ligaya', password: 'mangoes in the rain' });
  same(at(seller), '/sell', 'led on to opening a shop');
  await seller.look('opening a shop');
  await seller.send('/sell', { name: 'Ligaya’s Greenhouse' });
  same(at(seller), '/studio/ligaya-s-greenhouse/listings/new', 'the shop is open');
  await seller.look('adding a listing');
  // A price that is none is said at its field, and nothing else is lost.
  await page.fill('[name=title]', 'Succulent trio');
  await page.fill('[name=price]', 'six hundred');
  await page.locator('button[value=published]').click();
  await page.waitForLoadState('load');
  same(await page.locator('[name=price]').getAttribute('aria-invalid'), 'true', 'a price that is none is said at its field');
  same(await page.locator('[name=title]').inputValue(), 'Succulent trio', 'what was typed is still there');

  // From the counter to the listing, each touch counted; letters are typed on the keyboard that a field brings.
  await seller.open('/studio');
  let touches = 0;
  const touch = async (what) => { touches += 1; await page.locator(what).filter({ visible: true }).first().tap(); };
  await touch('a[href$="/listings/new"]');
  await page.waitForURL(/listings\/new$/);
  const camera = page.waitForEvent('filechooser');
  await touch('label:has(input[type=file])');
  touches += 2; // the shutter, and that the picture is good
  await (await camera).setFiles(await photograph(page));
  const write = async (field, text) => { await touch(`[name=${field}]`); await page.keyboard.type(text); };
  await write('alt', 'Three succulents in a pot');
  await write('title', 'Succulent trio');
  await write('price', '690');
  await touch('button[value=published]');
  await page.waitForURL(/\/p\/lst_/);
  holds(touches <= MOST_TOUCHES, `${touches} touches`);
  holds(await page.locator('main img[alt="Three succulents in a pot"]').count() > 0, 'the picture is on the page');
  await seller.look('the listing');
  await seller.open('/studio');
  await seller.look('the studio');
  const buyer = await arrive();
  // The index hears of it within two seconds.
  const seen = async () => {
    await buyer.open('/search?query=succulent');
    return await buyer.page.locator('main a[href^="/p/"]').count() > 0;
  };
  let found = await seen();
  for (let again = 0; !found && again < 40; again += 1) found = await seen();
  same(found, true, 'others find it');
  await buyer.open('/studio/ligaya-s-greenhouse/listings');
  same(at(buyer), '/sign-in', 'and nobody else gets behind the counter');
}
