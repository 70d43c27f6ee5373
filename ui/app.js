import htmx from 'htmx.org';
import './letter.js';

htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;
// A form that comes back with what is wrong is shown as any other answer.
htmx.config.responseHandling = [
  { code: '204', swap: false },
  { code: '[23]..', swap: true },
  { code: '(409|422)', swap: true },
  { code: '[45]..', swap: false, error: true },
];

document.addEventListener('htmx:afterSwap', (event) => {
  event.detail.target.querySelector('[data-autofocus]')?.focus();
});

const announce = (text) => {
  const line = document.getElementById('announcement');
  if (line) line.textContent = text;
};
document.addEventListener('htmx:sendError', () => announce(document.body.dataset.offline));
document.addEventListener('htmx:responseError', (event) => {
  const { ended, failed } = document.body.dataset;
  announce(event.detail.xhr.status === 401 ? ended : failed);
});

// A position is asked for once its box is ticked, and by the browser then; without the box none is sent.
document.addEventListener('change', (event) => {
  const box = event.target.closest('[data-position]');
  if (!box) return;
  const put = (latitude, longitude) => {
    box.form.elements.latitude.value = latitude;
    box.form.elements.longitude.value = longitude;
  };
  put('', '');
  if (!box.checked) return;
  const none = () => announce(box.dataset.position);
  if (!navigator.geolocation) none();
  else navigator.geolocation.getCurrentPosition(({ coords }) => {
    if (box.checked) put(coords.latitude.toFixed(5), coords.longitude.toFixed(5));
  }, none);
});

// ---- keyboard: one letter each, by the key's place so that a Thai layout works too; off while typing

const typing = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '')
  || document.activeElement?.isContentEditable;
const rows = () => [...document.querySelectorAll('[data-rows] a[data-row]')];
const step = (by) => {
  const all = rows();
  if (all.length === 0) return;
  const at = all.indexOf(document.activeElement);
  all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))].focus();
};

document.addEventListener('keydown', (event) => {
  if (event.code === 'Escape' && typing()) {
    document.activeElement.blur();
    return;
  }
  if (document.body.dataset.keys === 'off' || event.ctrlKey || event.metaKey || event.altKey
    || event.isComposing || typing()) return;
  if (event.code === 'KeyJ') step(1);
  else if (event.code === 'KeyK') step(-1);
  else if (event.code === 'Slash') {
    const search = document.querySelector('[data-find]') ?? document.querySelector('[data-search]');
    if (!search) return;
    event.preventDefault();
    if (search.offsetParent === null) document.querySelector('.s-find-link')?.click();
    search.focus();
  } else {
    const target = document.querySelector(`[data-key="${event.code}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches('input, select, textarea')) target.focus();
    else target.click();
  }
});

// ---- files too large for the server: said before anything is sent, where nothing typed is lost

const isTooLarge = (form) => {
  const sizes = [...form.querySelectorAll('input[type=file]')].flatMap((input) => [...input.files]).map((file) => file.size);
  const bytes = form.matches('[data-one-by-one]') ? Math.max(0, ...sizes) : sizes.reduce((sum, size) => sum + size, 0);
  return bytes > Number(form.dataset.mostBytes);
};
const judgeFiles = (form) => {
  const words = form.querySelector('[data-too-large]');
  if (!words) return true;
  words.hidden = !isTooLarge(form);
  return words.hidden;
};
document.addEventListener('change', (event) => {
  if (event.target.matches('input[type=file]') && event.target.form) judgeFiles(event.target.form);
});

// ---- days: the browser's calendar beside the field; what stands in the field counts

const written = (day, { digits, era }) => {
  const [year, month, date] = day.split('-').map(Number);
  const text = `${date}/${month}/${year + (era === 'BUDDHIST' ? 543 : 0)}`;
  return digits === 'THAI' ? text.replace(/[0-9]/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[digit]) : text;
};
for (const field of document.querySelectorAll('input[data-day]')) {
  const calendar = Object.assign(document.createElement('input'), { type: 'date', tabIndex: -1, className: 's-calendar' });
  if (!calendar.showPicker) break;
  calendar.setAttribute('aria-hidden', 'true');
  calendar.addEventListener('change', () => {
    if (!calendar.value) return;
    field.value = written(calendar.value, field.dataset);
    field.focus();
  });
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 's-pick', textContent: '▾' });
  button.setAttribute('aria-label', `${field.dataset.day}: ${field.labels[0]?.textContent ?? ''}`);
  button.addEventListener('click', () => calendar.showPicker());
  field.after(button, calendar);
}

// ---- a file dropped on its form is sent at once

for (const form of document.querySelectorAll('form[data-drop]')) {
  const input = form.querySelector('input[type=file]');
  const over = (event) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    form.classList.add('s-drop--over');
  };
  form.addEventListener('dragenter', over);
  form.addEventListener('dragover', over);
  form.addEventListener('dragleave', (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove('s-drop--over');
  });
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    form.classList.remove('s-drop--over');
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

// ---- many files: one after the other, so that a hundred are no one large request; those not sent stay chosen

const sendOneByOne = async (form) => {
  const input = form.querySelector('input[type=file]');
  const words = form.querySelector('[data-sent]');
  const files = [...input.files];
  const left = new DataTransfer();
  files.forEach((file) => left.items.add(file));
  for (let i = 0; i < files.length; i++) {
    const counts = [i, files.length];
    words.textContent = words.dataset.words.replace(/#/g, () => counts.shift());
    const body = new FormData(form);
    body.delete(input.name);
    body.append(input.name, files[i]);
    body.append('quiet', 'true');
    const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(() => null);
    if (answer?.type !== 'opaqueredirect') {
      input.files = left.files;
      words.textContent = `${words.dataset.failed} ${files[i].name}`;
      return;
    }
    left.items.remove(0);
  }
  window.location.assign(form.action);
};

// ---- forms: what was typed survives a mistaken step back; one press sends once

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent === 'yes') {
    event.preventDefault();
    return;
  }
  if (!judgeFiles(form)) {
    event.preventDefault();
    form.querySelector('[data-too-large]').focus();
    return;
  }
  form.dataset.sent = 'yes';
  if (form.matches('[data-one-by-one]')) {
    event.preventDefault();
    sendOneByOne(form).finally(() => { delete form.dataset.sent; });
    return;
  }
  setTimeout(() => { delete form.dataset.sent; }, 5000);
  if (form.dataset.wait) announce(form.dataset.wait);
});
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-print]')) window.print();
  const copy = event.target.closest('[data-copy]');
  if (copy) navigator.clipboard?.writeText(copy.dataset.copy);
});

// a line that was found goes below what stands in a field
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-cite]');
  if (!button) return;
  const field = document.getElementById(button.dataset.into);
  field.value = `${field.value.trimEnd()}\n${button.dataset.cite}`.trimStart();
  field.dispatchEvent(new Event('input', { bubbles: true }));
  announce(button.dataset.cite);
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target.matches?.('[data-no-enter]')) event.preventDefault();
});

document.addEventListener('change', (event) => {
  if (event.target.matches('[data-submit-on-change]')) event.target.form.requestSubmit();
});
