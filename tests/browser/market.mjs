// A demo market of its own: the binary that people run, in a folder that is gone afterwards.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export async function open(settings = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-browser-'));
  const env = {
    ...process.env,
    RIALTO_DATA: folder, RIALTO_LISTEN: '127.0.0.1:0', RIALTO_SANDBOX_LISTEN: '127.0.0.1:0', RIALTO_LOG: 'warn',
    RIALTO_RATE_PER_ADDRESS: '1000000', RIALTO_BURST_PER_ADDRESS: '1000000',
    RIALTO_RATE_PER_PRINCIPAL: '1000000', RIALTO_BURST_PER_PRINCIPAL: '1000000', ...settings,
  };
  const child = spawn(process.env.RIALTO_BINARY, ['demo'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const accounts = {};
  const url = await new Promise((ready, failed) => {
    let said = '';
    child.on('exit', (code) => failed(new Error(`the market ended with ${code}: ${said}`)));
    child.stdout.on('data', (bytes) => {
      said += bytes;
      for (const [, handle, password] of said.matchAll(/^account: (\S+) (\S+)$/gm)) accounts[handle] = password;
      const line = said.match(/^ready: (\S+)$/m);
      if (line) ready(line[1]);
    });
  });
  const close = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
  return { url, accounts, close };
}
