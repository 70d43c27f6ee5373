// Passkeys: a button asks the person's authenticator, puts the answer into its form and sends that.
// Where the browser knows no passkeys the buttons stay hidden, and passwords do.

const isKnown = 'parseRequestOptionsFromJSON' in (globalThis.PublicKeyCredential ?? {});

const challenge = async (path) => {
  const { content } = document.querySelector('meta[name=_csrf]');
  const answer = await fetch(path, { method: 'POST', body: new URLSearchParams({ _csrf: content }) });
  if (!answer.ok) throw new Error(answer.statusText);
  return PublicKeyCredential.parseRequestOptionsFromJSON(await answer.json());
};
const make = (options) => navigator.credentials.create({
  publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options)),
});
const ask = async ({ passkeyMake, passkeyFrom }) => (passkeyMake
  ? make(passkeyMake)
  : navigator.credentials.get({ publicKey: await challenge(passkeyFrom) }));

// The other fields are judged before the person is asked; the password may stay empty.
const isFilled = (form) => {
  const { password } = form.elements;
  if (!password) return form.reportValidity();
  password.required = false;
  const filled = form.reportValidity();
  password.required = true;
  return filled;
};
const send = (form, credential) => {
  const { passkey, password } = form.elements;
  passkey.value = JSON.stringify(credential);
  if (password) {
    password.value = '';
    password.required = false;
  }
  form.requestSubmit();
};

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-passkey-make], [data-passkey-from]');
  if (!button || !isFilled(button.form)) return;
  const problem = button.form.querySelector('[data-passkey-problem]');
  problem.hidden = true;
  button.disabled = true;
  try {
    send(button.form, await ask(button.dataset));
  } catch {
    problem.hidden = false;
  }
  button.disabled = false;
});

// An answer is good once: a step back must not send it instead of what is typed then.
window.addEventListener('pageshow', () => {
  for (const field of document.querySelectorAll('input[name=passkey]')) field.value = '';
  for (const field of document.querySelectorAll('form:has([name=passkey]) [name=password]')) field.required = true;
});

if (isKnown) {
  for (const part of document.querySelectorAll('[data-passkey]')) part.hidden = false;
  for (const part of document.querySelectorAll('[data-no-passkey]')) part.hidden = true;
}
