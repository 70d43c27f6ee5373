// Styles, fonts and scripts for the pages, into dist/assets. File names are plain: the server adds the fingerprints.
import { execFileSync } from 'node:child_process';
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

for (const [source, target] of [['style.scss', 'style.css'], ['room/room.scss', 'room.css']]) {
  const { css } = sass.compile(source, {
    loadPaths: ['node_modules'],
    style: 'compressed',
    quietDeps: true,
    silenceDeprecations: ['import'],
  });
  fs.writeFileSync(`${out}/${target}`, css);
}
for (const file of ['favicon.svg', 'sala.webmanifest', 'push-worker.js']) fs.copyFileSync(file, `dist/${file}`);

execFileSync('node', ['node_modules/typescript/bin/tsc', '-p', '.'], { stdio: 'inherit' });
await build({
  entryPoints: {
    app: 'app.js',
    passkeys: 'passkeys.js',
    push: 'push.js',
    room: 'room/room.ts',
    join: 'room/join.ts',
    playback: 'room/playback.ts',
    bars: 'room/bars.ts',
  },
  bundle: true,
  minify: true,
  target: 'es2022',
  outdir: out,
  legalComments: 'none',
  logLevel: 'warning',
});
