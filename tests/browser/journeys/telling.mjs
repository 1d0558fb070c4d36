import { photograph } from '../camera.mjs';
import { holds, same } from '../person.mjs';

export const name = 'somebody tells of a thing with a point on a picture; a friend finds it and is two touches from the checkout; a block ends it';

const at = (person) => new URL(person.page.url()).pathname;

export async function walk(market, arrive) {
  const author = await arrive();
  const { page } = author;
  await author.signIn('mia');
  await author.open('/compose');
  await author.look('the empty composer');
  await page.fill('[name=text]', 'Three weeks by the window\n\nIt put out four babies.');
  await page.setInputFiles('[name=file]', await photograph(page));
  await page.fill('[name=new_alt]', 'A cup on a sill');
  await page.fill('[name=find]', 'tea');
  // Enter looks, and publishes nothing by accident; the picture and the words come along.
  await Promise.all([page.waitForNavigation(), page.press('[name=find]', 'Enter')]);
  same(at(author), '/compose', 'still writing');
  same(await page.locator('[name=alt]').inputValue(), 'A cup on a sill', 'the picture is there with its words');
  await Promise.all([page.waitForNavigation(), page.locator('button[value^="tag:"]').first().click()]);
  const box = await page.locator('[data-places]').boundingBox();
  await page.locator('[data-places]').click({ position: { x: box.width * 0.4, y: box.height * 0.6 } });
  const typed = await Promise.all(['tag_picture', 'tag_x', 'tag_y'].map((field) => page.locator(`[name=${field}]`).inputValue()));
  same(typed, ['1', '40', '60'], 'the tap says where it stands');
  await author.look('the full composer');
  await Promise.all([page.waitForURL(/\/posts\/pst_/), page.locator('.btn.go[value=publish]').click()]);
  const post = at(author);
  await author.look('a post of one’s own');

  await author.open('/circles');
  await author.look('no circle yet');
  await author.send('/circles', { name: 'Barkada' });
  holds(/^\/circles\/cir_/.test(at(author)), 'the circle is made');
  await author.look('a circle');

  const friend = await arrive();
  await friend.signIn('yunwu');
  await friend.open('/people/mia');
  const mark = friend.page.locator('form[action^="/follows/"] button');
  await mark.click();
  await friend.page.locator('form[action^="/follows/"] button[aria-pressed=true]').waitFor();
  await friend.look('a person');
  await friend.page.waitForLoadState('networkidle');
  await friend.open('/following');
  await friend.look('the Following feed');
  // One touch on the point, one on the button.
  await friend.page.locator('.spots a').first().click();
  await friend.page.waitForURL(/#tag-1$/);
  await friend.look('a friend’s post');
  await Promise.all([friend.page.waitForURL(/\/checkout/), friend.page.locator('#tag-1 button[value=buy]').click()]);
  holds(await friend.page.locator('form[action="/checkout"]').count() > 0, 'it can be paid');

  await friend.open('/people/mia');
  await Promise.all([friend.page.waitForNavigation(), friend.page.locator('form[action^="/blocks/"] button').click()]);
  await friend.look('somebody blocked');
  same((await friend.open(post)).status(), 404, 'the post is not there for whoever blocked its author');
  same((await author.open('/people/yunwu')).status(), 404, 'and neither is found by the other');
}
