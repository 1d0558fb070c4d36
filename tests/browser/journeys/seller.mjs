import { holds, same } from '../person.mjs';

export const name = 'somebody opens a shop and puts something up for sale from a phone, with a picture from its camera';

const at = (person) => new URL(person.page.url()).pathname;

// A picture as a camera would give one, made in the page.
async function photograph(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1200, 900), pen = canvas.getContext('2d');
    pen.fillStyle = '#31706b'; pen.fillRect(0, 0, 1200, 900);
    pen.fillStyle = '#f3e6d0'; pen.beginPath(); pen.arc(600, 450, 300, 0, 7); pen.fill();
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())];
  });
  return { name: 'camera.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(bytes) };
}

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
  // Touches: picture, name, price, button. The rest may stay as it is.
  await page.setInputFiles('input[type=file]', await photograph(page));
  await page.fill('[name=title]', 'Succulent trio');
  await page.fill('[name=price]', 'six hundred');
  await page.locator('button[value=published]').click();
  await page.waitForLoadState('load');
  same(await page.locator('[name=price]').getAttribute('aria-invalid'), 'true', 'a price that is none is said at its field');
  await page.setInputFiles('input[type=file]', await photograph(page));
  await page.fill('[name=price]', '690');
  await page.fill('[name=alt]', 'Three succulents in a pot');
  await page.locator('button[value=published]').click();
  await page.waitForURL(/\/p\/lst_/);
  holds(await page.locator('main img[alt="Three succulents in a pot"]').count() > 0, 'the picture is on the page');
  await seller.look('the listing');
  await seller.open('/studio');
  await seller.look('the studio');
  const buyer = await arrive();
  await buyer.open('/search?query=succulent');
  same(await buyer.page.locator('main a[href^="/p/"]').count() > 0, true, 'others find it');
  await buyer.open('/studio/ligaya-s-greenhouse/listings');
  same(at(buyer), '/sign-in', 'and nobody else gets behind the counter');
}
