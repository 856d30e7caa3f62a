import { spawn } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { freePort } from './free-port'
import { pictures } from './guide/pictures'
import { Sitting, take } from './guide/take'
import { sleep } from './process-identity'

const HELP = `Takes the pictures of the user guide from the demo company, into docs/guide/pictures.

  npm run guide:pictures -- [options] [name ...]     only the pictures of these names

  --url <address>   a Keel that runs with the demo company; without one it is started for this, and gone afterwards
  --help            show this`

const FOLDER = join('docs', 'guide', 'pictures')

/** The production build with a demo company of its own, on free ports; answers its address and how to stop it. */
async function startDemo(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort(0)
  const apiPort = await freePort(0, '127.0.0.1', [port])
  const server = spawn(process.execPath, ['--import', 'tsx', 'scripts/e2e-server.ts'], {
    env: { ...process.env, KEEL_PORT: String(port), KEEL_API_PORT: String(apiPort), NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const stop = async () => {
    server.kill('SIGTERM')
    await gone
  }
  const url = `http://127.0.0.1:${port}`
  for (const until = Date.now() + 900_000; Date.now() < until; await sleep(1000)) {
    if (server.exitCode !== null) throw new Error('Keel did not start: see the lines above.')
    const answer = await fetch(`${url}/api/health`).catch(() => undefined)
    if (answer?.ok) return { url, stop }
  }
  await stop()
  throw new Error('Keel did not become ready within fifteen minutes.')
}

/** Takes them one after the other; a screen that cannot be reached is told and does not keep the others from being taken. */
async function takeAll(url: string, names: readonly string[]): Promise<number> {
  mkdirSync(FOLDER, { recursive: true })
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
  const sitting = new Sitting(browser, url)
  let failed = 0
  try {
    for (const picture of pictures.filter((p) => names.length === 0 || names.includes(p.file))) {
      const file = join(FOLDER, `${picture.file}.png`)
      try {
        await take(sitting, picture, file)
        console.log(`${picture.file.padEnd(22)}${Math.round(statSync(file).size / 1024)} KB`)
      } catch (error) {
        failed++
        console.error(`${picture.file.padEnd(22)}not taken: ${(error as Error).message.split('\n')[0]}`)
      }
    }
  } finally {
    await browser.close()
  }
  return failed
}

const { values, positionals } = parseArgs({
  options: { url: { type: 'string' }, help: { type: 'boolean', default: false } },
  allowPositionals: true,
})
if (values.help) {
  console.log(HELP)
} else {
  const demo = values.url ? { url: values.url, stop: async () => {} } : await startDemo()
  try {
    process.exitCode = (await takeAll(demo.url, positionals)) > 0 ? 1 : 0
  } finally {
    await demo.stop()
  }
}
