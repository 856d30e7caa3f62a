// Plain Node without packages: runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Ends the process with one sentence when this Node is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(
    `Keel needs Node 20.19 or newer, and this is ${process.versions.node}: install a newer one from https://nodejs.org.`,
  )
  process.exit(1)
}

const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8'))
  } catch {
    return undefined
  }
}

/** Compares what the lock file wants with what npm says it installed: content, not file times, which a copy or a checkout changes. */
function installedMatchesLock() {
  const wanted = readJson('package-lock.json')?.packages
  const present = readJson('node_modules/.package-lock.json')?.packages
  if (!wanted || !present) return false
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      // What npm may rightly leave out: other platforms' packages, and entries that nothing asks for.
      entry.optional ||
      entry.devOptional ||
      entry.extraneous ||
      entry.link ||
      present[path]?.version === entry.version,
  )
}

/** Runs `npm ci` when node_modules is missing or not what the lock file wants. Ends the process when that fails. */
export function ensureInstalled() {
  if (existsSync(join(root, 'node_modules')) && installedMatchesLock()) return
  console.log('Installing the packages (npm ci); the first time takes a minute or two ...')
  const started = Date.now()
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (result.signal) process.exit(130)
  if (result.status !== 0) {
    console.error(
      'The packages could not be installed: see what npm said above (is the network reachable?), then run this again.',
    )
    process.exit(1)
  }
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}
