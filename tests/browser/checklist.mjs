// What a machine can judge of the checklist that every built screen is held to. Runs inside the page; answers with
// what does not hold, in words.
export function checklist() {
  const faults = [];
  const shown = (part) => part.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && part.getClientRects().length > 0;
  const named = (part) => part.outerHTML.replace(/\s+/g, ' ').slice(0, 110);

  const titles = [...document.querySelectorAll('h1')].filter(shown);
  if (titles.length !== 1) faults.push(`${titles.length} first headings`);

  // Behind a sheet nothing can be pressed.
  const view = document.querySelector('dialog:modal') ?? document;
  const acts = [...view.querySelectorAll('.btn.go')].filter(shown);
  if (acts.length > 1) faults.push(`${acts.length} primary buttons: ${acts.map((act) => act.textContent.trim()).join(', ')}`);

  const styled = document.querySelectorAll('[style]');
  if (styled.length) faults.push(`a style of its own: ${named(styled[0])}`);

  const first = document.querySelector('a[href], button, input:not([type=hidden]), select, textarea');
  if (!first?.matches('a[href="#main"], a[href^="#"]')) faults.push(`the first stop is no skip link: ${first && named(first)}`);

  for (const picture of document.querySelectorAll('main img')) {
    if (!picture.hasAttribute('alt')) faults.push(`no words for ${named(picture)}`);
    if (!picture.hasAttribute('width') || !picture.hasAttribute('height')) faults.push(`no fixed box for ${named(picture)}`);
  }

  // A finger needs 44 pixels; a link within a sentence 24, which its line gives it.
  const small = (part, least) => {
    const box = part.getBoundingClientRect();
    return Math.min(box.width, box.height) < least - 0.5;
  };
  const large = '.btn, .icon, .chip, .tabs a, .seg a, summary, select, textarea, input:not([type=hidden],[type=checkbox],[type=radio],[type=range])';
  for (const part of document.querySelectorAll(large)) {
    if (!shown(part) || part.matches('.visually-hidden, .skip') || part.closest('.visually-hidden')) continue;
    if (small(part, part.matches('.sm, .chip, .seg a, summary') ? 36 : 44) && !part.labels?.length) faults.push(`too small for a finger: ${named(part)}`);
  }
  for (const box of document.querySelectorAll('input[type=checkbox], input[type=radio]')) {
    if (!shown(box)) continue;
    if (!box.labels?.length || [...box.labels].every((label) => small(label, 24))) faults.push(`too small for a finger: ${named(box)}`);
  }

  const own = document.body.cloneNode(true);
  own.querySelectorAll('[translate=no], script, svg').forEach((part) => part.remove());
  const odd = own.textContent.match(/[—！!]|\p{Extended_Pictographic}/u);
  if (odd && !/[©®™]/.test(odd[0])) faults.push(`${odd[0]} in interface text: …${own.textContent.slice(Math.max(0, odd.index - 40), odd.index + 20).replace(/\s+/g, ' ')}…`);
  return faults;
}
