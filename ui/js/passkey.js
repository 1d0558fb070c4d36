// Passkeys: asking the browser to make one, or for what one signs. Without this file, or where there are no passkeys, the
// boxes stay hidden and the password beside them is the way. Nothing is sent but through the form that the box stands in.
(() => {
const doc = document;
const can = isSecureContext && window.PublicKeyCredential && window.AuthenticatorAttestationResponse?.prototype.getPublicKey;
if (!can) return;

// Base64url without padding, as the market writes and reads bytes.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const listed = (credentials) => credentials.map((id) => ({ type: 'public-key', id: bytes(id) }));
const TIME = 3e5;

const make = async (asked, box, form) => {
const typed = (name) => form.elements[name]?.value, name = box.dataset.handle || typed('handle');
const made = await navigator.credentials.create({ publicKey: {
challenge: bytes(asked.challenge), timeout: TIME, attestation: 'none',
rp: { id: asked.rp_id, name: box.dataset.market },
user: { id: bytes(asked.user), name, displayName: box.dataset.called || typed('name') || name },
pubKeyCredParams: asked.algorithms.map((alg) => ({ type: 'public-key', alg })),
excludeCredentials: listed(asked.credentials),
authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
} });
const said = made.response;
return {
id: text(made.rawId), client_data: text(said.clientDataJSON), authenticator_data: text(said.getAuthenticatorData()),
public_key: text(said.getPublicKey()), algorithm: said.getPublicKeyAlgorithm(),
};
};

const show = async (asked) => {
const shown = await navigator.credentials.get({ publicKey: {
challenge: bytes(asked.challenge), timeout: TIME, rpId: asked.rp_id, userVerification: 'required',
allowCredentials: listed(asked.credentials),
} });
const said = shown.response;
return {
id: text(shown.rawId), client_data: text(said.clientDataJSON), authenticator_data: text(said.authenticatorData),
signature: text(said.signature), user: text(said.userHandle || new ArrayBuffer(0)),
};
};

// A form of its own, so that the one on the page is as it was when somebody comes back to it.
const send = (form, to, passkey) => {
const own = doc.createElement('form'), fields = new FormData(form);
for (const password of form.querySelectorAll('[type=password]')) fields.delete(password.name);
fields.set('passkey', passkey);
own.method = 'post';
own.action = to;
own.hidden = true;
for (const [name, value] of fields) {
const field = doc.createElement('input');
Object.assign(field, { type: 'hidden', name, value });
own.append(field);
}
doc.body.append(own);
own.submit();
};

const start = async (button) => {
const box = button.closest('[data-passkey]'), form = box.closest('form'), purpose = box.dataset.passkey, makes = purpose === 'sign_up' || purpose === 'add', sorry = box.querySelector('.said');
// Who signs in need not say who they are; who makes one fills in everything but the password.
const needed = [...form.elements].filter((field) => field.type !== 'password');
if (makes && !needed.every((field) => field.reportValidity?.() ?? true)) return;
sorry.hidden = true;
button.disabled = true;
try {
const answer = await fetch('/passkeys/challenges', { method: 'POST', body: new URLSearchParams({ purpose }) });
if (!answer.ok) throw new Error(answer.statusText);
const asked = await answer.json();
send(form, box.dataset.to, JSON.stringify(await (makes ? make(asked, box, form) : show(asked))));
} catch {
sorry.hidden = false;
sorry.setAttribute('role', 'alert');
button.disabled = false;
button.focus();
}
};

for (const box of doc.querySelectorAll('[data-passkey]')) {
box.hidden = false;
// One green button a view: where a passkey is the first way, the password is the second.
if (box.querySelector('.go')) for (const other of box.closest('form').querySelectorAll('.go')) other.classList.toggle('go', box.contains(other));
}
doc.addEventListener('click', (event) => {
const button = event.target.closest?.('[data-passkey] button');
if (button) start(button);
});
// A page that comes back from the browser's memory is ready to be asked again.
addEventListener('pageshow', () => { for (const button of doc.querySelectorAll('[data-passkey] button')) button.disabled = false });
})();
