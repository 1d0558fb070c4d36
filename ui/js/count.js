// What somebody looks at, on pages of those who agreed to have it counted: the page has this file only then. Told when
// the page goes out of sight, and lost without harm when it is not.
(() => {
const told = [], seen = new Set(), began = Date.now();
const id = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const place = { '/': 'feed', '/search': 'search' }[location.pathname] || (location.pathname.startsWith('/shops/') ? 'shop' : location.pathname.startsWith('/posts/') ? 'post' : location.pathname.startsWith('/p/') ? 'listing' : 'direct');
const tell = (name, item, more) => { if (told.length < 200) told.push({ id: id(), name, item, place, ...more }) };
const thing = (path) => path?.match(/^\/(?:p|posts)\/((?:lst|pst)_[0-9a-z]{26})$/)?.[1];
const here = thing(location.pathname);

// Half of a card in sight for a second.
const timers = new Map();
const watch = new IntersectionObserver((entries) => {
for (const { target, isIntersecting } of entries) {
clearTimeout(timers.get(target));
if (isIntersecting) timers.set(target, setTimeout(() => {
const item = thing(target.getAttribute('href'));
if (item && !seen.has(item)) { seen.add(item); tell('seen', item) }
watch.unobserve(target);
}, 1e3));
}
}, { threshold: 0.5 });
for (const link of document.querySelectorAll('main a[href^="/p/"],main a[href^="/posts/"]')) watch.observe(link);

document.addEventListener('toggle', (event) => { if (here && event.target.open && event.target.matches?.('details.docket')) tell('reasoned', here) }, true);

document.addEventListener('visibilitychange', () => {
if (!document.hidden) return;
const seconds = Math.round((Date.now() - began) / 1e3);
if (here && seconds > 0 && !seen.has('looked')) { seen.add('looked'); tell('looked', here, { value: Math.min(3600, seconds) }) }
if (told.length) navigator.sendBeacon('/signals', new Blob([JSON.stringify({ signals: told.splice(0) })], { type: 'application/json' }));
});
})();
