// Switches push messages on in this browser: it asks the person, then its maker's service for an address, and a form sends
// that. Where the browser knows no push messages the page says so instead.

const form = document.querySelector('[data-push]');
const part = (name) => document.querySelector(`[data-push-${name}]`);

const bytes = (base64) => Uint8Array.from(
  atob(base64.replaceAll('-', '+').replaceAll('_', '/')),
  (letter) => letter.charCodeAt(0),
);
const isSame = (one, other) => one.length === other.length && one.every((byte, i) => byte === other[i]);
const worker = () => {
  const words = new URLSearchParams({ title: form.dataset.title, body: form.dataset.body, lang: document.documentElement.lang });
  return navigator.serviceWorker.register(`/push-worker.js?${words}`);
};
const subscribed = async (key) => {
  const registration = await worker();
  await navigator.serviceWorker.ready;
  const ours = bytes(key);
  const before = await registration.pushManager.getSubscription();
  if (before && isSame(ours, new Uint8Array(before.options.applicationServerKey))) return before;
  // an old permission may be bound to another key of this installation
  await before?.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: ours });
};
const show = (name) => {
  for (const one of ['denied', 'failed']) part(one).hidden = one !== name;
};

const switchOn = async (button) => {
  button.disabled = true;
  show('');
  try {
    if (await Notification.requestPermission() !== 'granted') {
      show('denied');
    } else {
      form.elements.address.value = (await subscribed(form.dataset.push)).endpoint;
      form.submit();
      return;
    }
  } catch {
    show('failed');
  }
  button.disabled = false;
};

// Which of the listed ones is the browser in hand.
const markThis = async () => {
  const registration = await navigator.serviceWorker.getRegistration('/');
  const address = (await registration?.pushManager.getSubscription())?.endpoint;
  for (const one of document.querySelectorAll('[data-address]')) {
    one.querySelector('[data-this]').hidden = one.dataset.address !== address;
  }
};

if ('serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    switchOn(event.submitter);
  });
  markThis();
} else {
  part('unknown').hidden = false;
}
