// Sentences of the page's language, put there by the server.

const texts = new Map<string, string>();
for (const one of document.querySelectorAll<HTMLElement>('[data-text]')) {
  texts.set(one.dataset['text'] ?? '', one.textContent ?? '');
}

export const text = (key: string, ...values: (string | number)[]): string =>
  (texts.get(key) ?? key).replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)] ?? ''));

const thai = document.querySelector<HTMLElement>('[data-digits]')?.dataset['digits'] === 'THAI';

/** A number in the digits that the person reads. */
export const number = (value: number | string): string => {
  const plain = String(value);
  return thai ? plain.replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)] ?? digit) : plain;
};

const bangkok = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Bangkok', hour: '2-digit', minute: '2-digit' });

/** The time of the meeting, which is Thailand's wherever the device is. */
export const clock = (at: Date): string => number(bangkok.format(at));
