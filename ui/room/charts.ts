// Small charts of how somebody's connection does, for whoever helps.

import { make, svg } from './dom';
import type { Figures, Report } from './protocol';
import { number, text } from './texts';

const KEPT = 60;
const WIDTH = 120;
const HEIGHT = 28;

type Measure = 'rtt' | 'lost' | 'jitter' | 'up' | 'down';

const MEASURES: { measure: Measure; bad: number; unit: string }[] = [
  { measure: 'rtt', bad: 300, unit: 'ms' },
  { measure: 'lost', bad: 20, unit: '' },
  { measure: 'jitter', bad: 40, unit: 'ms' },
  { measure: 'up', bad: Number.MAX_VALUE, unit: 'kbit/s' },
  { measure: 'down', bad: Number.MAX_VALUE, unit: 'kbit/s' },
];

interface Known { series: Record<Measure, number[]>; lostBefore: number; report: Report | undefined }

export class Charts {
  private readonly known = new Map<string, Known>();

  private of(who: string): Known {
    let known = this.known.get(who);
    if (!known) {
      known = { series: { rtt: [], lost: [], jitter: [], up: [], down: [] }, lostBefore: 0, report: undefined };
      this.known.set(who, known);
    }
    return known;
  }

  figures(figures: Figures): void {
    const known = this.of(figures.who);
    const add = (measure: Measure, value: number) => {
      known.series[measure].push(value);
      if (known.series[measure].length > KEPT) known.series[measure].shift();
    };
    add('rtt', figures.rtt);
    add('lost', Math.max(0, figures.lost - known.lostBefore));
    add('jitter', figures.jitter);
    add('up', Math.round(figures.up / 1000));
    add('down', Math.round(figures.down / 1000));
    known.lostBefore = figures.lost;
  }

  report(report: Report): void {
    this.of(report.who).report = report;
  }

  draw(who: string): HTMLElement {
    const { series, report } = this.of(who);
    const list = make('dl', { class: 'r-figures' });
    for (const { measure, bad, unit } of MEASURES) {
      const values = series[measure];
      const last = values.at(-1);
      const label = text(`figure.${measure}`);
      const shown = last === undefined ? '–' : `${number(Math.round(last))} ${unit}`;
      list.append(
        make('div', { class: last !== undefined && last > bad ? 'r-figure r-figure--bad' : 'r-figure' },
          make('dt', {}, label), make('dd', {}, line(values, `${label} ${shown}`), shown)),
      );
    }
    return make('div', {}, list, report ? about(report) : make('p', { class: 'r-quiet' }, text('help.nothing')));
  }
}

const about = (report: Report): HTMLElement =>
  make('p', { class: 'r-quiet' },
    [report.browser, report.camera || text('help.no-camera'), report.microphone || text('help.no-microphone')].join(' · '));

const line = (values: number[], label: string): SVGElement => {
  const most = Math.max(1, ...values);
  const points = values
    .map((value, at) => `${(at * WIDTH) / (KEPT - 1)},${HEIGHT - 2 - (value / most) * (HEIGHT - 4)}`)
    .join(' ');
  return svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'r-spark', role: 'img', 'aria-label': label },
    svg('polyline', { points }));
};
