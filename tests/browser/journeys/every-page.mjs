import { everybody, keepers, members, operators, found } from '../pages.mjs';

export const name = 'every page is sound at 320, 390 and 1280, light and dark';

// One language sees every window in both lights; what another can break is lines too long for the narrowest and the widest.
const ALL = [[320, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark']];
const OUTER = [[320, 'light'], [1280, 'dark']];

export async function walk(market, arrive, language) {
  for (const [width, scheme] of language === 'en' ? ALL : OUTER) {
    const person = await arrive({ width, scheme, calm: true });
    await person.open('/');
    const things = await found(person.page);
    const paths = [...everybody, ...things, `${things[0].split('?')[0]}/pictures`];
    for (const path of paths) {
      await person.open(path);
      await person.look(`${path} at ${width} ${scheme}`);
    }
    await person.signIn('mia');
    for (const path of members) {
      await person.open(path);
      await person.look(`${path} of a member at ${width} ${scheme}`);
    }
    for (const [who, rooms] of [['emalya', keepers], ['lina', operators]]) {
      const other = await arrive({ width, scheme, calm: true });
      await other.signIn(who);
      for (const path of rooms) {
        await other.open(path);
        await other.look(`${path} of ${who} at ${width} ${scheme}`);
      }
    }
  }
}
