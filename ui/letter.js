// The text of a letter: marks that anybody can type (bold, items, tables), set by keys and buttons, and made of what is pasted.

const spaced = (text) => text.replace(/\s+/g, ' ');
const weightOf = (element) => element.dataset.style?.match(/font-weight:\s*(\w+)/)?.[1];
const isBold = (element) => {
  const weight = weightOf(element);
  if (weight) return weight === 'bold' || Number(weight) >= 600;
  return /^(B|STRONG|TH)$/.test(element.tagName);
};
const BLOCK = /^(P|DIV|H[1-6]|UL|OL|BLOCKQUOTE|PRE|SECTION|ARTICLE|HEADER|FOOTER|DL|DT|DD)$/;
const bold = (text) => text.replace(/^(\s*)(.*?)(\s*)$/s, (all, before, words, after) => (words ? `${before}**${words}**${after}` : all));

const GAP = '\u0001';

// What a page or a word processor copied, as lines; fonts, colours and sizes stay behind.
export const linesOf = (html) => {
  // the page's policy forbids styles, here too: only what they say of bold letters is read
  const unstyled = html.replace(/<style[^]*?<\/style>/gi, '').replace(/\sstyle\s*=/gi, ' data-style=');
  const { body } = new DOMParser().parseFromString(unstyled, 'text/html');
  for (const unseen of body.querySelectorAll('style, script, template, noscript, meta, link, title')) unseen.remove();
  const lines = [''];
  // what follows an item's number is on its line
  const end = () => { if (!/^\s*([0-9]+\. |- |)$/.test(lines.at(-1))) lines.push(''); };
  const wordsOf = (cell) => {
    for (const piece of cell.querySelectorAll('p, div, li, br')) piece.before(' ');
    return spaced(cell.textContent).trim();
  };
  const row = (cells) => {
    end();
    lines[lines.length - 1] = `| ${cells.map((cell) => wordsOf(cell).replaceAll('|', '/')).join(' | ')} |`;
    end();
  };
  const walk = (node, isInBold) => {
    let number = node.start ?? 1;
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        const text = spaced(child.data);
        lines[lines.length - 1] += isInBold ? bold(text) : text;
      } else if (child.nodeType !== Node.ELEMENT_NODE) {
        continue;
      } else if (child.tagName === 'TABLE') {
        for (const one of child.rows) row([...one.cells]);
        // or the next table would be one with this
        lines[lines.length - 1] = GAP;
        lines.push('');
      } else if (child.tagName === 'BR') {
        end();
      } else if (child.tagName === 'LI') {
        end();
        lines[lines.length - 1] = node.tagName === 'OL' ? `${number++}. ` : '- ';
        walk(child, isInBold);
        end();
      } else if (BLOCK.test(child.tagName)) {
        end();
        walk(child, isInBold);
        end();
      } else {
        walk(child, weightOf(child) || !isInBold ? isBold(child) : isInBold);
      }
    }
  };
  walk(body, false);
  return lines.map((line) => spaced(line).trim().replaceAll('****', '')).filter((line) => line)
    .map((line) => (line === GAP ? '' : line)).join('\n').trim();
};

// as if it had been typed, so that it can be undone; the old command is still the only one that can
const type = (area, text) => {
  area.focus();
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
};
const chosen = (area) => area.value.slice(area.selectionStart, area.selectionEnd);
const chooseLines = (area) => {
  const from = area.value.lastIndexOf('\n', area.selectionStart - 1) + 1;
  const to = area.value.indexOf('\n', area.selectionEnd);
  area.setSelectionRange(from, to < 0 ? area.value.length : to);
};

let typedLast = null;

const acts = {
  bold(area) {
    const words = chosen(area);
    const from = area.selectionStart;
    if (/^\*\*[^]+\*\*$/.test(words)) {
      type(area, words.slice(2, -2));
      area.setSelectionRange(from, from + words.length - 4);
      return;
    }
    // a mark ends with its line
    const marked = words.split('\n').map((line) => bold(line)).join('\n') || '****';
    type(area, marked);
    if (words) area.setSelectionRange(from, from + marked.length);
    else area.setSelectionRange(from + 2, from + 2);
  },
  items(area) {
    chooseLines(area);
    const lines = chosen(area).split('\n');
    const numbered = /^\s*[0-9๐-๙]+\.\s+/;
    const isNumbered = lines.every((line) => !line.trim() || numbered.test(line));
    const before = area.value.slice(0, area.selectionStart).trimEnd().split('\n').at(-1).match(/^\s*([0-9]+)\.\s/);
    let number = before ? Number(before[1]) : 0;
    const from = area.selectionStart;
    const changed = lines.map((line) => {
      if (isNumbered && lines.some((one) => one.trim())) return line.replace(numbered, '');
      return line.trim() || lines.length === 1 ? `${++number}. ${line.trimStart()}` : line;
    }).join('\n');
    type(area, changed);
    if (lines.length > 1) area.setSelectionRange(from, from + changed.length);
  },
  table(area) {
    const { head, cell } = area.dataset;
    const isInLine = area.value.slice(0, area.selectionStart).split('\n').at(-1).trim() !== '';
    type(area, `${isInLine ? '\n' : ''}| ${head} ๑ | ${head} ๒ |\n| ${cell} | ${cell} |\n`);
  },
  // in whichever field was typed last
  place(area) {
    const field = typedLast ?? area;
    const words = chosen(field).replace(/[«»\n]/g, '') || area.dataset.place;
    const from = field.selectionStart;
    type(field, `«${words}»`);
    field.setSelectionRange(from + 1, from + 1 + words.length);
  },
};

// «…» are places that a template leaves to be filled in: found in all that is typed, gone to one after the other
const OPEN = /«[^«»\n]{0,80}»/g;
const openIn = (form) => [...form.querySelectorAll('input[type=text], textarea')].flatMap((field) => (
  field.offsetParent ? [...field.value.matchAll(OPEN)].map(({ 0: words, index }) => ({ field, words, index })) : []
));
const choose = ({ field, words, index }) => {
  field.focus();
  field.setSelectionRange(index, index + words.length);
};
const follows = (field, at) => (place) => (field === place.field
  ? place.index >= at
  : field.compareDocumentPosition(place.field) & Node.DOCUMENT_POSITION_FOLLOWING);

const list = document.querySelector('[data-open-places]');
if (list) {
  const form = list.closest('form');
  const buttons = list.querySelector('.s-marks');
  const show = () => {
    const places = openIn(form);
    list.hidden = places.length === 0;
    if (buttons.contains(document.activeElement)) return;
    const named = new Map(places.map((place) => [place.words, place]));
    buttons.replaceChildren(...[...named.values()].slice(0, 30).map((place) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'govuk-button govuk-button--secondary';
      button.textContent = place.words;
      button.addEventListener('click', () => choose(openIn(form).find((one) => one.words === place.words) ?? place));
      return button;
    }));
  };
  form.addEventListener('input', show);
  form.addEventListener('change', show);
  document.addEventListener('keydown', (event) => {
    if (event.code !== 'F2' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const places = openIn(form);
    if (places.length === 0) return;
    event.preventDefault();
    const { activeElement } = document;
    const at = activeElement.selectionEnd ?? 0;
    choose(places.find(follows(activeElement, at)) ?? places[0]);
  });
  show();
}

const area = document.querySelector('[data-letter-text]');
if (area) {
  const bar = document.getElementById(area.dataset.letterText);
  bar.hidden = false;
  area.form.addEventListener('focusin', ({ target }) => {
    if (target.matches('input[type=text]:not(#name), textarea')) typedLast = target;
  });
  bar.addEventListener('click', (event) => {
    const button = event.target.closest('[data-act]');
    if (button) acts[button.dataset.act](area);
  });
  area.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === 'KeyB') {
      event.preventDefault();
      acts.bold(area);
    }
  });
  area.addEventListener('paste', (event) => {
    const html = event.clipboardData.getData('text/html');
    if (!/<(table|b|strong|ol|ul|li)[\s>]|font-weight/i.test(html)) return;
    const lines = linesOf(html);
    if (!lines) return;
    event.preventDefault();
    type(area, lines);
  });
}
