// The PDFs of the demo's letters, as an agency would have made them: from src/main/resources/demo/letters/NN.txt to NN.pdf.
// Run at development time when a letter's text changes:  node src/main/demo/make-letters.mjs [NN ...]
// Needs Chromium (CHROMIUM, or /usr/bin/chromium), qpdf, and ui/node_modules for the font.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const home = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const demo = path.join(home, 'src/main/resources/demo');
const fonts = path.join(home, 'ui/node_modules/@fontsource/sarabun/files');
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
const LIMIT = 60 * 1024;

const table = (name) => {
  const [header, ...rows] = fs.readFileSync(path.join(demo, name), 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
  return rows.map((row) => Object.fromEntries(header.map((key, i) => [key, row[i]])));
};
const agencies = table('agencies.tsv');
const units = table('units.tsv');
const people = table('people.tsv');

const MONTHS = 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'.split(' ');
const date = (iso) => {
  const [year, month, day] = iso.split('-').map(Number);
  return `${day} ${MONTHS[month - 1]} ${year + 543}`;
};
// Digits inside a mail address stay as they are.
const thai = (text) => text.replace(/\S+@\S+|[0-9]/g, (found) => (found.length > 1 ? found : '๐๑๒๓๔๕๖๗๘๙'[found]));
const escape = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);
// What belongs together stays on one line; ICU breaks these compounds.
const COMPOUNDS =
  /วันที่(?:\u00a0[๐-๙]+)?|วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์)ที่|ผู้ป่วย|ผู้ร้อง|การลงคะแนนลับ|ผู้ลงคะแนน|ผู้เข้าร่วมประชุม|ผู้ประกอบการ|ผู้โดยสาร|ผู้แทน|ผู้รับบริการ|ผู้ประสบภัย|ดำเนินการ|ประจำปี|งบประมาณ|เจ้าหน้าที่|ที่ว่าการ|ติดเตียง|สูงอายุ|ปีงบประมาณ|ความเห็น|ถูกต้อง|วันละ|ผู้ว่าราชการ/g;
const words = (text) =>
  escape(thai(text))
    .replace(/([๐-๙]) - ([๐-๙])/g, '$1\u00a0-\u00a0$2')
    .replace(/(จำนวน|ที่|วันที่|มาตรา|ข้อ|เวลา|พ\.ศ\.|ร้อยละ) (?=[๐-๙])/g, '$1\u00a0')
    .replace(/([๐-๙]) (น\.|บาท|คน|ลำ|ชุด|ฉบับ|แผ่น|เล่ม|เครื่อง|ตัว)/g, '$1\u00a0$2')
    .replace(/([๐-๙]) (มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม) (?=[๐-๙])/g, '$1\u00a0$2\u00a0')
    .replace(COMPOUNDS, '<i>$&</i>');

const read = (file) => {
  const text = fs.readFileSync(file, 'utf8');
  const end = text.indexOf('\n\n');
  const headers = { to: [], reference: [], enclosure: [] };
  for (const line of text.slice(0, end).split('\n')) {
    const [, key, value] = line.match(/^([a-z]+): (.+)$/);
    if (Array.isArray(headers[key])) headers[key].push(value);
    else headers[key] = value;
  }
  return { ...headers, paragraphs: text.slice(end + 2).trimEnd().split('\n\n') };
};

const face = (script, weight) => {
  const data = fs.readFileSync(path.join(fonts, `sarabun-${script}-${weight}-normal.woff2`)).toString('base64');
  const range = script === 'thai' ? 'U+02D7,U+0303,U+0331,U+0E01-0E5B,U+200C-200D,U+25CC' : 'U+0000-00FF,U+2000-206F';
  return `@font-face{font-family:Sarabun;font-weight:${weight};src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${range}}`;
};
const faces = ['thai', 'latin'].flatMap((script) => [400, 700].map((weight) => face(script, weight))).join('');

// A pavilion in place of the state's emblem: these agencies do not exist.
const EMBLEM = `<svg class="emblem" viewBox="0 0 120 120" fill="none" stroke="#222" stroke-width="3" stroke-linejoin="round">
<path d="M60 8v14M34 46Q52 40 60 22Q68 40 86 46ZM16 70Q44 62 50 46h20Q76 62 104 70ZM28 70v32M92 70v32M48 70v32M72 70v32M20 102h80M12 112h96M28 82h64"/></svg>`;

// Sarabun's letters stand 1.33 times as tall as TH Sarabun PSK's at the same size: 12 pt here is the 16 pt of the rule.
const STYLE = `${faces}
@page{size:A4;margin:2.5cm 2cm 2cm 3cm}
*{margin:0;padding:0;box-sizing:border-box}
i{font-style:normal;white-space:nowrap}
body{font:12pt/1.52 Sarabun;color:#000;overflow-wrap:break-word}
.head{position:relative;height:3cm;margin-bottom:.2cm}
.emblem{position:absolute;left:50%;top:0;width:3cm;height:3cm;margin-left:-1.5cm}
.urgency{position:absolute;left:0;top:0;font:700 32pt/1.3 Sarabun;color:#d00000}
.line{display:flex;justify-content:space-between;gap:1cm}
.line div:last-child{width:6.6cm}
.date{padding-left:8cm;margin:.15cm 0 .25cm}
.item{display:flex;margin-bottom:.12cm}
.item b{font-weight:400;flex:none;margin-right:.35cm}
p{text-indent:2.5cm;text-align:justify;margin-top:.12cm;text-justify:inter-character}
.signed{margin:.3cm 0 0 6cm;text-align:center;break-inside:avoid}
.signed .space{height:1.3cm}
.owner{margin-top:.35cm;break-inside:avoid}`;

const item = (label, lines) =>
  lines.length === 0
    ? ''
    : `<div class="item"><b>${label}</b><div>${lines
        .map((line, i) => words(lines.length > 1 ? `${i + 1}. ${line}` : line))
        .join('<br>')}</div></div>`;

const page = (letter) => {
  const signer = people.find((person) => person.mail === letter.from);
  const agency = agencies.find((one) => one.key === signer.agency);
  const unit = units.find((one) => one.code === letter.number.split('/')[0]);
  const parent = units.find((one) => one.code === unit.parent);
  const [place, ...street] = agency.postal.split(/ (?=ถนน)/);
  const position = (letter.position ?? signer.position).split(' | ');
  const owner = [parent?.name, unit.name].filter(Boolean);
  return `<!doctype html><html lang="th"><meta charset="utf-8"><title>${escape(letter.subject)}</title><style>${STYLE}</style><body>
<div class="head">${letter.urgency ? `<div class="urgency">${letter.urgency}</div>` : ''}${EMBLEM}</div>
<div class="line"><div>ที่ ${words(letter.number)}</div><div>${words(place)}<br>${words(street.join(' '))}</div></div>
<div class="date">${words(date(letter.date))}</div>
${item('เรื่อง', [letter.subject])}${item('เรียน', [letter.addressee])}${item('อ้างถึง', letter.reference)}${item('สิ่งที่ส่งมาด้วย', letter.enclosure)}
${letter.paragraphs.map((paragraph) => `<p>${words(paragraph)}</p>`).join('\n')}
<div class="signed">ขอแสดงความนับถือ<div class="space"></div>(${escape(signer.name)})<br>${position.map(words).join('<br>')}</div>
<div class="owner">${owner.map(words).join('<br>')}<br>โทร. ${words(letter.telephone)}<br>ไปรษณีย์อิเล็กทรอนิกส์ ${escape(agency.central)}</div>
</body></html>`;
};

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'sala-letters-'));
try {
  const wanted = process.argv.slice(2);
  for (const name of fs.readdirSync(path.join(demo, 'letters')).filter((file) => file.endsWith('.txt')).sort()) {
    const id = path.basename(name, '.txt');
    if (wanted.length > 0 && !wanted.includes(id)) continue;
    const html = path.join(work, `${id}.html`);
    const printed = path.join(work, `${id}.pdf`);
    const pdf = path.join(demo, 'letters', `${id}.pdf`);
    fs.writeFileSync(html, page(read(path.join(demo, 'letters', name))));
    execFileSync(chromium, ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync', `--user-data-dir=${work}/profile`,
      '--no-pdf-header-footer', `--print-to-pdf=${printed}`, `file://${html}`], { stdio: 'ignore' });
    execFileSync('qpdf', ['--object-streams=generate', '--compression-level=9', '--recompress-flate', '--deterministic-id', printed, pdf]);
    const size = fs.statSync(pdf).size;
    console.log(`${id} ${size}`);
    if (size > LIMIT) throw new Error(`${pdf} is larger than ${LIMIT} bytes`);
  }
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}
