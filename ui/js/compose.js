// The composer: a tap on a picture says where something stands on it. Without this file the two numbers are typed.
(() => {
const doc = document;
const fields = (tag) => ['tag_picture', 'tag_x', 'tag_y'].map((name) => tag.querySelector(`[name="${name}"]`));
// The one that was touched last, else the first without a place, else the last.
let last;
doc.addEventListener('focusin', (event) => { last = event.target.closest?.('[data-tag]') || last });
doc.addEventListener('click', (event) => {
const picture = event.target.closest?.('[data-places]');
if (!picture) return;
const tags = [...doc.querySelectorAll('[data-tag]')];
const tag = doc.contains(last) && last || tags.find((one) => !fields(one)[1].value) || tags.at(-1);
if (!tag) return;
const box = picture.getBoundingClientRect(), [on, x, y] = fields(tag);
const hundredths = (at, start, size) => String(Math.min(100, Math.max(0, Math.round((at - start) / size * 100))));
on.value = picture.dataset.places;
x.value = hundredths(event.clientX, box.left, box.width);
y.value = hundredths(event.clientY, box.top, box.height);
// The next tap is for the next one.
last = undefined;
doc.querySelector('#status').textContent = `${tag.querySelector('legend').textContent}: ${x.value}, ${y.value}`;
});
})();
