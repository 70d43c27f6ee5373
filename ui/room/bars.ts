// Presence is drawn where it was on the line of time, by script: pages have no inline styles.

const drawBars = (total: number): void => {
  for (const bar of document.querySelectorAll<HTMLElement>('[data-from]')) {
    const from = Number(bar.dataset['from']);
    const until = Number(bar.dataset['until']);
    bar.style.left = `${(from / total) * 100}%`;
    bar.style.width = `${Math.max(0.3, ((until - from) / total) * 100)}%`;
  }
};

const line = document.querySelector<HTMLElement>('[data-seconds]');
if (line) drawBars(Number(line.dataset['seconds']));

export {};
