import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleProcesses, processes } from './bundle'
import { StartError } from './postgres-files'

/** Everything that ends up in the build; a missing one is passed over. */
const sources = [
  'app',
  'components',
  'db',
  'messages',
  'public',
  'server',
  'instrumentation.ts',
  'next.config.js',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]
const stampFile = join('.next', 'keel-sources')

function filesBelow(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return []
  if (found.isFile()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

/** A fingerprint of the sources by content: a checkout or a copy changes times, not this. Tests do not count. */
export function sourcesHash(): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesBelow)) {
    if (/\.test\.tsx?$/.test(file)) continue
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** Builds the web pages and the processes beside them when the last build was of other sources. Throws `StartError` with the build's words above it. */
export async function ensureBuilt(say: (line: string) => void): Promise<void> {
  const wanted = sourcesHash()
  const built = [join('.next', 'BUILD_ID'), stampFile, ...Object.values(processes)].every((file) => existsSync(file))
  if (built && readFileSync(stampFile, 'utf8') === wanted) return
  say('Building the pages; this takes a minute ...')
  const started = Date.now()
  const output: string[] = []
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, [join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const endWithUs = () => child.kill()
    process.once('exit', endWithUs)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => output.push(String(text)))
    child.once('error', reject)
    child.once('close', (status) => {
      process.off('exit', endWithUs)
      resolve(status)
    })
  })
  if (code !== 0) {
    process.stderr.write(output.join(''))
    throw new StartError('The build failed: what it said stands above.')
  }
  await bundleProcesses()
  // Next may rewrite tsconfig.json; what was built is what lies there now.
  writeFileSync(stampFile, sourcesHash())
  say(`Built in ${Math.round((Date.now() - started) / 1000)} s`)
}
