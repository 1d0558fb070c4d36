// Keeps the shell (styles, script, font, icons) and one page for when there is no line. It never keeps a page of
// anybody: those always come from the market.
const FILES = ['asset:rialto.css', 'asset:rialto.js', 'asset:rialto-old-style.woff2', 'asset:icons.svg', 'asset:favicon.svg'];
const OFFLINE = '/offline';
// The names of the files carry their hashes: a new shell has a new name, and the old one goes.
const SHELF = 'rialto ' + FILES.join(' ');

self.addEventListener('install', (event) => {
const fill = async () => {
const shelf = await caches.open(SHELF);
// Asked for as a stranger, so that nobody's name is ever on it.
await Promise.all([shelf.addAll(FILES), shelf.add(new Request(OFFLINE, { credentials: 'omit', cache: 'no-store' }))]);
await self.skipWaiting();
};
event.waitUntil(fill());
});

self.addEventListener('activate', (event) => {
const tidy = async () => {
const names = await caches.keys();
await Promise.all(names.filter((name) => name !== SHELF).map((name) => caches.delete(name)));
await self.clients.claim();
};
event.waitUntil(tidy());
});

self.addEventListener('fetch', (event) => {
const { request } = event, url = new URL(request.url);
if (request.method !== 'GET' || url.origin !== location.origin) return;
if (FILES.includes(url.pathname)) event.respondWith(caches.match(url.pathname).then((kept) => kept || fetch(request)));
else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
});
