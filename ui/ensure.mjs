// Builds only what is out of date: the packages by their lock file, the assets by their sources.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';

const digest = (files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(fs.readFileSync(file));
  return hash.digest('hex');
};
const isStamped = (stamp, value) => fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === value;

const lock = digest(['package-lock.json', 'package.json']);
const lockStamp = 'node_modules/.sala-lock';
if (!isStamped(lockStamp, lock)) {
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { stdio: 'inherit' });
  fs.writeFileSync(lockStamp, lock);
}

const below = (folder) => fs.readdirSync(folder).filter((name) => /\.(mjs|js|ts|scss|svg)$/.test(name));
const sources = [...below('.'), 'tsconfig.json', ...below('room').map((name) => `room/${name}`)].sort();
const assets = lock + digest(sources);
const assetStamp = 'node_modules/.sala-assets';
if (!fs.existsSync('dist/assets/style.css') || !isStamped(assetStamp, assets)) {
  execFileSync('node', ['build.mjs'], { stdio: 'inherit' });
  fs.writeFileSync(assetStamp, assets);
}
