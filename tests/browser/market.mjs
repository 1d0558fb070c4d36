// A demo market of its own: the binary that people run, in a folder that is gone afterwards. Its clock is the machine's,
// seen through libfaketime, so that three days pass in a moment and the market needs no door for it.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let databases = 0;
// A database of its own on the server that the tests use.
function database() {
  const server = process.env.RIALTO_TEST_POSTGRES, name = `browser_${process.pid}_${databases += 1}`;
  const say = (words) => execFileSync('psql', ['-q', '-d', `${server}/postgres`, '-c', words]);
  say(`CREATE DATABASE ${name}`);
  return { url: `${server}/${name}`, drop: () => say(`DROP DATABASE ${name} WITH (FORCE)`) };
}

// With `pictures`, it is open when the sample's pictures hang; without, none are drawn.
export async function open({ engine = 'sqlite', pictures = false, ...settings } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-browser-'));
  const clock = join(folder, 'clock');
  await writeFile(clock, '+0');
  const store = engine === 'postgres' ? database() : null;
  const env = {
    ...process.env,
    ...(store ? { RIALTO_DATABASE_URL: store.url } : {}),
    LD_PRELOAD: process.env.LIBFAKETIME, FAKETIME_TIMESTAMP_FILE: clock, FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    RIALTO_DATA: folder, RIALTO_LISTEN: '127.0.0.1:0', RIALTO_SANDBOX_LISTEN: '127.0.0.1:0', RIALTO_LOG: 'warn',
    RIALTO_RATE_PER_ADDRESS: '1000000', RIALTO_BURST_PER_ADDRESS: '1000000',
    RIALTO_RATE_PER_PRINCIPAL: '1000000', RIALTO_BURST_PER_PRINCIPAL: '1000000', ...settings,
  };
  // Whoever runs the market is made before it opens: the command line writes while nobody else does.
  const accounts = { lina: 'mangoes in the rain' };
  const create = ['admin', 'create', 'lina', '--password-stdin'];
  execFileSync(process.env.RIALTO_BINARY, create, { env, input: `${accounts.lina}\n`, stdio: ['pipe', 'ignore', 'inherit'] });
  const child = spawn(process.env.RIALTO_BINARY, ['demo', '--days', '0', ...(pictures ? [] : ['--without-pictures'])], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((ready, failed) => {
    let said = '';
    child.on('exit', (code) => failed(new Error(`the market ended with ${code}: ${said}`)));
    child.stdout.on('data', (bytes) => {
      said += bytes;
      for (const [, handle, password] of said.matchAll(/^account: (\S+) (\S+)$/gm)) accounts[handle] = password;
      const line = said.match(/^ready: (\S+)$/m);
      if (line && (!pictures || /^pictures: /m.test(said))) ready(line[1]);
    });
  });
  const close = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
    store?.drop();
    await rm(folder, { recursive: true, force: true });
  };
  // So many minutes later.
  let minutes = 0;
  const pass = async (more) => writeFile(clock, `+${(minutes += more) * 60}`);
  return { url, accounts, close, pass };
}
