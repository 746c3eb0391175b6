// The sharp sides. Requests and answers are those of Worker.java.
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import sharp from 'sharp';

const EDGES = [1600, 640, 160];
const side = process.argv[2];
sharp.concurrency(1);
sharp.cache(false);

const jpeg = (image, edge, quality) =>
  image
    .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality, chromaSubsampling: '4:2:0', mozjpeg: false })
    .toBuffer();

const sides = {
  'sharp-each': async (file, quality) => {
    const files = [];
    for (const edge of EDGES) files.push(await jpeg(sharp(file).rotate(), edge, quality));
    return files;
  },
  'sharp-once': async (file, quality) => {
    const { data, info } = await sharp(file)
      .rotate()
      .resize({ width: EDGES[0], height: EDGES[0], fit: 'inside', withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: info.channels };
    const files = [];
    for (const edge of EDGES) files.push(await jpeg(sharp(data, { raw }), edge, quality));
    return files;
  },
};

const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0);

for await (const line of createInterface({ input: process.stdin })) {
  const [photo, quality, folder] = line.split('\t');
  try { writeFileSync('/proc/self/clear_refs', '5'); } catch { /* not Linux */ }
  const cpu = process.cpuUsage();
  const wall = process.hrtime.bigint();
  const files = await sides[side](readFileSync(photo), Number(quality));
  const wallNanos = process.hrtime.bigint() - wall;
  const used = process.cpuUsage(cpu);
  if (folder !== '-') files.forEach((file, i) => writeFileSync(`${folder}/${EDGES[i]}.jpg`, file));
  console.log([wallNanos, (used.user + used.system) * 1000, peak(), ...files.map((file) => file.length)].join(' '));
}
