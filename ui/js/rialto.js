// The few things that HTML cannot do alone. Each is an addition: without this file every form posts and every link
// leads somewhere. It depends on nothing, runs deferred, listens on the document, and so needs no start after a swap.
(() => {
const doc = document, root = doc.documentElement;
const all = (what, within = doc) => within.querySelectorAll(what);
const ids = (text) => (text || '').split(' ').filter(Boolean);

// Trusted Types: the only policy of this site. HTML comes from our own server by fetch, is parsed without running
// anything, and no script is ever made from text.
const rules = {
createHTML: (text) => text,
createScript: () => '',
createScriptURL: (url) => { if (url !== '/sw.js') throw new TypeError(url); return url },
};
const policy = window.trustedTypes ? trustedTypes.createPolicy('rialto', rules) : rules;

// htmx, on the pages that load it, works through the same policy and evaluates nothing.
const refuse = function () { throw new Error('nothing is evaluated here') };
window.htmx?.registerExtension('rialto', { init: (api) => api.initSecurity(policy, refuse, refuse) });

// What changed is said once to those who do not see it. Waiting a moment lets the same words be said twice.
const say = (text) => {
const status = doc.getElementById('status');
if (!status || !text) return;
status.textContent = '';
setTimeout(() => { status.textContent = text }, 60);
};

// Regions: take the elements of these ids out of a page that was fetched and put them where the old ones are. Who
// types or has a sheet open there is not disturbed: false says that something was left for later. A form that was asked
// about itself says what it sent: whatever was typed since then stays, and so does the place of the caret.
const text = 'input:not([type=radio],[type=checkbox],[type=hidden]),textarea';
const swap = (html, names, sent) => {
const page = new DOMParser().parseFromString(policy.createHTML(html), 'text/html');
let whole = true;
for (const name of names) {
const old = doc.getElementById(name), fresh = page.getElementById(name);
if (!old || !fresh || old.isEqualNode(fresh)) continue;
const at = old.contains(doc.activeElement) ? doc.activeElement : null;
if (!sent && at?.matches(text + ',select') || old.querySelector('dialog[open]')) {
whole = false;
continue;
}
const opened = all('details', old), closed = all('details', fresh);
if (opened.length === closed.length) opened.forEach((each, nth) => { closed[nth].open = each.open });
for (const field of sent ? all(text, old) : []) {
const twin = fresh.querySelector(`[name="${CSS.escape(field.name)}"]`);
if (twin && field.value !== sent.get(field.name)) twin.value = field.value;
}
const path = at && (at.id ? '#' + CSS.escape(at.id) : at.matches(text + ',select') ? `[name="${CSS.escape(at.name)}"]` : at.name ? `[name="${CSS.escape(at.name)}"][value="${CSS.escape(at.value)}"]` : `${at.localName}[href="${CSS.escape(at.getAttribute('href') || '')}"]`);
const caret = at?.matches(text) && [at.selectionStart, at.selectionEnd];
old.replaceWith(doc.adoptNode(fresh));
wear(fresh);
if (at) (fresh.querySelector(path) || fresh.closest('[tabindex]') || doc.getElementById('main'))?.focus({ preventScroll: true });
if (caret && caret[0] !== null && doc.activeElement.matches(text)) doc.activeElement.setSelectionRange(...caret);
if (fresh.dataset.say !== old.dataset.say) say(fresh.dataset.say);
}
return whole;
};
// Nothing is taken away from under a finger: what comes waits until a press that has begun has ended on the button it
// began on. Whoever rests there for seconds presses no more, or let go where no page hears of it.
let pressed = 0;
const lifted = () => setTimeout(() => { pressed = 0 });
doc.addEventListener('pointerdown', (event) => { pressed = event.button ? 0 : Date.now() }, true);
doc.addEventListener('pointerup', lifted, true);
doc.addEventListener('pointercancel', lifted, true);
const free = async () => { while (pressed && Date.now() - pressed < 3e3) await new Promise((go) => setTimeout(go, 40)) };
const load = async (url, options) => {
const answer = await fetch(url, { credentials: 'same-origin', ...options, headers: { 'x-rialto': 'region', ...options?.headers } });
const at = new URL(answer.url);
// Who must sign in first has not done it yet.
if (!answer.ok || at.origin !== location.origin || at.pathname === '/sign-in') throw new Error(String(answer.status));
const html = await answer.text();
await free();
return html;
};

// Live: <div id=order data-live="/live/..." data-region="order"> hears of changes and fetches the page again. Nothing
// is missed: whoever was hidden, offline or cut off fetches when back.
const streams = new Map(), busy = new Map();
const refresh = (stream, wait = 120) => {
clearTimeout(stream.timer);
stream.timer = setTimeout(async () => {
try {
if (!swap(await load(location.href), stream.regions)) refresh(stream, 3000);
} catch { if (navigator.onLine) refresh(stream, 8000) }
}, wait);
};
const listen = (stream) => {
if (stream.source || doc.hidden) return;
const source = stream.source = new EventSource(stream.url);
source.onmessage = () => refresh(stream);
source.onerror = () => { stream.cut = true };
source.onopen = () => { if (stream.cut) refresh(stream); stream.cut = false };
};
const hang = (stream) => { stream.source?.close(); stream.source = null; stream.cut = true };
for (const each of all('[data-live]')) {
const url = each.dataset.live, regions = ids(each.dataset.region || each.id);
const stream = streams.get(url) || { url, regions: [] };
stream.regions.push(...regions);
streams.set(url, stream);
}
const tune = () => streams.forEach(doc.hidden ? hang : listen);
tune();
doc.addEventListener('visibilitychange', tune);
addEventListener('pagehide', () => streams.forEach(hang));
addEventListener('pageshow', (event) => {
for (const [button, words] of busy) { button.removeAttribute('aria-busy'); button.replaceChildren(...words) }
busy.clear();
for (const each of all('form[data-sent]')) delete each.dataset.sent;
if (event.persisted) { tune(); streams.forEach((stream) => refresh(stream)) }
});

// Offline is said in the page; what is on it stays readable.
const wire = () => { const note = doc.getElementById('offline'); if (note) note.hidden = navigator.onLine };
addEventListener('online', () => { wire(); streams.forEach((stream) => refresh(stream)) });
addEventListener('offline', wire);
wire();

// Marks change at once (save, follow, add to cart); the server's answer wins, and a failure is put back and said.
const flip = (mark) => {
const on = mark.getAttribute('aria-pressed') !== 'true';
mark.setAttribute('aria-pressed', on);
if (mark.name) mark.value = on ? '0' : '1';
const number = mark.querySelector('[data-n]');
if (number) { number.dataset.n = +number.dataset.n + (on ? 1 : -1); number.textContent = new Intl.NumberFormat(root.lang).format(number.dataset.n) }
const drawing = mark.querySelector('[data-fill] use');
drawing?.setAttribute('href', drawing.getAttribute('href').replace(/(-fill)?$/, on ? '-fill' : ''));
};

// What a mark said last waits in this tab until the market has answered: there may be no line, or the next page open by
// then. No answer is no refusal. What a mark says it says absolutely, so arriving twice is as once. It goes with its person.
const KEPT = 'rialto-later';
const kept = () => { try { return JSON.parse(sessionStorage.getItem(KEPT)) || {} } catch { return {} } };
const keep = (marks) => { try { sessionStorage.setItem(KEPT, JSON.stringify(marks)) } catch { /* it is sent once, now */ } };
// What it is about: where it posts and what it names, whatever it says of that and wherever it leads back.
const about = (action, body) => {
const thing = new URLSearchParams(body);
for (const other of ['on', 'back']) thing.delete(other);
return action + '?' + thing;
};
const later = (action, body) => keep({ ...kept(), [about(action, body)]: [action, String(body)] });
// What shows it, and what was refused: a region that comes later keeps saying so.
const MARK = '[data-optimistic] [name=on]', refused = new Set();
const sorry = (form) => { const words = form.querySelector('.said'); if (words) words.hidden = false };
// It was answered. A refusal is put back wherever it shows, unless something else was said of it since.
const answered = (action, body, no) => {
const marks = kept(), thing = about(action, body), last = marks[thing], on = new URLSearchParams(body).get('on');
if (last && last[1] !== String(body)) return;
delete marks[thing];
keep(marks);
if (!no) return;
refused.add(thing);
for (const mark of all(MARK)) {
if (about(mark.form.action, new FormData(mark.form)) !== thing) continue;
if (mark.value !== on) flip(mark);
sorry(mark.form);
}
};
// A page that came from the market does not know yet what waits: a mark that would say it once more does not show it.
const wear = (within) => {
const marks = kept();
for (const mark of all(MARK, within)) {
const thing = about(mark.form.action, new FormData(mark.form)), said = marks[thing];
if (said && new URLSearchParams(said[1]).get('on') === mark.value) flip(mark);
if (refused.has(thing)) sorry(mark.form);
}
};
// One delivery after the other: what the first brought does not wait any more when the second looks.
let trying, delivery = Promise.resolve();
const deliver = () => { delivery = delivery.then(send) };
const send = async () => {
clearTimeout(trying);
for (const [action, body] of Object.values(kept())) {
try {
await load(action, { method: 'POST', body: new URLSearchParams(body) });
answered(action, body);
} catch (why) {
if (why instanceof TypeError) { if (navigator.onLine) trying = setTimeout(deliver, 8e3); return }
answered(action, body, why);
}
}
};
addEventListener('online', deliver);
wear(doc);
if (navigator.onLine) deliver();
const optimistic = async (form, by) => {
const body = new URLSearchParams(new FormData(form, by)), { action } = form;
const mark = form.querySelector(MARK), count = form.hasAttribute('data-adds') && doc.querySelector('#cart-count .count');
const before = count && count.textContent, words = form.querySelector('.said');
if (mark) { flip(mark); later(action, body); refused.delete(about(action, body)) }
if (count) { count.hidden = false; count.textContent = new Intl.NumberFormat(root.lang).format(+count.dataset.n + +(body.get('quantity') || 1)) }
if (words) words.hidden = true;
try {
// It arrives also where the next page is opened at once.
const html = await load(action, { method: 'POST', body, keepalive: true });
if (mark) answered(action, body);
swap(html, ids(form.dataset.swap));
say(form.dataset.done);
} catch (why) {
if (mark && why instanceof TypeError) { deliver(); return }
if (mark) { answered(action, body, why); return }
if (count) { count.textContent = before; count.hidden = before === '0' }
sorry(form);
}
};
// A form whose answer is a sheet: its region comes into the dialog, which rises. Without the script it is a page.
const rise = async (form, by) => {
try {
swap(await load(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form, by)) }), ids(form.dataset.swap));
doc.getElementById(form.dataset.sheet).showModal();
} catch { form.submit() }
};
doc.addEventListener('submit', (event) => {
const form = event.target, by = event.submitter;
if (event.defaultPrevented) return;
if (form.matches('[data-optimistic]') && !by?.dataset.busy) { event.preventDefault(); optimistic(form, by); return }
if (form.dataset.sheet) { event.preventDefault(); rise(form, by); return }
if (form.action.endsWith('/sign-out')) keep({});
if (form.dataset.sent) { event.preventDefault(); return }
if (form.method === 'post') form.dataset.sent = 1;
// Money and seats are never optimistic: the button says what it is doing.
if (by?.dataset.busy) setTimeout(() => { busy.set(by, [...by.childNodes]); by.setAttribute('aria-busy', 'true'); by.replaceChildren(by.dataset.busy) });
});

// A choice that a total hangs on: the form is asked again and what hangs on it is swapped; what was typed comes back.
const look = async (form) => {
const sent = new FormData(form), body = new URLSearchParams(sent), asked = form.dataset.asked = String(Math.random());
body.set('step', 'look');
try {
const html = await load(form.action, { method: 'POST', body });
if (form.dataset.asked === asked && !form.dataset.sent) swap(html, ids(form.dataset.look), sent);
} catch { /* the button that updates is there */ }
};

// What this browser can do besides: its buttons are shown by the style sheet.
root.dataset.can = [navigator.clipboard && 'copy', navigator.share && 'share'].filter(Boolean).join(' ');

// A slider's number follows it.
doc.addEventListener('input', (event) => {
const said = event.target.type === 'range' && event.target.parentNode.querySelector('output');
if (said) said.textContent = event.target.value;
});

// One click: sheets open, steppers step, pictures and filters change their own region.
doc.addEventListener('click', async (event) => {
const at = (what) => event.target.closest?.(what);
const plain = !event.defaultPrevented && !event.button && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
const sheet = plain && at('[data-open]'), dialog = sheet && doc.getElementById(sheet.dataset.open);
if (dialog) { event.preventDefault(); dialog.showModal(); return }
if (event.target.matches?.('dialog.sheet') || at('dialog [data-close]')) { event.preventDefault(); at('dialog').close(); return }
const step = at('[data-step]'), field = step?.closest('.qty').querySelector('input');
if (field) { field[step.dataset.step < 0 ? 'stepDown' : 'stepUp'](); field.dispatchEvent(new Event('change', { bubbles: true })); return }
const copied = at('[data-copy]'), given = at('[data-share]');
if (copied) {
const field = doc.getElementById(copied.dataset.copy);
try { await navigator.clipboard.writeText(field.value); doc.getElementById(copied.dataset.copy + '-said').textContent = copied.dataset.done } catch { field.select() }
return;
}
// What was not passed on was not wanted.
if (given) { navigator.share({ title: given.dataset.title, url: given.dataset.share }).catch(() => {}); return }
const link = plain && at('a[data-swap]');
if (link) {
event.preventDefault();
try { swap(await load(link.href), ids(link.dataset.swap)); history.replaceState(null, '', link.href) } catch { location.href = link.href }
}
});
doc.addEventListener('change', (event) => {
const field = event.target, group = field.closest('.qty');
for (const step of group ? all('[data-step]', group) : []) step.disabled = +field.value === +(step.dataset.step < 0 ? field.min : field.max);
if (field.closest('form[data-auto]')) field.form.requestSubmit();
if (field.matches('select,[type=radio]') && field.form?.dataset.look) look(field.form);
if (field.matches('[data-upload] input')) preview(field);
});

// Words to go on with, while somebody types into a search: a list that the browser itself shows, reads out and walks by
// keys. Without it the form searches as it stands.
let typing;
doc.addEventListener('input', ({ target: field }) => {
if (field.type !== 'search') return;
clearTimeout(typing);
typing = setTimeout(async () => {
const words = field.value.trim();
let list = doc.getElementById('words');
if (!list) { list = doc.createElement('datalist'); list.id = 'words'; doc.body.append(list) }
field.setAttribute('list', 'words');
try {
const found = words ? JSON.parse(await load('/search/words?query=' + encodeURIComponent(words))).data : [];
if (field.value.trim() === words) list.replaceChildren(...found.map((name) => new Option(name)));
} catch { list.replaceChildren() }
}, 150);
});

// Uploads show what was chosen. A canvas, because a blob address would need a hole in the policy.
const preview = async (field) => {
const box = field.closest('[data-upload]'), place = doc.getElementById(box.dataset.upload);
const big = [...field.files].some((file) => file.size > +(box.dataset.max || Infinity));
const wrong = box.querySelector('.wrong');
if (wrong) wrong.hidden = !big;
if (big) { field.value = ''; return }
if (!place) return;
place.replaceChildren();
for (const file of field.files) {
try {
const drawn = await createImageBitmap(file), side = Math.min(drawn.width, drawn.height), canvas = doc.createElement('canvas');
canvas.width = canvas.height = 176;
canvas.setAttribute('role', 'img');
canvas.setAttribute('aria-label', file.name);
canvas.getContext('2d').drawImage(drawn, (drawn.width - side) / 2, (drawn.height - side) / 2, side, side, 0, 0, 176, 176);
place.append(canvas);
} catch { place.append(file.name) }
}
};
for (const name of ['dragenter', 'dragleave', 'drop']) doc.addEventListener(name, (event) => event.target.closest?.('[data-upload]')?.classList.toggle('over', name === 'dragenter'));

// Deadlines count down by the server's clock and never start again. Above an hour the written date is enough.
const skew = +(root.dataset.now || Date.now()) - Date.now();
const tick = () => {
for (const time of all('time[data-left]')) {
const left = Math.max(0, Math.floor((Date.parse(time.dateTime) - Date.now() - skew) / 1e3));
if (left < 3600) time.textContent = Math.floor(left / 60) + ':' + String(left % 60).padStart(2, '0');
if (!left && !time.dataset.over) { time.dataset.over = 1; streams.forEach((stream) => refresh(stream, 900)) }
}
};
tick();
setInterval(tick, 1e3);

// A toast leaves after its ten seconds, unless somebody is reading or reaching for it.
for (const toast of all('.toast[data-for]')) {
const leave = () => (toast.matches(':hover,:focus-within') ? setTimeout(leave, 2e3) : toast.remove());
setTimeout(leave, +toast.dataset.for * 1e3);
}

// Rows that scroll sideways show the one that is chosen; logs show the newest line.
for (const here of all('.seg [aria-current],.rail [aria-current]')) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 48;
for (const log of all('[role=log]')) log.scrollTop = log.scrollHeight;

// Deadlines are written in the reader's own time zone: the server learns it once.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !doc.cookie.includes('tz=' + zone)) doc.cookie = `tz=${zone};path=/;max-age=31536000;samesite=lax${location.protocol === 'https:' ? ';secure' : ''}`;

// The app's shell, kept for when there is no line.
if ('serviceWorker' in navigator && isSecureContext && root.hasAttribute('data-app')) navigator.serviceWorker.register(policy.createScriptURL('/sw.js')).catch(() => {});
})();
