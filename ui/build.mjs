// Styles, fonts and scripts for the pages, into dist/assets. File names are plain: the server adds the fingerprints.
import { build } from 'esbuild';
import * as sass from 'sass';
import fs from 'node:fs';

const out = 'dist/assets';
fs.rmSync('dist', { recursive: true, force: true });
fs.mkdirSync(out, { recursive: true });

for (const script of ['thai', 'latin']) {
  for (const weight of [400, 700]) {
    fs.copyFileSync(
      `node_modules/@fontsource/sarabun/files/sarabun-${script}-${weight}-normal.woff2`,
      `${out}/sarabun-${script}-${weight}.woff2`,
    );
  }
}

const { css } = sass.compile('style.scss', {
  loadPaths: ['node_modules'],
  style: 'compressed',
  quietDeps: true,
  silenceDeprecations: ['import'],
});
fs.writeFileSync(`${out}/style.css`, css);
for (const file of ['favicon.svg', 'sala.webmanifest', 'push-worker.js']) fs.copyFileSync(file, `dist/${file}`);

await build({
  entryPoints: { app: 'app.js', passkeys: 'passkeys.js', push: 'push.js' },
  bundle: true,
  minify: true,
  target: 'es2022',
  outdir: out,
  legalComments: 'none',
  logLevel: 'warning',
});
