import { call } from '../friends.mjs';
import { at } from '../buying.mjs';
import { holds, same } from '../person.mjs';

export const name = 'a friend\'s post and something for sale: a comment is answered while somebody looks on, a mark that was set without a line arrives once';

export async function walk(market, arrive) {
  const mia = await call(market, 'mia');
  const post = (await mia('POST', '/posts', { text: 'The kiln is open.', language: 'en' })).id;
  const path = `/posts/${post}/comments`;
  const author = await arrive();
  await author.signIn('mia');
  await author.open(path);
  const friend = await arrive({ width: 1280, height: 900 });
  await friend.signIn('emalya');
  await friend.open(path);
  await friend.look('nobody has said anything');
  await friend.send(path, { text: 'How hot?' });
  same(at(friend.page), path, 'and back');
  // Who looks on sees it come, and answers it.
  await author.page.locator('#comments li').first().waitFor();
  await author.look('a comment');
  await author.page.locator(`#comments a[href*="?to="]`).first().click();
  await author.page.waitForLoadState('load');
  await author.look('answering');
  await author.send(path, { text: '1,240 °C' });
  await friend.open(path);
  same(await friend.page.locator('#comments li li').count(), 1, 'the answer stands under it');
  await friend.look('a thread');
  await friend.page.locator('#comments a[href$="/removal"]').first().click();
  await friend.page.waitForLoadState('load');
  await friend.look('removing');

  // Without a line the mark stays set, and is sent once when there is one.
  const page = `/posts/${post}`;
  await friend.open(page);
  await friend.look('a post with what is said of it');
  const mark = friend.page.locator(`form[action="${page}/reactions/love"] button`);
  await friend.context.setOffline(true);
  await mark.click();
  same(await mark.getAttribute('aria-pressed'), 'true', 'set at once');
  same((await mia('GET', `/posts/${post}/reactions`)).reactions[1].count, 0, 'and not there yet');
  const arrived = friend.page.waitForResponse((answer) => answer.url().endsWith('/reactions/love'));
  await friend.context.setOffline(false);
  await arrived;
  same((await mia('GET', `/posts/${post}/reactions`)).reactions[1], { kind: 'love', count: 1, yours: false }, 'it arrived once');

  // The same of something that is for sale: said under it, answered by its shop, and a mark that was set without a line.
  const { id: listing } = (await mia('GET', '/products?query=tea&limit=1')).data[0];
  const sold = `/p/${listing}`;
  await author.open(sold);
  await author.send(`${sold}/comments`, { text: 'Is it bitter?' });
  same(at(author.page), `${sold}/comments`, 'and back');
  await author.look('what is said of something for sale');
  await friend.open(sold);
  await friend.look('something for sale with what is said of it');
  const liked = friend.page.locator(`form[action="${sold}/reactions/like"] button`);
  const likes = async () => (await mia('GET', `/products/${listing}/reactions`)).reactions[0];
  const answer = () => friend.page.waitForResponse((answer) => answer.url().endsWith('/reactions/like'));
  // What happens to the next one on its way. It stays in place: a route that is taken away loses what passes just then.
  let happens = null;
  await friend.page.route('**/reactions/like', async (sent) => {
    const now = happens;
    happens = null;
    await (now ? now(sent) : sent.continue());
  });
  // Here the browser hears that it failed only when there is a line again; what was live comes meanwhile.
  happens = async (sent) => {
    await friend.context.setOffline(false);
    await friend.page.waitForFunction(() => navigator.onLine);
    await sent.abort('internetdisconnected');
  };
  const heard = answer();
  await friend.context.setOffline(true);
  await liked.click();
  same(await liked.getAttribute('aria-pressed'), 'true', 'set at once');
  await heard;
  same(await liked.getAttribute('aria-pressed'), 'true', 'and it stays');
  same(await likes(), { kind: 'like', count: 1, yours: false }, 'it arrived once');

  // A browser that thinks it has a line and gets no answer tries again by itself.
  happens = (sent) => sent.abort('internetdisconnected');
  const again = answer();
  await liked.click();
  await again;
  same(await liked.getAttribute('aria-pressed'), 'false', 'taken back');
  same((await likes()).count, 0, 'and gone');

  // A refusal is an answer: the mark is put back, the page says so, and nothing is sent again.
  happens = (sent) => sent.fulfill({ status: 403, body: '' });
  await liked.click();
  await friend.page.locator(`form[action="${sold}/reactions/like"] .said`).waitFor({ state: 'visible' });
  same(await liked.getAttribute('aria-pressed'), 'false', 'put back');
  same(await friend.page.evaluate(() => sessionStorage.getItem('rialto-later')), '{}', 'nothing waits');
  same((await likes()).count, 0, 'nothing came');
}
