import { photograph } from '../camera.mjs';
import { act, at, checkOut, orders, send, take } from '../buying.mjs';
import { holds, same } from '../person.mjs';

export const name = 'a buyer lets their picture be shown with their size; somebody else filters the pictures to their own; it is taken back and gone';

// How tall somebody says they are, and to whom.
async function says(person, height, to) {
  const { page } = person;
  await person.open('/settings/profile');
  await page.selectOption('[name=height]', height);
  await page.selectOption('[name=height_to]', to);
  await Promise.all([page.waitForLoadState('load'), page.locator('form[action="/settings/profile"] button').last().click()]);
  await page.waitForLoadState('load');
  same(await page.locator('[name=height]').inputValue(), height, 'the height is kept');
}

export async function walk(market, arrive) {
  const buyer = await arrive();
  const { page } = buyer;
  await buyer.signIn('yunwu');
  await says(buyer, '160_169', 'everyone');
  await buyer.look('what somebody says of themselves');
  await take(buyer, 'emalya');
  const thing = at(page);
  await checkOut(buyer);
  const [order] = await orders(buyer);
  const seller = await arrive();
  await seller.signIn('emalya');
  await send(seller, order);
  await act(seller, order, 'deliver');

  await buyer.open(order);
  await page.locator('a[href^="/compose?order="]').first().click();
  await page.waitForURL(/\/compose\?order=/);
  same(await page.locator('[name=on_product]').isChecked(), false, 'nobody ticked it before');
  await page.fill('[name=text]', 'As big as I hoped');
  await page.setInputFiles('[name=file]', await photograph(page));
  await page.fill('[name=new_alt]', 'A cup in a hand');
  await page.locator('[name=on_product]').check();
  await buyer.look('showing what was bought');
  await Promise.all([page.waitForURL(/\/posts\/pst_/), page.locator('.btn.go[value=publish]').click()]);
  const post = at(page);
  await buyer.look('a post that the product’s page shows');

  const other = await arrive();
  await other.signIn('mia');
  await says(other, '160_169', 'me');
  await other.open(thing);
  await other.look('a listing with buyers’ pictures');
  const mine = other.page.locator('a[href*="/pictures?height=160_169"]');
  holds(await mine.count() > 0, 'there is a way to pictures of people of one’s own height');
  await Promise.all([other.page.waitForURL(/pictures\?height=160_169/), mine.first().click()]);
  holds(await other.page.locator(`#pictures a[href="${post}"]`).count() === 1, 'the picture is there');
  await other.look('buyers’ pictures of my size');
  await other.open(`${thing}/pictures?height=180_up`);
  holds(await other.page.locator(`a[href="${post}"]`).count() === 0, 'and not at another height');
  await other.look('no pictures like that');

  await buyer.open(post);
  await buyer.send(`${post}/showing`);
  await other.open(`${thing}/pictures`);
  holds(await other.page.locator(`a[href="${post}"]`).count() === 0, 'taken back, it is gone');
}
