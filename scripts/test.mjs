// `npm test`: everything that is checked, in order; ends with one line "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkNode, ensureInstalled, root } from './install.mjs'

const help = `Runs the checks. Without a name all of them, in this order:

  npm test                      everything
  npm test -- lint              style and the walls between the parts
  npm test -- types             the type checker
  npm test -- unit [filter ..]  pure and database tests (vitest)
  npm test -- e2e [filter ..]   journeys in a browser, against a production build (playwright)`

checkNode()
const [part, ...filters] = process.argv.slice(2)
if (part === '--help' || part === 'help' || (part && !['lint', 'types', 'unit', 'e2e'].includes(part))) {
  console.log(help)
  process.exit(part.endsWith('help') ? 0 : 1)
}
process.chdir(root)
ensureInstalled()

const reports = join(root, '.keel', 'test-reports')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const totals = { passed: 0, failed: 0 }

const bin = (name) => join('node_modules', '.bin', name)
const run = (command, args, env = {}) =>
  spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  }).status === 0

/** Runs one section under its headline. A section that fails without having counted a failed test counts as one. */
function section(title, body) {
  console.log(`\n${'─'.repeat(72)}\n${title}\n${'─'.repeat(72)}`)
  const started = Date.now()
  const before = totals.failed
  let ok = false
  try {
    ok = body()
  } catch (error) {
    console.error(error.message)
  }
  if (!ok && totals.failed === before) totals.failed++
  console.log(`${title}: ${ok ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return ok
}

const readReport = (name) =>
  existsSync(join(reports, name)) ? JSON.parse(readFileSync(join(reports, name), 'utf8')) : undefined

function lint() {
  const parts = ['app', 'components', 'server', 'db', 'scripts', 'bench', 'e2e'].filter((folder) => existsSync(folder))
  const style = run(bin('biome'), ['check', '.'])
  const walls = run(bin('depcruise'), [...parts, '--config', '.dependency-cruiser.cjs'])
  return style && walls
}

const types = () => run(process.execPath, ['node_modules/typescript7/bin/tsc', '--noEmit', '--checkers', '1'])

function unit() {
  const report = join(reports, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters]
  const ok = run(bin('vitest'), args)
  const result = readReport('vitest.json')
  totals.passed += result?.numPassedTests ?? 0
  totals.failed += result?.numFailedTests ?? 0
  return ok
}

const build = () => run(process.execPath, ['--import', 'tsx', 'scripts/build-cli.ts'])

/** A Chromium that is there, else Debian's with a font for Chinese, else Playwright's own. */
function chromium() {
  const known = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  const found = () => known.find((path) => path && existsSync(path))
  if (found()) return found()
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium ...')
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
    run('apt-get', ['update', '-qq'], quiet)
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], quiet)
    if (found()) return found()
  }
  if (!run(bin('playwright'), ['install', 'chromium']))
    throw new Error('There is no Chromium and none could be installed: install one and set CHROMIUM_PATH to it.')
  return ''
}

function e2e() {
  const path = chromium()
  const report = join(reports, 'playwright.json')
  const ok = run(bin('playwright'), ['test', ...filters], { CHROMIUM_PATH: path, KEEL_E2E_REPORT: report })
  const stats = readReport('playwright.json')?.stats
  totals.passed += stats?.expected ?? 0
  totals.failed += (stats?.unexpected ?? 0) + (stats?.flaky ?? 0)
  return ok
}

const wanted = (name) => !part || part === name
if (wanted('lint')) section('Style and walls', lint)
if (wanted('types')) section('Types', types)
if (wanted('unit')) section('Pure and database tests', unit)
if (wanted('e2e') && section('Production build', build)) section('Journeys in the browser', e2e)

console.log(`\n${totals.passed} passed, ${totals.failed} failed`)
process.exitCode = totals.failed > 0 ? 1 : 0
