import { runSeed } from './run-seed.ts';
const [from = '1', to = '1', plant] = process.argv.slice(2);
process.on('unhandledRejection', (e) => { console.log('UNHANDLED', e); process.exit(3); });
const t = process.cpuUsage();
let events = 0, engines=0, ms=0, bad = 0;
const kinds = new Map<string, number>();
for (let seed = Number(from); seed <= Number(to); seed += 1) {
  const r = await runSeed(seed, { plant: plant as never });
  events += r.events; engines += r.engines; ms += r.worldMs;
  if (r.violation) {
    bad += 1;
    const k = r.violation.message.replace(/\d+/g,'N').slice(0, 150);
    kinds.set(k, (kinds.get(k) ?? 0) + 1);
    if (from === to) { console.log(r.violation.message); console.log(r.last.join('\n')); }
    else if ((kinds.get(k) ?? 0) <= 1) console.log('seed', seed, r.violation.message.slice(0,600));
  }
}
const cpu = process.cpuUsage(t);
const n = Number(to) - Number(from) + 1;
console.log({ n, bad, events: events / n, engines: engines / n, worldS: ms / n / 1000, cpuMs: (cpu.user + cpu.system) / 1000 / n });
console.log([...kinds].sort((a,b)=>b[1]-a[1]).slice(0,20));
